"""Every shape of a load starts on surplus, stops, and is read back, with real entities."""

from typing import Any

from homeassistant.core import Event, HomeAssistant, callback
import pytest

from tests.integration import devices
from tests.integration.owner import BLOCK_S, HEATER, Owner

LEVELS = [{"option": "super", "power_w": 1700}, {"option": "eco", "power_w": 800}]
MODE = {"run_mode": "heat", "rest_mode": "off", "nominal_w": 1500.0}
TEMPERATURE = {"run_temperature": 22, "rest_temperature": 16, "nominal_w": 1500.0}


def _load(shape: str, **fields: Any) -> dict[str, Any]:
    return {"load_id": "heater", "shape": shape, **fields}


def _calls(hass: HomeAssistant) -> list[tuple[str, dict[str, Any]]]:
    """Collect the actions that are called from now on."""
    calls: list[tuple[str, dict[str, Any]]] = []

    @callback
    def note(event: Event) -> None:
        calls.append((f"{event.data['domain']}.{event.data['service']}", dict(event.data["service_data"])))

    hass.bus.async_listen("call_service", note)
    return calls


def _number(hass: HomeAssistant, entity_id: str) -> float:
    state = hass.states.get(entity_id)
    assert state is not None
    return float(state.state)


async def _stop(owner: Owner) -> None:
    owner.coordinator.async_request({"kind": "emergency_stop"})
    await owner.live(20)


class TestOnOrOff:
    @pytest.mark.parametrize("domain", ["switch", "light", "fan"])
    async def test_anything_that_can_be_turned_on_runs_on_surplus(self, owner: Owner, domain: str) -> None:
        entity_id = await devices.switched(owner.hass, domain)
        await owner.connect(load=_load("switch", switch_entity=entity_id, nominal_w=1500.0))
        await owner.live(BLOCK_S + 30)
        assert owner.heating()
        assert owner.state("sensor.heater_state").state == "running"
        await _stop(owner)
        assert not owner.heating()
        assert owner.state("sensor.bitgridai_health").attributes["causes"] == ["emergency_stop"]

    async def test_a_humidifier_runs_on_surplus(self, owner: Owner) -> None:
        entity_id = await devices.humidifier(owner.hass)
        await owner.connect(load=_load("switch", switch_entity=entity_id, nominal_w=1500.0))
        await owner.live(BLOCK_S + 30)
        assert owner.heating()
        await _stop(owner)
        assert not owner.heating()


class TestSwitchAndNumber:
    async def test_a_continuous_load_follows_the_surplus_in_its_own_unit(self, owner: Owner) -> None:
        number = await devices.number(owner.hass, "kW", 0.5, 3.5, 0.1)
        calls = _calls(owner.hass)
        owner.draws = lambda: 1000 * _number(owner.hass, number) if owner.heating() else 0.0
        owner.surplus_w = 1870
        await owner.connect(
            load=_load(
                "switch_number", switch_entity=HEATER, number_entity=number, min_w=800.0, max_w=3000.0, step_w=100.0
            )
        )
        await owner.live(BLOCK_S + 30)
        assert owner.heating()
        assert _number(owner.hass, number) == 1.8
        assert [name for name, _ in calls[:2]] == ["input_number.set_value", "homeassistant.turn_on"], "power first"
        assert owner.state("sensor.heater_target_power").state == "1800.0"

        owner.surplus_w = 5000
        await owner.live(3 * BLOCK_S)
        assert _number(owner.hass, number) == 3.0, "its owner's highest, not the number's"

        await _stop(owner)
        assert not owner.heating()
        assert _number(owner.hass, number) == 3.0, "switched off, and nothing else"
        assert owner.state("sensor.heater_state").state == "off"

    async def test_levels_are_the_powers_that_were_named(self, owner: Owner) -> None:
        number = await devices.number(owner.hass, "W", 0, 2000, 50)
        owner.draws = lambda: _number(owner.hass, number) if owner.heating() else 0.0
        owner.surplus_w = 1100
        await owner.connect(
            load=_load("switch_number", switch_entity=HEATER, number_entity=number, levels_w="800, 1200")
        )
        await owner.live(BLOCK_S + 30)
        assert _number(owner.hass, number) == 800
        assert owner.state("sensor.heater_state").attributes["level"] == 1

    async def test_a_power_that_is_no_level_is_not_known_and_not_taken_for_off(self, owner: Owner) -> None:
        number = await devices.number(owner.hass, "W", 0, 2000, 50)
        await owner.connect(
            load=_load("switch_number", switch_entity=HEATER, number_entity=number, levels_w="800, 1200")
        )
        await owner.live(BLOCK_S + 30)
        await owner.hass.services.async_call(
            "input_number", "set_value", {"entity_id": number, "value": 950}, blocking=True
        )
        await owner.live(10)
        assert owner.state("sensor.heater_state").attributes["level"] is None
        assert owner.heating()

    async def test_a_number_that_refuses_a_power_is_a_load_that_does_not_obey(self, owner: Owner) -> None:
        number = await devices.number(owner.hass, "W", 0, 1000, 50)
        await owner.connect(load=_load("switch_number", switch_entity=HEATER, number_entity=number, levels_w="1500"))
        await owner.live(BLOCK_S + 120)
        assert not owner.heating(), "without its power set it is not switched on"
        assert owner.state("sensor.bitgridai_health").attributes["causes"] == ["load_not_obeying"]

    async def test_a_number_that_wakes_with_its_device_is_set_then(self, owner: Owner) -> None:
        await devices.number(owner.hass, "W", 0, 2000, 50)
        awake = {
            "name": "Limit",
            "availability": f"{{{{ is_state('{HEATER}', 'on') }}}}",
            "state": "{{ states('input_number.power') }}",
            "set_value": [
                {
                    "action": "input_number.set_value",
                    "target": {"entity_id": "input_number.power"},
                    "data": {"value": "{{ value }}"},
                }
            ],
            "min": 0,
            "max": 2000,
            "step": 50,
            "unit_of_measurement": "W",
        }
        await devices.set_up(owner.hass, "template", [{"number": [awake]}])
        owner.draws = lambda: _number(owner.hass, "input_number.power") if owner.heating() else 0.0
        await owner.connect(
            load=_load("switch_number", switch_entity=HEATER, number_entity="number.limit", levels_w="800, 1200")
        )
        await owner.live(BLOCK_S + 20)
        assert owner.heating()
        await owner.live(60)
        assert _number(owner.hass, "input_number.power") == 1200
        assert owner.state("sensor.bitgridai_health").state == "ok"


