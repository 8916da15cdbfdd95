"""What the next day brings, played through once for every day remembered.

Each remembered day is a **course**: its base load, hour by hour, and today's forecast turned out the
way its own did. On a course the battery is followed for 24 hours with all loads off. What would be
fed in before the battery first runs empty is **spare**: loads may take it, from the sun or from the
battery, and the house buys no more for it. How much is spare on nearly all courses can be relied on.
"""

from dataclasses import dataclass
from typing import Final, NamedTuple

from .document import Json
from .learned import Learned, PastDay, hour_of
from .signals import Series, intervals

HORIZON_S: Final = 24 * 3600
DAYS_MIN: Final = 3
"""Remembered days below which nothing is concluded."""
_FINE_S: Final = 3600
_STEP_S: Final = 1800
"""After the first hour courses advance by half hours."""
_SUN_LASTS: Final = 0.96
_BASE_LASTS: Final = 0.8
"""What is left after a block of how sun and base load now differ from what a course expects."""
_EFFICIENCY: Final = 0.95
_FLOOR_SHARE: Final = 0.1
_POWER_PER_WH: Final = 0.5
"""Battery assumed: losses one way, what it never gives, and W it takes or gives per Wh it holds."""
_WORTH_RUNNING: Final = 0.5
"""Share of what a run takes in the dark that must be lost otherwise."""

type Course = tuple[tuple[float, float], ...]
"""Sun less base load in W, and the hours that this lasts."""


