"""What would be decided if: one answer, whoever asks it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from ..engine.document import Json, written
from ..engine.errors import DocumentError
from ..engine.preview import preview, what_if
from ..engine.signals import HOUSE_SIGNALS
from ..engine.state import EnergyState
from ..engine.step import Decision
from ..engine.surplus import base_load_w, usable
from ..runtime import Basis

_METER: Final = "grid_power_w"
_METER_HOLD: Final = "grid_power_hold_w"
_HOUSE: Final = "house_load_w"
_SOURCES: Final = ("pv_power_w", "battery_power_w")


@dataclass(frozen=True, slots=True)
class Supposed:
    """The next block as it would be, beside what is expected of it anyway."""

    decision: Decision
    expected: Decision

    def differs(self, load: str) -> bool:
        """Whether a load would be set otherwise."""
        return self.decision.load(load).target_w != self.expected.load(load).target_w


def suppose(basis: Basis, changes: Mapping[str, Any]) -> Supposed:
    """Decide the next block with ``{"signals": {...}, "loads": {id: {...}}, "policy": {...}}`` laid over it.

    Each part is optional and partial. More sun or a smaller house shows at the meter, unless the meter
    is supposed too: a sun that does not show there is none to the rules. What the loads draw stays.
    Raises DocumentError where a change does not fit.
    """
    asked = {name: part for name, part in changes.items() if part}
    signals = asked.get("signals")
    if isinstance(signals, dict):
        _check(signals)
        asked["signals"] = {**_at_the_meter(basis.state, signals), **signals}
    decision = what_if(basis.state, basis.memory, basis.policy, asked).decision
    return Supposed(decision, preview(basis.state, basis.memory, basis.policy))


def _check(signals: Mapping[str, Any]) -> None:
    """Refuse what the engine would take for a broken sensor."""
    for name, value in signals.items():
        kind = HOUSE_SIGNALS.get(name)
        if kind is not None and isinstance(value, int | float) and not kind.low <= value <= kind.high:
            raise DocumentError(
                f"signals.{name}", f"a number from {written(kind.low)} to {written(kind.high)}", written(value)
            )


def _at_the_meter(state: EnergyState, signals: Mapping[str, Any]) -> dict[str, Json]:
    """Return what the meter would show, of this moment and of the minute R2 looks back at."""
    if _METER in signals:
        # R2 looks at the mean of the last minute: in a house where it is so, that is so too.
        return {_METER_HOLD: signals[_METER]}
    present = {name: usable(state.signals.get(name)) for name in _SOURCES}
    base_w = base_load_w(state)
    present[_HOUSE] = None if base_w is None else base_w + state.managed_w
    more_w = 0.0
    for name, now_w in present.items():
        then_w = signals.get(name)
        if now_w is not None and isinstance(then_w, int | float):
            more_w += (then_w - now_w) if name == _HOUSE else (now_w - then_w)
    shown: dict[str, Json] = {}
    for name in (_METER, _METER_HOLD):
        meter_w = usable(state.signals.get(name))
        if meter_w is not None and more_w:
            kind = HOUSE_SIGNALS[name]
            shown[name] = max(kind.low, min(kind.high, meter_w + more_w))
    return shown
