"""Who decides; mirrors ``engine.arbitration`` for one load at full autonomy."""

from typing import Final, NamedTuple

from ..engine.vocabulary import Action
from .compiled import compiled
from .rows import Row
from .rules import (
    BATTERY_CREDIT,
    FORCE,
    GRID_IMPORT,
    SOC_HARD_MIN,
    START,
    STOP,
    SURPLUS_OK,
    SURPLUS_PARTIAL,
    VETO,
    Sight,
    r1_propose,
    r2_import_ceiling,
    r2_vote,
    r4_vote,
    r5_vote,
)
from .situation import ACTIONS, Situation, Vote

RAISE: Final = ACTIONS.index(Action.RAISE)
LOWER: Final = ACTIONS.index(Action.LOWER)
HOLD: Final = ACTIONS.index(Action.HOLD)


class LoadDecision(NamedTuple):
    """What happens to the load, and the number of the reason."""

    action: int
    target_w: float
    code: int


@compiled
def arbitrate(now: Situation, house: Row, policy: Row, ahead: Sight) -> LoadDecision:
    """Let R1 propose, R5, R4 and R2 veto, and R2 force."""
    set_w = now.reading.set_w
    r1 = r1_propose(now, house, policy)
    ceiling_w = r2_import_ceiling(now, house, policy)
    r2 = r2_vote(now, r1.target_w, ceiling_w, policy)
    wish_w = r2.target_w if r2.code == GRID_IMPORT else r1.target_w
    r5 = r5_vote(now, wish_w, house, policy)
    on_surplus = r1.code in (SURPLUS_OK, SURPLUS_PARTIAL, BATTERY_CREDIT)
    r4 = r4_vote(now, wish_w, house, policy, ahead, on_surplus)
    target_w = wish_w
    for vote in (r5, r4, r2):
        if vote.verdict == VETO:
            target_w = min(target_w, vote.target_w) if wish_w > set_w else max(target_w, vote.target_w)
    code = _decisive(target_w, wish_w, r1, r5, r4, r2)
    if r2.code == GRID_IMPORT and target_w < set_w and ceiling_w <= r1.target_w:
        code = GRID_IMPORT
    if r2.verdict == FORCE and r2.code == SOC_HARD_MIN:
        target_w, code = 0.0, SOC_HARD_MIN
    return LoadDecision(_action(set_w, target_w), target_w, code)


@compiled
def _decisive(target_w: float, wish_w: float, r1: Vote, r5: Vote, r4: Vote, r2: Vote) -> int:
    """Of the vetoes that made the outcome, the reason with the highest authority."""
    code = r1.code
    if target_w != wish_w:
        for vote in (r5, r4, r2):
            if vote.verdict == VETO and vote.target_w == target_w:
                code = vote.code
    return code


@compiled
def _action(set_w: float, target_w: float) -> int:
    if target_w == set_w:
        return HOLD
    if set_w == 0:
        return START
    if target_w == 0:
        return STOP
    return RAISE if target_w > set_w else LOWER
