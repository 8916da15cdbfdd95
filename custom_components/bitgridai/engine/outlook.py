"""What the next day brings, played through once for every day remembered.

Each remembered day is a **course**: its base load, hour by hour, and today's forecast turned out the
way its own did. The next two hours follow the sun of the block that just ended. On a course a plan
(:mod:`.plan`) knows what each power of the loads is worth now, given the best afterwards; loads get the
power that is worth most on the mean of all courses, and start only if that beats waiting by what a start
costs. In an hour that usually brings no sun the battery lends nothing.
"""

from dataclasses import dataclass
from typing import Final, NamedTuple

from .document import Json
from .learned import HOURS, Learned, PastDay, hour_of
from .plan import Battery, Course, Plan, Prices, first_ct, make_plan
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
_NEAR_WEIGHT: Final = 0.8
_NEAR_LASTS: Final = 0.9
"""Weight of the sun of the last block, following the usual sun from there, and what is left of that after a block."""
_NEAR_MAX: Final = 2.0
"""Times the sun of the last block that it leads one to expect."""
_LIGHT_SHARE: Final = 0.03
_DARK_SHARE: Final = 0.01
"""Of the sunniest hour's usual sun: above the first an hour's sun tells about the next, up to the second it is dark."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the remembered days say about the next 24 hours."""

    days: int
    """Courses played through."""
    dark: bool
    """Whether this hour usually brings no sun: the battery lends nothing."""
    charge_w: float
    """What the battery would take of the present sun in the coming block with all loads off."""
    planned_w: float
    """Power of all loads that is worth most in the coming block; 0 where none is better."""
    gain_ct: float
    """What that is worth over leaving them off, once they run."""
    courses: tuple[Course, ...]
    battery: Battery
    hard_min_wh: float
    prices: Prices
    plan: Plan | None
    """None where nothing was to be planned."""

    def run_gain_ct(self, others_w: float, settings_w: tuple[float, ...]) -> float:
        """Return what a run from now on, at the lowest of a load's settings first, is worth over waiting.

        Others that take so much already have the sun before it: what they leave of it is planned for this load alone.
        """
        courses = self.courses if others_w == 0 else tuple(_left_over(course, others_w) for course in self.courses)
        plan = make_plan(courses, self.battery, self.hard_min_wh, settings_w, self.prices)
        return plan.worth_ct(settings_w[0]) - plan.worth_ct(0.0)

    def start_cost_ct(self, power_w: float) -> float:
        """Return what a start with this power costs, and what its first block does not make."""
        return first_ct(self.prices, power_w, self.courses[0][0][1])


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
    totals_w: tuple[float, ...]
    """Powers, ascending, that loads can take together."""


@dataclass(frozen=True, slots=True)
class Caution:
    """What loads must leave in the battery."""

    hard_min_wh: float
    """They stop at it."""
    reserve_wh: float
    """They get nothing from the battery that would leave less after the coming block."""


def look_ahead(learned: Learned, ahead: Ahead, caution: Caution, prices: Prices) -> Outlook | None:
    """Play the next 24 hours through; None while too few days are known."""
    if len(learned.days) < DAYS_MIN:
        return None
    steps = _steps(learned, ahead)
    courses = tuple(_course(day, learned, ahead, steps) for day in learned.days)
    hours, battery, totals_w = ahead.block_s / 3600, ahead.battery, ahead.totals_w
    dark = _usual_w(learned, ahead.now) <= _DARK_SHARE * _sunniest_w(learned)
    carried = [] if dark else [total_w for total_w in totals_w if _leaves(ahead, total_w, caution.reserve_wh)]
    plan, planned_w, gain_ct = None, 0.0, 0.0
    if carried:
        plan = make_plan(courses, battery, caution.hard_min_wh, totals_w, prices)
        off_ct = plan.worth_ct(0.0)
        for total_w in carried:
            more_ct = plan.worth_ct(total_w) - off_ct
            if more_ct > gain_ct:
                planned_w, gain_ct = total_w, more_ct
    return Outlook(
        days=len(courses),
        dark=dark,
        charge_w=min(max(0.0, ahead.pv_w - ahead.base_w), battery.intake_w(hours)),
        planned_w=planned_w,
        gain_ct=gain_ct,
        courses=courses,
        battery=battery,
        hard_min_wh=caution.hard_min_wh,
        prices=prices,
        plan=plan,
    )


