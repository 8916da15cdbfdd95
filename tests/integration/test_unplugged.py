"""Sensors and loads that go away: nothing starts, what runs stops, and the reason is shown."""

from homeassistant.exceptions import ServiceValidationError
import pytest

from tests.integration.owner import BLOCK_S, GRID, HEATER, PV, SOC, TEMPERATURE, Owner

WRONG = {
    "unavailable": "unavailable",
    "unknown": "unknown",
    "text": "broken",
    "nan": "nan",
    "infinite": "inf",
    "empty": "",
    "absurd": "99999999999",
}


@pytest.mark.parametrize("entity_id", [GRID, SOC, TEMPERATURE])
@pytest.mark.parametrize("shown", WRONG.values(), ids=WRONG.keys())
async def test_nothing_starts_without_a_reading_that_safety_needs(owner: Owner, entity_id: str, shown: str) -> None:
    owner.shown[entity_id] = shown
    owner.report()
    await owner.connect()
    await owner.live(BLOCK_S + 60)
    assert not owner.heating()
    assert owner.state("sensor.heater_reason").state == "r3_missing_telemetry"
    assert "no valid reading" in owner.state("sensor.heater_explanation").state
    assert owner.coordinator.last_update_success


@pytest.mark.parametrize("shown", WRONG.values(), ids=WRONG.keys())
async def test_nothing_starts_without_the_sun_that_is_fitted(owner: Owner, shown: str) -> None:
    owner.shown[PV] = shown
    owner.report()
    await owner.connect()
    await owner.live(BLOCK_S + 60)
    assert not owner.heating()
    assert owner.state("sensor.heater_reason").state == "r1_degraded"
    assert "PV power" in owner.state("sensor.heater_explanation").state
    assert owner.state("sensor.inverter_pv_power").state == "unavailable"
    assert owner.state("sensor.household_consumption").state == "unavailable"


@pytest.mark.parametrize("entity_id", [GRID, SOC, TEMPERATURE])
@pytest.mark.parametrize("shown", ["unavailable", "broken"])
async def test_what_runs_goes_on_for_a_while_and_stops(owner: Owner, entity_id: str, shown: str) -> None:
    await owner.connect()
    await owner.live(BLOCK_S + 60)
    assert owner.heating()
    owner.shown[entity_id] = shown
    await owner.live(60)
    assert owner.heating(), "a sensor may blink"
    assert owner.state("sensor.bitgridai_health").state == "warn"
    await owner.live(150)
    assert not owner.heating()
    assert owner.state("sensor.heater_reason").state == "r3_missing_telemetry"

    del owner.shown[entity_id]
    await owner.live(3 * BLOCK_S)
    assert owner.heating(), "it recovers without a restart"


async def test_a_sensor_that_is_stuck_is_not_believed_for_long(owner: Owner) -> None:
    await owner.connect()
    await owner.live(BLOCK_S + 60)
    assert owner.heating()
    owner.frozen.add(GRID)
    await owner.live(170)
    assert owner.heating()
    assert owner.state("sensor.meter_grid_power").state == "-1500"
    await owner.live(20)
    assert not owner.heating()
    assert owner.state("sensor.heater_reason").state == "r3_missing_telemetry"
    assert owner.state("sensor.meter_grid_power").state == "unavailable"


async def test_a_unit_that_changes_under_way_is_a_missing_reading(owner: Owner) -> None:
    await owner.connect()
    await owner.live(BLOCK_S + 60)
    owner.unit = "kWh"
    await owner.live(200)
    assert not owner.heating()
    assert owner.state("sensor.heater_reason").state == "r3_missing_telemetry"


async def test_an_entity_that_is_removed_is_a_missing_reading(owner: Owner) -> None:
    await owner.connect()
    await owner.live(BLOCK_S + 60)
    owner.frozen.add(GRID)
    owner.hass.states.async_remove(GRID)
    await owner.live(200)
    assert not owner.heating()
    assert owner.state("sensor.bitgridai_health").attributes["causes"] == ["no_reading"]
    assert owner.state("sensor.bitgridai_health").attributes["details"] == [
        {"cause": "no_reading", "about": "grid meter"}
    ]


async def test_a_switch_that_goes_away_locks_its_load_out(owner: Owner) -> None:
    owner.hass.states.async_set("switch.plug", "on")
    await owner.connect(load={"load_id": "heater", "switch_entity": "switch.plug", "nominal_w": 1500.0})
    await owner.live(BLOCK_S + 60)
    owner.hass.states.async_set("switch.plug", "unavailable")
    await owner.live(90)
    assert owner.state("sensor.heater_reason").state == "r3_comm_timeout"
    assert owner.state("sensor.heater_state").state == "not_answering"
    assert owner.state("binary_sensor.heater_lockout").state == "on"
    assert owner.state("binary_sensor.heater_lockout").attributes["cause"] == "r3_comm_timeout"
    assert owner.state("binary_sensor.bitgridai_lockout").attributes["loads"] == ["heater"]

    owner.hass.states.async_set("switch.plug", "off")
    await owner.live(BLOCK_S)
    assert owner.state("sensor.heater_state").state == "locked_out"
    await owner.live(30 * 60)
    assert owner.state("binary_sensor.heater_lockout").state == "off"


async def test_a_temperature_that_sleeps_with_its_load_is_no_fault(owner: Owner) -> None:
    owner.shown[TEMPERATURE] = "unavailable"
    owner.report()
    await owner.connect(
        load={
            "load_id": "heater",
            "switch_entity": HEATER,
            "nominal_w": 1500.0,
            "temperature_entity": TEMPERATURE,
            "temperature_only_when_on": True,
        }
    )
    await owner.live(BLOCK_S + 60)
    assert owner.heating()
    assert owner.state("sensor.heater_temperature_2").state == "unavailable"
    await owner.live(300)
    assert not owner.heating(), "running without a temperature is one"


async def test_no_command_starts_a_load_while_its_thermometer_is_silent(owner: Owner) -> None:
    owner.surplus_w, owner.temperature_c = -400, 84
    owner.report()
    await owner.connect()
    await owner.live(BLOCK_S + 60)
    owner.shown[TEMPERATURE] = "unavailable"
    await owner.live(30)
    with pytest.raises(ServiceValidationError, match="a reading that safety needs is missing"):
        await owner.hass.services.async_call("bitgridai", "set_override", {"override": "start"}, blocking=True)
    assert {"cause": "no_reading", "about": "Heater"} in owner.state("sensor.bitgridai_health").attributes["details"]
    await owner.live(60)
    assert not owner.heating()

    del owner.shown[TEMPERATURE]
    await owner.live(10)
    await owner.hass.services.async_call("bitgridai", "set_override", {"override": "start"}, blocking=True)
    await owner.live(10)
    assert owner.heating()


async def test_an_inverter_asleep_at_night_is_no_fault(owner: Owner) -> None:
    owner.freezer.move_to("2026-06-15 08:00:00+00:00")
    owner.surplus_w, owner.shown[PV] = -400, "unavailable"
    owner.report()
    await owner.connect()
    await owner.live(BLOCK_S + 60)
    assert owner.state("sensor.bitgridai_health").state == "ok"
    assert owner.state("sensor.heater_reason").state == "r1_surplus_low"
    assert owner.state("sensor.inverter_pv_power").state == "unavailable"
