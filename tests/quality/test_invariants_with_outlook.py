"""The engine's promises hold as well once it has days behind it."""

from dataclasses import replace
from typing import Any

from hypothesis import given, settings, strategies as st

from custom_components.bitgridai.engine import Memory, Policy, decide
from custom_components.bitgridai.engine.explanation import LANGUAGES, explain
from custom_components.bitgridai.engine.outlook import Outlook
from custom_components.bitgridai.engine.rules.r1_surplus import R1Code, Strategy
from custom_components.bitgridai.engine.state import EnergyState
from custom_components.bitgridai.engine.step import _totals_w
from custom_components.bitgridai.engine.surplus import base_load_w
from custom_components.bitgridai.engine.vocabulary import REDUCE_ONLY, Action, Rule, Verdict
from tests.engine.houses import knowing
from tests.engine.strategies import (
    Picks,
    memory_document,
    picks,
    policy_document,
    read_memory,
    read_policy,
    read_state,
    state_document,
)

TICK = ("BLOCK_TICK",)
TOLERANCE_W = 1e-6


def experienced(p: Picks, **options: Any) -> tuple[EnergyState, Memory, Policy]:
    """Any healthy house that remembers some days."""
    state = read_state(state_document(p, faulty=False, **options))
    days = [p.one(200, 500, 3000) for _ in range(p.one(3, 10))]
    memory = read_memory(memory_document(p, latched=False, kinds=()))
    memory = knowing(memory, *days, usual_w=p.one(0, 2000, 8000), ratio=p.one(1, 0.5, 2))
    return state, memory, read_policy(policy_document(p))


@settings(max_examples=400)
@given(picks(320))
def test_all_targets_together_stay_within_the_surplus_and_its_margins(p: Picks) -> None:
    state, memory, policy = experienced(p, triggers=TICK)
    policy = replace(policy, r1=replace(policy.r1, opportunity=Policy().r1.opportunity, strategy=Strategy.SURPLUS))
    decision, _ = decide(state, memory, policy)
    votes = [vote for made in decision.loads for vote in made.votes]
    kept = {Rule.R5, Rule.AUTONOMY}
    if any(vote.code == "R1_NOT_DUE" or (vote.rule in kept and vote.verdict is Verdict.VETO) for vote in votes):
        return
    assert decision.surplus.surplus_w is not None
    margin_w = max(policy.r1.start_margin_w, policy.r1.stop_margin_w, 0)
    total_w = sum(made.target_w for made in decision.loads)
    assert total_w == 0 or total_w <= decision.surplus.surplus_w + margin_w + TOLERANCE_W


@settings(max_examples=400)
@given(picks(320))
def test_minimums_hold_and_the_forecast_starts_nothing(p: Picks) -> None:
    state, memory, policy = experienced(p)
    soc_pct = state.signals["battery_soc_pct"].value if "battery_soc_pct" in state.signals else None
    for made in decide(state, memory, policy)[0].loads:
        raised = made.action in (Action.START, Action.RAISE)
        if soc_pct is not None and soc_pct <= policy.r2.soc_hard_min_pct:
            assert made.target_w == 0
        if soc_pct is not None and soc_pct <= policy.r2.soc_soft_min_pct:
            assert not raised
        assert not (raised and state.trigger in REDUCE_ONLY)
        proposed_w = next(vote.target_w for vote in made.votes if vote.rule is Rule.R1)
        assert not raised or made.target_w <= proposed_w
        for language in LANGUAGES:
            words = explain(made, language)
            assert 0 < len(words.short) <= 140
            assert not set("{}–") & set(words.short + words.detail)


@settings(max_examples=400)
@given(picks(320))
def test_what_r1_keeps_or_gives_is_carried_by_sun_and_credit_up_to_its_margins(p: Picks) -> None:
    state, memory, policy = experienced(p, triggers=TICK)
    policy = replace(policy, r1=replace(policy.r1, opportunity=Policy().r1.opportunity, strategy=Strategy.SURPLUS))
    decision, _ = decide(state, memory, policy)
    assert decision.surplus.surplus_w is not None
    left_w, credit_w = decision.surplus.surplus_w, decision.surplus.credit_w
    margin_w = max(policy.r1.start_margin_w, policy.r1.stop_margin_w, 0)
    for made in decision.loads:
        vote = made.votes[0]
        if vote.code in (R1Code.SURPLUS_OK, R1Code.SURPLUS_PARTIAL):
            # The sun alone carries it: no margin is bridged with what the battery lends.
            assert vote.target_w <= left_w - credit_w + margin_w + TOLERANCE_W
        elif vote.code is R1Code.BATTERY_CREDIT:
            assert decision.outlook is not None
            assert 0 < vote.target_w <= min(left_w, decision.outlook.planned_w)
        left_w -= made.target_w


@settings(max_examples=400)
@given(picks(320))
def test_what_is_planned_leaves_the_reserve_after_the_block_and_is_worth_something(p: Picks) -> None:
    state, memory, policy = experienced(p)
    outlook = decide(state, memory, policy)[0].outlook
    if outlook is None or outlook.planned_w == 0:
        assert outlook is None or outlook.gain_ct == 0
        return
    assert not outlook.dark
    assert outlook.gain_ct > 0
    plan = outlook.plan
    assert plan is not None
    assert plan.worth_ct(outlook.planned_w) - plan.worth_ct(0.0) == outlook.gain_ct
    assert all(
        plan.worth_ct(total_w) - plan.worth_ct(0.0) <= outlook.gain_ct for total_w in affordable(state, policy, outlook)
    )
    assert outlook.planned_w in affordable(state, policy, outlook)


def affordable(state: EnergyState, policy: Policy, outlook: Outlook) -> list[float]:
    """The powers that the battery can help to and keep its reserve, counted in energies."""
    base_w, pv_w = base_load_w(state), state.signals["pv_power_w"].value
    assert base_w is not None
    assert pv_w is not None
    hours, battery = policy.block.length_s / 3600, outlook.battery
    reserve_wh = (policy.r2.soc_hard_min_pct + policy.r4.reserve_margin_pct) / 100 * battery.capacity_wh
    fits = []
    for total_w in _totals_w(state, pv_w - base_w):
        lent_wh = (total_w + base_w - pv_w) * hours
        if lent_wh > battery.capacity_wh / 2 * hours:
            continue
        change_wh = -lent_wh / 0.95 if lent_wh >= 0 else min(-lent_wh, battery.capacity_wh / 2 * hours) * 0.95
        if battery.stored_wh + change_wh >= reserve_wh - TOLERANCE_W:
            fits.append(total_w)
    return fits


@settings(max_examples=200)
@given(picks(320), st.integers(-3000, 3000))
def test_what_a_load_draws_cancels_out(p: Picks, shift_w: int) -> None:
    document = state_document(p, faulty=False, triggers=TICK)
    memory = knowing(read_memory(memory_document(p, latched=False, kinds=())), 300, 500, 900, usual_w=5000)
    load = document["loads"]["a"]
    if not isinstance(load.get("power_w"), int | float) or load["power_w"] + shift_w < 0:
        return
    document["signals"].pop("house_load_w", None)
    document["signals"].pop("grid_power_hold_w", None)
    before = read_state(document)
    load["power_w"] = round(load["power_w"] + shift_w, 3)
    document["signals"]["grid_power_w"] = round(document["signals"]["grid_power_w"] + shift_w, 3)
    one, other = (decide(state, memory, Policy())[0].surplus.surplus_w for state in (before, read_state(document)))
    assert one is not None
    assert other is not None
    assert abs(one - other) < 0.002
