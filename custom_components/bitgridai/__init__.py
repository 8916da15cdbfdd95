"""BitGridAI: uses solar surplus in flexible loads and explains every decision."""

import sqlite3
from typing import Any

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ConfigEntryError, ConfigEntryNotReady
from homeassistant.helpers import config_validation as cv
from homeassistant.helpers.typing import ConfigType

from .agent import forget_telemetry
from .const import DOMAIN
from .coordinator import BitGridConfigEntry, BitGridCoordinator, ledger_path
from .engine.errors import DocumentError
from .entity import async_register_controller, async_remove_stale_devices, async_remove_stale_entities
from .frontend import async_forget_card, async_serve_card
from .handover import OrderStore, async_leave_uncontrolled, async_say_what_stays
from .household import HouseholdSite, build_real, build_simulated, is_simulated, plant_store
from .issues import async_watch_issues
from .migration import async_migrate
from .notices import async_tell
from .obedience import async_watch_obedience
from .policies import PolicyKeeper, accepted_store
from .proposals import async_ask_for_approval
from .services import async_setup_services
from .simulation import DocumentError as HouseholdDocumentError
from .websocket_api import async_setup_websocket_api

CONFIG_SCHEMA = cv.config_entry_only_config_schema(DOMAIN)

PLATFORMS = [
    Platform.BINARY_SENSOR,
    Platform.BUTTON,
    Platform.EVENT,
    Platform.SELECT,
    Platform.SENSOR,
    Platform.SWITCH,
]


async def async_setup(hass: HomeAssistant, config: ConfigType) -> bool:
    """Set up the actions, and what the card asks."""
    async_setup_services(hass)
    async_setup_websocket_api(hass)
    return True


async def async_migrate_entry(hass: HomeAssistant, entry: BitGridConfigEntry) -> bool:
    """Bring what an earlier version stored up to this one."""
    return async_migrate(hass, entry)


async def async_setup_entry(hass: HomeAssistant, entry: BitGridConfigEntry) -> bool:
    """Take one household under control."""
    coordinator = await _async_coordinator(hass, entry)
    entry.runtime_data = coordinator
    async_register_controller(hass, entry)
    await hass.config_entries.async_forward_entry_setups(entry, PLATFORMS)
    async_remove_stale_devices(hass, entry)
    async_remove_stale_entities(hass, entry)
    entry.async_on_unload(async_tell(coordinator))
    entry.async_on_unload(async_watch_issues(coordinator))
    entry.async_on_unload(async_watch_obedience(coordinator))
    entry.async_on_unload(async_ask_for_approval(coordinator))
    coordinator.async_begin()
    await async_serve_card(hass)
    built_from = _configuration(entry)

    async def reload_when_rebuilt(hass: HomeAssistant, entry: BitGridConfigEntry) -> None:
        # Policy and consent are taken over while running; only another house or load needs a new start.
        if _configuration(entry) != built_from:
            coordinator.async_expect_return()
            hass.config_entries.async_schedule_reload(entry.entry_id)
        else:
            coordinator.async_options_changed()

    entry.async_on_unload(entry.add_update_listener(reload_when_rebuilt))
    return True


async def _async_coordinator(hass: HomeAssistant, entry: BitGridConfigEntry) -> BitGridCoordinator:
    """Begin to control; what cannot be controlled does not run on unwatched."""
    try:
        household = await _async_household(hass, entry)
        try:
            keeper = PolicyKeeper(hass, entry)
            coordinator = BitGridCoordinator(hass, entry, household, keeper, await keeper.async_start())
            await coordinator.async_start()
        except BaseException:
            await async_leave_uncontrolled(hass, entry, household.site.loads)
            raise
    except (DocumentError, HouseholdDocumentError) as err:
        raise ConfigEntryError(
            translation_domain=DOMAIN, translation_key="bad_document", translation_placeholders={"error": str(err)}
        ) from err
    except (sqlite3.Error, OSError) as err:
        raise ConfigEntryNotReady(
            translation_domain=DOMAIN,
            translation_key="ledger_unavailable",
            translation_placeholders={"path": str(ledger_path(hass, entry.entry_id)), "error": str(err)},
        ) from err
    return coordinator


async def _async_household(hass: HomeAssistant, entry: BitGridConfigEntry) -> HouseholdSite:
    if not is_simulated(entry):
        return build_real(hass, entry)
    saved = await plant_store(hass, entry.entry_id).async_load()
    return await hass.async_add_executor_job(build_simulated, entry, saved)


def _configuration(entry: BitGridConfigEntry) -> tuple[dict[str, Any], dict[str, tuple[str, dict[str, Any]]]]:
    return dict(entry.data), {key: (item.title, dict(item.data)) for key, item in entry.subentries.items()}


async def async_unload_entry(hass: HomeAssistant, entry: BitGridConfigEntry) -> bool:
    """Stop controlling; what runs is switched off first, unless its owner wants it left."""
    unloaded = await hass.config_entries.async_unload_platforms(entry, PLATFORMS)
    if unloaded:
        await entry.runtime_data.async_stop()
    return unloaded


async def async_remove_entry(hass: HomeAssistant, entry: BitGridConfigEntry) -> None:
    """Forget all but the ledger, which is the owner's history, and say where it is."""
    await plant_store(hass, entry.entry_id).async_remove()
    await accepted_store(hass, entry.entry_id).async_remove()
    await OrderStore(hass, entry.entry_id).async_remove()
    ledger = ledger_path(hass, entry.entry_id)
    await hass.async_add_executor_job(forget_telemetry, ledger)
    await async_say_what_stays(hass, ledger)
    await async_forget_card(hass)
