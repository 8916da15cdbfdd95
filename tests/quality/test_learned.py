"""What the engine learns stays within bounds, is written and read without a loss, and replays to the byte."""

from dataclasses import replace
import json
import random
from typing import Any

import pytest

from custom_components.bitgridai.engine import DocumentError, Memory, Policy, decide, verify
from custom_components.bitgridai.engine.canonical import canonical_bytes
from custom_components.bitgridai.engine.document import Node
from custom_components.bitgridai.engine.learned import (
    DAYS_MAX,
    HOURS,
    Ended,
    Learned,
    learn,
    learned_document,
    learned_from_node,
)
from custom_components.bitgridai.engine.memory import memory_document, memory_from_node
from custom_components.bitgridai.engine.policy import policy_document
from custom_components.bitgridai.engine.record import decision_record, event_record, linked
from tests.engine.houses import (
    BLOCK_S,
    NOON,
    decided,
    forecast,
    knowing,
    made,
    memory,
    miner,
    policy,
    remembered,
    running_for,
    state,
)

DAY_S = 86_400


def taught(days: int, keep_days: int = 10, seed: int = 1) -> Learned:
    """Days of any weather and any base load."""
    dice = random.Random(seed)  # noqa: S311  # not a secret
    learned = Learned()
    for block in range(days * DAY_S // BLOCK_S):
        ended = Ended(NOON + block * BLOCK_S, BLOCK_S, dice.uniform(0, 6000), dice.choice([0, 0, 9000.0]))
        learned = learn(learned, ended, dice.choice([None, 0.0, 500.0, 8000.0]), keep_days)
    return learned


def test_what_is_learned_is_bounded_whatever_the_house_does() -> None:
    learned = taught(40)
    assert len(learned.days) == 10
    assert all(0.3 <= learned.bias(hour) <= 3 for hour in range(HOURS))
    assert all(0.2 <= ratio <= 2.5 for day in learned.days for ratio in (day.forecast_ratio, day.usual_ratio))
    assert len(canonical_bytes(learned_document(learned))) < 4000
    assert len(taught(40, DAYS_MAX).days) == DAYS_MAX


def test_it_is_written_and_read_without_a_loss() -> None:
    learned = taught(4)
    written: Any = json.loads(canonical_bytes(learned_document(learned)))
    assert learned_from_node(Node("learned", written)) == learned
    assert learned_from_node(Node("learned", {})) == Learned()


def test_a_memory_from_before_there_was_learning_still_reads() -> None:
    old = {key: value for key, value in memory_document(taught_memory(2)).items() if key != "learned"}
    assert memory_from_node(Node("memory", old)).learned == Learned()


def taught_memory(days: int) -> Memory:
    return replace(memory(), learned=taught(days))


@pytest.mark.parametrize("bad", [{"base_w": [1]}, {"days": [{"base_w": [0] * 24}]}, {"recent_w": -1}, {"nothing": 1}])
def test_what_nobody_can_have_learned_is_refused(bad: dict[str, Any]) -> None:
    with pytest.raises(DocumentError):
        learned_from_node(Node("learned", bad))


def test_a_forecast_that_is_always_half_too_low_is_corrected() -> None:
    learned = Learned()
    for block in range(40 * DAY_S // BLOCK_S):
        start = NOON + block * BLOCK_S
        sun_w = 3000.0 if 8 <= start // 3600 % 24 < 16 else 0.0
        following_w = 1500.0 if 8 <= (start + BLOCK_S) // 3600 % 24 < 16 else 0.0
        learned = learn(learned, Ended(start, BLOCK_S, 300, sun_w), following_w, 10)
    assert learned.expected_w(12, 1500) == pytest.approx(3000, rel=0.15)
    assert learned.expected_w(12, None) == pytest.approx(3000, rel=0.05)
    assert learned.days[-1].base_w == (300,) * HOURS


def test_only_block_ticks_teach() -> None:
    for trigger in ("SAFETY", "GUARD", "TRIM", "OVERRIDE", "RECOVERY", "CONFIG"):
        assert remembered(state(trigger)).learned == Learned()
    assert remembered(state()).learned.block == NOON // BLOCK_S
    assert remembered(state(pv_power_w=None)).learned == Learned()
    assert remembered(state(), rules=policy(r4={"learned_days": 0})).learned == Learned()


def test_a_ledger_of_a_learning_engine_is_reproduced() -> None:
    rules, before = Policy(), taught_memory(5)
    before = replace(before, seq=0, last_hash="0" * 64)
    event = event_record(before, NOON, "policy", {"policy": policy_document(rules)})
    records, before = [event], linked(before, event)
    for block in range(20):
        now = state(now=NOON + (block + 1) * BLOCK_S, grid_power_w=-100.0 * block, battery_soc_pct=70)
        decision, after = decide(now, before, rules)
        record = decision_record(now, before, rules, decision)
        records.append(record)
        before = linked(after, record)
        before = memory_from_node(Node("memory", json.loads(canonical_bytes(memory_document(before)))))
    told: list[Any] = [json.loads(canonical_bytes(record)) for record in records]
    report = verify(told)
    assert report.verified, report.difference
    assert report.decisions == 20


SUNNY_DAYS = (500.0,) * 5


def test_what_tomorrow_refills_the_battery_lends() -> None:
    cloudy = state(loads={"miner": miner(1)}, pv_power_w=0, battery_power_w=1300, battery_soc_pct=90)
    decision = made(cloudy, knowing(running_for(20), *SUNNY_DAYS, usual_w=6000))
    assert (decision.code, decision.target_w) == ("R1_BATTERY_CREDIT", 1500)


def test_what_the_night_needs_stays_in_the_battery() -> None:
    cloudy = state(loads={"miner": miner(1)}, pv_power_w=0, battery_power_w=1300, battery_soc_pct=90)
    decision = made(cloudy, knowing(running_for(20), *SUNNY_DAYS, usual_w=0))
    assert (decision.code, decision.target_w) == ("R1_SURPLUS_LOW", 0)


@pytest.mark.parametrize(("hungry", "target_w"), [(0, 1500), (2, 1500), (3, 800), (7, 800), (8, 0), (10, 0)])
def test_the_more_days_were_hungry_the_less_is_lent_to_what_runs(hungry: int, target_w: float) -> None:
    cloudy = state(loads={"miner": miner(2)}, pv_power_w=1000, battery_power_w=1300, battery_soc_pct=70)
    days = [9000.0] * hungry + [300.0] * (10 - hungry)
    for remembered_days in (days, days[::-1]):
        decision = made(cloudy, knowing(running_for(20), *remembered_days, usual_w=4000))
        assert decision.target_w == target_w


@pytest.mark.parametrize(("hungry", "starts"), [(0, True), (2, True), (3, False), (10, False)])
def test_a_start_needs_more_than_what_runs(hungry: int, *, starts: bool) -> None:
    sunny = state(pv_power_w=4000, battery_power_w=-2000, grid_power_w=0, battery_soc_pct=70)
    days = [9000.0] * hungry + [300.0] * (10 - hungry)
    assert (made(sunny, knowing(memory(), *days, usual_w=4000)).action == "START") == starts


def test_dearer_power_and_a_worthless_load_keep_the_battery_for_the_house() -> None:
    cloudy = state(loads={"miner": miner(2)}, pv_power_w=1000, battery_power_w=1300, battery_soc_pct=70)
    before = knowing(running_for(20), *[9000.0] * 4, *[300.0] * 6, usual_w=4000)
    for prices, target_w in (
        ({}, 800),
        ({"import_ct_kwh": 90}, 0),
        ({"load_ct_kwh": 8}, 0),
        ({"load_ct_kwh": 25}, 1500),
        ({"import_ct_kwh": 20}, 1500),
    ):
        assert made(cloudy, before, policy(r4=prices)).target_w == target_w


@pytest.mark.parametrize(("hour", "target_w"), [(13, 1500), (16, 1500), (18, 0), (0, 0)])
def test_from_dusk_on_the_battery_lends_nothing(hour: int, target_w: float) -> None:
    cloudy = state(
        now=NOON + (hour - 12) % 24 * 3600,
        loads={"miner": miner(1)},
        pv_power_w=0,
        battery_power_w=1000,
        battery_soc_pct=90,
    )
    before = replace(knowing(running_for(20), *[200.0] * 10, usual_w=6000), local_date=None)
    assert made(cloudy, before).target_w == target_w


def test_the_rest_of_a_day_is_expected_partly_as_it_went_lately() -> None:
    # The forecast sees no sun, yet the last hours gave twice the usual one.
    learned = replace(knowing(running_for(20), *[500.0] * 10, usual_w=4000).learned, lately_usual_w=4000)
    cloudy = state(pv_power_w=500, battery_soc_pct=90, pv_forecast=forecast(*[0] * 96))

    def gain_ct(lately_w: float) -> float:
        outlook = decided(cloudy, replace(running_for(20), learned=replace(learned, lately_w=lately_w))).outlook
        assert outlook is not None
        return outlook.run_gain_ct(0.0, (800.0, 1500.0))

    assert gain_ct(0) < gain_ct(4000) < gain_ct(8000)


@pytest.mark.parametrize("soc", [50, 50.5, 52, 54.9])
def test_the_reserve_and_its_margin_are_never_lent(soc: float) -> None:
    before = knowing(running_for(20), *SUNNY_DAYS, usual_w=8000)
    cloudy = state(loads={"miner": miner(1)}, pv_power_w=0, battery_power_w=1300, battery_soc_pct=soc)
    assert made(cloudy, before).target_w == 0


def test_with_too_few_days_the_plain_rules_hold() -> None:
    full = state(grid_power_w=-5000, battery_soc_pct=95)
    assert made(full, knowing(memory(), 500, 500)) == made(full, memory())
