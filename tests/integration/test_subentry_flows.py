from typing import Any

from homeassistant.config_entries import SOURCE_USER, ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import device_registry as dr

from tests.integration.owner import GRID, HEATER, SOC, Owner


async def _add(owner: Owner, kind: str, entered: dict[str, Any]) -> Any:
    flows = owner.hass.config_entries.subentries
    flow = await flows.async_init((owner.entry.entry_id, kind), context={"source": SOURCE_USER})
    if flow["type"] is FlowResultType.MENU:
        flow = await flows.async_configure(flow["flow_id"], {"next_step_id": "switch"})
    if flow["type"] is FlowResultType.FORM:
        flow = await flows.async_configure(flow["flow_id"], entered)
    await owner.hass.async_block_till_done()
    return flow


async def _change(owner: Owner, kind: str, entered: dict[str, Any]) -> Any:
    (subentry,) = owner.entry.get_subentries_of_type(kind)
    flow = await owner.entry.start_subentry_reconfigure_flow(owner.hass, subentry.subentry_id)
    assert flow["step_id"] in ("reconfigure", "switch")
    flow = await owner.hass.config_entries.subentries.async_configure(flow["flow_id"], entered)
    await owner.hass.async_block_till_done()
    return flow


async def test_a_second_load_is_added_and_served_after_the_first(owner: Owner) -> None:
    await owner.connect()
    owner.hass.states.async_set("switch.boiler", "off")
    flow = await _add(owner, "load", {"name": "Heater", "switch_entity": "switch.boiler", "nominal_w": 2000})
    assert flow["type"] is FlowResultType.CREATE_ENTRY
    assert owner.entry.state is ConfigEntryState.LOADED
    descriptions = owner.coordinator.data.descriptions
    assert list(descriptions) == ["heater", "heater_2"]
    assert [item.priority for item in descriptions.values()] == [0, 1]
    assert owner.state("sensor.heater_state_2").attributes["load_id"] == "heater_2"


async def test_a_removed_load_takes_its_device_along(owner: Owner) -> None:
    await owner.connect()
    (load,) = owner.entry.get_subentries_of_type("load")
    owner.hass.config_entries.async_remove_subentry(owner.entry, load.subentry_id)
    await owner.hass.async_block_till_done()
    assert owner.entry.state is ConfigEntryState.LOADED
    assert owner.hass.states.get("sensor.heater_state") is None
    devices = dr.async_entries_for_config_entry(dr.async_get(owner.hass), owner.entry.entry_id)
    assert "Heater" not in {device.name for device in devices}
    assert owner.state("sensor.bitgridai_decision").state == "unknown"


async def test_a_changed_load_keeps_its_id(owner: Owner) -> None:
    await owner.connect()
    flow = await _change(owner, "load", {"name": "Boiler", "switch_entity": HEATER, "nominal_w": 900})
    assert flow["reason"] == "reconfigure_successful"
    assert owner.coordinator.data.descriptions["heater"].levels_w == (0.0, 900.0)
    assert owner.coordinator.data.descriptions["heater"].name == "Boiler"


async def test_a_load_cannot_take_another_parts_sensor(owner: Owner) -> None:
    await owner.connect()
    entered = {"name": "Boiler", "switch_entity": HEATER, "nominal_w": 900, "power_entity": GRID}
    flow = await _change(owner, "load", entered)
    assert flow["errors"] == {"power_entity": "already_used"}


async def test_a_new_meter_takes_the_place_of_the_old_one(owner: Owner) -> None:
    await owner.connect()
    owner.hass.states.async_set("sensor.new_meter", "-2.5", {"unit_of_measurement": "kW"})
    flow = await _change(owner, "meter", {"power_entity": "sensor.new_meter", "inverted": True})
    assert flow["reason"] == "reconfigure_successful"
    assert owner.state("sensor.meter_grid_power").state == "2500"


