"""The parcels that compiled functions hand each other: records, which cost nothing to pass on."""

from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..bench.quality.household import BLOCK_S
from ..engine.learned import DAYS_MAX, HOURS
from ..engine.load import _LEVELS_MAX
from ..engine.outlook import _STEP_S, HORIZON_S
from ..engine.plan import LEVELS, POINTS, STEPS as COARSE_STEPS

type Row = Any
"""One record of a structured array, or such an array."""

STEPS: Final = HORIZON_S // _STEP_S + 2 * (_STEP_S // BLOCK_S)
"""Most steps that a course can have which begins with a block."""
LONGEST: Final = HORIZON_S // BLOCK_S
"""Steps of one that begins in the middle of a block: none of its steps falls on a half hour."""

RING: Final = DAYS_MAX + 1
"""Places for past days: those kept, and one that ends."""


def dtype_of(**fields: object) -> np.dtype[Any]:
    """Return records with these fields, each a kind of number or a kind and a shape."""
    return np.dtype(
        [(name, *(kind if isinstance(kind, tuple) else (kind,))) for name, kind in fields.items()], align=True
    )


POINT: Final = dtype_of(start=np.int64, mean_w=np.float64)
"""A known interval of the forecast."""


def moment_of(steps: int) -> np.dtype[Any]:
    """Return what is said about one block, with room for so many steps."""
    return dtype_of(
        place=np.int64,
        now=np.int64,
        base_w=np.float64,
        pv_w=np.float64,
        told_pv_w=np.float64,
        feed_in_ct=np.float64,
        month=np.int64,
        first_point=np.int64,
        end_point=np.int64,
        recent_ratio=np.float64,
        sunny=np.bool_,
        lately_ratio=np.float64,
        sunniest_w=np.float64,
        gap=np.bool_,
        decides=np.bool_,
        passed=np.int64,
        new_day=np.bool_,
        ended_forecast_ratio=np.float64,
        ended_usual_ratio=np.float64,
        sun_w=(np.float64, (steps,)),
        usual_w=(np.float64, (steps,)),
        known=(np.int8, (steps,)),
    )


MOMENT: Final = moment_of(STEPS)
"""What a trace says about one block, to every policy alike.

The ``place`` of the block, its base load and sun, the sun as the engine reads it (rounded), what a kWh fed in
pays when it begins (NaN where no sensor tells it), the part of the
forecast that it sees (``first_point`` to ``end_point``), how the sun did just now and whether there
was any, how it did lately (NaN in the dark), the usual sun of the sunniest hour, the ratios of a day
that ends with the block before, and for each step of the course that begins here the sun expected,
whether a forecast told it, and the usual.

Nothing is known of a block in a ``gap``. A policy ``decides`` where the block before is known; it did so
``passed`` blocks ago (0 at its first time), and ``new_day`` says whether a day began since.
"""

SUN: Final = dtype_of(
    block=np.int64,
    coming_w=np.float64,
    day=np.int64,
    seen=(np.int64, (HOURS,)),
    forecast_wh=np.float64,
    forecast_sun_wh=np.float64,
    usual_wh=np.float64,
    sun_wh=np.float64,
    usual_w=(np.float64, (HOURS,)),
    given_w=(np.float64, (HOURS,)),
    told_w=(np.float64, (HOURS,)),
    recent_w=np.float64,
    recent_expected_w=np.float64,
    lately_w=np.float64,
    lately_usual_w=np.float64,
)
"""The part of ``Learned`` that is about the sun, the same for every policy. NaN and -1 stand for None."""

BASE: Final = dtype_of(
    day=np.int64,
    seen=(np.int64, (HOURS,)),
    today_w=(np.float64, (HOURS,)),
    ended=np.int64,
    kept=np.int64,
    past_w=(np.float64, (RING, 2 * HOURS)),
    forecast_ratio=(np.float64, (RING,)),
    usual_ratio=(np.float64, (RING,)),
)
"""The part of ``Learned`` that each policy learns itself, and its past days.

The base load comes out of meter and battery, whose rounded readings depend on what the load does.
The past day with number n stands in place n % RING; ``ended`` of them there were, ``kept`` count. Its
hours come twice, so that an hour of tomorrow is found as well.
"""


