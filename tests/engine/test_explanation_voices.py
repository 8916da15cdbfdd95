"""Three audiences, two languages, every code: complete, short enough, without jargon."""

from pathlib import Path
import re
import string

import pytest

from bitgridai.pages import PAGES, SHOWN
from custom_components.bitgridai.engine.explanation import LANGUAGES, Audience, explain, render, tell_votes
from custom_components.bitgridai.engine.explanation.render import SHORT_MAX
from custom_components.bitgridai.engine.rules import ALL_CODES
from custom_components.bitgridai.engine.vocabulary import Rule, Verdict

from .houses import forecast, made, memory, miner, state

JARGON = re.compile(r"\b(SoC|R[1-5]|block_id|telemetry|heartbeat|ledger|null|None|Telemetrie)\b|_")
PLAIN_HEAT = re.compile(r"\b(block|blocks|Block|Blöcke|Blöcken|surplus|Überschuss|import|chip|Chip)\b")


@pytest.mark.parametrize("action", ["START", "STOP", "RAISE", "LOWER", "HOLD"])
@pytest.mark.parametrize("language", sorted(LANGUAGES))
@pytest.mark.parametrize("audience", list(Audience))
def test_every_code_has_a_short_a_detail_and_a_technical_text(audience: Audience, language: str, action: str) -> None:
    for code in ALL_CODES:
        figures = {**SHOWN, "action": action, "target_w": 0.0 if action == "STOP" else 1500.0, "previous_w": 800.0}
        told = render(code.value, figures, language, "Living room miner", audience)
        assert len(told.short) <= SHORT_MAX, told.short
        assert told.technical.startswith(code.value)
        if audience is not Audience.TECHNICAL:
            assert not told.short.endswith("…"), told.short
            for text in (told.short, told.detail):
                assert "{" not in text
                assert "–" not in text
                assert not JARGON.search(text.replace("Living room miner", "")), text


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_the_heat_voice_speaks_of_warmth_where_the_sun_decides(language: str) -> None:
    voice = LANGUAGES[language].heat
    for code, reason in voice.reasons.items():
        for text in (reason.because, reason.detail):
            assert not PLAIN_HEAT.search(text), (code, text)


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_the_voices_know_exactly_the_codes_there_are(language: str) -> None:
    texts = LANGUAGES[language]
    codes = {code.value for code in ALL_CODES}
    assert set(texts.energy.reasons) == codes
    assert set(texts.heat.reasons) <= codes
    assert set(texts.heat.actions) == set(texts.energy.actions)


def test_both_languages_name_the_same_figures_in_the_same_places() -> None:
    def names(template: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(template) if name}

    english, german = LANGUAGES["en"], LANGUAGES["de"]
    for one, other in ((english.energy, german.energy), (english.heat, german.heat)):
        assert set(one.reasons) == set(other.reasons)
        for code, reason in one.reasons.items():
            assert names(reason.because) == names(other.reasons[code].because), code
            assert names(reason.detail) == names(other.reasons[code].detail), code
    assert set(english.words) == set(german.words)
    assert set(english.turns) == set(german.turns)
    assert set(english.flips) == set(german.flips)


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_rule_and_verdict_has_a_name_in_the_trace(language: str) -> None:
    texts = LANGUAGES[language]
    assert set(texts.rules) == {rule.value for rule in Rule}
    assert set(texts.verdicts) == {verdict.value for verdict in Verdict} | {"OFF"}


def test_the_votes_are_told_as_a_sentence() -> None:
    present = state(grid_power_w=-3000, pv_forecast=forecast(*[500] * 8))
    decision = made(present, memory())
    assert tell_votes(decision, "en") == (
        "R1 (surplus) proposes 1,500 W (surplus of 3,000 W covers the 1,500 W needed); "
        "R4 (forecast) allows off only (forecast surplus is −500 W, 1,500 W needed); "
        "R5 (stability) has no objection; R2 (autarky) has no objection; R3 (safety) has no objection; "
        "R4 (forecast) decides."
    )
    assert tell_votes(decision, "de").endswith("R4 (Vorhersage) entscheidet.")


def test_one_decision_reads_differently_to_a_freezing_person() -> None:
    decision = made(state(grid_power_w=-380), memory())
    assert explain(decision, "en", "Office miner").short == ("Office miner stays off: surplus is 380 W, 800 W needed.")
    assert explain(decision, "en", "Office miner", Audience.HEAT).short == (
        "Office miner does not heat: only 380 W of sun to spare, 800 W needed."
    )


def test_an_unknown_language_reads_english() -> None:
    decision = made(state(loads={"miner": miner(1)}, grid_power_w=0), memory())
    assert explain(decision, "tlh") == explain(decision, "en")


@pytest.mark.parametrize("name", sorted(PAGES))
def test_the_generated_pages_are_up_to_date(name: str) -> None:
    page = Path(__file__).resolve().parents[2] / name
    assert page.read_text(encoding="utf-8") == PAGES[name](), "run scripts/docs"
