"""What is learned from a day, worked out by hand."""

from dataclasses import replace
from typing import Any

import pytest

from custom_components.bitgridai.engine.document import Node
from custom_components.bitgridai.engine.errors import DocumentError
from custom_components.bitgridai.engine.learned import (
    DAYS_MAX,
    HOURS,
    Ended,
    Learned,
    PastDay,
    hour_of,
    learn,
    learned_document,
    learned_from_node,
)

BLOCK_S, HOUR_S, DAY_S = 600, 3600, 86_400
DAY = 20_000
MIDNIGHT = DAY * DAY_S
NIGHT = (0.0,) * HOURS


def hourly(**values: float) -> tuple[float, ...]:
    """Return 24 zeros but for ``h12=…``."""
    return tuple(values.get(f"h{hour}", 0.0) for hour in range(HOURS))


def at(hour: int, base_w: float, pv_w: float, block: int = 0) -> Ended:
    return Ended(MIDNIGHT + hour * HOUR_S + block * BLOCK_S, BLOCK_S, base_w, pv_w)


def told(learned: Learned, ended: Ended, forecast_w: float) -> Learned:
    """Return the memory in which the block that ended had been forecast."""
    return replace(learned, block=ended.start // BLOCK_S, coming_w=forecast_w)


def test_a_first_block_is_all_that_is_known() -> None:
    learned = learn(Learned(), at(12, 300, 3000), 2000.0, 10)
    assert learned == Learned(
        block=(MIDNIGHT + 12 * HOUR_S) // BLOCK_S + 1,
        coming_w=2000.0,
        day=DAY,
        seen=tuple(int(hour == 12) for hour in range(HOURS)),
        base_w=hourly(h12=300.0),
        sun_wh=500.0,
        usual_w=tuple(3000.0 if hour == 12 else None for hour in range(HOURS)),
        recent_w=1500.0,
        lately_w=600.0,
    )


def test_the_base_load_of_an_hour_is_the_mean_of_its_blocks() -> None:
    learned = Learned()
    for block, base_w in enumerate((300, 600, 900)):
        learned = learn(learned, at(5, base_w, 0, block), None, 10)
    assert learned.base_w == hourly(h5=600.0)
    assert learned.seen[5] == 3


def test_the_usual_sun_moves_by_a_tenth_of_an_hour() -> None:
    before = Learned(day=DAY, usual_w=tuple(1000.0 if hour == 12 else None for hour in range(HOURS)))
    learned = learn(before, at(12, 0, 4000), None, 10)
    assert learned.usual_w[12] == 1050.0, "a sixth of an hour at a tenth: 3000 / 60"
    assert learned.usual_wh == pytest.approx(1000 / 6, abs=1e-3)
    assert learned.sun_wh == pytest.approx(4000 / 6, abs=1e-3)
    assert (learned.recent_w, learned.recent_expected_w) == (2000.0, 500.0)
    assert (learned.lately_w, learned.lately_usual_w) == (800.0, 200.0)


def test_a_block_that_was_forecast_teaches_the_bias_of_its_hour() -> None:
    ended = at(12, 0, 3000)
    learned = learn(told(Learned(), ended, 6000.0), ended, None, 10)
    assert learned.given_w == hourly(h12=35.0), "3000 W times 0.07 for a sixth of an hour"
    assert learned.told_w == hourly(h12=70.0)
    assert learned.bias(12) == pytest.approx(335 / 370)
    assert learned.bias(11) == 1.0
    assert (learned.forecast_wh, learned.forecast_sun_wh) == (1000.0, 500.0)
    assert learned.recent_expected_w == 3000.0
    assert learned.expected_w(12, 1000) == pytest.approx(1000 * 335 / 370)


def test_a_forecast_of_another_block_teaches_nothing() -> None:
    ended = at(12, 0, 3000)
    learned = learn(replace(told(Learned(), ended, 6000.0), block=ended.start // BLOCK_S - 1), ended, None, 10)
    assert (learned.given_w, learned.told_w, learned.forecast_wh, learned.forecast_sun_wh) == (NIGHT, NIGHT, 0.0, 0.0)


@pytest.mark.parametrize(
    ("given_w", "told_w", "bias"),
    [(0.0, 0.0, 1.0), (0.0, 1e6, 0.3), (1e6, 0.0, 3.0), (300.0, 0.0, 2.0), (0.0, 300.0, 0.5), (0.0, 700.0, 0.3)],
)
def test_a_bias_stays_between_three_tenths_and_three(given_w: float, told_w: float, bias: float) -> None:
    assert Learned(given_w=hourly(h3=given_w), told_w=hourly(h3=told_w)).bias(3) == pytest.approx(bias)


def test_without_a_forecast_the_usual_sun_is_expected_and_none_where_it_was_never_seen() -> None:
    learned = Learned(usual_w=tuple(800.0 if hour == 9 else None for hour in range(HOURS)))
    assert (learned.expected_w(9, None), learned.expected_w(10, None), learned.expected_w(9, 0.0)) == (800.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("sun_w", "expected_w", "recent", "lately"),
    [
        (50.0, 100.0, None, None),
        (50.0, 100.5, 50 / 100.5, 50 / 100.5),
        (500.0, 200.0, 2.5, 2.0),
        (900.0, 200.0, 3.0, 2.0),
        (0.0, 200.0, 0.0, 0.0),
    ],
)
def test_how_the_sun_does_is_bounded_and_not_asked_in_the_dark(
    sun_w: float, expected_w: float, recent: float | None, lately: float | None
) -> None:
    learned = Learned(recent_w=sun_w, recent_expected_w=expected_w, lately_w=sun_w, lately_usual_w=expected_w)
    assert learned.recent_ratio == (None if recent is None else pytest.approx(recent))
    assert learned.lately_ratio == (None if lately is None else pytest.approx(lately))


def yesterday(hours: int, **values: Any) -> Learned:
    """Return a day of which so many hours were seen, at 100 W and more each."""
    day: dict[str, Any] = {
        "day": DAY - 1,
        "seen": tuple(6 if hour < hours else 0 for hour in range(HOURS)),
        "base_w": tuple(100.0 + hour if hour < hours else 0.0 for hour in range(HOURS)),
        "sun_wh": 3000.0,
        "usual_wh": 2000.0,
        "forecast_sun_wh": 2000.0,
        "forecast_wh": 4000.0,
    }
    return Learned(**{**day, **values})


def rolled(before: Learned, keep_days: int = 10) -> Learned:
    return learn(before, at(0, 0, 0), None, keep_days)


def test_a_day_that_was_seen_is_remembered_and_the_next_begins_with_nothing() -> None:
    learned = rolled(yesterday(24))
    assert learned.days == (PastDay(tuple(100.0 + hour for hour in range(HOURS)), 0.5, 1.5),)
    assert learned.day == DAY
    assert learned.seen == (1, *(0,) * 23)
    assert learned.base_w == NIGHT
    assert (learned.sun_wh, learned.usual_wh, learned.forecast_wh, learned.forecast_sun_wh) == (0.0, 0.0, 0.0, 0.0)


def test_an_hour_that_nobody_saw_counts_as_the_mean_of_the_others() -> None:
    (day,) = rolled(yesterday(20)).days
    assert day.base_w[:20] == tuple(100.0 + hour for hour in range(20))
    assert day.base_w[20:] == (110.0,) * 4, "109.5, to the watt"


def test_a_day_of_which_too_little_was_seen_is_forgotten() -> None:
    assert rolled(yesterday(19)).days == ()
    assert len(rolled(yesterday(20)).days) == 1


@pytest.mark.parametrize(
    ("changed", "forecast_ratio", "usual_ratio"),
    [
        ({"forecast_wh": 500.0}, 1.5, 1.5),
        ({"forecast_wh": 500.5}, 2.5, 1.5),
        ({"forecast_wh": 0.0, "usual_wh": 0.0}, 1.0, 1.0),
        ({"usual_wh": 500.0}, 0.5, 1.0),
        ({"usual_wh": 100_000.0}, 0.5, 0.2),
        ({"forecast_sun_wh": 0.0}, 0.2, 1.5),
        ({"sun_wh": 1e6}, 0.5, 2.5),
        ({"forecast_wh": 3000.0}, 0.667, 1.5),
    ],
)
def test_how_a_day_turned_out(changed: dict[str, float], forecast_ratio: float, usual_ratio: float) -> None:
    (day,) = rolled(yesterday(24, **changed)).days
    assert day.forecast_ratio == pytest.approx(forecast_ratio, abs=1e-3)
    assert day.usual_ratio == usual_ratio


def test_the_oldest_days_go() -> None:
    days = tuple(PastDay((float(number),) * HOURS, 1.0, 1.0) for number in range(5))
    kept = [day.base_w[0] for day in rolled(yesterday(24, days=days), keep_days=3).days]
    assert kept == [3.0, 4.0, 100.0]
    assert [day.base_w[0] for day in rolled(yesterday(0, days=days), keep_days=10).days] == [0.0, 1.0, 2.0, 3.0, 4.0]


def test_within_a_day_nothing_is_put_away() -> None:
    learned = learn(yesterday(24, day=DAY), at(23, 0, 0), None, 10)
    assert learned.days == ()
    assert learned.sun_wh == 3000.0


def test_an_hour_is_one_of_utc() -> None:
    assert [hour_of(MIDNIGHT + second) for second in (0, 3599, 3600, 86_399, 86_400)] == [0, 0, 1, 23, 0]


FULL = Learned(
    block=3_000_000,
    coming_w=1.5,
    day=DAY,
    seen=tuple(range(24)),
    base_w=tuple(float(hour) for hour in range(24)),
    forecast_wh=1.0,
    forecast_sun_wh=2.0,
    usual_wh=3.0,
    sun_wh=4.0,
    usual_w=(None, *(float(hour) for hour in range(23))),
    given_w=tuple(5.0 + hour for hour in range(24)),
    told_w=tuple(6.0 + hour for hour in range(24)),
    recent_w=7.0,
    recent_expected_w=8.0,
    lately_w=9.0,
    lately_usual_w=10.0,
    days=(PastDay(tuple(11.0 + hour for hour in range(24)), 0.2, 2.5), PastDay(NIGHT, 2.5, 0.2)),
)


def test_everything_is_written_under_its_name_in_order_and_reads_back() -> None:
    document: Any = learned_document(FULL)
    assert list(document) == [*sorted(set(Learned.__dataclass_fields__) - {"days"}), "days"]
    assert learned_from_node(Node("learned", document)) == FULL
    assert learned_document(Learned())["days"] == []


def test_a_reading_finer_than_the_records_is_rounded_like_them() -> None:
    document: Any = learned_document(FULL)
    fine = 1.23456789
    document.update(recent_w=fine, base_w=[fine] * 24, usual_w=[fine] * 24)
    document["days"][0].update(forecast_ratio=fine, usual_ratio=fine)
    read = learned_from_node(Node("learned", document))
    assert read.recent_w == read.base_w[0] == read.usual_w[0] == 1.235
    assert (read.days[0].forecast_ratio, read.days[0].usual_ratio) == (1.235, 1.235)


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"block": -1}, "learned.block"),
        ({"block": 10**9 + 1}, "learned.block"),
        ({"day": 0.5}, "learned.day"),
        ({"coming_w": -1}, "learned.coming_w"),
        ({"recent_w": 1e7 + 1}, "learned.recent_w"),
        ({"seen": [0] * 23}, "learned.seen"),
        ({"seen": [-1] * 24}, "learned.seen[0]"),
        ({"usual_w": [None] * 25}, "learned.usual_w"),
        ({"usual_w": [-1.0] * 24}, "learned.usual_w[0]"),
        ({"given_w": "sun"}, "learned.given_w"),
        ({"days": [{}]}, "learned.days[0]"),
        ({"days": [{"base_w": [0] * 24, "forecast_ratio": 1}]}, "learned.days[0]"),
        ({"days": [{"base_w": [0] * 24, "forecast_ratio": 0.1, "usual_ratio": 1}]}, "learned.days[0].forecast_ratio"),
        ({"days": [{"base_w": [0] * 24, "forecast_ratio": 1, "usual_ratio": 2.6}]}, "learned.days[0].usual_ratio"),
        ({"days": [{"base_w": [0], "forecast_ratio": 1, "usual_ratio": 1}]}, "learned.days[0].base_w"),
    ],
    ids=str,
)
def test_what_cannot_be_known_is_refused_at_its_place(changed: dict[str, Any], place: str) -> None:
    with pytest.raises(DocumentError) as refused:
        learned_from_node(Node("learned", changed))
    assert refused.value.path == place


def test_what_is_at_the_edge_is_taken() -> None:
    edge: Any = {"block": 10**9, "day": 0, "coming_w": 0, "recent_w": 1e7, "seen": [10**9] * 24, "usual_w": None}
    assert learned_from_node(Node("learned", edge)).usual_w == (None,) * HOURS
    many: Any = {"days": [{"base_w": [number] * 24, "forecast_ratio": 1, "usual_ratio": 1} for number in range(40)]}
    days = learned_from_node(Node("learned", many)).days
    assert (len(days), days[0].base_w[0], days[-1].base_w[0]) == (DAYS_MAX, 10.0, 39.0)
