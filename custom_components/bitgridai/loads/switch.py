"""Any switch of Home Assistant as a load that is on or off."""

from collections.abc import Callable
from dataclasses import dataclass

from homeassistant.const import (
    ATTR_ENTITY_ID,
    SERVICE_TURN_OFF,
    SERVICE_TURN_ON,
    STATE_OFF,
    STATE_ON,
)
from homeassistant.core import DOMAIN as HOMEASSISTANT_DOMAIN, HomeAssistant, State
from homeassistant.exceptions import HomeAssistantError

from ..ports import LoadCommandError, LoadDescription, LoadReading, Reading
from ..values import celsius, freshest_report, watts

_WAKE_S = 120
"""How long a device may take after its start to report a temperature for the first time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SwitchLoadConfig:
    """How an owner described the load."""

    load_id: str
    name: str
    switch_entity: str
    nominal_w: float
    power_entity: str | None = None
    temperature_entity: str | None = None
    temperature_only_when_on: bool = False
    priority: int = 0


class SwitchLoad:
    """Turns an entity on and off and reads it back."""

    def __init__(self, hass: HomeAssistant, config: SwitchLoadConfig) -> None:
        """Control this switch."""
        self._hass = hass
        self._config = config
        self._heard_at: int | None = None
        self._on_since: int | None = None
        self._description = LoadDescription(
            id=config.load_id,
            name=config.name,
            levels_w=(0.0, config.nominal_w),
            priority=config.priority,
        )

    @property
    def description(self) -> LoadDescription:
        """What it is."""
        return self._description

    @property
    def entity_ids(self) -> frozenset[str]:
        """All entities it reads."""
        config = self._config
        named = (config.switch_entity, config.power_entity, config.temperature_entity)
        return frozenset(entity_id for entity_id in named if entity_id)

    def read(self, now: int) -> LoadReading:
        """Read the switch and its sensors."""
        config = self._config
        state = self._hass.states.get(config.switch_entity)
        level = None if state is None else {STATE_ON: 1, STATE_OFF: 0}.get(state.state)
        if level is not None or self._heard_at is None or now < self._heard_at:
            self._heard_at = now
        waking = self._waking(now, level)
        power = temperature = None
        if config.power_entity:
            power = self._sensor(config.power_entity, watts, now)
        if config.temperature_entity:
            temperature = self._sensor(config.temperature_entity, celsius, now)
            if temperature.value is None and config.temperature_only_when_on and (level == 0 or waking):
                temperature = None
        return LoadReading(
            level=level,
            target_w=config.nominal_w if level else 0.0,
            power=power,
            chip_temp=temperature,
            heartbeat_at=self._heard_at,
            available=level is not None,
        )

    def _waking(self, now: int, level: int | None) -> bool:
        """Whether the load is on, but not for long enough to know that it is silent."""
        if not level:
            self._on_since = None
            return False
        if self._on_since is None or now < self._on_since:
            self._on_since = now
        return now - self._on_since < _WAKE_S

    async def command(self, level: int, target_w: float) -> None:
        """Turn it on or off; LoadCommandError where Home Assistant reports a failure."""
        try:
            await self._hass.services.async_call(
                HOMEASSISTANT_DOMAIN,
                SERVICE_TURN_ON if level else SERVICE_TURN_OFF,
                {ATTR_ENTITY_ID: self._config.switch_entity},
                blocking=True,
            )
        except HomeAssistantError as err:
            raise LoadCommandError(f"{self._config.switch_entity}: {err}") from err

    def _sensor(self, entity_id: str, convert: Callable[[State], float | None], now: int) -> Reading:
        state = self._hass.states.get(entity_id)
        value = None if state is None else convert(state)
        if state is None or value is None:
            return Reading(None, now)
        reported = freshest_report(self._hass, state)
        # Without a device to vouch for it, a value is as old as its own last report.
        at = state.last_reported.timestamp() if reported is None else reported
        return Reading(value, min(now, int(at)))
