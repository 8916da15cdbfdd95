"""What the next day brings; mirrors ``engine.outlook``."""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..bench.quality.household import BLOCK_S
from ..engine.learned import HOURS
from ..engine.outlook import _DARK_H, _EFFICIENCY, _FLOOR_SHARE, _POWER_PER_WH, _STEP_S, DAYS_MIN
from .clock import BASE_STAYS, COUNT, LASTS_H, OFFSET_S, SUN_STAYS
from .compiled import compiled
from .rows import RING, Row

type Floats = NDArray[np.float64]


class Battery(NamedTuple):
    """As far as the engine knows it."""

    capacity_wh: float
    stored_wh: float


class Ahead(NamedTuple):
    """The means that a look ahead starts from."""

    pv_w: float
    base_w: float


class Caution(NamedTuple):
    """How sure the outlook must be."""

    spare_index: int
    start_index: int
    hold_index: int
    reserve_wh: float


class Outlook(NamedTuple):
    """What the remembered days say; ``days`` is 0 where there is none."""

    days: int
    spare_wh: float
    start_spare_wh: float
    charge_w: float
    credit_w: float
    hold_credit_w: float
    battery: Battery
    reserve_wh: float
    start_index: int
    steps: int
    """Of each course."""


NO_OUTLOOK: Final = Outlook(0, 0.0, 0.0, 0.0, 0.0, 0.0, Battery(0.0, 0.0), 0.0, 0, 0)


@compiled
def intake_w(battery: Battery, hours: float) -> float:
    """Return the power it can take for some hours."""
    return max(
        0.0,
        min(battery.capacity_wh * _POWER_PER_WH, (battery.capacity_wh - battery.stored_wh) / _EFFICIENCY / hours),
    )


@compiled
def output_w(battery: Battery, reserve_wh: float, hours: float) -> float:
    """Return the power it can give for some hours without going below a reserve."""
    return max(0.0, min(battery.capacity_wh * _POWER_PER_WH, (battery.stored_wh - reserve_wh) * _EFFICIENCY / hours))


@compiled
def look_ahead(ahead: Ahead, moment: Row, base: Row, battery: Battery, caution: Caution, courses: Row) -> Outlook:
    """Play the next 24 hours through; nothing while too few days are known."""
    count = base.kept
    if count < DAYS_MIN:
        return NO_OUTLOOK
    steps = _play(ahead, moment, base, courses)
    dark = _is_dark(courses, count, steps)
    for day in range(count):
        courses.by_day[day] = _spare_wh(courses.surplus_w[day, :steps], courses.hours, battery)
    _sort(courses.by_day[:count])
    spare_wh = courses.by_day[0 if dark else caution.spare_index]
    start_spare_wh = courses.by_day[0 if dark else caution.start_index]
    hold_spare_wh = courses.by_day[0 if dark else caution.hold_index]
    hours = BLOCK_S / 3600
    charge_w = min(max(0.0, ahead.pv_w - ahead.base_w), intake_w(battery, hours))
    lends_w = charge_w + output_w(battery, caution.reserve_wh, hours)
    return Outlook(
        count,
        spare_wh,
        start_spare_wh,
        charge_w,
        min(spare_wh / hours, lends_w),
        min(hold_spare_wh / hours, lends_w),
        battery,
        caution.reserve_wh,
        caution.start_index,
        steps,
    )


@compiled
def run_s(courses: Row, outlook: Outlook, power_w: float) -> float:
    """Seconds that loads of this power could run: until the reserve or what is spare is used up."""
    for day in range(outlook.days):
        course = courses.surplus_w[day, : outlook.steps]
        courses.by_day[day] = _lasts_h(course, courses.hours, outlook.battery, power_w, outlook.reserve_wh)
    _sort(courses.by_day[: outlook.days])
    return float(min(courses.by_day[outlook.start_index], outlook.start_spare_wh / power_w) * 3600)


@compiled
def _play(ahead: Ahead, moment: Row, base: Row, courses: Row) -> int:
    """Write the course of every remembered day, and return how many steps they have."""
    phase = moment.now % _STEP_S // BLOCK_S
    steps = COUNT[phase]
    for step in range(steps):
        courses.hours[step] = LASTS_H[phase, step]
    just_now = moment.recent_ratio
    for day in range(base.kept):
        place = (base.ended - base.kept + day) % RING
        more_w = ahead.base_w - base.past_w[place, (moment.now - BLOCK_S) // 3600 % HOURS]
        for step in range(steps):
            hour = (moment.now + OFFSET_S[phase, step]) // 3600 % HOURS
            ratio = base.forecast_ratio[place] if moment.known[step] else base.usual_ratio[place]
            if not np.isnan(just_now):
                ratio += (just_now - ratio) * SUN_STAYS[phase, step]
            base_w = max(0.0, base.past_w[place, hour] + more_w * BASE_STAYS[phase, step])
            courses.surplus_w[day, step] = moment.sun_w[step] * ratio - base_w
    return int(steps)


@compiled
def _spare_wh(course: Floats, hours: Floats, battery: Battery) -> float:
    """Return what is fed in with all loads off until the battery first cannot give what is missing."""
    full_wh = battery.capacity_wh
    most_w, floor_wh = full_wh * _POWER_PER_WH, full_wh * _FLOOR_SHARE
    stored_wh, spare_wh = battery.stored_wh, 0.0
    for step in range(len(course)):
        surplus_w = course[step]
        if surplus_w > 0:
            taken_w = min(surplus_w, most_w, (full_wh - stored_wh) / _EFFICIENCY / hours[step])
            stored_wh += taken_w * _EFFICIENCY * hours[step]
            spare_wh += (surplus_w - taken_w) * hours[step]
        else:
            given_w = min(-surplus_w, most_w)
            stored_wh -= given_w / _EFFICIENCY * hours[step]
            if stored_wh < floor_wh:
                break
    return spare_wh


@compiled
def _is_dark(courses: Row, count: int, steps: int) -> bool:
    """Whether on the middle course the coming hours bring less sun than the house draws."""
    for day in range(count):
        courses.by_day[day] = _mean_w(courses.surplus_w[day, :steps], courses.hours, _DARK_H)
    _sort(courses.by_day[:count])
    return bool(courses.by_day[count // 2] < 0)


@compiled
def _mean_w(course: Floats, hours: Floats, over_h: float) -> float:
    energy_wh = passed_h = 0.0
    for step in range(len(course)):
        energy_wh += course[step] * hours[step]
        passed_h += hours[step]
        if passed_h >= over_h:
            break
    return energy_wh / passed_h


@compiled
def _lasts_h(course: Floats, hours: Floats, battery: Battery, power_w: float, reserve_wh: float) -> float:
    """Hours until the battery is down to the reserve with loads of this power on."""
    full_wh = battery.capacity_wh
    most_w = full_wh * _POWER_PER_WH
    stored_wh, lasted_h = battery.stored_wh, 0.0
    for step in range(len(course)):
        left_w = course[step] - power_w
        if left_w > 0:
            stored_wh = min(full_wh, stored_wh + min(left_w, most_w) * _EFFICIENCY * hours[step])
        else:
            stored_wh -= min(-left_w, most_w) / _EFFICIENCY * hours[step]
        if stored_wh < reserve_wh:
            break
        lasted_h += hours[step]
    return lasted_h


@compiled
def _sort(values: Floats) -> None:
    """Put a few values in order, in place."""
    for place in range(1, len(values)):
        value, before = values[place], place
        while before > 0 and values[before - 1] > value:
            values[before] = values[before - 1]
            before -= 1
        values[before] = value
