from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
import pytest

from tests.integration.conftest import Simulate
from tests.integration.owner import BLOCK_S, Owner, state


async def _press(hass: HomeAssistant, name: str) -> None:
    entity_id = f"button.bitgridai_{name}"
    await hass.services.async_call("button", "press", {"entity_id": entity_id}, blocking=True)
    await hass.async_block_till_done()


async def test_an_emergency_stop_stops_at_once_until_a_person_releases_it(owner: Owner) -> None:
    await owner.connect()
    await owner.live(BLOCK_S + 60)
    assert owner.heating()
    await _press(owner.hass, "emergency_stop")
    await owner.live(5)
    assert not owner.heating()
    assert owner.state("binary_sensor.bitgridai_emergency_stop").state == "on"
    assert owner.state("sensor.heater_reason").state == "r3_emergency_stop"
    assert owner.state("sensor.bitgridai_health").attributes["causes"] == ["emergency_stop"]

    await owner.live(4 * BLOCK_S)
    assert not owner.heating(), "it does not run out"
    with pytest.raises(ServiceValidationError, match="emergency stop is set"):
        await owner.hass.services.async_call("bitgridai", "set_override", {"override": "start"}, blocking=True)

    await _press(owner.hass, "release_emergency_stop")
    assert owner.state("binary_sensor.bitgridai_emergency_stop").state == "off"
    await owner.live(2 * BLOCK_S)
    assert owner.heating()


async def test_there_is_nothing_to_release_where_nothing_is_set(owner: Owner) -> None:
    await owner.connect()
    with pytest.raises(ServiceValidationError, match="nothing to release"):
        await _press(owner.hass, "release_emergency_stop")


async def test_it_stops_every_load_of_a_house(hass: HomeAssistant, simulate: Simulate) -> None:
    coordinator = await simulate("three_loads")
    await coordinator.async_run_until(coordinator.now + 6 * 3600)
    loads = ("living_room_miner", "garage_miner", "heating_rod")
    assert any(state(hass, f"sensor.{load}_state").state == "running" for load in loads)
    await _press(hass, "emergency_stop")
    await coordinator.async_run_until(coordinator.now + 30)
    assert {state(hass, f"sensor.{load}_state").state for load in loads} == {"off"}
