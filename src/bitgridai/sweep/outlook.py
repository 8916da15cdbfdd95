"""What the next day brings; mirrors ``engine.outlook``, and compiles ``engine.plan``.

The engine plays every course through at every block tick, and says what came of it. Here that is done only
where a decision depends on it: the answers asked for are the same.
"""

from typing import Final, NamedTuple

import numpy as np

from ..bench.quality.household import BLOCK_S
from ..engine import plan
from ..engine.learned import _HOUR_S, HOURS
from ..engine.outlook import _DARK_SHARE, _LIGHT_SHARE, _NEAR_MAX, DAYS_MIN
from ..engine.plan import EFFICIENCY, LEVELS, POINTS, POWER_PER_WH, Bounds, Levels, Path, Prices, Worths
from .clock import BASE_STAYS, COUNT, HOURS_ON, LASTS_H, NEAR_STAYS, SUN_STAYS, USUAL_STAYS, phase_of
from .compiled import compiled
from .rows import NOTE_DAY, RING, TERMS, Mind, Row

_BLOCK_H: Final = BLOCK_S / 3600

_first_ct = compiled(plan.first_ct)
_coarse = compiled(plan.coarse)
_backwards = compiled(plan.backwards)
_forwards = compiled(plan.forwards)


class Battery(NamedTuple):
    """As far as the engine knows it."""

    capacity_wh: float
    stored_wh: float


class Ahead(NamedTuple):
    """The means that a look ahead starts from."""

    pv_w: float
    base_w: float


class Caution(NamedTuple):
    """What loads must leave in the battery."""

    hard_min_wh: float
    reserve_wh: float


class Outlook(NamedTuple):
    """What is known before any course is played through; ``days`` is 0 where nothing looks ahead."""

    days: int
    ahead: Ahead
    caution: Caution
    battery: Battery
    prices: Prices
    charge_w: float
    dark: bool


@compiled
def _intake_w(battery: Battery, hours: float) -> float:
    return max(
        0.0,
        min(battery.capacity_wh * POWER_PER_WH, (battery.capacity_wh - battery.stored_wh) / EFFICIENCY / hours),
    )


@compiled
def _after_wh(battery: Battery, missing_w: float, hours: float) -> float:
    if missing_w < 0:
        return battery.stored_wh + min(-missing_w, battery.capacity_wh * POWER_PER_WH) * EFFICIENCY * hours
    return battery.stored_wh - missing_w / EFFICIENCY * hours


@compiled
def look_ahead(
    ahead: Ahead, days: int, moment: Row, battery: Battery, caution: Caution, prices: Prices, courses: Row
) -> Outlook:
    """Begin to look ahead: no course is written yet."""
    courses.planned = False
    courses.phase = phase_of(moment.now)
    courses.steps = COUNT[courses.phase]
    charge_w = min(max(0.0, ahead.pv_w - ahead.base_w), _intake_w(battery, _BLOCK_H))
    dark = moment.usual_w[0] <= _DARK_SHARE * moment.sunniest_w
    return Outlook(days if days >= DAYS_MIN else 0, ahead, caution, battery, prices, charge_w, dark)


@compiled
def most_w(outlook: Outlook, house: Row) -> float:
    """Return the largest level that may be planned at all; 0 where none may."""
    if outlook.dark:
        return 0.0
    for level in range(house.levels - 1, 0, -1):
        if _leaves(outlook, house.levels_w[level]):
            return float(house.levels_w[level])
    return 0.0


@compiled
def _leaves(outlook: Outlook, level_w: float) -> bool:
    """Whether the level leaves the battery its reserve after the coming block, with sun and base as now."""
    battery, ahead = outlook.battery, outlook.ahead
    missing_w = level_w + ahead.base_w - ahead.pv_w
    if missing_w > battery.capacity_wh * POWER_PER_WH:
        return False
    return _after_wh(battery, missing_w, _BLOCK_H) >= outlook.caution.reserve_wh


@compiled
def planned_w(outlook: Outlook, moment: Row, house: Row, mind: Mind) -> float:
    """Return the level that is worth most in the coming block; 0 where none is better."""
    best_w = best_ct = 0.0
    off_ct = _worth_ct(outlook, moment, house, mind, 0.0)
    for level in range(1, house.levels):
        level_w = house.levels_w[level]
        if _leaves(outlook, level_w):
            more_ct = _worth_ct(outlook, moment, house, mind, level_w) - off_ct
            if more_ct > best_ct:
                best_w, best_ct = level_w, more_ct
    return best_w


@compiled
def pays(outlook: Outlook, moment: Row, house: Row, mind: Mind) -> bool:
    """Whether a run at the lowest level from now on is worth more than waiting by what its start costs."""
    lowest_w = house.lowest_w
    gain_ct = _worth_ct(outlook, moment, house, mind, lowest_w)
    gain_ct -= _worth_ct(outlook, moment, house, mind, 0.0)
    return gain_ct > _first_ct(outlook.prices, lowest_w, _BLOCK_H)


@compiled
def _worth_ct(outlook: Outlook, moment: Row, house: Row, mind: Mind, level_w: float) -> float:
    courses = mind.courses
    if not courses.planned:
        _plan(outlook, moment, house, mind)
        courses.planned = True
    sum_ct, battery = 0.0, outlook.battery
    for day in range(outlook.days):
        after_ct = courses.on_ct[day] if level_w > 0 else courses.off_ct[day]
        begins = (courses.surplus_w[day, 0], LASTS_H[courses.phase, 0])
        sum_ct += _forwards(begins, battery.stored_wh, level_w, battery.capacity_wh, outlook.prices, after_ct)
    return sum_ct / outlook.days


