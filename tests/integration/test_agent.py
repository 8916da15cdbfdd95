"""The household and its agent: connected by hand, followed in Home Assistant, unharmed without."""

import asyncio
from collections.abc import Iterator
import json
from pathlib import Path
from typing import Any

from aiohttp import web
from homeassistant.config_entries import SOURCE_USER
from homeassistant.const import CONF_TOKEN, CONF_URL
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import device_registry as dr
import pytest
import pytest_socket

from bitgridai.archive.archive import bodies_in
from custom_components.bitgridai.const import SUBENTRY_AGENT
from custom_components.bitgridai.coordinator import BitGridCoordinator
from custom_components.bitgridai.diagnostics import async_get_config_entry_diagnostics
from tests.agent.running import TOKEN, Running, running
from tests.integration.conftest import Simulate

LINK = "sensor.agent_connection"


@pytest.fixture(autouse=True, scope="module")
def real_sockets_in_fixtures() -> None:
    """The agent is a process of its own on loopback."""
    pytest_socket.enable_socket()


@pytest.fixture(autouse=True)
def real_sockets(socket_enabled: None) -> None:
    """The integration talks to it."""


@pytest.fixture(scope="module")
def agent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("agent")) as started:
        yield started


async def _connect(hass: HomeAssistant, coordinator: BitGridCoordinator, entered: dict[str, Any]) -> Any:
    flow = await hass.config_entries.subentries.async_init(
        (coordinator.config_entry.entry_id, SUBENTRY_AGENT), context={"source": SOURCE_USER}
    )
    if flow["type"] is FlowResultType.ABORT:
        return flow
    result = await hass.config_entries.subentries.async_configure(flow["flow_id"], entered)
    await hass.async_block_till_done()  # a new subentry is a new start
    return result


def _entered(agent: Running) -> dict[str, Any]:
    return {CONF_URL: str(agent.http.base_url), CONF_TOKEN: TOKEN}


async def _until_linked(hass: HomeAssistant, state: str) -> None:
    for _ in range(400):
        await hass.async_block_till_done()
        shown = hass.states.get(LINK)
        if shown is not None and shown.state == state:
            return
        await asyncio.sleep(0.05)
    shown = hass.states.get(LINK)
    pytest.fail(f"the link is {shown}")


async def _telemetry_until(hass: HomeAssistant, agent: Running, ledger: str) -> int:
    kept = 0
    for _ in range(200):
        kept = (await hass.async_add_executor_job(agent.http.get, f"/v1/ledgers/{ledger}/telemetry")).json()["time"]
        if kept:
            break
        await asyncio.sleep(0.05)
    return kept


async def test_an_agent_is_connected_and_gets_the_whole_ledger(
    hass: HomeAssistant, simulate: Simulate, agent: Running
) -> None:
    coordinator = await simulate()
    await coordinator.async_run_until(coordinator.now + 3 * 3600)
    made = await _connect(hass, coordinator, _entered(agent))
    assert made["type"] is FlowResultType.CREATE_ENTRY
    await hass.async_block_till_done()
    entry = hass.config_entries.async_entries("bitgridai")[0]
    coordinator = entry.runtime_data
    await _until_linked(hass, "connected")
    await coordinator.async_run_until(coordinator.now + 3600)
    await coordinator.async_flush()
    for _ in range(200):
        if coordinator.agent is not None and coordinator.agent.archived_seq == coordinator.data.records:
            break
        await asyncio.sleep(0.05)
    archived = [json.loads(body)["seq"] for body in bodies_in(agent.data / "archive" / entry.entry_id)]
    assert archived == list(range(1, coordinator.data.records + 1))
    kept = await _telemetry_until(hass, agent, entry.entry_id)
    assert coordinator.now - 3600 < kept <= coordinator.now
    shown = hass.states.get(LINK)
    assert shown is not None
    assert shown.attributes["engine_version"].count(".") == 2
    names = {device.name for device in dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id)}
    assert "Agent" in names


