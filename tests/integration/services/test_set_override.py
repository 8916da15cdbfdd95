"""Commands from people and automations: taken over, shortened or refused, always with an answer."""

from typing import Any

from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.helpers import device_registry as dr
import probatio as vol
import pytest

from custom_components.bitgridai.const import DOMAIN
from custom_components.bitgridai.entity import load_identifier
from tests.integration.conftest import Simulate
from tests.integration.owner import SOC, Owner, state
from tests.integration.services.asking import ask, events, tell

START: dict[str, Any] = {"override": "start", "load": "heater"}


async def test_a_start_is_accepted_acts_at_once_and_runs_out(dark: Owner) -> None:
    answer = await ask(dark.hass, "set_override", **START | {"duration": 15})
    assert answer["status"] == "accepted"
    assert answer["reason"] is None
    assert answer["loads"] == ["heater"]
    assert answer["valid_until"] == "2026-06-15T19:15:30+00:00"
    await dark.live(10)
    assert dark.heating()
    assert dark.state("sensor.heater_reason").state == "override_start"
    override = dark.state("binary_sensor.bitgridai_override")
    assert override.state == "on"
    (shown,) = override.attributes["overrides"]
    assert shown["id"] == answer["id"]
    assert shown["valid_until"] == answer["valid_until"]
    await dark.live(40 * 60)
    assert not dark.heating()
    assert dark.state("binary_sensor.bitgridai_override").state == "off"


async def test_an_hour_is_meant_where_no_duration_is_given(dark: Owner) -> None:
    answer = await ask(dark.hass, "set_override", **START)
    assert answer["valid_until"] == "2026-06-15T20:00:30+00:00"


async def test_more_than_a_day_is_shortened_to_one(dark: Owner) -> None:
    answer = await ask(dark.hass, "set_override", **START | {"duration": 3000})
    assert answer["status"] == "shortened"
    assert answer["valid_until"] == "2026-06-16T19:00:30+00:00"


async def test_less_than_a_minute_is_refused(dark: Owner) -> None:
    answer = await ask(dark.hass, "set_override", **START | {"duration": 0.5})
    assert answer["status"] == "refused"
    assert answer["reason"] == "too_short"
    assert "at least one minute" in answer["message"]


async def test_a_load_can_be_named_by_its_device(dark: Owner) -> None:
    identifier = load_identifier(dark.entry, "heater")
    device_id = dr.async_get_device_id_by_identifier(dark.hass, identifier, config_entry_id=dark.entry.entry_id)
    answer = await ask(dark.hass, "set_override", **START | {"load": device_id})
    assert answer["loads"] == ["heater"]


async def test_another_device_is_no_load(dark: Owner) -> None:
    identifier = (DOMAIN, f"{dark.entry.entry_id}_meter")
    device_id = dr.async_get_device_id_by_identifier(dark.hass, identifier, config_entry_id=dark.entry.entry_id)
    with pytest.raises(ServiceValidationError, match="Meter is not a load"):
        await tell(dark.hass, "set_override", **START | {"load": device_id})


async def test_an_unknown_load_is_refused(dark: Owner) -> None:
    with pytest.raises(ServiceValidationError, match="no such load"):
        await tell(dark.hass, "set_override", **START | {"load": "pool"})


async def test_what_the_battery_forbids_is_refused_with_its_reason(dark: Owner) -> None:
    dark.soc_pct = 40
    await dark.live(10)
    answer = await ask(dark.hass, "set_override", **START)
    assert answer["status"] == "refused"
    assert answer["reason"] == "r2_soc_hard_min"
    assert "hard minimum" in answer["message"]
    with pytest.raises(ServiceValidationError, match="hard minimum"):
        await tell(dark.hass, "set_override", **START)
    assert not dark.heating()


async def test_what_safety_forbids_is_refused_with_its_reason(dark: Owner) -> None:
    dark.shown[SOC] = "unavailable"
    await dark.live(240)
    answer = await ask(dark.hass, "set_override", **START)
    assert answer["reason"] == "r3_missing_telemetry"


async def test_ten_commands_a_minute_are_enough(dark: Owner) -> None:
    for _ in range(10):
        answer = await ask(dark.hass, "set_override", **START)
        assert answer["status"] == "accepted"
    answer = await ask(dark.hass, "set_override", **START)
    assert answer["reason"] == "too_many_requests"
    await dark.live(61)
    answer = await ask(dark.hass, "set_override", **START)
    assert answer["status"] == "accepted"


