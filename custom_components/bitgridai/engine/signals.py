"""Measured values with a quality: what is not known is said, never guessed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from math import inf
from typing import Final

from .canonical import quantize
from .document import Json, Node, iso_utc, number_or_none


class Quality(StrEnum):
    """How far a value can be used."""

    OK = "ok"
    STALE = "stale"
    """Too old, or seen for too small a part of the block.

    One that still has its value is the last one before its source fell silent: good enough
    to go on with until it is too old, not good enough to start on.
    """
    MISSING = "missing"
    """The source says nothing."""
    INVALID = "invalid"
    """The source says something that cannot be."""


@dataclass(frozen=True, slots=True)
class SignalKind:
    """Unit and plausible range of a signal; a value outside is invalid, not clipped."""

    unit: str
    low: float
    high: float


POWER: Final = SignalKind("W", -1_000_000, 1_000_000)
POWER_UP: Final = SignalKind("W", 0, 1_000_000)
PERCENT: Final = SignalKind("%", 0, 100)
PRICE: Final = SignalKind("ct/kWh", -10_000, 10_000)
TEMPERATURE: Final = SignalKind("°C", -60, 250)
HASHRATE: Final = SignalKind("TH/s", 0, 1_000_000)
NETWORK_HASHRATE: Final = SignalKind("EH/s", 0, 1_000_000_000)
BTC_PRICE: Final = SignalKind("EUR/BTC", 0, 1_000_000_000)
FLAG: Final = SignalKind("", 0, 1)

HOUSE_SIGNALS: Final[Mapping[str, SignalKind]] = {
    "grid_power_w": POWER,
    "grid_power_hold_w": POWER,
    "pv_power_w": POWER_UP,
    "battery_power_w": POWER,
    "battery_soc_pct": PERCENT,
    "house_load_w": POWER_UP,
    "price_ct_kwh": PRICE,
    "feed_in_ct_kwh": PRICE,
    "btc_price_eur": BTC_PRICE,
    "network_hashrate_eh_s": NETWORK_HASHRATE,
    "ups_on_battery": FLAG,
    "emergency_stop": FLAG,
}
"""Every number or flag the house may report, by its name.

