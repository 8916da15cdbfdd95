"""A household whose agent is a real process on loopback, or an older one of which a part is missing."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web
from homeassistant.config_entries import SOURCE_USER
from homeassistant.const import CONF_TOKEN, CONF_URL
from homeassistant.core import HomeAssistant

from custom_components.bitgridai.const import DOMAIN, SUBENTRY_AGENT
from custom_components.bitgridai.coordinator import BitGridCoordinator
from tests.agent.running import TOKEN, Running

type Older = Callable[[str, dict[str, Any]], web.Response | None]
"""Answers for a path instead of the agent that is there, knowing what that said; None leaves it to that."""


async def with_agent(hass: HomeAssistant, coordinator: BitGridCoordinator, url: str) -> BitGridCoordinator:
    """Let a household live for some hours, then connect its agent."""
    await coordinator.async_run_until(coordinator.now + 6 * 3600)
    entry = coordinator.config_entry
    flow = await hass.config_entries.subentries.async_init(
        (entry.entry_id, SUBENTRY_AGENT), context={"source": SOURCE_USER}
    )
    await hass.config_entries.subentries.async_configure(flow["flow_id"], {CONF_URL: url, CONF_TOKEN: TOKEN})
    await hass.async_block_till_done()
    found: BitGridCoordinator = hass.config_entries.async_entries(DOMAIN)[0].runtime_data
    return found


@asynccontextmanager
async def older_agent(
    hass: HomeAssistant, house: BitGridCoordinator, agent: Running, port: int, older: Older
) -> AsyncIterator[None]:
    """Put an older agent in the place of the one that is there."""

    async def answer(request: web.Request) -> web.Response:
        sent = await request.read()
        told = await hass.async_add_executor_job(
            lambda: agent.http.request(request.method, request.path, content=sent, headers=dict(request.headers))
        )
        instead = older(request.path, told.json() if told.is_success else {})
        return instead or web.Response(body=told.content, status=told.status_code, content_type="application/json")

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    try:
        entry = house.config_entry
        (subentry,) = entry.get_subentries_of_type(SUBENTRY_AGENT)
        url = f"http://127.0.0.1:{port}"
        hass.config_entries.async_update_subentry(entry, subentry, data={**subentry.data, CONF_URL: url})
        await hass.config_entries.async_reload(entry.entry_id)
        await hass.async_block_till_done()
        yield
    finally:
        await runner.cleanup()
