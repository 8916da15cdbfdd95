"""A research bundle as the agent describes it."""

from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import Any, Final

from aiohttp import ClientTimeout

from ..engine.document import Json
from .client import AgentClient, AgentError

_TIMEOUT: Final = ClientTimeout(total=900, connect=10)
"""Many records take a while."""


class ExportRefusedError(AgentError):
    """The agent makes no bundle; ``code`` says why in a word."""

    def __init__(self, code: str, detail: str) -> None:
        """Hold the agent's own words."""
        super().__init__(detail)
        self.code = code


class NoExportsError(AgentError):
    """The agent is from before there were bundles."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Which part of a ledger; days are in UTC, both included, None is the archive's first or last."""

    scope: str
    first_day: date | None = None
    last_day: date | None = None
    recipient: str | None = None
    """Public key to encrypt to."""


@dataclass(frozen=True, slots=True)
class Export:
    """A bundle that lies with the agent."""

    id: str
    name: str
    bytes: int
    sha256: str
    inner_sha256: str
    """Of what is inside an encrypted one."""
    encrypted: bool
    records: int
    url: str
    """Where it can be fetched, with the agent's token."""


async def make(client: AgentClient, ledger: str, wish: Wish) -> Export:
    """Let an agent make a bundle. Raises AgentError, ExportRefusedError and NoExportsError among them."""
    document: dict[str, Json] = {
        "ledger": ledger,
        "scope": wish.scope,
        "from": None if wish.first_day is None else wish.first_day.isoformat(),
        "to": None if wish.last_day is None else wish.last_day.isoformat(),
        "recipient": wish.recipient,
    }
    status, told = await client.ask("POST", "v1/exports", document, _TIMEOUT)
    code = str(told.get("code"))
    if status == HTTPStatus.METHOD_NOT_ALLOWED or (status == HTTPStatus.NOT_FOUND and code != "unknown_ledger"):
        raise NoExportsError("the agent is too old for exports; update the agent")
    if status != HTTPStatus.CREATED:
        raise ExportRefusedError(code, str(told.get("detail", status)))
    return _read(told, client)


def _read(told: dict[str, Any], client: AgentClient) -> Export:
    try:
        return Export(
            id=str(told["id"]),
            name=str(told["name"]),
            bytes=int(told["bytes"]),
            sha256=str(told["sha256"]),
            inner_sha256=str(told["inner_sha256"]),
            encrypted=bool(told["encrypted"]),
            records=int(told["records"]),
            url=client.url_of(f"v1/exports/{told['id']}/bundle"),
        )
    except (KeyError, TypeError, ValueError) as err:
        raise AgentError("the agent did not say what it made") from err
