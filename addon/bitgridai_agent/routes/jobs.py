"""Long work: asked for here, done in the background."""

from math import prod
from pathlib import Path
from typing import Any, Final

from fastapi import APIRouter, status
from fastapi.responses import FileResponse

from bitgridai.archive.policies import policies_in
from bitgridai.archive.reading import Span
from bitgridai.engine.document import Node
from bitgridai.engine.errors import DocumentError
from bitgridai.engine.policy import policy_from_node, policy_with
from bitgridai.sweep.grid import read_grid

from ..jobs import JobError
from ..jobs.models import FileName, Job, JobId, JobRequest, SweepRequest, WhatIfRequest
from ..jobs.results import MEDIA_TYPES, RESULT
from ..models import Refusal
from ..state import Agent, AgentState

router = APIRouter(prefix="/v1/jobs", tags=["jobs"])

_GONE: Final[dict[int | str, dict[str, Any]]] = {404: {"model": Refusal}, 409: {"model": Refusal}}
_FULL: Final[dict[int | str, dict[str, Any]]] = _GONE | {507: {"model": Refusal}}
_FILE: Final[dict[int | str, dict[str, Any]]] = {
    200: {"content": {kind: {} for kind in MEDIA_TYPES.values()}, "description": "The file as it is."}
}
_JSON: Final[dict[int | str, dict[str, Any]]] = {
    200: {"content": {"application/json": {"schema": {"type": "object"}}}, "description": "What it came to."}
}
_POLICIES_MAX: Final = 5000
"""Of one sweep: hours on a small computer."""
_UNTRUSTED: Final = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
}
"""A drawing that is opened by itself must not run anything."""


@router.post("", status_code=status.HTTP_201_CREATED, responses=_FULL)
def ask(request: JobRequest, agent: Agent) -> Job:
    """Ask for work on some days of a ledger. It is done when what was asked for before is done."""
    folder, span = _span(agent, request)
    _check_policies(folder, request)
    return agent.jobs.submit(request, span.last_seq)


@router.get("")
def jobs(agent: Agent) -> list[Job]:
    """Describe every job, newest first."""
    return agent.jobs.all()


@router.get("/{job}", responses=_GONE)
def job(job: JobId, agent: Agent) -> Job:
    """Say how far a job is."""
    return agent.jobs.get(job)


@router.post("/{job}/cancel", responses=_GONE)
def cancel(job: JobId, agent: Agent) -> Job:
    """End a job that waits or runs."""
    return agent.jobs.cancel(job)


@router.post("/{job}/resume", responses=_FULL)
def resume(job: JobId, agent: Agent) -> Job:
    """Let a job that did not get done go on where it stopped."""
    return agent.jobs.resume(job)


@router.delete("/{job}", status_code=status.HTTP_204_NO_CONTENT, responses=_GONE)
def delete(job: JobId, agent: Agent) -> None:
    """Forget a job and its results."""
    agent.jobs.remove(job)


@router.get("/{job}/result", response_class=FileResponse, responses=_GONE | _JSON)
def result(job: JobId, agent: Agent) -> FileResponse:
    """Return what a job came to."""
    return _served(agent, job, RESULT)


@router.get("/{job}/files/{name}", response_class=FileResponse, responses=_GONE | _FILE)
def file(job: JobId, name: FileName, agent: Agent) -> FileResponse:
    """Return a file of a job's list."""
    return _served(agent, job, name)


def _served(agent: AgentState, job: str, name: str) -> FileResponse:
    path, told = agent.jobs.file(job, name)
    return FileResponse(path, media_type=told.media_type, filename=name, headers=_UNTRUSTED)


def _span(agent: AgentState, request: JobRequest) -> tuple[Path, Span]:
    """Find out whether there is anything to work on. Raises JobError."""
    if request.since is not None and request.until is not None and request.since > request.until:
        raise JobError("bad_period", f"from {request.since} lies after to {request.until}; exchange them")
    folder = agent.vault.written(request.ledger)
    span = Span.of(folder, request.since, request.until)
    if span is not None:
        return folder, span
    kept = Span.of(folder)
    if kept is None:
        raise JobError("no_records", f"the archive of {request.ledger} is empty; wait for its first records")
    text = (
        f"the archive of {request.ledger} has records from {kept.first_day} to {kept.last_day}; choose among these days"
    )
    raise JobError("no_records", text)


def _check_policies(folder: Path, request: JobRequest) -> None:
    """Find out whether changes fit the newest recorded policy. Raises JobError."""
    known = policies_in(folder)[:1]
    try:
        for policy in (policy_from_node(Node("policy", each.policy)) for each in known):
            if isinstance(request, WhatIfRequest):
                policy_with(policy, request.policy)
            elif isinstance(request, SweepRequest):
                _check_size(request.grid)
                read_grid(Node("grid", request.grid), policy)
    except DocumentError as err:
        raise JobError("bad_policy", str(err)) from err


def _check_size(grid: dict[str, Any]) -> None:
    count = _combinations(grid)
    if count > _POLICIES_MAX:
        raise JobError("too_many_policies", f"the grid has {count} policies; expected at most {_POLICIES_MAX}")


def _combinations(grid: object) -> int:
    if isinstance(grid, dict):
        return prod(_combinations(value) for value in grid.values())
    return len(grid) if isinstance(grid, list) else 1
