"""Home Assistant entities as a source: the owner's own sensors in the engine's units and signs."""

from collections.abc import Mapping
from dataclasses import dataclass

from homeassistant.core import HomeAssistant
from homeassistant.helpers.sun import is_up

from ..ports import HouseReading, Reading
from ..values import CONVERT, Quantity, freshest_report


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
    value = CONVERT[binding.quantity](state)
    if value is None:
        return Reading(None, now)
    reported = freshest_report(hass, state) if binding.slow else state.last_reported.timestamp()
    at = now if reported is None else min(now, int(reported))
    return Reading(-value if binding.inverted else value, at)
