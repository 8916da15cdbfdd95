"""What stands before every endpoint: who may ask, how much, how often and for how long."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
import json
from typing import Any, Final, Protocol

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .pace import Paces
from .token import Token

OPEN_PATHS: Final = frozenset({"/health"})
"""What needs no token: it tells nothing but that the agent is there."""
_LONG_PATHS: Final = "/v1/exports"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much a client may ask."""

    body_bytes: int = 8 << 20
    """A month of records takes a dozen requests of this size."""
    requests_per_minute: int = 600
    """From one address."""
    failures_per_minute: int = 10
    """Wrong tokens from one address before all its requests have to wait."""
    seconds: float = 30.0
    """For a request to arrive and to be answered."""
    long_seconds: float = 900.0
    """The same where a bundle is made or handed out."""


@dataclass(frozen=True, slots=True)
class Refused:
    """An answer of the guard's own."""

    status: int
    code: str
    detail: str
    headers: Mapping[str, str] = field(default_factory=dict)


class Door(Protocol):
    """Knows who may come in."""

    def refused(self, scope: Scope) -> Refused | None:
        """Say why a request may not come in; None where it may."""


class TooLargeError(Exception):
    """A body exceeds the limit."""


class TokenDoor:
    """Lets in who has the token, and slows down who guesses."""

    def __init__(self, token: Token, failures_per_minute: int) -> None:
        """Ask for this token."""
        self._token = token
        self._failures = Paces(failures_per_minute)

    def refused(self, scope: Scope) -> Refused | None:
        """Answer 401 without the token, and 429 to the address of somebody who guesses, whatever comes from there."""
        if scope["path"] in OPEN_PATHS:
            return None
        failures = self._failures.of(scope)
        if failures.exhausted():
            return Refused(429, "too_many_wrong_tokens", "too many wrong tokens; wait a minute", {"retry-after": "60"})
        if not self._token.admits(dict(scope["headers"]).get(b"authorization")):
            failures.count()
            text = "expected the agent's token: Authorization: Bearer TOKEN"
            return Refused(401, "unauthorized", text, {"www-authenticate": "Bearer"})
        return None


class Guard:
    """ASGI middleware that answers by itself who may not come in, and 408, 413 and 429."""

    def __init__(self, app: ASGIApp, door: Door, limits: Limits) -> None:
        """Stand before ``app``."""
        self._app = app
        self._door = door
        self._limits = limits
        self._requests = Paces(limits.requests_per_minute)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        if refusal is not None:
            await _answer(send, refusal)
            return
        await self._pass(scope, receive, send)

    def _refusal(self, scope: Scope) -> Refused | None:
        refused = self._door.refused(scope)
        if refused is not None or scope["path"] in OPEN_PATHS:
            return refused
        requests = self._requests.of(scope)
        if requests.exhausted():
            text = f"more than {self._limits.requests_per_minute} requests in a minute; wait a little"
            return Refused(429, "too_many_requests", text, {"retry-after": "10"})
        requests.count()
        told = dict(scope["headers"]).get(b"content-length", b"0")
        if not told.isdigit() or int(told) > self._limits.body_bytes:
            return self._too_large()
        return None

    def _too_large(self) -> Refused:
        return Refused(413, "too_large", f"expected at most {self._limits.body_bytes} bytes; send less at a time")

    async def _pass(self, scope: Scope, receive: Receive, send: Send) -> None:
        passage = _Passage(receive, send, self._limits.body_bytes)
        seconds = self._limits.long_seconds if scope["path"].startswith(_LONG_PATHS) else self._limits.seconds
        try:
            async with asyncio.timeout(seconds):
                await self._app(scope, passage.receive, passage.send)
        except TooLargeError:
            pass
        except TimeoutError:
            if not passage.answered:
                text = f"expected to be done within {seconds:g} s; ask for less at a time"
                await _answer(send, Refused(408, "too_slow", text))
        if passage.too_large and not passage.answered:
            await _answer(send, self._too_large())


class _Passage:
    """One request on its way: its body is counted, and what the app says to a cut-off one is not sent."""

    def __init__(self, receive: Receive, send: Send, most: int) -> None:
        self._receive = receive
        self._send = send
        self._left = most
        self.answered = False

    @property
    def too_large(self) -> bool:
        return self._left < 0

    async def receive(self) -> Message:
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self.too_large:
            raise TooLargeError
        return message

    async def send(self, message: Message) -> None:
        if not self.too_large:
            self.answered = True
            await self._send(message)


async def _answer(send: Send, refused: Refused) -> None:
    body = json.dumps({"code": refused.code, "detail": refused.detail}).encode()
    told: list[Any] = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
        (b"connection", b"close"),
        *((name.encode(), value.encode()) for name, value in refused.headers.items()),
    ]
    await send({"type": "http.response.start", "status": refused.status, "headers": told})
    await send({"type": "http.response.body", "body": body})
