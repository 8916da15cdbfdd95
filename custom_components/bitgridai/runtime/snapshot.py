"""What the controller shows: one immutable picture after each look."""

from collections.abc import Mapping
from dataclasses import dataclass

from ..engine.arbitration import LoadDecision
from ..engine.key_figures import KeyFigures
from ..engine.memory import Memory
from ..engine.policy import Policy
from ..engine.state import EnergyState
from ..engine.step import Decision
from ..ports import HouseReading, LoadDescription, LoadReading
from .commands import Fault
from .health import Health


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The state of the controller and its household."""

    now: int
    """Epoch seconds on the controller's clock."""
    house: HouseReading
    loads: Mapping[str, LoadReading]
    descriptions: Mapping[str, LoadDescription]
    decision: Decision | None
    """The last one that was recorded; None before the first."""
    decided_at: int | None
    next_block_at: int
    preview: Decision | None
    """What the next block would bring with present readings."""
    memory: Memory
    figures: KeyFigures
    """Counted from every record so far."""
    policy_hash: str
    autonomy: str
    health: Health
    records: int
    """Number of the last ledger record."""
    faults: tuple[Fault, ...] = ()
    """Orders that loads did not carry out."""

    @property
    def main(self) -> LoadDecision | None:
        """The decision to show first: of a load that changes, else of the first by priority."""
        if self.decision is None or not self.decision.loads:
            return None
        changing = (item for item in self.decision.loads if item.action != "HOLD")
        return next(changing, self.decision.loads[0])


@dataclass(frozen=True, slots=True)
class Taken:
    """A decision that was recorded, for whoever listens."""

    at: int
    seq: int
    decision: Decision
    state: EnergyState
    before: Memory
    """The memory it was decided with."""
    after: Memory
    policy: Policy


@dataclass(frozen=True, slots=True)
class Basis:
    """Everything one step of the engine needs."""

    state: EnergyState
    memory: Memory
    policy: Policy