class TestSwitchAndSelect:
    async def test_a_miner_runs_in_the_mode_the_surplus_carries(self, owner: Owner) -> None:
        mode = await devices.select(owner.hass, "eco", "standard", "super")
        calls = _calls(owner.hass)
        owner.draws = lambda: {"eco": 800.0, "super": 1700.0}[owner.state(mode).state] if owner.heating() else 0.0
        owner.surplus_w = 2000
        await owner.connect(load=_load("switch_select", switch_entity=HEATER, select_entity=mode, levels=LEVELS))
        await owner.live(BLOCK_S + 30)
        assert owner.state(mode).state == "super"
        assert [name for name, _ in calls[:2]] == ["input_select.select_option", "homeassistant.turn_on"]
        assert owner.state("sensor.heater_target_power").state == "1700.0"
        owner.surplus_w = 1000
        await owner.live(4 * BLOCK_S)
        assert owner.state(mode).state == "eco"
        assert owner.heating(), "a lower level is no stop"
        await _stop(owner)
        assert not owner.heating()
        assert owner.state(mode).state == "eco"

    async def test_a_mode_that_is_no_level_is_not_known(self, owner: Owner) -> None:
        mode = await devices.select(owner.hass, "standard", "eco", "super")
        await owner.connect(load=_load("switch_select", switch_entity=HEATER, select_entity=mode, levels=LEVELS))
        await owner.hass.services.async_call("input_boolean", "turn_on", {"entity_id": HEATER}, blocking=True)
        await owner.live(10)
        assert owner.state("sensor.heater_state").attributes["level"] is None


async def test_a_number_alone_is_set_to_a_power_and_to_0(owner: Owner) -> None:
    number = await devices.number(owner.hass, "W", 0, 3000, 10)
    owner.draws = lambda: _number(owner.hass, number)
    owner.surplus_w = 1234
    owner.report()
    await owner.connect(load=_load("number", number_entity=number, min_w=500.0, max_w=3000.0, step_w=10.0))
    assert owner.state("sensor.heater_state").state == "off"
    await owner.live(BLOCK_S + 30)
    assert _number(owner.hass, number) == 1230
    await _stop(owner)
    assert _number(owner.hass, number) == 0
    assert owner.state("sensor.heater_state").state == "off"


async def test_a_number_below_the_lowest_power_is_not_known(owner: Owner) -> None:
    number = await devices.number(owner.hass, "W", 0, 3000, 10)
    await owner.connect(load=_load("number", number_entity=number, min_w=500.0, max_w=3000.0, step_w=10.0))
    await owner.hass.services.async_call(
        "input_number", "set_value", {"entity_id": number, "value": 200}, blocking=True
    )
    await owner.live(10)
    assert owner.state("sensor.heater_state").attributes["level"] is None


