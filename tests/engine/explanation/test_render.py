from dataclasses import replace
import re
import string

import pytest

from custom_components.bitgridai.engine.explanation import LANGUAGES, Audience, explain, parameters, render
from custom_components.bitgridai.engine.explanation.render import SHORT_MAX, fill, told_action
from custom_components.bitgridai.engine.rules import ALL_CODES
from custom_components.bitgridai.engine.votes import Value
from tests.engine.houses import made, memory, miner, running_for, state
from tests.engine.scenarios import ONLY_SAID, SCENARIOS, Scenario, outcomes

BY_CODE = [
    pytest.param(item, id=f"{item.code}-{number}")
    for number, item in enumerate(SCENARIOS)
    if item.code not in ONLY_SAID
]
EVERY_LANGUAGE = sorted(LANGUAGES)
UNRESOLVED = re.compile(r"[{}–]|None|nan")


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
def test_every_code_has_a_text_and_every_text_a_code(language: str) -> None:
    assert set(LANGUAGES[language].energy.reasons) == {code.value for code in ALL_CODES}


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
@pytest.mark.parametrize("scenario", BY_CODE)
def test_every_figure_of_a_text_is_filled_in(scenario: Scenario, language: str) -> None:
    words = explain(scenario.decide().loads[0], language)
    assert not UNRESOLVED.search(words.short)
    assert not UNRESOLVED.search(words.detail)
    assert words.short.endswith(".")
    assert words.detail.endswith(".")
    assert words.technical.startswith(f"{scenario.code} | ")


def test_a_paragraph_without_another_one_shows_a_dash_for_a_figure_that_is_not_known() -> None:
    figures: dict[str, Value] = {"action": "STOP", "target_w": 0.0, "previous_w": 800.0, "max_chip_temp_c": 85.0}
    detail = render("R3_OVERTEMP", figures, "en", "Miner").detail
    assert detail.startswith("Miner stops. The chip is at –, above the limit of 85 °C. The load stays off")


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
@pytest.mark.parametrize("scenario", BY_CODE)
def test_a_short_text_has_at_most_140_characters_and_is_whole_for_names_of_any_length(
    scenario: Scenario, language: str
) -> None:
    decision = scenario.decide().loads[0]
    for name in ("x", "Heizstab im Pufferspeicher unter der Treppe", "Ö" * 300):
        short = explain(decision, language, name).short
        assert len(short) <= SHORT_MAX
        assert short.endswith(".")


LARGEST = {"_w": 100_000.0, "_ct": -1000.5, "_ct_kwh": -1000.5, "_pct": 99.9, "_min": 1440.0, "_s": 100_000.0}


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
@pytest.mark.parametrize("scenario", BY_CODE)
def test_a_short_text_is_whole_even_with_the_largest_figures(scenario: Scenario, language: str) -> None:
    figures = dict(parameters(scenario.decide().loads[0]))
    for name, value in figures.items():
        if isinstance(value, float | int) and not isinstance(value, bool):
            figures[name] = next((most for end, most in LARGEST.items() if name.endswith(end)), 999)
    for action in ("START", "STOP", "RAISE", "LOWER", "HOLD"):
        words = render(scenario.code, {**figures, "action": action}, language, "N" * 60)
        assert words.short.endswith(".")


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
def test_a_long_list_of_missing_readings_is_cut_and_not_the_reason(language: str) -> None:
    faults = dict.fromkeys(["pv_power_w", "battery_power_w", "price_ct_kwh", "feed_in_ct_kwh", "house_load_w"])
    decision = made(state(grid_power_w=-5000, ups_on_battery=None, emergency_stop=None, **faults))  # type: ignore[arg-type]
    words = explain(decision, language, "n" * 60)
    assert len(words.short) == SHORT_MAX
    assert words.short.endswith("…")
    assert LANGUAGES[language].words["emergency_stop"] in words.detail


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
def test_every_placeholder_is_a_figure_that_some_decision_has(language: str) -> None:
    known: dict[str, set[str]] = {}
    for scenario, decision in outcomes():
        known.setdefault(scenario.code, set()).update(parameters(decision))
    for voice in (LANGUAGES[language].energy, LANGUAGES[language].heat):
        for code, reason in voice.reasons.items():
            for text in (reason.because, reason.detail, reason.otherwise):
                assert placeholders(text) <= known[code], code


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", EVERY_LANGUAGE)
def test_signals_causes_and_origins_have_words(language: str) -> None:
    words = LANGUAGES[language].words
    for _, decision in outcomes():
        for key in ("missing", "quality", "cause", "origin"):
            value = parameters(decision).get(key)
            if isinstance(value, str):
                assert set(value.split(", ")) <= words.keys()


