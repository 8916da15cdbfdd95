from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry  # type: ignore[import-untyped]

from custom_components.bitgridai.const import CONF_HOUSEHOLD, CONF_MODE, CONF_SPEED, DOMAIN, MODE_SIMULATED


async def test_a_simulated_house_is_set_up_lives_and_is_unloaded(hass: HomeAssistant) -> None:
    data = {CONF_MODE: MODE_SIMULATED, CONF_HOUSEHOLD: "real_week", CONF_SPEED: 0}
    entry = MockConfigEntry(domain=DOMAIN, title="BitGridAI", data=data)
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()

    coordinator = entry.runtime_data
    await coordinator.async_run_until(coordinator.now + 6 * 3600)
    state = hass.states.get("sensor.miner_power")
    assert state is not None
    assert float(state.state) == 1500

    assert await hass.config_entries.async_unload(entry.entry_id)
    assert entry.state is ConfigEntryState.NOT_LOADED
