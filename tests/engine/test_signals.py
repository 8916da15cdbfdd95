from typing import Any

import pytest

from custom_components.bitgridai.engine.document import Node, iso_utc
from custom_components.bitgridai.engine.errors import DocumentError
from custom_components.bitgridai.engine.signals import (
    FLAG,
    HASHRATE,
    HOUSE_SIGNALS,
    PERCENT,
    POWER,
    POWER_UP,
    TEMPERATURE,
    Quality,
    Signal,
    intervals,
    series_document,
    series_from_node,
    signal_document,
    signal_from_node,
    window_mean,
)
from tests.engine.houses import NOON, decided, forecast, made, policy, state


def read(value: Any, kind: Any = POWER) -> Signal:
    return signal_from_node(Node("signal", value), kind)


@pytest.mark.parametrize(
    ("value", "quality"),
    [
        (0, Quality.OK),
        (-0.0, Quality.OK),
        (1e6, Quality.OK),
        (1e6 + 1, Quality.INVALID),
        (-1e300, Quality.INVALID),
        (10**400, None),
        (None, Quality.MISSING),
        ({"value": None}, Quality.MISSING),
        ({"value": 5, "quality": "invalid"}, Quality.INVALID),
        ({"value": 5, "quality": "missing"}, Quality.MISSING),
        ({"value": 5, "quality": "stale"}, Quality.STALE),
        ({"value": 5, "quality": "ok"}, Quality.OK),
    ],
)
def test_a_number_in_range_is_a_value_and_anything_else_says_why_not(value: Any, quality: Quality | None) -> None:
    if quality is None:
        with pytest.raises(DocumentError):
            read(value)
        return
    signal = read(value)
    assert signal.quality is quality
    assert (signal.value is not None) == (quality in (Quality.OK, Quality.STALE))


@pytest.mark.parametrize(
    "value",
    [
        "500",
        True,
        [],
        [1],
        {},
        {"v": 1},
        {"value": "1"},
        {"value": 1, "age": 1},
        float("nan"),
        float("inf"),
        -float("inf"),
    ],
)
def test_what_is_no_number_is_refused(value: Any) -> None:
    with pytest.raises(DocumentError, match="signal"):
        read(value)


@pytest.mark.parametrize(
    "part", [{"age_s": -1}, {"age_s": None}, {"coverage": 1.1}, {"quality": "good"}, {"age_s": True}]
)
def test_parts_of_a_signal_are_checked(part: dict[str, Any]) -> None:
    with pytest.raises(DocumentError, match=rf"signal\.{next(iter(part))}"):
        read({"value": 1, **part})


@pytest.mark.parametrize("value", [0, 1, "on", 0.0])
def test_a_flag_is_true_or_false_and_not_a_number(value: Any) -> None:
    with pytest.raises(DocumentError, match="true, false"):
        read(value, FLAG)
    assert read(value=True, kind=FLAG).value == 1


def test_powers_that_cannot_be_negative_are_invalid_below_zero() -> None:
    assert read(-1, POWER_UP).quality is Quality.INVALID
    assert read(100.001, PERCENT).quality is Quality.INVALID
    assert read(100, PERCENT).quality is Quality.OK


def test_minus_zero_is_zero() -> None:
    assert str(read(-0.0).value) == "0.0"
    assert str(read(-0.0001).value) == "0.0"


def test_numbers_are_rounded_once_at_the_edge() -> None:
    signal = read({"value": 1.00049, "age_s": 1.0004, "coverage": 0.49951})
    assert (signal.value, signal.age_s, signal.coverage) == (1.0, 1.0, 0.5)
    assert Signal.of(POWER, 1, 0.12345, 0.98765) == Signal(1.0, Quality.OK, 0.123, 0.988)


