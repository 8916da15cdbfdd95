"""The twelve promises of the engine, each searched for a counterexample."""

from dataclasses import replace
import json
import os
from pathlib import Path
import random
import subprocess
import sys
from typing import Any

from hypothesis import given, settings, strategies as st

from custom_components.bitgridai.engine import DocumentError, Memory, Policy, decide, decide_document, verify
from custom_components.bitgridai.engine.canonical import canonical_bytes
from custom_components.bitgridai.engine.document import Node, iso_utc
from custom_components.bitgridai.engine.explanation import LANGUAGES, explain
from custom_components.bitgridai.engine.memory import OVERRIDE_MAX_S, memory_document as write_memory
from custom_components.bitgridai.engine.policy import policy_document as write_policy, policy_from_node
from custom_components.bitgridai.engine.record import decision_record
from custom_components.bitgridai.engine.rules import ALL_CODES
from custom_components.bitgridai.engine.rules.r2_autarky import R2Code
from custom_components.bitgridai.engine.state import state_document as write_state
from custom_components.bitgridai.engine.vocabulary import REDUCE_ONLY, Action, Rule, Trigger, Verdict
from tests.engine.houses import NOON, Document
from tests.engine.oracle import blind, parts, unsafe, usable
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
from tests.engine.worlds import before_block, drawn, healthy, record_bytes, shuffled, step

TOLERANCE_W = 1e-6


@settings(max_examples=500)
@given(picks())
def test_1_whatever_is_unsafe_is_off_and_only_that_is_called_unsafe(p: Picks) -> None:
    state, memory, policy = state_document(p), memory_document(p), policy_document(p)
    present = read_state(state)
    decision, _ = decide(present, read_memory(memory), read_policy(policy))
    for made in decision.loads:
        load = state["loads"][made.load]
        if unsafe(state, memory, policy, made.load):
            assert made.rule is Rule.R3
            assert made.target_w == 0
            assert made.action is Action.STOP or not load["level"]
        elif made.rule is Rule.R3:
            assert blind(load)
            assert made.target_w == present.load(made.load).set_w


@settings(max_examples=500)
@given(picks(), st.sampled_from(["BLOCK_TICK", "OVERRIDE"]))
def test_1_nobody_starts_or_raises_anything_on_a_temperature_from_before_a_silence(p: Picks, trigger: str) -> None:
    document, memory = {**state_document(p), "trigger": trigger}, memory_document(p)
    document["loads"]["a"]["chip_temp_c"] = {"value": p.of((20, 60, 74.9, 84)), "quality": "stale", "age_s": 1}
    state = read_state(document)
    decision, _ = decide(state, read_memory(memory), read_policy(policy_document(p)))
    assert decision.load("a").target_w <= state.load("a").set_w


GARBAGE: st.SearchStrategy[Any] = (
    st.none() | st.booleans() | st.floats() | st.integers(-(10**400), 10**400) | st.text(max_size=5) | st.just([])
)


@given(st.dictionaries(st.sampled_from(list(write_policy(Policy())["r3"])), GARBAGE | st.floats(0, 400)))  # type: ignore[arg-type]  # a section
def test_2_no_policy_that_validates_widens_the_absolute_limits(section: Document) -> None:
    try:
        limits = policy_from_node(Node("policy", {"r3": section})).r3
    except DocumentError:
        return
    assert limits.max_chip_temp_c <= 95
    assert limits.resume_chip_temp_c < limits.max_chip_temp_c
    assert limits.comm_timeout_s <= 300
    assert limits.telemetry_max_age_s <= 300
    assert limits.lockout_min >= 1


@given(picks(), st.floats(95.001, 250), st.floats(300.001, 1e9))
def test_2_beyond_the_absolute_limits_no_policy_and_no_command_keeps_a_load_on(
    p: Picks, temp: float, age: float
) -> None:
    for fault in ({"chip_temp_c": temp}, {"heartbeat_age_s": age}, {"chip_temp_c": {"value": 60, "age_s": age}}):
        state = state_document(p)
        state["loads"]["a"].update(fault)
        decision, _ = decide(read_state(state), read_memory(memory_document(p)), read_policy(policy_document(p)))
        assert decision.load("a").target_w == 0


@given(picks())
def test_3_equal_inputs_give_equal_bytes_through_json_and_in_any_order_of_keys(p: Picks) -> None:
    state, memory, policy = drawn(p)
    first = record_bytes(state, memory, policy)
    written: Any = json.loads(json.dumps([write_state(state), write_memory(memory), write_policy(policy)]))
    mixed = shuffled(written, random.Random(0))  # noqa: S311  # not a secret
    assert record_bytes(read_state(mixed[0]), read_memory(mixed[1]), read_policy(mixed[2])) == first


