from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component
import pytest

from tests.integration.owner import BLOCK_S, Owner

DEAF = "switch.deaf"
ISSUE = ("bitgridai", "load_not_obeying_heater")


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


async def test_a_load_that_does_not_start_becomes_a_repair_until_it_obeys(deaf: Owner) -> None:
    issues = ir.async_get(deaf.hass)
    await deaf.live(BLOCK_S + 60)
    assert issues.async_get_issue(*ISSUE) is None
    await deaf.live(60)
    issue = issues.async_get_issue(*ISSUE)
    assert issue is not None
    assert (issue.translation_key, issue.severity) == ("load_does_not_run", ir.IssueSeverity.WARNING)
    said = issue.translation_placeholders or {}
    assert (said["load"], said["power"], said["attempts"]) == ("Heater", "1500", "3")
    assert (said["entities"], said["seen"]) == (DEAF, f"{DEAF} = off")

    await deaf.live(3 * BLOCK_S)
    assert issues.async_get_issue(*ISSUE) is not None, "ordered again, and still not obeyed"
    await deaf.hass.services.async_call(
        "input_boolean", "turn_on", {"entity_id": "input_boolean.heater"}, blocking=True
    )
    await deaf.live(10)
    assert issues.async_get_issue(*ISSUE) is None


async def test_a_relay_that_sticks_becomes_a_repair_that_shows_what_was_measured(owner: Owner) -> None:
    def plug(power: str) -> None:
        owner.hass.states.async_set("sensor.plug", power, {"unit_of_measurement": "W"})

    plug("0")
    load = {"load_id": "heater", "shape": "switch", "switch_entity": "input_boolean.heater", "nominal_w": 1500.0}
    await owner.connect(load={**load, "confirm_entity": "sensor.plug", "confirm_w": 50, "ramp_s": 20})
    await owner.live(BLOCK_S)
    plug("1490")
    await owner.live(60)
    assert owner.heating()
    owner.coordinator.async_request({"kind": "emergency_stop"})
    await owner.live(200)
    assert not owner.heating(), "the switch is off"
    issue = ir.async_get(owner.hass).async_get_issue(*ISSUE)
    assert issue is not None
    assert (issue.translation_key, issue.severity) == ("load_does_not_stop", ir.IssueSeverity.ERROR)
    said = issue.translation_placeholders or {}
    assert said["seen"] == "input_boolean.heater = off, sensor.plug = 1490 W"
    plug("0")
    await owner.live(10)
    assert ir.async_get(owner.hass).async_get_issue(*ISSUE) is None


async def test_nobody_is_asked_about_a_household_that_is_not_controlled_any_more(deaf: Owner) -> None:
    await deaf.live(BLOCK_S + 130)
    assert ir.async_get(deaf.hass).async_get_issue(*ISSUE) is not None
    await deaf.leave()
    assert ir.async_get(deaf.hass).async_get_issue(*ISSUE) is None
