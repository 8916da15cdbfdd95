"""The simulated household as a device of Home Assistant, set up through the same dialogs as a person uses."""

import asyncio
from typing import Any

from .client import Client
from .texts import DemoError

_DOMAIN = "bitgridai"
_FLOWS = "/api/config/config_entries/flow"
_ENTRIES = f"/api/config/config_entries/entry?domain={_DOMAIN}"

_MOVING = ("not_loaded", "setup_in_progress", "unload_in_progress")
_LOOK_S = 0.1


async def ensure_entry(client: Client, household: str, speed: int) -> None:
    """Run the household's entry at this speed; it is made where there is none.

    Raises DemoError where it does not start.
    """
    if entries := await client.get(_ENTRIES):
        await _change_speed(client, entries[0]["entry_id"], household, speed)
    else:
        await _add(client, household, speed)
    while (entry := (await client.get(_ENTRIES))[0])["state"] in _MOVING:  # noqa: ASYNC110 - another process does not set our events
        await asyncio.sleep(_LOOK_S)
    if entry["state"] != "loaded":
        raise DemoError(f"BitGridAI does not start: {entry['reason'] or entry['state']}.")


async def _add(client: Client, household: str, speed: int) -> None:
    menu = await client.post(_FLOWS, {"handler": _DOMAIN})
    form = await client.post(f"{_FLOWS}/{menu['flow_id']}", {"next_step_id": "simulated"})
    result = await client.post(f"{_FLOWS}/{form['flow_id']}", {"household": household, "speed": speed})
    if result["type"] != "create_entry":
        raise DemoError(f"BitGridAI cannot be set up: {result.get('errors') or result.get('reason')}.")


async def _change_speed(client: Client, entry_id: str, household: str, speed: int) -> None:
    form = await client.post(_FLOWS, {"handler": _DOMAIN, "entry_id": entry_id})
    if _suggested(form) == {"household": household, "speed": speed}:
        await client.delete(f"{_FLOWS}/{form['flow_id']}")
        return
    result = await client.post(f"{_FLOWS}/{form['flow_id']}", {"household": household, "speed": speed})
    if result.get("reason") != "reconfigure_successful":
        raise DemoError(f"The speed cannot be changed: {result.get('errors') or result.get('reason')}.")


def _suggested(form: dict[str, Any]) -> dict[str, Any]:
    """Return what a form shows before anything is entered."""
    return {field["name"]: field.get("description", {}).get("suggested_value") for field in form["data_schema"]}
