"""The immutable snapshot a decision is made from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from .canonical import quantize
from .document import Json, Node, is_text, iso_utc
from .errors import DocumentError
from .load import LoadState, load_document, load_from_node
from .signals import (
    FLAG,
    HOUSE_SIGNALS,
    POWER_UP,
    PRICE,
    Series,
    Signal,
    series_document,
    series_from_node,
    signal_document,
    signal_from_node,
)
from .vocabulary import ControllerHealth, Trigger

_STATE_KEYS: Final = frozenset({"now", "trigger", "local_date", "signals", "loads", "battery_capacity_wh"})
_SERIES: Final = {"pv_forecast": POWER_UP, "price_forecast": PRICE}
_SIGNAL_KEYS: Final = frozenset({*HOUSE_SIGNALS, *_SERIES, "controller_health"})
_LOADS_MAX: Final = 50
_ID_MAX: Final = 100
_HEALTH_WORDS: Final = {"error": ControllerHealth.CRITICAL}


@dataclass(frozen=True, slots=True)
class EnergyState:
    """Everything the engine knows about this moment.

    A signal that is not in ``signals`` is not fitted in this house; one that is there
    without a usable value is a fault, and the rules treat the two differently.
    """

    now: int
    """Epoch seconds, UTC."""
    trigger: Trigger
    local_date: str
    """ISO date on the household's own calendar: the engine knows no time zone."""
    signals: Mapping[str, Signal]
    pv_forecast: Series
    """Mean PV power in W per interval; empty where there is no forecast."""
    price_forecast: Series
    """Mean import price in ct/kWh per interval."""
    controller_health: ControllerHealth
    battery_capacity_wh: float | None
    loads: tuple[LoadState, ...]
    """By priority, then by id."""

    @property
    def managed_w(self) -> float:
        """What all managed loads draw now, in W."""
        return sum(load.draw_w for load in self.loads)

    def load(self, load_id: str) -> LoadState:
        """Return a load by its id; KeyError where there is none."""
        for load in self.loads:
            if load.id == load_id:
                return load
        raise KeyError(load_id)


def state_from_node(node: Node) -> EnergyState:
    """Read a state; DocumentError where it is not one."""
    parts = node.mapping(_STATE_KEYS)
    for key in ("now", "signals", "loads"):
        if key not in parts:
            raise node.fail(f'an object with "{key}"')
    now = parts["now"].time()
    signals = parts["signals"].mapping(_SIGNAL_KEYS)
    loads = _loads(parts["loads"])
    capacity = parts.get("battery_capacity_wh")
    return EnergyState(
        now=now,
        trigger=parts["trigger"].choice(Trigger) if "trigger" in parts else Trigger.BLOCK_TICK,
        local_date=_local_date(parts.get("local_date"), now),
        signals={
            name: signal_from_node(signals[name], kind) for name, kind in HOUSE_SIGNALS.items() if name in signals
        },
        pv_forecast=_series(signals, "pv_forecast"),
        price_forecast=_series(signals, "price_forecast"),
        controller_health=_health(signals.get("controller_health")),
        battery_capacity_wh=(None if capacity is None or capacity.value is None else quantize(capacity.number(1, 1e9))),
        loads=tuple(sorted(loads, key=lambda load: (load.priority, load.id))),
    )


def _loads(node: Node) -> list[LoadState]:
    children = node.mapping()
    if len(children) > _LOADS_MAX:
        raise node.fail(f"at most {_LOADS_MAX} loads")
    for load_id, child in children.items():
        if not (0 < len(load_id) <= _ID_MAX and load_id.isprintable() and is_text(load_id)):
            raise DocumentError(child.path, f"a printable name of 1 to {_ID_MAX} characters for a load")
    return [load_from_node(load_id, child) for load_id, child in children.items()]


def _series(signals: dict[str, Node], name: str) -> Series:
    if name not in signals or signals[name].value is None:
        return ()
    return series_from_node(signals[name], _SERIES[name])


def _health(node: Node | None) -> ControllerHealth:
    if node is None or node.value is None:
        return ControllerHealth.OK
    if isinstance(node.value, str) and node.value in _HEALTH_WORDS:
        return _HEALTH_WORDS[node.value]
    return node.choice(ControllerHealth)


def _local_date(node: Node | None, now: int) -> str:
    if node is None:
        return datetime.fromtimestamp(now, UTC).date().isoformat()
    return node.date()


def state_document(state: EnergyState) -> dict[str, Json]:
    """Write a state in the form that reads back the same."""
    signals: dict[str, Json] = {
        name: signal_document(signal, flag=HOUSE_SIGNALS[name] is FLAG) for name, signal in state.signals.items()
    }
    if state.pv_forecast:
        signals["pv_forecast"] = series_document(state.pv_forecast)
    if state.price_forecast:
        signals["price_forecast"] = series_document(state.price_forecast)
    if state.controller_health is not ControllerHealth.OK:
        signals["controller_health"] = state.controller_health.value
    document: dict[str, Json] = {
        "now": iso_utc(state.now),
        "trigger": state.trigger.value,
        "local_date": state.local_date,
        "signals": signals,
        "loads": {load.id: load_document(load) for load in state.loads},
    }
    if state.battery_capacity_wh is not None:
        document["battery_capacity_wh"] = state.battery_capacity_wh
    return document
