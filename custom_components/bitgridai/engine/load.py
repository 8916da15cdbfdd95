"""What a load can do and what it does now."""

from dataclasses import dataclass
from math import floor
from typing import Final

from .canonical import quantize
from .document import Json, Node
from .signals import (
    HASHRATE,
    POWER_UP,
    TEMPERATURE,
    Signal,
    SignalKind,
    signal_document,
    signal_from_node,
)

_LOAD_KEYS: Final = frozenset(
    {
        "levels_w",
        "range_w",
        "priority",
        "level",
        "target_w",
        "power_w",
        "chip_temp_c",
        "heartbeat_age_s",
        "available",
        "hashrate",
    }
)
_POWER_MAX_W: Final = 100_000
_LEVELS_MIN: Final = 2
_LEVELS_MAX: Final = 32
_AGE: Final = SignalKind("s", 0, 1e9)


_ROUNDING: Final = 1e-6


def _milli(power_w: float) -> int:
    return round(power_w * 1000)


@dataclass(frozen=True, slots=True)
class LoadSpec:
    """The power settings a load offers, in W, ascending; 0 is always the first.

    A continuous load has ``step_w`` > 0 and lists only off, minimum and maximum.
    """

    levels_w: tuple[float, ...]
    step_w: float = 0.0

    @property
    def lowest_w(self) -> float:
        """Smallest power at which the load runs."""
        return self.levels_w[1]

    @property
    def top_w(self) -> float:
        """Largest power of the load."""
        return self.levels_w[-1]

    @property
    def settings_w(self) -> tuple[float, ...]:
        """Powers to plan with, ascending: each level, or the ends and the middle of a range."""
        if not self.step_w:
            return self.levels_w[1:]
        return tuple(sorted({self.lowest_w, self.at_most((self.lowest_w + self.top_w) / 2), self.top_w}))

    def at_most(self, power_w: float) -> float:
        """Return the largest setting that does not exceed ``power_w``; 0 below the smallest."""
        if self.step_w:
            if power_w < self.lowest_w:
                return 0.0
            # Counted in whole mW: a setting must be the largest that does not exceed itself.
            low, step = _milli(self.lowest_w), _milli(self.step_w)
            steps = (floor(min(power_w, self.top_w) * 1000 + _ROUNDING) - low) // step
            return quantize((low + steps * step) / 1000)
        best = 0.0
        for level_w in self.levels_w:
            if level_w <= power_w:
                best = level_w
        return best

    def level_of(self, target_w: float) -> int:
        """Index of a setting; for a continuous load 1 while it runs."""
        if self.step_w:
            return int(target_w > 0)
        return self.levels_w.index(target_w)


@dataclass(frozen=True, slots=True)
class LoadState:
    """One load at the moment of a decision."""

    id: str
    spec: LoadSpec
    priority: int
    """Lower is served first; equal priorities by id."""
    level: int | None
    """Read back from the device; None when it is not known."""
    set_w: float
    """Nominal power of the present setting."""
    power_w: Signal | None
    """Measured; None where nothing measures it."""
    chip_temp_c: Signal | None
    """None where the load has no such sensor."""
    heartbeat_age_s: Signal | None
    """Seconds since the device last answered; None where it has no such sign of life."""
    available: bool
    hashrate: Signal | None

    @property
    def running(self) -> bool:
        """Whether the load is set to draw power. One whose level is unknown counts as not."""
        return self.set_w > 0

    @property
    def draw_w(self) -> float:
        """Measured power, or the nominal power where nothing valid is measured."""
        if self.power_w is not None and self.power_w.value is not None:
            return self.power_w.value
        return self.set_w

    @property
    def draw_assumed(self) -> bool:
        """Whether the load runs and :attr:`draw_w` is nominal instead of measured."""
        return self.running and (self.power_w is None or self.power_w.value is None)

    @property
    def silence_s(self) -> float | None:
        """Seconds since the last sign of life; None where that is not known."""
        heard = self.heartbeat_age_s
        return None if heard is None or heard.value is None else heard.value + heard.age_s


