from datetime import timedelta
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.util import dt as dt_util
import pytest

from tests.integration.conftest import Simulate
from tests.integration.owner import BLOCK_S, Owner
from tests.integration.services.asking import ask, events, records, tell


@pytest.fixture
async def lived(owner: Owner) -> Owner:
    """A house whose heater ran from 12:10 and stopped at 12:40 for lack of surplus."""
    await owner.connect()
    await owner.live(BLOCK_S + 60)
    owner.surplus_w = 1200
    await owner.live(3 * BLOCK_S)
    assert not owner.heating()
    return owner


async def test_the_last_decision_is_told_where_nothing_else_is_asked_for(lived: Owner) -> None:
    told = await ask(lived.hass, "explain")
    assert told["hypothetical"] is False
    assert told["time"] == "2026-06-15T12:40:00-07:00"
    assert told["trigger"] == "block_tick"
    assert told["text"].startswith("Heater stops. The surplus available to it is ")
    heater = told["loads"]["heater"]
    assert heater["name"] == "Heater"
    assert (heater["action"], heater["rule"], heater["reason"]) == ("stop", "r1", "r1_surplus_low")
    assert heater["figures"]["needed_w"] == 1300.0
    assert heater["nearest"].startswith("It would keep running at 1,500 W with ")


async def test_a_decision_of_the_past_is_found_by_its_time(lived: Owner) -> None:
    told = await ask(lived.hass, "explain", time="2026-06-15 12:15:00", depth="short")
    assert told["time"] == "2026-06-15T12:10:00-07:00"
    assert told["text"] == "Heater starts at 1,500 W: surplus of 3,000 W covers the 1,500 W needed."
    exact = await ask(lived.hass, "explain", time="2026-06-15T19:10:00+00:00")
    assert exact["record"] == told["record"]
    assert (await ask(lived.hass, "explain", record=told["record"]))["time"] == told["time"]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ({"language": "de"}, "Heater startet mit 1.500 W: "),
        ({"audience": "heat"}, "Heater starts to heat with 1,500 W: there is enough sun"),
        ({"audience": "technical"}, "Heater starts at 1,500 W: R1_SURPLUS_OK | action=START, available_w=3000"),
    ],
)
async def test_it_is_told_to_whoever_asks(lived: Owner, data: dict[str, Any], text: str) -> None:
    told = await ask(lived.hass, "explain", time="2026-06-15 12:15:00", depth="short", **data)
    assert told["text"].startswith(text)


async def test_the_technical_depth_brings_every_vote(lived: Owner) -> None:
    told = await ask(lived.hass, "explain", depth="technical", load="sensor.heater_reason")
    votes = told["loads"]["heater"]["votes"]
    assert [vote["rule"] for vote in votes] == ["R1", "AUTONOMY", "R5", "R4", "R2", "OVERRIDE", "R3"]
    assert told["text"].startswith("R1_SURPLUS_LOW | ")


async def test_what_happened_a_moment_ago_is_there_already(dark: Owner) -> None:
    await tell(dark.hass, "set_override", override="start", load="heater", duration=5)
    told = await ask(dark.hass, "explain")
    assert told["trigger"] == "override"
    assert told["loads"]["heater"]["reason"] == "override_start"
    assert "nearest" not in told["loads"]["heater"], "a command is answered by no reading"


async def test_asking_writes_nothing(lived: Owner) -> None:
    before = lived.coordinator.data.records
    await ask(lived.hass, "explain", depth="technical")
    assert len(await records(lived.coordinator)) == before
    assert not await events(lived.coordinator, "request_refused")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"record": 99999}, "There is no record 99999. The last one is "),
        ({"record": 1}, "Record 1 is no decision"),
        ({"record": 0}, "record must be a number from 1"),
        ({"record": "first"}, "record must be a number"),
        ({"record": float("nan")}, "record must be a number"),
        ({"record": 3, "time": "2026-06-15 12:15:00"}, "either the time or the record"),
        ({"time": "2020-01-01 00:00:00"}, "No decision is known for that time"),
        ({"time": "yesterday"}, 'time must be a date and time .* not "yesterday"'),
        ({"time": 5}, "time must be a date and time"),
        ({"time": "0001-01-01 00:00:00"}, "time must be a date and time"),
        ({"load": "pool"}, "There is no load pool. There is: heater"),
        ({"audience": "children"}, "audience must be one of: energy, heat, technical"),
        ({"depth": 3}, "depth must be one of: short, detail, technical"),
    ],
)
async def test_what_cannot_be_told_is_said_with_what_to_do(lived: Owner, data: dict[str, Any], told: str) -> None:
    with pytest.raises(ServiceValidationError, match=told):
        await ask(lived.hass, "explain", **data)


async def test_the_future_is_not_explained(lived: Owner) -> None:
    tomorrow = dt_util.now() + timedelta(days=1)
    with pytest.raises(ServiceValidationError, match="has not come yet"):
        await ask(lived.hass, "explain", time=tomorrow)


async def test_a_ledger_that_cannot_be_read_is_said(lived: Owner) -> None:
    await lived.hass.async_add_executor_job(lived.coordinator.ledger.close)
    with pytest.raises(HomeAssistantError, match="cannot be opened"):
        await ask(lived.hass, "explain")
    await lived.hass.async_add_executor_job(lived.coordinator.ledger.open)


async def test_a_simulated_house_answers_for_every_load_in_its_own_time(
    hass: HomeAssistant, simulate: Simulate
) -> None:
    coordinator = await simulate("three_loads")
    await coordinator.async_run_until(coordinator.now + 6 * 3600)
    told = await ask(hass, "explain")
    assert told["loads"].keys() == {"living_room_miner", "garage_miner", "heating_rod"}
    assert told["text"].count(".") >= 3
    assert dt_util.parse_datetime(told["time"]) is not None
