"""What the endpoints share."""

from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_hex
from typing import Annotated, Self

from fastapi import Depends, Request

from .exports import Exports
from .jobs import JobDesk
from .options import Options
from .vault import Vault


@dataclass(frozen=True, slots=True)
class AgentState:
    """One running agent."""

    data: Path
    options: Options
    vault: Vault
    exports: Exports
    jobs: JobDesk
    boot_id: str = field(default_factory=lambda: token_hex(8))
    heard_at: dict[str, int] = field(default_factory=dict)
    """When a ledger's household last asked or sent anything, in epoch seconds."""

    @classmethod
    def at(cls, data: Path, options: Options) -> Self:
        """Build what an agent with this folder works with."""
        vault = Vault(data / "archive")
        exports = Exports(data / "exports", vault, data / "research.key")
        jobs = JobDesk(data / "jobs", data / "archive", cluster=options.cluster)
        return cls(data, options, vault, exports, jobs)


def _state(request: Request) -> AgentState:
    state: AgentState = request.app.state.agent
    return state


type Agent = Annotated[AgentState, Depends(_state)]
