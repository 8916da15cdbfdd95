"""Loads as people call them."""

from collections.abc import Iterator

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_registry as er

from ..const import CONF_LOAD_ID, DOMAIN, SUBENTRY_LOAD
from ..coordinator import BitGridConfigEntry, BitGridCoordinator
from ..entity import load_identifier
from .question import name_of


@callback
def households(hass: HomeAssistant) -> list[BitGridCoordinator]:
    """Return the households under control."""
    entries: list[BitGridConfigEntry] = hass.config_entries.async_loaded_entries(DOMAIN)
    return [entry.runtime_data for entry in entries]


@callback
def load_called(hass: HomeAssistant, spoken: str) -> tuple[BitGridCoordinator, str] | None:
    """Return the load that a spoken name means, and its household; None where that is not clear."""
    wanted = _plain(spoken)
    named = [
        (coordinator, load, {_plain(name) for name in _names(coordinator, load)})
        for coordinator in households(hass)
        for load in coordinator.data.descriptions
    ]
    exact = [(coordinator, load) for coordinator, load, names in named if wanted in names]
    if exact:
        return exact[0]
    near = [(coordinator, load) for coordinator, load, names in named if any(_near(wanted, name) for name in names)]
    return near[0] if len(near) == 1 else None


@callback
def entities_of(coordinator: BitGridCoordinator, load: str) -> Iterator[str]:
    """Iterate over the entities that show a load, and over those of its owner's that switch or measure it."""
    entry = coordinator.config_entry
    device_id = dr.async_get_device_id_by_identifier(
        coordinator.hass, load_identifier(entry, load), config_entry_id=entry.entry_id
    )
    if device_id is not None:
        for item in er.async_entries_for_device(er.async_get(coordinator.hass), device_id):
            yield item.entity_id
    for subentry in entry.subentries.values():
        if subentry.subentry_type == SUBENTRY_LOAD and subentry.data.get(CONF_LOAD_ID) == load:
            yield from (value for value in subentry.data.values() if isinstance(value, str) and "." in value)


def _names(coordinator: BitGridCoordinator, load: str) -> Iterator[str]:
    yield load
    yield name_of(coordinator, load)
    device = dr.async_get(coordinator.hass).async_get_device({load_identifier(coordinator.config_entry, load)})
    if device is not None and device.name_by_user:
        yield device.name_by_user


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace("_", " ").replace("-", " ").split())


def _near(wanted: str, name: str) -> bool:
    """Whether one name is a word of the other: "the miner" in "garage miner"."""
    return bool(wanted) and (f" {wanted} " in f" {name} " or f" {name} " in f" {wanted} ")
