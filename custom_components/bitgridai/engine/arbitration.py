"""Who decides: R3 > override > R2 > R4 > R5 > R1.

R1 proposes. Autonomy, R5, R4 and R2's soft minimum may veto: a veto keeps the load nearer
to what it does now, so of several the nearest counts and none of them can start anything.
R2's import limit, a person's command, R2's hard minimum and R3 then force, in this order,
and the last one that forces decides.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from .canonical import quantize
from .energy_paths import EnergyPaths, energy_paths, margin_gate
from .load import LoadState
from .policy import Policy
from .rules import autonomy, override, r1_surplus, r2_autarky, r3_safety, r4_forecast, r5_stability
from .rules.r1_surplus import R1Code
from .rules.r2_autarky import R2Code
from .situation import Situation
from .vocabulary import REDUCE_ONLY, Action, Autonomy, Rule, Trigger, Verdict
from .votes import Vote


@dataclass(frozen=True, slots=True)
class LoadDecision:
    """What happens to one load, and why."""

    load: str
    action: Action
    level: int
    target_w: float
    previous_w: float | None
    """Setting before; None where it was not known."""
    rule: Rule
    code: StrEnum
    votes: tuple[Vote, ...]
    """One per rule, in the order of :class:`~.vocabulary.Rule`."""
    wished_w: float
    """What would happen if no autonomy level held it back."""

    @property
    def decisive(self) -> Vote:
        """The vote of the rule that decided."""
        return next(vote for vote in self.votes if vote.rule is self.rule)


@dataclass(frozen=True, slots=True)
class _Trace:
    r1: Vote
    autonomy: Vote
    r5: Vote
    r4: Vote
    r2: Vote
    override: Vote
    r3: Vote

    def votes(self) -> tuple[Vote, ...]:
        return (self.r1, self.autonomy, self.r5, self.r4, self.r2, self.override, self.r3)


def arbitrate(situation: Situation, policy: Policy) -> tuple[tuple[LoadDecision, ...], EnergyPaths]:
    """Decide every load by priority; what one takes is gone for the next."""
    paths = energy_paths(situation, policy.energy_path)
    ceilings = _import_ceilings(situation, policy)
    remaining_w = situation.surplus.surplus_w or 0.0
    decisions = []
    for load in situation.state.loads:
        gate = margin_gate(paths, policy.energy_path)
        r1 = r1_surplus.propose(situation, load, remaining_w, policy.r1, gate)
        decision = _decide(situation, load, r1, ceilings, policy)
        # The full target is taken even while the load still ramps up to it. What is left of a planned power
        # must carry the next load's part of it to the last digit.
        remaining_w = quantize(remaining_w - decision.target_w)
        decisions.append(decision)
    return tuple(decisions), paths


def _import_ceilings(situation: Situation, policy: Policy) -> Mapping[str, float]:
    def narrow(load: LoadState, wanted_w: float) -> float:
        return r5_stability.vote(situation, load, _semi_floor(situation, load, wanted_w, policy), policy.r5).target_w

    return r2_autarky.import_ceilings(
        situation,
        override.started_by_command(situation),
        policy.r2,
        policy.r1.opportunity.max_import_w,
        narrow,
    )


def _semi_floor(situation: Situation, load: LoadState, wanted_w: float, policy: Policy) -> float:
    if policy.autonomy is not Autonomy.SEMI:
        return wanted_w
    return autonomy.vote(situation, load, wanted_w, policy.autonomy).target_w


def _decide(
    situation: Situation, load: LoadState, r1: Vote, ceilings: Mapping[str, float], policy: Policy
) -> LoadDecision:
    mine = autonomy.vote(situation, load, r1.target_w, policy.autonomy)
    by_person = policy.autonomy in (Autonomy.MANUAL, Autonomy.ASSISTED)
    ceiling_w = ceilings.get(load.id)
    # A person's consent is needed for what R1 wants, never for what R2 takes back.
    free_w = mine.target_w if by_person and ceiling_w is not None else r1.target_w
    r2 = r2_autarky.vote(situation, load, free_w, ceiling_w, policy.r2)
    imports = r2.code is R2Code.GRID_IMPORT
    wish_w = r2.target_w if imports else r1.target_w
    if imports and not by_person:
        mine = autonomy.vote(situation, load, wish_w, policy.autonomy)
    # Where semi turns a stop into a lower level, R5 has to judge that change.
    r5 = r5_stability.vote(situation, load, mine.target_w if policy.autonomy is Autonomy.SEMI else wish_w, policy.r5)
    on_surplus = r1.code in (R1Code.SURPLUS_OK, R1Code.SURPLUS_PARTIAL, R1Code.BATTERY_CREDIT)
    r4 = r4_forecast.vote(situation, load, wish_w, policy.r4, rests_on_surplus=on_surplus)
    counted = (r5, r4, r2) if imports and by_person else (mine, r5, r4, r2)
    vetoes = [vote for vote in counted if vote.verdict is Verdict.VETO]
    target_w = _nearest(load.set_w, wish_w, vetoes)
    wished_w = _nearest(load.set_w, wish_w, [vote for vote in vetoes if vote is not mine])
    rule = _vetoer(target_w, wish_w, vetoes)
    if ceiling_w is not None and imports and target_w < load.set_w and ceiling_w <= free_w:
        rule = Rule.R2
    command = override.vote(situation, load, target_w, policy.autonomy)
    r3 = r3_safety.vote(situation, load, target_w, policy.r3)
    for vote in (command, r2 if r2.code is R2Code.SOC_HARD_MIN else None, r3):
        if vote is not None and vote.verdict is Verdict.FORCE:
            target_w, rule = vote.target_w, vote.rule
    # Before the question what this look may raise, so that every look gives the same reason.
    blind = r3_safety.blind(load, target_w, policy.r3)
    if blind is not None:
        r3, target_w, rule = blind, blind.target_w, blind.rule
    if target_w > load.set_w and not _may_raise(situation, load):
        target_w, rule = load.set_w, Rule.R1
    trace = _Trace(r1, mine, r5, r4, r2, command, r3)
    return _decision(situation, load, target_w, rule, trace, wished_w)


def _may_raise(situation: Situation, load: LoadState) -> bool:
    trigger = situation.state.trigger
    if trigger is Trigger.TRIM:
        return situation.follows(load)
    return trigger not in REDUCE_ONLY


def _nearest(now_w: float, wish_w: float, vetoes: list[Vote]) -> float:
    targets = [wish_w, *(vote.target_w for vote in vetoes)]
    return min(targets) if wish_w > now_w else max(targets)


def _vetoer(target_w: float, wish_w: float, vetoes: list[Vote]) -> Rule:
    """Of the vetoes that made the outcome, the one with the highest authority."""
    rule = Rule.R1
    if target_w != wish_w:
        for vote in vetoes:
            if vote.target_w == target_w:
                rule = vote.rule
    return rule


def _decision(
    situation: Situation, load: LoadState, target_w: float, rule: Rule, trace: _Trace, wished_w: float
) -> LoadDecision:
    votes = trace.votes()
    decisive = next(vote for vote in votes if vote.rule is rule)
    if decisive.code is None:
        msg = f"{rule} decided without a reason"
        raise RuntimeError(msg)
    return LoadDecision(
        load=load.id,
        action=_action(load, target_w)
        if load.level is not None
        else _blind_action(situation, load, target_w, decisive, trace),
        level=load.spec.level_of(target_w),
        target_w=target_w,
        previous_w=None if load.level is None else load.set_w,
        rule=rule,
        code=decisive.code,
        votes=votes,
        wished_w=wished_w,
    )


def _action(load: LoadState, target_w: float) -> Action:
    if target_w == load.set_w:
        return Action.HOLD
    if load.set_w == 0:
        return Action.START
    if target_w == 0:
        return Action.STOP
    return Action.RAISE if target_w > load.set_w else Action.LOWER


def _blind_action(situation: Situation, load: LoadState, target_w: float, decisive: Vote, trace: _Trace) -> Action:
    """Act on a load of which nobody can tell what it does: a stop is told once, or while it draws power."""
    if target_w > 0:
        return Action.START
    forced = decisive.verdict is Verdict.FORCE
    kept = any(vote.verdict is Verdict.VETO for vote in (trace.r5, trace.autonomy))
    told = situation.of(load).last_change is Action.STOP and load.draw_w < load.spec.lowest_w / 2
    stops = forced or (situation.gives_up(load) and not kept)
    return Action.STOP if stops and not told else Action.HOLD
