"""A research bundle, from the switch in Home Assistant to a second process that opens it."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import date, datetime
import json
import os
from pathlib import Path
import subprocess
import sys
from typing import Any

import aiohttp
from aiohttp import web
from homeassistant.config_entries import SOURCE_USER
from homeassistant.const import CONF_TOKEN, CONF_URL
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
import pytest
import pytest_socket

from custom_components.bitgridai.const import DOMAIN, SUBENTRY_AGENT
from custom_components.bitgridai.coordinator import BitGridCoordinator
from tests.agent.running import TOKEN, Running, running
from tests.integration.conftest import Simulate
from tests.integration.services.asking import ask, events, tell

SWITCH = {"entity_id": "switch.bitgridai_research_use"}
SENSOR = "sensor.agent_last_research_bundle"
REPOSITORY = Path(__file__).resolve().parents[2]
COMMAND = (sys.executable, "-c", "import sys; from bitgridai.cli.main import main; sys.exit(main())")
"""The command, also where only its packages are installed and not itself."""


@pytest.fixture(autouse=True, scope="module")
def real_sockets_in_fixtures() -> None:
    """The agent is a process of its own on loopback."""
    pytest_socket.enable_socket()


@pytest.fixture(autouse=True)
def real_sockets(socket_enabled: None) -> None:
    """The integration talks to it."""


@pytest.fixture
def agent(tmp_path: Path) -> Iterator[Running]:
    with running(tmp_path / "agent") as started:
        yield started


@pytest.fixture
async def house(hass: HomeAssistant, simulate: Simulate, agent: Running) -> BitGridCoordinator:
    """A household that has lived for some hours and whose agent is connected."""
    coordinator = await simulate("three_loads")
    await coordinator.async_run_until(coordinator.now + 4 * 3600)
    return await _connected(hass, coordinator, str(agent.http.base_url))


async def _connected(hass: HomeAssistant, coordinator: BitGridCoordinator, url: str) -> BitGridCoordinator:
    entry_id = coordinator.config_entry.entry_id
    flow = await hass.config_entries.subentries.async_init((entry_id, SUBENTRY_AGENT), context={"source": SOURCE_USER})
    entered = {CONF_URL: url, CONF_TOKEN: TOKEN}
    await hass.config_entries.subentries.async_configure(flow["flow_id"], entered)
    await hass.async_block_till_done()  # a new subentry is a new start
    entry = hass.config_entries.async_get_entry(entry_id)
    assert entry is not None
    started: BitGridCoordinator = entry.runtime_data
    return started


async def _consent(hass: HomeAssistant, service: str = "turn_on") -> None:
    await hass.services.async_call("switch", service, SWITCH, blocking=True)


def _opened(bundle: Path, *more: str | Path) -> Any:
    done = subprocess.run(
        [*COMMAND, "research", "open", bundle, "--json", *more],
        env={**os.environ, "PYTHONPATH": str(REPOSITORY / "src")},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


async def test_without_consent_it_is_refused_and_with_it_another_process_opens_and_replays_the_bundle(
    hass: HomeAssistant, house: BitGridCoordinator, agent: Running, tmp_path: Path
) -> None:
    refused = await ask(hass, "export_research")
    assert (refused["status"], refused["reason"]) == ("refused", "no_consent")
    assert [each["reason"] for each in await events(house, "request_refused")] == ["no_consent"]
    assert agent.http.get("/v1/exports").json() == []

    await _consent(hass)
    made = await ask(hass, "export_research", scope="all")
    assert made["status"] == "accepted", made
    assert made["records"] >= house.data.records - 1, "consent that was given a moment ago is in it"
    assert made["url"] == str(agent.http.base_url.join(f"/v1/exports/{made['id']}/bundle"))

    bundle = tmp_path / made["name"]
    bundle.write_bytes(await asyncio.to_thread(_fetched, agent, made["url"]))
    told = await asyncio.to_thread(_opened, bundle)
    assert (told["whole"], told["same"], told["reproduced"]) == (True, True, True)
    assert (told["sha256"], told["bytes"], told["records"]) == (made["sha256"], made["bytes"], made["records"])
    assert told["replay"]["decisions"] > 20
    assert len(told["loads"]) == 3
    names = {str(load) for load in house.data.descriptions} | {house.config_entry.entry_id}
    assert not [name for name in names if name.encode() in bundle.read_bytes()]

    (event,) = await events(house, "research_export")
    assert (event["sha256"], event["id"], event["origin"]) == (made["sha256"], made["id"], "automation")
    audit = [json.loads(line) for line in (agent.data / "exports" / "audit.jsonl").read_text().splitlines()]
    assert [(each["event"], each["sha256"]) for each in audit] == [
        ("export_made", made["sha256"]),
        ("export_handed_out", made["sha256"]),
    ]


def _fetched(agent: Running, url: str) -> bytes:
    answer = agent.http.get(url)
    assert answer.status_code == 200
    return answer.content


async def test_the_last_bundle_is_shown_and_known_again_after_a_restart(
    hass: HomeAssistant, house: BitGridCoordinator
) -> None:
    await _consent(hass)
    shown = hass.states.get(SENSOR)
    assert shown is not None
    assert shown.state == "unknown"
    made = await ask(hass, "export_research", scope="measurements")
    for _ in range(2):
        shown = hass.states.get(SENSOR)
        assert shown is not None
        assert datetime.fromisoformat(shown.state).year == datetime.fromtimestamp(house.now).astimezone().year
        assert (shown.attributes["hash"], shown.attributes["file"]) == (made["sha256"], made["name"])
        assert (shown.attributes["records"], shown.attributes["bytes"]) == (made["records"], made["bytes"])
        assert await hass.config_entries.async_reload(house.config_entry.entry_id)
        await hass.async_block_till_done()


async def test_consent_that_was_taken_back_counts_at_once_at_both_ends(
    hass: HomeAssistant, house: BitGridCoordinator, agent: Running
) -> None:
    await _consent(hass)
    made = await ask(hass, "export_research")
    await _consent(hass, "turn_off")
    with pytest.raises(ServiceValidationError, match="no consent"):
        await tell(hass, "export_research")
    await house.async_flush()
    for _ in range(200):
        if agent.http.get(f"/v1/exports/{made['id']}/bundle").status_code == 403:
            break
        await asyncio.sleep(0.05)
    assert (
        agent.http.post("/v1/exports", json={"ledger": house.config_entry.entry_id, "scope": "all"}).status_code == 403
    )


async def test_a_consent_that_the_archive_does_not_hold_is_asked_for_again(
    hass: HomeAssistant, house: BitGridCoordinator
) -> None:
    """Somebody set the option by hand: the ledger never heard of it."""
    hass.config_entries.async_update_entry(house.config_entry, options={**house.config_entry.options, "research": True})
    answer = await ask(hass, "export_research")
    assert (answer["status"], answer["reason"]) == ("refused", "agent_no_consent")
    assert "off and on again" in answer["message"]
    assert [each["reason"] for each in await events(house, "request_refused")] == ["agent_no_consent"]


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ({"from": "2030-01-01"}, "nothing_to_export"),
        ({"from": date(2030, 1, 1)}, "nothing_to_export"),
        ({"recipient": "ssh-rsa AAAA"}, "bad_recipient"),
    ],
)
async def test_what_the_agent_refuses_is_told_in_words(
    hass: HomeAssistant, house: BitGridCoordinator, asked: dict[str, Any], reason: str
) -> None:
    await _consent(hass)
    answer = await ask(hass, "export_research", **asked)
    assert (answer["status"], answer["reason"]) == ("refused", reason)
    assert answer["message"].startswith("Refused: ")
    assert house.exports.last is None


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"scope": "everything"}, "scope must be one of"),
        ({"from": "yesterday"}, "from must be a day"),
        ({"to": 5}, "to must be a day"),
        ({"to": datetime(2026, 1, 1)}, "to must be a day"),  # noqa: DTZ001
        ({"from": "2026-02-01", "to": "2026-01-01"}, "ends on 2026-01-01, before it begins"),
        ({"recipient": ""}, "recipient must be a text"),
    ],
)
async def test_a_wish_that_does_not_fit_names_its_field(
    hass: HomeAssistant, house: BitGridCoordinator, asked: dict[str, Any], told: str
) -> None:
    await _consent(hass)
    with pytest.raises(ServiceValidationError, match=told):
        await ask(hass, "export_research", **asked)
    assert len(await events(house, "request_refused")) == 1


async def test_an_agent_that_went_away_is_named(hass: HomeAssistant, house: BitGridCoordinator, agent: Running) -> None:
    await _consent(hass)
    agent.stop()
    answer = await ask(hass, "export_research")
    assert (answer["status"], answer["reason"]) == ("refused", "agent_away")
    assert await events(house, "research_export") == []


@pytest.fixture
async def old_agent(agent: Running, aiohttp_server: Any) -> AsyncIterator[str]:
    """The same agent as it was before there were bundles."""
    async with aiohttp.ClientSession(str(agent.http.base_url)) as session:

        async def forward(request: web.Request) -> web.Response:
            if request.path.startswith("/v1/exports"):
                return web.json_response({"code": "not_found", "detail": "Not Found"}, status=404)
            passed = {"Authorization", "Content-Type"} & request.headers.keys()
            headers = {name: request.headers[name] for name in passed}
            body = await request.read()
            async with session.request(request.method, request.path, data=body, headers=headers) as told:
                return web.Response(status=told.status, body=await told.read(), content_type="application/json")

        app = web.Application(client_max_size=16 << 20)
        app.router.add_route("*", "/{path:.*}", forward)
        server = await aiohttp_server(app)
        yield str(server.make_url("/"))


async def test_an_agent_from_before_there_were_bundles_is_to_be_updated(
    hass: HomeAssistant, simulate: Simulate, old_agent: str
) -> None:
    coordinator = await _connected(hass, await simulate(), old_agent)
    await _consent(hass)
    answer = await ask(hass, "export_research")
    assert (answer["status"], answer["reason"]) == ("refused", "agent_too_old")
    assert "Update the agent" in answer["message"]
    assert [each["reason"] for each in await events(coordinator, "request_refused")] == ["agent_too_old"]


async def test_the_card_is_told_of_the_last_bundle(
    hass: HomeAssistant, house: BitGridCoordinator, hass_ws_client: Any
) -> None:
    await _consent(hass)
    made = await ask(hass, "export_research")
    client = await hass_ws_client(hass)
    await client.send_json_auto_id({"type": f"{DOMAIN}/subscribe", "language": "en"})
    while "event" not in (told := await client.receive_json()):
        assert told["success"]
    last = told["event"]["research"]["last_export"]
    assert last == {
        "at": house.now,
        "name": made["name"],
        "scope": "all",
        "bytes": made["bytes"],
        "sha256": made["sha256"],
        "encrypted": False,
        "records": made["records"],
    }
