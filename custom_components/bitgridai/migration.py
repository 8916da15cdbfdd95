"""From what an earlier version stored to what this one reads, one minor version at a time.

A step changes the form of what is stored, never its meaning: a household is controlled after
it exactly as before.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback

from .const import CONF_SHAPE, DOMAIN, LOGGER, SHAPE_SWITCH, SUBENTRY_LOAD

VERSION = 1
MINOR_VERSION = 3

type Step = Callable[[HomeAssistant, ConfigEntry], None]


@callback
def async_migrate(hass: HomeAssistant, entry: ConfigEntry) -> bool:
    """Bring an entry up to this version; False where it comes from one that is too new to be read."""
    if entry.version > VERSION:
        LOGGER.error("%s was stored by a newer version of BitGridAI; install that version again", entry.title)
        return False
    for minor_version, step in _STEPS.items():
        if entry.minor_version < minor_version:
            step(hass, entry)
            hass.config_entries.async_update_entry(entry, minor_version=minor_version)
    return True


def _name_the_shape_of_each_load(hass: HomeAssistant, entry: ConfigEntry) -> None:
    """Say of every load that it is a switch: there was nothing else."""
    for subentry in list(entry.subentries.values()):
        if subentry.subentry_type == SUBENTRY_LOAD and CONF_SHAPE not in subentry.data:
            data = {**subentry.data, CONF_SHAPE: SHAPE_SWITCH}
            hass.config_entries.async_update_subentry(entry, subentry, data=data)


def _take_the_one_id(hass: HomeAssistant, entry: ConfigEntry) -> None:
    """Give the household the id that keeps a second one away; Home Assistant did so by itself before."""
    if hass.config_entries.async_entry_for_domain_unique_id(DOMAIN, DOMAIN) is None:
        hass.config_entries.async_update_entry(entry, unique_id=DOMAIN)


_STEPS: Mapping[int, Step] = MappingProxyType({2: _name_the_shape_of_each_load, 3: _take_the_one_id})
"""By the minor version that a step leads to, in order."""
