"""One decision: ``step(state, memory, policy)`` is pure and never raises on a state it was given."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import inf
from typing import Final

from .arbitration import LoadDecision, arbitrate
from .canonical import digest
from .document import Json
from .elapsed import Elapsed, bring_up_to
from .energy_paths import EnergyPaths, paths_document
from .learned import Ended, Learned, learn
from .load import LoadState
from .memory import LoadMemory, Memory, OverrideKind, Proposal
from .outlook import Ahead, Caution, Outlook, look_ahead, outlook_document
from .plan import Battery, Prices
from .policy import Policy
from .rules import r3_safety
from .rules.r2_autarky import R2Code
from .rules.r3_safety import R3Code
from .signals import FLAG, HOUSE_SIGNALS, MARKET_MAX_AGE_S, MARKET_SIGNALS, Quality, Signal, window_mean
from .situation import Situation
from .state import EnergyState
from .surplus import ShareReason, Surplus, SurplusSource, base_load_w, compute_surplus, usable
from .vocabulary import Action, Autonomy, ControllerHealth, Rule, Trigger, Verdict
from .votes import Vote, vote_document

_DISPENSABLE: Final = MARKET_SIGNALS | {"grid_power_hold_w"}
"""Signals without which the rules decide just as well."""


@dataclass(frozen=True, slots=True)
class Decision:
    """The outcome of one step for all loads."""

    block_id: int
    trigger: Trigger
    surplus: Surplus
    paths: EnergyPaths
    outlook: Outlook | None
    """What the next 24 hours bring; None where nothing looks ahead."""
    unusable: tuple[str, ...]
    """Signals the rules could not use; R1 stepped back where there are any."""
    loads: tuple[LoadDecision, ...]
    """By priority."""

    def load(self, load_id: str) -> LoadDecision:
        """Return the decision of one load; KeyError where there is none."""
        for decision in self.loads:
            if decision.load == load_id:
                return decision
        raise KeyError(load_id)

    @property
    def changes(self) -> bool:
        """Whether any load is told to do something new."""
        return any(decision.action is not Action.HOLD for decision in self.loads)


def decide(state: EnergyState, memory: Memory, policy: Policy) -> tuple[Decision, Memory]:
    """Decide without writing a record.

    Any error inside becomes a decision to switch everything off (R3_INTERNAL_ERROR).
    """
    try:
        return _decide(state, memory, policy)
    except Exception as err:  # noqa: BLE001  # the one place where any fault must end in "off"
        return _failed(state, memory, policy, err)


def _decide(state: EnergyState, memory: Memory, policy: Policy) -> tuple[Decision, Memory]:
    elapsed = bring_up_to(memory, state, policy.block.length_s)
    situation = _situation(state, elapsed, policy)
    loads, paths = arbitrate(situation, policy)
    decision = Decision(
        block_id=situation.block_id,
        trigger=state.trigger,
        surplus=situation.surplus,
        paths=paths,
        outlook=situation.outlook,
        unusable=situation.unusable,
        loads=loads,
    )
    return decision, _remember(situation, decision, policy)


def _situation(state: EnergyState, elapsed: Elapsed, policy: Policy) -> Situation:
    judged = _judged(state, policy)
    price_ct = judged.signals["price_ct_kwh"].value if "price_ct_kwh" in judged.signals else None
    opportunity = policy.r1.opportunity
    outlook = _outlook(judged, elapsed.memory.learned, policy)
    last_trim = elapsed.memory.last_trim
    return Situation(
        state=judged,
        memory=elapsed.memory,
        block_id=state.now // policy.block.length_s,
        decides=state.trigger is Trigger.BLOCK_TICK and elapsed.new_block,
        trims=(
            state.trigger is Trigger.TRIM
            and policy.trim.enabled
            and (last_trim is None or state.now - last_trim >= policy.trim.interval_s)
        ),
        surplus=compute_surplus(judged, policy.r2.battery_priority_soc_pct, policy.r4.battery_fill_margin, outlook),
        unusable=_unusable(state, judged),
        cheap_grid=opportunity.enabled and price_ct is not None and price_ct <= opportunity.price_below_ct,
        outlook=outlook,
        ended_starts=elapsed.ended_starts,
    )


_LOOKS_AHEAD: Final = frozenset({Trigger.BLOCK_TICK, Trigger.TRIM, Trigger.OVERRIDE})


def _outlook(state: EnergyState, learned: Learned, policy: Policy) -> Outlook | None:
    soc_pct, pv_w = usable(state.signals.get("battery_soc_pct")), usable(state.signals.get("pv_power_w"))
    base_w, capacity_wh = base_load_w(state), state.battery_capacity_wh
    if state.trigger not in _LOOKS_AHEAD or not policy.r4.learned_days:
        return None
    if soc_pct is None or pv_w is None or base_w is None or capacity_wh is None:
        return None
    length_s = policy.block.length_s
    feed_in_ct = usable(state.signals.get("feed_in_ct_kwh"))
    return look_ahead(
        learned,
        Ahead(
            now=state.now,
            block_s=length_s,
            pv_w=pv_w,
            base_w=base_w,
            forecast=state.pv_forecast,
            battery=Battery(capacity_wh, soc_pct / 100 * capacity_wh),
            totals_w=_totals_w(state, pv_w - base_w),
        ),
        Caution(
            policy.r2.soc_hard_min_pct / 100 * capacity_wh,
            (policy.r2.soc_hard_min_pct + policy.r4.reserve_margin_pct) / 100 * capacity_wh,
        ),
        Prices(
            load_ct=policy.r4.load_ct_kwh,
            import_ct=policy.r4.import_ct_kwh,
            export_ct=policy.energy_path.feed_in_ct_kwh if feed_in_ct is None else feed_in_ct,
            start_ct=policy.r4.start_ct,
        ),
    )


def _totals_w(state: EnergyState, sun_w: float) -> tuple[float, ...]:
    """Return the powers, ascending, that loads can take together, filled up by priority.

    Of a continuous load its ends and middle are among them, and where it follows the sun.
    """
    others_w, totals_w = 0.0, set()
    for load in state.loads:
        spec, settings_w = load.spec, load.spec.settings_w
        if spec.step_w:
            settings_w += (spec.at_most(sun_w - others_w),)
        totals_w |= {others_w + setting_w for setting_w in settings_w if setting_w > 0}
        others_w += spec.top_w
    return tuple(sorted(totals_w))


def _learned(situation: Situation, policy: Policy) -> Learned:
    """Learn from the block that a tick ends, where sun and base load of it are known."""
    learned, state = situation.memory.learned, situation.state
    pv_w, base_w = usable(state.signals.get("pv_power_w")), base_load_w(state)
    if not situation.decides or situation.unusable or not policy.r4.learned_days or pv_w is None or base_w is None:
        return learned
    length_s = policy.block.length_s
    ended = Ended((situation.block_id - 1) * length_s, length_s, base_w, pv_w)
    coming_w, covered = window_mean(state.pv_forecast, state.now, state.now + length_s)
    return learn(learned, ended, coming_w if covered else None, policy.r4.learned_days)


def _judged(state: EnergyState, policy: Policy) -> EnergyState:
    """Take the value from every signal that is too old or was seen too little, but never an alarm."""

    def judge(signal: Signal, alarm_above: float = inf) -> Signal:
        return signal.judged(policy.r3.age_max_s, policy.block.min_coverage, alarm_above)

    def judge_house(name: str, signal: Signal) -> Signal:
        if name in MARKET_SIGNALS:
            return signal.judged(MARKET_MAX_AGE_S, 0)
        return judge(signal, 0 if HOUSE_SIGNALS[name] is FLAG else inf)

    def judge_load(load: LoadState) -> LoadState:
        power, temp = load.power_w, load.chip_temp_c
        judged_power = None if power is None else judge(power)
        judged_temp = None if temp is None else judge(temp, policy.r3.stop_above_c)
        if judged_power is power and judged_temp is temp:
            return load
        return replace(load, power_w=judged_power, chip_temp_c=judged_temp)

    return replace(
        state,
        signals={name: judge_house(name, signal) for name, signal in state.signals.items()},
        loads=tuple(judge_load(load) for load in state.loads),
    )


def _unusable(raw: EnergyState, state: EnergyState) -> tuple[str, ...]:
    names = [
        name for name, signal in state.signals.items() if signal.quality is not Quality.OK and name not in _DISPENSABLE
    ]
    # A running load whose meter is silent is taken at its nominal power, which may be too much
    # surplus for others. One whose meter only reports changes is old, but not silent.
    if any(load.running and load.power_w is not None and load.power_w.quality is not Quality.OK for load in raw.loads):
        names.append("power_w")
    if state.controller_health is ControllerHealth.DEGRADED:
        names.append("controller_health")
    return tuple(names)


def _remember(situation: Situation, decision: Decision, policy: Policy) -> Memory:
    memory = situation.memory
    loads = dict(memory.loads)
    for load in situation.state.loads:
        loads[load.id] = _remember_load(situation, load, decision.load(load.id), policy)
    ended = frozenset(item.load for item in decision.loads if item.rule is Rule.R3 or item.code is R2Code.SOC_HARD_MIN)
    return replace(
        memory,
        block_id=situation.block_id if situation.decides else memory.block_id,
        last_trim=situation.state.now if situation.trims and decision.changes else memory.last_trim,
        loads=loads,
        learned=_learned(situation, policy),
        overrides=tuple(
            item for item in memory.overrides if not (item.load in ended and item.kind is OverrideKind.START)
        ),
    )


def _remember_load(situation: Situation, load: LoadState, made: LoadDecision, policy: Policy) -> LoadMemory:
    old = situation.of(load)
    new = replace(
        old,
        lockout=r3_safety.latch(situation, load, policy.r3),
        proposal=_proposal(situation, load, made, policy, old.proposal),
    )
    followed = situation.follows(load) and made.rule is Rule.R1 and made.target_w > 0
    if made.action is Action.HOLD or followed:
        return new
    started = made.action is Action.START
    since_start = 0 if started else None if made.action is Action.STOP else old.blocks_since_start
    return replace(
        new,
        last_change=made.action,
        blocks_since_change=0,
        blocks_since_start=since_start,
        starts_today=old.starts_today + started,
    )


def _proposal(
    situation: Situation, load: LoadState, made: LoadDecision, policy: Policy, old: Proposal | None
) -> Proposal | None:
    """Return what a person may approve until the next block."""
    if policy.autonomy is not Autonomy.ASSISTED:
        return None
    if not situation.decides:
        kept = old is not None and old.block_id == situation.block_id and made.action is Action.HOLD
        return old if kept else None
    if made.rule is not Rule.AUTONOMY or made.wished_w == load.set_w:
        return None
    content: dict[str, Json] = {"load": load.id, "target_w": made.wished_w, "block_id": situation.block_id}
    return Proposal(digest(content)[:16], made.wished_w, situation.block_id)


def _failed(state: EnergyState, memory: Memory, policy: Policy, error: Exception) -> tuple[Decision, Memory]:
    """Switch everything off without using any code that may just have failed."""
    values: Mapping[str, str] = {"error": type(error).__name__}
    loads = []
    kept = dict(memory.loads)
    for load in state.loads:
        vote = Vote(Rule.R3, Verdict.FORCE, 0.0, R3Code.INTERNAL_ERROR, values)
        running = load.running or load.level is None
        action = Action.STOP if running else Action.HOLD
        before_w = None if load.level is None else load.set_w
        loads.append(LoadDecision(load.id, action, 0, 0.0, before_w, Rule.R3, R3Code.INTERNAL_ERROR, (vote,), 0.0))
        if running:
            kept[load.id] = replace(
                memory.of(load.id), last_change=Action.STOP, blocks_since_change=0, blocks_since_start=None
            )
    nothing = Surplus(None, 0.0, None, 0.0, 0.0, ShareReason.BATTERY_FIRST, SurplusSource.NONE, None)
    decision = Decision(
        block_id=state.now // policy.block.length_s,
        trigger=state.trigger,
        surplus=nothing,
        paths=EnergyPaths(0.0, 0.0, 0.0),
        outlook=None,
        unusable=("engine",),
        loads=tuple(loads),
    )
    commands = tuple(item for item in memory.overrides if item.kind is not OverrideKind.START)
    return decision, replace(memory, loads=kept, overrides=commands)


def decision_document(decision: Decision) -> dict[str, Json]:
    """Write a decision with its whole trace."""
    surplus = decision.surplus
    return {
        "block_id": decision.block_id,
        "trigger": decision.trigger.value,
        "surplus": {
            "surplus_w": surplus.surplus_w,
            "managed_w": surplus.managed_w,
            "grid_w": surplus.grid_w,
            "battery_w": surplus.battery_w,
            "share": surplus.share,
            "share_reason": surplus.share_reason.value,
            "source": surplus.source.value,
            "base_load_w": surplus.base_load_w,
            "assumed": list(surplus.assumed),
            **({} if decision.outlook is None else {"credit_w": surplus.credit_w}),
        },
        **({} if decision.outlook is None else {"outlook": outlook_document(decision.outlook)}),
        "paths": paths_document(decision.paths),
        "unusable": list(decision.unusable),
        "loads": {
            item.load: {
                "action": item.action.value,
                "level": item.level,
                "target_w": item.target_w,
                "previous_w": item.previous_w,
                "rule": item.rule.value,
                "code": item.code.value,
                "votes": [vote_document(vote) for vote in item.votes],
            }
            for item in decision.loads
        },
    }
