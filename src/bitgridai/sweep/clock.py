"""The steps of a course, by its phase: where in an hour it begins. Mirrors ``engine.outlook._steps``."""

from typing import Final

import numpy as np

from ..bench.quality.household import BLOCK_S
from ..engine.learned import _HOUR_S
from ..engine.outlook import (
    _BASE_LASTS,
    _FINE_S,
    _NEAR_LASTS,
    _NEAR_WEIGHT,
    _STEP_S,
    _SUN_LASTS,
    _USUAL_LASTS,
    _USUAL_WEIGHT,
    HORIZON_S,
)
from .compiled import compiled
from .rows import LONGEST

_PHASES: Final = _HOUR_S // BLOCK_S
_SHAPE: Final = (2 * _PHASES, LONGEST)
"""A course begins with a block, or (the second half) somewhere in the middle of one."""

COUNT: Final = np.zeros(2 * _PHASES, np.int64)
"""Steps of a course."""
OFFSET_S: Final = np.zeros(_SHAPE, np.int64)
"""Begin of a step, from that of the course."""
HOURS_ON: Final = np.zeros(_SHAPE, np.int64)
"""Hour of the day in which a step begins, counted from that of the course."""
LASTS_H: Final = np.zeros(_SHAPE)
SUN_STAYS: Final = np.zeros(_SHAPE)
BASE_STAYS: Final = np.zeros(_SHAPE)
USUAL_STAYS: Final = np.zeros(_SHAPE)
NEAR_STAYS: Final = np.zeros(_SHAPE)


def _wind_up(phase: int) -> None:
    # Where in a block a course begins that does not begin with it makes no difference: a second stands for all.
    now = phase * BLOCK_S if phase < _PHASES else (phase - _PHASES) * BLOCK_S + 1
    moment, step = now, 0
    sun_stays = base_stays = 1.0
    usual_stays, near_stays = _USUAL_WEIGHT, _NEAR_WEIGHT
    while moment < now + HORIZON_S:
        fine = moment < now + _FINE_S or moment % _STEP_S
        length_s = BLOCK_S if fine else _STEP_S
        OFFSET_S[phase, step] = moment - now
        HOURS_ON[phase, step] = moment // _HOUR_S
        LASTS_H[phase, step] = length_s / 3600
        SUN_STAYS[phase, step], BASE_STAYS[phase, step] = sun_stays, base_stays
        USUAL_STAYS[phase, step], NEAR_STAYS[phase, step] = usual_stays, near_stays
        for _ in range(max(1, length_s // BLOCK_S)):
            sun_stays *= _SUN_LASTS
            base_stays *= _BASE_LASTS
            usual_stays *= _USUAL_LASTS
            near_stays *= _NEAR_LASTS
        moment += length_s
        step += 1
    COUNT[phase] = step


for _phase in range(2 * _PHASES):
    _wind_up(_phase)


@compiled
def phase_of(now: int) -> int:
    """Return the row of these tables for a course that begins at a moment."""
    return now % _HOUR_S // BLOCK_S + (_PHASES if now % BLOCK_S else 0)