async def test_a_mode_alone_has_an_option_that_means_off(owner: Owner) -> None:
    mode = await devices.select(owner.hass, "sleep", "low", "high")
    owner.draws = lambda: {"sleep": 0.0, "low": 500.0, "high": 900.0}[owner.state(mode).state]
    owner.surplus_w = 700
    levels = [{"option": "low", "power_w": 500}, {"option": "high", "power_w": 900}]
    await owner.connect(load=_load("select", select_entity=mode, off_option="sleep", levels=levels))
    assert owner.state("sensor.heater_state").state == "off"
    await owner.live(BLOCK_S + 30)
    assert owner.state(mode).state == "low"
    await _stop(owner)
    assert owner.state(mode).state == "sleep"


class TestThermostats:
    async def test_a_heating_runs_in_one_mode_and_rests_in_the_other(self, owner: Owner) -> None:
        entity_id = await devices.thermostat(owner.hass)
        await owner.hass.services.async_call(
            "climate", "set_temperature", {"entity_id": entity_id, "temperature": 22}, blocking=True
        )
        await owner.connect(load=_load("thermostat_mode", thermostat_entity=entity_id, **MODE))
        await owner.live(BLOCK_S + 30)
        assert owner.state(entity_id).state == "heat"
        assert owner.heating(), "the room is colder than its target"
        await _stop(owner)
        assert owner.state(entity_id).state == "off"
        assert not owner.heating()

    async def test_a_target_is_raised_on_surplus_and_lowered_without(self, owner: Owner) -> None:
        entity_id = await devices.thermostat(owner.hass, mode="heat")
        await owner.connect(load=_load("thermostat_setpoint", thermostat_entity=entity_id, **TEMPERATURE))
        assert owner.state("sensor.heater_state").state == "off"
        await owner.live(BLOCK_S + 30)
        assert owner.state(entity_id).attributes["temperature"] == 22
        assert owner.heating()
        await _stop(owner)
        assert owner.state(entity_id).attributes["temperature"] == 16
        assert owner.state(entity_id).state == "heat", "its mode is its owner's"

    async def test_a_heating_that_its_owner_switched_off_stays_off(self, owner: Owner) -> None:
        entity_id = await devices.thermostat(owner.hass, mode="off")
        await owner.connect(load=_load("thermostat_setpoint", thermostat_entity=entity_id, **TEMPERATURE))
        await owner.live(BLOCK_S + 120)
        assert owner.state(entity_id).state == "off"
        assert owner.state("sensor.heater_state").state == "off"
        assert owner.state("sensor.bitgridai_health").attributes["causes"] == ["load_not_obeying"]

    async def test_a_target_somebody_else_chose_is_not_known(self, owner: Owner) -> None:
        entity_id = await devices.thermostat(owner.hass, mode="heat")
        await owner.connect(load=_load("thermostat_setpoint", thermostat_entity=entity_id, **TEMPERATURE))
        await owner.hass.services.async_call(
            "climate", "set_temperature", {"entity_id": entity_id, "temperature": 19}, blocking=True
        )
        await owner.live(10)
        assert owner.state("sensor.heater_state").attributes["level"] is None

    async def test_a_water_heater_changes_its_mode(self, owner: Owner) -> None:
        entity_id = await devices.water_heater(owner.hass)
        mode = {"run_mode": "performance", "rest_mode": "eco", "nominal_w": 1500.0}
        await owner.connect(load=_load("thermostat_mode", thermostat_entity=entity_id, **mode))
        await owner.live(BLOCK_S + 30)
        assert owner.state(entity_id).state == "performance"
        await _stop(owner)
        assert owner.state(entity_id).state == "eco"

    async def test_a_water_heater_is_heated_further(self, owner: Owner) -> None:
        entity_id = await devices.water_heater(owner.hass)
        temperature = {"run_temperature": 60, "rest_temperature": 45, "nominal_w": 1500.0}
        await owner.connect(load=_load("thermostat_setpoint", thermostat_entity=entity_id, **temperature))
        await owner.live(BLOCK_S + 30)
        assert owner.state(entity_id).attributes["temperature"] == 60
        await _stop(owner)
        assert owner.state(entity_id).attributes["temperature"] == 45


