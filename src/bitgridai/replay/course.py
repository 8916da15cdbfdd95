"""What a house lived through under a policy, block by block."""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import nan
from typing import Any, Final

from ..engine.rules import ALL_CODES
from ..engine.vocabulary import Action

ACTIONS: Final = tuple(Action)
"""Actions by their number."""
CODES: Final = tuple(code.value for code in ALL_CODES)
"""Reasons by their number."""
UNDECIDED: Final = -1
"""Number of the action and the reason of a block that nobody decided."""


@dataclass(frozen=True, slots=True)
class LoadCourse:
    """One load. Blocks that nobody decided, and gaps, have no action; in a gap the target is NaN."""

    target_w: array[float]
    action: array[int]
    code: array[int]


@dataclass(frozen=True, slots=True)
class Course:
    """A whole house. NaN in a gap, but for what is stored: that is kept."""

    loads: Mapping[str, LoadCourse]
    grid_w: array[float]
    """+ = import."""
    battery_w: array[float]
    """+ = discharge."""
    stored_wh: array[float]
    """When a block ends."""

    @classmethod
    def empty(cls, loads: Sequence[str]) -> Course:
        """Begin with no block."""
        return cls(
            {load: LoadCourse(array("d"), array("b"), array("h")) for load in loads}, array("d"), array("d"), array("d")
        )

    def __len__(self) -> int:
        return len(self.grid_w)

    def skip(self, stored_wh: float) -> None:
        """Add a gap."""
        for load in self.loads.values():
            load.target_w.append(nan)
            load.action.append(UNDECIDED)
            load.code.append(UNDECIDED)
        self.add_flow(nan, nan, stored_wh)

    def add_flow(self, grid_w: float, battery_w: float, stored_wh: float) -> None:
        """Add what flowed in a block."""
        self.grid_w.append(grid_w)
        self.battery_w.append(battery_w)
        self.stored_wh.append(stored_wh)

    def loads_w(self, block: int) -> float:
        """Draw of all loads; NaN in a gap."""
        return sum(load.target_w[block] for load in self.loads.values())

    def columns(self) -> Iterator[array[Any]]:
        """Every column, in one order."""
        for load in self.loads.values():
            yield from (load.target_w, load.action, load.code)
        yield from (self.grid_w, self.battery_w, self.stored_wh)

    def runs(self) -> Runs:
        """Count the runs of all loads."""
        counted = [_runs(load.target_w) for load in self.loads.values()]
        return Runs(
            sum(runs.starts for runs in counted),
            sum(runs.stops for runs in counted),
            sum(runs.first_w for runs in counted),
        )


@dataclass(frozen=True, slots=True)
class Runs:
    """How often loads went on and off; a gap ends a run."""

    starts: int
    stops: int
    first_w: float
    """Power of the first blocks of all runs, added up."""


def _runs(target_w: array[float]) -> Runs:
    starts, stops, first_w, before_w = 0, 0, 0.0, 0.0
    for power_w in target_w:
        # Neither 0 nor NaN is greater than 0.
        if power_w > 0 and not before_w > 0:
            starts, first_w = starts + 1, first_w + power_w
        stops += before_w > 0 and not power_w > 0
        before_w = power_w
    return Runs(starts, stops, first_w)