@compiled
def _plan(outlook: Outlook, moment: Row, house: Row, mind: Mind) -> None:
    """Write what is worth what on every course, unless another policy with the same in mind did so before."""
    base, courses = mind.base, mind.courses
    noting = len(mind.notes) > 0
    if noting and _noted(outlook, moment.place, mind):
        return
    _choose_levels(outlook.prices, house, courses)
    _follow_sun(outlook.ahead.pv_w, moment, courses)
    levels = Levels(courses.power_w, courses.start_ct, courses.levels)
    bounds = Bounds(outlook.battery.capacity_wh, outlook.caution.hard_min_wh)
    path = Path(courses.path_w, courses.path_h)
    for day in range(outlook.days):
        _course(day, outlook.ahead, moment, base, courses)
        steps = _coarse(courses.surplus_w[day], LASTS_H[courses.phase], courses.steps, path)
        worths = Worths(courses.off_ct[day], courses.on_ct[day], courses.before_off_ct, courses.before_on_ct)
        _backwards(path, steps, levels, bounds, outlook.prices, worths)
    if noting:
        _note(outlook, moment.place, mind)


@compiled
def _terms(outlook: Outlook) -> tuple[float, float, float, float, float, float]:
    """Return what a plan rests on beside the sun, the house and the days remembered."""
    prices = outlook.prices
    return (
        np.rint(outlook.ahead.base_w),
        outlook.caution.hard_min_wh,
        prices.load_ct,
        prices.import_ct,
        prices.export_ct,
        prices.start_ct,
    )


@compiled
def _noted(outlook: Outlook, block: int, mind: Mind) -> bool:
    """Copy what was planned in this block from the very same; False where it was not."""
    note, base, courses = mind.notes[block], mind.base, mind.courses
    if note[0] != outlook.days:
        return False
    terms = _terms(outlook)
    for place in range(TERMS):
        if note[1 + place] != terms[place]:
            return False
    for day in range(outlook.days):
        place, at = (base.ended - base.kept + day) % RING, 1 + TERMS + day * NOTE_DAY
        for hour in range(HOURS):
            if note[at + hour] != base.past_w[place, hour]:
                return False
    for day in range(outlook.days):
        at = 1 + TERMS + day * NOTE_DAY + HOURS
        courses.surplus_w[day, 0] = note[at]
        for point in range(POINTS):
            courses.off_ct[day, point] = note[at + 1 + point]
            courses.on_ct[day, point] = note[at + 1 + POINTS + point]
    return True


@compiled
def _note(outlook: Outlook, block: int, mind: Mind) -> None:
    note, base, courses = mind.notes[block], mind.base, mind.courses
    note[0] = outlook.days
    terms = _terms(outlook)
    for place in range(TERMS):
        note[1 + place] = terms[place]
    for day in range(outlook.days):
        place, at = (base.ended - base.kept + day) % RING, 1 + TERMS + day * NOTE_DAY
        for hour in range(HOURS):
            note[at + hour] = base.past_w[place, hour]
        at += HOURS
        note[at] = courses.surplus_w[day, 0]
        for point in range(POINTS):
            note[at + 1 + point] = courses.off_ct[day, point]
            note[at + 1 + POINTS + point] = courses.on_ct[day, point]


@compiled
def _choose_levels(prices: Prices, house: Row, courses: Row) -> None:
    """Of many levels keep off, the lowest, the middle and the highest."""
    courses.levels = min(house.levels, LEVELS)
    for place in range(courses.levels):
        courses.power_w[place] = house.levels_w[place]
    if house.levels > LEVELS:
        courses.power_w[2] = house.levels_w[1 + (house.levels - 1) // 2]
        courses.power_w[3] = house.top_w
    for place in range(courses.levels):
        courses.start_ct[place] = _first_ct(prices, courses.power_w[place], _BLOCK_H)


@compiled
def _follow_sun(pv_w: float, moment: Row, courses: Row) -> None:
    """Write how the sun of the last block goes on where it goes on like the usual sun."""
    now_w = moment.usual_w[0]
    for step in range(courses.steps):
        courses.near_w[step] = pv_w * min(_NEAR_MAX, moment.usual_w[step] / now_w) if now_w > 0 else 0.0


@compiled
def _course(day: int, ahead: Ahead, moment: Row, base: Row, courses: Row) -> None:
    """Write the course of a remembered day."""
    place, phase, hour = (base.ended - base.kept + day) % RING, courses.phase, moment.now // _HOUR_S % HOURS
    more_w = np.rint(ahead.base_w) - base.past_w[place, (moment.now - BLOCK_S) // _HOUR_S % HOURS]
    forecast_ratio, usual_ratio = base.forecast_ratio[place], base.usual_ratio[place]
    just_now, sunny, lately = moment.recent_ratio, moment.sunny, moment.lately_ratio
    went, light = not np.isnan(lately), moment.usual_w[0] > _LIGHT_SHARE * moment.sunniest_w
    for step in range(courses.steps):
        ratio = forecast_ratio if moment.known[step] else usual_ratio
        if sunny:
            ratio += (just_now - ratio) * SUN_STAYS[phase, step]
        sun_w = moment.sun_w[step] * ratio
        if went:
            sun_w += (moment.usual_w[step] * lately - sun_w) * USUAL_STAYS[phase, step]
        if light:
            sun_w += (courses.near_w[step] - sun_w) * NEAR_STAYS[phase, step]
        base_w = base.past_w[place, hour + HOURS_ON[phase, step]] + more_w * BASE_STAYS[phase, step]
        courses.surplus_w[day, step] = sun_w - max(0.0, base_w)
