"""Each shape asks its own questions, and says of a wrong answer what to do."""

from typing import Any

from homeassistant.config_entries import SOURCE_USER
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
import pytest

from custom_components.bitgridai.loads.form import load_schema
from custom_components.bitgridai.loads.registry import SHAPES
from tests.integration import devices
from tests.integration.owner import GRID, HEATER, Owner
from tests.integration.test_translations import TEXTS

PLUG = "sensor.plug"
EASY: dict[str, dict[str, Any]] = {
    "switch": {"switch_entity": "switch.device", "nominal_w": 1500},
    "switch_number": {"switch_entity": "switch.device", "number_entity": "input_number.power", "min_w": 500},
    "switch_select": {
        "switch_entity": "switch.device",
        "select_entity": "input_select.mode",
        "levels": [{"option": "eco", "power_w": 800}, {"option": "super", "power_w": 1700}],
    },
    "number": {"number_entity": "input_number.power", "levels_w": "800, 1200"},
    "select": {
        "select_entity": "input_select.mode",
        "off_option": "sleep",
        "levels": [{"option": "super", "power_w": 1700}, {"option": "eco", "power_w": 800}],
    },
    "thermostat_mode": {
        "thermostat_entity": "climate.device",
        "run_mode": "heat",
        "rest_mode": "off",
        "nominal_w": 900,
    },
    "thermostat_setpoint": {
        "thermostat_entity": "climate.device",
        "run_temperature": 22,
        "rest_temperature": 18,
        "nominal_w": 900,
    },
    "script": {"start_entity": "script.begin", "stop_entity": "script.end", "nominal_w": 900, "confirm_entity": PLUG},
}


@pytest.fixture
async def equipped(owner: Owner) -> Owner:
    """A house under control, with one device for every shape."""
    hass = owner.hass
    await devices.switched(hass, "switch")
    await devices.number(hass, "kW", 0, 3, 0.1)
    await devices.select(hass, "sleep", "eco", "super")
    await devices.thermostat(hass)
    await devices.scripts(hass)
    hass.states.async_set(PLUG, "3", {"unit_of_measurement": "W"})
    hass.states.async_set("sensor.energy", "3", {"unit_of_measurement": "kWh"})
    hass.states.async_set("binary_sensor.runs", "off")
    hass.states.async_set("number.current", "6", {"unit_of_measurement": "A", "min": 6, "max": 16, "step": 1})
    hass.states.async_set("number.warm", "900", {"unit_of_measurement": "W", "min": 500, "max": 2000, "step": 100})
    hass.states.async_set("number.endless", "0", {"unit_of_measurement": "W", "min": 0, "max": 900, "step": 0})
    hass.states.async_set("number.mighty", "0", {"unit_of_measurement": "W", "min": 0, "max": 90_000, "step": 100})
    hass.states.async_set("water_heater.plain", "eco", {"operation_list": ["eco", "off"]})
    await owner.connect()
    return owner


async def _form(owner: Owner, shape: str) -> str:
    flows = owner.hass.config_entries.subentries
    flow = await flows.async_init((owner.entry.entry_id, "load"), context={"source": SOURCE_USER})
    assert flow["type"] is FlowResultType.MENU
    assert flow["menu_options"] == list(SHAPES)
    flow = await flows.async_configure(flow["flow_id"], {"next_step_id": shape})
    assert flow["type"] is FlowResultType.FORM
    return flow["flow_id"]


async def _answer(hass: HomeAssistant, flow_id: str, entered: dict[str, Any]) -> Any:
    flow = await hass.config_entries.subentries.async_configure(flow_id, {"name": "Boiler", **entered})
    await hass.async_block_till_done()
    return flow


@pytest.mark.parametrize("shape", SHAPES)
async def test_every_shape_can_be_added_and_is_controlled(equipped: Owner, shape: str) -> None:
    flow = await _answer(equipped.hass, await _form(equipped, shape), EASY[shape])
    assert flow["type"] is FlowResultType.CREATE_ENTRY, flow.get("errors")
    assert flow["data"]["shape"] == shape
    assert flow["data"]["load_id"] == "boiler"
    assert equipped.state("sensor.boiler_state").state == "off"


@pytest.mark.parametrize("shape", SHAPES)
async def test_every_shape_can_be_changed_and_keeps_its_id(equipped: Owner, shape: str) -> None:
    await _answer(equipped.hass, await _form(equipped, shape), EASY[shape])
    load = next(item for item in equipped.entry.subentries.values() if item.title == "Boiler")
    flow = await equipped.entry.start_subentry_reconfigure_flow(equipped.hass, load.subentry_id)
    assert flow["step_id"] == shape
    suggested = {
        str(key): key.description["suggested_value"]
        for key in flow["data_schema"].schema
        if key.description and "suggested_value" in key.description
    }
    assert suggested.items() >= EASY[shape].items()
    flow = await equipped.hass.config_entries.subentries.async_configure(
        flow["flow_id"], {**suggested, "name": "Tank", "ramp_s": 120}
    )
    await equipped.hass.async_block_till_done()
    assert flow["reason"] == "reconfigure_successful"
    description = equipped.coordinator.data.descriptions["boiler"]
    assert description.name == "Tank"
    assert (description.confirm_s, description.ramp_s) == (30, 120)
    assert description.shows_setting is (shape != "script")


