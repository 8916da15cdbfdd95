from homeassistant.config_entries import SOURCE_RECONFIGURE, SOURCE_USER, ConfigEntryState, ConfigFlowContext
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import device_registry as dr

from custom_components.bitgridai.const import DOMAIN
from custom_components.bitgridai.simulation import bundled_households


async def _choose(hass: HomeAssistant, household: str, speed: int) -> None:
    flow = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
    assert flow["type"] is FlowResultType.MENU
    assert flow["menu_options"] == ["sensors", "simulated"]
    flow = await hass.config_entries.flow.async_configure(flow["flow_id"], {"next_step_id": "simulated"})
    assert flow["type"] is FlowResultType.FORM
    flow = await hass.config_entries.flow.async_configure(flow["flow_id"], {"household": household, "speed": speed})
    assert flow["type"] is FlowResultType.CREATE_ENTRY
    await hass.async_block_till_done()


async def test_a_simulated_household_takes_two_clicks(hass: HomeAssistant) -> None:
    await _choose(hass, "real_week", 60)
    (entry,) = hass.config_entries.async_entries(DOMAIN)
    assert entry.state is ConfigEntryState.LOADED
    assert entry.title == "BitGridAI"
    assert entry.data == {"mode": "simulated", "household": "real_week", "speed": 60}
    assert hass.states.get("sensor.miner_state") is not None


async def test_there_is_one_household(hass: HomeAssistant) -> None:
    await _choose(hass, "real_week", 60)
    flow = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
    assert flow["type"] is FlowResultType.ABORT
    assert flow["reason"] == "single_instance_allowed"


async def test_every_bundled_household_is_offered_and_runs(hass: HomeAssistant) -> None:
    flow = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
    flow = await hass.config_entries.flow.async_configure(flow["flow_id"], {"next_step_id": "simulated"})
    schema = flow["data_schema"]
    assert schema is not None
    offered = {str(key): value for key, value in schema.schema.items()}["household"].config["options"]
    assert set(offered) == set(bundled_households())


async def test_another_household_and_speed_are_taken_over(hass: HomeAssistant) -> None:
    await _choose(hass, "real_week", 60)
    (entry,) = hass.config_entries.async_entries(DOMAIN)
    context = ConfigFlowContext(source=SOURCE_RECONFIGURE, entry_id=entry.entry_id)
    flow = await hass.config_entries.flow.async_init(DOMAIN, context=context)
    assert flow["step_id"] == "reconfigure"
    flow = await hass.config_entries.flow.async_configure(flow["flow_id"], {"household": "three_loads", "speed": 3600})
    assert flow["type"] is FlowResultType.ABORT
    assert flow["reason"] == "reconfigure_successful"
    await hass.async_block_till_done()

    assert entry.state is ConfigEntryState.LOADED
    assert entry.runtime_data.household.speed == 3600
    assert hass.states.get("sensor.garage_miner_state") is not None
    names = {device.name for device in dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id)}
    assert "Garage miner" in names
    assert "Miner" not in names, "a load that is gone leaves no device behind"
