"""The page inside Home Assistant: a door for the Supervisor alone, which asks for no token.

Home Assistant has checked who the person is before a request comes through its ingress. So the page
answers one address, and nothing that another site could make a browser do.
"""

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path
from typing import Final

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from . import errors
from .app import ROUTERS
from .guard import Guard, Limits, Refused
from .state import AgentState

SUPERVISOR: Final = IPv4Address("172.30.32.2")
"""Where the Supervisor's ingress comes from."""
_PAGE: Final = Path(__file__).with_name("page")
_READING: Final = frozenset({"GET", "HEAD"})
_OWN_HEADER: Final = (b"x-bitgridai", b"page")
"""What the page's own script sends; another site's cannot, without asking first."""
_NOBODY_ELSE: Final = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        # Home Assistant shows the page in a frame, under its own address.
        "base-uri 'none'; form-action 'none'; frame-ancestors 'self'; require-trusted-types-for 'script'; "
        "trusted-types lit-html"
    ),
    "cache-control": "no-cache",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "SAMEORIGIN",
}


class IngressDoor:
    """Lets one address in."""

    def __init__(self, source: IPv4Address | IPv6Address) -> None:
        """Answer this address."""
        self._source = source

    def refused(self, scope: Scope) -> Refused | None:
        """Answer 403 to everybody else, and to what another site made a browser send."""
        if _address(scope) != self._source:
            return Refused(403, "not_through_home_assistant", "open the page from Home Assistant's sidebar")
        if scope["method"] not in _READING and _OWN_HEADER not in scope["headers"]:
            return Refused(403, "not_from_the_page", "expected a request of the page itself; reload it")
        return None


class Doors:
    """Lets the port decide which app answers. What no app was added for goes to the first."""

    def __init__(self, first: ASGIApp) -> None:
        """Begin with the app that also knows when the server starts and stops."""
        self._first = first
        self._others: dict[int, ASGIApp] = {}

    def add(self, port: int, app: ASGIApp) -> None:
        """Let an app answer at a port."""
        self._others[port] = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on."""
        server = scope.get("server")
        app = self._first if server is None else self._others.get(server[1], self._first)
        await app(scope, receive, send)


def create_page(state: AgentState, source: IPv4Address | IPv6Address, limits: Limits | None = None) -> ASGIApp:
    """Build the page and what it asks. Records come in at the other door alone."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    app.state.agent = state
    for router in ROUTERS:
        app.include_router(router)
    errors.install(app)
    app.mount("/", StaticFiles(directory=_PAGE, html=True))
    app.add_middleware(Guard, door=IngressDoor(source), limits=limits or Limits())
    return _Headed(app, _NOBODY_ELSE.items())


class _Headed:
    """Adds headers to every answer, refusals too."""

    def __init__(self, app: ASGIApp, headers: Iterable[tuple[str, str]]) -> None:
        self._app = app
        self._headers = [(name.encode(), value.encode()) for name, value in headers]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def head(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message["headers"], *self._headers]}
            await send(message)

        await self._app(scope, receive, head)


def _address(scope: Scope) -> IPv4Address | IPv6Address | None:
    """Return who is connected; an IPv4 address is one however the socket spells it."""
    if not scope.get("client"):
        return None
    address = ip_address(scope["client"][0])
    return getattr(address, "ipv4_mapped", None) or address
