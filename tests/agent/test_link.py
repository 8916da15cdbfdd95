"""Records reach the agent's archive once each, whichever side dies, and however long it was away."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
import json
import os
from pathlib import Path
import random
import subprocess
import sys
import time

import aiohttp
import pytest

from bitgridai.archive import prove
from bitgridai.archive.archive import bodies_in
from custom_components.bitgridai.agent import (
    AgentClient,
    AgentError,
    AgentLink,
    IncompatibleAgentError,
    LinkState,
    LinkStatus,
    RefusedTokenError,
)
from custom_components.bitgridai.ledger import LedgerStore, Outbox
from tests.agent.household_process import elsewhere, opened, write
from tests.agent.running import LEDGER, REPOSITORY, TOKEN, Running, free_port, running


@pytest.fixture
def agent(tmp_path: Path) -> Iterator[Running]:
    with running(tmp_path / "agent") as started:
        yield started


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as opened_session:
        yield opened_session


def _fill(path: Path, until: int) -> None:
    store, memory = opened(path)
    while memory.seq < until:
        memory = write(store, memory, memory.seq)
    store.close()


def _link(session: aiohttp.ClientSession, agent: Running, path: Path) -> tuple[AgentLink, list[LinkStatus]]:
    told: list[LinkStatus] = []
    client = AgentClient(session, str(agent.http.base_url), TOKEN)
    return AgentLink(client, Outbox(path), LEDGER, elsewhere, told.append), told


def _archived(agent: Running, ledger: str = LEDGER) -> list[int]:
    return [json.loads(body)["seq"] for body in bodies_in(agent.data / "archive" / ledger)]


async def test_everything_is_brought_over_and_nothing_twice(
    agent: Running, session: aiohttp.ClientSession, tmp_path: Path
) -> None:
    path = tmp_path / "house.db"
    _fill(path, 1203)
    link, told = _link(session, agent, path)
    await link.bring()
    assert link.status.state is LinkState.CONNECTED
    assert (link.status.archived_seq, link.status.waiting) == (1203, 0)
    assert [status.state for status in told][-2:] == [LinkState.SENDING, LinkState.CONNECTED]
    _fill(path, 1210)
    await link.bring()
    assert _archived(agent) == list(range(1, 1211))


async def test_a_restored_backup_begins_another_course_and_keeps_the_first(
    agent: Running, session: aiohttp.ClientSession, tmp_path: Path
) -> None:
    path, backup = tmp_path / "house.db", tmp_path / "backup.db"
    _fill(backup, 20)
    path.write_bytes(backup.read_bytes())
    _fill(path, 50)
    link, _ = _link(session, agent, path)
    await link.bring()
    path.unlink()
    path.write_bytes(backup.read_bytes())
    await link.bring()
    assert link.status.sealed == f"{LEDGER}_until_50"
    assert _archived(agent) == list(range(1, 21))
    assert _archived(agent, link.status.sealed) == list(range(1, 51))


async def test_an_agent_that_was_away_for_longer_than_records_are_kept_begins_anew(
    agent: Running, session: aiohttp.ClientSession, tmp_path: Path
) -> None:
    path = tmp_path / "house.db"
    _fill(path, 10)
    link, _ = _link(session, agent, path)
    await link.bring()
    _fill(path, 100)
    store, _ = opened(path)
    assert store.prune(int(time.time()) + 10**9) == 0, "the newest records are never dropped"
    assert store.prune(1_780_000_000 + 59 * 600) == 59
    store.close()
    await link.bring()
    assert _archived(agent) == list(range(60, 101))
    assert _archived(agent, f"{LEDGER}_until_10") == list(range(1, 11))
    assert prove(agent.data / "archive" / LEDGER).whole


async def test_a_wrong_token_an_old_agent_and_a_stranger_are_told_apart(
    agent: Running, session: aiohttp.ClientSession, tmp_path: Path, unused_tcp_port: int
) -> None:
    url = str(agent.http.base_url)
    with pytest.raises(RefusedTokenError, match="enter the one that it shows"):
        await AgentClient(session, url, "x" * 40).handshake()
    with pytest.raises(AgentError, match="cannot be reached"):
        await AgentClient(session, f"http://127.0.0.1:{unused_tcp_port}", TOKEN).handshake()

    async def stranger(request: aiohttp.web.Request) -> aiohttp.web.Response:
        return aiohttp.web.json_response(answers.pop(0))

    answers = [{"hello": "world"}, {**_SHAKEN, "api_version": 0}, {**_SHAKEN, "min_client": 2}]
    app = aiohttp.web.Application()
    app.router.add_get("/v1/handshake", stranger)
    runner = aiohttp.web.AppRunner(app)
    await runner.setup()
    await aiohttp.web.TCPSite(runner, "127.0.0.1", unused_tcp_port).start()
    try:
        client = AgentClient(session, f"http://127.0.0.1:{unused_tcp_port}", TOKEN)
        with pytest.raises(AgentError, match="no BitGridAI Agent"):
            await client.handshake()
        with pytest.raises(IncompatibleAgentError, match="update the agent"):
            await client.handshake()
        with pytest.raises(IncompatibleAgentError, match="update the integration"):
            await client.handshake()
    finally:
        await runner.cleanup()


_SHAKEN = {
    "version": "9",
    "engine_version": "1.0.0",
    "boot_id": "b",
    "free_bytes": 1,
    "api_version": 1,
    "min_client": 1,
}


async def test_an_agent_that_comes_back_gets_what_it_missed(session: aiohttp.ClientSession, tmp_path: Path) -> None:
    path, port = tmp_path / "house.db", free_port()
    _fill(path, 30)
    told: list[LinkStatus] = []
    client = AgentClient(session, f"http://127.0.0.1:{port}", TOKEN)
    link = AgentLink(client, Outbox(path), LEDGER, elsewhere, told.append)
    run = asyncio.create_task(link.run())
    await _until(lambda: link.status.state is LinkState.UNREACHABLE)
    assert "cannot be reached" in str(link.status.error)
    with running(tmp_path / "agent", port) as agent:
        await _until(lambda: link.status.state is LinkState.CONNECTED)
        assert link.status.error is None
        assert _archived(agent) == list(range(1, 31))
        _fill(path, 33)
        link.wake()
        await _until(lambda: link.status.archived_seq == 33)
    run.cancel()


async def _until(is_so: Callable[[], bool], seconds: float = 40) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline
        await asyncio.sleep(0.05)


def _household(path: Path, port: int) -> subprocess.Popen[str]:
    paths = [REPOSITORY, REPOSITORY / "src", REPOSITORY / "addon"]
    return subprocess.Popen(
        [sys.executable, "-m", "tests.agent.household_process", str(path), str(port)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, paths))},
        stdout=subprocess.PIPE,
        text=True,
    )


def test_killing_either_side_at_any_moment_loses_nothing_and_keeps_nothing_twice(tmp_path: Path) -> None:
    path, data, port = tmp_path / "house.db", tmp_path / "agent", free_port()
    chance = random.Random(3)  # noqa: S311
    written = 0
    for turn in range(5):
        with running(data, port) as agent, _household(path, port) as house:
            assert house.stdout is not None
            assert int(house.stdout.readline()) > written
            time.sleep(chance.uniform(0.2, 0.8))
            # In turn: the agent dies under a living household, the household under a living agent.
            if turn % 2:
                agent.process.kill()
                time.sleep(chance.uniform(0.0, 0.3))
            house.kill()
            written = max(int(line) for line in house.stdout.read().splitlines() if line.isdigit())
    with running(data, port) as agent:
        asyncio.run(_bring(path, agent))
        assert _archived(agent) == list(range(1, _last(path) + 1))
    assert _last(path) >= written > 20
    assert prove(data / "archive" / LEDGER).whole
    store = LedgerStore(path)
    store.open()
    assert [record["hash"] for record in store.all_records()] == [
        json.loads(body)["hash"] for body in bodies_in(data / "archive" / LEDGER)
    ]
    store.close()


def _last(path: Path) -> int:
    return Outbox(path).last_seq()


async def _bring(path: Path, agent: Running) -> None:
    async with aiohttp.ClientSession() as session:
        link, _ = _link(session, agent, path)
        await link.bring()
