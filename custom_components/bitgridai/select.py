"""How much the controller does by itself."""

from typing import override

from homeassistant.components.select import SelectEntity, SelectEntityDescription
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import BitGridConfigEntry
from .engine.vocabulary import Autonomy
from .entity import BitGridEntity, async_add

# A change is taken over at once, in the event loop.
PARALLEL_UPDATES = 0

AUTONOMY = SelectEntityDescription(
    key="autonomy",
    translation_key="autonomy",
    entity_category=EntityCategory.CONFIG,
    options=[level.value for level in Autonomy],
)


async def async_setup_entry(
    hass: HomeAssistant, entry: BitGridConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the choice of autonomy."""
    async_add(entry.runtime_data, async_add_entities, [AutonomySelect(entry.runtime_data, AUTONOMY)])


class AutonomySelect(BitGridEntity, SelectEntity):
    """The autonomy level in force."""

    @override
    def _refresh(self) -> None:
        self._attr_current_option = str(self.coordinator.data.autonomy)

    @override
    def _shown(self) -> object:
        return self._attr_current_option

    @override
    async def async_select_option(self, option: str) -> None:
        """Put another level in force."""
        self.coordinator.async_change_policy({"autonomy": option})
