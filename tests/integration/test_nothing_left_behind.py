"""What is over is over: no listener, timer or task stays, and what stays on disk is said."""

import asyncio
from pathlib import Path

from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er, issue_registry as ir

from custom_components.bitgridai.coordinator import ledger_path
from tests.integration.owner import BLOCK_S, HEATER, Owner, verified


def _listeners(hass: HomeAssistant) -> dict[str, int]:
    """Count who listens; Home Assistant's own storage comes and goes at its final write."""
    return {
        str(name): count for name, count in hass.bus.async_listeners().items() if name != "homeassistant_final_write"
    }


def _timers(hass: HomeAssistant) -> set[str]:
    """Name what the event loop still has to call."""
    return {str(handle) for handle in hass.loop._scheduled if not handle.cancelled()}  # type: ignore[attr-defined]


async def test_nothing_is_left_behind(owner: Owner) -> None:
    hass = owner.hass
    await owner.connect()
    await owner.leave()
    # What Home Assistant sets up once with an integration's first start is there by now.
    listeners, jobs, tasks = _listeners(hass), len(hass._shutdown_jobs), len(asyncio.all_tasks())
    timers = len(_timers(hass))
    for _ in range(2):
        assert await hass.config_entries.async_setup(owner.entry.entry_id)
        await owner.live(BLOCK_S + 60)
        assert owner.heating()
        assert _listeners(hass) != listeners
        await owner.leave()
        await hass.async_block_till_done()
        assert _listeners(hass) == listeners
        assert len(hass._shutdown_jobs) == jobs
        assert len(asyncio.all_tasks()) == tasks
        assert not [timer for timer in _timers(hass) if "bitgridai" in timer]
        assert not [item for item in hass.bus._listeners["homeassistant_final_write"] if "bitgridai" in str(item)]
        assert len(_timers(hass)) <= timers
        owner.freezer.tick(3 * BLOCK_S)


async def test_a_removed_household_leaves_its_ledger_and_says_so(owner: Owner) -> None:
    await owner.connect()
    owner.hass.states.async_set(HEATER, "unavailable")
    await owner.live(60)
    entry_id, path = owner.entry.entry_id, ledger_path(owner.hass, owner.entry.entry_id)
    await owner.hass.config_entries.async_remove(entry_id)
    await owner.hass.async_block_till_done()

    assert await owner.hass.async_add_executor_job(path.exists)
    assert (await verified(owner.hass, owner.entry)).verified
    notes = owner.hass.data["persistent_notification"]
    (note,) = [note for key, note in notes.items() if key.endswith("_removed")]
    assert str(path) in note["message"]

    assert not [issue for domain, issue in ir.async_get(owner.hass).issues if domain == "bitgridai"]
    assert not er.async_entries_for_config_entry(er.async_get(owner.hass), entry_id)
    assert not dr.async_entries_for_config_entry(dr.async_get(owner.hass), entry_id)
    storage = owner.hass.config.path(".storage")
    assert not await owner.hass.async_add_executor_job(_files_named, storage, entry_id)


def _files_named(folder: str, name: str) -> list[str]:
    return [path.name for path in Path(folder).glob("bitgridai*") if name in path.name]