def load_from_node(load_id: str, node: Node) -> LoadState:
    """Read one load."""
    parts = node.mapping(_LOAD_KEYS)
    spec = _spec(node, parts)
    level, set_w = _setting(spec, parts)
    return LoadState(
        id=load_id,
        spec=spec,
        priority=parts["priority"].integer(0, 1000) if "priority" in parts else 0,
        level=level,
        set_w=set_w,
        power_w=_optional(parts, "power_w", POWER_UP),
        chip_temp_c=_optional(parts, "chip_temp_c", TEMPERATURE),
        heartbeat_age_s=_optional(parts, "heartbeat_age_s", _AGE),
        available=parts["available"].boolean() if "available" in parts else True,
        hashrate=_optional(parts, "hashrate", HASHRATE),
    )


def _optional(parts: dict[str, Node], key: str, kind: SignalKind) -> Signal | None:
    return signal_from_node(parts[key], kind) if key in parts else None


def _spec(node: Node, parts: dict[str, Node]) -> LoadSpec:
    if ("levels_w" in parts) == ("range_w" in parts):
        raise node.fail("either levels_w or range_w")
    if "range_w" in parts:
        keys = parts["range_w"].mapping(frozenset({"min", "max", "step"}))
        for key in ("min", "max"):
            if key not in keys:
                raise parts["range_w"].fail(f'an object with "{key}"')
        low = quantize(keys["min"].number(1, _POWER_MAX_W))
        high = quantize(keys["max"].number(low, _POWER_MAX_W))
        step = quantize(keys["step"].number(1, _POWER_MAX_W)) if "step" in keys else 1.0
        return LoadSpec((0.0, low, high), step)
    levels: list[float] = []
    for item in parts["levels_w"].items():
        level_w = quantize(item.number(0, _POWER_MAX_W))
        if not levels and level_w != 0:
            raise item.fail("0 as the first level (off)")
        if levels and level_w <= levels[-1]:
            raise item.fail("more power than the level before")
        levels.append(level_w)
    if not _LEVELS_MIN <= len(levels) <= _LEVELS_MAX:
        raise parts["levels_w"].fail(f"0 and one to {_LEVELS_MAX - 1} rising levels in W")
    return LoadSpec(tuple(levels))


def _setting(spec: LoadSpec, parts: dict[str, Node]) -> tuple[int | None, float]:
    if "level" in parts and parts["level"].value is None:
        return None, 0.0
    level = parts["level"].integer(0, 1 if spec.step_w else len(spec.levels_w) - 1) if "level" in parts else None
    if not spec.step_w:
        if "target_w" in parts:
            raise parts["target_w"].fail("no target_w on a load with levels_w")
        return level, spec.levels_w[level or 0]
    if level is None and "target_w" not in parts:
        return None, 0.0
    if level == 0:
        return 0, 0.0
    target_w = quantize(parts["target_w"].number(0)) if "target_w" in parts else spec.lowest_w
    if level is None and target_w == 0:
        return 0, 0.0
    # A setting that this load does not have tells as little as none at all.
    return (1, target_w) if spec.lowest_w <= target_w <= spec.top_w else (None, 0.0)


def load_document(load: LoadState) -> dict[str, Json]:
    """Write one load in the form that reads back the same."""
    document: dict[str, Json] = {"priority": load.priority, "level": load.level, "available": load.available}
    if load.spec.step_w:
        low, high = load.spec.lowest_w, load.spec.top_w
        document["range_w"] = {"min": low, "max": high, "step": load.spec.step_w}
        if load.level is not None:
            document["target_w"] = load.set_w
    else:
        document["levels_w"] = list(load.spec.levels_w)
    for key, signal in (
        ("power_w", load.power_w),
        ("chip_temp_c", load.chip_temp_c),
        ("heartbeat_age_s", load.heartbeat_age_s),
        ("hashrate", load.hashrate),
    ):
        if signal is not None:
            document[key] = signal_document(signal)
    return document
