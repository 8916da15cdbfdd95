"""How much the controller does by itself, and what it leaves behind."""

from typing import override

from homeassistant.components.select import SelectEntity, SelectEntityDescription
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import BitGridConfigEntry
from .engine.vocabulary import Autonomy
from .entity import BitGridEntity, async_add
from .handover import OnStop

# A change is taken over at once, in the event loop.
PARALLEL_UPDATES = 0

AUTONOMY = SelectEntityDescription(
    key="autonomy",
    translation_key="autonomy",
    entity_category=EntityCategory.CONFIG,
    options=[level.value for level in Autonomy],
)

ON_STOP = SelectEntityDescription(
    key="on_stop",
    translation_key="on_stop",
    entity_category=EntityCategory.CONFIG,
    options=[choice.value for choice in OnStop],
)


async def async_setup_entry(
    hass: HomeAssistant, entry: BitGridConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the choice of autonomy and, for a real house, of what becomes of its loads."""
    coordinator = entry.runtime_data
    selects: list[BitGridEntity] = [AutonomySelect(coordinator, AUTONOMY)]
    if coordinator.household.plant is None:
        selects.append(OnStopSelect(coordinator, ON_STOP))
    async_add(coordinator, async_add_entities, selects)


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


class OnStopSelect(BitGridEntity, SelectEntity):
    """What running loads do when nobody controls them any more."""

    @override
    def _refresh(self) -> None:
        self._attr_current_option = self.coordinator.on_stop.value

    @override
    def _shown(self) -> object:
        return self._attr_current_option

    @override
    async def async_select_option(self, option: str) -> None:
        """Choose another."""
        self.coordinator.async_set_on_stop(OnStop(option))
