"""Replays that the agent does in the background: asked for, followed, and what they came to."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

from aiohttp import ClientTimeout

from ..engine.document import Json
from .client import AgentClient, AgentError

_TIMEOUT: Final = ClientTimeout(total=30, connect=10)
HERE: Final = "here"
"""On the agent's own machine."""
CLUSTER: Final = "cluster"
"""On a cluster that the agent's owner entered there."""
_DONE: Final = "done"
_ENDED: Final = frozenset({_DONE, "failed", "cancelled", "interrupted"})


class JobRefusedError(AgentError):
    """The agent does not do this; ``code`` says why in a word."""

    def __init__(self, code: str, detail: str) -> None:
        """Hold the agent's own words."""
        super().__init__(detail)
        self.code = code


class NoJobsError(AgentError):
    """The agent is from before there were jobs."""


@dataclass(frozen=True, slots=True)
class Job:
    """Work that the agent was asked for."""

    id: str
    kind: str
    state: str
    progress: float
    error: str | None
    where: str = HERE
    """Who computes it."""

    @property
    def ended(self) -> bool:
        """Whether it is over, for better or worse."""
        return self.state in _ENDED

    @property
    def done(self) -> bool:
        """Whether it has a result."""
        return self.state == _DONE


class AgentJobs:
    """Asks one agent about one ledger. Every method raises AgentError."""

    def __init__(self, client: AgentClient, ledger: str) -> None:
        """Ask through a client."""
        self._client = client
        self._ledger = ledger

    async def begin(self, kind: str, request: Mapping[str, Json]) -> Job:
        """Ask for a replay. Raises JobRefusedError and NoJobsError."""
        document: dict[str, Json] = {"kind": kind, "ledger": self._ledger, **request}
        status, told = await self._client.ask("POST", "v1/jobs", document, _TIMEOUT)
        code = str(told.get("code"))
        if status == HTTPStatus.METHOD_NOT_ALLOWED or (status == HTTPStatus.NOT_FOUND and code != "unknown_ledger"):
            raise NoJobsError("the agent is too old for replays; update the agent")
        return _read(status, told)

    async def look(self, job_id: str) -> Job:
        """Say how far a replay is. Raises JobRefusedError where the agent does not know it (any more)."""
        return _read(*await self._client.ask("GET", f"v1/jobs/{job_id}", None, _TIMEOUT))

    async def result(self, job: Job) -> dict[str, Any]:
        """Return what a replay came to."""
        status, told = await self._client.ask("GET", f"v1/jobs/{job.id}/result", None, _TIMEOUT)
        if status != HTTPStatus.OK:
            raise AgentError(str(told.get("detail", status)))
        return told


def _read(status: int, told: dict[str, Any]) -> Job:
    if status not in (HTTPStatus.OK, HTTPStatus.CREATED):
        raise JobRefusedError(str(told.get("code")), str(told.get("detail", status)))
    try:
        error, asked = told["error"], told["request"]
        return Job(
            id=str(told["id"]),
            kind=str(told["kind"]),
            state=str(told["state"]),
            progress=float(told["progress"]),
            error=None if error is None else str(error),
            where=str(asked.get("where", HERE)),
        )
    except (AttributeError, KeyError, TypeError, ValueError) as err:
        raise AgentError("the agent did not say how its job is") from err
