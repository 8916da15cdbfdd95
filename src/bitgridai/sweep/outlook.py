"""What the next day brings; mirrors ``engine.outlook``.

The engine plays every course through at every block tick, and says what came of it. Here only those are
played that can change a decision, and only as far as they can: the answers asked for are the same.
"""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..bench.quality.household import BLOCK_S
from ..engine.learned import _HOUR_S, HOURS
from ..engine.outlook import (
    _DARK_H,
    _EFFICIENCY,
    _FLOOR_SHARE,
    _POWER_PER_WH,
    DAYS_MIN,
)
from .clock import BASE_STAYS, COUNT, HOURS_ON, LASTS_H, SUN_STAYS, USUAL_STAYS, phase_of
from .compiled import compiled
from .rows import RING, Row

type Floats = NDArray[np.float64]

_BLOCK_H: Final = BLOCK_S / 3600
_ROUNDING: Final = 1e-9


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
    """What is known before any course is played through; ``days`` is 0 where nothing looks ahead."""

    days: int
    ahead: Ahead
    caution: Caution
    battery: Battery
    charge_w: float
    lends_w: float
    """The most that a credit can be."""


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
def look_ahead(ahead: Ahead, days: int, moment: Row, battery: Battery, caution: Caution, courses: Row) -> Outlook:
    """Begin to look ahead: no course is written yet."""
    courses.written, courses.dark = 0, -1
    courses.phase = phase_of(moment.now)
    courses.steps = COUNT[courses.phase]
    charge_w = min(max(0.0, ahead.pv_w - ahead.base_w), intake_w(battery, _BLOCK_H))
    lends_w = charge_w + output_w(battery, caution.reserve_wh, _BLOCK_H)
    return Outlook(days if days >= DAYS_MIN else 0, ahead, caution, battery, charge_w, lends_w)


@compiled
def credits_w(outlook: Outlook, moment: Row, base: Row, courses: Row) -> tuple[float, float]:
    """Return the credit, and that of a load which goes on at its lowest level."""
    enough_wh = outlook.lends_w * _BLOCK_H * (1 + _ROUNDING)
    spare_index, hold_index = outlook.caution.spare_index, outlook.caution.hold_index
    spare_wh, hold_wh = _spare(outlook, moment, base, courses, (spare_index, hold_index), enough_wh)
    return min(spare_wh / _BLOCK_H, outlook.lends_w), min(hold_wh / _BLOCK_H, outlook.lends_w)


@compiled
def _spare(
    outlook: Outlook, moment: Row, base: Row, courses: Row, ranks: tuple[int, int], enough_wh: float
) -> tuple[float, float]:
    """Return what is spare where so many days may go against it, or anything from ``enough_wh`` on."""
    fewer, more = min(ranks), max(ranks)
    if _is_dark(outlook, moment, base, courses):
        return 0.0, 0.0
    none = enough = 0
    for day in range(outlook.days):
        _course(day, outlook.ahead, moment, base, courses)
        spare_wh = _spare_wh(courses, day, outlook.battery, enough_wh)
        courses.by_day[day] = spare_wh
        none += spare_wh == 0
        enough += spare_wh >= enough_wh
        if none > more:
            return 0.0, 0.0
        if enough >= outlook.days - fewer:
            return enough_wh, enough_wh
    _sort(courses.by_day, outlook.days)
    return float(courses.by_day[ranks[0]]), float(courses.by_day[ranks[1]])


@compiled
def _is_dark(outlook: Outlook, moment: Row, base: Row, courses: Row) -> bool:
    """Whether on the middle course the coming hours bring less sun than the house draws."""
    if courses.dark < 0:
        dark = 0
        for day in range(outlook.days):
            _course(day, outlook.ahead, moment, base, courses)
            dark += _mean_w(courses, day, _DARK_H) < 0
            # The middle one of them all decides.
            if dark > outlook.days // 2 or day - dark >= outlook.days - outlook.days // 2 - 1:
                break
        courses.dark = dark > outlook.days // 2
    return bool(courses.dark)


@compiled
def _mean_w(courses: Row, day: int, over_h: float) -> float:
    energy_wh = passed_h = 0.0
    for step in range(courses.steps):
        hours = LASTS_H[courses.phase, step]
        energy_wh += courses.surplus_w[day, step] * hours
        passed_h += hours
        if passed_h >= over_h:
            break
    return energy_wh / passed_h


