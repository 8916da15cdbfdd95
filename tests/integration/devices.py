"""Devices as owners have them in Home Assistant: real helpers, template entities, thermostats and scripts."""

from typing import Any

from homeassistant.components.demo.water_heater import DemoWaterHeater
from homeassistant.const import UnitOfTemperature
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import (  # type: ignore[import-untyped]
    setup_test_component_platform,
)

from tests.integration.owner import HEATER

ON = [{"action": "input_boolean.turn_on", "target": {"entity_id": HEATER}}]
OFF = [{"action": "input_boolean.turn_off", "target": {"entity_id": HEATER}}]


async def set_up(hass: HomeAssistant, domain: str, config: Any) -> None:
    """Set an integration up and wait for its entities."""
    assert await async_setup_component(hass, domain, {domain: config})
    await hass.async_block_till_done()


async def switched(hass: HomeAssistant, domain: str) -> str:
    """Add a template entity of a domain that turns the heater on and off and shows what it does."""
    state = f"{{{{ is_state('{HEATER}', 'on') }}}}"
    await set_up(hass, "template", [{domain: [{"name": "Device", "state": state, "turn_on": ON, "turn_off": OFF}]}])
    return f"{domain}.device"


async def humidifier(hass: HomeAssistant) -> str:
    """Add a generic hygrostat."""
    hass.states.async_set("sensor.humidity", "30", {"unit_of_measurement": "%"})
    config = {"name": "Device", "humidifier": HEATER, "target_sensor": "sensor.humidity", "target_humidity": 60}
    await set_up(hass, "generic_hygrostat", [config])
    return "humidifier.device"


async def number(hass: HomeAssistant, unit: str, low: float, high: float, step: float) -> str:
    """Add an input_number at its lowest value."""
    config = {"power": {"min": low, "max": high, "step": step, "initial": low, "unit_of_measurement": unit}}
    await set_up(hass, "input_number", config)
    return "input_number.power"


async def select(hass: HomeAssistant, *options: str) -> str:
    """Add an input_select that begins with its first option."""
    await set_up(hass, "input_select", {"mode": {"options": list(options), "initial": options[0]}})
    return "input_select.mode"


async def thermostat(hass: HomeAssistant, mode: str = "off") -> str:
    """Add a generic thermostat in a room of 18 °C that drives the heater."""
    hass.states.async_set("sensor.room", "18", {"unit_of_measurement": "°C"})
    config = {
        "platform": "generic_thermostat",
        "name": "Device",
        "heater": HEATER,
        "target_sensor": "sensor.room",
        "initial_hvac_mode": mode,
        "target_temp": 16,
        "min_temp": 5,
        "max_temp": 60,
    }
    await set_up(hass, "climate", [config])
    return "climate.device"


async def water_heater(hass: HomeAssistant) -> str:
    """Add Home Assistant's own example of a water heater, resting in eco at 45 °C."""
    boiler = DemoWaterHeater("boiler", "Boiler", 45, UnitOfTemperature.CELSIUS, False, "eco", 1)  # noqa: FBT003
    setup_test_component_platform(hass, "water_heater", [boiler])
    await set_up(hass, "water_heater", {"platform": "test"})
    return "water_heater.boiler"


async def scripts(hass: HomeAssistant) -> tuple[str, str]:
    """Add a script that starts the heater and one that stops it."""
    await set_up(hass, "script", {"begin": {"sequence": ON}, "end": {"sequence": OFF}})
    return "script.begin", "script.end"
