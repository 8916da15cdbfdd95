"""What keeps a household from starting, or its ledger from being written, is told and does no harm."""

from pathlib import Path
from typing import Any

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry  # type: ignore[import-untyped]

from custom_components.bitgridai.const import CONF_HOUSEHOLD, CONF_MODE, CONF_SPEED, DOMAIN, MODE_SIMULATED
from custom_components.bitgridai.coordinator import ledger_path
from tests.integration.owner import BLOCK_S, Owner, verified


def _entry(hass: HomeAssistant, household: str = "real_week", **more: Any) -> MockConfigEntry:
    data = {CONF_MODE: MODE_SIMULATED, CONF_HOUSEHOLD: household, CONF_SPEED: 0}
    entry = MockConfigEntry(domain=DOMAIN, title="BitGridAI", data=data, **more)
    entry.add_to_hass(hass)
    return entry


@pytest.mark.parametrize(
    ("household", "options", "told"),
    [
        ("castle", {}, "castle"),
        ("real_week", {"policy": {"r2": {"soc_hard_min_pct": 150}}}, "policy.r2.soc_hard_min_pct"),
        ("real_week", {"policy": {"r9": {}}}, "policy.r9"),
    ],
)
async def test_a_configuration_that_cannot_be_used_is_refused_whole(
    hass: HomeAssistant, household: str, options: dict[str, Any], told: str
) -> None:
    entry = _entry(hass, household, options=options)
    assert not await hass.config_entries.async_setup(entry.entry_id)
    assert entry.state is ConfigEntryState.SETUP_ERROR
    assert entry.reason is not None
    assert told in entry.reason


async def test_a_ledger_that_cannot_be_opened_is_tried_again(hass: HomeAssistant) -> None:
    entry = _entry(hass)
    path = ledger_path(hass, entry.entry_id)

    def spoil(file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("this is no ledger, and long enough to be told apart from an empty file " * 20)

    await hass.async_add_executor_job(spoil, path)
    assert not await hass.config_entries.async_setup(entry.entry_id)
    assert entry.state is ConfigEntryState.SETUP_RETRY
    assert entry.error_reason_translation_key == "ledger_unavailable"

    await hass.async_add_executor_job(path.unlink)
    assert await hass.config_entries.async_reload(entry.entry_id)
    assert hass.config_entries.async_loaded_entries(DOMAIN) == [entry]
    await hass.config_entries.async_unload(entry.entry_id)


async def test_without_a_ledger_nothing_new_begins(owner: Owner) -> None:
    coordinator = await owner.connect()
    await owner.live(30)
    coordinator.ledger._connected().execute("PRAGMA query_only = ON")
    coordinator.async_set_research(consent=False)
    await owner.live(2 * BLOCK_S)
    assert not owner.heating(), "a decision that cannot be recorded could not be explained afterwards"
    health = owner.state("sensor.bitgridai_health")
    assert health.state == "error"
    assert health.attributes["causes"] == ["ledger_not_writable"]
    assert owner.state("sensor.heater_reason").state == "r1_degraded"

    coordinator.ledger._connected().execute("PRAGMA query_only = OFF")
    await owner.live(2 * BLOCK_S)
    assert owner.heating()
    assert owner.state("sensor.bitgridai_health").state == "ok"
    await owner.leave()
    report = await verified(owner.hass, owner.entry)
    assert report.verified, report.difference


async def test_what_a_removed_household_decided_is_kept(hass: HomeAssistant) -> None:
    entry = _entry(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await entry.runtime_data.async_run_until(entry.runtime_data.now + 1800)
    path = ledger_path(hass, entry.entry_id)
    await hass.config_entries.async_remove(entry.entry_id)
    assert await hass.async_add_executor_job(path.exists)
    report = await verified(hass, entry)
    assert report.verified
    assert report.decisions >= 3
