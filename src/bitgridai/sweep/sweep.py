"""Policies through a trace: one with its diary, or many at once on all cores."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
import os
from threading import local
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ..bench.quality import household
from ..bench.quality.runs import Month
from ..bench.quality.trace import BlockTrace
from ..engine import Memory, Policy
from ..engine.learned import Learned
from ..engine.memory import LoadMemory as EngineLoadMemory
from .errors import SweepError
from .learned import base_of
from .live import BELOW_RESERVE, BLOCKS, IMPORT, MONTHS, STARTS, SUMS, USED, VALUE, Diary, diary_of, live
from .plant import house_of
from .policies import rows_of
from .rows import COURSES, Mind, Notes, Row, World, notes_of
from .situation import ACTIONS, LoadMemory
from .sky import moments_of, points_of

_PLANNED_BY: Final = ["learned_days", "soc_hard_min_pct", "load_ct", "import_ct", "export_ct", "start_ct"]
LOAD: str = "load"
"""The name of the benchmark's load."""


@dataclass(frozen=True, slots=True)
class Course:
    """One policy's course: its diary, and each calendar month by its number."""

    diary: Diary
    months: dict[int, Month]


class Sweep:
    """One household, trace and memory to begin with, prepared for any number of policies."""

    def __init__(self, house: household.House, trace: BlockTrace, memory: Memory | None = None) -> None:
        """Prepare; SweepError where this is not covered."""
        memory = Memory() if memory is None else memory
        _check(memory)
        self._learned: Learned = memory.learned
        self._memory = _row(memory.of(LOAD))
        points = points_of(trace)
        self._world = World(house_of(house), moments_of(trace, points, memory.learned), points)
        self._order = list(dict.fromkeys(self._world.moments["month"].tolist()))

    def course(self, policy: Policy) -> Course:
        """Follow one policy and note every block."""
        diary = diary_of(len(self._world.moments))
        return Course(diary, self._months(self._run(rows_of([policy])[0], diary, notes_of(0, 0))))

    def months(self, policies: Sequence[Policy], cores: int | None = None) -> list[dict[int, Month]]:
        """Follow many policies; each calendar month by its number, in the order of the policies."""
        rows = rows_of(policies)
        nothing, blocks, own = diary_of(0), len(self._world.moments), local()
        days = int(max(rows["learned_days"], default=0))

        def run(place: int) -> NDArray[np.float64]:
            if not hasattr(own, "notes"):
                own.notes = notes_of(blocks, days) if days else notes_of(0, 0)
            return self._run(rows[place], nothing, own.notes)

        # Policies that plan with the same prices one after the other: what one planned the next need not plan again.
        order = sorted(range(len(rows)), key=lambda place: tuple(rows[_PLANNED_BY][place]))
        with ThreadPoolExecutor(cores or os.cpu_count() or 1) as pool:
            sums = dict(zip(order, pool.map(run, order), strict=True))
        return [self._months(sums[place]) for place in range(len(rows))]

    def _run(self, row: Row, diary: Diary, notes: Notes) -> NDArray[np.float64]:
        sums = np.zeros((MONTHS, SUMS))
        mind = Mind(row, base_of(self._learned), np.zeros((), COURSES)[()], notes)
        live(self._world, mind, self._memory, sums, diary)
        return sums

    def _months(self, sums: NDArray[np.float64]) -> dict[int, Month]:
        return {
            month: Month(
                float(row[VALUE]),
                float(row[USED]),
                float(row[IMPORT]),
                int(row[STARTS]),
                int(row[BELOW_RESERVE]),
                int(row[BLOCKS]),
            )
            for month in self._order
            for row in (sums[month],)
        }


def _check(memory: Memory) -> None:
    """Refuse a memory of more than dwell times and what was learned."""
    own = memory.of(LOAD)
    if replace(memory, loads={}, learned=Learned()) != Memory() or set(memory.loads) - {LOAD}:
        raise SweepError(f"memory: expected nothing but what was learned and the counters of {LOAD!r}")
    if replace(own, lockout=None, proposal=None) != own:
        raise SweepError(f"memory.loads.{LOAD}: expected no lockout and no proposal")


def _row(memory: EngineLoadMemory) -> LoadMemory:
    def number(value: int | None) -> int:
        return -1 if value is None else value

    return LoadMemory(
        -1 if memory.last_change is None else ACTIONS.index(memory.last_change),
        number(memory.blocks_since_change),
        number(memory.blocks_since_start),
        memory.starts_today,
    )
