"""What the card asks over Home Assistant's WebSocket: a picture of now, the past, and what would be if.

Everything here only reads; the card acts through actions and entities like anyone else.
"""

from homeassistant.components import websocket_api
from homeassistant.core import HomeAssistant, callback

from .subscription import subscribe
from .timeline import explain_record, timeline
from .what_if import what_would_be


@callback
def async_setup_websocket_api(hass: HomeAssistant) -> None:
    """Register the card's commands."""
    for command in (subscribe, timeline, explain_record, what_would_be):
        websocket_api.async_register_command(hass, command)
