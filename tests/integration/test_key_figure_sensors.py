"""Key figures as Home Assistant shows them."""

from homeassistant.core import HomeAssistant, State
from pytest_homeassistant_custom_component.common import MockConfigEntry  # type: ignore[import-untyped]

from custom_components.bitgridai.const import CONF_HOUSEHOLD, CONF_MODE, CONF_SPEED, DOMAIN, MODE_SIMULATED
from custom_components.bitgridai.engine.key_figures import figure_value

SENSORS = {
    "sensor.bitgridai_surplus_used_today_estimate": ("%", "measurement"),
    "sensor.bitgridai_self_consumption_today": ("%", "measurement"),
    "sensor.bitgridai_autarky_today": ("%", "measurement"),
    "sensor.bitgridai_import_caused_by_loads_today_estimate": ("kWh", "total_increasing"),
    "sensor.bitgridai_block_coverage_today": ("%", None),
    "sensor.miner_energy": ("kWh", "total_increasing"),
}


def shown(hass: HomeAssistant, entity_id: str) -> State:
    state = hass.states.get(entity_id)
    assert state is not None, entity_id
    return state


async def test_key_figures_of_a_simulated_house_go_on_after_a_restart(hass: HomeAssistant) -> None:
    data = {CONF_MODE: MODE_SIMULATED, CONF_HOUSEHOLD: "real_week", CONF_SPEED: 0}
    entry = MockConfigEntry(domain=DOMAIN, title="BitGridAI", data=data)
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    assert shown(hass, "sensor.miner_energy").state == "unknown"

    coordinator = entry.runtime_data
    await coordinator.async_run_until(coordinator.now + 6 * 3600)
    for entity_id, (unit, state_class) in SENSORS.items():
        attributes = shown(hass, entity_id).attributes
        assert attributes["unit_of_measurement"] == unit
        assert attributes.get("state_class") == state_class
        assert float(shown(hass, entity_id).state) >= 0
    energy_kwh = float(shown(hass, "sensor.miner_energy").state)
    assert energy_kwh > 1
    figures = coordinator.data.figures
    assert float(shown(hass, "sensor.bitgridai_autarky_today").state) == figure_value("autarky_pct", figures.today)

    assert await hass.config_entries.async_reload(entry.entry_id)
    await hass.async_block_till_done()
    assert float(shown(hass, "sensor.miner_energy").state) == energy_kwh
    assert entry.runtime_data.data.figures.total.pv_mj == figures.total.pv_mj
    assert await hass.config_entries.async_unload(entry.entry_id)