@dataclass(frozen=True, slots=True)
class Battery:
    """A battery as far as the engine knows it."""

    capacity_wh: float
    stored_wh: float

    @property
    def power_w(self) -> float:
        """Most it takes or gives."""
        return self.capacity_wh * _POWER_PER_WH

    def intake_w(self, hours: float) -> float:
        """Return the power it can take for some hours."""
        return max(0.0, min(self.power_w, (self.capacity_wh - self.stored_wh) / _EFFICIENCY / hours))

    def output_w(self, reserve_wh: float, hours: float) -> float:
        """Return the power it can give for some hours without going below a reserve."""
        return max(0.0, min(self.power_w, (self.stored_wh - reserve_wh) * _EFFICIENCY / hours))


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the remembered days say about the next 24 hours."""

    days: int
    """Courses played through."""
    spare_wh: float
    """Spare on as many courses as a load needs to go on."""
    start_spare_wh: float
    """Spare on as many courses as a load needs to start."""
    charge_w: float
    """What the battery would take of the present sun in the coming block with all loads off."""
    credit_w: float
    """What the battery leaves to loads of that, and lends them beyond it."""
    waits: bool
    """Whether it is dark and what is spare can as well be used once the sun is up."""
    battery: Battery
    reserve_wh: float
    courses: tuple[Course, ...]

    def run_s(self, power_w: float) -> float:
        """Seconds that loads of this power could run: until the reserve or what is spare is used up."""
        lasting = sorted(_lasts_h(course, self.battery, power_w, self.reserve_wh) for course in self.courses)
        return min(lasting[len(lasting) // 4], self.start_spare_wh / power_w) * 3600


@dataclass(frozen=True, slots=True)
class Ahead:
    """The moment a look ahead starts from."""

    now: int
    block_s: int
    pv_w: float
    base_w: float
    """Means of the block that just ended."""
    forecast: Series
    battery: Battery
    lowest_w: float
    """What the first load takes at its lowest level."""
    top_w: float
    """What all loads take together at most."""


@dataclass(frozen=True, slots=True)
class Caution:
    """How sure the outlook must be."""

    days_pct: float
    start_days_pct: float
    reserve_wh: float
    start_wh: float
    """Stored energy below which nothing starts."""


def look_ahead(learned: Learned, ahead: Ahead, caution: Caution) -> Outlook | None:
    """Play the next 24 hours through; None while too few days are known."""
    count = len(learned.days)
    if count < DAYS_MIN:
        return None
    steps = _steps(learned, ahead)
    courses = tuple(_course(day, learned, ahead, steps) for day in learned.days)
    spare = sorted(_spare_wh(course, ahead.battery) for course in courses)
    spare_wh = spare[int((100 - caution.days_pct) * count // 100)]
    hours = ahead.block_s / 3600
    waits = _waits(courses, ahead, caution)
    charge_w = min(max(0.0, ahead.pv_w - ahead.base_w), ahead.battery.intake_w(hours))
    return Outlook(
        days=count,
        spare_wh=spare_wh,
        start_spare_wh=spare[int((100 - caution.start_days_pct) * count // 100)],
        charge_w=charge_w,
        credit_w=(
            0.0 if waits else min(spare_wh / hours, charge_w + ahead.battery.output_w(caution.reserve_wh, hours))
        ),
        waits=waits,
        battery=ahead.battery,
        reserve_wh=caution.reserve_wh,
        courses=courses,
    )


class _Step(NamedTuple):
    # Made fifty times in a look ahead: a dataclass takes three times as long.
    hour: int
    hours: float
    sun_w: float
    known: bool
    """Whether a forecast told it, or the usual sun."""
    sun_stays: float
    base_stays: float


def _steps(learned: Learned, ahead: Ahead) -> list[_Step]:
    pieces = intervals(ahead.forecast)
    steps: list[_Step] = []
    moment, place = ahead.now, 0
    sun_stays = base_stays = 1.0
    while moment < ahead.now + HORIZON_S:
        while place < len(pieces) and pieces[place][1] <= moment:
            place += 1
        told_w = pieces[place][2] if place < len(pieces) and pieces[place][0] <= moment else None
        fine = moment < ahead.now + _FINE_S or moment % _STEP_S
        length_s = ahead.block_s if fine else _STEP_S
        hour = hour_of(moment)
        steps.append(
            _Step(hour, length_s / 3600, learned.expected_w(hour, told_w), told_w is not None, sun_stays, base_stays)
        )
        for _ in range(max(1, length_s // ahead.block_s)):
            sun_stays *= _SUN_LASTS
            base_stays *= _BASE_LASTS
        moment += length_s
    return steps


def _course(day: PastDay, learned: Learned, ahead: Ahead, steps: list[_Step]) -> Course:
    just_now = learned.recent_ratio
    more_w = ahead.base_w - day.base_w[hour_of(ahead.now - ahead.block_s)]
    course = []
    for step in steps:
        ratio = day.forecast_ratio if step.known else day.usual_ratio
        if just_now is not None:
            ratio += (just_now - ratio) * step.sun_stays
        base_w = max(0.0, day.base_w[step.hour] + more_w * step.base_stays)
        course.append((step.sun_w * ratio - base_w, step.hours))
    return tuple(course)


def _spare_wh(course: Course, battery: Battery) -> float:
    """Return what is fed in with all loads off until the battery first cannot give what is missing."""
    most_w, full_wh = battery.power_w, battery.capacity_wh
    floor_wh = full_wh * _FLOOR_SHARE
    stored_wh, spare_wh = battery.stored_wh, 0.0
    for surplus_w, hours in course:
        if surplus_w > 0:
            taken_w = min(surplus_w, most_w, (full_wh - stored_wh) / _EFFICIENCY / hours)
            stored_wh += taken_w * _EFFICIENCY * hours
            spare_wh += (surplus_w - taken_w) * hours
        else:
            given_w = min(-surplus_w, most_w)
            stored_wh -= given_w / _EFFICIENCY * hours
            if stored_wh < floor_wh:
                break
    return spare_wh


def _waits(courses: tuple[Course, ...], ahead: Ahead, caution: Caution) -> bool:
    """Compare on every course: run an hour now and again when the sun is up, or only then.

    Energy in the battery is not lost by waiting, and by tomorrow more is known. Running now is
    worth it only where most of what it takes would otherwise be fed in tomorrow in spite of all loads.
    """
    middle = len(courses) // 2
    if sorted(_next_hour_w(course) for course in courses)[middle] >= 0 or not ahead.lowest_w:
        return False
    saved = sorted(
        _fed_in_wh(course, ahead, caution, 0.0) - _fed_in_wh(course, ahead, caution, ahead.lowest_w)
        for course in courses
    )
    return saved[middle] < ahead.lowest_w * _FINE_S / 3600 * _WORTH_RUNNING


def _next_hour_w(course: Course) -> float:
    energy_wh = passed_h = 0.0
    for surplus_w, hours in course:
        energy_wh += surplus_w * hours
        passed_h += hours
        if passed_h >= 1:
            break
    return energy_wh / passed_h


def _fed_in_wh(course: Course, ahead: Ahead, caution: Caution, now_w: float) -> float:
    """Return what is fed in if loads take ``now_w`` for an hour and all they can once the sun is up."""
    battery = ahead.battery
    most_w, full_wh = battery.power_w, battery.capacity_wh
    floor_wh = full_wh * _FLOOR_SHARE
    stored_wh, fed_in_wh, passed_h = battery.stored_wh, 0.0, 0.0
    day = on = False
    for sun_w, hours in course:
        day = day or sun_w > 0
        on = stored_wh >= caution.reserve_wh if on else day and stored_wh >= caution.start_wh
        surplus_w = sun_w - (ahead.top_w if on else now_w if passed_h < 1 else 0.0)
        passed_h += hours
        if surplus_w > 0:
            taken_w = min(surplus_w, most_w, (full_wh - stored_wh) / _EFFICIENCY / hours)
            stored_wh += taken_w * _EFFICIENCY * hours
            fed_in_wh += (surplus_w - taken_w) * hours
        else:
            stored_wh = max(floor_wh, stored_wh - min(-surplus_w, most_w) / _EFFICIENCY * hours)
    return fed_in_wh


def _lasts_h(course: Course, battery: Battery, power_w: float, reserve_wh: float) -> float:
    """Hours until the battery is down to the reserve with loads of this power on."""
    most_w, full_wh = battery.power_w, battery.capacity_wh
    stored_wh, lasted_h = battery.stored_wh, 0.0
    for surplus_w, hours in course:
        left_w = surplus_w - power_w
        if left_w > 0:
            stored_wh = min(full_wh, stored_wh + min(left_w, most_w) * _EFFICIENCY * hours)
        else:
            stored_wh -= min(-left_w, most_w) / _EFFICIENCY * hours
        if stored_wh < reserve_wh:
            break
        lasted_h += hours
    return lasted_h


def outlook_document(outlook: Outlook) -> Json:
    """Write what the outlook came to; the courses follow from state and memory."""
    return {
        "days": outlook.days,
        "spare_wh": outlook.spare_wh,
        "start_spare_wh": outlook.start_spare_wh,
        "charge_w": outlook.charge_w,
        "credit_w": outlook.credit_w,
        "waits": outlook.waits,
    }
