"""The demo with a dashboard: Home Assistant runs until someone stops it."""

import asyncio
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from functools import partial
import os
from pathlib import Path
import signal
import time
from typing import Any

from aiohttp import ClientError

from . import folder, onboarding
from .agent import Agent, connect, running_agent
from .client import PASSWORD, USER, Client, address_of, connected
from .dashboard import install
from .entry import ensure_entry
from .house import House, language_of, open_house
from .options import Options, why_port_is_unusable
from .server import RESTART, Server
from .texts import DemoError, say, tell
from .waiting import has_started, until

_START_S = 300
"""How long Home Assistant may take until it answers; a slow machine needs a minute."""


def serve(options: Options) -> int:
    """Run until Ctrl-C or SIGTERM, then return 0. Raises DemoError where Home Assistant fails."""
    return asyncio.run(_run(options))


async def _run(options: Options) -> int:
    stop = asyncio.Event()
    house = open_house(options.household)
    with folder.taken(options.state, house) as path:
        folder.clear(path, fresh=options.fresh)
        server = Server(path)
        _listen_for_signals(stop, server)
        serving = asyncio.create_task(_serve(server, path, house, options))
        stopped = asyncio.create_task(stop.wait())
        try:
            await asyncio.wait({serving, stopped}, return_when=asyncio.FIRST_COMPLETED)
            if stop.is_set():
                say("Stopping ...")
            else:
                serving.result()
        finally:
            serving.cancel()
            stopped.cancel()
            await asyncio.gather(serving, stopped, return_exceptions=True)
            await server.stop()
    return 0


def _listen_for_signals(stop: asyncio.Event, server: Server) -> None:
    def heard() -> None:
        if stop.is_set():
            server.kill()
        stop.set()

    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, heard)


async def _serve(server: Server, path: Path, house: House, options: Options) -> None:
    began = time.monotonic()
    if reason := why_port_is_unusable(options.port):
        raise DemoError(f"{reason[0].upper()}{reason[1:]}.")
    language = language_of(os.environ)
    folder.prepare(path, house, language, options.port)
    async with AsyncExitStack() as stack:
        agent = None
        if options.agent:
            say("Starting the agent ...")
            agent = await stack.enter_async_context(running_agent(path / "agent"))
        say("Starting Home Assistant, which takes some seconds ...")
        await server.start()
        async with connected(options.port) as client:
            await _unless_ended(server, _furnish(client, house, options, path, language, agent))
        say(f"Ready after {time.monotonic() - began:.1f} s.")
        tell(_ready(house, options, agent))
        while await server.ended() == RESTART:
            say("Home Assistant restarts ...")
            await server.start()
    raise DemoError(f"Home Assistant has ended by itself. Its last lines:\n{server.last_words()}")


def _ready(house: House, options: Options, agent: Agent | None) -> str:
    archive = "" if agent is None else f"  Agent with archive and replays: {agent.page}\n"
    return (
        f"\n  {address_of(options.port)}   user: {USER}   password: {PASSWORD}\n{archive}\n"
        f"  Household {house.id}, {options.speed} simulated seconds per second. Ctrl-C stops the demo."
    )


async def _unless_ended(server: Server, furnishing: Coroutine[Any, Any, None]) -> None:
    """Wait for the work that needs Home Assistant, but not longer than Home Assistant lives."""
    work = asyncio.create_task(furnishing)
    gone = asyncio.create_task(server.ended())
    try:
        await asyncio.wait({work, gone}, return_when=asyncio.FIRST_COMPLETED)
        if not work.done():
            raise DemoError(f"Home Assistant ended while it started. Its last lines:\n{server.last_words()}")
        try:
            work.result()
        except (ClientError, TimeoutError) as err:
            why = str(err) or "no answer in time"
            raise DemoError(f"Home Assistant does not answer ({why}). Its last lines:\n{server.last_words()}") from err
    finally:
        work.cancel()
        gone.cancel()
        await asyncio.gather(work, gone, return_exceptions=True)


async def _furnish(
    client: Client, house: House, options: Options, path: Path, language: str, agent: Agent | None
) -> None:
    """Take a running Home Assistant to the point where a person logs in and sees the dashboard."""
    async with asyncio.timeout(_START_S):
        await until(client.answers)
        await onboarding.create_user(client, language)
        async with client.logged_in() as known:
            await until(partial(has_started, known))
            await onboarding.finish(known, language)
            await ensure_entry(known, house.id, options.speed)
            if agent is not None:
                await connect(known, agent)
                await ensure_entry(known, house.id, options.speed)
            async with known.websocket() as socket:
                mark = await install(socket, folder.mark(path))
    folder.keep(path, mark)
