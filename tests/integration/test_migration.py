"""What the first version stored, as it lay on disk, goes on in this one."""

import json
from pathlib import Path
from typing import Any

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry  # type: ignore[import-untyped]

from custom_components.bitgridai.config_flow import BitGridConfigFlow
from custom_components.bitgridai.const import DOMAIN
from tests.integration.owner import BLOCK_S, Owner

STORED = Path(__file__).parent / "stored" / "entry_1_1.json"


def _stored(hass: HomeAssistant, **changed: Any) -> MockConfigEntry:
    document = json.loads(STORED.read_text("utf-8")) | changed
    entry = MockConfigEntry(
        domain=DOMAIN,
        title=document["title"],
        entry_id=document["entry_id"],
        version=document["version"],
        minor_version=document["minor_version"],
        data=document["data"],
        options=document["options"],
        subentries_data=document["subentries"],
    )
    entry.add_to_hass(hass)
    return entry


@pytest.fixture
def stored(owner: Owner) -> MockConfigEntry:
    for entity_id, value, unit in (("sensor.battery", "-500", "W"), ("sensor.price", "0.20", "EUR/kWh")):
        owner.hass.states.async_set(entity_id, value, {"unit_of_measurement": unit})
    owner.hass.states.async_set("switch.boiler", "off")
    owner.entry = _stored(owner.hass, options={})
    return owner.entry


async def test_a_household_of_the_first_version_is_controlled_as_before(owner: Owner, stored: MockConfigEntry) -> None:
    before = {key: (item.title, dict(item.data)) for key, item in stored.subentries.items()}
    assert await owner.hass.config_entries.async_setup(stored.entry_id)
    await owner.hass.async_block_till_done()
    assert (stored.version, stored.minor_version) == (BitGridConfigFlow.VERSION, BitGridConfigFlow.MINOR_VERSION)
    assert stored.unique_id == DOMAIN, "it is the one household"
    after = {key: (item.title, dict(item.data)) for key, item in stored.subentries.items()}
    shapes = {data.pop("shape", None) for _, data in after.values() if "load_id" in data}
    assert shapes == {"switch"}
    assert after == before, "nothing else has changed"

    descriptions = owner.coordinator.data.descriptions
    assert {key: item.levels_w for key, item in descriptions.items()} == {"heater": (0, 1500), "boiler": (0, 2000)}
    assert owner.state("sensor.storage_battery_power").state == "500"
    await owner.live(BLOCK_S + 60)
    assert owner.heating()


async def test_what_was_chosen_in_the_first_version_stays_chosen(hass: HomeAssistant, owner: Owner) -> None:
    owner.entry = _stored(hass)
    assert await hass.config_entries.async_setup(owner.entry.entry_id)
    await hass.async_block_till_done()
    assert owner.coordinator.data.autonomy == "assisted"


async def test_what_a_newer_version_stored_is_left_alone(hass: HomeAssistant, owner: Owner) -> None:
    owner.entry = _stored(hass, version=2)
    assert not await hass.config_entries.async_setup(owner.entry.entry_id)
    assert owner.entry.state is ConfigEntryState.MIGRATION_ERROR
    assert all("shape" not in item.data for item in owner.entry.subentries.values())