async def test_the_origin_of_a_command_is_kept(dark: Owner) -> None:
    await ask(dark.hass, "set_override", Context(user_id="0123"), **START)
    assert dark.coordinator.data.memory.overrides[0].origin == "user"
    await ask(dark.hass, "set_override", Context(), **START)
    assert dark.coordinator.data.memory.overrides[0].origin == "automation"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"override": "explode"}, 'override must be one of: start, stop, limit. It was "explode"'),
        ({}, "override must be one of"),
        ({"override": "start", "power_w": 100, "level": 1}, "either the power or the level"),
        ({"override": "limit"}, "A limit needs the power"),
        ({"override": "start", "duration": "soon"}, 'duration must be a number from 0 to 1,000,000, not "soon"'),
        ({"override": "start", "duration": float("nan")}, "duration must be a number .* not NaN"),
        ({"override": "start", "duration": 10**400}, "duration must be a number"),
        ({"override": "start", "duration": True}, "duration must be a number .* not true"),
        ({"override": "limit", "power_w": float("inf")}, "power_w must be a number"),
        ({"override": "limit", "power_w": -5}, "power_w must be a number from 0"),
        ({"override": "start", "level": 1.5}, "level must be a whole number, not 1.5"),
        ({"override": "start", "level": 9}, "request.level must be a number from 1 to 1, not 9"),
        ({"override": "start", "load": ["heater"]}, "Name one load"),
        ({"override": "start", "load": "  "}, "Name one load"),
    ],
)
async def test_what_is_no_command_is_told_noted_and_changes_nothing(
    dark: Owner, data: dict[str, Any], told: str
) -> None:
    before = dark.coordinator.data.memory
    with pytest.raises(ServiceValidationError, match=told):
        await tell(dark.hass, "set_override", **data)
    (refused,) = await events(dark.coordinator, "request_refused")
    assert refused["request"] == "set_override"
    assert refused["origin"] == "automation"
    assert dark.coordinator.controller.snapshot(dark.coordinator.now).memory.overrides == before.overrides


async def test_a_field_that_does_not_exist_is_refused(dark: Owner) -> None:
    with pytest.raises(vol.Invalid):
        await tell(dark.hass, "set_override", **START, colour="red")


async def test_a_loop_that_went_wild_does_not_fill_the_ledger(dark: Owner) -> None:
    for _ in range(200):
        with pytest.raises(ServiceValidationError):
            await tell(dark.hass, "set_override", override="explode")
    before = dark.coordinator.data.records
    assert len(await events(dark.coordinator, "request_refused")) == 10
    await dark.live(61)
    with pytest.raises(ServiceValidationError):
        await tell(dark.hass, "set_override", override="explode")
    assert (await events(dark.coordinator, "request_refused"))[-1]["left_out"] == 190
    assert dark.coordinator.data.records - before < 20


async def test_a_load_can_be_named_by_any_of_its_entities(dark: Owner) -> None:
    for entity_id in ("sensor.heater_reason", "input_boolean.heater", "sensor.heater_temperature"):
        answer = await ask(dark.hass, "set_override", override="stop", load=entity_id)
        assert answer["loads"] == ["heater"], entity_id
    with pytest.raises(ServiceValidationError, match=r"sensor\.meter is not a load"):
        await tell(dark.hass, "set_override", override="stop", load="sensor.meter")


async def test_of_several_households_the_load_says_which_is_meant(hass: HomeAssistant, simulate: Simulate) -> None:
    one, three = await simulate("real_week"), await simulate("three_loads")
    with pytest.raises(ServiceValidationError, match="several households"):
        await tell(hass, "set_override", override="stop")
    answer = await ask(hass, "set_override", override="stop", load="garage_miner")
    assert answer["loads"] == ["garage_miner"]
    assert three.data.memory.overrides
    device_id = dr.async_get_device_id_by_identifier(
        hass, load_identifier(one.config_entry, "miner"), config_entry_id=one.config_entry.entry_id
    )
    answer = await ask(hass, "set_override", override="stop", load=device_id)
    assert answer["loads"] == ["miner"]
    assert one.data.memory.overrides


async def test_without_a_household_there_is_nobody_to_command(dark: Owner) -> None:
    await dark.leave()
    with pytest.raises(ServiceValidationError, match="BitGridAI is not running"):
        await tell(dark.hass, "set_override", **START)


async def test_without_any_entry_it_says_what_to_do(owner: Owner) -> None:
    await owner.connect()
    await owner.hass.config_entries.async_remove(owner.entry.entry_id)
    with pytest.raises(ServiceValidationError, match="Add the integration first"):
        await tell(owner.hass, "set_override", **START)


async def test_levels_and_limits_reach_a_simulated_miner(hass: HomeAssistant, simulate: Simulate) -> None:
    coordinator = await simulate()
    await coordinator.async_run_until(coordinator.now + 6 * 3600)
    assert state(hass, "sensor.miner_target_power").state == "1500.0"
    for data, shown in (
        ({"override": "limit", "power_w": 1000}, "800.0"),
        ({"override": "start", "level": 1}, "800.0"),
        ({"override": "stop"}, "0.0"),
    ):
        await hass.services.async_call(DOMAIN, "set_override", data, blocking=True)
        await coordinator.async_run_until(coordinator.now + 60)
        assert state(hass, "sensor.miner_target_power").state == shown
