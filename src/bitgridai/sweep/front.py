"""Who comes first, and whom nobody beats."""

from collections.abc import Sequence
from typing import NamedTuple


class Mark(NamedTuple):
    """What policies are compared by."""

    gain_eur: float
    starts: int


class Place(NamedTuple):
    """Somebody's place in a ranking."""

    number: int
    """Of the mark in the sequence that was ranked."""
    front: bool
    """On the Pareto front: nobody gains as much with fewer starts, or more with as many."""


def places(marks: Sequence[Mark]) -> list[Place]:
    """Order by gain, then by fewer starts, then as they came."""
    ordered: list[Place] = []
    fewest: int | None = None
    best: Mark | None = None
    for number in sorted(range(len(marks)), key=lambda number: (-marks[number].gain_eur, marks[number].starts)):
        mark = marks[number]
        # Who comes later gains no more, so only fewer starts than all before bring it to the front.
        front = fewest is None or mark.starts < fewest or mark == best
        if front:
            fewest, best = mark.starts, mark
        ordered.append(Place(number, front))
    return ordered