@given(picks())
def test_3_a_ledger_of_any_decision_is_reproduced(p: Picks) -> None:
    state, memory, policy = drawn(p)
    memory = replace(memory, seq=7, last_hash="a" * 64)
    decision, _ = decide(state, memory, policy)
    record: Any = json.loads(canonical_bytes(decision_record(state, memory, policy, decision)))
    report = verify([record], record["hash"], (7, "a" * 64), [write_policy(policy)])
    assert report.verified, report.difference


PROGRAM = """
import json, sys
from bitgridai.engine import decide_document
print([decide_document(document)["record"]["hash"] for document in json.load(sys.stdin)])
"""


def test_3_neither_another_process_nor_another_name_of_the_package_changes_a_byte() -> None:
    source = random.Random(3)  # noqa: S311  # not a secret
    documents = []
    for _ in range(50):
        p = Picks(source.randbytes(400))
        documents.append({"state": state_document(p), "memory": memory_document(p), "policy": policy_document(p)})
    here: list[Any] = [decide_document(document)["record"] for document in documents]
    for seed in ("0", "4242"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[2] / "src")}
        there = subprocess.run(
            [sys.executable, "-c", PROGRAM],
            input=json.dumps(documents),
            capture_output=True,
            check=True,
            text=True,
            env=environment,
        ).stdout
        assert there.strip() == str([record["hash"] for record in here])


@given(picks())
def test_4_the_forecast_and_stability_rules_never_start_or_raise_anything(p: Picks) -> None:
    state, memory, policy = drawn(p)
    for made in decide(state, memory, policy)[0].loads:
        for vote in made.votes:
            if vote.rule in (Rule.R4, Rule.R5):
                assert vote.verdict in (Verdict.ALLOW, Verdict.ABSTAIN, Verdict.VETO)
        if made.action in (Action.START, Action.RAISE):
            wanted = {vote.target_w for vote in made.votes if vote.verdict in (Verdict.PROPOSE, Verdict.FORCE)}
            assert made.target_w <= max(wanted)


@given(picks())
def test_4_the_fast_path_never_increases_power(p: Picks) -> None:
    state, memory, policy = drawn(p)
    for made in decide(state, memory, policy)[0].loads:
        load = state.load(made.load)
        if state.trigger in REDUCE_ONLY:
            assert made.target_w <= load.set_w
        if state.trigger is Trigger.TRIM:
            assert made.action is not Action.START
            assert made.action is not Action.RAISE or (policy.trim.enabled and load.spec.step_w)


@given(picks())
def test_5_at_the_hard_minimum_everything_is_off_and_at_the_soft_minimum_nothing_begins(p: Picks) -> None:
    document = state_document(p)
    soc = document["signals"]["battery_soc_pct"] = p.of((0, 10, 20, 49.9, 50, 50.001, 57.9, 58, 100))
    policy = read_policy(policy_document(p))
    for made in decide(read_state(document), read_memory(memory_document(p)), policy)[0].loads:
        if soc <= policy.r2.soc_hard_min_pct:
            assert made.target_w == 0
        if soc <= policy.r2.soc_soft_min_pct:
            assert made.action not in (Action.START, Action.RAISE) or made.rule is Rule.OVERRIDE


@settings(max_examples=500)
@given(picks())
def test_6_dwell_times_hold_unless_the_record_names_who_broke_them(p: Picks) -> None:
    state, memory, policy = drawn(p)
    decision, after = decide(state, memory, policy)
    for made in decision.loads:
        then = after.of(made.load)
        before = memory.of(made.load)
        if made.action is Action.HOLD or made.rule in (Rule.R3, Rule.OVERRIDE) or made.code is R2Code.SOC_HARD_MIN:
            continue
        passed = (after.counted_block or 0) - before_block(state, memory, policy)
        since_change = None if before.blocks_since_change is None else before.blocks_since_change + passed
        since_start = None if before.blocks_since_start is None else before.blocks_since_start + passed
        running = before.last_change not in (None, Action.STOP)
        if made.action is Action.STOP and running and since_start is not None:
            assert since_start >= policy.r5.min_runtime_blocks
        if made.action is Action.START:
            assert then.starts_today <= policy.r5.max_starts_per_day
            assert running or since_change is None or since_change >= policy.r5.min_pause_blocks
        follows = state.trigger is Trigger.TRIM and policy.trim.enabled and state.load(made.load).spec.step_w
        if made.action in (Action.RAISE, Action.LOWER) and not follows:
            # A start is no change between levels.
            started = before.last_change is Action.START
            assert started or since_change is None or since_change >= policy.r5.deadband_blocks


