"""A restart in the middle of anything: what was latched, counted and promised goes on."""

from homeassistant.core import HomeAssistant

from custom_components.bitgridai.coordinator import BitGridCoordinator
from custom_components.bitgridai.engine import verify
from custom_components.bitgridai.ledger import open_ledger
from tests.integration.conftest import Simulate
from tests.integration.owner import BLOCK_S, Owner, state, verified

LEAVE = {"on_stop": "leave"}


async def _restart(coordinator: BitGridCoordinator) -> BitGridCoordinator:
    entry = coordinator.config_entry
    assert await coordinator.hass.config_entries.async_reload(entry.entry_id)
    await coordinator.hass.async_block_till_done()
    again: BitGridCoordinator = entry.runtime_data
    assert again is not coordinator
    return again


async def test_a_simulated_house_goes_on_where_it_was(hass: HomeAssistant, simulate: Simulate) -> None:
    coordinator = await simulate()
    await coordinator.async_run_until(coordinator.now + 6 * 3600)
    before, plant = coordinator.data, coordinator.household.plant
    assert plant is not None
    again = await _restart(coordinator)
    assert again.household.plant is not None
    assert again.household.plant.measurements == plant.measurements
    assert again.data.memory.loads == before.memory.loads
    assert again.data.records > before.records
    assert state(hass, "sensor.miner_state").state == "running"

    await again.async_run_until(again.now + 3600)
    await again.async_flush()
    report = await verified(hass, again.config_entry)
    assert report.verified, report.difference
    assert report.last_hash == again.data.memory.last_hash
    assert report.records == again.data.records


async def test_a_lockout_outlives_a_restart(hass: HomeAssistant, simulate: Simulate) -> None:
    coordinator = await simulate()
    await coordinator.async_run_until(coordinator.now + 5 * 3600)
    plant = coordinator.household.plant
    assert plant is not None
    plant.set_fault("hot", "miner", active=True)
    await coordinator.async_run_until(coordinator.now + 1800)
    latched = coordinator.data.memory.of("miner").lockout
    assert latched is not None
    again = await _restart(coordinator)
    assert again.data.memory.of("miner").lockout == latched
    assert state(hass, "binary_sensor.miner_lockout").state == "on"
    assert state(hass, "switch.miner_fault_cooling_fails").state == "on"


async def test_a_command_and_dwell_times_outlive_a_restart(owner: Owner) -> None:
    coordinator = await owner.connect()
    await owner.live(BLOCK_S + 60)
    assert owner.heating()
    await owner.hass.services.async_call(
        "bitgridai", "set_override", {"override": "stop", "duration": 30}, blocking=True
    )
    await owner.live(30)
    assert not owner.heating()
    before = coordinator.data.memory
    again = await _restart(coordinator)
    await owner.live(60)
    assert again.data.memory.overrides == before.overrides
    assert again.data.memory.of("heater").starts_today == 1
    assert owner.state("binary_sensor.bitgridai_override").state == "on"
    assert not owner.heating()
    await owner.live(2 * BLOCK_S)
    assert not owner.heating()
    await owner.live(2 * BLOCK_S)
    assert owner.heating(), "the command has run out"
    await owner.leave()
    report = await verified(owner.hass, owner.entry)
    assert report.verified, report.difference


async def test_an_emergency_stop_outlives_a_restart(owner: Owner) -> None:
    coordinator = await owner.connect()
    coordinator.async_request({"kind": "emergency_stop", "origin": "user"})
    await _restart(coordinator)
    await owner.live(2 * BLOCK_S)
    assert not owner.heating()
    assert owner.state("binary_sensor.bitgridai_emergency_stop").state == "on"
    assert owner.state("sensor.heater_reason").state == "r3_emergency_stop"


async def test_a_running_load_is_read_back_and_left_running(owner: Owner) -> None:
    owner.options = LEAVE
    coordinator = await owner.connect()
    await owner.live(BLOCK_S + 60)
    assert owner.heating()
    await _restart(coordinator)
    await owner.live(30)
    assert owner.heating()
    assert owner.state("sensor.heater_state").state == "running"
    assert owner.state("sensor.bitgridai_decision").attributes["trigger"] == "recovery"


async def test_sensors_that_come_late_are_waited_for(owner: Owner) -> None:
    owner.options = LEAVE
    coordinator = await owner.connect()
    await owner.live(BLOCK_S + 60)
    assert owner.heating()
    owner.shown["sensor.meter"] = "unavailable"
    owner.report()
    await _restart(coordinator)
    await owner.live(60)
    assert owner.heating()
    assert "waiting_for_readings" in owner.state("sensor.bitgridai_health").attributes["causes"]
    assert owner.state("sensor.bitgridai_next_block").state == "unknown"
    del owner.shown["sensor.meter"]
    await owner.live(30)
    assert owner.heating()
    assert owner.state("sensor.bitgridai_health").state == "ok"


async def test_a_policy_chosen_by_its_owner_outlives_a_restart(owner: Owner) -> None:
    coordinator = await owner.connect()
    coordinator.async_change_policy({"autonomy": "manual"})
    again = await _restart(coordinator)
    assert again.data.autonomy == "manual"
    assert owner.state("select.bitgridai_autonomy").state == "manual"


async def test_what_home_assistant_stops_is_on_disk(hass: HomeAssistant, simulate: Simulate) -> None:
    coordinator = await simulate()
    await coordinator.async_run_until(coordinator.now + 3600)
    await hass.async_stop(force=True)
    assert coordinator.ledger.waiting == 0
    ledger = open_ledger(coordinator.ledger.path)
    report = verify(ledger.records, ledger.last_hash)
    assert report.verified, report.difference
    assert report.records == coordinator.controller.snapshot(coordinator.now).records
