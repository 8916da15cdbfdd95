"""Compiled courses of recorded houses are the engine's own: every block, to the last bit."""

from array import array
from dataclasses import replace
from math import nan
from random import Random
from typing import Any

from hypothesis import given, settings, strategies as st
import pytest

from bitgridai.engine import Policy
from bitgridai.engine.load import LoadSpec
from bitgridai.engine.policy import policy_with
from bitgridai.engine.signals import Series
from bitgridai.replay.compiled import Machine
from bitgridai.replay.course import ACTIONS, CODES, UNDECIDED, Course
from bitgridai.replay.covered import covers_house, covers_policy
from bitgridai.replay.forecasts import Forecasts, forecasts_of
from bitgridai.replay.loop import Loop
from bitgridai.replay.recorded import Gap, RecordedHouse
from bitgridai.replay.setting import Given, Setting, setting_of
from bitgridai.replay.ticks import RecordedLoad
from bitgridai.sweep.situation import ACTIONS as COMPILED_ACTIONS, CODES as COMPILED_CODES
from tests.sweep.households import Case, case

BLOCK_S = 600


def by_engine(setting: Setting, policy: Policy) -> Course:
    loop = Loop(setting, policy)
    while not loop.done:
        loop.advance()
    return loop.course


def told_hourly(dice: Random, drawn: Case, block: int) -> Series:
    """Return a forecast as it was known then: each one a little different, now and then none at all."""
    if dice.random() < 0.1:
        return ()
    now = drawn.trace.start + block * BLOCK_S
    begin = now - dice.choice([0, 1800, 7200])
    return tuple((start, mean * dice.uniform(0.8, 1.2)) for start, mean in drawn.trace.forecast(begin, 24 * 3600))


def forecasts(dice: Random, drawn: Case, blocks: int) -> Forecasts:
    every = dice.choice([1, 6, 36])
    known: list[Series] = []
    for block in range(blocks):
        known.append(known[-1] if block % every else told_hourly(dice, drawn, block))
    return forecasts_of(known)


def column(values: list[float], missing: set[int]) -> array[float]:
    return array("d", [nan if block in missing else value for block, value in enumerate(values)])


def payments(dice: Random, blocks: int) -> dict[str, array[float]]:
    """What is fed in pays the same all the time, or something else in each block."""
    steady = dice.choice([7.5, 20.0])
    return {
        "feed_in_ct_kwh": array("d", [steady if dice.random() < 0.7 else dice.uniform(-5, 20) for _ in range(blocks)])
    }


def a_house(seed: int, blocks: int) -> tuple[RecordedHouse, Case]:
    """Draw a house with gaps, midnights of its own, and forecasts that were made anew."""
    dice = Random(seed)  # noqa: S311  # not a secret
    drawn = case(seed, blocks)
    missing: set[int] = set()
    for _ in range(dice.choice([0, 1, 4])):
        first = dice.randrange(2, blocks)
        missing |= set(range(first, min(blocks, first + dice.choice([1, 2, 7, 40]))))
    shift_s = dice.choice([0, 7200, -18_000])
    unknown = column([0.0] * blocks, set(range(blocks)))
    return RecordedHouse(
        start=drawn.trace.start,
        block_s=BLOCK_S,
        pv_w=column(list(drawn.trace.pv_w), missing),
        base_w=column(list(drawn.trace.base_w), missing),
        grid_w=unknown,
        loads_w=unknown,
        soc_pct=array("d", [drawn.house.initial_soc_pct] * blocks),
        prices=payments(dice, blocks) if dice.random() < 0.3 else {},
        local_dates=tuple(f"{(drawn.trace.start + block * BLOCK_S + shift_s) // 86_400}" for block in range(blocks)),
        pv_forecast=forecasts(dice, drawn, blocks),
        price_forecast=forecasts_of([()] * blocks),
        loads=(RecordedLoad("load", LoadSpec(drawn.house.levels_w), 0),),
        policy=drawn.policy,
        policies=1,
        battery=True,
        battery_wh=drawn.house.capacity_wh,
        learned=drawn.memory.learned,
        starts=0,
        gaps=tuple(Gap(block, 1, ()) for block in sorted(missing)),
    ), drawn


def assert_same(one: Course, other: Course) -> None:
    assert [part.tobytes() for part in one.columns()] == [part.tobytes() for part in other.columns()]


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from([1.0, 0.5, 1.37]))
def test_any_recorded_house_lives_as_under_the_engine(seed: int, pv_factor: float) -> None:
    house, drawn = a_house(seed, blocks=150)
    setting = setting_of(house, Given(pv_factor=pv_factor, battery_w=drawn.house.battery_w))
    assert covers_house(setting)
    policy = drawn.policy
    if not covers_policy(setting, policy):
        policy = policy_with(policy, {"energy_path": {"min_margin_ct": None}})
    assert_same(Machine(setting).course(policy), by_engine(setting, policy))


def test_gaps_new_days_and_lost_forecasts_are_met() -> None:
    """The comparison is worth something: decisions after gaps change what a load does."""
    starts = decided_after_gaps = 0
    for seed in range(40):
        house, _ = a_house(seed, blocks=150)
        setting = setting_of(house)
        course = Machine(setting).course(Policy())
        starts += course.runs().starts
        load = course.loads["load"]
        ends = [block for block in range(1, house.blocks) if house.known(block) and not house.known(block - 1)]
        for end in ends:
            assert load.action[end] == UNDECIDED
            decided_after_gaps += end + 1 < house.blocks and load.action[end + 1] != UNDECIDED
    assert starts > 20
    assert decided_after_gaps > 20


def test_reasons_and_actions_have_the_same_numbers() -> None:
    assert CODES == COMPILED_CODES
    assert ACTIONS == COMPILED_ACTIONS


@pytest.mark.parametrize(
    "changes",
    [
        {"battery": False, "battery_wh": None},
        {"block_s": 900},
        {"prices": {"price_ct_kwh": array("d", [20.0] * 150)}},
        {"prices": {"feed_in_ct_kwh": array("d", [nan] * 150)}},
        {"price_forecast": forecasts_of([((0, 20.0),)] * 150)},
        {"loads": (RecordedLoad("rod", LoadSpec((0.0, 500.0, 3000.0), 100.0), 0),)},
        {"loads": tuple(RecordedLoad(name, LoadSpec((0.0, 500.0)), 0) for name in "ab")},
        {"base_w": array("d", [9e5] * 150)},
    ],
)
def test_what_is_not_covered_is_left_to_the_engine(changes: dict[str, Any]) -> None:
    house, _ = a_house(1, blocks=150)
    assert covers_house(setting_of(house))
    assert not covers_house(setting_of(replace(house, **changes)))


def test_a_margin_over_a_payment_that_changes_is_left_to_the_engine() -> None:
    house, _ = a_house(1, blocks=150)
    margin = policy_with(Policy(), {"energy_path": {"min_margin_ct": 2}})
    paid = setting_of(replace(house, prices={"feed_in_ct_kwh": array("d", [7.5] * 150)}))
    assert covers_policy(paid, Policy())
    assert not covers_policy(paid, margin)
    assert covers_policy(setting_of(replace(house, prices={})), margin)