@settings(max_examples=500)
@given(picks())
def test_7_no_load_gets_more_than_the_surplus_that_is_left_and_its_margin(p: Picks) -> None:
    state, memory, policy = healthy(p)
    policy = replace(policy, r1=replace(policy.r1, opportunity=Policy().r1.opportunity, strategy=Policy().r1.strategy))
    decision, _ = decide(state, memory, policy)
    assert decision.surplus.surplus_w is not None
    left_w = decision.surplus.surplus_w
    margin_w = max(policy.r1.start_margin_w, policy.r1.stop_margin_w)
    for made in decision.loads:
        # Explained by a dwell time, by an autonomy that leaves it running, or not decided on now.
        explained = {vote.rule for vote in made.votes if vote.verdict is Verdict.VETO} & {Rule.R5, Rule.AUTONOMY}
        if not explained and made.votes[0].code != "R1_NOT_DUE":
            assert made.target_w <= max(0, left_w + margin_w + TOLERANCE_W)
        left_w -= made.target_w


@given(picks(), st.integers(-3000, 3000), st.sampled_from(["a", "b", "c"]))
def test_8_what_a_load_draws_cancels_out(p: Picks, shift_w: int, load_id: str) -> None:
    document = state_document(p, faulty=False)
    memory, rules = read_memory(memory_document(p)), policy_document(p)
    # Import is what the grid connection carries, whoever draws it: R2 stands aside here.
    policy = read_policy({**rules, "r2": {**rules.get("r2", {}), "max_grid_import_w": 100_000}})
    document["signals"].pop("grid_power_hold_w", None)
    load = document["loads"].get(load_id, {})
    if not isinstance(load.get("power_w"), int | float) or load["power_w"] + shift_w < 0:
        return
    house_w = document["signals"].get("house_load_w")
    if (
        house_w is not None
        and house_w - sum(drawn_w(item) for item in document["loads"].values()) + min(0, shift_w) < 0
    ):
        return  # a house cannot take less than its loads
    before = read_state(document)
    load["power_w"] = round(load["power_w"] + shift_w, 3)
    document["signals"]["grid_power_w"] = round(document["signals"]["grid_power_w"] + shift_w, 3)
    if house_w is not None:
        document["signals"]["house_load_w"] = house_w + shift_w
    one, other = decide(before, memory, policy)[0], decide(read_state(document), memory, policy)[0]
    assert one.surplus.surplus_w is not None
    assert other.surplus.surplus_w is not None
    assert abs(one.surplus.surplus_w - other.surplus.surplus_w) < 0.002
    assert [(item.target_w, item.code) for item in one.loads] == [(item.target_w, item.code) for item in other.loads]


def drawn_w(load: Document) -> float:
    power: float = load.get("power_w", 0)
    return power


ODD: Any = st.recursive(
    GARBAGE | st.sampled_from(["500", "true", "NaN", 1e308, -1e308, 1e7]),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["value", "age_s", "coverage", "quality", "x"]), inner, max_size=3)
    ),
    max_leaves=4,
)
HOUSE_NAMES = ("grid_power_w", "pv_power_w", "battery_power_w", "battery_soc_pct", "price_ct_kwh", "house_load_w")


@settings(max_examples=500)
@given(picks(), st.sampled_from(HOUSE_NAMES), ODD)
def test_9_a_reading_that_is_none_starts_and_raises_nothing(p: Picks, name: str, garbage: Any) -> None:
    document = state_document(p, faulty=False)
    document["signals"] |= {"grid_power_w": -6000, "battery_soc_pct": 100, "pv_power_w": 9000, name: garbage}
    policy = read_policy(policy_document(p))
    try:
        state = read_state(document)
    except DocumentError:
        return
    if usable(name, garbage, policy.r3.telemetry_max_age_s) is not None and parts(garbage)[3] == "ok":
        return  # it happens to be a reading
    memory = read_memory(memory_document(p, latched=False, kinds=()))
    for made in decide(state, memory, policy)[0].loads:
        assert made.action not in (Action.START, Action.RAISE)


@given(picks(), st.sampled_from(["chip_temp_c", "heartbeat_age_s", "level", "target_w", "available", "power_w"]), ODD)
def test_9_a_load_that_reports_garbage_is_refused_or_not_started_on_it(p: Picks, name: str, garbage: Any) -> None:
    document = state_document(p, faulty=False)
    document["loads"]["a"][name] = garbage
    try:
        state = read_state(document)
    except DocumentError:
        return
    memory = read_memory(memory_document(p, latched=False, kinds=()))
    made = decide(state, memory, read_policy(policy_document(p)))[0].load("a")
    load = state.load("a")
    known = load.level is not None
    usable = all(item is None or item.value is not None for item in (load.chip_temp_c, load.heartbeat_age_s))
    assert made.action not in (Action.START, Action.RAISE) or (known and usable and load.available)


