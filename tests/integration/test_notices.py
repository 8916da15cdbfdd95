"""What a person is told: on the bus, in the event entity and in the logbook."""

from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.helpers import device_registry as dr
from homeassistant.setup import async_setup_component
import pytest

from custom_components.bitgridai.const import EVENT_DECISION, EVENT_NOTICE
from tests.integration.conftest import Simulate
from tests.integration.owner import BLOCK_S, HEATER, Owner, state


@pytest.fixture
def told(hass: HomeAssistant) -> list[Event]:
    """Every decision and notice on the bus."""
    events: list[Event] = []

    @callback
    def note(event: Event) -> None:
        events.append(event)

    hass.bus.async_listen(EVENT_DECISION, note)
    hass.bus.async_listen(EVENT_NOTICE, note)
    return events


def types(events: list[Event], event_type: str = EVENT_NOTICE) -> list[str]:
    return [event.data["type"] for event in events if event.event_type == event_type]


async def test_a_hot_load_is_told_as_safety_stop_and_lockout(
    owner: Owner, told: list[Event], hass: HomeAssistant
) -> None:
    await owner.connect()
    await owner.live(BLOCK_S + 60)
    assert types(told, EVENT_DECISION) == ["start"]
    assert told[0].data["message"].startswith("Heater starts")
    assert types(told) == []
    told.clear()
    owner.temperature_c = 91
    await owner.live(30)
    assert types(told, EVENT_DECISION) == ["stop"]
    assert types(told) == ["safety_stop", "lockout"]
    lockout = told[-1].data
    assert lockout["load"] == "heater"
    assert lockout["code"] == "r3_overtemp"
    assert lockout["message"].startswith("Heater is locked out: it stays off until")
    device = dr.async_get(hass).async_get(lockout["device_id"])
    assert device is not None
    assert device.name == "Heater"
    shown = owner.state("event.bitgridai_notice")
    assert shown.attributes["event_type"] == "lockout"
    assert shown.attributes["load"] == "heater"
    told.clear()
    owner.temperature_c = 45
    await owner.live(4 * BLOCK_S)
    assert types(told)[0] == "lockout_released"


async def test_commands_and_the_emergency_stop_are_told(owner: Owner, told: list[Event], hass: HomeAssistant) -> None:
    coordinator = await owner.connect()
    await owner.live(60)
    command = {"override": "start", "duration": 5}
    await hass.services.async_call("bitgridai", "set_override", command, blocking=True)
    await owner.live(30)
    assert types(told) == ["override_set"]
    told_of = told[0].data if told[0].event_type == EVENT_NOTICE else told[1].data
    assert told_of["message"] == "Heater was told to run until 12:06."
    assert told_of["valid_until"].startswith("2026-06-15T")
    told.clear()
    await owner.live(330)
    assert "override_ended" in types(told)
    told.clear()
    coordinator.async_request({"kind": "emergency_stop", "origin": "user"})
    coordinator.async_request({"kind": "release_emergency_stop", "origin": "user"})
    await hass.async_block_till_done()
    assert [kind for kind in types(told) if kind.startswith("emergency")] == [
        "emergency_stop",
        "emergency_stop_released",
    ]


async def test_a_load_that_does_not_obey_is_a_fault_until_it_does(
    owner: Owner, told: list[Event], hass: HomeAssistant
) -> None:
    switch = {"name": "Deaf", "state": f"{{{{ is_state('{HEATER}', 'on') }}}}", "turn_on": [], "turn_off": []}
    assert await async_setup_component(hass, "template", {"template": [{"switch": [switch]}]})
    await hass.async_block_till_done()
    await owner.connect(load={"load_id": "heater", "switch_entity": "switch.deaf", "nominal_w": 1500.0})
    await owner.live(BLOCK_S + 180)
    faults = [event.data for event in told if event.data["type"] == "fault"]
    assert [item["load"] for item in faults] == ["heater"]
    assert faults[0]["message"] == "Fault of Heater: A load does not do what it is told."
    told.clear()
    await hass.services.async_call("input_boolean", "turn_on", {"entity_id": HEATER}, blocking=True)
    await owner.live(60)
    assert types(told) == ["fault_cleared"]


async def test_approval_is_asked_for_once(owner: Owner, told: list[Event]) -> None:
    coordinator = await owner.connect()
    coordinator.async_change_policy({"autonomy": "assisted"})
    await owner.live(3 * BLOCK_S + 60)
    assert types(told) == ["approval_wanted"]
    assert told[0].data["message"] == "Heater waits for your approval to run at 1500 W."
    assert not owner.heating()


async def test_what_outlived_a_restart_is_no_news(owner: Owner, told: list[Event]) -> None:
    coordinator = await owner.connect()
    coordinator.async_request({"kind": "emergency_stop", "origin": "user"})
    told.clear()
    await owner.hass.config_entries.async_reload(owner.entry.entry_id)
    await owner.live(60)
    assert types(told) == []


async def test_the_house_language_is_spoken(hass: HomeAssistant, simulate: Simulate, told: list[Event]) -> None:
    hass.config.language = "de"
    coordinator = await simulate()
    coordinator.async_request({"kind": "emergency_stop", "origin": "user"})
    await hass.async_block_till_done()
    assert told[-1].data["message"].startswith("Der Not-Halt ist gesetzt")
    assert state(hass, "event.bitgridai_meldung").attributes["event_type"] == "emergency_stop"
