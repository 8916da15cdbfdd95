"""A load made of Home Assistant entities: what sets it, what measures it, what shows that it runs."""

from collections.abc import Callable
from dataclasses import dataclass

from homeassistant.core import HomeAssistant, State

from ..ports import LoadDescription, LoadReading, Reading
from ..values import celsius, freshest_report, watts
from .actuator import Actuator
from .witness import Witness

_WAKE_S = 120
"""How long a device may take after its start to report a temperature for the first time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telemetry:
    """The sensors of a load, as far as it has any."""

    power_entity: str | None = None
    temperature_entity: str | None = None
    temperature_only_when_on: bool = False
    """The sensor says nothing while the load is off, and that is no fault."""
    witness: Witness | None = None

    @property
    def entity_ids(self) -> tuple[str, ...]:
        """The sensors that are fitted."""
        named = (self.power_entity, self.temperature_entity, self.witness and self.witness.entity_id)
        return tuple(entity_id for entity_id in named if entity_id)


class EntityLoad:
    """Commands an actuator and reads it back with its sensors."""

    def __init__(
        self, hass: HomeAssistant, description: LoadDescription, actuator: Actuator, telemetry: Telemetry
    ) -> None:
        """Control this load."""
        self._hass = hass
        self._description = description
        self._actuator = actuator
        self._telemetry = telemetry
        self._heard_at: int | None = None
        self._on_since: int | None = None

    @property
    def description(self) -> LoadDescription:
        """What it is."""
        return self._description

    @property
    def entity_ids(self) -> frozenset[str]:
        """All entities it reads."""
        return frozenset((*self._actuator.entity_ids, *self._telemetry.entity_ids))

    @property
    def named(self) -> tuple[str, ...]:
        """The entities to look at when it does not obey: what is commanded, and what shows the outcome."""
        witness = self._telemetry.witness
        telling = () if witness is None else (witness.entity_id,)
        return tuple(dict.fromkeys((*self._actuator.entity_ids, *telling)))

    def read(self, now: int) -> LoadReading:
        """Read its entities. It is heard as long as those that set it show anything."""
        setting = self._actuator.read()
        if setting.available or self._heard_at is None or now < self._heard_at:
            self._heard_at = now
        witness = self._telemetry.witness
        return LoadReading(
            level=setting.level,
            target_w=setting.target_w,
            power=self._power(now),
            chip_temp=self._temperature(now, setting.level),
            heartbeat_at=self._heard_at,
            available=setting.available,
            evidence=None if witness is None else witness.read(),
        )

    async def command(self, level: int, target_w: float) -> None:
        """Set it; LoadCommandError where an entity is gone or refuses."""
        await self._actuator.command(level, target_w)

    def _power(self, now: int) -> Reading | None:
        entity_id = self._telemetry.power_entity
        return None if not entity_id else self._sensor(entity_id, watts, now)

    def _temperature(self, now: int, level: int | None) -> Reading | None:
        waking = self._waking(now, level)
        entity_id = self._telemetry.temperature_entity
        if not entity_id:
            return None
        reading = self._sensor(entity_id, celsius, now)
        asleep = self._telemetry.temperature_only_when_on and (level == 0 or waking)
        return None if reading.value is None and asleep else reading

    def _waking(self, now: int, level: int | None) -> bool:
        """Whether the load is on, but not for long enough to know that it is silent."""
        if not level:
            self._on_since = None
            return False
        if self._on_since is None or now < self._on_since:
            self._on_since = now
        return now - self._on_since < _WAKE_S

    def _sensor(self, entity_id: str, convert: Callable[[State], float | None], now: int) -> Reading:
        state = self._hass.states.get(entity_id)
        value = None if state is None else convert(state)
        if state is None or value is None:
            return Reading(None, now)
        reported = freshest_report(self._hass, state)
        # Without a device to vouch for it, a value is as old as its own last report.
        at = state.last_reported.timestamp() if reported is None else reported
        return Reading(value, min(now, int(at)))
