"""What integrations tell of the hours ahead, in their many forms, as the engine's series."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from itertools import pairwise
from math import isfinite
from typing import Any

from homeassistant.util import dt as dt_util

from ..engine.document import EARLIEST, LATEST
from ..engine.signals import POWER_UP, PRICE, Series, intervals

_HOUR_S = 3600
_DAY_S = 24 * _HOUR_S
_INTERVALS_MAX = 1000

_STARTS = (
    "start", "start_time", "startsAt", "starts_at", "startTime", "period_start", "from", "valid_from",
    "time", "datetime", "date", "hour", "timestamp", "start_timestamp",
)  # fmt: skip
"""What integrations call the start of an interval."""
_PRICES: Mapping[str, float | None] = {
    "price_ct_per_kwh": 1.0, "price_per_kwh": None, "price_eur_per_mwh": 0.1, "price_per_mwh": 0.1,
    "total": None, "value": None, "price": None, "per_kwh": None, "value_inc_vat": None, "electricity_price": None,
    "energy": None,
}  # fmt: skip
"""What they call a price, and its ct/kWh where the name says so; else it is in the unit of the sensor."""
_PRICE_LISTS = ("raw_today", "raw_tomorrow", "today", "tomorrow", "data", "prices", "prices_today", "prices_tomorrow")
_SOLCAST_LISTS = ("detailedForecast", "detailedHourly")
_PERIODS = ("wh_period", "wh_hours")
_POWERS = "watts"


def pv_series(attributes: Mapping[str, Any]) -> Series:
    """Mean PV power in W: Solcast's lists, or the mappings of Forecast.Solar and Open-Meteo; empty without any."""
    for name in _SOLCAST_LISTS:
        if isinstance(attributes.get(name), list):
            items = _listed(attributes[name], ("period_start",), {"pv_estimate": 1000.0}, 1000.0)
            return _closed(_valid(items, POWER_UP.low, POWER_UP.high))
    for name in _PERIODS:
        if isinstance(attributes.get(name), Mapping):
            return hourly_means(attributes[name])
    if isinstance(attributes.get(_POWERS), Mapping):
        return _closed(_valid(_mapped(attributes[_POWERS]), POWER_UP.low, POWER_UP.high))
    return ()


def hourly_means(energies: Mapping[Any, Any]) -> Series:
    """Mean power in W of each hour from energies in Wh by time, as the Energy dashboard draws them."""
    hours: dict[int, float] = {}
    for start, energy_wh in _valid(_mapped(energies), 0, POWER_UP.high):
        hour = start - start % _HOUR_S
        hours[hour] = hours.get(hour, 0.0) + energy_wh
    return _closed(tuple(sorted(hours.items())))


def price_series(attributes: Mapping[str, Any], factor: float, present: float | None, now: int) -> Series:
    """Prices in ct/kWh of every list of starts and values there is.

    ``factor`` is what one of the sensor's own unit is in ct/kWh. Some integrations keep their
    lists in another unit than their state: where the list's ``present`` interval is a power of
    ten away from what the sensor shows now (in ct/kWh), the list is brought to it.
    """
    named = [name for name in _PRICE_LISTS if name in attributes]
    others = [name for name, value in attributes.items() if name not in named and isinstance(value, list)]
    found: dict[int, float] = {}
    for name in named or others:
        content = attributes[name]
        if isinstance(content, list):
            found |= dict(_listed(content, _STARTS, _PRICES, factor))
    series = tuple(sorted(found.items()))
    scale = _scale(series, present, now)
    return _valid(((start, price * scale) for start, price in series), PRICE.low, PRICE.high)


def added(parts: Iterable[Series]) -> Series:
    """Add series, each of them zero where it says nothing: two arrays, or today and tomorrow."""
    filled = [intervals(part) for part in parts if part]
    if len(filled) == 1:
        return tuple((start, mean) for start, _, mean in filled[0])
    edges = sorted({edge for part in filled for start, end, _ in part for edge in (start, end)})
    total = ((edge, sum(m for part in filled for start, end, m in part if start <= edge < end)) for edge in edges)
    return tuple(total)


def ahead(series: Series, now: int) -> Series:
    """Leave out what is over, and what is so far ahead that nothing looks at it."""
    kept = [start for start, end, _ in intervals(series) if end > now and start < now + 2 * _DAY_S]
    return tuple((start, mean) for start, mean in series if kept and kept[0] <= start <= kept[-1])


def epoch(value: object) -> int | None:
    """Epoch seconds of a time, an ISO 8601 text or a number of (milli)seconds; None for anything else."""
    if isinstance(value, str):
        value = dt_util.parse_datetime(value)
    if isinstance(value, datetime):
        seconds = dt_util.as_utc(value).astimezone(UTC).timestamp()
    elif isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value):
        seconds = value / 1000 if value > LATEST else float(value)
    else:
        return None
    return int(seconds) if EARLIEST <= seconds < LATEST else None


def _number(value: object) -> float | None:
    if isinstance(value, str):
        try:
            value = float(value)
        except ValueError:
            return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if isfinite(value) else None


def _mapped(content: Mapping[Any, Any]) -> list[tuple[int, float]]:
    pairs = ((epoch(key), _number(value)) for key, value in content.items())
    return [(start, value) for start, value in pairs if start is not None and value is not None]


def _listed(
    content: list[Any], starts: Iterable[str], values: Mapping[str, float | None], factor: float
) -> list[tuple[int, float]]:
    """Read a list of mappings, each with a start and a value under one of the names known for them."""
    rows = []
    for item in content:
        if not isinstance(item, Mapping):
            continue
        start = _first(item, starts, epoch)
        name = next((name for name in values if _number(item.get(name)) is not None), None)
        if start is not None and name is not None:
            rows.append((start, (_number(item[name]) or 0.0) * (values[name] or factor)))
    return rows


def _first[T](item: Mapping[str, Any], names: Iterable[str], read: Callable[[object], T | None]) -> T | None:
    return next((value for name in names if name in item and (value := read(item[name])) is not None), None)


def _valid(pairs: Iterable[tuple[int, float]], low: float, high: float) -> Series:
    """Sort by time and drop what the engine would refuse."""
    kept = {start: value for start, value in pairs if low <= value <= high}
    return tuple(sorted(kept.items()))[:_INTERVALS_MAX]


def _closed(series: Series) -> Series:
    """End each run of intervals: over a gap, as at night, the last value does not go on."""
    if not series:
        return ()
    steps = [later[0] - first[0] for first, later in pairwise(series)]
    length = min([*steps, _HOUR_S])
    closed: list[tuple[int, float]] = []
    for place, (start, mean) in enumerate(series):
        closed.append((start, mean))
        end = start + length
        if place + 1 == len(series) or series[place + 1][0] > max(end, start + _HOUR_S):
            closed.append((end, 0.0))
    return tuple(closed)


def _scale(series: Series, present: float | None, now: int) -> float:
    shown = next((price for start, end, price in intervals(series) if start <= now < end), None)
    if not shown or not present:
        return 1.0
    return next((scale for scale in (0.001, 0.01, 0.1, 10.0, 100.0, 1000.0) if _close(shown * scale, present)), 1.0)


def _close(one: float, other: float) -> bool:
    return abs(one - other) <= abs(other) * 0.05
