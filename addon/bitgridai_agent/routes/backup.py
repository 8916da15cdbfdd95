"""Standing still while the files are copied."""

from typing import Final

from fastapi import APIRouter

from ..models import StandingStill
from ..state import Agent

router = APIRouter(prefix="/v1/backup", tags=["backup"])
_LONGEST_S: Final = 600
"""A backup that nobody ends is over then: records must not wait for ever."""


@router.post("/begin")
def begin(agent: Agent) -> StandingStill:
    """Write out what waits, then change nothing until the end: records are answered with 503 meanwhile."""
    agent.vault.stand_still(_LONGEST_S)
    return StandingStill(seconds=_LONGEST_S)


@router.post("/end")
def end(agent: Agent) -> StandingStill:
    """Go on."""
    agent.vault.go_on()
    return StandingStill(seconds=0)