@given(ODD, st.sampled_from(["policy", "state", "memory", "signals", "loads", "load"]))
def test_9_a_document_of_any_shape_is_answered_or_refused(garbage: Any, where: str) -> None:
    document: Document = {"state": {"now": iso_utc(NOON), "signals": {"grid_power_w": -6000}, "loads": {}}}
    target: Document = {"signals": document["state"], "loads": document["state"]}.get(where, document)
    if where == "load":
        target = document["state"]["loads"]
    target[where] = garbage
    try:
        answer: Any = decide_document(document)
    except DocumentError as error:
        lines = str(error).splitlines()
    else:
        lines = ["answered"]
        assert all(load["action"] == "HOLD" or load["target_w"] == 0 for load in answer["decision"]["loads"].values())
    assert len(lines) == 1


@given(picks())
def test_10_every_decision_has_reason_trigger_values_thresholds_and_words(p: Picks) -> None:
    state, memory, policy = drawn(p)
    decision = decide(state, memory, policy)[0]
    assert decision.trigger is state.trigger
    assert [made.load for made in decision.loads] == [load.id for load in state.loads]
    for made in decision.loads:
        assert made.code in ALL_CODES
        assert made.code.value.startswith(made.rule.value)
        assert made.decisive.code is made.code
        assert [vote.rule for vote in made.votes] == list(Rule)
        assert made.decisive.values or made.decisive.thresholds or made.code.value in WORDLESS
        for language in LANGUAGES:
            words = explain(made, language)
            assert 0 < len(words.short) <= 140
            for text in (words.short, words.detail):
                assert not set("{}–") & set(text), text


WORDLESS = {"R1_NOT_DUE", "R3_CONTROLLER_HEALTH", "R3_UPS_ON_BATTERY", "OVERRIDE_EXPIRED"}
"""Reasons that are a fact of their own, without a figure."""


JUMPS = st.lists(
    st.integers(-80_000, 80_000) | st.sampled_from([1, 5, 30, 599, 600, 601, -1, -600, 3600, -3600]), max_size=40
)


@given(JUMPS, st.sampled_from([600, 60, 3600]))
def test_11_no_block_is_decided_twice_whatever_the_clock_does(jumps: list[int], length_s: int) -> None:
    policy = read_policy({"block": {"length_s": length_s}})
    memory, now = Memory(), NOON
    decided: list[int] = []
    for jump in jumps:
        # Never more than a day behind the latest moment: beyond that the newer past is given up.
        now = max(now + jump, max([NOON, *(block * length_s for block in decided)]) - 80_000)
        decision, memory = step(now, memory, policy, "BLOCK_TICK")
        if decision.loads[0].code != "R1_NOT_DUE":
            decided.append(decision.block_id)
    assert len(decided) == len(set(decided))


@given(JUMPS, st.sampled_from(["SAFETY", "GUARD", "BLOCK_TICK", "TRIM", "OVERRIDE"]))
def test_11_no_jump_of_the_clock_misses_safety_or_ends_a_lockout_early(jumps: list[int], trigger: str) -> None:
    _, memory = step(NOON, Memory(), Policy(), "SAFETY", chip_temp_c=90)
    now = earliest = NOON
    for jump in jumps:
        now += jump
        # What was served before the clock went back is not known, so it does not count.
        earliest = min(earliest, now)
        decision, memory = step(now, memory, Policy(), trigger, chip_temp_c=60)
        if now - earliest < 1800:
            assert (decision.loads[0].target_w, decision.loads[0].code) == (0, "R3_LOCKOUT")
        assert step(now, memory, Policy(), trigger, chip_temp_c=85.001)[0].loads[0].code == "R3_OVERTEMP"
        if memory.of("a").lockout is None:
            return


@given(picks(), st.integers(-(10**7), 10**7))
def test_12_every_command_ends_within_a_day_whatever_the_clock_does(p: Picks, jump: int) -> None:
    state, memory, policy = drawn(p)
    for moment in (state.now, state.now + jump):
        _, memory = decide(replace(state, now=moment), memory, policy)
        assert all(moment < item.valid_until <= moment + OVERRIDE_MAX_S for item in memory.overrides)
    _, memory = decide(replace(state, now=state.now + jump + OVERRIDE_MAX_S), memory, policy)
    assert memory.overrides == ()


def test_the_search_reaches_starts_stops_and_every_rule() -> None:
    source = random.Random(1)  # noqa: S311  # not a secret
    actions, rules = set(), set()
    for _ in range(600):
        for made in decide(*drawn(Picks(source.randbytes(400))))[0].loads:
            actions.add(made.action)
            rules.add(made.rule)
    assert actions == set(Action)
    assert rules == set(Rule)
