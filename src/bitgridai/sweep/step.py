"""One decision; mirrors ``engine.step`` at a block tick."""

from .arbitration import HOLD, LoadDecision, arbitrate
from .compiled import compiled
from .learned import learn_base
from .outlook import NO_OUTLOOK, Ahead, Battery, Caution, Outlook, look_ahead
from .rows import Mind, Row, World
from .rules import START, STOP, Sight
from .situation import LoadMemory, Reading, Situation, share


@compiled
def decide(
    world: World, mind: Mind, moment: Row, reading: Reading, memory: LoadMemory
) -> tuple[LoadDecision, LoadMemory]:
    """Decide one block, and learn from the one that ended."""
    house, policy = world.house, mind.policy
    outlook = _outlook(moment, reading, house, mind)
    if outlook.days:
        charge_w = outlook.charge_w
    else:
        charge_w = (1 - share(moment, world.points, reading, house, policy)) * max(0.0, -reading.battery_w)
    surplus_w = reading.set_w - reading.grid_w - reading.battery_w - charge_w + outlook.credit_w
    hold_w = max(0.0, outlook.hold_credit_w - outlook.credit_w)
    now = Situation(reading, memory, surplus_w, outlook.credit_w, hold_w, outlook)
    decision = arbitrate(now, house, policy, Sight(moment, world.points, mind.courses))
    if policy.learned_days:
        learn_base(mind.base, reading.base_w, policy.learned_days, moment)
    return decision, _remember_load(memory, decision.action)


@compiled
def _outlook(moment: Row, reading: Reading, house: Row, mind: Mind) -> Outlook:
    policy, base, capacity_wh = mind.policy, mind.base, house.capacity_wh
    if not policy.learned_days:
        return NO_OUTLOOK
    battery = Battery(capacity_wh, reading.soc_pct / 100 * capacity_wh)
    caution = Caution(
        policy.spare_index[base.kept],
        policy.start_index[base.kept],
        policy.hold_index[base.kept],
        (policy.soc_hard_min_pct + policy.reserve_margin_pct) / 100 * capacity_wh,
    )
    ahead = Ahead(reading.pv_w, reading.base_w)
    return look_ahead(ahead, moment, base, battery, caution, mind.courses)


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
