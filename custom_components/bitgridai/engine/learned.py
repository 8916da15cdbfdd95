"""What the engine learns about a house: when it needs power, and how far the solar forecast can be trusted.

Four things, each told in a sentence:

- the **base load** of each hour of each of the last days;
- the **usual sun**: the mean PV power of an hour, which stands in where there is no forecast;
- the **forecast's bias** of an hour: what the sun gave there over what was forecast;
- how each of the last days turned out: its sun over the sun that was expected.

Learned at block ticks only, from the means of the block that just ended, and kept in memory:
replaying a ledger learns the same again. Days and hours are those of UTC.
"""

from dataclasses import dataclass, field, replace
from typing import Final

from .canonical import quantize
from .document import Json, Node

HOURS: Final = 24
DAYS_MAX: Final = 30

_HOUR_S: Final = 3600
_DAY_S: Final = 24 * _HOUR_S
_BIAS_RATE: Final = 0.07
"""Weight of a new day in the bias of an hour."""
_SUN_RATE: Final = 0.1
"""Weight of a new day in the usual sun of an hour."""
_BIAS_PRIOR_W: Final = 300.0
"""Power for which a bias of 1 is taken for granted: an hour of little sun says little."""
_BIAS_RANGE: Final = (0.3, 3.0)
_DAY_RANGE: Final = (0.2, 2.5)
_DAY_MIN_WH: Final = 500.0
"""A day on which less was expected says nothing about how forecasts turn out."""
_RECENT_RATE: Final = 0.5
"""Weight of the last block in how the sun does just now."""
_LATELY_RATE: Final = 0.2
"""Weight of the last block in how the sun does lately: about the last hour and a half."""
_LATELY_MAX: Final = 2.0
"""The clearest day gives about twice the usual sun."""
_RECENT_MIN_W: Final = 100.0
_RECENT_MAX: Final = 3.0
_HOURS_SEEN_MIN: Final = 20
"""Hours of a day that must have been seen for it to count."""
_POWER_MAX: Final = 1e7

type Hourly = tuple[float, ...]
_NOTHING: Final[Hourly] = (0.0,) * HOURS


@dataclass(frozen=True, slots=True)
class PastDay:
    """One day as it turned out."""

    base_w: Hourly
    """Base load in W by hour."""
    forecast_ratio: float
    """Sun of the day over its forecast, after the bias of its hours was taken out."""
    usual_ratio: float
    """Sun of the day over the usual sun."""


@dataclass(frozen=True, slots=True)
class Learned:
    """Everything learned so far. Powers in W, energies in Wh, one entry per hour."""

    block: int | None = None
    """Newest block that was learned from or looked ahead to."""
    coming_w: float | None = None
    """What was forecast for the block after the last tick; None where nothing was."""
    day: int | None = None
    """Days since 1970 of the day in progress."""
    seen: tuple[int, ...] = (0,) * HOURS
    """Blocks of today by hour."""
    base_w: Hourly = _NOTHING
    """Mean base load of today by hour."""
    forecast_wh: float = 0.0
    forecast_sun_wh: float = 0.0
    """Today's forecast, bias taken out, and the sun of the blocks that had one."""
    usual_wh: float = 0.0
    sun_wh: float = 0.0
    """The usual sun of today's blocks, and the sun they had."""
    usual_w: tuple[float | None, ...] = (None,) * HOURS
    """The usual sun; None for an hour never seen."""
    given_w: Hourly = _NOTHING
    told_w: Hourly = _NOTHING
    """Sun and forecast of blocks that had both: their quotient is the bias."""
    recent_w: float = 0.0
    recent_expected_w: float = 0.0
    lately_w: float = 0.0
    lately_usual_w: float = 0.0
    days: tuple[PastDay, ...] = field(default=())
    """Oldest first."""

    def bias(self, hour: int) -> float:
        """Return what the sun gives in this hour over what is forecast for it."""
        low, high = _BIAS_RANGE
        return min(high, max(low, (self.given_w[hour] + _BIAS_PRIOR_W) / (self.told_w[hour] + _BIAS_PRIOR_W)))

    def expected_w(self, hour: int, forecast_w: float | None) -> float:
        """Return the PV power to expect: the forecast without its bias, else the usual sun."""
        return self.usual_w[hour] or 0.0 if forecast_w is None else forecast_w * self.bias(hour)

    @property
    def recent_ratio(self) -> float | None:
        """How the sun does just now over what was expected; None in the dark."""
        if self.recent_expected_w <= _RECENT_MIN_W:
            return None
        return min(_RECENT_MAX, self.recent_w / self.recent_expected_w)

    @property
    def lately_ratio(self) -> float | None:
        """How the sun does lately over the usual sun; None in the dark."""
        if self.lately_usual_w <= _RECENT_MIN_W:
            return None
        return min(_LATELY_MAX, self.lately_w / self.lately_usual_w)


