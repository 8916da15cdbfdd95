"""How someone wants to be told."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from ..coordinator import BitGridCoordinator
from ..engine.explanation import Audience, Explanation
from .errors import invalid


class Depth(StrEnum):
    """How much is told."""

    SHORT = "short"
    """One sentence."""
    DETAIL = "detail"
    """What happens, and a paragraph of why."""
    TECHNICAL = "technical"
    """The code with all its figures, and every rule's vote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Which loads it is about, and who asks."""

    load: str | None = None
    """None for all loads."""
    among: frozenset[str] | None = None
    """Loads that may be told of; None for every one."""
    language: str = "en"
    audience: Audience = Audience.ENERGY
    depth: Depth = Depth.SHORT

    def loads(self, known: Iterable[str]) -> tuple[str, ...]:
        """Return the loads it is about; ServiceValidationError where there is no such load."""
        every = tuple(load for load in known if self.among is None or load in self.among)
        if self.load is None:
            return every
        if self.load not in every:
            raise invalid("unknown_load", load=self.load, loads=", ".join(every) or "–")
        return (self.load,)

    def text(self, told: Explanation) -> str:
        """Return the text of the depth that was asked for."""
        return {Depth.SHORT: told.short, Depth.DETAIL: told.detail, Depth.TECHNICAL: told.technical}[self.depth]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """Which decision of the past; neither: the last one."""

    seq: int | None = None
    """Number of a record."""
    time: int | None = None
    """Epoch seconds on the household's own clock: the decision then in force."""


def name_of(coordinator: BitGridCoordinator, load_id: str) -> str:
    """Return what a load is called; its id where it is gone."""
    description = coordinator.data.descriptions.get(load_id)
    return load_id if description is None else description.name
