"""Minutes reach the agent once each, wait while it is away, and what its disk lost is sent again."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import aiohttp
from aiohttp import web
import pytest

from bitgridai.archive import prove
from bitgridai.archive.parts import parts_in
from bitgridai.archive.proof import set_aside_in
from bitgridai.archive.repair import Gap
from bitgridai.archive.retention import Retention
from bitgridai.archive.telemetry import minutes_in
from bitgridai_agent.vault import Vault
from custom_components.bitgridai.agent import AgentClient, AgentError, AgentLink, LinkState
from custom_components.bitgridai.agent.buffer import TelemetryBuffer
from custom_components.bitgridai.ledger import Outbox
from tests.agent.household_process import elsewhere, opened, write
from tests.agent.running import LEDGER, TOKEN, Running, free_port, running

START = 1_780_000_020


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as opened_session:
        yield opened_session


@pytest.fixture
def agent(tmp_path: Path) -> Iterator[Running]:
    with running(tmp_path / "agent") as started:
        yield started


@pytest.fixture
def buffer(tmp_path: Path) -> TelemetryBuffer:
    return TelemetryBuffer(tmp_path / "telemetry.db")


def _fill(path: Path, until: int) -> None:
    store, memory = opened(path)
    while memory.seq < until:
        memory = write(store, memory, memory.seq)
    store.close()


def _link(session: aiohttp.ClientSession, url: str, path: Path, buffer: TelemetryBuffer) -> AgentLink:
    client = AgentClient(session, url, TOKEN)
    return AgentLink(client, Outbox(path), LEDGER, elsewhere, lambda _: None, buffer)


def _minutes(link: AgentLink, first: int, last: int) -> None:
    for number in range(first, last + 1):
        link.minute({"time": START + number * 60, "signals": {"grid_power_w": float(number)}, "loads": {}})


def _kept(data: Path) -> list[float]:
    return [row["grid_power_w"] for table in minutes_in(data / "archive" / LEDGER) for row in table.to_pylist()]


async def test_minutes_arrive_once_and_leave_nothing_behind(
    agent: Running, session: aiohttp.ClientSession, tmp_path: Path, buffer: TelemetryBuffer
) -> None:
    path, url = tmp_path / "house.db", str(agent.http.base_url)
    _fill(path, 3)
    link = _link(session, url, path, buffer)
    _minutes(link, 1, 5)
    await link.bring()
    _minutes(link, 6, 7)
    await link.bring()
    await link.bring()
    assert buffer.waiting == 0
    assert not (tmp_path / "telemetry.db").exists()
    told = agent.http.get("/v1/archive").json()[0]
    assert told["telemetry_until"] == START + 7 * 60
    agent.stop()
    assert _kept(agent.data) == [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0]


async def test_minutes_wait_on_disk_while_the_agent_is_away(
    session: aiohttp.ClientSession, tmp_path: Path, buffer: TelemetryBuffer
) -> None:
    path, port = tmp_path / "house.db", free_port()
    url = f"http://127.0.0.1:{port}"
    _fill(path, 3)
    link = _link(session, url, path, buffer)
    _minutes(link, 1, 40)
    with pytest.raises(AgentError):
        await link.bring()
    await link.close()
    # The household starts anew; the file is all that it has.
    again = _link(session, url, path, TelemetryBuffer(tmp_path / "telemetry.db"))
    _minutes(again, 41, 42)
    with running(tmp_path / "agent", port) as agent:
        await again.bring()
        agent.stop()
    assert _kept(tmp_path / "agent") == [float(number) for number in range(1, 43)]
    assert not (tmp_path / "telemetry.db").exists()


def test_a_week_is_kept_and_no_more(buffer: TelemetryBuffer) -> None:
    for number in range(8 * 24):
        buffer.add({"time": START + number * 3600, "signals": {}, "loads": {}})
    buffer.spill()
    times = [time for time, _ in buffer.batch(0)]
    assert times[0] == times[-1] - 7 * 86_400


def test_few_minutes_are_not_worth_a_write(buffer: TelemetryBuffer, tmp_path: Path) -> None:
    buffer.add({"time": START, "signals": {}, "loads": {}})
    buffer.spill()
    assert not (tmp_path / "telemetry.db").exists()
    assert buffer.waiting == 1


async def test_what_the_agents_disk_lost_is_sent_again(
    agent: Running, session: aiohttp.ClientSession, tmp_path: Path, buffer: TelemetryBuffer
) -> None:
    path, archive = tmp_path / "house.db", agent.data / "archive" / LEDGER
    _fill(path, 700)
    await _link(session, str(agent.http.base_url), path, buffer).bring()
    agent.stop()
    files = parts_in(archive / "records")
    files[1].path.unlink()
    with running(agent.data) as again:
        lost = again.http.get(f"/v1/ledgers/{LEDGER}").json()["gaps"]
        assert lost == [{"first": files[1].first, "last": files[1].last}]
        await _link(session, str(again.http.base_url), path, buffer).bring()
        assert again.http.get(f"/v1/ledgers/{LEDGER}").json()["gaps"] == []
        again.stop()
    proof = prove(archive)
    assert proof.whole
    assert proof.records == 700


async def test_what_the_household_has_no_more_stays_reported_and_stops_nothing(
    agent: Running, session: aiohttp.ClientSession, tmp_path: Path, buffer: TelemetryBuffer
) -> None:
    path, archive = tmp_path / "house.db", agent.data / "archive" / LEDGER
    _fill(path, 700)
    url = str(agent.http.base_url)
    await _link(session, url, path, buffer).bring()
    agent.stop()
    lost = parts_in(archive / "records")[1]
    lost.path.unlink()
    store, _ = opened(path)
    store.prune(1_780_000_000 + 600 * 600)
    store.close()
    with running(agent.data) as again:
        link = _link(session, str(again.http.base_url), path, buffer)
        await link.bring()
        assert link.status.state is LinkState.CONNECTED
        gaps = again.http.get(f"/v1/ledgers/{LEDGER}").json()["gaps"]
    assert gaps == [{"first": lost.first, "last": lost.last}]


async def test_an_agent_from_before_there_was_telemetry_gets_none(
    session: aiohttp.ClientSession, tmp_path: Path, buffer: TelemetryBuffer
) -> None:
    """An older agent, answering as it did: 404 to what it does not know, and a tip without gaps."""
    shaken = {"version": "0", "engine_version": "1", "boot_id": "b", "free_bytes": 1, "api_version": 1, "min_client": 1}
    path, port = tmp_path / "house.db", free_port()
    _fill(path, 1)
    last = Outbox(path).hash_of(1)

    async def handshake(_: web.Request) -> web.Response:
        return web.json_response(shaken)

    async def tip(_: web.Request) -> web.Response:
        return web.json_response({"seq": 1, "hash": last, "waiting": 0})

    app = web.Application()
    app.router.add_get("/v1/handshake", handshake)
    app.router.add_get(f"/v1/ledgers/{LEDGER}", tip)

    async def unknown(request: web.Request) -> web.Response:
        return web.json_response({"detail": "Not Found"}, status=404)

    app.router.add_route("*", "/{anything:.*}", unknown)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    try:
        link = _link(session, f"http://127.0.0.1:{port}", path, buffer)
        _minutes(link, 1, 3)
        await link.bring()
    finally:
        await runner.cleanup()
    assert link.status.state is LinkState.CONNECTED
    assert buffer.waiting == 0


def test_the_hourly_look_puts_a_damaged_file_aside_and_says_what_is_missing(tmp_path: Path) -> None:
    _fill(tmp_path / "house.db", 700)
    vault = Vault(tmp_path / "archive")
    vault.append(LEDGER, Outbox(tmp_path / "house.db").bodies(0, 700, 1 << 30))
    vault.tend(Retention())
    assert vault.tip(LEDGER).gaps == ()
    damaged = parts_in(tmp_path / "archive" / LEDGER / "records")[1]
    damaged.path.write_bytes(b"rust")
    vault.tend(Retention())
    assert vault.tip(LEDGER).gaps == (Gap(damaged.first, damaged.last),)
    (told,) = set_aside_in(tmp_path / "archive" / LEDGER)
    assert told.startswith(f"set-aside/{damaged.path.name}: ")
    vault.close()


@pytest.mark.parametrize("path", ["telemetry", "repair"])
def test_what_is_neither_a_minute_nor_missing_is_refused(agent: Running, tmp_path: Path, path: str) -> None:
    _fill(tmp_path / "house.db", 3)
    agent.send(Outbox(tmp_path / "house.db").bodies(0, 10, 1 << 20))
    answer = agent.http.post(
        f"/v1/ledgers/{LEDGER}/{path}", content=b'{"time":1}\n', headers={"content-type": "application/x-ndjson"}
    )
    assert answer.status_code == 409
    assert agent.http.get(f"/v1/ledgers/{LEDGER}/telemetry").json() == {"time": 0}
