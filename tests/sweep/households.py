"""Households, traces, memories and policies at random: any that may be swept."""

from dataclasses import dataclass
from math import pi, sin
from random import Random
from typing import Any

from bitgridai.bench.quality.household import BLOCK_S, House
from bitgridai.bench.quality.trace import BlockTrace
from bitgridai.engine import DocumentError, Memory, Policy
from bitgridai.engine.learned import HOURS, Ended, Learned, PastDay, learn
from bitgridai.engine.memory import LoadMemory
from bitgridai.engine.policy import policy_with
from bitgridai.engine.vocabulary import Action

DAY_S = 86_400
SPRING = 1_709_251_200
"""2024-03-01, midnight."""


@dataclass(frozen=True)
class Case:
    """What one comparison is about."""

    house: House
    trace: BlockTrace
    memory: Memory
    policy: Policy


def case(seed: int, blocks: int = 200) -> Case:
    """Draw everything from one seed."""
    dice = Random(seed)  # noqa: S311  # not a secret
    start = SPRING + dice.randrange(0, 400 * DAY_S, BLOCK_S)
    house = any_house(dice)
    return Case(house, any_trace(dice, start, blocks, house), any_memory(dice, start), any_policy(dice))


def any_house(dice: Random) -> House:
    levels = dice.choice([(0, 800, 1500), (0, 1000), (0, 350.5, 700, 2100.25), (0, 500, 1000, 1500, 3000)])
    return House(
        capacity_wh=dice.choice([7000, 3000, 12345.678]),
        battery_w=dice.choice([3000, 1200]),
        initial_soc_pct=dice.choice([50, 58, 80, 99, dice.uniform(10, 100)]),
        levels_w=levels,
    )


def any_trace(dice: Random, start: int, blocks: int, house: House) -> BlockTrace:
    """Days with clouds and habits, and a forecast that misses them and has gaps."""
    peak_w, whole = dice.choice([1500, 4000, 9000]), dice.choice([1, 1, 50])
    clouds, habit_w = dice.uniform(0, 1), dice.choice([150, 400, 900])

    def clear_w(moment: int) -> float:
        return max(0.0, peak_w * sin((moment % DAY_S / DAY_S - 0.25) * 2 * pi))

    def rounded(power_w: float) -> float:
        return round(power_w / whole) * float(whole) if whole > 1 else power_w

    moments = [start + block * BLOCK_S for block in range(blocks)]
    forecast_s = dice.choice([600, 1800, 3600])
    forecast_start = start // forecast_s * forecast_s - dice.choice([0, 0, 7200, -7200])
    missing = dice.choice([0.0, 0.1, 0.5, 1.0])
    told = [
        None
        if dice.random() < missing
        else rounded(clear_w(forecast_start + place * forecast_s) * dice.uniform(0.5, 1.3))
        for place in range((blocks * BLOCK_S + DAY_S) // forecast_s)
    ]
    return BlockTrace(
        start=start,
        base_w=tuple(rounded(habit_w * dice.choice([0.5, 1, 1, dice.uniform(0, 8)])) for _ in moments),
        pv_w=tuple(rounded(clear_w(moment) * (1 - clouds * dice.random())) for moment in moments),
        forecast_start=forecast_start,
        forecast_s=forecast_s,
        forecast_w=tuple(told),
    )


def any_memory(dice: Random, start: int) -> Memory:
    change = dice.choice([None, Action.START, Action.STOP, Action.RAISE, Action.LOWER])
    load = LoadMemory(
        last_change=change,
        blocks_since_change=None if change is None else dice.randrange(5),
        blocks_since_start=None if change in (None, Action.STOP) else dice.randrange(5, 9),
        starts_today=dice.randrange(3),
    )
    return Memory(loads=dice.choice([{}, {"load": load}]), learned=dice.choice([Learned(), any_learned(dice, start)]))


def any_learned(dice: Random, start: int) -> Learned:
    """Some days in mind, and the one in progress partly seen."""
    past = [
        PastDay(
            tuple(float(dice.randrange(50, dice.choice([400, 2500]))) for _ in range(HOURS)),
            round(dice.uniform(0.2, 2.5), 3),
            round(dice.uniform(0.2, 2.5), 3),
        )
        for _ in range(dice.randrange(31))
    ]
    learned = Learned(days=tuple(past))
    for block in range(dice.choice([0, 30, 130])):
        moment = start - (130 - block) * BLOCK_S
        ended = Ended(moment, BLOCK_S, round(dice.uniform(0, 3000), 3), round(dice.uniform(0, 6000), 3))
        learned = learn(learned, ended, dice.choice([None, 0.0, 3000.0]), 30)
    return learned


def any_policy(dice: Random) -> Policy:
    """Any policy that holds together, near its defaults more often than not."""
    while True:
        try:
            return policy_with(Policy(), _changes(dice))
        except DocumentError:
            continue


def _changes(dice: Random) -> dict[str, Any]:
    def often[T](usual: T, *others: T) -> T:
        return usual if dice.random() < 0.5 else dice.choice(others)

    hard = often(50.0, 0.0, 20.0, round(dice.uniform(0, 90), 3))
    return {
        "r1": {
            "strategy": often("surplus", "surplus", "soc_band"),
            "start_margin_w": often(0, -400, 300, 5000, -5000, round(dice.uniform(-800, 800), 3)),
            "stop_margin_w": often(200, 0, 5000, round(dice.uniform(0, 900), 3)),
            "soc_band": {"pv_start_w": often(500, 0, 2000), "reserve_pct": often(50, 30, 57)},
        },
        "r2": {
            "soc_hard_min_pct": hard,
            "soc_soft_min_pct": min(100.0, hard + often(8.0, 0.0, round(dice.uniform(0, 40), 3))),
            "battery_priority_soc_pct": max(hard, often(80.0, 100.0, 60.0)),
            "max_grid_import_w": often(500, 0, 100_000, round(dice.uniform(0, 1500), 3)),
        },
        "r4": {
            "lookahead_min": often(60, 10, 180, 720),
            "min_predicted_surplus_w": often(None, 0, 600, 2500),
            "battery_fill_margin": often(1.2, 1, 3),
            "learned_days": often(10, 0, 3, 30, dice.randrange(31)),
            "load_ct_kwh": often(14, 0, 8, 40, round(dice.uniform(5, 30), 3)),
            "import_ct_kwh": often(30, 0, 8, round(dice.uniform(5, 60), 3)),
            "start_ct": often(3, 0, 1, 20),
            "reserve_margin_pct": often(5, 0, 20),
        },
        "r5": {
            "min_runtime_blocks": often(3, 0, 1, 12),
            "min_pause_blocks": often(2, 0, 1, 12),
            "deadband_blocks": often(2, 0, 1, 12),
            "max_starts_per_day": often(6, 1, 2),
        },
        "energy_path": {
            "min_margin_ct": often(None, None, None, 2),
            "heat_ct_kwh": often(None, 9, 12),
            "feed_in_ct_kwh": often(8, 0, -5, 13, 20),
        },
    }
