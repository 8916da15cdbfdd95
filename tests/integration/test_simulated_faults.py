"""What can go wrong in a simulated household, switched on by hand."""

from homeassistant.core import HomeAssistant
import pytest

from custom_components.bitgridai.coordinator import BitGridCoordinator
from tests.integration.conftest import Simulate
from tests.integration.owner import state


@pytest.fixture
async def running(simulate: Simulate) -> BitGridCoordinator:
    """A house at one o'clock, its miner at full power."""
    coordinator = await simulate()
    await coordinator.async_run_until(coordinator.now + 6 * 3600)
    assert state(coordinator.hass, "sensor.miner_state").state == "running"
    return coordinator


async def _switch(hass: HomeAssistant, fault: str, *, on: bool) -> None:
    data = {"entity_id": fault}
    await hass.services.async_call("switch", "turn_on" if on else "turn_off", data, blocking=True)
    assert hass.states.is_state(fault, "on") is on


async def test_a_hot_miner_is_stopped_and_stays_locked_out(running: BitGridCoordinator) -> None:
    hass = running.hass
    await _switch(hass, "switch.miner_fault_cooling_fails", on=True)
    await running.async_run_until(running.now + 900)
    assert state(hass, "sensor.miner_state").state == "locked_out"
    assert state(hass, "sensor.miner_target_power").state == "0.0"
    assert state(hass, "binary_sensor.miner_lockout").state == "on"
    assert state(hass, "binary_sensor.bitgridai_lockout").state == "on"
    assert state(hass, "sensor.bitgridai_health").attributes["details"] == [{"cause": "lockout", "about": "Miner"}]

    await _switch(hass, "switch.miner_fault_cooling_fails", on=False)
    await running.async_run_until(running.now + 600)
    assert state(hass, "sensor.miner_reason").state == "r3_lockout"
    await running.async_run_until(running.now + 3600)
    assert state(hass, "binary_sensor.miner_lockout").state == "off"
    assert state(hass, "sensor.miner_state").state == "running"


async def test_a_silent_miner_is_locked_out(running: BitGridCoordinator) -> None:
    hass = running.hass
    await _switch(hass, "switch.miner_fault_connection_lost", on=True)
    await running.async_run_until(running.now + 120)
    assert state(hass, "sensor.miner_reason").state == "r3_comm_timeout"
    assert state(hass, "binary_sensor.miner_lockout").attributes["cause"] == "r3_comm_timeout"
    await running.async_run_until(running.now + 300)
    assert "load_not_obeying" in state(hass, "sensor.bitgridai_health").attributes["causes"]
    assert state(hass, "sensor.miner_temperature").state == "unavailable"


async def test_a_miner_that_ignores_its_commands_is_a_fault(running: BitGridCoordinator) -> None:
    hass = running.hass
    await _switch(hass, "switch.miner_fault_ignores_commands", on=True)
    await hass.services.async_call("bitgridai", "set_override", {"override": "stop"}, blocking=True)
    await running.async_run_until(running.now + 180)
    health = state(hass, "sensor.bitgridai_health")
    assert health.state == "error"
    assert health.attributes["details"] == [{"cause": "load_not_obeying", "about": "Miner"}]
    await _switch(hass, "switch.miner_fault_ignores_commands", on=False)
    await running.async_run_until(running.now + 180)
    assert state(hass, "sensor.bitgridai_health").state == "ok"
    assert state(hass, "sensor.miner_state").state == "off"


async def test_a_meter_that_is_stuck_stops_everything(running: BitGridCoordinator) -> None:
    hass = running.hass
    await _switch(hass, "switch.bitgridai_fault_meter_stuck", on=True)
    await running.async_run_until(running.now + 300)
    assert state(hass, "sensor.miner_reason").state == "r3_missing_telemetry"
    assert state(hass, "sensor.meter_grid_power").state == "unavailable"
    assert state(hass, "sensor.household_consumption").state == "unavailable"


async def test_a_price_spike_is_a_reason(running: BitGridCoordinator) -> None:
    hass = running.hass
    await _switch(hass, "switch.bitgridai_fault_price_spike", on=True)
    await hass.services.async_call("bitgridai", "set_override", {"override": "stop", "duration": 10}, blocking=True)
    await running.async_run_until(running.now + 2400)
    assert state(hass, "sensor.miner_reason").state in {"r1_price_high", "r4_price_spike"}


async def test_scheduled_faults_show_as_switches(hass: HomeAssistant, simulate: Simulate) -> None:
    coordinator = await simulate("three_loads")
    plant = coordinator.household.plant
    assert plant is not None
    # Its fans fail on the second day; the nights before are of no interest here.
    coordinator._reached = plant.start + 126_000
    await coordinator.async_run_until(plant.start + 126_060)
    assert state(hass, "switch.garage_miner_fault_cooling_fails").state == "on"
    assert state(hass, "switch.living_room_miner_fault_cooling_fails").state == "off"
