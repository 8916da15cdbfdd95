"""What is learned of sun, forecast and base load; mirrors ``engine.learned``.

The sun is the same whatever a policy does, so it is learned once. The base load comes out of meter
and battery, whose readings are rounded, so every policy learns its own.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from ..bench.quality.household import BLOCK_S
from ..engine.learned import (
    _BIAS_PRIOR_W,
    _BIAS_RANGE,
    _BIAS_RATE,
    _DAY_MIN_WH,
    _DAY_RANGE,
    _DAY_S,
    _HOUR_S,
    _HOURS_SEEN_MIN,
    _LATELY_MAX,
    _LATELY_RATE,
    _RECENT_MAX,
    _RECENT_MIN_W,
    _RECENT_RATE,
    _SUN_RATE,
    HOURS,
    Learned,
)
from .canonical import quantize
from .compiled import compiled
from .rows import BASE, RING, SUN, Row

type Floats = NDArray[np.float64]
type Counts = NDArray[np.int64]

_LOW, _HIGH = _BIAS_RANGE
_DAY_LOW, _DAY_HIGH = _DAY_RANGE
_SHARE: Final = BLOCK_S / _HOUR_S


def sun_of(learned: Learned) -> Row:
    """Begin with what a memory holds."""
    row = np.zeros((), SUN)
    for name in SUN.names or ():
        value = getattr(learned, name)
        row[name] = [np.nan if item is None else item for item in value] if isinstance(value, tuple) else value or 0
    row["block"] = -1 if learned.block is None else learned.block
    row["day"] = -1 if learned.day is None else learned.day
    row["coming_w"] = np.nan if learned.coming_w is None else learned.coming_w
    return row[()]


def base_of(learned: Learned) -> Row:
    """Begin with what a memory holds."""
    row = np.zeros((), BASE)
    row["day"] = -1 if learned.day is None else learned.day
    row["seen"], row["today_w"] = learned.seen, learned.base_w
    row["ended"] = row["kept"] = len(learned.days)
    for number, day in enumerate(learned.days):
        row["past_w"][number] = day.base_w * 2
        row["forecast_ratio"][number] = day.forecast_ratio
        row["usual_ratio"][number] = day.usual_ratio
    return row[()]


@compiled
def bias(sun: Row, hour: int) -> float:
    """Return what the sun gives in this hour over what is forecast for it."""
    return float(min(_HIGH, max(_LOW, (sun.given_w[hour] + _BIAS_PRIOR_W) / (sun.told_w[hour] + _BIAS_PRIOR_W))))


@compiled
def expected_w(sun: Row, hour: int, forecast_w: float) -> float:
    """Return the PV power to expect; without a forecast (NaN) the usual sun."""
    if np.isnan(forecast_w):
        return 0.0 if np.isnan(sun.usual_w[hour]) else float(sun.usual_w[hour])
    return float(forecast_w * bias(sun, hour))


@compiled
def sunniest_w(sun: Row) -> float:
    """Return the usual sun of the sunniest hour."""
    most_w = 0.0
    for hour in range(HOURS):
        most_w = max(most_w, expected_w(sun, hour, np.nan))
    return most_w


@compiled
def recent_ratio(sun: Row) -> float:
    """How the sun does just now over what was expected; NaN in the dark."""
    if sun.recent_expected_w <= _RECENT_MIN_W:
        return np.nan
    return float(min(_RECENT_MAX, sun.recent_w / sun.recent_expected_w))


@compiled
def lately_ratio(sun: Row) -> float:
    """How the sun does lately over the usual sun; NaN in the dark."""
    if sun.lately_usual_w <= _RECENT_MIN_W:
        return np.nan
    return float(min(_LATELY_MAX, sun.lately_w / sun.lately_usual_w))


@compiled
def _nearer(old: float, new: float, rate: float) -> float:
    return quantize(old + (new - old) * rate)


@compiled
def learn_sun(sun: Row, start: int, pv_w: float, coming_w: float, moment: Row) -> None:
    """Learn from the block that began at ``start``; the ratios of a day that ended go to the ``moment`` after it."""
    block = start // BLOCK_S
    forecast_w = sun.coming_w if sun.block == block else np.nan
    _rolled_sun(sun, start // _DAY_S, moment)
    hour = start // _HOUR_S % HOURS
    usual_w = sun.usual_w[hour]
    expected = expected_w(sun, hour, forecast_w)
    sun.block = block + 1
    sun.coming_w = coming_w
    sun.seen[hour] += 1
    sun.usual_wh = quantize(sun.usual_wh + (0.0 if np.isnan(usual_w) else usual_w) * _SHARE)
    sun.sun_wh = quantize(sun.sun_wh + pv_w * _SHARE)
    sun.usual_w[hour] = pv_w if np.isnan(usual_w) else _nearer(usual_w, pv_w, _SUN_RATE * _SHARE)
    sun.recent_w = _nearer(sun.recent_w, pv_w, _RECENT_RATE)
    sun.recent_expected_w = _nearer(sun.recent_expected_w, expected, _RECENT_RATE)
    sun.lately_w = _nearer(sun.lately_w, pv_w, _LATELY_RATE)
    sun.lately_usual_w = _nearer(sun.lately_usual_w, 0.0 if np.isnan(usual_w) else usual_w, _LATELY_RATE)
    if not np.isnan(forecast_w):
        sun.forecast_wh = quantize(sun.forecast_wh + expected * _SHARE)
        sun.forecast_sun_wh = quantize(sun.forecast_sun_wh + pv_w * _SHARE)
        sun.given_w[hour] = _nearer(sun.given_w[hour], pv_w, _BIAS_RATE * _SHARE)
        sun.told_w[hour] = _nearer(sun.told_w[hour], forecast_w, _BIAS_RATE * _SHARE)


@compiled
def _rolled_sun(sun: Row, day: int, moment: Row) -> None:
    if day == sun.day:
        return
    if _hours(sun.seen) >= _HOURS_SEEN_MIN:
        usual = _ratio(sun.sun_wh, sun.usual_wh, 1.0)
        moment.ended_forecast_ratio = _ratio(sun.forecast_sun_wh, sun.forecast_wh, usual)
        moment.ended_usual_ratio = usual
    sun.day = day
    for hour in range(HOURS):
        sun.seen[hour] = 0
    sun.forecast_wh = sun.forecast_sun_wh = sun.usual_wh = sun.sun_wh = 0.0


@compiled
def _ratio(sun_wh: float, expected_wh: float, otherwise: float) -> float:
    if expected_wh <= _DAY_MIN_WH:
        return otherwise
    return quantize(min(_DAY_HIGH, max(_DAY_LOW, sun_wh / expected_wh)))


@compiled
def _hours(seen: Counts) -> int:
    count = 0
    for hour in range(HOURS):
        count += seen[hour] > 0
    return count


@compiled
def learn_base(base: Row, base_w: float, keep_days: int, moment: Row) -> None:
    """Learn from the block that ends at a moment."""
    start = moment.now - BLOCK_S
    _rolled_base(base, start // _DAY_S, keep_days, moment)
    hour = start // _HOUR_S % HOURS
    base.seen[hour] += 1
    base.today_w[hour] = quantize(base.today_w[hour] + (base_w - base.today_w[hour]) / base.seen[hour])


@compiled
def _rolled_base(base: Row, day: int, keep_days: int, moment: Row) -> None:
    if day == base.day:
        return
    hours = _hours(base.seen)
    if hours >= _HOURS_SEEN_MIN:
        mean_w = _sum(base.today_w) / hours
        place = base.ended % RING
        for hour in range(HOURS):
            base.past_w[place, hour] = np.rint(base.today_w[hour] if base.seen[hour] else mean_w)
            base.past_w[place, hour + HOURS] = base.past_w[place, hour]
        base.forecast_ratio[place] = moment.ended_forecast_ratio
        base.usual_ratio[place] = moment.ended_usual_ratio
        base.ended += 1
        base.kept += 1
    base.day = day
    base.kept = min(base.kept, keep_days)
    for hour in range(HOURS):
        base.seen[hour], base.today_w[hour] = 0, 0.0


@compiled
def _sum(values: Floats) -> float:
    """Add up as Python's ``sum`` does, with what rounding lost (Neumaier)."""
    total = lost = 0.0
    for value in values:
        after = total + value
        lost += (total - after) + value if abs(total) >= abs(value) else (value - after) + total
        total = after
    return total + lost
