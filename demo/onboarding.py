"""What a person clicks through when Home Assistant starts for the first time."""

import asyncio
from typing import Final

from .client import PASSWORD, USER, Client, RequestError, WebSocket

_AGAIN_S: Final = 0.2
_NO_ANALYTICS: Final = {"base": False, "diagnostics": False, "usage": False, "statistics": False}


async def create_user(client: Client, language: str) -> None:
    """Create the demo's user, unless there is one."""
    if "user" in await _steps_left(client):
        user = {"name": "Demo", "username": USER, "password": PASSWORD, "language": language}
        await client.post("/api/onboarding/users", {**user, "client_id": f"{client.address}/"})


async def finish(client: Client, language: str) -> None:
    """Take the remaining steps as the user: no analytics, nothing to integrate, one language for all."""
    left = await _steps_left(client)
    async with client.websocket() as socket:
        if "analytics" in left:
            await _decline_analytics(socket)
            await client.post("/api/onboarding/analytics", {})
        if "integration" in left:
            # The answer would log a browser in; the demo has logged in already.
            me = {"client_id": f"{client.address}/", "redirect_uri": f"{client.address}/?auth_callback=1"}
            await client.post("/api/onboarding/integration", me)
        # Else the page would follow the browser, and the house's entities the terminal.
        known = await socket.ask("frontend/get_user_data", key="language")
        value = {**(known["value"] or {}), "language": language}
        await socket.ask("frontend/set_user_data", key="language", value=value)


async def _decline_analytics(socket: WebSocket) -> None:
    """Say no, as soon as there is someone to say it to: analytics are set up after the start."""
    while True:
        try:
            await socket.ask("analytics/preferences", preferences=_NO_ANALYTICS)
        except RequestError:
            await asyncio.sleep(_AGAIN_S)
        else:
            return


async def _steps_left(client: Client) -> set[str]:
    """Return the onboarding steps not done; once all are, Home Assistant no longer knows the question."""
    steps = await client.get("/api/onboarding")
    return {step["step"] for step in steps or [] if not step["done"]}
