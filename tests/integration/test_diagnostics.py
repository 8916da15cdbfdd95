"""What a supporter gets, and what nobody gets to see."""

import json
from pathlib import Path
import shutil
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import MockConfigEntry, get_system_health_info  # type: ignore[import-untyped]
from pytest_homeassistant_custom_component.components.diagnostics import (  # type: ignore[import-untyped]
    get_diagnostics_for_config_entry,
    get_diagnostics_for_device,
)
from pytest_homeassistant_custom_component.typing import (  # type: ignore[import-untyped]
    ClientSessionGenerator,
)

from custom_components.bitgridai.const import CONF_HOUSEHOLD, CONF_MODE, CONF_SPEED, DOMAIN, MODE_SIMULATED
from custom_components.bitgridai.engine import verify
from custom_components.bitgridai.engine.vocabulary import Rule
from custom_components.bitgridai.simulation import bundled_households
from tests.integration.owner import BLOCK_S, GRID, Owner


async def download(owner: Owner, client: ClientSessionGenerator) -> dict[str, Any]:
    found: dict[str, Any] = await get_diagnostics_for_config_entry(owner.hass, client, owner.entry)
    return found


async def test_a_supporter_sees_what_was_decided_from_what(owner: Owner, hass_client: ClientSessionGenerator) -> None:
    coordinator = await owner.connect()
    await owner.live(BLOCK_S + 60)
    await coordinator.async_flush()
    shown = await download(owner, hass_client)
    assert shown["policy"]["hash"] == coordinator.data.policy_hash
    assert shown["policy"]["document"]["r3"]["max_chip_temp_c"] == 85
    assert shown["sensors"][GRID]["unit"] == "W"
    assert shown["signals"]["grid_power_w"]["value"] == -1500
    assert shown["health"] == {"level": "ok", "causes": []}
    heater = shown["loads"]["heater"]
    assert heater["reading"]["level"] == 1
    assert heater["last_decision"]["code"] == "R1_SURPLUS_OK"
    assert {vote["rule"] for vote in heater["last_decision"]["votes"]} == set(Rule)
    assert shown["ledger"]["records"] == coordinator.data.records
    assert shown["ledger"]["size_bytes"] > 0


async def test_the_last_records_can_be_verified_by_whoever_gets_them(
    owner: Owner, hass_client: ClientSessionGenerator
) -> None:
    coordinator = await owner.connect()
    await owner.live(BLOCK_S + 60)
    await coordinator.async_flush()
    records = (await download(owner, hass_client))["ledger"]["last_records"]
    report = verify(records, coordinator.data.memory.last_hash)
    assert report.verified, report.difference


async def test_names_and_secrets_are_left_out(owner: Owner, hass_client: ClientSessionGenerator) -> None:
    await owner.connect()
    secrets = {
        "agent_token": "TOP-SECRET",
        "agent_url": "http://198.51.100.7:8080",
        "notify_targets": ["notify.anna_phone"],
        "latitude": 48.137154,
    }
    owner.hass.config_entries.async_update_entry(owner.entry, title="Villa Anna", options=secrets)
    shown = json.dumps(await download(owner, hass_client))
    for secret in ("TOP-SECRET", "198.51.100.7", "anna_phone", "48.137154", "Villa Anna"):
        assert secret not in shown
    assert "sensor.meter" in shown, "without entity ids nobody could tell which sensor is meant"


async def test_a_ledger_that_cannot_be_read_is_told_and_the_rest_is_there(
    owner: Owner, hass_client: ClientSessionGenerator
) -> None:
    coordinator = await owner.connect()
    await owner.live(60)
    await coordinator.async_flush()
    coordinator.ledger.close()
    shown = await download(owner, hass_client)
    assert shown["ledger"]["error"].startswith("ProgrammingError")
    assert shown["loads"]["heater"]["levels_w"] == [0, 1500]


async def test_a_device_tells_of_itself(owner: Owner, hass_client: ClientSessionGenerator) -> None:
    await owner.connect()
    await owner.live(BLOCK_S + 60)
    devices = {device.name: device for device in dr.async_get(owner.hass).devices}
    heater = await get_diagnostics_for_device(owner.hass, hass_client, owner.entry, devices["Heater"])
    assert heater["configuration"]["data"]["switch_entity"] == "input_boolean.heater"
    assert heater["memory"]["starts_today"] == 1
    assert heater["last_decision"]["target_w"] == 1500
    meter = await get_diagnostics_for_device(owner.hass, hass_client, owner.entry, devices["Meter"])
    assert meter["model_id"] == "meter"
    assert "grid_power_w" in meter["signals"]


async def test_a_household_file_is_named_without_its_folder(
    hass: HomeAssistant, hass_client: ClientSessionGenerator, tmp_path: Path
) -> None:
    folder = tmp_path / "anna"
    shutil.copytree(bundled_households()["three_loads"].parent, folder)
    data = {CONF_MODE: MODE_SIMULATED, CONF_HOUSEHOLD: str(folder / "three_loads.yaml"), CONF_SPEED: 0}
    entry = MockConfigEntry(domain=DOMAIN, title="BitGridAI", data=data)
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    shown = await get_diagnostics_for_config_entry(hass, hass_client, entry)
    assert shown["entry"]["data"]["household"] == "three_loads.yaml"
    assert "anna" not in json.dumps(shown)
    assert await hass.config_entries.async_unload(entry.entry_id)


async def test_system_information_says_whether_it_decides(owner: Owner) -> None:
    assert await async_setup_component(owner.hass, "system_health", {})
    coordinator = await owner.connect()
    await owner.live(2 * BLOCK_S + 60)
    await coordinator.async_flush()
    lines = await get_system_health_info(owner.hass, "bitgridai")
    assert lines["health"] == "ok"
    assert lines["ledger"] == "ok"
    assert lines["decisions_today"] >= 2
    assert lines["last_decision"].startswith("2026-06-15T")
    assert coordinator.data.policy_hash.startswith(lines["policy_hash"])
    await owner.leave()
    assert (await get_system_health_info(owner.hass, "bitgridai")).keys() == {"engine_version"}
