"""Messages to the notify entities that the owner chose."""

from collections.abc import Iterable, Mapping
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import entity_registry as er

from ..const import LOGGER

_MOBILE_APP = "mobile_app"
_CLEAR = "clear_notification"
"""Message that takes a notification with the same tag off a phone."""


async def async_send(
    hass: HomeAssistant, receivers: Iterable[str], title: str, message: str, data: Mapping[str, Any]
) -> None:
    """Send a message; ``data`` with its buttons reaches phones with the companion app, others get the text."""
    for entity_id in receivers:
        service = _app_service(hass, entity_id)
        if service is None:
            target = {"entity_id": entity_id, "title": title, "message": message}
            await _call(hass, entity_id, "send_message", target)
        else:
            await _call(hass, entity_id, service, {"title": title, "message": message, "data": dict(data)})


async def async_clear(hass: HomeAssistant, receivers: Iterable[str], tag: str) -> None:
    """Take a message off the phones that can do that."""
    for entity_id in receivers:
        service = _app_service(hass, entity_id)
        if service is not None:
            await _call(hass, entity_id, service, {"message": _CLEAR, "data": {"tag": tag}})


def _app_service(hass: HomeAssistant, entity_id: str) -> str | None:
    """Return the companion app's own action for an entity: only that one takes buttons."""
    entity = er.async_get(hass).async_get(entity_id)
    if entity is None or entity.platform != _MOBILE_APP or entity.device_id is None:
        return None
    # Only where the app's entity is there is its component loaded, too.
    from homeassistant.components.mobile_app.util import get_notify_service, webhook_id_from_device_id  # noqa: PLC0415

    webhook_id = webhook_id_from_device_id(hass, entity.device_id)
    return None if webhook_id is None else get_notify_service(hass, webhook_id)


async def _call(hass: HomeAssistant, entity_id: str, service: str, data: dict[str, Any]) -> None:
    try:
        await hass.services.async_call("notify", service, data, blocking=True)
    except HomeAssistantError as err:
        # Nobody is kept waiting for it: the question stands in Home Assistant, too.
        LOGGER.warning("%s did not take a message: %s", entity_id, err)
