"""Conditions for automations: what is true of all loads, or of some."""

from typing import Any, Unpack, cast, override

from homeassistant.const import CONF_OPTIONS
from homeassistant.core import HomeAssistant
from homeassistant.helpers import config_validation as cv, device_registry as dr
from homeassistant.helpers.condition import Condition, ConditionCheckParams, ConditionConfig
from homeassistant.helpers.typing import ConfigType
import probatio as vol

from .const import DOMAIN
from .coordinator import BitGridConfigEntry
from .entity import load_of_device
from .runtime import Snapshot

CONF_LOAD = "load"

_SCHEMA = vol.Schema(
    {vol.Optional(CONF_OPTIONS, default={}): {vol.Optional(CONF_LOAD): vol.All(cv.ensure_list, [cv.string])}}
)


class _LoadCondition(Condition):
    """True while it holds of at least one of the chosen loads."""

    @override
    @classmethod
    async def async_validate_config(cls, hass: HomeAssistant, config: ConfigType) -> ConfigType:
        """Validate what an automation chose."""
        return cast("ConfigType", _SCHEMA(config))

    def __init__(self, hass: HomeAssistant, config: ConditionConfig) -> None:
        """Look at what an automation chose."""
        super().__init__(hass, config)
        options: dict[str, Any] = config.options or {}
        self._devices: list[str] = options.get(CONF_LOAD, [])

    @override
    def _async_check(self, **kwargs: Unpack[ConditionCheckParams]) -> bool:
        entries: list[BitGridConfigEntry] = self._hass.config_entries.async_loaded_entries(DOMAIN)
        return any(self.holds(entry.runtime_data.data, load_id) for entry in entries for load_id in self._loads(entry))

    def _loads(self, entry: BitGridConfigEntry) -> list[str]:
        if not self._devices:
            return list(entry.runtime_data.data.descriptions)
        found = (dr.async_get(self._hass).async_get(device_id) for device_id in self._devices)
        loads = (load_of_device(entry, device) for device in found if isinstance(device, dr.DeviceEntry))
        return [load_id for load_id in loads if load_id is not None]

    def holds(self, data: Snapshot, load_id: str) -> bool:
        """Whether it holds of a load."""
        raise NotImplementedError


class RunningCondition(_LoadCondition):
    """A load runs, as it reports itself."""

    @override
    def holds(self, data: Snapshot, load_id: str) -> bool:
        reading = data.loads[load_id]
        return reading.available and bool(reading.level)


class LockedOutCondition(_LoadCondition):
    """A load is locked out."""

    @override
    def holds(self, data: Snapshot, load_id: str) -> bool:
        return data.memory.of(load_id).lockout is not None


class OverriddenCondition(_LoadCondition):
    """A command is in force for a load."""

    @override
    def holds(self, data: Snapshot, load_id: str) -> bool:
        return any(item.load == load_id for item in data.memory.overrides)


CONDITIONS: dict[str, type[Condition]] = {
    "is_locked_out": LockedOutCondition,
    "is_overridden": OverriddenCondition,
    "is_running": RunningCondition,
}


async def async_get_conditions(hass: HomeAssistant) -> dict[str, type[Condition]]:
    """Return the conditions."""
    return CONDITIONS
