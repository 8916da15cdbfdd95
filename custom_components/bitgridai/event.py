"""Every recorded decision, and every notice, as an event entity."""

from typing import override

from homeassistant.components.event import EventEntity, EventEntityDescription
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .const import EVENT_NOTICE
from .coordinator import BitGridConfigEntry
from .engine.arbitration import LoadDecision
from .engine.vocabulary import Action
from .entity import BitGridEntity, async_add, leading, story
from .notices import NoticeKind
from .runtime import Taken

# The controller tells it.
PARALLEL_UPDATES = 0

DECISION = EventEntityDescription(
    key="decision",
    translation_key="decision",
    event_types=[action.value.lower() for action in Action],
)

NOTICE = EventEntityDescription(
    key="notice",
    translation_key="notice",
    event_types=[kind.value for kind in NoticeKind],
)


async def async_setup_entry(
    hass: HomeAssistant, entry: BitGridConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the controller's events."""
    coordinator = entry.runtime_data
    async_add(coordinator, async_add_entities, [DecisionEvent(coordinator, DECISION), NoticeEvent(coordinator, NOTICE)])


class _Event(BitGridEntity, EventEntity):
    @override
    def _refresh(self) -> None:
        """Nothing to take up: an event has no state of the controller's."""

    @override
    def _shown(self) -> object:
        return None


class NoticeEvent(_Event):
    """Fires for what a person may want to know of."""

    @override
    async def async_added_to_hass(self) -> None:
        """Listen from now on."""
        await super().async_added_to_hass()
        self.async_on_remove(self.hass.bus.async_listen(EVENT_NOTICE, self._noticed))

    @callback
    def _noticed(self, event: Event) -> None:
        told = {key: event.data.get(key) for key in ("load", "code", "seq", "message")}
        self._trigger_event(event.data["type"], told)
        self.async_write_ha_state()


class DecisionEvent(_Event):
    """Fires for each load that changes, and once where a decision changes none."""

    # They differ every time, and would be a row of their own; the ledger keeps them.
    _unrecorded_attributes = frozenset({"explanation", "seq"})

    @override
    async def async_added_to_hass(self) -> None:
        """Listen from now on; decisions of the past are in the ledger."""
        await super().async_added_to_hass()
        self.async_on_remove(self.coordinator.controller.listen(self._decided))

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
