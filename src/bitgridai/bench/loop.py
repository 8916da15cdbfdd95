"""How long one decision keeps the event loop busy."""

import asyncio
from dataclasses import dataclass
from statistics import median, quantiles
from time import perf_counter

from ..closed_loop import STEP_S, ClosedLoop
from ..engine.policy import Policy
from ..simulation import Household, Trace, open_profile

_GENERATED_FROM = 1_749_513_600
"""2025-06-10: a generated house is measured in summer."""


@dataclass(frozen=True, slots=True)
class LoopCost:
    """Times in ms; a block tick includes its record, the preview and the picture for the screen."""

    blocks: int
    block_tick_median_ms: float
    block_tick_p99_ms: float
    look_median_ms: float
    """A look between block ticks: safety every 5 s or a guard every 30 s."""


def measure(household: Household, days: int) -> LoopCost:
    """Run a household and time every look of its controller."""
    return asyncio.run(_measure(household, days))


async def _measure(household: Household, days: int) -> LoopCost:
    profile = open_profile(household)
    start = profile.start if isinstance(profile, Trace) else _GENERATED_FROM
    loop = ClosedLoop.open(household, Policy(), start, profile)
    controller, plant = loop.controller, loop.plant
    block_s = controller.policy.block.length_s
    ticks: list[float] = []
    looks: list[float] = []
    for now in range(start, start + days * 86_400, STEP_S):
        plant.advance(now)  # the house's own life is no cost of the controller
        records = len(loop.ledger.records)
        begin = perf_counter()
        controller.poll(now)
        if now % block_s == 0:
            controller.snapshot(now)
        took_ms = (perf_counter() - begin) * 1000
        (ticks if now % block_s == 0 and len(loop.ledger.records) > records else looks).append(took_ms)
        await controller.settled()
    return LoopCost(
        blocks=len(ticks),
        block_tick_median_ms=round(median(ticks), 3),
        block_tick_p99_ms=round(quantiles(ticks, n=100)[98], 3),
        look_median_ms=round(median(looks), 3),
    )
