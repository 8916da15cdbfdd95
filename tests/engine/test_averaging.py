from hypothesis import given, strategies as st
import pytest

from custom_components.bitgridai.engine.averaging import Reduced, TimeWeightedMean


def seen(*readings: tuple[float, float | None], window_s: float = 600, hold_s: float = 180) -> TimeWeightedMean:
    mean = TimeWeightedMean(window_s, hold_s)
    for at, value in readings:
        mean.add(at, value)
    return mean


def test_a_value_counts_for_as_long_as_it_held() -> None:
    assert seen((0, 100), (60, 400)).over(240) == Reduced(325, 0.4, 180)


def test_nothing_seen_is_no_value() -> None:
    assert seen().over(600) == Reduced(None, 0, 780)
    assert seen((0, None)).over(600).value is None


def test_a_value_without_a_successor_holds_no_longer_than_allowed() -> None:
    assert seen((0, 100)).over(600) == Reduced(100, 0.3, 600)


def test_an_invalid_reading_ends_the_value_before_it() -> None:
    assert seen((0, 100), (60, None)).over(600) == Reduced(100, 0.1, 600)


def test_what_held_at_the_start_of_the_window_still_counts() -> None:
    assert seen((0, 100), (500, 200), window_s=60).over(530) == Reduced(200, 0.5, 30)
    assert seen((0, 100), (400, 200)).over(650).coverage == pytest.approx((130 + 180) / 600)


def test_a_shorter_window_looks_at_its_end_only() -> None:
    mean = seen((0, 100), (60, 400))
    assert mean.over(120, 60).value == 400
    assert mean.over(120, 9999) == mean.over(120) == Reduced(250, 0.2, 60)


def test_a_value_counts_again_after_an_invalid_reading() -> None:
    assert seen((0, None), (60, 100)).over(120) == Reduced(100, 0.1, 60)


def test_a_window_and_a_hold_may_be_shorter_than_a_second() -> None:
    assert seen((0, 7), window_s=0.5, hold_s=0.5).over(0.5) == Reduced(7, 1, 0.5)


def test_a_reading_from_after_the_window_is_as_fresh_as_can_be() -> None:
    assert seen((100, 5)).over(50) == Reduced(None, 0, 0)
    assert seen((0, 1), (100, 5)).over(50) == Reduced(1, 50 / 600, 0)


def test_of_two_readings_at_one_moment_the_later_one_counts() -> None:
    assert seen((0, 1), (0, 9)).over(60, 60).value == 9


def test_a_reading_from_a_little_earlier_is_dropped() -> None:
    assert seen((100, 1), (50, 99)).over(160, 60).value == 1
    assert seen((100_000, 1), (99_401, 99)).over(100_060, 60).value == 1


def test_a_clock_that_was_set_back_starts_anew() -> None:
    assert seen((10_000, 1), (50, 99)).over(110, 60) == Reduced(99, 1, 60)
    assert seen((600, 1), (0, 99)).over(60, 60).value == 99


@pytest.mark.parametrize(("window_s", "hold_s"), [(0, 1), (1, 0), (-1, 5)])
def test_a_window_has_a_length(window_s: float, hold_s: float) -> None:
    with pytest.raises(ValueError, match="greater than 0"):
        TimeWeightedMean(window_s, hold_s)


readings = st.lists(st.tuples(st.integers(0, 2000), st.none() | st.integers(-500, 500)), max_size=40)


@given(readings, st.integers(0, 2600))
def test_a_mean_lies_within_what_was_seen_and_its_coverage_within_one(
    items: list[tuple[int, int | None]], end: int
) -> None:
    reduced = seen(*sorted(items, key=lambda item: item[0])).over(end)
    values = [value for _, value in items if value is not None]
    assert 0 <= reduced.coverage <= 1
    assert reduced.age_s >= 0
    if reduced.value is not None:
        assert min(values) - 1e-6 <= reduced.value <= max(values) + 1e-6
        assert reduced.coverage > 0


@given(st.lists(st.tuples(st.integers(1, 120), st.integers(-500, 500)), min_size=1, max_size=30))
def test_a_mean_equals_the_sum_over_seconds(steps: list[tuple[int, int]]) -> None:
    at, readings, seconds = 0, [], []
    for length, value in steps:
        readings.append((at, value))
        seconds += [value] * length
        at += length
    reduced = seen(*readings).over(at)
    window = seconds[-600:]
    assert reduced.value == pytest.approx(sum(window) / len(window))
    assert reduced.coverage == pytest.approx(len(window) / 600)