@pytest.mark.parametrize(
    "value",
    [5, -3.25, None, 1e9, {"value": 5, "age_s": 3}, {"value": None, "age_s": 2}, {"value": 7, "quality": "stale"}],
)
def test_a_signal_reads_back_as_it_was_written(value: Any) -> None:
    signal = read(value)
    assert read(signal_document(signal)) == signal
    flag = read(value=True, kind=FLAG)
    assert read(signal_document(flag, flag=True), FLAG) == flag


def test_an_old_or_seldom_seen_value_is_taken_away_but_an_alarm_is_kept() -> None:
    old = Signal(5.0, age_s=181)
    assert old.judged(180, 0.5) == Signal(None, Quality.STALE, age_s=181)
    assert old.judged(180, 0.5, alarm_above=4) == Signal(5.0, Quality.STALE, age_s=181)
    assert old.judged(180, 0.5, alarm_above=5).value is None
    assert Signal(5.0, age_s=180, coverage=0.5).judged(180, 0.5).value == 5


class TestSeries:
    def test_it_reads_back_as_it_was_written(self) -> None:
        series = series_from_node(Node("s", forecast(1, 2.5, 0)), POWER_UP)
        assert series_from_node(Node("s", series_document(series)), POWER_UP) == series

    @pytest.mark.parametrize(
        ("value", "path"),
        [
            (5, "s"),
            ([5], "s[0]"),
            ([["2026-06-15T12:00:00Z"]], "s[0]"),
            ([["2026-06-15T12:00:00Z", 1, 2]], "s[0]"),
            ([["noon", 1]], "s[0][0]"),
            ([["2026-06-15T12:00:00", 1]], "s[0][0]"),
            ([["2026-06-15T12:00:00Z", -1]], "s[0][1]"),
            ([["2026-06-15T12:00:00Z", None]], "s[0][1]"),
            (forecast(1, 2, step_s=0), "s[1][0]"),
            (forecast(1, 2, step_s=-5), "s[1][0]"),
            (forecast(*[1.0] * 2001, step_s=1), "s"),
        ],
    )
    def test_what_is_no_series_is_refused_with_its_place(self, value: Any, path: str) -> None:
        with pytest.raises(DocumentError) as error:
            series_from_node(Node("s", value), POWER_UP)
        assert error.value.path == path

    def test_an_interval_ends_where_the_next_begins_and_the_last_is_as_long_as_the_one_before(self) -> None:
        assert intervals(((0, 1.0), (900, 2.0))) == ((0, 900, 1.0), (900, 1800, 2.0))
        assert intervals(((0, 1.0),)) == ((0, 3600, 1.0),)

    def test_a_mean_is_weighted_by_time_and_tells_its_coverage(self) -> None:
        series = ((NOON, 100.0), (NOON + 900, 300.0))
        assert window_mean(series, NOON, NOON + 1800) == (200, 1)
        assert window_mean(series, NOON + 600, NOON + 1200) == (200, 1)
        assert window_mean(series, NOON + 900, NOON + 2700) == (300, 0.5)
        assert window_mean(series, NOON - 60, NOON) == (0, 0)

    def test_a_single_second_counts(self) -> None:
        series = read_series([[iso_utc(NOON), 500], [iso_utc(NOON + 1), 9000]])
        assert window_mean(series, NOON, NOON + 1) == (500, 1)
        assert window_mean(series, NOON - 9, NOON + 1) == (500, 0.1)

    def test_it_has_2000_intervals_at_most(self) -> None:
        points = [[iso_utc(NOON + index), 1] for index in range(2001)]
        assert len(read_series(points[:2000])) == 2000
        with pytest.raises(DocumentError, match="at most 2000 intervals"):
            read_series(points)


def read_series(value: Any) -> Any:
    return series_from_node(Node("series", value), POWER)


def test_a_value_that_is_just_read_is_new_and_was_seen_all_the_time() -> None:
    assert Signal.of(POWER, 5) == Signal(5.0, Quality.OK, 0.0, 1.0) == Signal(5.0)