@compiled
def runs_short(outlook: Outlook, moment: Row, base: Row, courses: Row, power_w: float, least_s: float) -> bool:
    """Whether ``run_s``, how long loads of this power could run, is less than ``least_s``."""
    enough_wh, rank = least_s / 3600 * power_w * (1 + _ROUNDING), outlook.caution.start_index
    start_spare_wh, _ = _spare(outlook, moment, base, courses, (rank, rank), enough_wh)
    if start_spare_wh / power_w * 3600 < least_s:
        return True
    short = 0
    for day in range(outlook.days):
        _course(day, outlook.ahead, moment, base, courses)
        short += _lasts_h(courses, day, outlook, power_w, least_s) * 3600 < least_s
        if short > rank:
            return True
    return False


@compiled
def _course(day: int, ahead: Ahead, moment: Row, base: Row, courses: Row) -> None:
    """Write the course of a remembered day, unless it is there; days are asked for in turn."""
    if day < courses.written:
        return
    courses.written = day + 1
    place, phase, hour = (base.ended - base.kept + day) % RING, courses.phase, moment.now // _HOUR_S % HOURS
    more_w = ahead.base_w - base.past_w[place, (moment.now - BLOCK_S) // _HOUR_S % HOURS]
    forecast_ratio, usual_ratio = base.forecast_ratio[place], base.usual_ratio[place]
    just_now, sunny, lately = moment.recent_ratio, moment.sunny, moment.lately_ratio
    went = not np.isnan(lately)
    for step in range(courses.steps):
        ratio = forecast_ratio if moment.known[step] else usual_ratio
        if sunny:
            ratio += (just_now - ratio) * SUN_STAYS[phase, step]
        sun_w = moment.sun_w[step] * ratio
        if went:
            sun_w += (moment.usual_w[step] * lately - sun_w) * USUAL_STAYS[phase, step]
        courses.surplus_w[day, step] = sun_w
    for step in range(courses.steps):
        base_w = base.past_w[place, hour + HOURS_ON[phase, step]] + more_w * BASE_STAYS[phase, step]
        courses.surplus_w[day, step] -= max(0.0, base_w)


@compiled
def _spare_wh(courses: Row, day: int, battery: Battery, enough_wh: float) -> float:
    """Return what is fed in with all loads off until the battery first cannot give what is missing.

    From ``enough_wh`` on it makes no difference how much it is.
    """
    full_wh = battery.capacity_wh
    most_w, floor_wh = full_wh * _POWER_PER_WH, full_wh * _FLOOR_SHARE
    stored_wh, spare_wh = battery.stored_wh, 0.0
    for step in range(courses.steps):
        surplus_w, hours = courses.surplus_w[day, step], LASTS_H[courses.phase, step]
        if surplus_w > 0:
            taken_w = _taken_w(min(surplus_w, most_w), full_wh - stored_wh, hours)
            stored_wh += taken_w * _EFFICIENCY * hours
            spare_wh += (surplus_w - taken_w) * hours
            if spare_wh >= enough_wh:
                break
        else:
            given_w = min(-surplus_w, most_w)
            stored_wh -= given_w / _EFFICIENCY * hours
            if stored_wh < floor_wh:
                break
    return spare_wh


@compiled
def _taken_w(wish_w: float, room_wh: float, hours: float) -> float:
    """Return what the battery takes. Dividing is slow, and where there is room for more it decides nothing."""
    return wish_w if wish_w * hours < room_wh else min(wish_w, room_wh / _EFFICIENCY / hours)


@compiled
def _lasts_h(courses: Row, day: int, outlook: Outlook, power_w: float, enough_s: float) -> float:
    """Hours until the battery is down to the reserve with loads of this power on, or enough of them."""
    full_wh = outlook.battery.capacity_wh
    most_w = full_wh * _POWER_PER_WH
    stored_wh, lasted_h = outlook.battery.stored_wh, 0.0
    for step in range(courses.steps):
        left_w, hours = courses.surplus_w[day, step] - power_w, LASTS_H[courses.phase, step]
        if left_w > 0:
            stored_wh = min(full_wh, stored_wh + min(left_w, most_w) * _EFFICIENCY * hours)
        else:
            stored_wh -= min(-left_w, most_w) / _EFFICIENCY * hours
        if stored_wh < outlook.caution.reserve_wh:
            break
        lasted_h += hours
        if lasted_h * 3600 >= enough_s:
            break
    return lasted_h


@compiled
def _sort(values: Floats, count: int) -> None:
    """Put the first few values in order, in place."""
    for place in range(1, count):
        value, before = values[place], place
        while before > 0 and values[before - 1] > value:
            values[before] = values[before - 1]
            before -= 1
        values[before] = value
