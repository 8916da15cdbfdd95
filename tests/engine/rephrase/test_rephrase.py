"""A model may choose words. Whatever it writes, the figures and what happens stay the program's."""

import re

from hypothesis import given, strategies as st
import pytest

from bitgridai.engine.explanation import LANGUAGES, Audience, render
from bitgridai.engine.rephrase import Flaw, instructions, order_for, rephrased
from bitgridai.engine.rephrase.check import LENGTH_MAX, flaw_of
from bitgridai.engine.rephrase.order import Order, Sense
from bitgridai.engine.rephrase.polarity import ENOUGH, TOO_LITTLE
from bitgridai.engine.rephrase.words import WORDS
from bitgridai.engine.rules import ALL_CODES
from bitgridai.pages import SHOWN
from tests.engine.rephrase.orders import BLEIBT_AUS, FIGURES, GOOD, OFF, STARTET, STARTS, STAYS_OFF

ACTIONS: tuple[tuple[str, float, float | None], ...] = (
    ("START", 1500.0, 0.0),
    ("STOP", 0.0, 1500.0),
    ("RAISE", 1500.0, 800.0),
    ("LOWER", 800.0, 1500.0),
    ("HOLD", 1500.0, 1500.0),
    ("HOLD", 0.0, 0.0),
    ("HOLD", 0.0, None),
)
# Codes that never leave a load running, and the ones that never leave it off.
KEEPS_OFF = ("R3_", "R2_SOC_HARD_MIN", "OVERRIDE_STOP", "OVERRIDE_EXPIRED", "R5_MIN_PAUSE", "R5_START_BUDGET")
KEEPS_ON = (
    "OVERRIDE_START",
    "R5_MIN_RUNTIME",
    "AUTONOMY_SEMI",
    "R1_SURPLUS_OK",
    "R1_SURPLUS_PARTIAL",
    "R1_BATTERY_CREDIT",
)


def _happens(code: str, target_w: float) -> bool:
    if target_w:
        return not code.startswith(KEEPS_OFF)
    return not code.startswith(KEEPS_ON)


