"""Emergency stop, its release, and the approval of proposals."""

from dataclasses import dataclass
from typing import override

from homeassistant.components.button import ButtonEntity, ButtonEntityDescription
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .const import DOMAIN
from .coordinator import BitGridConfigEntry
from .engine.requests import AnswerStatus, RequestKind
from .entity import BitGridEntity, async_add

# A request is answered at once, in the event loop.
PARALLEL_UPDATES = 0


@dataclass(frozen=True, kw_only=True)
class RequestButtonDescription(ButtonEntityDescription):
    """A button and what it asks the controller for."""

    request: RequestKind


BUTTONS: tuple[RequestButtonDescription, ...] = (
    RequestButtonDescription(
        key="emergency_stop",
        translation_key="emergency_stop",
        request=RequestKind.EMERGENCY_STOP,
    ),
    RequestButtonDescription(
        key="release_emergency_stop",
        translation_key="release_emergency_stop",
        request=RequestKind.RELEASE_EMERGENCY_STOP,
    ),
    RequestButtonDescription(
        key="approve",
        translation_key="approve",
        request=RequestKind.APPROVE,
    ),
)


async def async_setup_entry(
    hass: HomeAssistant, entry: BitGridConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the controller's buttons."""
    async_add(
        entry.runtime_data,
        async_add_entities,
        [RequestButton(entry.runtime_data, description) for description in BUTTONS],
    )


class RequestButton(BitGridEntity, ButtonEntity):
    """A button that makes one request."""

    entity_description: RequestButtonDescription

    @override
    def _refresh(self) -> None:
        """Nothing to show: a button has no state of the controller's."""

    @override
    def _shown(self) -> object:
        return None

    @override
    async def async_press(self) -> None:
        """Make the request; a refusal is shown to whoever pressed."""
        answer = self.coordinator.async_request({"kind": self.entity_description.request.value, "origin": self._origin})
        if answer.status is AnswerStatus.REFUSED:
            raise ServiceValidationError(
                translation_domain=DOMAIN, translation_key=f"refused_{str(answer.reason).lower()}"
            )
