from homeassistant.setup import async_setup_component
import pytest

from tests.integration.owner import BLOCK_S, Owner

DEAF = "switch.deaf"


@pytest.fixture
async def deaf(owner: Owner) -> Owner:
    """A house whose heater hangs on a switch that shows a state of its own and ignores commands."""
    switch = {
        "name": "Deaf",
        "state": "{{ is_state('input_boolean.heater', 'on') }}",
        "turn_on": [],
        "turn_off": [],
    }
    assert await async_setup_component(owner.hass, "template", {"template": [{"switch": [switch]}]})
    await owner.hass.async_block_till_done()
    await owner.connect(load={"load_id": "heater", "switch_entity": DEAF, "nominal_w": 1500.0})
    return owner


async def test_a_load_that_does_not_start_shows_in_health(deaf: Owner) -> None:
    await deaf.live(BLOCK_S + 60)
    assert deaf.state("sensor.bitgridai_health").state == "ok", "a device may take its time"
    await deaf.live(90)
    health = deaf.state("sensor.bitgridai_health")
    assert health.state == "error"
    assert health.attributes["details"] == [{"cause": "load_not_obeying", "about": "Heater"}]
    assert deaf.state("sensor.heater_state").state == "off"


async def test_a_load_that_does_not_stop_is_told_again_and_again(deaf: Owner) -> None:
    await deaf.hass.services.async_call(
        "input_boolean", "turn_on", {"entity_id": "input_boolean.heater"}, blocking=True
    )
    await deaf.live(30)
    deaf.coordinator.async_request({"kind": "emergency_stop"})
    await deaf.live(200)
    health = deaf.state("sensor.bitgridai_health")
    assert health.state == "error"
    assert {"cause": "load_not_obeying", "about": "Heater"} in health.attributes["details"]
    assert deaf.state("sensor.heater_target_power").state == "0.0"
    assert deaf.state("sensor.heater_state").state == "running", "what is shown is what it does"

    await deaf.hass.services.async_call(
        "input_boolean", "turn_off", {"entity_id": "input_boolean.heater"}, blocking=True
    )
    await deaf.live(60)
    assert deaf.state("sensor.bitgridai_health").attributes["causes"] == ["emergency_stop"]
