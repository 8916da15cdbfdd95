from typing import Any

from homeassistant.config_entries import SOURCE_USER, ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import entity_registry as er
import pytest

from custom_components.bitgridai.const import DOMAIN
from tests.integration.owner import GRID, HEATER, PV, SOC, TEMPERATURE, Owner

HOUSE = {
    "grid_entity": GRID,
    "grid_inverted": False,
    "pv_entity": PV,
    "pv_inverted": False,
    "battery_entity": "sensor.battery",
    "battery_inverted": True,
    "soc_entity": SOC,
    "capacity_kwh": 10,
    "price_entity": "sensor.price",
}
LOAD = {
    "name": "Heater",
    "switch_entity": HEATER,
    "nominal_w": 1500,
    "temperature_entity": TEMPERATURE,
    "temperature_only_when_on": True,
}


@pytest.fixture(autouse=True)
def _more_sensors(hass: HomeAssistant, owner: Owner) -> None:
    for entity_id, value, unit in (
        ("sensor.battery", "-500", "W"),
        ("sensor.price", "0.28", "EUR/kWh"),
        ("sensor.energy", "12", "kWh"),
        ("sensor.words", "sunny", "W"),
        ("sensor.nothing", "3", None),
        ("sensor.asleep", "unavailable", "kW"),
    ):
        hass.states.async_set(entity_id, value, {"unit_of_measurement": unit} if unit else {})
    er.async_get(hass).async_get_or_create(
        "sensor", DOMAIN, "own", suggested_object_id="own_power", original_name="Own"
    )
    er.async_get(hass).async_get_or_create("switch", DOMAIN, "own", suggested_object_id="own_switch")
    hass.states.async_set("sensor.own_power", "1", {"unit_of_measurement": "W"})
    hass.states.async_set("switch.own_switch", "off")


async def _to_sensors(hass: HomeAssistant) -> str:
    flow = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
    flow = await hass.config_entries.flow.async_configure(flow["flow_id"], {"next_step_id": "sensors"})
    assert flow["step_id"] == "sensors"
    return flow["flow_id"]


async def _enter(hass: HomeAssistant, flow_id: str, entered: dict[str, Any]) -> Any:
    return await hass.config_entries.flow.async_configure(flow_id, entered)


def _without(entered: dict[str, Any], *keys: str) -> dict[str, Any]:
    return {key: value for key, value in entered.items() if key not in keys}


async def test_sensors_and_a_load_become_an_entry_with_subentries(hass: HomeAssistant) -> None:
    flow_id = await _to_sensors(hass)
    flow = await _enter(hass, flow_id, HOUSE)
    assert flow["step_id"] == "load"
    flow = await _enter(hass, flow_id, LOAD)
    assert flow["type"] is FlowResultType.CREATE_ENTRY
    await hass.async_block_till_done()

    (entry,) = hass.config_entries.async_entries(DOMAIN)
    assert entry.state is ConfigEntryState.LOADED
    assert entry.data == {"mode": "sensors", "price_entity": "sensor.price"}
    parts = {item.subentry_type: item for item in entry.subentries.values()}
    assert dict(parts["meter"].data) == {"power_entity": GRID, "inverted": False}
    assert dict(parts["inverter"].data) == {"power_entity": PV, "inverted": False}
    assert dict(parts["storage"].data) == {
        "power_entity": "sensor.battery",
        "inverted": True,
        "soc_entity": SOC,
        "capacity_kwh": 10,
    }
    assert parts["load"].title == "Heater"
    assert dict(parts["load"].data) == {
        "load_id": "heater",
        "shape": "switch",
        "confirm_s": 30,
        "ramp_s": 0,
        **_without(LOAD, "name"),
    }
    for entity_id, shown in (
        ("sensor.storage_battery_power", "500"),
        ("sensor.household_electricity_price", "28.0"),
        ("sensor.heater_temperature_2", "45.0"),
    ):
        found = hass.states.get(entity_id)
        assert found is not None, entity_id
        assert found.state == shown
    registry = er.async_get(hass)
    registered = registry.async_get("sensor.heater_state")
    assert registered is not None
    assert registered.config_subentry_id == parts["load"].subentry_id


