"""A sweep asked for on the owner's cluster: done there where there is one, else refused with what to do."""

from collections.abc import Iterator
import json
from pathlib import Path
from typing import Any

from aiohttp import web
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
import pytest
import pytest_socket

from custom_components.bitgridai.coordinator import BitGridCoordinator
from custom_components.bitgridai.inquiry.errors import async_in_words
from tests.agent.running import free_port, running
from tests.integration.conftest import Simulate
from tests.integration.services.agent_house import older_agent, with_agent
from tests.integration.services.asking import ask
from tests.replay.dask_processes import Cluster, cluster

_SWEEP: dict[str, Any] = {"kind": "sweep", "grid": {"r1": {"start_margin_w": [0, 2000]}}}


@pytest.fixture(autouse=True, scope="module")
def real_sockets_in_fixtures() -> None:
    """The agent is a process of its own on loopback."""
    pytest_socket.enable_socket()


@pytest.fixture(autouse=True)
def real_sockets(socket_enabled: None) -> None:
    """The integration talks to it."""


@pytest.fixture(scope="module")
def dask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with cluster(tmp_path_factory.mktemp("dask"), 1) as started:
        yield started


def _entered(data: Path, address: str) -> Path:
    data.mkdir()
    (data / "options.json").write_text(json.dumps({"cluster": address}))
    return data


async def _error(hass: HomeAssistant, language: str = "en", **data: Any) -> str:
    with pytest.raises(HomeAssistantError) as caught:
        await ask(hass, "replay", **data)
    return await async_in_words(hass, caught.value, language)


async def test_a_sweep_on_the_cluster_comes_to_what_it_comes_to_here(
    hass: HomeAssistant, simulate: Simulate, tmp_path: Path, dask: Cluster
) -> None:
    with running(_entered(tmp_path / "agent", dask.address)) as agent:
        await with_agent(hass, await simulate(), str(agent.http.base_url))
        there = await ask(hass, "replay", **_SWEEP, where="cluster", wait=120)
        here = await ask(hass, "replay", **_SWEEP, where="here", wait=120)
    assert (there["state"], there["where"]) == ("done", "cluster"), there["error"]
    assert (here["state"], here["where"]) == ("done", "here"), here["error"]
    assert there["result"] == here["result"]


async def test_what_is_wrong_with_the_cluster_is_told(hass: HomeAssistant, simulate: Simulate, tmp_path: Path) -> None:
    address = f"tcp://127.0.0.1:{free_port()}"
    with running(_entered(tmp_path / "agent", address)) as agent:
        await with_agent(hass, await simulate(), str(agent.http.base_url))
        told = await ask(hass, "replay", **_SWEEP, where="cluster", wait=120)
    assert told["state"] == "failed"
    assert told["summary"] == (
        f"The replay failed: no Dask scheduler answers at {address}; start one, or check the address."
    )


async def test_an_agent_without_a_cluster_is_told_what_to_enter(
    hass: HomeAssistant, simulate: Simulate, tmp_path: Path
) -> None:
    with running(tmp_path / "agent") as agent:
        await with_agent(hass, await simulate(), str(agent.http.base_url))
        assert "Enter the address of a Dask scheduler" in await _error(hass, **_SWEEP, where="cluster")
        assert "Tragen Sie in den Optionen" in await _error(hass, "de", **_SWEEP, where="cluster")
        for kind in ("verify", "what_if"):
            for where in ("here", "cluster"):
                assert "has no use for where" in await _error(hass, kind=kind, where=where)
        assert "must be one of: here, cluster" in await _error(hass, **_SWEEP, where="tcp://192.168.1.66:8786")
        jobs = await hass.async_add_executor_job(agent.http.get, "/v1/jobs")
        assert jobs.json() == []


def _without_clusters(path: str, told: dict[str, Any]) -> web.Response | None:
    if path != "/v1/handshake":
        return None
    return web.json_response({name: value for name, value in told.items() if name != "cluster"})


async def test_an_agent_from_before_there_were_clusters_computes_itself_and_is_told_apart(
    hass: HomeAssistant, simulate: Simulate, tmp_path: Path, unused_tcp_port: int
) -> None:
    with running(tmp_path / "agent") as agent:
        house: BitGridCoordinator = await with_agent(hass, await simulate(), str(agent.http.base_url))
        async with older_agent(hass, house, agent, unused_tcp_port, _without_clusters):
            assert "is too old to ask a cluster" in await _error(hass, **_SWEEP, where="cluster")
            assert "ist zu alt, um einen Cluster zu fragen" in await _error(hass, "de", **_SWEEP, where="cluster")
            told = await ask(hass, "replay", **_SWEEP, where="here", wait=120)
            assert told["state"] == "done", told["error"]
