"""Home Assistant entities as a source: the owner's own sensors in the engine's units and signs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from homeassistant.core import HomeAssistant
from homeassistant.helpers.sun import is_up

from ..ports import HouseReading, Reading
from ..values import CONVERT, Quantity, freshest_report
from .ahead import Ahead


@dataclass(frozen=True, slots=True, kw_only=True)
class SensorBinding:
    """One of the owner's sensors, or a pair for the two directions, and how to read it."""

    entity_id: str
    quantity: Quantity
    opposite: str | None = None
    """Measures the other direction, as a positive number too: export, or charging."""
    inverted: bool = False
    slow: bool = False
    """Changes seldom, so that an old report is not a stale one."""
    asleep_at_night: bool = False
    """Without a value at night, as PV inverters are; then it is left out, not faulty."""
    weight: float = 1.0
    """What it counts in a mean of several, as a battery's capacity does for its charge."""

    @property
    def entity_ids(self) -> frozenset[str]:
        """The sensors it reads."""
        return frozenset({self.entity_id} if self.opposite is None else {self.entity_id, self.opposite})


type Bindings = Mapping[str, Sequence[SensorBinding]]
"""By the engine's name of a signal: what measures it. Powers of several are added, all else is averaged."""


class EntityHouse:
    """Reads the house from sensors of Home Assistant."""

    def __init__(
        self,
        hass: HomeAssistant,
        bindings: Bindings,
        fixed: Mapping[str, float],
        battery_capacity_wh: float | None,
        ahead: Ahead,
    ) -> None:
        """Read ``bindings``; ``fixed`` are signals that an owner entered as a number."""
        self._hass = hass
        self._bindings = bindings
        self._fixed = fixed
        self._capacity_wh = battery_capacity_wh
        self._ahead = ahead

    @property
    def entity_ids(self) -> frozenset[str]:
        """All sensors whose every change is a sample."""
        return frozenset[str]().union(*(item.entity_ids for group in self._bindings.values() for item in group))

    def read(self, now: int) -> HouseReading:
        """Read all sensors."""
        signals = {name: Reading(value, now) for name, value in self._fixed.items()}
        for name, group in self._bindings.items():
            reading = self._read_group(group, now)
            if reading is not None:
                signals[name] = reading
        return HouseReading(
            signals=signals,
            pv_forecast=self._ahead.pv_forecast(now),
            price_forecast=self._ahead.price_forecast(now),
            battery_capacity_wh=self._capacity_wh,
        )

    def _read_group(self, group: Sequence[SensorBinding], now: int) -> Reading | None:
        """Put the readings of several together; None while all of them sleep."""
        total = weight = 0.0
        oldest = now
        awake = silent = False
        for binding in group:
            reading = read_sensor(self._hass, binding, now)
            if reading.value is None:
                if binding.asleep_at_night and not is_up(self._hass):
                    continue
                silent = True
            awake = True
            total += float(reading.value or 0.0) * binding.weight
            weight += binding.weight
            oldest = min(oldest, reading.at)
        if not awake:
            return None
        if silent:
            # What the others say would be taken for the whole.
            return Reading(None, now)
        return Reading(total if group[0].quantity is Quantity.POWER else total / weight, oldest)


def read_sensor(hass: HomeAssistant, binding: SensorBinding, now: int) -> Reading:
    """Read one binding; without usable numbers its value is None."""
    first = _read(hass, binding.entity_id, binding, now)
    if binding.opposite is None or first.value is None:
        return first
    second = _read(hass, binding.opposite, binding, now)
    if second.value is None:
        return second
    # Of two directions one stands at zero and may report nothing: the device is as fresh as the other one.
    return Reading(first.value - second.value, max(first.at, second.at))


def _read(hass: HomeAssistant, entity_id: str, binding: SensorBinding, now: int) -> Reading:
    state = hass.states.get(entity_id)
    if state is None:
        return Reading(None, now)
    value = CONVERT[binding.quantity](state)
    if value is None:
        return Reading(None, now)
    reported = freshest_report(hass, state) if binding.slow else state.last_reported.timestamp()
    at = now if reported is None else min(now, int(reported))
    return Reading(-value if binding.inverted else value, at)