def test_a_decision_is_told_in_plain_words() -> None:
    decision = made(state(grid_power_w=-1000))
    english, german = explain(decision, "en", "Miner"), explain(decision, "de", "Miner")
    assert english.short == "Miner starts at 800 W: surplus is 1,000 W, the next level needs 1,500 W."
    assert german.short == "Miner startet mit 800 W: 1.000 W Überschuss, die nächste Stufe braucht 1.500 W."
    assert english.technical == german.technical


@pytest.mark.parametrize(
    ("level", "grid_w", "begins"),
    [
        (0, -900, "m starts at 800 W: "),
        (0, 0, "m stays off: "),
        (1, 0, "m keeps running at 800 W: "),
        (1, -900, "m goes up to 1,500 W: "),
        (2, 600, "m goes down to 800 W: "),
        (1, 400, "m stops: "),
    ],
)
def test_what_happens_comes_first(level: int, grid_w: float, begins: str) -> None:
    decision = made(state(grid_power_w=grid_w, loads={"miner": miner(level)}), running_for(20))
    assert explain(decision, "en", "m").short.startswith(begins)


def test_a_load_of_which_nobody_knows_what_it_does_is_not_said_to_be_off() -> None:
    decision = made(state("SAFETY", loads={"miner": miner(None)}), running_for(20))
    assert explain(decision, "en").short.startswith("miner is left as it is: ")


def test_an_unknown_language_reads_english() -> None:
    decision = made(state())
    assert explain(decision, "tlh") == explain(decision, "en")


def test_a_name_with_braces_is_a_name() -> None:
    assert explain(made(state()), "en", "{target}{0}").short.startswith("{target}{0} stays off")


def test_a_text_can_be_told_again_from_what_the_record_keeps() -> None:
    decision = made(state(grid_power_w=-1000), memory())
    again = render(decision.code.value, dict(parameters(decision)), "de", "Miner")
    assert again == explain(replace(decision), "de", "Miner")


def test_a_code_without_a_text_is_an_error() -> None:
    with pytest.raises(KeyError):
        render("R9_UNHEARD_OF", {}, "en", "m")


def test_the_technical_text_holds_every_figure_by_its_name() -> None:
    figures: dict[str, Value] = {
        "action": "START",
        "target_w": 800.0,
        "previous_w": None,
        "surplus_w": 1000.123,
        "level": 1,
    }
    told = render("R1_SURPLUS_PARTIAL", figures, "en", "Miner").technical
    assert told == ("R1_SURPLUS_PARTIAL | action=START, target_w=800, previous_w=None, surplus_w=1000.123, level=1")


def test_someone_who_checks_the_figures_is_told_what_happens_and_then_the_figures() -> None:
    words = explain(made(state(grid_power_w=-1000)), "en", "Miner", Audience.TECHNICAL)
    assert words.technical.startswith("R1_SURPLUS_PARTIAL | available_w=1000, ")
    assert words.short == f"Miner starts at 800 W: {words.technical}"
    assert words.detail == f"Miner starts at 800 W. {words.technical}"


def test_of_a_decision_without_figures_nothing_is_said_to_run() -> None:
    assert told_action({}) == "HOLD_UNKNOWN"
    assert told_action({"previous_w": 0.0}) == "HOLD_OFF"
    assert told_action({"target_w": 800.0}) == "HOLD_ON"


def test_a_figure_that_is_not_there_is_a_dash() -> None:
    assert fill("at {target}, {nothing} of it", {"target": "800 W"}) == "at 800 W, – of it"


def test_a_long_name_is_cut_with_a_mark() -> None:
    for length, shown in ((40, "x" * 40), (41, "x" * 39 + "…")):
        assert explain(made(state()), "en", "x" * length).short.startswith(f"{shown} stays off: ")


@pytest.mark.parametrize("beyond", [0, 1, 2, 50])
def test_only_a_short_text_of_more_than_140_characters_is_cut(beyond: int) -> None:
    def told(error: str) -> str:
        return render("R3_INTERNAL_ERROR", {"error": error}, "en", "Miner", Audience.TECHNICAL).short

    whole = told("")
    filled = "x" * (SHORT_MAX - len(whole) + beyond)
    short = told(filled)
    assert len(short) == SHORT_MAX
    assert short == whole + filled if beyond == 0 else short == (whole + filled)[: SHORT_MAX - 1] + "…"


def test_each_audience_is_asked_for_by_its_name() -> None:
    assert [audience.value for audience in Audience] == ["energy", "heat", "technical"]


def test_a_short_text_of_any_length_has_140_characters() -> None:
    words = render("R3_INTERNAL_ERROR", {"error": "x" * 500}, "en", "Miner", Audience.TECHNICAL)
    assert (len(words.short), words.short[-1]) == (140, "…")
