"""A replay asked for in Home Assistant: done by a real agent, told in the language of the house."""

from collections.abc import Iterator
from pathlib import Path
import re
from typing import Any

from aiohttp import web
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import config_validation as cv, script
import pytest
from pytest_homeassistant_custom_component.common import async_mock_service  # type: ignore[import-untyped]
import pytest_socket
import yaml

from custom_components.bitgridai.coordinator import BitGridCoordinator
from custom_components.bitgridai.inquiry.errors import async_in_words
from tests.agent.running import Running, running
from tests.integration.conftest import Simulate
from tests.integration.services.agent_house import older_agent, with_agent
from tests.integration.services.asking import ask

PAGE = Path(__file__).parents[3] / "docs" / "actions.md"


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
    """A household that has lived for some hours, and whose agent is connected."""
    return await with_agent(hass, await simulate(), str(agent.http.base_url))


async def test_the_same_engine_would_decide_everything_the_same(hass: HomeAssistant, house: BitGridCoordinator) -> None:
    records = house.data.records
    told = await ask(hass, "replay", wait=120)
    assert (told["state"], told["kind"], told["progress_pct"], told["error"]) == ("done", "verify", 100, None)
    assert told["result"]["same"] is True
    assert told["result"]["records"] == records, "every record was sent before"
    assert told["summary"].startswith(f"Engine {told['result']['replayed_by']} would decide all ")
    assert house.data.records == records, "asking leaves no trace in the house"


async def test_a_what_if_compares_both_policies_in_german(hass: HomeAssistant, house: BitGridCoordinator) -> None:
    hass.config.language = "de"
    told = await ask(hass, "replay", kind="what_if", policy={"r1": {"start_margin_w": 4000}}, wait=120)
    assert told["state"] == "done", told["error"]
    assert told["summary"].startswith("In 0.2 Tagen hätten die geänderten Regeln ")
    assert "series" not in told["result"]
    assert told["result"]["figures"]["changed"]["starts"] <= told["result"]["figures"]["recorded"]["starts"]


async def test_a_sweep_names_the_best_policy(hass: HomeAssistant, house: BitGridCoordinator) -> None:
    grid = {"r1": {"start_margin_w": [0, 2000]}}
    told = await ask(hass, "replay", kind="sweep", grid=grid, wait=120)
    assert told["state"] == "done", told["error"]
    assert told["summary"].startswith("Best of 2 policies over 0.2 days: r1.start_margin_w = ")


async def test_who_does_not_wait_can_come_back(hass: HomeAssistant, house: BitGridCoordinator) -> None:
    begun = await ask(hass, "replay", wait=0)
    assert begun["state"] in {"queued", "running"}
    assert begun["job"] in begun["summary"]
    assert begun["result"] is None
    told = await ask(hass, "replay", job=begun["job"], wait=120)
    assert (told["job"], told["state"]) == (begun["job"], "done")


async def test_the_example_of_the_page_tells_it_to_a_phone(hass: HomeAssistant, house: BitGridCoordinator) -> None:
    section = PAGE.read_text("utf-8").partition("\n## replay\n")[2]
    blocks = re.findall(r"^```yaml\n(.*?)^```$", section, re.DOTALL | re.MULTILINE)
    example = yaml.safe_load(blocks[0])
    sent = async_mock_service(hass, "notify", "send_message")
    hass.states.async_set("sensor.agent_connection", "connected")
    steps = await script.async_validate_actions_config(hass, cv.SCRIPT_SCHEMA(example["actions"]))
    await script.Script(hass, steps, example["alias"], "test").async_run({}, Context())
    assert "would decide all" in sent[0].data["message"]


async def _error(hass: HomeAssistant, language: str = "en", **data: Any) -> str:
    with pytest.raises(HomeAssistantError) as caught:
        await ask(hass, "replay", **data)
    return await async_in_words(hass, caught.value, language)


async def test_without_an_agent_it_says_what_to_do(hass: HomeAssistant, simulate: Simulate) -> None:
    await simulate()
    assert "Connect an agent" in await _error(hass)
    assert "Verbinden Sie einen Agent" in await _error(hass, "de")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"from": "2026-06-16", "to": "2026-06-15"}, "before it begins"),
        ({"from": "soon"}, "a day such as"),
        ({"from": "2031-01-01"}, "There is nothing to replay: the archive of"),
        ({"kind": "rewind"}, "must be one of: verify, what_if, sweep"),
        ({"policy": {"r1": {}}}, "has no use for policy"),
        ({"kind": "sweep"}, "needs a grid"),
        ({"kind": "what_if", "policy": {"r1": {"start_margin": 1}}}, "does not do this replay: policy.r1"),
        ({"kind": "what_if", "pv_factor": -1}, "pv_factor"),
        ({"wait": 10_000}, "wait"),
        ({"job": "20200101T000000-00000000"}, "knows no job 20200101T000000-00000000"),
        ({"job": "../ledgers"}, "knows no job"),
    ],
)
async def test_what_cannot_be_replayed_is_said_in_words_and_starts_nothing(
    hass: HomeAssistant, house: BitGridCoordinator, agent: Running, data: dict[str, Any], told: str
) -> None:
    assert told in await _error(hass, **data)
    jobs = await hass.async_add_executor_job(agent.http.get, "/v1/jobs")
    assert jobs.json() == []


async def test_an_agent_that_is_away_is_named(hass: HomeAssistant, house: BitGridCoordinator, agent: Running) -> None:
    await hass.async_add_executor_job(agent.stop)
    assert "Look at its connection" in await _error(hass)


async def test_an_agent_from_before_there_were_replays_is_told_apart(
    hass: HomeAssistant, house: BitGridCoordinator, agent: Running, unused_tcp_port: int
) -> None:
    def without_jobs(path: str, _: dict[str, Any]) -> web.Response | None:
        if not path.startswith("/v1/jobs"):
            return None
        return web.json_response({"code": "not_found", "detail": "Not Found"}, status=404)

    async with older_agent(hass, house, agent, unused_tcp_port, without_jobs):
        assert "Update the agent" in await _error(hass)
