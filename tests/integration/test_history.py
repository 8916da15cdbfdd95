"""With Home Assistant's own recorder: long-term statistics, and a logbook that reads well."""

from datetime import UTC, datetime, timedelta
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.logbook.helpers import async_determine_event_types
from homeassistant.components.logbook.processor import EventProcessor
from homeassistant.components.recorder.statistics import list_statistic_ids, statistics_during_period
from homeassistant.core import HomeAssistant
from homeassistant.helpers.recorder import get_instance
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry  # type: ignore[import-untyped]
from pytest_homeassistant_custom_component.components.recorder.common import (  # type: ignore[import-untyped]
    async_wait_recording_done,
    do_adhoc_statistics,
)

from custom_components.bitgridai.const import CONF_HOUSEHOLD, CONF_MODE, CONF_SPEED, DOMAIN, MODE_SIMULATED
from custom_components.bitgridai.coordinator import BitGridCoordinator

NOON = datetime(2026, 6, 15, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _custom_integrations(recorder_mock: Any, enable_custom_integrations: None) -> None:
    """The recorder has to be there before Home Assistant is."""


@pytest.fixture
async def house(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> BitGridCoordinator:
    """A recorded house in which time passes only when told to."""
    freezer.move_to(NOON)
    await hass.config.async_update(currency="CHF")
    data = {CONF_MODE: MODE_SIMULATED, CONF_HOUSEHOLD: "real_week", CONF_SPEED: 0}
    entry = MockConfigEntry(domain=DOMAIN, title="BitGridAI", data=data)
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    coordinator: BitGridCoordinator = entry.runtime_data
    return coordinator


async def live(house: BitGridCoordinator, freezer: FrozenDateTimeFactory, blocks: int) -> None:
    """Let the house and Home Assistant's clock live on together."""
    for _ in range(blocks):
        freezer.tick(600)
        await house.async_run_until(house.now + 600)
    await async_wait_recording_done(house.hass)


async def test_energy_and_value_are_long_term_statistics(
    house: BitGridCoordinator, hass: HomeAssistant, freezer: FrozenDateTimeFactory
) -> None:
    await live(house, freezer, 48)
    start = NOON
    while start < dt_util.utcnow():
        do_adhoc_statistics(hass, start=start)
        start += timedelta(minutes=5)
    await async_wait_recording_done(hass)
    instance = get_instance(hass)
    known = {item["statistic_id"]: item for item in await instance.async_add_executor_job(list_statistic_ids, hass)}
    energy, value = known["sensor.miner_energy"], known["sensor.bitgridai_value_of_exported_energy"]
    assert (energy["has_sum"], energy["statistics_unit_of_measurement"]) == (True, "kWh")
    assert (value["has_sum"], value["statistics_unit_of_measurement"]) == (True, "CHF")

    def rows() -> dict[str, Any]:
        ids = {"sensor.miner_energy", "sensor.bitgridai_value_of_exported_energy"}
        found: dict[str, Any] = statistics_during_period(hass, NOON, None, ids, "hour", None, {"sum", "state"})
        return found

    found = await instance.async_add_executor_job(rows)
    hours = found["sensor.miner_energy"]
    assert len(hours) >= 6
    assert hours[-1]["sum"] > 3
    assert [row["sum"] for row in hours] == sorted(row["sum"] for row in hours)
    assert hours[-1]["state"] == pytest.approx(float(hass.states.get("sensor.miner_energy").state), abs=1.5)  # type: ignore[union-attr]
    assert found["sensor.bitgridai_value_of_exported_energy"][-1]["sum"] != 0


async def test_the_logbook_tells_decisions_and_notices_in_sentences(
    house: BitGridCoordinator,
    hass: HomeAssistant,
    freezer: FrozenDateTimeFactory,
) -> None:
    assert await async_setup_component(hass, "logbook", {})
    await hass.async_block_till_done()
    await live(house, freezer, 24)
    house.async_request({"kind": "set_override", "override": "stop", "duration_min": 30})
    house.async_request({"kind": "emergency_stop", "origin": "user"})
    await live(house, freezer, 1)
    processor = EventProcessor(hass, async_determine_event_types(hass, None, None))
    rows = await get_instance(hass).async_add_executor_job(processor.get_events, NOON, dt_util.utcnow())
    own = [row for row in rows if row.get("domain") == DOMAIN]
    told = [row["message"] for row in own]
    assert {row["name"] for row in own} == {"BitGridAI"}
    assert any(message.startswith("Miner starts at") for message in told)
    assert any(message.startswith("Miner was told to stay off until") for message in told)
    assert told[-1].startswith("The emergency stop is set")
    assert all(row["icon"].startswith("mdi:") for row in own)
