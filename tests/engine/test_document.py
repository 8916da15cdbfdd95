from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.bitgridai.engine.document import (
    EARLIEST,
    LATEST,
    Node,
    below,
    describe,
    iso_utc,
    number_or_none,
    utc_seconds,
)
from custom_components.bitgridai.engine.errors import DocumentError
from custom_components.bitgridai.engine.vocabulary import Action


def test_an_error_is_one_line_with_place_expectation_and_finding() -> None:
    error = DocumentError("state.now", "a time", '"soon"')
    assert str(error) == 'state.now: expected a time, found "soon"'
    assert str(DocumentError("a.b", "no such key here")) == "a.b: expected no such key here"


def test_an_unknown_key_gets_the_nearest_known_one_as_a_hint() -> None:
    with pytest.raises(DocumentError, match=r'n\.grid_powr_w: expected no such key here, but "grid_power_w"'):
        Node("n", {"grid_powr_w": 1}).mapping(frozenset({"grid_power_w", "other"}))
    with pytest.raises(DocumentError, match=r"but one of a, b, c, d, e, f, g"):
        Node("n", {"zzz": 1}).mapping(frozenset("gfedcba"))


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("\n\ud800", r'"\n\ud800"'),
        ("x" * 90, '"' + "x" * 38 + "…"),
        (float("nan"), "NaN"),
        ({1, 2}, '"{1, 2}"'),
        ({(1, 2): 3}, "{(1, 2): 3}"),
    ],
)
def test_a_wrong_value_is_shown_on_one_short_line(value: Any, shown: str) -> None:
    assert describe(value) == shown


def test_a_bottomless_value_is_described_without_falling_in() -> None:
    value: Any = []
    for _ in range(200_000):
        value = [value]
    assert describe(value) == "something nested too deeply"


@pytest.mark.parametrize("value", [True, "1", None, float("nan"), float("inf"), 10**400, [1], 1j])
def test_only_finite_numbers_are_numbers(value: Any) -> None:
    assert number_or_none(value) is None


@pytest.mark.parametrize(
    ("value", "low", "high", "expected"),
    [
        ("x", None, None, "a number"),
        (5, 6, None, "a number of at least 6"),
        (5, None, 4, "a number of at most 4"),
        (5, 6, 7, "a number from 6 to 7"),
    ],
)
def test_a_number_out_of_range_is_told_the_range(value: Any, low: float, high: float, expected: str) -> None:
    with pytest.raises(DocumentError) as error:
        Node("n", value).number(low, high)
    assert error.value.expected == expected


def test_a_whole_number_may_be_bounded_on_either_side_or_on_none() -> None:
    assert Node("n", -5).integer() == -5
    assert Node("n", -5).integer(None, 5) == -5
    assert Node("n", 50).integer(5) == 50
    with pytest.raises(DocumentError, match="a whole number of at least 6, found 5"):
        Node("n", 5).integer(6)
    with pytest.raises(DocumentError, match="a whole number of at most 4, found 5"):
        Node("n", 5).integer(None, 4)


def test_ranges_are_closed() -> None:
    assert Node("n", 6).number(6, 6) == 6
    assert Node("n", 6.0).integer(6, 6) == 6


@pytest.mark.parametrize("value", [1.5, True, "1", 10**400, float("inf")])
def test_a_whole_number_is_whole(value: Any) -> None:
    with pytest.raises(DocumentError, match="a whole number"):
        Node("n", value).integer(0, 10)


@pytest.mark.parametrize("value", ["", "x" * 6, 5, None, "\udfff"])
def test_a_text_is_neither_empty_nor_endless_nor_half_a_character(value: Any) -> None:
    with pytest.raises(DocumentError, match="a text of 1 to 5 characters"):
        Node("n", value).text(5)


def test_the_members_of_a_choice_are_listed() -> None:
    assert Node("n", "HOLD").choice(Action) is Action.HOLD
    with pytest.raises(DocumentError, match="one of START, STOP, RAISE, LOWER, HOLD"):
        Node("n", []).choice(Action)


def test_true_and_false_are_not_numbers() -> None:
    assert Node("n", value=False).boolean() is False
    for value in (0, "true", None):
        with pytest.raises(DocumentError, match="true or false"):
            Node("n", value).boolean()


@given(st.integers(946_684_800, 7_258_118_400))
def test_a_time_reads_back_as_it_was_written(seconds: int) -> None:
    assert utc_seconds(iso_utc(seconds)) == seconds
    assert Node("n", iso_utc(seconds)).time() == seconds


def test_a_key_of_forty_characters_is_shown_as_it_is_and_a_longer_one_shortened() -> None:
    assert below("a", "x" * 40) == "a." + "x" * 40
    assert below("a", "x" * 41) == 'a["' + "x" * 38 + "…]"
    assert describe("x" * 38) == '"' + "x" * 38 + '"'


@pytest.mark.parametrize(("key", "place"), [("", 'a[""]'), ("b\n", r'a["b\n"]'), ("\ud800", r'a["\ud800"]')])
def test_a_key_that_would_break_the_line_is_written_in_quotes(key: str, place: str) -> None:
    assert below("a", key) == place


def test_a_text_has_200_characters_at_most_where_nothing_else_is_said() -> None:
    assert Node("n", "x" * 200).text() == "x" * 200
    with pytest.raises(DocumentError, match="a text of 1 to 200 characters"):
        Node("n", "x" * 201).text()


def test_a_clock_before_2000_or_after_2199_is_broken() -> None:
    assert Node("n", "2000-01-01T00:00:00Z").time() == EARLIEST
    assert Node("n", "2200-01-01T00:00:00Z").time() == LATEST
    for broken in (
        "1999-12-31T23:59:59Z",
        "2200-01-01T00:00:01Z",
        "0001-01-01T00:00:00+23:59",
        "9999-12-31T23:59-23:59",
    ):
        with pytest.raises(DocumentError, match="an ISO 8601 time"):
            Node("n", broken).time()
