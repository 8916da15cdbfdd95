"""Actions with which a person or an automation overrides the controller for a time."""

from typing import Any

from homeassistant.core import HomeAssistant, ServiceCall, ServiceResponse, SupportsResponse, callback
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import config_validation as cv, device_registry as dr
from homeassistant.helpers.service import async_get_config_entry
from homeassistant.helpers.translation import async_get_translations
import probatio as vol

from .const import DOMAIN
from .coordinator import BitGridConfigEntry, BitGridCoordinator
from .engine.document import Json
from .engine.errors import DocumentError
from .engine.memory import OverrideKind
from .engine.requests import OVERRIDE_DEFAULT_S, Answer, AnswerStatus, RequestKind
from .entity import load_of_device, origin

SERVICE_SET_OVERRIDE = "set_override"
SERVICE_CLEAR_OVERRIDE = "clear_override"

ATTR_LOAD = "load"
ATTR_OVERRIDE = "override"
ATTR_POWER_W = "power_w"
ATTR_LEVEL = "level"
ATTR_DURATION = "duration"

CLEAR_OVERRIDE_SCHEMA = vol.Schema({vol.Optional(ATTR_LOAD): cv.string})
SET_OVERRIDE_SCHEMA = CLEAR_OVERRIDE_SCHEMA.extend(
    {
        vol.Required(ATTR_OVERRIDE): vol.In([kind.value for kind in OverrideKind]),
        vol.Exclusive(ATTR_POWER_W, "setting"): vol.Coerce(float),
        vol.Exclusive(ATTR_LEVEL, "setting"): vol.Coerce(int),
        # The engine answers what is too short or too long, so that the answer is in the ledger.
        vol.Optional(ATTR_DURATION, default=OVERRIDE_DEFAULT_S // 60): vol.Coerce(float),
    }
)


@callback
def async_setup_services(hass: HomeAssistant) -> None:
    """Register the actions."""

    async def set_override(call: ServiceCall) -> ServiceResponse:
        request: dict[str, Json] = {
            "kind": RequestKind.SET_OVERRIDE.value,
            "override": call.data[ATTR_OVERRIDE],
            "duration_min": call.data[ATTR_DURATION],
        }
        request.update({key: call.data[key] for key in (ATTR_POWER_W, ATTR_LEVEL) if key in call.data})
        return await _async_request(hass, call, request)

    async def clear_override(call: ServiceCall) -> ServiceResponse:
        return await _async_request(hass, call, {"kind": RequestKind.CLEAR_OVERRIDE.value})

    for name, handler, schema in (
        (SERVICE_SET_OVERRIDE, set_override, SET_OVERRIDE_SCHEMA),
        (SERVICE_CLEAR_OVERRIDE, clear_override, CLEAR_OVERRIDE_SCHEMA),
    ):
        hass.services.async_register(DOMAIN, name, handler, schema, supports_response=SupportsResponse.OPTIONAL)


async def _async_request(hass: HomeAssistant, call: ServiceCall, request: dict[str, Json]) -> ServiceResponse:
    """Put a request to the controller and tell what became of it."""
    entry: BitGridConfigEntry = async_get_config_entry(hass, DOMAIN, None)
    if ATTR_LOAD in call.data:
        request["load"] = _load_id(hass, entry, call.data[ATTR_LOAD])
    request["origin"] = origin(call.context)
    try:
        answer = entry.runtime_data.async_request(request)
    except DocumentError as err:
        raise ServiceValidationError(
            translation_domain=DOMAIN, translation_key="invalid_request", translation_placeholders={"error": str(err)}
        ) from err
    if call.return_response:
        return await _async_response(entry.runtime_data, answer)
    if answer.status is AnswerStatus.REFUSED:
        raise ServiceValidationError(translation_domain=DOMAIN, translation_key=refusal_key(answer))
    return None


def refusal_key(answer: Answer) -> str:
    """Name the text that says why a request, or a part of it, was refused."""
    return f"refused_{str(answer.reason).lower()}"


def _load_id(hass: HomeAssistant, entry: BitGridConfigEntry, wanted: str) -> str:
    """Return the load that is meant by its id or by its device."""
    device = dr.async_get(hass).async_get(wanted)
    if not isinstance(device, dr.DeviceEntry):
        return wanted
    load_id = load_of_device(entry, device)
    if load_id is None:
        raise ServiceValidationError(
            translation_domain=DOMAIN,
            translation_key="not_a_load",
            translation_placeholders={"device": device.name_by_user or device.name or device.id},
        )
    return load_id


async def _async_response(coordinator: BitGridCoordinator, answer: Answer) -> dict[str, Any]:
    message = None
    if answer.reason is not None:
        hass = coordinator.hass
        texts = await async_get_translations(hass, hass.config.language, "exceptions", [DOMAIN])
        message = texts.get(f"component.{DOMAIN}.exceptions.{refusal_key(answer)}.message")
    valid_until = answer.valid_until
    return {
        "status": answer.status.value,
        "reason": None if answer.reason is None else answer.reason.lower(),
        "message": message,
        "loads": list(answer.loads),
        "valid_until": None if valid_until is None else coordinator.clock.wall(valid_until).isoformat(),
        "id": answer.id,
    }
