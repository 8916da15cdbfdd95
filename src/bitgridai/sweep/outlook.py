"""What the next day brings; mirrors ``engine.outlook``."""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..bench.quality.household import BLOCK_S
from ..engine.learned import HOURS
from ..engine.outlook import (
    _EFFICIENCY,
    _FINE_S,
    _FLOOR_SHARE,
    _POWER_PER_WH,
    _STEP_S,
    _WORTH_RUNNING,
    DAYS_MIN,
)
from .clock import BASE_STAYS, COUNT, LASTS_H, OFFSET_S, SUN_STAYS
from .compiled import compiled
from .rows import RING, Row

type Floats = NDArray[np.float64]


class Battery(NamedTuple):
    """As far as the engine knows it."""

    capacity_wh: float
    stored_wh: float


class Ahead(NamedTuple):
    """The means that a look ahead starts from, and what the load takes."""

    pv_w: float
    base_w: float
    lowest_w: float
    top_w: float


class Caution(NamedTuple):
    """How sure the outlook must be."""

    spare_index: int
    start_index: int
    reserve_wh: float
    start_wh: float


class Outlook(NamedTuple):
    """What the remembered days say; ``days`` is 0 where there is none."""

    days: int
    spare_wh: float
    start_spare_wh: float
    charge_w: float
    credit_w: float
    waits: bool
    battery: Battery
    reserve_wh: float
    steps: int
    """Of each course."""


NO_OUTLOOK: Final = Outlook(0, 0.0, 0.0, 0.0, 0.0, bool(0), Battery(0.0, 0.0), 0.0, 0)


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
    for day in range(count):
        courses.by_day[day] = _spare_wh(courses.surplus_w[day, :steps], courses.hours, battery)
    _sort(courses.by_day[:count])
    spare_wh, start_spare_wh = courses.by_day[caution.spare_index], courses.by_day[caution.start_index]
    hours = BLOCK_S / 3600
    waits = _waits(courses, count, steps, ahead, battery, caution)
    charge_w = min(max(0.0, ahead.pv_w - ahead.base_w), intake_w(battery, hours))
    lent_w = charge_w + output_w(battery, caution.reserve_wh, hours)
    credit_w = 0.0 if waits else min(spare_wh / hours, lent_w)
    return Outlook(count, spare_wh, start_spare_wh, charge_w, credit_w, waits, battery, caution.reserve_wh, steps)


@compiled
def run_s(courses: Row, outlook: Outlook, power_w: float) -> float:
    """Seconds that loads of this power could run: until the reserve or what is spare is used up."""
    for day in range(outlook.days):
        course = courses.surplus_w[day, : outlook.steps]
        courses.by_day[day] = _lasts_h(course, courses.hours, outlook.battery, power_w, outlook.reserve_wh)
    _sort(courses.by_day[: outlook.days])
    return float(min(courses.by_day[outlook.days // 4], outlook.start_spare_wh / power_w) * 3600)


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
def _waits(courses: Row, count: int, steps: int, ahead: Ahead, battery: Battery, caution: Caution) -> bool:
    """Compare on every course: run an hour now and again when the sun is up, or only then."""
    middle = count // 2
    for day in range(count):
        courses.by_day[day] = _next_hour_w(courses.surplus_w[day, :steps], courses.hours)
    _sort(courses.by_day[:count])
    if courses.by_day[middle] >= 0 or ahead.lowest_w == 0:
        return False
    for day in range(count):
        course = courses.surplus_w[day, :steps]
        waiting_wh = _fed_in_wh(course, courses.hours, ahead, battery, caution, 0.0)
        running_wh = _fed_in_wh(course, courses.hours, ahead, battery, caution, ahead.lowest_w)
        courses.by_day[day] = waiting_wh - running_wh
    _sort(courses.by_day[:count])
    return bool(courses.by_day[middle] < ahead.lowest_w * _FINE_S / 3600 * _WORTH_RUNNING)


@compiled
def _next_hour_w(course: Floats, hours: Floats) -> float:
    energy_wh = passed_h = 0.0
    for step in range(len(course)):
        energy_wh += course[step] * hours[step]
        passed_h += hours[step]
        if passed_h >= 1:
            break
    return energy_wh / passed_h


@compiled
def _fed_in_wh(course: Floats, hours: Floats, ahead: Ahead, battery: Battery, caution: Caution, now_w: float) -> float:
    """Return what is fed in if loads take ``now_w`` for an hour and all they can once the sun is up."""
    full_wh = battery.capacity_wh
    most_w, floor_wh = full_wh * _POWER_PER_WH, full_wh * _FLOOR_SHARE
    stored_wh, fed_in_wh, passed_h = battery.stored_wh, 0.0, 0.0
    day = on = False
    for step in range(len(course)):
        sun_w = course[step]
        day = day or sun_w > 0
        on = stored_wh >= caution.reserve_wh if on else day and stored_wh >= caution.start_wh
        surplus_w = sun_w - (ahead.top_w if on else now_w if passed_h < 1 else 0.0)
        passed_h += hours[step]
        if surplus_w > 0:
            taken_w = min(surplus_w, most_w, (full_wh - stored_wh) / _EFFICIENCY / hours[step])
            stored_wh += taken_w * _EFFICIENCY * hours[step]
            fed_in_wh += (surplus_w - taken_w) * hours[step]
        else:
            stored_wh = max(floor_wh, stored_wh - min(-surplus_w, most_w) / _EFFICIENCY * hours[step])
    return fed_in_wh


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
