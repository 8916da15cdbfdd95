"""A Home Assistant core inside this process: registries, entities and config entries, no recorder and no web server."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from homeassistant import bootstrap, loader
from homeassistant.config_entries import SOURCE_USER, ConfigEntries, ConfigEntry, ConfigEntryState
from homeassistant.core import CoreState, HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.setup import async_setup_component

from .house import House
from .texts import DemoError


@asynccontextmanager
async def running_core(folder: Path, house: House, language: str) -> AsyncIterator[HomeAssistant]:
    """Run a core on a configuration folder; it has saved and stopped everything when the context ends."""
    hass = HomeAssistant(str(folder))
    hass.config.skip_pip = True
    location = house.household.location
    hass.config.latitude, hass.config.longitude = location.latitude, location.longitude
    hass.config.language, hass.config.country = language, house.country
    await hass.config.async_set_time_zone(location.time_zone)
    loader.async_setup(hass)
    hass.config_entries = ConfigEntries(hass, {})
    try:
        if not await bootstrap.async_load_base_functionality(hass):
            raise DemoError("Home Assistant's registries cannot be loaded.")
        for component in sorted(bootstrap.CORE_INTEGRATIONS):
            await async_setup_component(hass, component, {})
        hass.set_state(CoreState.running)
        yield hass
    finally:
        await hass.async_stop(force=True)


async def add_entry(hass: HomeAssistant, domain: str, answers: Mapping[str, Mapping[str, Any]]) -> ConfigEntry[Any]:
    """Set up an integration as a person would: a form or a menu of its config flow gets the answer for its step.

    Raises DemoError where the flow asks something else, or where the entry does not start.
    """
    result = await hass.config_entries.flow.async_init(domain, context={"source": SOURCE_USER})
    while result["type"] in (FlowResultType.FORM, FlowResultType.MENU):
        answer = answers.get(result["step_id"])
        if answer is None or result.get("errors"):
            raise DemoError(
                f"The set-up of {domain} stops at {result['step_id']}: {result.get('errors') or 'no answer'}."
            )
        result = await hass.config_entries.flow.async_configure(result["flow_id"], dict(answer))
    if result["type"] is not FlowResultType.CREATE_ENTRY:
        raise DemoError(f"The set-up of {domain} ends with {result['type']}: {result.get('reason')}.")
    entry = result["result"]
    await hass.async_block_till_done()
    if entry.state is not ConfigEntryState.LOADED:
        raise DemoError(f"{domain} does not start: {entry.reason or entry.state.value}.")
    return entry
