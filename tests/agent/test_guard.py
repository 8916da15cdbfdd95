"""Nothing but health answers without the token, and nobody may ask too much."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

from fastapi import FastAPI
import httpx
import pytest

from bitgridai_agent.app import create_app
from bitgridai_agent.guard import Limits
from bitgridai_agent.options import Options
from bitgridai_agent.state import AgentState
from bitgridai_agent.token import Token
from tests.agent.running import TOKEN, Running, running

_ADMITTED = {"authorization": f"Bearer {TOKEN}"}


@pytest.fixture(scope="module")
def agent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("agent")) as started:
        yield started


def _app(tmp_path: Path, limits: Limits) -> FastAPI:
    return create_app(AgentState.at(tmp_path, Options()), Token(TOKEN), limits)


def _client(app: FastAPI, headers: dict[str, str] | None = None, address: str = "192.168.1.2") -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app, client=(address, 50_000))
    return httpx.AsyncClient(transport=transport, base_url="http://agent", headers=headers or _ADMITTED)


def test_health_needs_no_token(agent: Running) -> None:
    assert httpx.get(agent.http.base_url.join("/health")).json() == {"status": "ok"}


async def test_every_endpoint_but_health_needs_the_token(tmp_path: Path) -> None:
    app = _app(tmp_path, Limits(failures_per_minute=1000))
    async with _client(app, {"authorization": "Bearer wrong"}) as http:
        paths = app.openapi()["paths"]
        asked = [(path, method) for path, methods in paths.items() for method in methods if path != "/health"]
        asked += [("/openapi.json", "get"), ("/", "get"), ("/nothing", "get"), ("/health/", "get"), ("//health", "get")]
        assert len(asked) > 8
        for path, method in asked:
            answer = await http.request(method, path.replace("{ledger}", "house"))
            assert answer.status_code == 401, path
            assert answer.headers["www-authenticate"] == "Bearer"
            assert answer.json()["code"] == "unauthorized"


@pytest.mark.parametrize(
    "header", ["", "Bearer", f"bearer {TOKEN}", f"Basic {TOKEN}", f"Bearer {TOKEN} ", f"Bearer {TOKEN[:-1]}", TOKEN]
)
async def test_only_the_whole_token_is_the_token(tmp_path: Path, header: str) -> None:
    async with _client(_app(tmp_path, Limits()), {"authorization": header}) as http:
        assert (await http.get("/v1/handshake")).status_code == 401


async def test_guessing_is_slowed_down_and_even_the_token_has_to_wait_where_somebody_guesses(tmp_path: Path) -> None:
    app = _app(tmp_path, Limits(failures_per_minute=3))
    async with _client(app, {"authorization": "Bearer guess"}) as http:
        answers = [(await http.get("/v1/handshake")).status_code for _ in range(5)]
        assert answers == [401, 401, 401, 429, 429]
        assert (await http.get("/health")).status_code == 200
    async with _client(app) as http:
        assert (await http.get("/v1/handshake")).status_code == 429, "else guessing would tell which guess was right"


async def test_a_guesser_does_not_keep_home_assistant_away(tmp_path: Path) -> None:
    app = _app(tmp_path, Limits(failures_per_minute=3))
    async with _client(app, {"authorization": "Bearer guess"}, "192.168.1.66") as guesser:
        assert [(await guesser.get("/v1/handshake")).status_code for _ in range(4)][-1] == 429
        async with _client(app) as home_assistant:
            assert (await home_assistant.get("/v1/handshake")).status_code == 200


async def test_addresses_without_end_take_no_memory_without_end(tmp_path: Path) -> None:
    app = _app(tmp_path, Limits(failures_per_minute=1))
    for number in range(300):
        async with _client(app, {"authorization": "Bearer guess"}, f"10.0.{number // 250}.{number % 250}") as guesser:
            assert (await guesser.get("/v1/handshake")).status_code == 401
    async with _client(app, address="10.0.1.49") as newest, _client(app, address="10.0.0.0") as oldest:
        assert (await newest.get("/v1/handshake")).status_code == 429
        assert (await oldest.get("/v1/handshake")).status_code == 200, "forgotten, so that the newest can be remembered"


async def test_a_client_that_asks_without_end_is_told_to_wait(tmp_path: Path) -> None:
    async with _client(_app(tmp_path, Limits(requests_per_minute=4))) as http:
        answers = [await http.get("/v1/handshake") for _ in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 4 + [429] * 2
    assert answers[-1].headers["retry-after"] == "10"


async def test_a_client_in_a_hurry_keeps_no_other_away(tmp_path: Path) -> None:
    app = _app(tmp_path, Limits(requests_per_minute=2))
    async with _client(app) as hasty, _client(app, address="192.168.1.3") as other:
        assert [(await hasty.get("/v1/handshake")).status_code for _ in range(3)] == [200, 200, 429]
        assert (await other.get("/v1/handshake")).status_code == 200


async def test_a_body_that_is_too_large_is_refused_whether_or_not_it_says_so(tmp_path: Path) -> None:
    async def dribble() -> AsyncIterator[bytes]:
        for _ in range(30):
            yield b"x" * 100

    async with _client(_app(tmp_path, Limits(body_bytes=1000))) as http:
        told = await http.post("/v1/ledgers/house/records", content=b"x" * 1001)
        untold = await http.post("/v1/ledgers/house/records", content=dribble())
    assert (told.status_code, untold.status_code) == (413, 413)
    assert not (tmp_path / "archive").exists()


async def test_a_client_that_never_finishes_is_let_go(tmp_path: Path) -> None:
    async def endless() -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.sleep(60)

    async with _client(_app(tmp_path, Limits(seconds=0.3))) as http:
        slow, other = await asyncio.gather(
            http.post("/v1/ledgers/house/records", content=endless()), http.get("/v1/handshake")
        )
    assert (slow.status_code, other.status_code) == (408, 200)


def test_the_token_is_in_no_log(tmp_path: Path) -> None:
    (tmp_path / "options.json").write_text('{"log_level": "debug"}')
    with running(tmp_path) as agent:
        agent.http.get("/v1/handshake")
        agent.send([b"no record"])
        agent.process.terminate()
        log = agent.process.communicate(timeout=20)[1]
    assert "Listening at http://127.0.0.1:" in log
    assert TOKEN not in log
    assert repr(Token(TOKEN)) == "Token(…)"
