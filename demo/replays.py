"""The week once more, by the agent: verified, and under another policy."""

import asyncio
from collections.abc import Mapping
from pathlib import Path
import time
from typing import Any

from homeassistant.components.network.network import async_get_network
from homeassistant.config_entries import SOURCE_USER
from homeassistant.const import CONF_TOKEN, CONF_URL
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType

from custom_components.bitgridai.const import DOMAIN, SUBENTRY_AGENT
from custom_components.bitgridai.coordinator import BitGridConfigEntry

from .agent import Agent
from .folder import stay_off_the_network
from .texts import DemoError

_WAIT_S = 600
_CAREFUL: Mapping[str, Any] = {"r1": {"start_margin_w": -500}}
"""What the what-if tries: loads that start only with half a kilowatt to spare."""


async def connect(hass: HomeAssistant, entry: BitGridConfigEntry, agent: Agent) -> None:
    """Connect the agent through its own dialog."""
    # Home Assistant's HTTP client asks which networks there are; this core has no network but the loopback.
    await asyncio.to_thread(stay_off_the_network, Path(hass.config.config_dir))
    await async_get_network(hass)
    flow = await hass.config_entries.subentries.async_init(
        (entry.entry_id, SUBENTRY_AGENT), context={"source": SOURCE_USER}
    )
    entered = {CONF_URL: agent.url, CONF_TOKEN: agent.token}
    result = await hass.config_entries.subentries.async_configure(flow["flow_id"], entered)
    if result["type"] is not FlowResultType.CREATE_ENTRY:
        raise DemoError(f"The agent cannot be connected: {result.get('errors') or result.get('reason')}.")
    # A new subentry is a new start of the household.
    await hass.async_block_till_done()


async def replay(hass: HomeAssistant, entry: BitGridConfigEntry) -> dict[str, Any]:
    """Let the agent live through everything again, and return what came of it."""
    verified = await _replayed(hass, {"kind": "verify"})
    supposed = await _replayed(hass, {"kind": "what_if", "policy": dict(_CAREFUL)})
    status = entry.runtime_data.agent
    return {
        "archived_records": None if status is None else status.archived_seq,
        "verify": _told(verified, ("same", "records", "decisions", "differing_decisions")),
        "what_if": {"policy": dict(_CAREFUL), **_told(supposed, ("figures", "differing_decisions"))},
    }


async def _replayed(hass: HomeAssistant, asked: dict[str, Any]) -> dict[str, Any]:
    began = time.monotonic()
    answer = await hass.services.async_call(
        DOMAIN, "replay", {**asked, "wait": _WAIT_S}, blocking=True, return_response=True
    )
    if not isinstance(answer, dict) or answer["state"] != "done":
        raise DemoError(f"The agent's replay is not done: {answer and answer['summary']}")
    return {**answer, "seconds": round(time.monotonic() - began, 1)}


def _told(answer: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    result = answer["result"]
    return {"summary": answer["summary"], "seconds": answer["seconds"], **{name: result[name] for name in names}}
