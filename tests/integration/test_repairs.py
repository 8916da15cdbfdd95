"""What a person has to see to: raised, explained, repaired, and gone with its cause."""

import asyncio
import sqlite3
from typing import Any

from homeassistant.components.repairs import repairs_flow_manager
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import get_system_health_info  # type: ignore[import-untyped]

from custom_components.bitgridai.agent import LinkState
from custom_components.bitgridai.const import DOMAIN
from tests.integration.owner import BLOCK_S, GRID, TEMPERATURE, Owner

MINUTE_S = 60


@pytest.fixture(autouse=True)
async def _repairs(hass: HomeAssistant) -> None:
    """Home Assistant's own repairs."""
    assert await async_setup_component(hass, "repairs", {})


def raised(hass: HomeAssistant) -> set[str]:
    return {issue_id for domain, issue_id in ir.async_get(hass).issues if domain == DOMAIN}


def issue(hass: HomeAssistant, issue_id: str) -> ir.IssueEntry:
    found = ir.async_get(hass).async_get_issue(DOMAIN, issue_id)
    assert found is not None, raised(hass)
    return found


def agent_state(owner: Owner) -> LinkState:
    status = owner.coordinator.agent
    assert status is not None
    return status.state


async def fix(hass: HomeAssistant, issue_id: str) -> dict[str, Any]:
    """Open the repair and submit it."""
    manager = repairs_flow_manager(hass)
    assert manager is not None
    form = await manager.async_init(DOMAIN, data={"issue_id": issue_id})
    assert form["type"] is FlowResultType.FORM
    assert form["step_id"] == "confirm"
    assert form["description_placeholders"] == issue(hass, issue_id).translation_placeholders
    return dict(await manager.async_configure(form["flow_id"], {}))


async def test_a_silent_meter_asks_for_another_after_a_while(owner: Owner, hass: HomeAssistant) -> None:
    await owner.connect()
    await owner.live(MINUTE_S)
    assert raised(hass) == set()
    owner.shown[GRID] = "unavailable"
    await owner.live(10 * MINUTE_S)
    assert raised(hass) == set(), "a device may be away for a while"
    await owner.live(6 * MINUTE_S)
    assert raised(hass) == {"no_reading_grid_power_w"}
    assert issue(hass, "no_reading_grid_power_w").translation_placeholders == {"about": "grid meter", "entities": GRID}
    result = await fix(hass, "no_reading_grid_power_w")
    assert result["type"] is FlowResultType.CREATE_ENTRY
    kind, flow_id = result["next_flow"]
    assert kind == "config_subentries_flow"
    form = hass.config_entries.subentries.async_get(flow_id)
    assert form["step_id"] == "reconfigure"
    hass.config_entries.subentries.async_abort(flow_id)
    del owner.shown[GRID]
    await owner.live(MINUTE_S)
    assert raised(hass) == set()


async def test_a_sensor_that_stands_still_is_told_too(owner: Owner, hass: HomeAssistant) -> None:
    await owner.connect()
    owner.frozen.add(GRID)
    await owner.live(14 * MINUTE_S)
    assert raised(hass) == set()
    await owner.live(2 * MINUTE_S)
    assert raised(hass) == {"no_reading_of_device_grid_power_w"}
    assert not issue(hass, "no_reading_of_device_grid_power_w").is_fixable


async def test_a_repair_goes_with_its_household(owner: Owner, hass: HomeAssistant) -> None:
    await owner.connect()
    owner.shown[TEMPERATURE] = "unknown"
    await owner.live(20 * MINUTE_S)
    assert raised(hass) == {"no_reading_heater"}
    await owner.leave()
    assert raised(hass) == set()


async def test_a_house_that_consumes_less_than_nothing_has_a_wrong_sign(owner: Owner, hass: HomeAssistant) -> None:
    # At night, with a meter that counts import as negative.
    owner.pv_w, owner.surplus_w = 0, 400
    coordinator = await owner.connect()
    await owner.live(20 * MINUTE_S)
    assert raised(hass) == set()
    await owner.live(15 * MINUTE_S)
    assert raised(hass) == {"sign_inverted_grid_power_w"}
    result = await fix(hass, "sign_inverted_grid_power_w")
    assert result["type"] is FlowResultType.CREATE_ENTRY
    await hass.async_block_till_done()
    assert owner.coordinator is not coordinator, "another sign is a new start"
    await owner.live(MINUTE_S)
    assert raised(hass) == set()
    assert float(owner.state("sensor.meter_grid_power").state) == 400


