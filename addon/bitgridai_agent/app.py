"""The agent's HTTP interface."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
import logging
from typing import Any, Final

from fastapi import FastAPI

from . import VERSION, errors
from .guard import Guard, Limits, TokenDoor
from .models import Refusal
from .routes import archive, backup, exports, jobs, ledgers, system
from .state import AgentState
from .token import Token

_LOGGER: Final = logging.getLogger("bitgridai_agent")
_TEND_S: Final = 3600
_ANY: Final[dict[int | str, dict[str, Any]]] = {status: {"model": Refusal} for status in (400, 401, 408, 413, 422, 429)}
"""What every endpoint may answer."""
ROUTERS: Final = (system.router, archive.router, exports.router, jobs.router)
"""What whoever may come in at any door can ask."""


def create_app(state: AgentState, token: Token, limits: Limits | None = None) -> FastAPI:
    """Build the interface of one agent."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        state.jobs.start()
        tending = asyncio.create_task(_tend_hourly(state))
        try:
            yield
        finally:
            tending.cancel()
            with suppress(asyncio.CancelledError):
                await tending
            await asyncio.to_thread(state.jobs.stop)
            await asyncio.to_thread(state.vault.close)

    app = FastAPI(
        title="BitGridAI Agent",
        version=VERSION,
        summary="Keeps the archive, replays it and exports it. It decides nothing and commands nothing.",
        lifespan=lifespan,
        # Pages that would fetch their scripts from the internet.
        docs_url=None,
        redoc_url=None,
    )
    app.state.agent = state
    for router in (*ROUTERS, ledgers.router, backup.router):
        app.include_router(router, responses=_ANY)
    errors.install(app)
    limits = limits or Limits()
    app.add_middleware(Guard, door=TokenDoor(token, limits.failures_per_minute), limits=limits)
    return app


async def _tend_hourly(state: AgentState) -> None:
    while True:
        await asyncio.sleep(_TEND_S)
        try:
            await asyncio.to_thread(state.vault.tend, state.options.retention)
        except Exception:
            # A folder that a person has to look at must not end the care for the others.
            _LOGGER.exception("An archive could not be tended")
