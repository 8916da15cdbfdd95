"""What happened, as the logbook tells it."""

from collections.abc import Callable
from typing import Any

from homeassistant.components.logbook.const import LOGBOOK_ENTRY_ICON, LOGBOOK_ENTRY_MESSAGE, LOGBOOK_ENTRY_NAME
from homeassistant.core import Event, HomeAssistant, callback

from .const import DOMAIN, EVENT_DECISION, EVENT_NOTICE

NAME = "BitGridAI"
ICONS = {
    "start": "mdi:play",
    "stop": "mdi:stop",
    "raise": "mdi:arrow-up-bold",
    "lower": "mdi:arrow-down-bold",
    "safety_stop": "mdi:shield-alert",
    "lockout": "mdi:lock-alert",
    "lockout_released": "mdi:lock-open-variant",
    "emergency_stop": "mdi:alert-octagon",
    "emergency_stop_released": "mdi:shield-check",
    "override_set": "mdi:hand-back-right",
    "override_ended": "mdi:hand-back-right-off",
    "approval_wanted": "mdi:account-question",
    "fault": "mdi:alert",
    "fault_cleared": "mdi:check-circle",
}


@callback
def async_describe_events(
    hass: HomeAssistant, async_describe_event: Callable[[str, str, Callable[[Event], dict[str, Any]]], None]
) -> None:
    """Describe decisions and notices; both bring their sentence with them."""

    @callback
    def describe(event: Event) -> dict[str, Any]:
        """Return the entry of one event."""
        return {
            LOGBOOK_ENTRY_NAME: NAME,
            LOGBOOK_ENTRY_MESSAGE: str(event.data.get("message", "")),
            LOGBOOK_ENTRY_ICON: ICONS.get(event.data.get("type", ""), "mdi:gavel"),
        }

    async_describe_event(DOMAIN, EVENT_DECISION, describe)
    async_describe_event(DOMAIN, EVENT_NOTICE, describe)