def courses_of(steps: int) -> np.dtype[Any]:
    """Return room for the courses of one look ahead, each with so many steps."""
    return dtype_of(
        phase=np.int64,
        steps=np.int64,
        planned=np.bool_,
        near_w=(np.float64, (steps,)),
        surplus_w=(np.float64, (RING, steps)),
        path_w=(np.float64, (COARSE_STEPS,)),
        path_h=(np.float64, (COARSE_STEPS,)),
        levels=np.int64,
        power_w=(np.float64, (LEVELS,)),
        start_ct=(np.float64, (LEVELS,)),
        off_ct=(np.float64, (RING, POINTS)),
        on_ct=(np.float64, (RING, POINTS)),
        before_off_ct=(np.float64, (POINTS,)),
        before_on_ct=(np.float64, (POINTS,)),
    )


COURSES: Final = courses_of(STEPS)
"""Room for the courses of one look ahead, and for what the plan makes of them once somebody asked (``planned``)."""

HOUSE: Final = dtype_of(
    capacity_wh=np.float64,
    battery_w=np.float64,
    efficiency=np.float64,
    floor_wh=np.float64,
    reserve_wh=np.float64,
    initial_wh=np.float64,
    levels=np.int64,
    levels_w=(np.float64, (_LEVELS_MAX,)),
    lowest_w=np.float64,
    top_w=np.float64,
    import_ct_kwh=np.float64,
    export_ct_kwh=np.float64,
    load_ct_kwh=np.float64,
    start_ct=np.float64,
    first_block_share=np.float64,
)
"""The benchmark's house; the load's levels are the first ``levels`` of ``levels_w``."""

POLICY: Final = dtype_of(
    by_soc=np.bool_,
    start_margin_w=np.float64,
    stop_margin_w=np.float64,
    reserve_pct=np.float64,
    eco_pct=np.float64,
    standard_pct=np.float64,
    standard_exit_pct=np.float64,
    super_pct=np.float64,
    super_exit_pct=np.float64,
    pv_start_w=np.float64,
    worth_too_little=np.bool_,
    soc_hard_min_pct=np.float64,
    soc_soft_min_pct=np.float64,
    battery_priority_soc_pct=np.float64,
    max_grid_import_w=np.float64,
    lookahead_s=np.int64,
    min_predicted_surplus_w=np.float64,
    battery_fill_margin=np.float64,
    learned_days=np.int64,
    load_ct=np.float64,
    import_ct=np.float64,
    export_ct=np.float64,
    start_ct=np.float64,
    reserve_margin_pct=np.float64,
    min_runtime_blocks=np.int64,
    min_pause_blocks=np.int64,
    deadband_blocks=np.int64,
    max_starts_per_day=np.int64,
)
"""One policy. NaN stands for None."""


class World(NamedTuple):
    """What is the same for every policy."""

    house: Row
    moments: Row
    points: Row


type Notes = NDArray[np.float64]
"""What was planned in each block (a row) and from what, for the next policy that has the same in mind; or no row.

One array, because handing on each costs compiled functions time: days (0 where nothing was planned), terms, and
for each day the base load by hour, the first step of its course, and the worths after it with loads off and on.
"""
TERMS: Final = 6
"""Base load of the block before, hard minimum and prices."""
NOTE_DAY: Final = HOURS + 1 + 2 * POINTS


def notes_of(blocks: int, days: int) -> Notes:
    """Return room for the plans of so many blocks, each over at most so many days."""
    return np.zeros((blocks, 1 + TERMS + days * NOTE_DAY))


class Mind(NamedTuple):
    """One policy, what it has learned, room to think, and what was planned before."""

    policy: Row
    base: Row
    courses: Row
    notes: Notes
