from homeassistant.core import Event, EventStateChangedData, HomeAssistant, State, callback
import pytest

from tests.integration.conftest import Simulate

EVENT = "event.bitgridai_decision"


@pytest.fixture
def fired(hass: HomeAssistant) -> list[State]:
    """Every state that the decision event took."""
    states: list[State] = []

    @callback  # in the event loop: threads would mix the order up
    def note(event: Event[EventStateChangedData]) -> None:
        new = event.data["new_state"]
        if event.data["entity_id"] == EVENT and new is not None and new.attributes.get("event_type"):
            states.append(new)

    hass.bus.async_listen("state_changed", note)
    return states


async def test_every_recorded_decision_is_an_event(hass: HomeAssistant, simulate: Simulate, fired: list[State]) -> None:
    coordinator = await simulate()
    await coordinator.async_run_until(coordinator.now + 5 * 3600)
    await hass.async_block_till_done()
    assert len(fired) >= 5 * 6
    types = [item.attributes["event_type"] for item in fired]
    assert "start" in types
    assert types.count("hold") > 20
    start = fired[types.index("start")].attributes
    assert start["load"] == "miner"
    assert start["rule"] == "R1"
    assert start["code"].startswith("R1_SURPLUS_")
    assert start["explanation"].startswith("Miner starts at")
    assert start["target_w"] in {800.0, 1500.0}
    assert start["trigger"] == "BLOCK_TICK"
    numbers = [item.attributes["seq"] for item in fired]
    assert numbers == sorted(numbers)


async def test_each_load_that_changes_is_told_apart(
    hass: HomeAssistant, simulate: Simulate, fired: list[State]
) -> None:
    coordinator = await simulate("three_loads")
    await coordinator.async_run_until(coordinator.now + 6 * 3600)
    coordinator.async_request({"kind": "set_override", "override": "start", "level": 1, "load": "garage_miner"})
    coordinator.async_request({"kind": "set_override", "override": "start", "load": "living_room_miner"})
    await coordinator.async_run_until(coordinator.now + 60)
    fired.clear()
    coordinator.async_request({"kind": "emergency_stop"})
    await hass.async_block_till_done()
    assert {"living_room_miner", "garage_miner"} <= {item.attributes["load"] for item in fired}
    assert {item.attributes["event_type"] for item in fired} == {"stop"}
    assert len({item.attributes["seq"] for item in fired}) == 1
