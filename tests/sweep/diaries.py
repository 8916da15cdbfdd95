"""The same closed loop twice: with the engine itself, and compiled."""

from typing import override

import numpy as np

from bitgridai.bench.quality.controls import Engine
from bitgridai.bench.quality.plant import flow
from bitgridai.bench.quality.runs import Month, Seen, live
from bitgridai.engine import decide
from bitgridai.sweep.situation import ACTIONS, CODES
from bitgridai.sweep.sweep import Course, Sweep
from tests.sweep.households import Case

type Entry = tuple[str, str, float, float]
"""Action, reason, target in W, and what is stored when the block ends."""


class _Watched(Engine):
    """Notes what it decides."""

    entries: list[tuple[str, str, float, float]]

    @override
    def __call__(self, seen: Seen) -> float:
        decision, self._memory = decide(self.state(seen), self._memory, self._policy)
        made = decision.loads[0]
        trace, block = self._trace, seen.block
        stored_wh = flow(self._house, seen.stored_wh, trace.base_w[block], trace.pv_w[block], made.target_w).stored_wh
        self.entries.append((made.action.value, made.code.value, made.target_w, stored_wh))
        return made.target_w


def by_engine(case: Case) -> tuple[list[Entry], dict[int, Month]]:
    """Let the engine decide; the first block is nobody's."""
    engine = _Watched(case.house, case.trace, case.policy, case.memory)
    engine.entries = []
    months = live(case.house, case.trace, engine)
    return engine.entries, months


def compiled(case: Case) -> tuple[list[Entry], dict[int, Month]]:
    """Let compiled code decide."""
    course = Sweep(case.house, case.trace, case.memory).course(case.policy)
    return entries(course), course.months


def entries(course: Course) -> list[Entry]:
    """Read a diary."""
    columns = [np.asarray(column)[1:].tolist() for column in course.diary[:4]]
    return [
        (ACTIONS[action].value, CODES[code], target_w, stored_wh)
        for action, code, target_w, stored_wh in zip(*columns, strict=True)
    ]
