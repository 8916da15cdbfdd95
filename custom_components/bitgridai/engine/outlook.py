"""What the next day brings, played through once for every day remembered.

Each remembered day is a **course**: its base load, hour by hour, and today's forecast turned out the
way its own did. On a course the battery is followed for 24 hours with all loads off. What would be
fed in before the battery first runs empty is **spare**: loads may take it, from the sun or from the
battery, and the house buys no more for it. On how many courses that must be so depends on what is at
stake: on most for a start, on fewer for what runs already. In the dark nothing is: what the battery
lends then is made up for only by a day that nobody has seen yet.
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
_USUAL_WEIGHT: Final = 0.3
_USUAL_LASTS: Final = 0.985
"""Weight of the usual sun, turned out as it does lately, and what is left of that after a block."""
_EFFICIENCY: Final = 0.95
_FLOOR_SHARE: Final = 0.1
_POWER_PER_WH: Final = 0.5
"""Battery assumed: losses one way, what it never gives, and W it takes or gives per Wh it holds."""
_DARK_H: Final = 2
"""Hours whose sun tells day from dark."""

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
    dark: bool
    """Whether the next hours bring less sun than the house draws."""
    spare_wh: float
    """Spare on as many courses as a level needs."""
    start_spare_wh: float
    """Spare on as many courses as a start needs."""
    hold_spare_wh: float
    """Spare on as many courses as a load needs to go on at its lowest level."""
    charge_w: float
    """What the battery would take of the present sun in the coming block with all loads off."""
    credit_w: float
    """What the battery leaves to loads of that, and lends them beyond it."""
    hold_credit_w: float
    """The same for a load that goes on at its lowest level."""
    battery: Battery
    reserve_wh: float
    courses: tuple[Course, ...]
    start_rank: int
    """Courses that may go against a start."""

    def run_s(self, power_w: float) -> float:
        """Seconds that loads of this power could run: until the reserve or what is spare is used up."""
        lasting = sorted(_lasts_h(course, self.battery, power_w, self.reserve_wh) for course in self.courses)
        return min(lasting[self.start_rank], self.start_spare_wh / power_w) * 3600


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


@dataclass(frozen=True, slots=True)
class Caution:
    """How sure the outlook must be."""

    days_pct: float
    start_days_pct: float
    hold_days_pct: float
    reserve_wh: float

    def rank(self, days_pct: float, count: int) -> int:
        """Courses that may go against it, where so many of all must not."""
        return int((100 - days_pct) * count // 100)


def look_ahead(learned: Learned, ahead: Ahead, caution: Caution) -> Outlook | None:
    """Play the next 24 hours through; None while too few days are known."""
    count = len(learned.days)
    if count < DAYS_MIN:
        return None
    steps = _steps(learned, ahead)
    courses = tuple(_course(day, learned, ahead, steps) for day in learned.days)
    spare = sorted(_spare_wh(course, ahead.battery) for course in courses)
    dark = _is_dark(courses)

    def spare_on(days_pct: float) -> float:
        return 0.0 if dark else spare[caution.rank(days_pct, count)]

    hours = ahead.block_s / 3600
    charge_w = min(max(0.0, ahead.pv_w - ahead.base_w), ahead.battery.intake_w(hours))
    lends_w = charge_w + ahead.battery.output_w(caution.reserve_wh, hours)
    spare_wh, hold_spare_wh = spare_on(caution.days_pct), spare_on(caution.hold_days_pct)
    return Outlook(
        days=count,
        dark=dark,
        spare_wh=spare_wh,
        start_spare_wh=spare_on(caution.start_days_pct),
        hold_spare_wh=hold_spare_wh,
        charge_w=charge_w,
        credit_w=min(spare_wh / hours, lends_w),
        hold_credit_w=min(hold_spare_wh / hours, lends_w),
        battery=ahead.battery,
        reserve_wh=caution.reserve_wh,
        courses=courses,
        start_rank=caution.rank(caution.start_days_pct, count),
    )


class _Step(NamedTuple):
    # Made fifty times in a look ahead: a dataclass takes three times as long.
    hour: int
    hours: float
    sun_w: float
    known: bool
    """Whether a forecast told it, or the usual sun."""
    usual_w: float
    sun_stays: float
    base_stays: float
    usual_stays: float


def _steps(learned: Learned, ahead: Ahead) -> list[_Step]:
    pieces = intervals(ahead.forecast)
    steps: list[_Step] = []
    moment, place = ahead.now, 0
    sun_stays = base_stays = 1.0
    usual_stays = 0.0 if learned.lately_ratio is None else _USUAL_WEIGHT
    while moment < ahead.now + HORIZON_S:
        while place < len(pieces) and pieces[place][1] <= moment:
            place += 1
        told_w = pieces[place][2] if place < len(pieces) and pieces[place][0] <= moment else None
        fine = moment < ahead.now + _FINE_S or moment % _STEP_S
        length_s = ahead.block_s if fine else _STEP_S
        hour = hour_of(moment)
        steps.append(
            _Step(
                hour=hour,
                hours=length_s / 3600,
                sun_w=learned.expected_w(hour, told_w),
                known=told_w is not None,
                usual_w=learned.expected_w(hour, None),
                sun_stays=sun_stays,
                base_stays=base_stays,
                usual_stays=usual_stays,
            )
        )
        for _ in range(max(1, length_s // ahead.block_s)):
            sun_stays *= _SUN_LASTS
            base_stays *= _BASE_LASTS
            usual_stays *= _USUAL_LASTS
        moment += length_s
    return steps


def _course(day: PastDay, learned: Learned, ahead: Ahead, steps: list[_Step]) -> Course:
    just_now, lately = learned.recent_ratio, learned.lately_ratio or 0.0
    more_w = ahead.base_w - day.base_w[hour_of(ahead.now - ahead.block_s)]
    course = []
    for step in steps:
        ratio = day.forecast_ratio if step.known else day.usual_ratio
        if just_now is not None:
            ratio += (just_now - ratio) * step.sun_stays
        base_w = max(0.0, day.base_w[step.hour] + more_w * step.base_stays)
        sun_w = step.sun_w * ratio
        sun_w += (step.usual_w * lately - sun_w) * step.usual_stays
        course.append((sun_w - base_w, step.hours))
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


def _is_dark(courses: tuple[Course, ...]) -> bool:
    """Whether on the middle course the coming hours bring less sun than the house draws."""
    return sorted(_mean_w(course, _DARK_H) for course in courses)[len(courses) // 2] < 0


def _mean_w(course: Course, over_h: float) -> float:
    energy_wh = passed_h = 0.0
    for surplus_w, hours in course:
        energy_wh += surplus_w * hours
        passed_h += hours
        if passed_h >= over_h:
            break
    return energy_wh / passed_h


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
        "dark": outlook.dark,
        "spare_wh": outlook.spare_wh,
        "start_spare_wh": outlook.start_spare_wh,
        "hold_spare_wh": outlook.hold_spare_wh,
        "charge_w": outlook.charge_w,
        "credit_w": outlook.credit_w,
        "hold_credit_w": outlook.hold_credit_w,
    }
