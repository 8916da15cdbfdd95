"""What the rules may look at, and their answers; mirrors ``engine.situation``, ``surplus`` and ``votes``."""

from typing import Final, NamedTuple

import numpy as np

from ..engine.rules import ALL_CODES
from ..engine.surplus import _CREDIT_HORIZON_S
from ..engine.vocabulary import Action, Verdict
from .compiled import compiled
from .rows import Row
from .signals import until

CODES: Final = tuple(code.value for code in ALL_CODES)
"""Reasons by their number."""
NO_CODE: Final = -1
ACTIONS: Final = tuple(Action)
VERDICTS: Final = tuple(Verdict)


class LoadMemory(NamedTuple):
    """Dwell times and counters; -1 stands for None, an action by its number."""

    last_change: int
    blocks_since_change: int
    blocks_since_start: int
    starts_today: int


class Reading(NamedTuple):
    """What is measured when a block begins."""

    pv_w: float
    grid_w: float
    import_w: float
    """Grid power as R2 averages it."""
    battery_w: float
    soc_pct: float
    """NaN where there is no battery."""
    set_w: float
    draw_w: float
    """What the load takes, as it is measured."""
    base_w: float
    feed_in_ct: float
    """What a kWh fed in pays; NaN where no sensor tells it."""


class Situation(NamedTuple):
    """Input of the rules."""

    reading: Reading
    memory: LoadMemory
    surplus_w: float
    credit_w: float
    days: int
    """Remembered by the outlook; 0 without one."""


class Vote(NamedTuple):
    """One rule's verdict."""

    verdict: int
    target_w: float
    code: int


@compiled
def base_load_w(pv_w: float, grid_w: float, battery_w: float, managed_w: float) -> float:
    """House load without the managed load."""
    return max(0.0, pv_w + grid_w + battery_w - managed_w)


@compiled
def share(moment: Row, points: Row, reading: Reading, house: Row, policy: Row) -> float:
    """Part of the battery's charging power that the load may claim, where there is no outlook."""
    if np.isnan(reading.soc_pct) or reading.soc_pct >= policy.battery_priority_soc_pct:
        return 1.0
    if moment.end_point > moment.first_point:
        missing_wh = (100 - reading.soc_pct) / 100 * house.capacity_wh
        if _forecast_left_over_wh(moment, points, reading.base_w) >= missing_wh * policy.battery_fill_margin:
            return 1.0
    return 0.0


@compiled
def _forecast_left_over_wh(moment: Row, points: Row, base_w: float) -> float:
    """Forecast PV energy until sunset less the base load, never below 0 per interval, in Wh."""
    total_wh = 0.0
    daylight = False
    begin, limit = moment.first_point, moment.end_point
    for place in range(begin, limit):
        mean_w = points[place].mean_w
        first = max(points[place].start, moment.now)
        last = min(until(points, place, begin, limit), moment.now + _CREDIT_HORIZON_S)
        if last <= first:
            continue
        if mean_w <= 0:
            if daylight:
                break
            continue
        daylight = True
        total_wh += max(0.0, mean_w - base_w) * (last - first) / 3600
    return total_wh