@pytest.mark.parametrize("value", ["on", [], 2, 0.5j])
def test_a_flag_that_is_neither_true_nor_false_is_invalid(value: Any) -> None:
    assert Signal.of(FLAG, value).quality is Quality.INVALID


@pytest.mark.parametrize(("value", "quality"), [(None, Quality.MISSING), (1e9, Quality.INVALID), (5, Quality.STALE)])
def test_what_has_no_value_is_not_merely_stale(value: Any, quality: Quality) -> None:
    assert read({"value": value, "quality": "stale"}).quality is quality


@pytest.mark.parametrize("quality", Quality)
def test_age_and_coverage_are_rounded_whatever_the_quality(quality: Quality) -> None:
    signal = read({"value": 5, "quality": quality.value, "age_s": 1.0004, "coverage": 0.49951})
    assert (signal.quality, signal.age_s, signal.coverage) == (quality, 1.0, 0.5)


@pytest.mark.parametrize(
    ("name", "unit", "low", "high"),
    [
        ("grid_power_w", "W", -1e6, 1e6),
        ("grid_power_hold_w", "W", -1e6, 1e6),
        ("pv_power_w", "W", 0, 1e6),
        ("battery_power_w", "W", -1e6, 1e6),
        ("battery_soc_pct", "%", 0, 100),
        ("house_load_w", "W", 0, 1e6),
        ("price_ct_kwh", "ct/kWh", -1e4, 1e4),
        ("feed_in_ct_kwh", "ct/kWh", -1e4, 1e4),
        ("btc_price_eur", "EUR/BTC", 0, 1e9),
        ("network_hashrate_eh_s", "EH/s", 0, 1e9),
        ("chip_temp_c", "°C", -60, 250),
        ("hashrate_th_s", "TH/s", 0, 1e6),
    ],
)
def test_a_reading_is_believed_up_to_the_ends_of_its_range(name: str, unit: str, low: float, high: float) -> None:
    kind = {**HOUSE_SIGNALS, "chip_temp_c": TEMPERATURE, "hashrate_th_s": HASHRATE}[name]
    assert kind.unit == unit
    for value, quality in (
        (low, Quality.OK),
        (high, Quality.OK),
        (low - 0.001, Quality.INVALID),
        (high + 0.001, Quality.INVALID),
    ):
        assert read(value, kind).quality is quality


@pytest.mark.parametrize("value", [True, False])
def test_true_and_false_are_no_power(value: bool) -> None:  # noqa: FBT001  # the value under test
    assert Signal.of(POWER, value).quality is Quality.INVALID
    assert Signal.of(FLAG, value) == Signal(float(value))


@pytest.mark.parametrize(("kind", "first"), [(POWER, "a number"), (FLAG, "true, false")])
@pytest.mark.parametrize("value", ["500", {"value": "1"}, {}])
def test_what_can_be_read_is_said_where_it_cannot(value: Any, kind: Any, first: str) -> None:
    with pytest.raises(DocumentError) as error:
        read(value, kind)
    assert error.value.expected == first + ', null or {"value": v, "age_s": a}'


@pytest.mark.parametrize("age_s", [0, 86_400, 86_400.001, 1e6])
@pytest.mark.parametrize("name", ["btc_price_eur", "network_hashrate_eh_s"])
def test_the_house_runs_on_with_an_old_market_figure(name: str, age_s: float) -> None:
    market: dict[str, Any] = {name: {"value": 100_000, "age_s": age_s}}
    assert made(state(grid_power_w=-1600, **market)).action == "START"


@pytest.mark.parametrize(("age_s", "hodl_ct"), [(86_400, 5), (86_400.001, 0)])
def test_a_market_figure_is_used_for_a_day(age_s: float, hodl_ct: float) -> None:
    present = state(btc_price_eur={"value": 100_000, "age_s": age_s})
    assert decided(present, rules=policy(energy_path={"sats_per_kwh": 50})).paths.hodl_ct == pytest.approx(hodl_ct)