async def test_a_second_agent_is_refused(hass: HomeAssistant, simulate: Simulate, agent: Running) -> None:
    coordinator = await simulate()
    await _connect(hass, coordinator, _entered(agent))
    await hass.async_block_till_done()
    again = await _connect(hass, hass.config_entries.async_entries("bitgridai")[0].runtime_data, _entered(agent))
    assert (again["type"], again["reason"]) == (FlowResultType.ABORT, "only_one_agent")


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({CONF_TOKEN: "x" * 40}, {CONF_TOKEN: "agent_token"}),
        ({CONF_URL: "http://127.0.0.1:9"}, {CONF_URL: "agent_unreachable"}),
        ({CONF_URL: "ftp://127.0.0.1"}, {CONF_URL: "agent_url"}),
        ({CONF_URL: "agent"}, {CONF_URL: "agent_url"}),
        ({CONF_URL: "http://[::1"}, {CONF_URL: "agent_url"}),
    ],
)
async def test_what_does_not_answer_is_named_and_can_be_corrected(
    hass: HomeAssistant, simulate: Simulate, agent: Running, changed: dict[str, Any], error: dict[str, str]
) -> None:
    coordinator = await simulate()
    refused = await _connect(hass, coordinator, {**_entered(agent), **changed})
    assert (refused["type"], refused["errors"]) == (FlowResultType.FORM, error)
    made = await hass.config_entries.subentries.async_configure(refused["flow_id"], _entered(agent))
    assert made["type"] is FlowResultType.CREATE_ENTRY
    await hass.async_block_till_done()


async def test_without_its_agent_the_household_goes_on_and_says_so(
    hass: HomeAssistant, simulate: Simulate, tmp_path: Path
) -> None:
    coordinator = await simulate()
    with running(tmp_path) as agent:
        await _connect(hass, coordinator, _entered(agent))
        await _until_linked(hass, "connected")
    entry = hass.config_entries.async_entries("bitgridai")[0]
    assert await hass.config_entries.async_reload(entry.entry_id)
    await _until_linked(hass, "unreachable")
    coordinator = entry.runtime_data
    decided = coordinator.data.records
    await coordinator.async_run_until(coordinator.now + 3600)
    assert coordinator.data.records > decided
    shown = hass.states.get(LINK)
    assert shown is not None
    assert "cannot be reached" in shown.attributes["error"]


async def test_the_token_stays_a_secret(hass: HomeAssistant, simulate: Simulate, agent: Running) -> None:
    coordinator = await simulate()
    await _connect(hass, coordinator, _entered(agent))
    await _until_linked(hass, "connected")
    entry = hass.config_entries.async_entries("bitgridai")[0]
    told = json.dumps(await async_get_config_entry_diagnostics(hass, entry), default=str)
    assert TOKEN not in told
    subentry = next(iter(entry.get_subentries_of_type(SUBENTRY_AGENT)))
    flow = await hass.config_entries.subentries.async_init(
        (entry.entry_id, SUBENTRY_AGENT),
        context={"source": "reconfigure", "subentry_id": subentry.subentry_id},
    )
    assert flow["data_schema"] is not None
    suggested = {str(key): (key.description or {}).get("suggested_value") for key in flow["data_schema"].schema}
    assert suggested == {CONF_URL: str(agent.http.base_url), CONF_TOKEN: None}
    wrong = {**_entered(agent), CONF_TOKEN: "y" * 40}
    refused = await hass.config_entries.subentries.async_configure(flow["flow_id"], wrong)
    assert (refused["type"], refused["errors"]) == (FlowResultType.FORM, {CONF_TOKEN: "agent_token"})
    changed = await hass.config_entries.subentries.async_configure(flow["flow_id"], _entered(agent))
    assert (changed["type"], changed["reason"]) == (FlowResultType.ABORT, "reconfigure_successful")
    await hass.async_block_till_done()


async def test_an_agent_that_is_deleted_leaves_no_device(
    hass: HomeAssistant, simulate: Simulate, agent: Running
) -> None:
    coordinator = await simulate()
    await _connect(hass, coordinator, _entered(agent))
    await _until_linked(hass, "connected")
    entry = hass.config_entries.async_entries("bitgridai")[0]
    subentry = next(iter(entry.get_subentries_of_type(SUBENTRY_AGENT)))
    assert hass.config_entries.async_remove_subentry(entry, subentry.subentry_id)
    await hass.async_block_till_done()
    assert hass.states.get(LINK) is None
    assert entry.runtime_data.agent is None


async def test_an_agent_of_another_time_is_told_which_side_to_update(
    hass: HomeAssistant, simulate: Simulate, aiohttp_server: Any
) -> None:
    async def handshake(request: web.Request) -> web.Response:
        told = {"version": "0.0.1", "engine_version": "1.0.0", "boot_id": "b", "free_bytes": 1}
        return web.json_response({**told, "api_version": 0, "min_client": 0})

    app = web.Application()
    app.router.add_get("/v1/handshake", handshake)
    server = await aiohttp_server(app)
    coordinator = await simulate()
    refused = await _connect(hass, coordinator, {CONF_URL: str(server.make_url("/")), CONF_TOKEN: TOKEN})
    assert refused["errors"] == {"base": "agent_incompatible"}
    assert "update the agent" in refused["description_placeholders"]["error"]
