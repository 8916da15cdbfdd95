"""Which household and which load a call is about."""

from typing import Any

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er

from ..const import CONF_LOAD_ID, DOMAIN, SUBENTRY_LOAD
from ..coordinator import BitGridConfigEntry, BitGridCoordinator
from ..entity import load_of_device
from ..inquiry.errors import invalid

ATTR_LOAD = "load"


@callback
def household_of(hass: HomeAssistant, wanted: object) -> BitGridCoordinator:
    """Return the household that is meant: the one of the load named, else the only one.

    Raises ServiceValidationError where there is none, or more than one.
    """
    entries: list[BitGridConfigEntry] = hass.config_entries.async_entries(
        DOMAIN, include_ignore=False, include_disabled=False
    )
    loaded = [entry for entry in entries if entry.state is ConfigEntryState.LOADED]
    if not entries:
        raise invalid("no_household")
    if not loaded:
        raise invalid("household_not_running", title=entries[0].title)
    if len(loaded) == 1:
        return loaded[0].runtime_data
    owners = [entry for entry in loaded if isinstance(wanted, str) and _find(hass, entry, wanted) is not None]
    if len(owners) != 1:
        raise invalid("several_households", titles=", ".join(entry.title for entry in loaded))
    return owners[0].runtime_data


@callback
def load_of(hass: HomeAssistant, coordinator: BitGridCoordinator, wanted: object) -> str | None:
    """Return the id of the load meant by its id, its device or one of its entities; None: all loads.

    A word that is neither stays as it is, so that whoever answers can say that there is no
    such load. Raises ServiceValidationError for a device or an entity that is no load's.
    """
    if wanted is None:
        return None
    if not isinstance(wanted, str) or not wanted.strip():
        raise invalid("one_load")
    found = _find(hass, coordinator.config_entry, wanted)
    if found is not None:
        return found
    device, entity = dr.async_get(hass).async_get(wanted), er.async_get(hass).async_get(wanted)
    if device is not None:
        raise invalid("not_a_load", device=device.name_by_user or device.name or device.id)
    if entity is not None or hass.states.get(wanted) is not None:
        raise invalid("not_a_load", device=wanted)
    return wanted


def _find(hass: HomeAssistant, entry: BitGridConfigEntry, wanted: str) -> str | None:
    """Return the load of this household that a word names, if it does."""
    if wanted in entry.runtime_data.data.descriptions:
        return wanted
    device = dr.async_get(hass).async_get(wanted)
    if device is None:
        entity = er.async_get(hass).async_get(wanted)
        if entity is None or entity.platform != DOMAIN or entity.device_id is None:
            return _controlled(entry, wanted)
        device = dr.async_get(hass).async_get(entity.device_id)
    return load_of_device(entry, device) if isinstance(device, dr.DeviceEntry) else None


def _controlled(entry: BitGridConfigEntry, entity_id: str) -> str | None:
    """Return the load that is switched or measured by an entity of its owner's."""
    for subentry in entry.subentries.values():
        data: dict[str, Any] = dict(subentry.data)
        if subentry.subentry_type == SUBENTRY_LOAD and entity_id in data.values():
            load_id = data[CONF_LOAD_ID]
            return load_id if load_id in entry.runtime_data.data.descriptions else None
    return None
