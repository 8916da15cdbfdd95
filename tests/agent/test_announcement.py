"""The agent tells the Supervisor where it is, as soon as it answers and as often as it takes."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
import json
from pathlib import Path
import socket
from threading import Event, Thread
import time
from typing import Any, override

import pytest

from bitgridai_agent.supervisor import Announcement, Supervisor, announce
from tests.agent.running import TOKEN, running

SUPERVISOR_TOKEN = "only-the-supervisor-knows"


class House(HTTPServer):
    """Stands in for the Supervisor: takes announcements, answers what it is told to."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.heard: list[tuple[str, str | None, dict[str, Any]]] = []
        self.answers: list[int] = []
        self.reachable: list[bool] = []
        """Whether somebody listened where each announcement said."""

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.server_address[1]}"

    def wait(self, announcements: int) -> None:
        deadline = time.monotonic() + 60
        while len(self.heard) < announcements:
            assert time.monotonic() < deadline, "nothing was announced"
            time.sleep(0.05)


class _Handler(BaseHTTPRequestHandler):
    server: House

    def do_POST(self) -> None:
        document = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self.server.heard.append((self.path, self.headers["authorization"], document))
        self.server.reachable.append(_is_open(document["config"]["port"]))
        status = self.server.answers.pop(0) if self.server.answers else 200
        body = json.dumps({"result": "ok" if status == 200 else "error", "data": {"uuid": "5f7c"}}).encode()
        self.send_response(status)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    @override
    def log_message(self, format: str, *args: Any) -> None:
        """Keep quiet."""


def _is_open(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def house() -> Iterator[House]:
    server = House()
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def listening() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        yield port


def test_an_app_announces_itself_once_it_answers(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUPERVISOR_TOKEN", SUPERVISOR_TOKEN)
    monkeypatch.setenv("SUPERVISOR", house.address)
    boots = []
    for start in (1, 2):
        with running(tmp_path) as agent:
            house.wait(start)
            path, authorization, document = house.heard[-1]
            assert (path, authorization) == ("/discovery", f"Bearer {SUPERVISOR_TOKEN}")
            assert document["service"] == "bitgridai"
            config = document["config"]
            assert (config["host"], config["port"]) == (socket.gethostname(), agent.http.base_url.port)
            assert config["token"] == TOKEN
            boots.append(config["boot_id"])
            assert config["boot_id"] == agent.http.get("/v1/handshake").json()["boot_id"]
            assert agent.stop() == 0
    assert house.reachable == [True, True]
    assert len(set(boots)) == 2, "a start that looks like the last one would not be passed on"


def test_without_a_supervisor_nothing_is_announced() -> None:
    assert Supervisor.of({"SUPERVISOR": "127.0.0.1"}) is None
    assert Supervisor.of({"SUPERVISOR_TOKEN": ""}) is None
    assert Supervisor.of({"SUPERVISOR_TOKEN": "t"}) == Supervisor("t", "supervisor")


def test_a_supervisor_that_is_busy_is_told_again(house: House, listening: int) -> None:
    house.answers = [503]
    announce(Supervisor("t", house.address), Announcement(port=listening, token=TOKEN, boot_id="b1"), Event())
    assert [document["config"]["boot_id"] for _, _, document in house.heard] == ["b1", "b1"]


def test_a_supervisor_that_refuses_is_not_asked_again(
    house: House, listening: int, caplog: pytest.LogCaptureFixture
) -> None:
    house.answers = [403]
    announce(Supervisor("t", house.address), Announcement(port=listening, token=TOKEN, boot_id="b1"), Event())
    assert len(house.heard) == 1
    assert "connect it by hand" in caplog.text
    assert TOKEN not in caplog.text


def test_an_agent_that_stops_stops_announcing(listening: int, unused_tcp_port: int) -> None:
    stop = Event()
    told = Announcement(port=listening, token=TOKEN, boot_id="b1")
    thread = Thread(target=announce, args=(Supervisor("t", f"127.0.0.1:{unused_tcp_port}"), told, stop))
    thread.start()
    time.sleep(0.2)
    assert thread.is_alive()
    stop.set()
    thread.join(10)
    assert not thread.is_alive()


def test_no_secret_shows_in_a_log() -> None:
    assert TOKEN not in repr(Announcement(port=1, token=TOKEN, boot_id="b1"))
    assert SUPERVISOR_TOKEN not in repr(Supervisor(SUPERVISOR_TOKEN))
