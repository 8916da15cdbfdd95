"""Sensors of the controller, the parts of the house, and the loads."""

from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..coordinator import BitGridConfigEntry
from ..entity import async_add
from .agent import agent_sensors
from .controller import controller_sensors
from .figures import figure_sensors
from .house import house_sensors
from .load import load_sensors

# They read what the coordinator has.
PARALLEL_UPDATES = 0


async def async_setup_entry(
    hass: HomeAssistant, entry: BitGridConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add all sensors of a household."""
    coordinator = entry.runtime_data
    async_add(
        coordinator,
        async_add_entities,
        [
            *controller_sensors(coordinator),
            *house_sensors(coordinator),
            *load_sensors(coordinator),
            *figure_sensors(coordinator),
            *agent_sensors(coordinator),
        ],
    )
