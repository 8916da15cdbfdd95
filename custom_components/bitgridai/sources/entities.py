"""Home Assistant entities as a source: the owner's own sensors in the engine's units and signs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from homeassistant.const import STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.core import HomeAssistant, State
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.sun import is_up

from ..ports import HouseReading, Reading
from ..values import celsius, cents_per_kwh, numeric, watts


class Quantity(StrEnum):
    """What a sensor measures."""

    POWER = "power"
    PERCENT = "percent"
    PRICE = "price"
    TEMPERATURE = "temperature"


@dataclass(frozen=True, slots=True)
class SensorBinding:
    """One of the owner's sensors and how to read it."""

    entity_id: str
    quantity: Quantity
    inverted: bool = False
    slow: bool = False
    """Changes seldom, so that an old report is not a stale one."""
    asleep_at_night: bool = False
    """Without a value at night, as PV inverters are; then it is left out, not faulty."""


class EntityHouse:
    """Reads the house from sensors of Home Assistant."""

    def __init__(
        self, hass: HomeAssistant, bindings: Mapping[str, SensorBinding], battery_capacity_wh: float | None
    ) -> None:
        """Read ``bindings``: the engine's name of a signal and the sensor that measures it."""
        self._hass = hass
        self._bindings = bindings
        self._capacity_wh = battery_capacity_wh

    @property
    def entity_ids(self) -> frozenset[str]:
        """All sensors it reads."""
        return frozenset(binding.entity_id for binding in self._bindings.values())

    def read(self, now: int) -> HouseReading:
        """Read all sensors."""
        signals: dict[str, Reading] = {}
        for name, binding in self._bindings.items():
            reading = read_sensor(self._hass, binding, now)
            if reading.value is None and binding.asleep_at_night and not is_up(self._hass):
                continue
            signals[name] = reading
        return HouseReading(signals=signals, battery_capacity_wh=self._capacity_wh)


def read_sensor(hass: HomeAssistant, binding: SensorBinding, now: int) -> Reading:
    """Read one sensor; without a usable number its value is None."""
    state = hass.states.get(binding.entity_id)
    if state is None:
        return Reading(None, now)
    value = _CONVERT[binding.quantity](state)
    if value is None:
        return Reading(None, now)
    reported = freshest_report(hass, state) if binding.slow else state.last_reported.timestamp()
    at = now if reported is None else min(now, int(reported))
    return Reading(-value if binding.inverted else value, at)


def freshest_report(hass: HomeAssistant, state: State) -> float | None:
    """When the device behind a slow sensor last reported anything, in epoch seconds.

    A charge of 100 % may stand for hours while the battery's power changes every second: the
    device is alive, so the value holds. None for a sensor without a device: it counts as alive
    while it is available, for nothing else could tell.
    """
    entry = er.async_get(hass).async_get(state.entity_id)
    if entry is None or entry.device_id is None or dr.async_get(hass).async_get(entry.device_id) is None:
        return None
    times = [state.last_reported.timestamp()]
    for sibling in er.async_entries_for_device(er.async_get(hass), entry.device_id):
        other = hass.states.get(sibling.entity_id)
        if other is not None and other.state not in {STATE_UNAVAILABLE, STATE_UNKNOWN}:
            times.append(other.last_reported.timestamp())
    return max(times)


_CONVERT: Mapping[Quantity, Callable[[State], float | None]] = {
    Quantity.POWER: watts,
    Quantity.PERCENT: numeric,
    Quantity.PRICE: cents_per_kwh,
    Quantity.TEMPERATURE: celsius,
}
