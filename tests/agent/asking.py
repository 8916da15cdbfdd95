"""Asking an agent for work and waiting for it."""

from collections.abc import Callable
import time
from typing import Any

import httpx

from tests.agent.running import Running

_ENDED = {"done", "failed", "cancelled", "interrupted"}


def ask(agent: Running, ledger: str = "short", kind: str = "verify", **more: object) -> dict[str, Any]:
    answer = agent.http.post("/v1/jobs", json={"kind": kind, "ledger": ledger, **more})
    assert answer.status_code == 201, answer.text
    job: dict[str, Any] = answer.json()
    return job


def look(agent: Running, job: dict[str, Any]) -> dict[str, Any]:
    seen: dict[str, Any] = agent.http.get(f"/v1/jobs/{job['id']}").json()
    return seen


def ended(agent: Running, job: dict[str, Any]) -> dict[str, Any]:
    return until(agent, job, lambda seen: seen["state"] in _ENDED)


def under_way(agent: Running, job: dict[str, Any]) -> dict[str, Any]:
    return until(agent, job, lambda seen: seen["state"] == "running" and 0 < seen["progress"] < 1)


def until(agent: Running, job: dict[str, Any], is_so: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    deadline = time.monotonic() + 90
    while not is_so(seen := look(agent, job)):
        assert time.monotonic() < deadline, seen
        assert seen["state"] not in _ENDED, seen
        time.sleep(0.3)
    return seen


def result(agent: Running, job: dict[str, Any]) -> dict[str, Any]:
    document: dict[str, Any] = agent.http.get(f"/v1/jobs/{job['id']}/result").json()
    return document


def fetched(agent: Running, job: dict[str, Any], name: str) -> httpx.Response:
    return agent.http.get(f"/v1/jobs/{job['id']}/files/{name}")
