"""What every rule may look at: the state, the memory brought up to now, and what follows from both."""

from dataclasses import dataclass

from .load import LoadState
from .memory import LoadMemory, Memory, Proposal
from .outlook import Outlook
from .state import EnergyState
from .surplus import Surplus, usable


@dataclass(frozen=True, slots=True)
class Situation:
    """Input of the rules."""

    state: EnergyState
    """Signals that are stale or invalid have lost their value here."""
    memory: Memory
    """Dwell times counted, expired overrides gone."""
    block_id: int
    decides: bool
    """Whether R1 may start and stop now: a block tick whose block has not been decided."""
    trims: bool
    """Whether a continuous load may follow the surplus inside its range now."""
    surplus: Surplus
    unusable: tuple[str, ...]
    """Fitted signals without a usable value, and ``controller_health`` when degraded."""
    cheap_grid: bool
    """Whether the price allows running from the grid on purpose."""
    outlook: Outlook | None
    """None while too little is known of the house, or where nothing looks ahead."""
    ended_starts: frozenset[str]
    """Loads whose start command ran out at this step."""

    def signal(self, name: str) -> float | None:
        """Usable value of a house signal."""
        return usable(self.state.signals.get(name))

    def follows(self, load: LoadState) -> bool:
        """Whether a load may follow the surplus inside its range now."""
        return self.trims and load.running and load.spec.step_w > 0

    def gives_up(self, load: LoadState) -> bool:
        """Whether R1 stops a load now because nobody can tell what it is set to.

        One that cannot be reached is left to R3, which knows how long it may stay silent.
        """
        return self.decides and load.level is None and load.available

    def approved(self, load: LoadState) -> Proposal | None:
        """What a person approved for this block and waits for."""
        proposal = self.of(load).proposal
        waits = proposal is not None and proposal.approved and proposal.block_id == self.block_id
        return proposal if waits else None

    def of(self, load: LoadState) -> LoadMemory:
        """Memory of a load."""
        return self.memory.of(load.id)
