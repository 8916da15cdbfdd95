"""What is read of one record, as parcels that compiled functions hand each other."""

from typing import Final, NamedTuple

import numpy as np

from ...engine.policy import Policy
from ...sweep.rows import BASE, HOUSE, LONGEST, POINT, SUN, Notes, Row, courses_of, dtype_of, moment_of, notes_of

POINTS: Final = 400
"""Most intervals of a forecast that are read: four days of quarters of an hour."""

READ: Final = dtype_of(
    action_at=np.int64,
    action_end=np.int64,
    code_at=np.int64,
    code_end=np.int64,
    target_w=np.float64,
    name_at=np.int64,
    name_end=np.int64,
    engine_at=np.int64,
    engine_end=np.int64,
    hash_at=np.int64,
    time_at=np.int64,
    prev_hash_at=np.int64,
    policy_at=np.int64,
    seq=np.int64,
    block=np.int64,
    block_length_s=np.int64,
    counted=np.int64,
    last_now=np.int64,
    remembered_day=np.int64,
    last_change=np.int64,
    since_change=np.int64,
    since_start=np.int64,
    starts_today=np.int64,
    level=np.int64,
    temp_c=np.float64,
    silence_s=np.float64,
    draw_w=np.float64,
    capacity_wh=np.float64,
    now=np.int64,
    day=np.int64,
    age_s=np.float64,
    coverage=np.float64,
    battery_w=np.float64,
    soc_pct=np.float64,
    feed_in_ct=np.float64,
    market=np.bool_,
    import_w=np.float64,
    grid_w=np.float64,
    house_w=np.float64,
    price_ct=np.float64,
    dearest_ct=np.float64,
    pv_w=np.float64,
    points=np.int64,
)
"""One record. Places are those of its bytes; NaN and -1 stand for None and for what is not there.

``age_s`` and ``coverage`` are the worst of all readings that are judged by them; ``dearest_ct`` is the
highest price of the forecast.
"""

LIMITS: Final = dtype_of(
    age_max_s=np.float64,
    min_coverage=np.float64,
    stop_above_c=np.float64,
    silence_max_s=np.float64,
    price_max_ct=np.float64,
    price_spike_ct=np.float64,
    cheap_below_ct=np.float64,
    weighs_paths=np.bool_,
)
"""Of a policy, what tells the ordinary from what the engine itself must see. Infinite where there is no limit."""


def limits_of(policy: Policy) -> Row:
    """Copy a policy's limits."""
    row = np.zeros((), LIMITS)
    row["age_max_s"], row["min_coverage"] = policy.r3.age_max_s, policy.block.min_coverage
    row["stop_above_c"], row["silence_max_s"] = policy.r3.stop_above_c, policy.r3.silence_max_s
    row["price_max_ct"] = np.inf if policy.r1.price_max_ct is None else policy.r1.price_max_ct
    row["price_spike_ct"] = np.inf if policy.r4.price_spike_ct is None else policy.r4.price_spike_ct
    row["cheap_below_ct"] = policy.r1.opportunity.price_below_ct if policy.r1.opportunity.enabled else -np.inf
    row["weighs_paths"] = policy.energy_path.min_margin_ct is not None
    return row[()]


class Desk(NamedTuple):
    """Room for one record at a time."""

    read: Row
    house: Row
    sun: Row
    base: Row
    moment: Row
    courses: Row
    points: Row
    notes: Notes


def desk() -> Desk:
    """Make room."""
    kinds = (READ, HOUSE, SUN, BASE, moment_of(LONGEST), courses_of(LONGEST))
    read, house, sun, base, moment, courses = (np.zeros((), kind)[()] for kind in kinds)
    return Desk(read, house, sun, base, moment, courses, np.zeros(POINTS, POINT), notes_of(0, 0))
