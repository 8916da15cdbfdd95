"""One decision; mirrors ``engine.step`` at a block tick."""

from typing import Final

import numpy as np

from .arbitration import HOLD, LoadDecision, arbitrate
from .compiled import compiled
from .learned import learn_base
from .outlook import Ahead, Battery, Caution, Outlook, credits_w, look_ahead
from .rows import Mind, Row, World
from .rules import START, STOP, Sight, r1_propose
from .situation import LoadMemory, Reading, Situation, share

_NEAR_W: Final = 1e-6
"""More than rounding can do to a surplus."""


@compiled
def decide(
    world: World, mind: Mind, moment: Row, reading: Reading, memory: LoadMemory
) -> tuple[LoadDecision, LoadMemory]:
    """Decide one block, and learn from the one that ended."""
    decision = judge(world, mind, moment, reading, memory)
    if mind.policy.learned_days:
        learn_base(mind.base, reading.base_w, mind.policy.learned_days, moment)
    return decision, _remember_load(memory, decision.action)


@compiled
def judge(world: World, mind: Mind, moment: Row, reading: Reading, memory: LoadMemory) -> LoadDecision:
    """Decide one block."""
    house, policy = world.house, mind.policy
    outlook = _outlook(moment, reading, house, mind)
    if outlook.days:
        charge_w = outlook.charge_w
    else:
        charge_w = (1 - share(moment, world.points, reading, house, policy)) * max(0.0, -reading.battery_w)
    surplus_w = reading.draw_w - reading.grid_w - reading.battery_w - charge_w
    now = Situation(reading, memory, surplus_w, 0.0, 0.0, outlook.days)
    if outlook.days:
        now = _with_credit(now, outlook, moment, house, mind)
    return arbitrate(now, house, policy, Sight(moment, world.points, outlook, mind.base, mind.courses))


@compiled
def _outlook(moment: Row, reading: Reading, house: Row, mind: Mind) -> Outlook:
    policy, kept, capacity_wh = mind.policy, mind.base.kept, house.capacity_wh
    battery = Battery(capacity_wh, reading.soc_pct / 100 * capacity_wh)
    caution = Caution(
        policy.spare_index[kept],
        policy.start_index[kept],
        policy.hold_index[kept],
        (policy.soc_hard_min_pct + policy.reserve_margin_pct) / 100 * capacity_wh,
    )
    ahead = Ahead(reading.pv_w, reading.base_w)
    days = 0 if np.isnan(reading.soc_pct) or not policy.learned_days else kept
    return look_ahead(ahead, days, moment, battery, caution, mind.courses)


@compiled
def _with_credit(now: Situation, outlook: Outlook, moment: Row, house: Row, mind: Mind) -> Situation:
    """Add the outlook's credit, where anything depends on it: at the hard minimum nothing does."""
    if now.reading.soc_pct <= mind.policy.soc_hard_min_pct or not _depends(now, outlook.lends_w, house, mind.policy):
        return now
    credit_w, hold_credit_w = credits_w(outlook, moment, mind.base, mind.courses)
    return _credited(now, credit_w, hold_credit_w)


@compiled
def _depends(now: Situation, most_w: float, house: Row, policy: Row) -> bool:
    """Whether any credits up to the most there can be make R1 vote otherwise than none.

    More credit never makes R1 want less, so the two ends are compared, a little beyond what rounding could do.
    """
    nothing = r1_propose(_shifted(now, -_NEAR_W), house, policy)
    everything = r1_propose(_credited(_shifted(now, _NEAR_W), most_w, most_w), house, policy)
    return nothing.target_w != everything.target_w or nothing.code != everything.code


@compiled
def _credited(now: Situation, credit_w: float, hold_credit_w: float) -> Situation:
    hold_w = max(0.0, hold_credit_w - credit_w)
    return Situation(now.reading, now.memory, now.surplus_w + credit_w, credit_w, hold_w, now.days)


@compiled
def _shifted(now: Situation, by_w: float) -> Situation:
    return Situation(now.reading, now.memory, now.surplus_w + by_w, now.credit_w, now.hold_w, now.days)


@compiled
def _remember_load(old: LoadMemory, action: int) -> LoadMemory:
    if action == HOLD:
        return old
    started = action == START
    since_start = 0 if started else -1 if action == STOP else old.blocks_since_start
    return LoadMemory(action, 0, since_start, old.starts_today + (1 if started else 0))


@compiled
def aged(memory: LoadMemory, passed: int, new_day: bool) -> LoadMemory:  # noqa: FBT001  # no keywords here
    """Count blocks and roll the day; mirrors ``engine.elapsed``."""
    return LoadMemory(
        memory.last_change,
        memory.blocks_since_change if memory.blocks_since_change < 0 else memory.blocks_since_change + passed,
        memory.blocks_since_start if memory.blocks_since_start < 0 else memory.blocks_since_start + passed,
        0 if new_day else memory.starts_today,
    )
