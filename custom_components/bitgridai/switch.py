"""Consent to research use, and the faults that can be tried in a simulated household."""

from typing import Any, override

from homeassistant.components.switch import SwitchEntity, SwitchEntityDescription
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import Unauthorized
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import BitGridConfigEntry, BitGridCoordinator
from .entity import BitGridEntity, LoadEntity, async_add
from .simulation import LOAD_FAULTS, FaultKind, Plant

# A change is taken over at once, in the event loop.
PARALLEL_UPDATES = 0

RESEARCH = SwitchEntityDescription(
    key="research",
    translation_key="research",
    entity_category=EntityCategory.CONFIG,
)


def _fault(kind: FaultKind) -> SwitchEntityDescription:
    return SwitchEntityDescription(
        key=f"fault_{kind.value}",
        translation_key=f"fault_{kind.value}",
        entity_category=EntityCategory.CONFIG,
    )


async def async_setup_entry(
    hass: HomeAssistant, entry: BitGridConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the consent switch, and for a simulated household its faults."""
    coordinator = entry.runtime_data
    switches: list[BitGridEntity] = [ResearchSwitch(coordinator, RESEARCH)]
    plant = coordinator.household.plant
    if plant is not None:
        switches += [HouseFaultSwitch(coordinator, plant, kind) for kind in FaultKind if kind not in LOAD_FAULTS]
        switches += [
            LoadFaultSwitch(coordinator, plant, kind, load_id)
            for load_id in coordinator.data.descriptions
            for kind in FaultKind
            if kind in LOAD_FAULTS
        ]
    async_add(coordinator, async_add_entities, switches)


class _Switch(BitGridEntity, SwitchEntity):
    """A switch that shows what the coordinator knows."""

    @override
    def _shown(self) -> object:
        return self._attr_is_on

    def _switch(self, *, on: bool) -> None:
        raise NotImplementedError

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        """Switch it on."""
        self._switch(on=True)

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        """Switch it off."""
        self._switch(on=False)


class ResearchSwitch(_Switch):
    """Consent to research use, kept in the ledger. Only an administrator may change it."""

    @override
    def _refresh(self) -> None:
        self._attr_is_on = self.coordinator.research

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        """Consent."""
        await self._require_administrator()
        await super().async_turn_on(**kwargs)

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        """Take consent back."""
        await self._require_administrator()
        await super().async_turn_off(**kwargs)

    async def _require_administrator(self) -> None:
        """Raise Unauthorized for a person who may not decide what leaves the house."""
        context = self._context
        if context is None or context.user_id is None:
            return
        user = await self.hass.auth.async_get_user(context.user_id)
        if user is None or not user.is_admin:
            raise Unauthorized(context=context, entity_id=self.entity_id)

    @override
    def _switch(self, *, on: bool) -> None:
        self.coordinator.async_set_research(consent=on)


class _FaultSwitch(_Switch):
    """One fault of a simulated house, until it is switched off or its schedule says otherwise."""

    plant: Plant
    kind: FaultKind
    struck: str | None = None
    """The load it strikes; None for a fault of the house."""

    @override
    def _refresh(self) -> None:
        self._attr_is_on = (self.kind, self.struck) in self.plant.faults

    @override
    def _switch(self, *, on: bool) -> None:
        self.plant.set_fault(self.kind, self.struck, active=on)
        self._refresh()
        self.async_write_ha_state()


class HouseFaultSwitch(_FaultSwitch):
    """A fault of the house itself."""

    def __init__(self, coordinator: BitGridCoordinator, plant: Plant, kind: FaultKind) -> None:
        """Switch this fault of this plant."""
        super().__init__(coordinator, _fault(kind))
        self.plant, self.kind = plant, kind


class LoadFaultSwitch(LoadEntity, _FaultSwitch):
    """A fault of one load."""

    def __init__(self, coordinator: BitGridCoordinator, plant: Plant, kind: FaultKind, load_id: str) -> None:
        """Switch this fault of this load."""
        super().__init__(coordinator, _fault(kind), load_id)
        self.plant, self.kind, self.struck = plant, kind, load_id
