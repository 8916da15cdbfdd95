"""Waiting for a Home Assistant that starts in another process."""

import asyncio
from collections.abc import Awaitable, Callable

from .client import Client
from .texts import DemoError

_LOOK_S = 0.1


async def until(true: Callable[[], Awaitable[bool]]) -> None:
    """Wait until something is true."""
    while not await true():  # noqa: ASYNC110 - another process does not set our events
        await asyncio.sleep(_LOOK_S)


async def has_started(client: Client) -> bool:
    """Whether everything is up; DemoError where Home Assistant could not start as configured."""
    config = await client.get("/api/config")
    if config["recovery_mode"]:
        raise DemoError("Home Assistant came up in recovery mode. 'scripts/demo --fresh' begins anew.")
    return bool(config["state"] == "RUNNING")