async def test_a_house_that_exports_by_day_is_in_order(owner: Owner, hass: HomeAssistant) -> None:
    owner.pv_w, owner.surplus_w = 5000, 4000
    await owner.connect()
    await owner.live(40 * MINUTE_S)
    assert raised(hass) == set()


async def test_a_ledger_that_cannot_be_written_is_tried_again(
    owner: Owner, hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    coordinator = await owner.connect()
    await owner.live(MINUTE_S)
    await coordinator.async_flush()
    lock = sqlite3.connect(coordinator.ledger.path, check_same_thread=False, isolation_level=None)
    coordinator.ledger._connected().execute("PRAGMA busy_timeout=1")
    lock.execute("BEGIN EXCLUSIVE")
    await owner.live(BLOCK_S + 3 * MINUTE_S)
    assert raised(hass) == {"ledger_not_writable"}
    assert issue(hass, "ledger_not_writable").severity is ir.IssueSeverity.ERROR
    result = await fix(hass, "ledger_not_writable")
    assert result["errors"] == {"base": "still_not_writable"}
    lock.execute("ROLLBACK")
    lock.close()
    manager = repairs_flow_manager(hass)
    assert manager is not None
    done = await manager.async_configure(result["flow_id"], {})
    assert done["type"] is FlowResultType.CREATE_ENTRY
    await owner.live(MINUTE_S)
    assert raised(hass) == set()
    assert coordinator.ledger.waiting == 0


async def test_a_forgotten_emergency_stop_is_released(owner: Owner, hass: HomeAssistant) -> None:
    coordinator = await owner.connect()
    coordinator.async_request({"kind": "emergency_stop", "origin": "user"})
    await owner.live(50 * MINUTE_S)
    assert raised(hass) == set()
    await owner.live(15 * MINUTE_S)
    assert raised(hass) == {"emergency_stop_forgotten"}
    result = await fix(hass, "emergency_stop_forgotten")
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert owner.coordinator.data.memory.emergency_stop is None
    assert raised(hass) == set()


async def test_a_load_that_does_not_cool_down_needs_a_person(owner: Owner, hass: HomeAssistant) -> None:
    await owner.connect()
    await owner.live(BLOCK_S + MINUTE_S)
    owner.temperature_c = 91
    await owner.live(50 * MINUTE_S)
    assert raised(hass) == set()
    await owner.live(20 * MINUTE_S)
    assert raised(hass) == {"locked_out_by_heat_heater"}
    assert not issue(hass, "locked_out_by_heat_heater").is_fixable
    await hass.services.async_call("bitgridai", "acknowledge_lockout", {"load": "heater"}, blocking=True)
    await owner.live(MINUTE_S)
    assert raised(hass) == set(), "whoever has seen it is not asked again"
    owner.temperature_c = 40
    await owner.live(5 * MINUTE_S)
    assert raised(hass) == set()


async def test_an_agent_that_is_away_for_long_is_told(
    owner: Owner, hass: HomeAssistant, socket_enabled: None, unused_tcp_port: int
) -> None:
    await owner.connect(agent={"url": f"http://127.0.0.1:{unused_tcp_port}", "token": "token"})
    await owner.live(MINUTE_S)
    async with asyncio.timeout(10):
        while agent_state(owner) is not LinkState.UNREACHABLE:  # noqa: ASYNC110  # the link tells its coordinator alone
            await asyncio.sleep(0.05)
    await owner.live(MINUTE_S)
    assert raised(hass) == set()
    await owner.jump(7 * 3600)
    await owner.live(MINUTE_S)
    assert raised(hass) == {"agent_unreachable"}
    lines = await get_system_health_info(hass, DOMAIN) if await async_setup_component(hass, "system_health", {}) else {}
    assert lines["agent"] == "unreachable"