async def test_a_second_array_adds_to_the_first_and_goes_without_it(owner: Owner) -> None:
    await owner.connect()
    owner.hass.states.async_set("sensor.garage", "0.5", {"unit_of_measurement": "kW"})
    flow = await _add(owner, "inverter", {"power_entity": "sensor.garage"})
    assert flow["type"] is FlowResultType.CREATE_ENTRY
    assert owner.state("sensor.inverter_pv_power").state == "4500"
    first, second = owner.entry.get_subentries_of_type("inverter")
    assert (first.unique_id, second.unique_id) == ("inverter", "inverter_2")

    owner.hass.config_entries.async_remove_subentry(owner.entry, first.subentry_id)
    await owner.hass.async_block_till_done()
    assert owner.entry.state is ConfigEntryState.LOADED
    assert owner.state("sensor.inverter_pv_power").state == "500"
    assert {item.subentry_type for item in owner.entry.subentries.values()} == {"meter", "inverter", "storage", "load"}


async def test_an_array_without_a_value_by_day_leaves_the_sum_unknown(owner: Owner) -> None:
    await owner.connect()
    owner.hass.states.async_set("sensor.garage", "unavailable", {"unit_of_measurement": "kW"})
    await _add(owner, "inverter", {"power_entity": "sensor.garage"})
    assert owner.state("sensor.inverter_pv_power").state == "unavailable"
    assert "no_reading" in owner.state("sensor.bitgridai_health").attributes["causes"]


async def test_a_meter_may_be_two_sensors(owner: Owner) -> None:
    await owner.connect()
    owner.hass.states.async_set("sensor.import", "0", {"unit_of_measurement": "W"})
    owner.hass.states.async_set("sensor.export", "1.8", {"unit_of_measurement": "kW"})
    flow = await _change(owner, "meter", {"power_entity": "sensor.import", "opposite_entity": "sensor.export"})
    assert flow["reason"] == "reconfigure_successful"
    assert owner.state("sensor.meter_grid_power").state == "-1800"
    owner.hass.states.async_set("sensor.export", "unavailable", {"unit_of_measurement": "kW"})
    await owner.live(10)
    assert "no_reading" in owner.state("sensor.bitgridai_health").attributes["causes"]


async def test_one_direction_alone_is_no_battery(owner: Owner) -> None:
    await owner.connect(storage={})
    owner.hass.states.async_set("sensor.charging", "400", {"unit_of_measurement": "W"})
    flow = await _add(owner, "storage", {"opposite_entity": "sensor.charging", "soc_entity": SOC})
    assert flow["errors"] == {"power_entity": "direction_alone"}


async def test_a_battery_can_come_later(owner: Owner) -> None:
    await owner.connect(storage={})
    assert owner.hass.states.get("sensor.storage_state_of_charge") is None
    flow = await _add(owner, "storage", {"inverted": False})
    assert flow["errors"] == {"power_entity": "storage_empty"}
    flow = await _add(owner, "storage", {"soc_entity": SOC})
    assert flow["type"] is FlowResultType.CREATE_ENTRY
    assert owner.state("sensor.storage_state_of_charge").state == "90.0"


async def test_a_price_can_be_set_and_removed(owner: Owner) -> None:
    await owner.connect()
    owner.hass.states.async_set("sensor.price", "31", {"unit_of_measurement": "ct/kWh"})
    for entered, errors in (({"price_entity": GRID}, {"price_entity": "already_used"}), ({}, None)):
        flow = await owner.entry.start_reconfigure_flow(owner.hass)
        flow = await owner.hass.config_entries.flow.async_configure(flow["flow_id"], entered)
        assert flow.get("errors") == errors
        if errors:
            flow = await owner.hass.config_entries.flow.async_configure(
                flow["flow_id"], {"price_entity": "sensor.price"}
            )
            await owner.hass.async_block_till_done()
            assert owner.state("sensor.household_electricity_price").state == "31.0"
    await owner.hass.async_block_till_done()
    assert "price_entity" not in owner.entry.data


async def test_a_simulated_house_brings_its_own_loads(hass: HomeAssistant, simulate: Any) -> None:
    coordinator = await simulate()
    assert coordinator.config_entry.supported_subentry_types.keys() == {"agent"}
