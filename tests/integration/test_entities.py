"""How the entities present themselves: devices, categories, and how often they speak."""

from collections import Counter

from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er

from custom_components.bitgridai.engine.vocabulary import Rule
from tests.integration.conftest import Simulate
from tests.integration.owner import BLOCK_S, Owner, state


async def test_the_house_its_parts_and_its_loads_are_devices(hass: HomeAssistant, simulate: Simulate) -> None:
    coordinator = await simulate("three_loads")
    entry = coordinator.config_entry
    devices = {item.name: item for item in dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id)}
    assert devices.keys() == {
        "BitGridAI",
        "Household",
        "Meter",
        "Inverter",
        "Storage",
        "Living room miner",
        "Garage miner",
        "Heating rod",
    }
    controller = devices.pop("BitGridAI")
    assert controller.entry_type is dr.DeviceEntryType.SERVICE
    assert {item.via_device_id for item in devices.values()} == {controller.id}
    assert {item.name for item in devices.values() if item.model_id == "load"} == {
        "Living room miner",
        "Garage miner",
        "Heating rod",
    }


async def test_each_device_of_a_real_house_belongs_to_its_subentry(owner: Owner) -> None:
    await owner.connect()
    registry = er.async_get(owner.hass)
    for subentry in owner.entry.subentries.values():
        found = [item for item in registry.entities.values() if item.config_subentry_id == subentry.subentry_id]
        assert found, subentry.subentry_type
        assert len({item.device_id for item in found}) == 1


async def test_unique_ids_hold_the_entry_and_differ(hass: HomeAssistant, simulate: Simulate) -> None:
    coordinator = await simulate("three_loads")
    entries = er.async_entries_for_config_entry(er.async_get(hass), coordinator.config_entry.entry_id)
    ids = Counter((item.domain, item.unique_id) for item in entries)
    assert max(ids.values()) == 1
    assert all(item.unique_id.startswith(f"{coordinator.config_entry.entry_id}_") for item in entries)


async def test_what_is_no_daily_reading_stands_aside(hass: HomeAssistant, simulate: Simulate) -> None:
    await simulate()
    registry = er.async_get(hass)

    def category(entity_id: str) -> EntityCategory | None:
        entry = registry.async_get(entity_id)
        assert entry is not None, entity_id
        return entry.entity_category

    for name in ("health", "policy_hash", "records", "last_record_hash", "simulated_time"):
        assert category(f"sensor.bitgridai_{name}") is EntityCategory.DIAGNOSTIC
    for entity_id in ("select.bitgridai_autonomy", "switch.bitgridai_research_use", "switch.miner_fault_cooling_fails"):
        assert category(entity_id) is EntityCategory.CONFIG
    hidden = registry.async_get("sensor.bitgridai_last_record_hash")
    assert hidden is not None
    assert hidden.disabled_by is er.RegistryEntryDisabler.INTEGRATION


async def test_a_house_without_a_battery_has_no_storage(hass: HomeAssistant, simulate: Simulate) -> None:
    await simulate("no_battery")
    assert hass.states.get("sensor.storage_state_of_charge") is None
    assert state(hass, "sensor.household_electricity_price").state == "28.0"
    assert state(hass, "sensor.household_electricity_price").attributes["unit_of_measurement"] == "ct/kWh"


async def test_long_texts_stay_out_of_the_recorder(hass: HomeAssistant, simulate: Simulate) -> None:
    coordinator = await simulate()
    await coordinator.async_run_until(coordinator.now + 6 * 3600)
    for entity_id in ("sensor.bitgridai_explanation", "sensor.miner_explanation"):
        shown = state(hass, entity_id)
        assert len(shown.state) <= 140
        assert {vote["rule"] for vote in shown.attributes["votes"]} == set(Rule)
        assert shown.state_info is not None
        assert {"detail", "technical", "votes"} <= shown.state_info["unrecorded_attributes"]
    preview = state(hass, "sensor.bitgridai_next_block")
    assert preview.state_info is not None
    assert "explanation" in preview.state_info["unrecorded_attributes"]


async def test_a_quiet_house_writes_nothing_between_two_blocks(owner: Owner) -> None:
    await owner.connect()
    await owner.live(2 * BLOCK_S + 60)
    own = {
        item.entity_id
        for item in er.async_entries_for_config_entry(er.async_get(owner.hass), owner.entry.entry_id)
        if owner.hass.states.get(item.entity_id) is not None
    }
    before = {entity_id: owner.state(entity_id).last_reported for entity_id in own}
    await owner.live(300)
    # Readings move under the rounding, as they always do.
    owner.surplus_w += 2
    await owner.live(120)
    written = {entity_id for entity_id in own if owner.state(entity_id).last_reported != before[entity_id]}
    assert written <= {"sensor.bitgridai_next_block"}


async def test_the_next_block_is_foretold(owner: Owner) -> None:
    await owner.connect()
    await owner.live(BLOCK_S - 60)
    ahead = owner.state("sensor.bitgridai_next_block")
    assert ahead.state == "start"
    assert ahead.attributes["reason"] == "r1_surplus_ok"
    assert ahead.attributes["load"] == "heater"
    assert owner.state("sensor.bitgridai_next_decision").state == "2026-06-15T19:10:00+00:00"
    assert not owner.heating()
    owner.surplus_w = 100
    await owner.live(50)
    assert 2700 < int(owner.state("sensor.bitgridai_surplus").state) < 3000, "the mean of the block, not the moment"