def hour_of(moment: int) -> int:
    """Hour of the day, UTC."""
    return moment // _HOUR_S % HOURS


@dataclass(frozen=True, slots=True)
class Ended:
    """The block that ended at a tick, as its means."""

    start: int
    """Epoch seconds."""
    length_s: int
    base_w: float
    pv_w: float


def learn(learned: Learned, ended: Ended, coming_w: float | None, keep_days: int) -> Learned:
    """Learn from a block; ``coming_w`` is what is forecast for the one that begins."""
    block = ended.start // ended.length_s
    forecast_w = learned.coming_w if learned.block == block else None
    today = _rolled(learned, ended.start // _DAY_S, keep_days)
    hour = hour_of(ended.start)
    share = ended.length_s / _HOUR_S
    usual_w = today.usual_w[hour]
    seen = today.seen[hour] + 1
    changed = replace(
        today,
        block=block + 1,
        coming_w=coming_w,
        seen=_with(today.seen, hour, seen),
        base_w=_with(today.base_w, hour, quantize(today.base_w[hour] + (ended.base_w - today.base_w[hour]) / seen)),
        usual_wh=quantize(today.usual_wh + (usual_w or 0.0) * share),
        sun_wh=quantize(today.sun_wh + ended.pv_w * share),
        usual_w=_with(
            today.usual_w, hour, ended.pv_w if usual_w is None else _nearer(usual_w, ended.pv_w, _SUN_RATE * share)
        ),
        recent_w=_nearer(today.recent_w, ended.pv_w, _RECENT_RATE),
        recent_expected_w=_nearer(today.recent_expected_w, today.expected_w(hour, forecast_w), _RECENT_RATE),
        lately_w=_nearer(today.lately_w, ended.pv_w, _LATELY_RATE),
        lately_usual_w=_nearer(today.lately_usual_w, usual_w or 0.0, _LATELY_RATE),
    )
    if forecast_w is None:
        return changed
    return replace(
        changed,
        forecast_wh=quantize(today.forecast_wh + today.expected_w(hour, forecast_w) * share),
        forecast_sun_wh=quantize(today.forecast_sun_wh + ended.pv_w * share),
        given_w=_with(today.given_w, hour, _nearer(today.given_w[hour], ended.pv_w, _BIAS_RATE * share)),
        told_w=_with(today.told_w, hour, _nearer(today.told_w[hour], forecast_w, _BIAS_RATE * share)),
    )


def _nearer(old: float, new: float, rate: float) -> float:
    return quantize(old + (new - old) * rate)


def _with[T](values: tuple[T, ...], index: int, value: T) -> tuple[T, ...]:
    return (*values[:index], value, *values[index + 1 :])


def _rolled(learned: Learned, day: int, keep_days: int) -> Learned:
    """Put yesterday among the past days when a new day has begun."""
    if day == learned.day:
        return learned
    days = learned.days
    hours = sum(1 for count in learned.seen if count)
    if hours >= _HOURS_SEEN_MIN:
        mean_w = sum(learned.base_w) / hours
        usual = _ratio(learned.sun_wh, learned.usual_wh, 1.0)
        days = (
            *days,
            PastDay(
                tuple(
                    round(power if count else mean_w, 0)
                    for power, count in zip(learned.base_w, learned.seen, strict=True)
                ),
                _ratio(learned.forecast_sun_wh, learned.forecast_wh, usual),
                usual,
            ),
        )
    return replace(
        learned,
        day=day,
        seen=(0,) * HOURS,
        base_w=_NOTHING,
        forecast_wh=0.0,
        forecast_sun_wh=0.0,
        usual_wh=0.0,
        sun_wh=0.0,
        days=days[len(days) - min(len(days), keep_days) :],
    )


def _ratio(sun_wh: float, expected_wh: float, otherwise: float) -> float:
    if expected_wh <= _DAY_MIN_WH:
        return otherwise
    low, high = _DAY_RANGE
    return quantize(min(high, max(low, sun_wh / expected_wh)))


_KEYS: Final = frozenset(Learned.__dataclass_fields__)
_DAY_KEYS: Final = frozenset(PastDay.__dataclass_fields__)
_COUNT_MAX: Final = 10**9


def learned_from_node(node: Node) -> Learned:
    """Read what was learned; what is left out is not known yet."""
    parts = {key: child for key, child in node.mapping(_KEYS).items() if child.value is not None}

    def count(key: str) -> int | None:
        return parts[key].integer(0, _COUNT_MAX) if key in parts else None

    def power(key: str) -> float:
        return _power(parts[key]) if key in parts else 0.0

    def hourly(key: str) -> Hourly:
        return tuple(_power(item) for item in _of_hours(parts[key])) if key in parts else _NOTHING

    return Learned(
        block=count("block"),
        coming_w=power("coming_w") if "coming_w" in parts else None,
        day=count("day"),
        seen=(
            tuple(item.integer(0, _COUNT_MAX) for item in _of_hours(parts["seen"])) if "seen" in parts else (0,) * HOURS
        ),
        base_w=hourly("base_w"),
        forecast_wh=power("forecast_wh"),
        forecast_sun_wh=power("forecast_sun_wh"),
        usual_wh=power("usual_wh"),
        sun_wh=power("sun_wh"),
        usual_w=(
            tuple(None if item.value is None else _power(item) for item in _of_hours(parts["usual_w"]))
            if "usual_w" in parts
            else (None,) * HOURS
        ),
        given_w=hourly("given_w"),
        told_w=hourly("told_w"),
        recent_w=power("recent_w"),
        recent_expected_w=power("recent_expected_w"),
        lately_w=power("lately_w"),
        lately_usual_w=power("lately_usual_w"),
        days=tuple(_day(item) for item in parts["days"].items())[-DAYS_MAX:] if "days" in parts else (),
    )


def _power(node: Node) -> float:
    return quantize(node.number(0, _POWER_MAX))


def _of_hours(node: Node) -> list[Node]:
    items = list(node.items())
    if len(items) != HOURS:
        raise node.fail(f"{HOURS} hours")
    return items


def _day(node: Node) -> PastDay:
    parts = node.mapping(_DAY_KEYS)
    for key in sorted(_DAY_KEYS):
        if key not in parts:
            raise node.fail(f'an object with "{key}"')
    return PastDay(
        tuple(_power(item) for item in _of_hours(parts["base_w"])),
        quantize(parts["forecast_ratio"].number(*_DAY_RANGE)),
        quantize(parts["usual_ratio"].number(*_DAY_RANGE)),
    )


def learned_document(learned: Learned) -> dict[str, Json]:
    """Write what was learned in the form that reads back the same."""
    document: dict[str, Json] = {}
    for key in sorted(_KEYS - {"days"}):
        value = getattr(learned, key)
        document[key] = list(value) if isinstance(value, tuple) else value
    document["days"] = [
        {"base_w": list(day.base_w), "forecast_ratio": day.forecast_ratio, "usual_ratio": day.usual_ratio}
        for day in learned.days
    ]
    return document