async def test_a_house_without_battery_and_price_has_no_such_parts(hass: HomeAssistant) -> None:
    flow_id = await _to_sensors(hass)
    await _enter(hass, flow_id, _without(HOUSE, "battery_entity", "soc_entity", "capacity_kwh", "price_entity"))
    await _enter(hass, flow_id, LOAD)
    await hass.async_block_till_done()
    (entry,) = hass.config_entries.async_entries(DOMAIN)
    assert {item.subentry_type for item in entry.subentries.values()} == {"meter", "inverter", "load"}
    assert hass.states.get("sensor.storage_state_of_charge") is None
    assert hass.states.get("sensor.household_electricity_price") is None


async def test_an_inverter_asleep_is_accepted_by_its_unit(hass: HomeAssistant) -> None:
    flow_id = await _to_sensors(hass)
    flow = await _enter(hass, flow_id, HOUSE | {"pv_entity": "sensor.asleep"})
    assert flow["step_id"] == "load"


@pytest.mark.parametrize(
    ("changed", "errors"),
    [
        ({"grid_entity": "sensor.gone"}, {"grid_entity": "entity_not_found"}),
        ({"grid_entity": "sensor.energy"}, {"grid_entity": "not_power"}),
        ({"pv_entity": "sensor.nothing"}, {"pv_entity": "not_power"}),
        ({"pv_entity": "sensor.words"}, {"pv_entity": "not_a_number"}),
        ({"pv_entity": GRID}, {"pv_entity": "already_used"}),
        ({"grid_entity": "sensor.own_power"}, {"grid_entity": "own_entity"}),
        ({"battery_entity": SOC}, {"battery_entity": "not_power", "soc_entity": "already_used"}),
        ({"soc_entity": "sensor.energy"}, {"soc_entity": "not_percent"}),
        ({"price_entity": "sensor.energy"}, {"price_entity": "not_price"}),
        ({"capacity_kwh": 0}, {"capacity_kwh": "capacity_out_of_range"}),
        ({"capacity_kwh": 10_000}, {"capacity_kwh": "capacity_out_of_range"}),
    ],
)
async def test_a_sensor_that_does_not_fit_is_refused_with_what_to_do(
    hass: HomeAssistant, changed: dict[str, Any], errors: dict[str, str]
) -> None:
    flow_id = await _to_sensors(hass)
    flow = await _enter(hass, flow_id, HOUSE | changed)
    assert flow["type"] is FlowResultType.FORM
    assert flow["errors"] == errors
    flow = await _enter(hass, flow_id, HOUSE)
    assert flow["step_id"] == "load", "a corrected form goes on"


@pytest.mark.parametrize(
    ("changed", "errors"),
    [
        ({"name": "  "}, {"name": "name_empty"}),
        ({"switch_entity": "switch.gone"}, {"switch_entity": "entity_not_found"}),
        ({"switch_entity": "switch.own_switch"}, {"switch_entity": "own_entity"}),
        ({"nominal_w": 0}, {"nominal_w": "nominal_out_of_range"}),
        ({"nominal_w": -5}, {"nominal_w": "nominal_out_of_range"}),
        ({"nominal_w": 50_000}, {"nominal_w": "nominal_out_of_range"}),
        ({"power_entity": GRID}, {"power_entity": "already_used"}),
        ({"power_entity": "sensor.energy"}, {"power_entity": "not_power"}),
        ({"temperature_entity": "sensor.energy"}, {"temperature_entity": "not_temperature"}),
    ],
)
async def test_a_load_that_does_not_fit_is_refused_with_what_to_do(
    hass: HomeAssistant, changed: dict[str, Any], errors: dict[str, str]
) -> None:
    flow_id = await _to_sensors(hass)
    await _enter(hass, flow_id, HOUSE)
    flow = await _enter(hass, flow_id, LOAD | changed)
    assert flow["type"] is FlowResultType.FORM
    assert flow["errors"] == errors
    flow = await _enter(hass, flow_id, LOAD)
    assert flow["type"] is FlowResultType.CREATE_ENTRY


