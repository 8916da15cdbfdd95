"""Policies side by side: what each gains over leaving the load off, and what it costs in starts."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..bench.quality.controls import never
from ..bench.quality.household import House
from ..bench.quality.runs import Month, live
from ..bench.quality.trace import BlockTrace
from ..engine import Policy
from .front import Mark, places
from .grid import Variant
from .sweep import Sweep


@dataclass(frozen=True, slots=True)
class Result:
    """One policy's figures over the whole trace."""

    gain_eur: float
    used_kwh: float
    extra_import_kwh: float
    starts: int
    starts_per_day: float
    below_reserve_blocks: int


@dataclass(frozen=True, slots=True)
class Ranked:
    """One policy in its place."""

    variant: Variant
    result: Result
    front: bool
    """On the Pareto front: nobody gains as much with fewer starts, or more with as many."""


def compare(house: House, trace: BlockTrace, policies: Sequence[Policy]) -> list[Result]:
    """Let every policy control the household once; SweepError where that is not covered."""
    idle = _total(live(house, trace, never))
    return [_result(_total(months), idle, trace.days) for months in Sweep(house, trace).months(policies)]


def _total(months: dict[int, Month]) -> Month:
    return sum(months.values(), Month())


def _result(total: Month, idle: Month, days: float) -> Result:
    return Result(
        gain_eur=round((total.value_ct - idle.value_ct) / 100, 2),
        used_kwh=round(total.used_kwh, 1),
        extra_import_kwh=round(total.import_kwh - idle.import_kwh, 1),
        starts=total.starts,
        starts_per_day=round(total.starts / days, 3),
        below_reserve_blocks=total.below_reserve_blocks,
    )


def rank(variants: Sequence[Variant], results: Sequence[Result]) -> list[Ranked]:
    """Order by gain, then by fewer starts, then as the grid has them."""
    ordered = places([Mark(result.gain_eur, result.starts) for result in results])
    return [Ranked(variants[place.number], results[place.number], place.front) for place in ordered]
