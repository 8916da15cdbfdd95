"""The agent beside the demo's Home Assistant: on loopback only, and gone with the demo."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from http import HTTPStatus
import os
from pathlib import Path
import socket

from aiohttp import ClientError, ClientSession

from .client import Client
from .options import HOST, REPOSITORY, why_port_is_unusable
from .server import Server
from .texts import DemoError
from .waiting import until

_START_S = 120
_DOMAIN = "bitgridai"
_ENTRIES = f"/api/config/config_entries/entry?domain={_DOMAIN}"
_SUBENTRY_FLOWS = "/api/config/config_entries/subentries/flow"
_AGENT = "agent"
_PORTS = "agent-ports"
"""Names the ports that Home Assistant knows the agent by."""


@dataclass(frozen=True, slots=True)
class Agent:
    """An agent that answers."""

    url: str
    page: str
    """Where a browser finds its page."""
    token: str


@asynccontextmanager
async def running_agent(folder: Path) -> AsyncIterator[Agent]:
    """Run an agent that keeps everything in a folder; DemoError where it does not start."""
    folder.mkdir(parents=True, exist_ok=True)  # noqa: ASYNC240 - nothing else happens yet
    port, page_port = _ports(folder / _PORTS)
    arguments = ["--data", str(folder), "--port", str(port), "--page-port", str(page_port), "--page-from", HOST]
    paths = [str(REPOSITORY / "addon"), str(REPOSITORY / "src"), os.environ.get("PYTHONPATH", "")]
    server = Server(folder, "bitgridai_agent", arguments, {"PYTHONPATH": os.pathsep.join(filter(None, paths))})
    try:
        await server.start()
        url = f"http://{HOST}:{port}"
        await _answering(server, url)
        token = (folder / "token").read_text(encoding="ascii").strip()
        yield Agent(url, f"http://{HOST}:{page_port}/", token)
    finally:
        await server.stop()


async def connect(client: Client, agent: Agent) -> None:
    """Enter address and token in Home Assistant's dialog, unless that was done at an earlier start."""
    (entry,) = await client.get(_ENTRIES)
    if "agent" in (known["subentry_type"] for known in await _subentries(client, entry["entry_id"])):
        return
    form = await client.post(_SUBENTRY_FLOWS, {"handler": [entry["entry_id"], _AGENT]})
    result = await client.post(f"{_SUBENTRY_FLOWS}/{form['flow_id']}", {"url": agent.url, "token": agent.token})
    if result["type"] != "create_entry":
        raise DemoError(f"The agent cannot be connected: {result.get('errors') or result.get('reason')}.")


async def _subentries(client: Client, entry_id: str) -> list[dict[str, str]]:
    async with client.websocket() as socket_:
        found: list[dict[str, str]] = await socket_.ask("config_entries/subentries/list", entry_id=entry_id)
        return found


def _ports(file: Path) -> tuple[int, int]:
    """Return the ports of the first start; DemoError where another program has one of them by now."""
    if not file.exists():
        file.write_text(f"{_free_port()} {_free_port()}", encoding="ascii")
    port, page_port = (int(port) for port in file.read_text(encoding="ascii").split())
    for each in (port, page_port):
        if reason := why_port_is_unusable(each):
            raise DemoError(f"The agent's {reason}. End that program, or begin anew: scripts/demo --agent --fresh")
    return port, page_port


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


async def _answering(server: Server, url: str) -> None:
    async with ClientSession() as http:

        async def answers() -> bool:
            if not server.running:
                raise DemoError(f"The agent has ended. Its last lines:\n{server.last_words()}")
            try:
                async with http.get(f"{url}/health") as response:
                    return response.status == HTTPStatus.OK
            except ClientError:
                return False

        try:
            async with asyncio.timeout(_START_S):
                await until(answers)
        except TimeoutError as err:
            raise DemoError(f"The agent does not answer. Its last lines:\n{server.last_words()}") from err
