"""R5: stability. Loads run long enough, rest long enough and change rarely.

Wear is real: every start heats and cools the hardware once.
"""

from dataclasses import dataclass
from enum import StrEnum

from ..load import LoadState
from ..memory import LoadMemory
from ..situation import Situation
from ..threshold import count
from ..vocabulary import Action, Rule, Verdict
from ..votes import Value, Vote


class R5Code(StrEnum):
    """Reasons of R5."""

    MIN_RUNTIME = "R5_MIN_RUNTIME"
    MIN_PAUSE = "R5_MIN_PAUSE"
    DEADBAND = "R5_DEADBAND"
    START_BUDGET = "R5_START_BUDGET"


@dataclass(frozen=True, slots=True, kw_only=True)
class R5Thresholds:
    """Policy section ``r5``."""

    min_runtime_blocks: int = count(
        3, unit="blocks", low=0, high=144, doc="Blocks a load runs at least once it started."
    )
    min_pause_blocks: int = count(
        2, unit="blocks", low=0, high=144, doc="Blocks a load rests at least once it stopped."
    )
    deadband_blocks: int = count(
        2, unit="blocks", low=0, high=144, doc="Blocks between two changes of a running load's level; a start is none."
    )
    max_starts_per_day: int = count(
        6, unit="starts", low=1, high=144, doc="Starts a load may make on one calendar day."
    )


def vote(situation: Situation, load: LoadState, proposal_w: float, limits: R5Thresholds) -> Vote:
    """Narrow a proposal toward what the load does now."""
    memory = situation.of(load)
    gives_up = situation.gives_up(load) and proposal_w == 0
    if proposal_w == load.set_w and not gives_up:
        return Vote(Rule.R5, Verdict.ALLOW, proposal_w)
    if not load.running and not gives_up:
        return _start(load, memory, proposal_w, limits)
    if proposal_w > 0:
        return _change(situation, load, memory, proposal_w, limits)
    ran = memory.blocks_since_start
    if memory.last_change is Action.STOP or ran is None or ran >= limits.min_runtime_blocks:
        return Vote(Rule.R5, Verdict.ALLOW, proposal_w)
    lowest_w = min(load.spec.lowest_w, load.set_w)
    kept_w = lowest_w if lowest_w == load.set_w or _settled(memory, limits) else load.set_w
    return _veto(
        R5Code.MIN_RUNTIME, kept_w, {"blocks_since_start": ran}, {"min_runtime_blocks": limits.min_runtime_blocks}
    )


def _start(load: LoadState, memory: LoadMemory, proposal_w: float, limits: R5Thresholds) -> Vote:
    paused = memory.blocks_since_change
    rests = memory.last_change in (None, Action.STOP)
    if rests and paused is not None and paused < limits.min_pause_blocks:
        return _veto(
            R5Code.MIN_PAUSE,
            load.set_w,
            {"blocks_since_stop": paused},
            {"min_pause_blocks": limits.min_pause_blocks},
        )
    if memory.starts_today >= limits.max_starts_per_day:
        return _veto(
            R5Code.START_BUDGET,
            load.set_w,
            {"starts_today": memory.starts_today},
            {"max_starts_per_day": limits.max_starts_per_day},
        )
    return Vote(Rule.R5, Verdict.ALLOW, proposal_w)


def _change(situation: Situation, load: LoadState, memory: LoadMemory, proposal_w: float, limits: R5Thresholds) -> Vote:
    if situation.follows(load) or _settled(memory, limits):
        return Vote(Rule.R5, Verdict.ALLOW, proposal_w)
    return _veto(
        R5Code.DEADBAND,
        load.set_w,
        {"blocks_since_change": _since_change(memory)},
        {"deadband_blocks": limits.deadband_blocks},
    )


def _settled(memory: LoadMemory, limits: R5Thresholds) -> bool:
    if memory.last_change is Action.START:
        return True
    since = _since_change(memory)
    return since is None or since >= limits.deadband_blocks


def _since_change(memory: LoadMemory) -> int | None:
    return memory.blocks_since_start if memory.blocks_since_change is None else memory.blocks_since_change


def _veto(code: R5Code, target_w: float, values: dict[str, Value], thresholds: dict[str, Value]) -> Vote:
    return Vote(Rule.R5, Verdict.VETO, target_w, code, values, thresholds)
