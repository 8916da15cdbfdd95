"""Which words, marks and letters a sentence may be made of."""

from dataclasses import fields

import pytest

from bitgridai.engine.rephrase import Flaw, order_for, rephrased
from bitgridai.engine.rephrase.check import LENGTH_MAX, flaw_of
from bitgridai.engine.rephrase.words import WORDS
from tests.engine.rephrase.orders import FIGURES, GOOD, OFF, STARTS, STAYS_OFF

_STOPPERS = ("stop", "stops", "stopping", "stopped")


@pytest.mark.parametrize(
    "answer",
    [
        "{load} doesn\u2019t run: {available_w} are free and {needed_w} needed.",
        "{load} doesn't run: {available_w} are free and {needed_w} needed.",
        "Now off, {load} stops heating off {available_w}, {needed_w} are needed.",
        "{load} stays off, not enough sun, {available_w} of {needed_w} are there.",
        "{load} stays off, too little sun, {available_w} of {needed_w} are there.",
        "{load} isn't running yet, {available_w} of {needed_w} are there.",
        "{load} stays off, {available_w} on the roof are less than {needed_w}.",
        *(f"{{load}} {word} heating: {{available_w}} of {{needed_w}} are there." for word in _STOPPERS),
    ],
)
def test_a_sentence_that_plainly_says_what_is_so_is_told(answer: str) -> None:
    assert rephrased(answer, STAYS_OFF).flaw is None


@pytest.mark.parametrize(
    "answer",
    [
        "{load} stops then runs, {available_w} are free of {needed_w}.",
        "{load} is off running, {available_w} are free of {needed_w}.",
        "{load} never doesn't run, {available_w} are free of {needed_w}.",
        "{load} doesn't run off, {available_w} are free of {needed_w}.",
        "{load} stays off, no lack of sun, {available_w} are free of {needed_w}.",
        "{load} stays off, not low, {available_w} are free of {needed_w}.",
    ],
)
def test_a_sentence_that_can_be_read_both_ways_is_not_told(answer: str) -> None:
    assert rephrased(answer, STAYS_OFF).flaw is Flaw.POLARITY


@pytest.mark.parametrize("after", [" ", ".", ",", ";", ":", "!", "?", ")", "…", "'", "\u2019", '"', "“", "”", "–", "—"])
def test_what_may_stand_behind_a_figure(after: str) -> None:
    assert flaw_of(f"{{load}} starts at {{target}}{after} ok", STARTS) is not Flaw.PLACEHOLDER


@pytest.mark.parametrize("after", ["k", "%", "-", "(", "/", "X", "°"])
def test_what_may_not_stand_behind_a_figure(after: str) -> None:
    assert flaw_of(f"{{load}} starts at {{target}}{after} ok", STARTS) is Flaw.PLACEHOLDER


@pytest.mark.parametrize("before", [" ", "(", '"', "“", "„"])
def test_what_may_stand_before_a_figure(before: str) -> None:
    assert flaw_of(f"{{load}} starts at {before}{{target}} ok", STARTS) is not Flaw.PLACEHOLDER


@pytest.mark.parametrize("before", ["-", "~", "x", "'", ".", "–", "X"])
def test_what_may_not_stand_before_a_figure(before: str) -> None:
    assert flaw_of(f"{{load}} starts at {before}{{target}} ok", STARTS) is Flaw.PLACEHOLDER


@pytest.mark.parametrize("mark", [".", ","])
@pytest.mark.parametrize(
    ("behind", "is_one_figure"),
    [("", False), (" ", False), ('"', False), ("”", False), ("“", False), (")", False), ("x", True), ("{load}", True)],
)
def test_a_mark_between_figures_is_not_a_decimal_point(mark: str, behind: str, *, is_one_figure: bool) -> None:
    found = flaw_of(f"{{load}} starts at {{target}}{mark}{behind}", STARTS)
    assert (found is Flaw.PLACEHOLDER) == is_one_figure


@pytest.mark.parametrize("sign", ["✝", "±", "≈", "°", "€", "%", "/", "*", "_", "\u00a0", "\u202e", "a\u0308"])
def test_signs_that_are_no_letters_are_strange(sign: str) -> None:
    assert flaw_of(f"{GOOD} So {sign} it is.", STARTS) is Flaw.STRANGE_CHARACTER


