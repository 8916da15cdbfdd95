"""What becomes of loads when the controller stops, and of its orders until it is back."""

import asyncio
from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

from homeassistant.components import persistent_notification
from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.storage import Store
from homeassistant.helpers.translation import async_get_translations
from homeassistant.util import dt as dt_util
from homeassistant.util.hass_dict import HassKey

from .const import CONF_LOAD_ID, DOMAIN, LOGGER, OPTION_ON_STOP, SUBENTRY_LOAD
from .engine.document import Json
from .household import is_simulated
from .ports import LoadCommandError, LoadPort
from .runtime import COMMAND_TIMEOUT_S


class OnStop(StrEnum):
    """What running loads do when nobody controls them any more."""

    STOP = "stop"
    """They are switched off: nobody watches their temperature, and nobody knows for how long."""
    LEAVE = "leave"
    """They go on: each protects itself."""


def on_stop(entry: ConfigEntry[Any]) -> OnStop:
    """Return what an owner chose; stopping is what is safe without knowing the loads."""
    chosen = entry.options.get(OPTION_ON_STOP)
    return OnStop(chosen) if chosen in tuple(OnStop) else OnStop.STOP


type LoadSettings = dict[str, dict[str, Any]]


def load_settings(entry: ConfigEntry[Any]) -> LoadSettings:
    """Return what is stored of each load, by its id: what it is, apart from what it is called."""
    loads = entry.get_subentries_of_type(SUBENTRY_LOAD)
    return {str(item.data[CONF_LOAD_ID]): dict(item.data) for item in loads}


def unwatched(before: Mapping[str, object], after: Mapping[str, object]) -> frozenset[str]:
    """Return the loads that the next start will not take up as they are now."""
    return frozenset(load_id for load_id, settings in before.items() if after.get(load_id) != settings)


_LEFT: HassKey[set[str]] = HassKey(f"{DOMAIN}_left")
"""Households whose loads were switched off because they could not be controlled."""


async def async_leave_uncontrolled(hass: HomeAssistant, entry: ConfigEntry[Any], loads: Iterable[LoadPort]) -> None:
    """Switch off what runs, as set-up has failed: a crash may have left it running.

    Once only. Set-up is tried again and again, and what a person switches on meanwhile is theirs.
    """
    left = hass.data.setdefault(_LEFT, set())
    if is_simulated(entry) or on_stop(entry) is OnStop.LEAVE or entry.entry_id in left:
        return
    left.add(entry.entry_id)
    for load in loads:
        name, reading = load.description.name, load.read(int(dt_util.utcnow().timestamp()))
        if reading.level == 0 or not reading.available:
            continue
        try:
            async with asyncio.timeout(COMMAND_TIMEOUT_S):
                await load.command(0, 0.0)
        except (LoadCommandError, TimeoutError) as err:
            LOGGER.warning("%s could not be switched off: %s", name, str(err) or "no answer in time")
        else:
            LOGGER.warning("%s was switched off, as BitGridAI cannot start and nobody watches it", name)


@callback
def async_controlled(hass: HomeAssistant, entry: ConfigEntry[Any]) -> None:
    """Note that a household is controlled: if that fails again, its loads are switched off again."""
    hass.data.get(_LEFT, set()).discard(entry.entry_id)


async def async_say_what_stays(hass: HomeAssistant, ledger: Path) -> None:
    """Tell the owner of a removed household where its ledger is."""
    if not await hass.async_add_executor_job(ledger.exists):
        return
    texts = await async_get_translations(hass, hass.config.language, "common", [DOMAIN])
    title, message = (texts[f"component.{DOMAIN}.common.{key}"] for key in ("removed_title", "removed_message"))
    persistent_notification.async_create(
        hass, message.format(path=ledger), title, notification_id=f"{DOMAIN}_{ledger.stem}_removed"
    )


class OrderStore:
    """Orders that no load had confirmed when the controller stopped."""

    def __init__(self, hass: HomeAssistant, entry_id: str) -> None:
        """Keep those of one household."""
        self._store: Store[dict[str, Any]] = Store(hass, 1, f"{DOMAIN}.{entry_id}.orders")

    async def async_take(self) -> Json:
        """Return the orders of the last run, once: after a crash they would be those of a run before."""
        kept = await self._store.async_load()
        if kept is None:
            return []
        await self._store.async_remove()
        orders: Json = kept.get("orders", [])
        return orders

    async def async_keep(self, orders: list[Json]) -> None:
        """Keep orders for the next start."""
        if orders:
            await self._store.async_save({"orders": orders})

    async def async_remove(self) -> None:
        """Forget them."""
        await self._store.async_remove()