async def test_a_range_takes_over_what_the_number_says_now(equipped: Owner) -> None:
    entered = EASY["switch_number"]
    flow = await _answer(equipped.hass, await _form(equipped, "switch_number"), entered)
    assert {key: flow["data"][key] for key in ("min_w", "max_w", "step_w")} == {
        "min_w": 500,
        "max_w": 3000,
        "step_w": 100,
    }
    assert equipped.coordinator.data.descriptions["boiler"].range_w == (500, 3000, 100)


async def test_levels_need_no_range(equipped: Owner) -> None:
    entered = {**EASY["switch_number"], "levels_w": "500; 1000", "max_w": 2000}
    flow = await _answer(equipped.hass, await _form(equipped, "switch_number"), entered)
    assert not flow["data"].keys() & {"min_w", "max_w", "step_w"}
    assert equipped.coordinator.data.descriptions["boiler"].levels_w == (0, 500, 1000)


async def test_options_become_levels_by_their_power(equipped: Owner) -> None:
    await _answer(equipped.hass, await _form(equipped, "select"), EASY["select"])
    assert equipped.coordinator.data.descriptions["boiler"].levels_w == (0, 800, 1700)


@pytest.mark.parametrize(
    ("entered", "kept"),
    [
        ({"confirm_entity": PLUG}, {"confirm_entity": PLUG, "confirm_w": 750}),
        ({"confirm_entity": PLUG, "confirm_w": 40, "confirm_state": "x"}, {"confirm_entity": PLUG, "confirm_w": 40}),
        (
            {"confirm_entity": "binary_sensor.runs", "confirm_w": 40},
            {"confirm_entity": "binary_sensor.runs"},
        ),
        ({"confirm_entity": "input_select.mode", "confirm_state": "eco"},) * 2,
        ({"confirm_w": 40, "confirm_state": "on"}, {}),
        ({"confirm_entity": PLUG, "power_entity": PLUG}, {"confirm_entity": PLUG, "confirm_w": 750}),
    ],
)
async def test_a_confirmation_is_read_by_what_it_is(
    equipped: Owner, entered: dict[str, Any], kept: dict[str, Any]
) -> None:
    flow = await _answer(equipped.hass, await _form(equipped, "switch"), {**EASY["switch"], **entered})
    confirm = {"confirm_entity", "confirm_w", "confirm_state"}
    assert {key: value for key, value in flow["data"].items() if key in confirm} == kept