@pytest.mark.parametrize("name", ["Meter", "meter", "Storage"])
async def test_a_load_may_be_called_like_a_part_of_the_house(hass: HomeAssistant, name: str) -> None:
    flow_id = await _to_sensors(hass)
    await _enter(hass, flow_id, HOUSE)
    flow = await _enter(hass, flow_id, LOAD | {"name": name})
    (load,) = (item for item in flow["subentries"] if item["subentry_type"] == "load")
    assert load["data"]["load_id"] == f"{name.lower()}_2"


async def test_loads_can_wait_until_later(hass: HomeAssistant) -> None:
    flow_id = await _to_sensors(hass)
    flow = await _enter(hass, flow_id, {"grid_entity": GRID, "add_load": False})
    assert flow["type"] is FlowResultType.CREATE_ENTRY
    await hass.async_block_till_done()
    (entry,) = hass.config_entries.async_entries(DOMAIN)
    assert entry.state is ConfigEntryState.LOADED
    assert [item.subentry_type for item in entry.subentries.values()] == ["meter"]


async def test_two_sensors_for_two_directions_need_each_other(hass: HomeAssistant) -> None:
    hass.states.async_set("sensor.taken", "0.5", {"unit_of_measurement": "kW"})
    flow_id = await _to_sensors(hass)
    entered = {"grid_entity": GRID, "battery_charge_entity": "sensor.taken", "add_load": False}
    flow = await _enter(hass, flow_id, entered)
    assert flow["errors"] == {"battery_entity": "direction_alone"}
    hass.states.async_set("sensor.given", "3", {"unit_of_measurement": "W"})
    flow = await _enter(hass, flow_id, {**entered, "battery_entity": "sensor.given"})
    assert flow["type"] is FlowResultType.CREATE_ENTRY
    await hass.async_block_till_done()
    (entry,) = hass.config_entries.async_entries(DOMAIN)
    assert entry.runtime_data.data.house.signals["battery_power_w"].value == -497


async def test_sensors_that_cannot_be_right_are_asked_about_with_the_fix_ticked(hass: HomeAssistant) -> None:
    hass.states.async_set("sensor.night", "-650", {"unit_of_measurement": "W", "friendly_name": "Night meter"})
    hass.states.async_set("sensor.dark_roof", "0", {"unit_of_measurement": "W"})
    flow_id = await _to_sensors(hass)
    flow = await _enter(
        hass, flow_id, {"grid_entity": "sensor.night", "pv_entity": "sensor.dark_roof", "add_load": False}
    )
    assert flow["step_id"] == "check"
    assert "Night meter probably counts the other way" in flow["description_placeholders"]["findings"]
    flow = await _enter(hass, flow_id, {})
    assert flow["type"] is FlowResultType.CREATE_ENTRY
    await hass.async_block_till_done()
    (entry,) = hass.config_entries.async_entries(DOMAIN)
    (meter,) = entry.get_subentries_of_type("meter")
    assert meter.data == {"power_entity": "sensor.night", "inverted": True}


async def test_an_owner_who_knows_better_keeps_the_direction(hass: HomeAssistant) -> None:
    hass.states.async_set("sensor.night", "-650", {"unit_of_measurement": "W"})
    hass.states.async_set("sensor.dark_roof", "0", {"unit_of_measurement": "W"})
    flow_id = await _to_sensors(hass)
    await _enter(hass, flow_id, {"grid_entity": "sensor.night", "pv_entity": "sensor.dark_roof", "add_load": True})
    flow = await _enter(hass, flow_id, {"turned": []})
    assert flow["step_id"] == "load"
    await _enter(hass, flow_id, LOAD)
    await hass.async_block_till_done()
    (entry,) = hass.config_entries.async_entries(DOMAIN)
    (meter,) = entry.get_subentries_of_type("meter")
    assert not meter.data["inverted"]


async def test_export_of_panels_that_nobody_measures_is_not_doubted(hass: HomeAssistant) -> None:
    hass.states.async_set("sensor.balcony_meter", "-300", {"unit_of_measurement": "W"})
    flow_id = await _to_sensors(hass)
    flow = await _enter(hass, flow_id, {"grid_entity": "sensor.balcony_meter", "add_load": False})
    assert flow["type"] is FlowResultType.CREATE_ENTRY