class TestScripts:
    async def test_what_scripts_do_is_told_by_another_entity(self, owner: Owner) -> None:
        begin, end = await devices.scripts(owner.hass)
        scripts = {"start_entity": begin, "stop_entity": end, "nominal_w": 1500.0}
        await owner.connect(load=_load("script", confirm_entity=HEATER, **scripts))
        assert owner.state("sensor.heater_state").state == "off"
        await owner.live(BLOCK_S + 30)
        assert owner.heating()
        assert owner.state("sensor.heater_state").state == "running"
        await _stop(owner)
        assert not owner.heating()
        assert owner.state("sensor.heater_state").state == "off"

    async def test_a_slow_start_keeps_its_power_reserved_and_is_not_repeated(self, owner: Owner) -> None:
        begin, end = await devices.scripts(owner.hass)
        owner.hass.states.async_set("sensor.plug", "2", {"unit_of_measurement": "W"})
        calls = _calls(owner.hass)
        scripts = {"start_entity": begin, "stop_entity": end, "nominal_w": 1500.0}
        slow = {"confirm_entity": "sensor.plug", "confirm_w": 700, "confirm_s": 60, "ramp_s": 240}
        await owner.connect(load=_load("script", **scripts, **slow))
        await owner.live(BLOCK_S + 240)
        assert [name for name, _ in calls].count("script.turn_on") == 1
        assert owner.coordinator.data.preview is not None
        assert owner.coordinator.data.preview.load("heater").previous_w == 1500
        owner.hass.states.async_set("sensor.plug", "1480", {"unit_of_measurement": "W"})
        await owner.live(300)
        assert [name for name, _ in calls].count("script.turn_on") == 1
        assert owner.state("sensor.bitgridai_health").state == "ok"

    async def test_without_its_witness_it_is_silent_and_locked_out(self, owner: Owner) -> None:
        begin, end = await devices.scripts(owner.hass)
        owner.hass.states.async_set("binary_sensor.runs", "off")
        scripts = {"start_entity": begin, "stop_entity": end, "nominal_w": 1500.0}
        await owner.connect(load=_load("script", confirm_entity="binary_sensor.runs", **scripts))
        await owner.live(10)
        owner.hass.states.async_set("binary_sensor.runs", "unavailable")
        await owner.live(90)
        assert owner.state("sensor.heater_reason").state == "r3_comm_timeout"
        assert owner.state("sensor.heater_state").state == "not_answering"

    async def test_a_power_that_lost_its_unit_shows_nothing(self, owner: Owner) -> None:
        begin, end = await devices.scripts(owner.hass)
        owner.hass.states.async_set("sensor.plug", "1480", {"unit_of_measurement": "Wh"})
        scripts = {"start_entity": begin, "stop_entity": end, "nominal_w": 1500.0}
        await owner.connect(load=_load("script", confirm_entity="sensor.plug", confirm_w=700, **scripts))
        await owner.live(10)
        assert owner.state("sensor.heater_state").state == "not_answering"

    async def test_buttons_serve_as_well(self, owner: Owner) -> None:
        await devices.set_up(owner.hass, "input_button", {"begin": {}, "end": {}})
        calls = _calls(owner.hass)
        buttons = {"start_entity": "input_button.begin", "stop_entity": "input_button.end", "nominal_w": 1500.0}
        await owner.connect(load=_load("script", confirm_entity=HEATER, **buttons))
        await owner.live(BLOCK_S + 30)
        assert ("input_button.press", {"entity_id": "input_button.begin"}) in calls


@pytest.mark.parametrize(
    "load",
    [
        _load("switch_number", switch_entity="switch.gone", number_entity="number.gone", levels_w="800"),
        _load("switch_select", switch_entity="switch.gone", select_entity="select.gone", levels=LEVELS),
        _load("number", number_entity="number.gone", levels_w="800"),
        _load("select", select_entity="select.gone", off_option="off", levels=LEVELS),
        _load("thermostat_mode", thermostat_entity="climate.gone", **MODE),
        _load("thermostat_setpoint", thermostat_entity="water_heater.gone", **TEMPERATURE),
        _load("script", start_entity="script.a", stop_entity="script.b", nominal_w=900, confirm_entity="sensor.gone"),
    ],
    ids=lambda load: load["shape"],
)
async def test_a_load_whose_entity_is_gone_starts_nothing_and_raises_nothing(
    owner: Owner, load: dict[str, Any]
) -> None:
    calls = _calls(owner.hass)
    await owner.connect(load=load)
    assert owner.state("sensor.heater_state").state == "not_answering"
    await owner.live(BLOCK_S + 60)
    assert owner.state("sensor.heater_reason").state == "r3_comm_timeout"
    assert not any(name.endswith(("turn_on", "set_value", "select_option")) for name, _ in calls)


async def test_a_load_that_runs_at_a_power_nobody_can_read_is_switched_off(owner: Owner) -> None:
    await owner.hass.services.async_call("input_boolean", "turn_on", {"entity_id": HEATER}, blocking=True)
    load = _load("switch_number", switch_entity=HEATER, number_entity="number.gone", levels_w="800")
    await owner.connect(load=load)
    await owner.live(90)
    assert not owner.heating()
    assert owner.state("binary_sensor.heater_lockout").attributes["cause"] == "r3_comm_timeout"