@pytest.mark.parametrize("sign", ["ä", "ß", "é", "ñ", "–", "—", "…", "„", "“", "”", "\u2019", "(", ")"])
def test_letters_and_marks_of_both_languages_are_not_strange(sign: str) -> None:
    assert flaw_of(f"{GOOD} So {sign} it is.", STARTS) is None


@pytest.mark.parametrize("end", [".", "!", "?", "…"])
def test_a_sentence_that_has_an_end_gets_no_second_one(end: str) -> None:
    assert rephrased(GOOD[:-1] + end, STARTS).text.endswith("1,500 W" + end)


def test_an_answer_of_the_greatest_length_is_not_too_long() -> None:
    filled = GOOD + " " + "So" + "o" * (LENGTH_MAX - len(GOOD) - 3)
    assert len(filled) == LENGTH_MAX
    assert flaw_of(filled, STARTS) is None
    assert flaw_of(filled + "o", STARTS) is Flaw.TOO_LONG


# What a sentence of each language may be built with. A word that goes from a list is missed here.
_SAYS_ON = {
    "en": "starts start started running runs run heats heating operates operating",
    "de": "startet starten läuft laufen heizt heizen arbeitet",
}


_SAYS_OFF = {
    "en": "stop stops stopping stopped pause pauses paused pausing idle rests resting inactive halted halts shut",
    "de": "stoppt stoppen gestoppt pausiert pausieren ruht ruhen inaktiv angehalten abgeschaltet ausgeschaltet",
}


@pytest.mark.parametrize(("language", "words"), _SAYS_OFF.items())
def test_every_word_for_off_says_that_a_load_is_off(language: str, words: str) -> None:
    order = order_for("R1_SURPLUS_LOW", OFF, language, "Miner")
    for word in words.split():
        assert rephrased(f"{{load}} {word}: {{available_w}}, {{needed_w}}", order).flaw is None, word
        denial = "never" if language == "en" else "nie"
        assert rephrased(f"{{load}} {denial} {word}: {{available_w}}, {{needed_w}}", order).flaw is Flaw.POLARITY, word


@pytest.mark.parametrize(("language", "words"), _SAYS_ON.items())
def test_every_word_for_running_contradicts_a_load_that_is_off(language: str, words: str) -> None:
    order = order_for("R1_SURPLUS_LOW", OFF, language, "Miner")
    for word in words.split():
        assert rephrased(f"{{load}} {word}: {{available_w}}, {{needed_w}}", order).flaw is Flaw.POLARITY, word
        denial = "never" if language == "en" else "nie"
        assert rephrased(f"{{load}} {denial} {word}: {{available_w}}, {{needed_w}}", order).flaw is None, word


@pytest.mark.parametrize("language", WORDS)
def test_every_number_and_unit_in_words_is_refused(language: str) -> None:
    order = order_for("R1_SURPLUS_LOW", OFF, language, "Miner")
    good = order.template
    assert flaw_of(good, order) is None
    for word in sorted(WORDS[language].numbers | WORDS[language].units):
        assert flaw_of(f"{good}. So {word}.", order) is Flaw.NUMBER, word


@pytest.mark.parametrize("language", WORDS)
def test_every_list_of_words_is_in_lower_case_as_words_are_compared(language: str) -> None:
    words = WORDS[language]
    for field in fields(words):
        listed = getattr(words, field.name)
        assert listed
        assert all(word == word.casefold() and word.isalpha() for word in listed if "'" not in word), field.name
    assert words.vague <= words.running | words.off
    assert words.stoppers <= words.off
    assert words.gerunds <= words.running
    assert not words.running & words.off
    assert not words.enough & words.lacking


def test_a_language_without_some_words_keeps_all_others() -> None:
    english = WORDS["en"]
    less = english.without(frozenset({"runs", "stops", "enough", "low", "not"}))
    assert english.running - less.running == {"runs"}
    assert english.off - less.off == {"stops"}
    assert english.enough - less.enough == {"enough"}
    assert english.lacking - less.lacking == {"low"}
    assert (less.denials, less.joints, less.units) == (english.denials, english.joints, english.units)


def test_a_language_that_nobody_wrote_is_told_in_english() -> None:
    assert order_for("R1_SURPLUS_OK", FIGURES, "fr", "Miner") == STARTS