def _leaves(ahead: Ahead, total_w: float, reserve_wh: float) -> bool:
    """Whether loads of this power leave the battery its reserve after the coming block, with sun and base as now."""
    missing_w = total_w + ahead.base_w - ahead.pv_w
    return missing_w <= ahead.battery.power_w and ahead.battery.after_wh(missing_w, ahead.block_s / 3600) >= reserve_wh


def _left_over(course: Course, others_w: float) -> Course:
    """Take from each step's surplus what others take of it; what is missing stays missing."""
    return tuple((max(0.0, surplus_w - others_w) if surplus_w > 0 else surplus_w, hours) for surplus_w, hours in course)


def _usual_w(learned: Learned, now: int) -> float:
    return learned.usual_w[hour_of(now)] or 0.0


def _sunniest_w(learned: Learned) -> float:
    return max(learned.usual_w[hour] or 0.0 for hour in range(HOURS))


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
    near_stays: float
    near_w: float
    """The sun of the last block, gone on like the usual sun."""


def _steps(learned: Learned, ahead: Ahead) -> list[_Step]:
    pieces = intervals(ahead.forecast)
    steps: list[_Step] = []
    moment, place = ahead.now, 0
    sun_stays = base_stays = 1.0
    usual_stays = 0.0 if learned.lately_ratio is None else _USUAL_WEIGHT
    now_w = _usual_w(learned, ahead.now)
    near_stays = _NEAR_WEIGHT if now_w > _LIGHT_SHARE * _sunniest_w(learned) else 0.0
    while moment < ahead.now + HORIZON_S:
        while place < len(pieces) and pieces[place][1] <= moment:
            place += 1
        told_w = pieces[place][2] if place < len(pieces) and pieces[place][0] <= moment else None
        fine = moment < ahead.now + _FINE_S or moment % _STEP_S
        length_s = ahead.block_s if fine else _STEP_S
        hour = hour_of(moment)
        usual_w = learned.expected_w(hour, None)
        steps.append(
            _Step(
                hour=hour,
                hours=length_s / 3600,
                sun_w=learned.expected_w(hour, told_w),
                known=told_w is not None,
                usual_w=usual_w,
                sun_stays=sun_stays,
                base_stays=base_stays,
                usual_stays=usual_stays,
                near_stays=near_stays,
                near_w=ahead.pv_w * min(_NEAR_MAX, usual_w / now_w) if near_stays else 0.0,
            )
        )
        for _ in range(max(1, length_s // ahead.block_s)):
            sun_stays *= _SUN_LASTS
            base_stays *= _BASE_LASTS
            usual_stays *= _USUAL_LASTS
            near_stays *= _NEAR_LASTS
        moment += length_s
    return steps


def _course(day: PastDay, learned: Learned, ahead: Ahead, steps: list[_Step]) -> Course:
    just_now, lately = learned.recent_ratio, learned.lately_ratio or 0.0
    # Whole watts, as days are remembered in: rounding of readings must not make two plans of one.
    more_w = round(ahead.base_w) - day.base_w[hour_of(ahead.now - ahead.block_s)]
    course = []
    for step in steps:
        ratio = day.forecast_ratio if step.known else day.usual_ratio
        if just_now is not None:
            ratio += (just_now - ratio) * step.sun_stays
        base_w = max(0.0, day.base_w[step.hour] + more_w * step.base_stays)
        sun_w = step.sun_w * ratio
        sun_w += (step.usual_w * lately - sun_w) * step.usual_stays
        sun_w += (step.near_w - sun_w) * step.near_stays
        course.append((sun_w - base_w, step.hours))
    return tuple(course)


def outlook_document(outlook: Outlook) -> Json:
    """Write what the outlook came to; courses and plan follow from state and memory."""
    return {
        "days": outlook.days,
        "dark": outlook.dark,
        "charge_w": outlook.charge_w,
        "planned_w": outlook.planned_w,
        "gain_ct": outlook.gain_ct,
    }
