"""One decision; mirrors ``engine.step`` at a block tick."""

import numpy as np

from ..engine.plan import Prices
from .arbitration import HOLD, LoadDecision, arbitrate
from .compiled import compiled
from .learned import learn_base
from .outlook import Ahead, Battery, Caution, Outlook, look_ahead, most_w, planned_w
from .rows import Mind, Row, World
from .rules import START, STOP, Sight, r1_propose
from .situation import LoadMemory, Reading, Situation, share


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
    free_w = reading.draw_w - reading.grid_w - reading.battery_w - charge_w
    now = Situation(reading, memory, free_w, 0.0, outlook.days)
    if outlook.days:
        now = _with_plan(now, outlook, moment, house, mind)
    return arbitrate(now, house, policy, Sight(moment, world.points, outlook, mind))


@compiled
def _outlook(moment: Row, reading: Reading, house: Row, mind: Mind) -> Outlook:
    policy, kept, capacity_wh = mind.policy, mind.base.kept, house.capacity_wh
    battery = Battery(capacity_wh, reading.soc_pct / 100 * capacity_wh)
    caution = Caution(
        policy.soc_hard_min_pct / 100 * capacity_wh,
        (policy.soc_hard_min_pct + policy.reserve_margin_pct) / 100 * capacity_wh,
    )
    export_ct = policy.export_ct if np.isnan(reading.feed_in_ct) else reading.feed_in_ct
    prices = Prices(policy.load_ct, policy.import_ct, export_ct, policy.start_ct)
    ahead = Ahead(reading.pv_w, reading.base_w)
    days = 0 if np.isnan(reading.soc_pct) or not policy.learned_days else kept
    return look_ahead(ahead, days, moment, battery, caution, prices, mind.courses)


@compiled
def _with_plan(now: Situation, outlook: Outlook, moment: Row, house: Row, mind: Mind) -> Situation:
    """Let the surplus carry the planned level, where that can decide anything."""
    # At the hard minimum R2 forces, whatever R1 wants.
    if now.reading.soc_pct <= mind.policy.soc_hard_min_pct:
        return now
    most = _carrying(now, most_w(outlook, house))
    # More planned never makes R1 want less, so the two ends are compared.
    nothing, everything = r1_propose(now, house, mind.policy), r1_propose(most, house, mind.policy)
    if nothing.target_w == everything.target_w and nothing.code == everything.code:
        return now
    return _carrying(now, planned_w(outlook, moment, house, mind))


@compiled
def _carrying(now: Situation, level_w: float) -> Situation:
    if level_w <= max(0.0, now.surplus_w):
        return now
    return Situation(now.reading, now.memory, level_w, level_w - now.surplus_w, now.days)


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
