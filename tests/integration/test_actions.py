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

START = {"override": "start", "load": "heater"}


async def _ask(owner: Owner, service: str, data: dict[str, Any], context: Context | None = None) -> dict[str, Any]:
    answer: Any = await owner.hass.services.async_call(
        DOMAIN, service, data, blocking=True, return_response=True, context=context
    )
    await owner.hass.async_block_till_done()
    return dict(answer)


async def _tell(owner: Owner, service: str, data: dict[str, Any]) -> None:
    await owner.hass.services.async_call(DOMAIN, service, data, blocking=True)
    await owner.hass.async_block_till_done()


@pytest.fixture
async def dark(owner: Owner) -> Owner:
    """A house without surplus that is under control."""
    owner.surplus_w = -300
    owner.report()
    await owner.connect()
    await owner.live(30)
    return owner


async def test_a_start_is_accepted_acts_at_once_and_runs_out(dark: Owner) -> None:
    answer = await _ask(dark, "set_override", START | {"duration": 15})
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
    answer = await _ask(dark, "set_override", START)
    assert answer["valid_until"] == "2026-06-15T20:00:30+00:00"


async def test_more_than_a_day_is_shortened_to_one(dark: Owner) -> None:
    answer = await _ask(dark, "set_override", START | {"duration": 3000})
    assert answer["status"] == "shortened"
    assert answer["valid_until"] == "2026-06-16T19:00:30+00:00"


async def test_less_than_a_minute_is_refused(dark: Owner) -> None:
    answer = await _ask(dark, "set_override", START | {"duration": 0.5})
    assert answer["status"] == "refused"
    assert answer["reason"] == "too_short"
    assert "at least one minute" in answer["message"]


async def test_a_load_can_be_named_by_its_device(dark: Owner) -> None:
    identifier = load_identifier(dark.entry, "heater")
    device_id = dr.async_get_device_id_by_identifier(dark.hass, identifier, config_entry_id=dark.entry.entry_id)
    answer = await _ask(dark, "set_override", START | {"load": device_id})
    assert answer["loads"] == ["heater"]


async def test_another_device_is_no_load(dark: Owner) -> None:
    identifier = (DOMAIN, f"{dark.entry.entry_id}_meter")
    device_id = dr.async_get_device_id_by_identifier(dark.hass, identifier, config_entry_id=dark.entry.entry_id)
    with pytest.raises(ServiceValidationError, match="Meter is not a load"):
        await _tell(dark, "set_override", START | {"load": device_id})


async def test_an_unknown_load_is_refused(dark: Owner) -> None:
    with pytest.raises(ServiceValidationError, match="no such load"):
        await _tell(dark, "set_override", START | {"load": "pool"})


async def test_what_the_battery_forbids_is_refused_with_its_reason(dark: Owner) -> None:
    dark.soc_pct = 40
    await dark.live(10)
    answer = await _ask(dark, "set_override", START)
    assert answer["status"] == "refused"
    assert answer["reason"] == "r2_soc_hard_min"
    assert "hard minimum" in answer["message"]
    with pytest.raises(ServiceValidationError, match="hard minimum"):
        await _tell(dark, "set_override", START)
    assert not dark.heating()


async def test_what_safety_forbids_is_refused_with_its_reason(dark: Owner) -> None:
    dark.shown[SOC] = "unavailable"
    await dark.live(240)
    answer = await _ask(dark, "set_override", START)
    assert answer["reason"] == "r3_missing_telemetry"


async def test_ten_commands_a_minute_are_enough(dark: Owner) -> None:
    for _ in range(10):
        answer = await _ask(dark, "set_override", START)
        assert answer["status"] == "accepted"
    answer = await _ask(dark, "set_override", START)
    assert answer["reason"] == "too_many_requests"
    await dark.live(61)
    answer = await _ask(dark, "set_override", START)
    assert answer["status"] == "accepted"


async def test_a_command_can_be_taken_back(dark: Owner) -> None:
    await _tell(dark, "set_override", START)
    await dark.live(5)
    answer = await _ask(dark, "clear_override", {"load": "heater"})
    assert answer["status"] == "accepted"
    assert dark.state("binary_sensor.heater_override").state == "off"
    answer = await _ask(dark, "clear_override", {})
    assert answer["reason"] == "nothing_to_clear"
    with pytest.raises(ServiceValidationError, match="no command to clear"):
        await _tell(dark, "clear_override", {})


async def test_the_origin_of_a_command_is_kept(dark: Owner) -> None:
    await _ask(dark, "set_override", START, Context(user_id="0123"))
    assert dark.coordinator.data.memory.overrides[0].origin == "user"
    await _ask(dark, "set_override", START, Context())
    assert dark.coordinator.data.memory.overrides[0].origin == "automation"


@pytest.mark.parametrize(
    "data",
    [
        {"override": "explode"},
        {},
        {"override": "start", "power_w": 100, "level": 1},
        {"override": "start", "duration": "soon"},
    ],
)
async def test_what_is_no_command_never_reaches_the_controller(dark: Owner, data: dict[str, Any]) -> None:
    records = dark.coordinator.data.records
    with pytest.raises(vol.Invalid):
        await _tell(dark, "set_override", data)
    assert dark.coordinator.data.records == records


@pytest.mark.parametrize(
    "data", [{"override": "limit"}, {"override": "start", "level": 9}, {"override": "start", "duration": float("nan")}]
)
async def test_what_the_engine_cannot_read_is_told(dark: Owner, data: dict[str, Any]) -> None:
    with pytest.raises(ServiceValidationError, match="not a valid command"):
        await _tell(dark, "set_override", data)


async def test_without_a_household_there_is_nobody_to_command(dark: Owner) -> None:
    await dark.leave()
    with pytest.raises(ServiceValidationError):
        await _tell(dark, "set_override", START)


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
