"""What a trace says to every policy alike: sun, forecast, and what is learned of them."""

from typing import Final

import numpy as np

from ..bench.quality.household import BLOCK_S
from ..bench.quality.trace import BlockTrace
from ..engine.learned import _HOUR_S, HOURS, Learned
from .canonical import quantize
from .clock import COUNT, OFFSET_S, phase_of
from .compiled import compiled
from .errors import SweepError
from .learned import expected_w, lately_ratio, learn_sun, recent_ratio, sun_of, sunniest_w
from .rows import MOMENT, POINT, Row
from .signals import until, window_mean

_AHEAD_S: Final = 24 * 3600
_DAY_S: Final = 86_400
_LARGEST_W: Final = 1e6
"""Beyond this a reading is invalid to the engine."""


def points_of(trace: BlockTrace) -> Row:
    """Return the known intervals of a trace's forecast."""
    known = [(place, mean_w) for place, mean_w in enumerate(trace.forecast_w) if mean_w is not None]
    return np.array([(trace.forecast_start + place * trace.forecast_s, mean_w) for place, mean_w in known], POINT)


def moments_of(trace: BlockTrace, points: Row, learned: Learned) -> Row:
    """Prepare a trace block by block; SweepError where the engine would find a fault in it."""
    if trace.start % BLOCK_S:
        raise SweepError("trace: expected to start at a whole block of 10 minutes")
    readings = np.array([*trace.base_w, *trace.pv_w])
    if not (np.all(readings >= 0) and np.all(readings <= _LARGEST_W)):
        raise SweepError(f"trace: expected powers from 0 to {_LARGEST_W:g} W")
    moments = np.zeros(len(trace.base_w), MOMENT)
    moments["now"] = now = trace.start + BLOCK_S * np.arange(len(moments))
    moments["feed_in_ct"] = np.nan
    moments["place"] = np.arange(len(moments))
    moments["base_w"], moments["pv_w"] = trace.base_w, trace.pv_w
    moments["month"] = [trace.month(block) for block in range(len(moments))]
    moments["new_day"] = now % _DAY_S == 0
    moments["decides"][1:] = True
    moments["passed"][2:] = 1
    first = trace.forecast_start + (now - trace.forecast_start) // trace.forecast_s * trace.forecast_s
    moments["first_point"] = np.searchsorted(points["start"], first)
    moments["end_point"] = np.searchsorted(points["start"], now + _AHEAD_S)
    look(moments, points, learned)
    return moments


def look(moments: Row, points: Row, learned: Learned) -> None:
    """Go through a trace once and note what is expected of the sun in every block."""
    _look(moments, points, sun_of(learned))


@compiled
def _look(moments: Row, points: Row, sun: Row) -> None:
    for block in range(len(moments)):
        moment = moments[block]
        moment.told_pv_w = quantize(moment.pv_w)
        if not moment.decides:
            continue
        first, end = moment.first_point, moment.end_point
        foresee(moment, points, sun)
        mean_w, covered_s = window_mean(points, first, end, moment.now, moment.now + BLOCK_S)
        coming_w = mean_w if covered_s > 0 else np.nan
        learn_sun(sun, moment.now - BLOCK_S, moments[block - 1].told_pv_w, coming_w, moment)


@compiled
def foresee(moment: Row, points: Row, sun: Row) -> None:
    """Note how the sun does, and what is expected of it in each step of the course that begins here."""
    moment.recent_ratio = recent_ratio(sun)
    moment.sunny = not np.isnan(moment.recent_ratio)
    moment.lately_ratio = lately_ratio(sun)
    moment.sunniest_w = sunniest_w(sun)
    phase = phase_of(moment.now)
    place, end = moment.first_point, moment.end_point
    for step in range(COUNT[phase]):
        when = moment.now + OFFSET_S[phase, step]
        while place < end and until(points, place, moment.first_point, end) <= when:
            place += 1
        known = place < end and points[place].start <= when
        moment.known[step] = known
        hour = when // _HOUR_S % HOURS
        moment.sun_w[step] = expected_w(sun, hour, points[place].mean_w if known else np.nan)
        moment.usual_w[step] = expected_w(sun, hour, np.nan)
