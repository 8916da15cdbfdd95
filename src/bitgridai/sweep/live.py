"""The closed loop over a whole trace, compiled; mirrors ``bench.quality.runs``."""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..bench.quality.household import BLOCK_H
from ..bench.quality.runs import _ROUNDING_WH
from .canonical import quantize
from .compiled import compiled
from .plant import Flow, flow, worth_ct
from .rows import Mind, Row, World
from .situation import LoadMemory, Reading, base_load_w
from .step import aged, decide

MONTHS: Final = 13
"""Rows of the sums: the number of a month is its row."""
VALUE, USED, IMPORT, STARTS, BELOW_RESERVE, BLOCKS = range(6)
SUMS: Final = BLOCKS + 1
_FULL_PCT: Final = 100.0


class Diary(NamedTuple):
    """One entry per block, or none at all."""

    action: NDArray[np.int8]
    code: NDArray[np.int8]
    target_w: NDArray[np.float64]
    stored_wh: NDArray[np.float64]
    """When the block ends."""
    grid_w: NDArray[np.float64]
    battery_w: NDArray[np.float64]


def diary_of(blocks: int) -> Diary:
    """Return room for so many blocks."""
    undecided = (np.full(blocks, -1, np.int8), np.full(blocks, -1, np.int8))
    return Diary(*undecided, *(np.full(blocks, np.nan) for _ in range(4)))


@compiled
def live(world: World, mind: Mind, memory: LoadMemory, sums: NDArray[np.float64], diary: Diary) -> None:
    """Let the household live through its trace. In a gap time stands still."""
    house, moments = world.house, world.moments
    stored_wh, level_w = house.initial_wh, 0.0
    last = Flow(moments[0].base_w - moments[0].pv_w, 0.0, stored_wh)
    for block in range(len(moments)):
        moment, target_w = moments[block], 0.0
        if moment.gap:
            level_w = 0.0
            if len(diary.action):
                diary.stored_wh[block] = stored_wh
            continue
        if moment.decides:
            # Full must not come out a rounding error above full.
            soc_pct = min(_FULL_PCT, stored_wh / house.capacity_wh * 100)
            reading = _read(moments[block - 1].told_pv_w, last, soc_pct, level_w, moment.feed_in_ct)
            if moment.passed:
                memory = aged(memory, moment.passed, moment.new_day)
            decision, memory = decide(world, mind, moment, reading, memory)
            target_w = decision.target_w
            if len(diary.action):
                diary.action[block], diary.code[block] = decision.action, decision.code
        last = flow(house, stored_wh, moment.base_w, moment.pv_w, target_w)
        _count(house, last, stored_wh, level_w, target_w, sums[moment.month])
        stored_wh, level_w = last.stored_wh, target_w
        if len(diary.action):
            diary.target_w[block], diary.stored_wh[block] = target_w, stored_wh
            diary.grid_w[block], diary.battery_w[block] = last.grid_w, last.battery_w


@compiled
def _read(pv_w: float, last: Flow, soc_pct: float, level_w: float, feed_in_ct: float) -> Reading:
    """Return what the engine sees, rounded as it does."""
    grid_w, battery_w = quantize(last.grid_w), quantize(last.battery_w)
    base_w = base_load_w(pv_w, grid_w, battery_w, level_w)
    return Reading(pv_w, grid_w, grid_w, battery_w, quantize(soc_pct), level_w, level_w, base_w, feed_in_ct)


@compiled
def _count(
    house: Row, last: Flow, stored_wh: float, level_w: float, target_w: float, sums: NDArray[np.float64]
) -> None:
    first = target_w > 0 and level_w == 0
    low_wh = min(stored_wh, last.stored_wh)
    sums[VALUE] += worth_ct(house, last.grid_w, target_w, first)
    sums[USED] += target_w * BLOCK_H / 1000
    sums[IMPORT] += max(0.0, last.grid_w) * BLOCK_H / 1000
    sums[STARTS] += 1.0 if first else 0.0
    sums[BELOW_RESERVE] += 1.0 if target_w > 0 and low_wh < house.reserve_wh - _ROUNDING_WH else 0.0
    sums[BLOCKS] += 1.0