CASES = [
    (code.value, action, target_w, previous_w)
    for code in ALL_CODES
    for action, target_w, previous_w in ACTIONS
    if _happens(code.value, target_w)
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("audience", [Audience.ENERGY, Audience.HEAT])
def test_the_template_itself_passes_every_check(language: str, audience: Audience) -> None:
    refused = []
    for code, action, target_w, previous_w in CASES:
        figures = {**SHOWN, "action": action, "target_w": target_w, "previous_w": previous_w}
        order = order_for(code, figures, language, "Miner", audience)
        told = rephrased(order.template, order)
        if told.flaw is not None:
            refused.append((told.flaw.value, code, order.template))
        assert order.plain == render(code, figures, language, "Miner", audience).short or len(order.plain) > 140
    assert refused == []


@pytest.mark.parametrize(
    ("order", "answer", "told"),
    [
        (
            STARTS,
            "The sun is strong: {load} starts at {target}, as {available_w} are free and it needs {needed_w}.",
            "The sun is strong: Miner starts at 1,500 W, as 1,834 W are free and it needs 1,500 W.",
        ),
        (
            STAYS_OFF,
            "{load} does not run now because only {available_w} are left and {needed_w} would be needed",
            "Miner does not run now because only 380 W are left and 1,500 W would be needed.",
        ),
        (
            BLEIBT_AUS,
            "{load} läuft gerade nicht, denn es sind nur {available_w} übrig, nötig wären {needed_w}.",
            "Miner läuft gerade nicht, denn es sind nur 380 W übrig, nötig wären 1.500 W.",
        ),
        (
            STARTET,
            "Die Sonne reicht: {load} startet jetzt mit {target}, {available_w} sind frei, {needed_w} nötig.",
            "Die Sonne reicht: Miner startet jetzt mit 1.500 W, 1.834 W sind frei, 1.500 W nötig.",
        ),
    ],
)
def test_a_good_sentence_is_told_with_the_figures_of_the_program(order: Order, answer: str, told: str) -> None:
    assert (rephrased(answer, order).flaw, rephrased(answer, order).text) == (None, told)


@pytest.mark.parametrize(
    ("order", "answer", "flaw"),
    [
        (STARTS, None, Flaw.NO_TEXT),
        (STARTS, {"text": GOOD}, Flaw.NO_TEXT),
        (STARTS, "  ", Flaw.NO_TEXT),
        (STARTS, GOOD + " Really." * 50, Flaw.TOO_LONG),
        (STARTS, GOOD.replace("{target}", "1500"), Flaw.NUMBER),
        (STARTS, GOOD + " That is 7 panels.", Flaw.NUMBER),
        (STARTS, GOOD + " ½ of it.", Flaw.NUMBER),
        (STARTS, GOOD + " 二 of it.", Flaw.NUMBER),
        (STARTS, GOOD + " Twice as much as before.", Flaw.NUMBER),
        (STARTS, GOOD.replace("{available_w}", "{available_w} watts"), Flaw.NUMBER),
        (STARTS, GOOD.replace("{available_w}", "{available_w} kW"), Flaw.NUMBER),
        (STARTS, GOOD.replace("{available_w}", "minus {available_w}"), Flaw.NUMBER),
        (STARTS, GOOD.replace("{available_w}", "-{available_w}"), Flaw.PLACEHOLDER),
        (STARTS, GOOD.replace("{available_w}", "{available_w}k"), Flaw.PLACEHOLDER),
        (STARTS, GOOD.replace("{available_w}", "{available_w}{needed_w}"), Flaw.PLACEHOLDER),
        (STARTS, GOOD.replace("{available_w}", "{available_w!r}"), Flaw.PLACEHOLDER),
        (STARTS, GOOD.replace("{available_w}", "{load.__class__}"), Flaw.PLACEHOLDER),
        (STARTS, GOOD.replace("{available_w}", "{price_ct_kwh}"), Flaw.PLACEHOLDER),
        (STARTS, GOOD + " }", Flaw.PLACEHOLDER),
        (STARTS, GOOD + " <b>", Flaw.STRANGE_CHARACTER),
        (STARTS, GOOD + " Ignore\nthat.", Flaw.STRANGE_CHARACTER),
        (STARTS, GOOD.replace("starts", "st\u0430rts"), Flaw.STRANGE_CHARACTER),
        (STARTS, "{load} starts at {target}, as {available_w} are free.", Flaw.MISSING_FACT),
        (STARTS, "It starts at {target}, as {available_w} are free and {needed_w} needed.", Flaw.MISSING_FACT),
        (STARTS, GOOD.replace("{available_w}", "{x}").replace("{needed_w}", "{available_w}"), Flaw.PLACEHOLDER),
        (STARTS, "{load} starts at {target}: it needs {needed_w}, and {available_w} are free.", Flaw.ORDER),
        (STARTS, GOOD.replace("starts", "stays off"), Flaw.POLARITY),
        (STARTS, GOOD.replace("starts", "does not start"), Flaw.POLARITY),
        (STARTS, GOOD.replace("starts", "is set"), Flaw.POLARITY),
        (STARTS, GOOD + " It stopped.", Flaw.POLARITY),
        (STARTS, "There is too little sun: " + GOOD, Flaw.POLARITY),
        (STARTS, "There is not enough sun: " + GOOD, Flaw.POLARITY),
        (STAYS_OFF, "{load} runs, as {available_w} are free and it needs {needed_w}.", Flaw.POLARITY),
        (STAYS_OFF, "{load} runs with no grid power, {available_w} are free and {needed_w} needed.", Flaw.POLARITY),
        (STAYS_OFF, "{load} does not run on grid power, {available_w} are free of {needed_w}.", Flaw.POLARITY),
        (STAYS_OFF, "{load} not only runs, {available_w} are free, it needs {needed_w}.", Flaw.POLARITY),
        (STAYS_OFF, "{load} is not off, {available_w} are free, it needs {needed_w}.", Flaw.POLARITY),
        (STAYS_OFF, "{load} stays off, {available_w} are enough for the {needed_w} needed.", Flaw.POLARITY),
        (STAYS_OFF, "{load} stays off, {available_w} are free of {needed_w}, so the miner is running.", Flaw.POLARITY),
        (BLEIBT_AUS, "{load} läuft nicht mit Netzstrom, {available_w} sind frei, nötig {needed_w}.", Flaw.POLARITY),
        (BLEIBT_AUS, "{load} läuft nicht nur heute, {available_w} sind frei, nötig {needed_w}.", Flaw.POLARITY),
        (BLEIBT_AUS, "{load} läuft, {available_w} sind frei, nötig {needed_w}.", Flaw.POLARITY),
        (BLEIBT_AUS, "{load} bleibt aus, {available_w} reichen für die nötigen {needed_w}.", Flaw.POLARITY),
        (BLEIBT_AUS, "{load} stays off, {available_w} are free of {needed_w}.", Flaw.POLARITY),
    ],
)
def test_a_bad_sentence_is_left_to_the_template(order: Order, answer: object, flaw: Flaw) -> None:
    told = rephrased(answer, order)
    assert (told.flaw, told.text) == (flaw, order.plain)


_PIECES = st.sampled_from(
    ["{load}", "{target}", "{available_w}", "{needed_w}", "{", "}", "{secret}", " ", ", ", ". ", "5", "-", "W", "kW",
     "starts", "stops", "is off", "runs", "not", "does not run", "because", "enough", "sun", "two", "\n", "%"]
)  # fmt: skip
ANSWERS = st.one_of(
    st.text(max_size=LENGTH_MAX + 50),
    st.lists(_PIECES, max_size=25).map(" ".join),
    st.lists(_PIECES, max_size=25).map("".join),
)


@given(answer=ANSWERS, order=st.sampled_from([STARTS, STAYS_OFF, STARTET, BLEIBT_AUS]))
def test_no_number_is_ever_told_that_is_not_the_programs(answer: str, order: Order) -> None:
    told = rephrased(answer, order).text
    for text in sorted(order.shown.values(), key=len, reverse=True):
        told = told.replace(text, "")
    assert not re.search(r"\d", told)
    assert "{" not in told


@given(answer=ANSWERS, order=st.sampled_from([STARTS, STAYS_OFF, STARTET, BLEIBT_AUS]))
def test_whatever_is_told_has_every_fact_that_decided(answer: str, order: Order) -> None:
    told = rephrased(answer, order).text
    assert all(order.shown[name] in told for name in order.facts)


@given(answer=st.one_of(ANSWERS, st.none(), st.integers(), st.lists(st.text()), st.binary()))
def test_no_answer_is_too_strange_to_be_checked(answer: object) -> None:
    told = rephrased(answer, STARTS)
    assert told.text
    assert (told.flaw is None) == (flaw_of(answer, STARTS) is None)


@pytest.mark.parametrize("order", [STARTS, STAYS_OFF, STARTET, BLEIBT_AUS])
def test_a_model_is_told_no_figure(order: Order) -> None:
    told = instructions(order)
    assert not re.search(r"\d", told)
    assert all(f"{{{name}}}" in told for name in order.facts)
    assert order.template in told


def test_what_is_not_known_is_no_placeholder() -> None:
    figures = {**OFF, "code": "x", "available_w": None}
    order = order_for("R1_SURPLUS_LOW", figures, "en", "Miner")
    assert "available_w" not in order.shown
    assert order.facts == ("load", "needed_w")
    assert order.plain == "Miner stays off: surplus is –, 1,500 W needed."


def test_a_load_of_which_nobody_can_tell_may_not_be_said_to_run() -> None:
    figures = {**OFF, "previous_w": None}
    order = order_for("R1_NOT_DUE", figures, "en", "Miner")
    assert order.sense is Sense.UNKNOWN
    assert rephrased("{load} runs.", order).flaw is Flaw.POLARITY
    assert rephrased("{load} is left alone for now.", order).flaw is None


@pytest.mark.parametrize("brace", ["{", "}", "{ load", "load }"])
def test_a_brace_that_holds_no_name_is_a_placeholder_written_wrongly(brace: str) -> None:
    assert flaw_of(f"{GOOD} So {brace} it is.", STARTS) is Flaw.PLACEHOLDER


def test_a_figure_of_the_paragraph_may_be_told_between_the_ones_that_decided() -> None:
    order = order_for("R1_BATTERY_CREDIT", FIGURES, "en", "Miner")
    assert "available_w" not in order.facts
    answer = "{load} starts at {target}, as of {available_w} the battery gives {credit_w}: it brings {gain_ct}."
    told = rephrased(answer, order)
    assert told.flaw is None
    assert "as of 1,834 W the battery gives" in told.text


@pytest.mark.parametrize(
    ("order", "listed"),
    [
        (STARTS, "{load}, {target}, {available_w}, {needed_w}"),
        (STARTET, "{load}, {target}, {available_w}, {needed_w}"),
        (STAYS_OFF, "{load}, {available_w}, {needed_w}"),
        (BLEIBT_AUS, "{load}, {available_w}, {needed_w}"),
    ],
)
def test_a_model_is_told_the_list_of_placeholders_in_their_order(order: Order, listed: str) -> None:
    assert f": {listed}\n" in instructions(order)


STOPS = order_for("R1_SURPLUS_LOW", {**OFF, "action": "STOP", "previous_w": 1500.0}, "en", "Miner")
STOPPT = order_for("R1_SURPLUS_LOW", {**OFF, "action": "STOP", "previous_w": 1500.0}, "de", "Miner")


@pytest.mark.parametrize(
    ("order", "answer"),
    [
        (STARTS, "{load} starts at {target} and heats, as {available_w} are free and it needs {needed_w}."),
        (STARTET, "{load} startet mit {target} und heizt, denn {available_w} sind frei, nötig {needed_w}."),
        (STAYS_OFF, "{load} stays off and rests, as {available_w} are free and it needs {needed_w}."),
        (BLEIBT_AUS, "{load} bleibt aus und ruht, denn {available_w} sind frei, nötig {needed_w}."),
    ],
)
def test_a_second_clause_may_say_the_same_again(order: Order, answer: str) -> None:
    assert rephrased(answer, order).flaw is None


@pytest.mark.parametrize(
    ("order", "answer"),
    [
        (STOPS, "{load} stops heating, as {available_w} are free and it needs {needed_w}."),
        (STOPPT, "{load} stoppt heizen, denn {available_w} sind frei, nötig {needed_w}."),
    ],
)
def test_what_stops_may_be_said_to_stop_heating_whatever_the_words_of_the_template(order: Order, answer: str) -> None:
    assert rephrased(answer, order).flaw is None


@pytest.mark.parametrize(
    ("order", "answer"),
    [
        (STARTS, "As {load} runs at {target}, {available_w} are free and {needed_w} needed."),
        (STAYS_OFF, "Because {load} stays off, and since {available_w} are free, {needed_w} are needed."),
        (STAYS_OFF, "So, while {load} does not run, {available_w} are free, and {needed_w} needed."),
        (BLEIBT_AUS, "Da {load} nicht läuft, und weil {available_w} frei sind, {needed_w}."),
    ],
)
def test_a_sentence_may_begin_with_a_word_that_begins_a_clause(order: Order, answer: str) -> None:
    assert rephrased(answer, order).flaw is None


@pytest.mark.parametrize("language", WORDS)
def test_a_word_that_begins_a_clause_claims_nothing_by_itself(language: str) -> None:
    words = WORDS[language]
    assert words.joints.isdisjoint(words.running | words.off | words.denials | words.enough | words.lacking)


def test_what_stops_only_a_part_of_what_runs_is_not_told() -> None:
    assert rephrased("{load} stops heating runs: {available_w}, {needed_w}.", STOPS).flaw is Flaw.POLARITY
    assert rephrased("{load} stoppt heizen läuft: {available_w}, {needed_w}.", STOPPT).flaw is Flaw.POLARITY


def test_every_reason_that_there_is_enough_or_too_little_is_one_that_decides() -> None:
    assert {code.value for code in ALL_CODES} >= ENOUGH | TOO_LITTLE
    assert not ENOUGH & TOO_LITTLE


def test_a_flaw_is_recorded_by_its_name() -> None:
    assert all(flaw.value == flaw.name.lower() for flaw in Flaw)


def test_a_sentence_has_300_characters_at_most_before_the_figures_are_put_in() -> None:
    assert flaw_of("x" * 300, STARTS) is not Flaw.TOO_LONG
    assert flaw_of("x" * 301, STARTS) is Flaw.TOO_LONG


def test_a_model_is_asked_in_the_language_of_the_sentence() -> None:
    assert instructions(STARTS).startswith("Rewrite this sentence in plain, friendly English")
    assert instructions(STARTET).startswith("Formuliere diesen Satz in einfachem, freundlichem Deutsch")


@pytest.mark.parametrize(
    ("order", "words"),
    [
        (
            STARTS,
            "too little sun, insufficient sun, a lack of sun, lacking sun, low sun, sun missing, sun short, scarce",
        ),
        (STARTS, "sun not enough, never sufficient, not sufficiently sunny, without plenty, hardly ample, not covered"),
        (STARTET, "wenig Sonne, knapp, es fehlt, Mangel, unzureichend, niedrig, gering, leer"),
        (
            STARTET,
            "nicht genug, kaum genügend, nie ausreichend, reicht nicht, nicht reichlich, deckt nicht, trägt kaum",
        ),
    ],
)
def test_a_load_that_runs_for_there_is_enough_is_not_said_to_lack_something(order: Order, words: str) -> None:
    assert rephrased(order.template, order).flaw is None
    for lack in words.split(", "):
        assert rephrased(f"{order.template}: {lack}", order).flaw is Flaw.POLARITY, lack


@pytest.mark.parametrize(
    "unit", ["W", "kW", "mW", "Wh", "kWh", "ct", "c", "EUR", "euro", "euros", "watt", "sat", "sats", "min"]
)
@pytest.mark.parametrize("order", [STARTS, STARTET])
def test_a_unit_is_refused_in_both_languages(order: Order, unit: str) -> None:
    assert flaw_of(f"{order.template} {unit}", order) is Flaw.NUMBER


@pytest.mark.parametrize(
    ("order", "answer", "joints"),
    [
        (
            STAYS_OFF,
            "{{load}} does not run {} only {{available_w}} of {{needed_w}} are there.",
            "because since as so while but although whereas and",
        ),
        (
            BLEIBT_AUS,
            "{{load}} läuft nicht {} nur {{available_w}} von {{needed_w}} da sind.",
            "weil da denn sodass während aber obwohl und",
        ),
    ],
)
def test_a_denial_ends_where_another_clause_begins(order: Order, answer: str, joints: str) -> None:
    assert rephrased(answer.format(""), order).flaw is Flaw.POLARITY
    for joint in joints.split():
        assert rephrased(answer.format(joint), order).flaw is None, joint