``grid_power_hold_w`` is the grid power averaged over ``r2.import_hold_s``; where it is
left out, ``grid_power_w`` serves.
"""

MARKET_SIGNALS: Final = frozenset({"btc_price_eur", "network_hashrate_eh_s"})
"""Figures of the world outside: they change slowly, and the house runs on without them."""
MARKET_MAX_AGE_S: Final = 24 * 3600.0
"""Market figures older than this are not used any more."""


@dataclass(frozen=True, slots=True)
class Signal:
    """One value, its age when the state was taken and the share of the window it was seen."""

    value: float | None
    quality: Quality = Quality.OK
    age_s: float = 0.0
    coverage: float = 1.0

    @classmethod
    def of(cls, kind: SignalKind, value: object, age_s: float = 0.0, coverage: float = 1.0) -> Signal:
        """Judge a raw value: anything but a finite number within range has no value."""
        age_s, coverage = quantize(age_s), quantize(coverage)
        if value is None:
            return cls(None, Quality.MISSING, age_s, coverage)
        if isinstance(value, bool) and kind is FLAG:
            value = float(value)
        number = number_or_none(value)
        if number is None or not kind.low <= number <= kind.high:
            return cls(None, Quality.INVALID, age_s, coverage)
        return cls(quantize(number), Quality.OK, age_s, coverage)

    def judged(self, max_age_s: float, min_coverage: float, alarm_above: float = inf) -> Signal:
        """Take the value away where it is too old or was seen too little.

        A value above ``alarm_above`` stays: an alarm holds until a reading takes it back.
        """
        if self.value is None or (self.age_s <= max_age_s and self.coverage >= min_coverage):
            return self
        return replace(self, value=self.value if self.value > alarm_above else None, quality=Quality.STALE)


_SIGNAL_KEYS: Final = frozenset({"value", "age_s", "coverage", "quality"})
_AGE_MAX_S: Final = 1e9
_EXPECTED: Final = 'a number, null or {"value": v, "age_s": a}'
_EXPECTED_FLAG: Final = 'true, false, null or {"value": v, "age_s": a}'


def signal_from_node(node: Node, kind: SignalKind) -> Signal:
    """Read a signal; a value of the wrong type is refused, one out of range is invalid."""
    value, age_s, coverage, quality = node.value, 0.0, 1.0, Quality.OK
    if isinstance(value, dict):
        parts = node.mapping(_SIGNAL_KEYS)
        if "value" not in parts:
            raise node.fail(_EXPECTED_FLAG if kind is FLAG else _EXPECTED)
        value = parts["value"].value
        if "age_s" in parts:
            age_s = quantize(parts["age_s"].number(0, _AGE_MAX_S))
        if "coverage" in parts:
            coverage = quantize(parts["coverage"].number(0, 1))
        if "quality" in parts:
            quality = parts["quality"].choice(Quality)
            if quality in {Quality.INVALID, Quality.MISSING}:
                return Signal(None, quality, age_s, coverage)
    typed = isinstance(value, bool) if kind is FLAG else number_or_none(value) is not None
    if value is not None and not typed:
        raise node.fail(_EXPECTED_FLAG if kind is FLAG else _EXPECTED)
    signal = Signal.of(kind, value, age_s, coverage)
    if quality is Quality.STALE and signal.quality is Quality.OK:
        return replace(signal, quality=Quality.STALE)
    return signal


def signal_document(signal: Signal, *, flag: bool = False) -> Json:
    """Write a signal in its shortest form that reads back the same."""
    value: Json = signal.value
    if flag and signal.value is not None:
        value = signal.value > 0
    if signal.age_s == 0 and signal.coverage == 1 and signal.quality in (Quality.OK, Quality.MISSING):
        return value
    document: dict[str, Json] = {"value": value}
    if signal.age_s:
        document["age_s"] = signal.age_s
    if signal.coverage != 1:
        document["coverage"] = signal.coverage
    if signal.quality in {Quality.INVALID, Quality.STALE}:
        document["quality"] = signal.quality.value
    return document


type Series = tuple[tuple[int, float], ...]
"""Interval starts (epoch seconds, ascending) and the mean over each interval.

An interval ends where the next one starts; the last is as long as the one before it, or
an hour where it is alone.
"""

_HOUR_S: Final = 3600
_SERIES_MAX: Final = 2000


def series_from_node(node: Node, kind: SignalKind) -> Series:
    """Read ``[[start, mean], ...]``."""
    points: list[tuple[int, float]] = []
    for item in node.items():
        try:
            first, mean = item.items()
        except ValueError:
            raise item.fail("a pair of interval start and mean") from None
        start = first.time()
        if points and start <= points[-1][0]:
            raise first.fail("a later start than the interval before")
        points.append((start, quantize(mean.number(kind.low, kind.high))))
        if len(points) > _SERIES_MAX:
            raise node.fail(f"at most {_SERIES_MAX} intervals")
    return tuple(points)


def series_document(series: Series) -> Json:
    """Write a series with ISO times."""
    return [[iso_utc(start), mean] for start, mean in series]


@lru_cache(maxsize=8)
def intervals(series: Series) -> tuple[tuple[int, int, float], ...]:
    """Start, end and mean of every interval."""
    # Several rules look at the same forecast in every decision, and it stays for hours.
    out: list[tuple[int, int, float]] = []
    last_length = _HOUR_S
    for index, (start, mean) in enumerate(series):
        end = series[index + 1][0] if index + 1 < len(series) else start + last_length
        last_length = end - start
        out.append((start, end, mean))
    return tuple(out)


def window_mean(series: Series, start: int, end: int) -> tuple[float, float]:
    """Time-weighted mean within [start, end) and the share of it that is covered."""
    total = 0.0
    covered = 0
    for first, last, mean in intervals(series):
        if first >= end:
            break
        overlap = min(last, end) - max(first, start)
        if overlap > 0:
            total += mean * overlap
            covered += overlap
    if covered == 0:
        return 0.0, 0.0
    return total / covered, covered / (end - start)