WRONG: list[tuple[str, dict[str, Any], dict[str, str]]] = [
    ("switch", {"switch_entity": "switch.gone"}, {"switch_entity": "entity_not_found"}),
    ("switch", {"switch_entity": HEATER}, {"switch_entity": "already_used"}),
    ("switch", {"switch_entity": "switch.bitgridai_research_use"}, {"switch_entity": "own_entity"}),
    ("switch", {"nominal_w": 5}, {"nominal_w": "nominal_out_of_range"}),
    ("switch", {"name": " "}, {"name": "name_empty"}),
    ("switch", {"power_entity": "sensor.energy"}, {"power_entity": "not_power"}),
    ("switch", {"confirm_entity": "sensor.energy"}, {"confirm_entity": "confirm_not_power"}),
    ("switch", {"confirm_entity": "sensor.gone"}, {"confirm_entity": "entity_not_found"}),
    ("switch", {"confirm_entity": GRID}, {"confirm_entity": "already_used"}),
    ("switch", {"confirm_entity": "switch.device"}, {"confirm_entity": "already_used"}),
    ("switch_number", {"number_entity": "number.gone"}, {"number_entity": "entity_not_found"}),
    ("switch_number", {"number_entity": "number.current"}, {"number_entity": "number_not_power"}),
    ("switch_number", {"min_w": 0}, {"min_w": "min_needed"}),
    ("switch_number", {"min_w": 550}, {"min_w": "number_cannot"}),
    ("switch_number", {"max_w": 400}, {"max_w": "number_cannot"}),
    ("switch_number", {"max_w": 4000}, {"max_w": "number_cannot"}),
    ("switch_number", {"levels_w": "eco"}, {"levels_w": "levels_unreadable"}),
    ("switch_number", {"levels_w": "1200, 800"}, {"levels_w": "levels_unreadable"}),
    ("switch_number", {"levels_w": "800, nan"}, {"levels_w": "levels_unreadable"}),
    ("switch_number", {"levels_w": "0, 800"}, {"levels_w": "nominal_out_of_range"}),
    ("switch_number", {"levels_w": "800, 1250"}, {"levels_w": "number_cannot"}),
    ("switch_number", {"levels_w": "800, 9000"}, {"levels_w": "number_cannot"}),
    ("number", {"number_entity": "number.warm"}, {"number_entity": "number_never_off"}),
    ("number", {"number_entity": "number.endless"}, {"number_entity": "number_not_power"}),
    ("number", {"number_entity": "number.mighty", "levels_w": "", "min_w": 500}, {"max_w": "nominal_out_of_range"}),
    ("number", {"levels_w": "", "min_w": 0}, {"min_w": "min_needed"}),
    ("switch_select", {"levels": []}, {"levels": "levels_missing"}),
    ("switch_select", {"levels": [{"option": "turbo", "power_w": 800}]}, {"levels": "option_unknown"}),
    (
        "switch_select",
        {"levels": [{"option": "eco", "power_w": 800}, {"option": "super", "power_w": 800}]},
        {"levels": "levels_alike"},
    ),
    ("switch_select", {"levels": [{"option": "eco", "power_w": 1}]}, {"levels": "nominal_out_of_range"}),
    ("select", {"off_option": "none"}, {"off_option": "option_unknown"}),
    ("select", {"off_option": "eco"}, {"off_option": "off_is_a_level"}),
    ("thermostat_mode", {"run_mode": "cool"}, {"run_mode": "option_unknown"}),
    ("thermostat_mode", {"rest_mode": "heat"}, {"rest_mode": "modes_alike"}),
    ("thermostat_setpoint", {"run_temperature": 90}, {"run_temperature": "temperature_outside"}),
    ("thermostat_setpoint", {"rest_temperature": 21.5}, {"rest_temperature": "temperatures_alike"}),
    (
        "thermostat_setpoint",
        {"thermostat_entity": "water_heater.plain"},
        {"thermostat_entity": "no_target_temperature"},
    ),
    ("script", {"stop_entity": "script.begin"}, {"stop_entity": "already_used"}),
    ("script", {"nominal_w": 90_000}, {"nominal_w": "nominal_out_of_range"}),
]


@pytest.mark.parametrize(("shape", "changed", "errors"), WRONG)
async def test_a_wrong_answer_is_refused_with_what_to_do_and_a_right_one_goes_on(
    equipped: Owner, shape: str, changed: dict[str, Any], errors: dict[str, str]
) -> None:
    flow_id = await _form(equipped, shape)
    before = len(equipped.entry.subentries)
    flow = await _answer(equipped.hass, flow_id, {**EASY[shape], **changed})
    assert flow["type"] is FlowResultType.FORM
    assert flow["errors"] == errors
    assert len(equipped.entry.subentries) == before, "nothing has begun"
    flow = await _answer(equipped.hass, flow_id, EASY[shape])
    assert flow["type"] is FlowResultType.CREATE_ENTRY


async def test_a_refusal_names_what_there_is_to_choose_from(equipped: Owner) -> None:
    entered = {**EASY["switch_select"], "levels": [{"option": "turbo", "power_w": 800}]}
    flow = await _answer(equipped.hass, await _form(equipped, "switch_select"), entered)
    words = flow["description_placeholders"]
    assert (words["option"], words["options"]) == ("turbo", "sleep, eco, super")
    entered = {**EASY["switch_number"], "min_w": 550}
    flow = await _answer(equipped.hass, await _form(equipped, "switch_number"), entered)
    words = flow["description_placeholders"]
    assert (words["low_w"], words["high_w"], words["step_w"]) == ("0", "3000", "100")


async def test_a_script_without_a_witness_is_not_taken(equipped: Owner) -> None:
    flow_id = await _form(equipped, "script")
    entered = {key: value for key, value in EASY["script"].items() if key != "confirm_entity"}
    with pytest.raises(Exception, match="confirm_entity"):
        await _answer(equipped.hass, flow_id, entered)


@pytest.mark.parametrize("shape", SHAPES)
def test_every_question_of_every_shape_has_words(shape: str) -> None:
    told = TEXTS["en"]["config_subentries"]["load"]["step"]
    assert told[shape]["data"].keys() == {str(key) for key in load_schema(shape).schema}
    assert told["user"]["menu_options"].keys() == told["user"]["menu_option_descriptions"].keys() == SHAPES.keys()


def test_every_refusal_of_every_shape_has_words() -> None:
    told = TEXTS["en"]["config_subentries"]["load"]["error"]
    assert {error for _, _, errors in WRONG for error in errors.values()} <= told.keys()
