"""Every recorded decision as an event that automations can wait for."""

from typing import override

from homeassistant.components.event import EventEntity, EventEntityDescription
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import BitGridConfigEntry
from .engine.arbitration import LoadDecision
from .engine.vocabulary import Action
from .entity import BitGridEntity, async_add, leading, story
from .runtime import Taken

# The controller tells it.
PARALLEL_UPDATES = 0

DECISION = EventEntityDescription(
    key="decision",
    translation_key="decision",
    event_types=[action.value.lower() for action in Action],
)


async def async_setup_entry(
    hass: HomeAssistant, entry: BitGridConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the decision event."""
    async_add(entry.runtime_data, async_add_entities, [DecisionEvent(entry.runtime_data, DECISION)])


class DecisionEvent(BitGridEntity, EventEntity):
    """Fires for each load that changes, and once where a decision changes none."""

    @override
    async def async_added_to_hass(self) -> None:
        """Listen from now on; decisions of the past are in the ledger."""
        await super().async_added_to_hass()
        self.async_on_remove(self.coordinator.controller.listen(self._decided))

    @override
    def _refresh(self) -> None:
        """Nothing to take up: an event has no state of the controller's."""

    @override
    def _shown(self) -> object:
        return None

    @callback
    def _decided(self, taken: Taken) -> None:
        changing = [made for made in taken.decision.loads if made.action is not Action.HOLD]
        first = leading(taken.decision)
        for made in changing or ([first] if first else []):
            self._fire(taken, made)

    def _fire(self, taken: Taken, made: LoadDecision) -> None:
        self._trigger_event(
            made.action.value.lower(),
            {
                "load": made.load,
                "rule": made.rule.value,
                "code": made.code.value,
                "explanation": story(self.coordinator, made).short,
                "seq": taken.seq,
                "target_w": made.target_w,
                "trigger": taken.decision.trigger.value,
            },
        )
        self.async_write_ha_state()
