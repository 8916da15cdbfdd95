"""The simulated household gives its days to research, and another process opens what it gave."""

import asyncio
import json
import os
from pathlib import Path
import sys
from typing import Any

from aiohttp import ClientSession
from homeassistant.core import HomeAssistant

from custom_components.bitgridai.const import DOMAIN
from custom_components.bitgridai.coordinator import BitGridConfigEntry

from .agent import Agent
from .options import REPOSITORY
from .texts import DemoError

_OPEN_S = 600


async def export(hass: HomeAssistant, entry: BitGridConfigEntry, agent: Agent, folder: Path) -> dict[str, Any]:
    """Consent, let the agent make a bundle, take the consent back; verify and replay the bundle in another process.

    DemoError where there is no bundle, or where it is not opened.
    """
    coordinator = entry.runtime_data
    coordinator.async_set_research(consent=True)
    await coordinator.async_flush()
    made = await hass.services.async_call(
        DOMAIN, "export_research", {"scope": "all"}, blocking=True, return_response=True
    )
    coordinator.async_set_research(consent=False)
    if not isinstance(made, dict) or made["status"] != "accepted":
        raise DemoError(f"The agent made no bundle: {made}")
    bundle = folder / str(made["name"])
    await _fetched(agent, str(made["url"]), bundle)
    opened = await _opened(bundle)
    told = {name: opened[name] for name in ("records", "sha256", "same")}
    return {**told, "bytes": made["bytes"], "decisions": opened["replay"]["decisions"]}


async def _fetched(agent: Agent, url: str, target: Path) -> None:
    headers = {"Authorization": f"Bearer {agent.token}"}
    async with ClientSession(headers=headers) as http, http.get(url, raise_for_status=True) as answer:
        await asyncio.to_thread(target.write_bytes, await answer.read())


async def _opened(bundle: Path) -> dict[str, Any]:
    """Open a bundle as its receiver would: with the command alone."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-c", "import sys; from bitgridai.cli.main import main; sys.exit(main())"),
        *("research", "open", str(bundle), "--json"),
        env={**os.environ, "PYTHONPATH": str(REPOSITORY / "src")},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        async with asyncio.timeout(_OPEN_S):
            told, complaint = await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()
    if process.returncode != 0:
        raise DemoError(f"The bundle is not what it should be: {(complaint or told).decode().strip()}")
    opened: dict[str, Any] = json.loads(told)
    return opened
