"""What a course is worth from its end backwards: a dynamic programme over charge and time.

A course is cut into the block that begins and steps of about an hour; hours in a row without surplus are
one step. At the end the charge that is left is worth half way between buying and feeding in. Before it,
step by step, each of ten charges has the worth of the best that loads can do there: what they take is
worth ``load_ct`` a kWh, what the grid gives costs ``import_ct``, what it takes pays ``export_ct``, and a
start costs ``start_ct`` and half of what the first block would make. Loads may only run where the battery
stays at or above its hard minimum. (Bellman, *Dynamic Programming*, 1957.)

The first four functions know nothing but numbers and write into lists that they are given, so that the
same source can be compiled for sweeps.
"""

from collections.abc import MutableSequence, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, inf
from typing import Final, NamedTuple

POINTS: Final = 10
"""Charges that are looked at, from the floor to full."""
LEVELS: Final = 4
"""Most powers that are looked at beyond the block that begins, off included."""
STEPS: Final = 32
"""Room for the steps of a coarse course."""
EFFICIENCY: Final = 0.95
FLOOR_SHARE: Final = 0.1
POWER_PER_WH: Final = 0.5
"""Battery assumed: losses one way, what it never gives, and W it takes or gives per Wh it holds."""
_FIRST_BLOCK_LOST: Final = 0.5
"""Share of its power that a load makes nothing of in the first block of a run."""
_STEP_H: Final = 1.0
_ROUNDING: Final = 1e-9

type Course = tuple[tuple[float, float], ...]
"""Sun less base load in W, and the hours that this lasts."""


class Path(NamedTuple):
    """Room for a coarse course: by step, sun less base load in W and the hours that this lasts."""

    surplus_w: MutableSequence[float]
    lasts_h: MutableSequence[float]


class Levels(NamedTuple):
    """What loads may take beyond the block that begins: the first ``used`` powers, off first."""

    power_w: Sequence[float]
    start_ct: Sequence[float]
    """What a start at this power costs in all."""
    used: int


class Bounds(NamedTuple):
    """Between what the battery may be while loads run."""

    capacity_wh: float
    hard_min_wh: float


class Prices(NamedTuple):
    """What a kWh is worth, and what a start costs in wear, in ct."""

    load_ct: float
    import_ct: float
    export_ct: float
    start_ct: float


class Worths(NamedTuple):
    """By charge, what it is worth in ct with loads off and with loads on; and room for the step before."""

    off_ct: MutableSequence[float]
    on_ct: MutableSequence[float]
    before_off_ct: MutableSequence[float]
    before_on_ct: MutableSequence[float]


def first_ct(prices: Prices, power_w: float, block_h: float) -> float:
    """Return what a start with this power costs, and what its first block does not make."""
    return prices.start_ct + _FIRST_BLOCK_LOST * power_w * prices.load_ct * block_h / 1000


def coarse(fine_w: Sequence[float], fine_h: Sequence[float], count: int, path: Path) -> int:
    """Join the steps of a course but for the first, write their means and lengths, and return how many there are."""
    path.surplus_w[0], path.lasts_h[0] = fine_w[0], fine_h[0]
    steps, energy_wh, length_h = 1, 0.0, 0.0
    for place in range(1, count):
        energy_wh += fine_w[place] * fine_h[place]
        length_h += fine_h[place]
        if length_h < _STEP_H - _ROUNDING and place < count - 1:
            continue
        last = steps - 1
        if energy_wh < 0 and last > 0 and path.surplus_w[last] < 0:
            longer_h = path.lasts_h[last] + length_h
            path.surplus_w[last] = (path.surplus_w[last] * path.lasts_h[last] + energy_wh) / longer_h
            path.lasts_h[last] = longer_h
        else:
            path.surplus_w[steps], path.lasts_h[steps] = energy_wh / length_h, length_h
            steps += 1
        energy_wh = length_h = 0.0
    return steps


def backwards(path: Path, steps: int, levels: Levels, bounds: Bounds, prices: Prices, worths: Worths) -> None:
    """Write what each charge is worth after the first step.

    Charges are counted in points. What flows in a step moves all of them alike, to between two others, until
    the battery is full or down to its floor: the grid makes up for the rest.
    """
    off_ct, on_ct = worths.off_ct, worths.on_ct
    before_off_ct, before_on_ct = worths.before_off_ct, worths.before_on_ct
    floor_wh, most_w, top = bounds.capacity_wh * FLOOR_SHARE, bounds.capacity_wh * POWER_PER_WH, POINTS - 1
    apart_wh = (bounds.capacity_wh - floor_wh) / top
    hard_min = (bounds.hard_min_wh - floor_wh) / apart_wh - _ROUNDING
    into, out_of = EFFICIENCY / apart_wh, 1 / EFFICIENCY / apart_wh
    made_ct, fed_in_ct, bought_ct = prices.load_ct / 1000, prices.export_ct / 1000, -prices.import_ct / 1000
    full_ct, empty_ct = fed_in_ct / into, bought_ct / out_of
    kept_ct = (prices.import_ct + prices.export_ct) / 2 * EFFICIENCY / 1000
    for point in range(POINTS):
        off_ct[point] = on_ct[point] = (floor_wh + point * apart_wh) * kept_ct
    for step in range(steps - 1, 0, -1):
        sun_w, hours = path.surplus_w[step], path.lasts_h[step]
        for point in range(POINTS):
            before_off_ct[point] = before_on_ct[point] = -inf
        for level in range(levels.used):
            after_ct, start_ct = (on_ct, levels.start_ct[level]) if level > 0 else (off_ct, 0.0)
            power_w = levels.power_w[level]
            fills, flows_w = power_w < sun_w, abs(power_w - sun_w)
            flows_wh = min(flows_w, most_w) * hours
            by = flows_wh * (into if fills else out_of)
            whole = int(by)
            first = ceil(hard_min if fills else hard_min + by) if level > 0 and hard_min > 0 else 0
            if fills:
                near, far, end, grid_ct, end_point_ct = whole, whole + 1, top, fed_in_ct, full_ct
                edge = max(first, top - whole)
                inside, outside = (first, edge), (edge, POINTS)
            else:
                near, far, end, grid_ct, end_point_ct = -whole, -whole - 1, 0, bought_ct, empty_ct
                edge = min(whole + 1, POINTS)
                inside, outside = (max(first, edge), POINTS), (first, edge)
            end_ct = power_w * hours * made_ct + flows_w * hours * grid_ct
            inside_ct, part = end_ct - flows_wh * grid_ct, by - whole
            for point in range(inside[0], inside[1]):
                near_ct, far_ct = after_ct[point + near], after_ct[point + far]
                worth_ct = near_ct + (far_ct - near_ct) * part + inside_ct
                before_on_ct[point] = max(before_on_ct[point], worth_ct)
                before_off_ct[point] = max(before_off_ct[point], worth_ct - start_ct)
            for point in range(outside[0], outside[1]):
                worth_ct = after_ct[end] + end_ct - abs(end - point) * end_point_ct
                before_on_ct[point] = max(before_on_ct[point], worth_ct)
                before_off_ct[point] = max(before_off_ct[point], worth_ct - start_ct)
        for point in range(POINTS):
            off_ct[point], on_ct[point] = before_off_ct[point], before_on_ct[point]


def forwards(
    begins: tuple[float, float],
    stored_wh: float,
    total_w: float,
    full_wh: float,
    prices: Prices,
    after_ct: Sequence[float],
) -> float:
    """Return what the first step and all that follows is worth with loads of this power in it, in ct.

    ``begins`` is the first step, and ``after_ct`` one of the worths that :func:`backwards` wrote: that with
    loads on, unless the power is 0.
    """
    sun_w, hours = begins
    floor_wh, most_w, missing_w = full_wh * FLOOR_SHARE, full_wh * POWER_PER_WH, total_w - sun_w
    if missing_w < 0:
        change_wh = max(0.0, min(min(-missing_w, most_w) * EFFICIENCY * hours, full_wh - stored_wh))
        after_wh = stored_wh + change_wh
        grid_ct = (missing_w * hours + change_wh / EFFICIENCY) * prices.export_ct / 1000
    else:
        change_wh = max(0.0, min(min(missing_w, most_w) / EFFICIENCY * hours, stored_wh - floor_wh))
        after_wh = stored_wh - change_wh
        grid_ct = (missing_w * hours - change_wh * EFFICIENCY) * prices.import_ct / 1000
    place = max(0.0, (after_wh - floor_wh) * (POINTS - 1) / (full_wh - floor_wh))
    left = min(int(place), POINTS - 2)
    kept_ct = after_ct[left] + (after_ct[left + 1] - after_ct[left]) * (place - left)
    return kept_ct + total_w * hours * prices.load_ct / 1000 - grid_ct


@dataclass(frozen=True, slots=True)
class Battery:
    """A battery as far as the engine knows it."""

    capacity_wh: float
    stored_wh: float

    @property
    def power_w(self) -> float:
        """Most it takes or gives."""
        return self.capacity_wh * POWER_PER_WH

    def intake_w(self, hours: float) -> float:
        """Return the power it can take for some hours."""
        return max(0.0, min(self.power_w, (self.capacity_wh - self.stored_wh) / EFFICIENCY / hours))

    def after_wh(self, missing_w: float, hours: float) -> float:
        """Return the charge after some hours in which so much is missing, or too much where it is negative.

        It may be more than fits, or less than nothing: who asks wants to know on which side of a reserve it is.
        """
        if missing_w < 0:
            return self.stored_wh + min(-missing_w, self.power_w) * EFFICIENCY * hours
        return self.stored_wh - missing_w / EFFICIENCY * hours


@dataclass(frozen=True, slots=True)
class Plan:
    """Courses played through to their best end, and from there back to the block that begins."""

    battery: Battery
    prices: Prices
    begins: tuple[tuple[float, float], ...]
    """The first step of each course."""
    off_ct: tuple[tuple[float, ...], ...]
    on_ct: tuple[tuple[float, ...], ...]
    """By course: what each charge is worth after that step."""

    def worth_ct(self, total_w: float) -> float:
        """Return what loads of this power in the block that begins, and the best after it, are worth on the mean."""
        sum_ct = 0.0
        for begins, after_ct in zip(self.begins, self.on_ct if total_w > 0 else self.off_ct, strict=True):
            sum_ct += forwards(begins, self.battery.stored_wh, total_w, self.battery.capacity_wh, self.prices, after_ct)
        return sum_ct / len(self.begins)


def make_plan(
    courses: tuple[Course, ...], battery: Battery, hard_min_wh: float, totals_w: Sequence[float], prices: Prices
) -> Plan:
    """Play every course through; ``totals_w`` are the powers, ascending, that loads can take together."""
    played = _played(courses, Bounds(battery.capacity_wh, hard_min_wh), (0.0, *few(totals_w)), prices)
    return Plan(
        battery=battery,
        prices=prices,
        begins=tuple(course[0] for course in courses),
        off_ct=tuple(off_ct for off_ct, _ in played),
        on_ct=tuple(on_ct for _, on_ct in played),
    )


@lru_cache(maxsize=4)
def _played(
    courses: tuple[Course, ...], bounds: Bounds, powers_w: tuple[float, ...], prices: Prices
) -> tuple[tuple[tuple[float, ...], tuple[float, ...]], ...]:
    # Kept, as a search for what would flip a decision asks a thousand times, and mostly from the same courses.
    block_h = courses[0][0][1]
    levels = Levels(powers_w, [first_ct(prices, power_w, block_h) for power_w in powers_w], len(powers_w))
    path = Path([0.0] * STEPS, [0.0] * STEPS)
    made = []
    for course in courses:
        fine_w, fine_h = zip(*course, strict=True)
        worths = Worths(*([0.0] * POINTS for _ in Worths._fields))
        backwards(path, coarse(fine_w, fine_h, len(course), path), levels, bounds, prices, worths)
        made.append((tuple(worths.off_ct), tuple(worths.on_ct)))
    return tuple(made)


def few(totals_w: Sequence[float]) -> tuple[float, ...]:
    """Of many powers keep the lowest, the middle and the highest."""
    if len(totals_w) < LEVELS:
        return tuple(totals_w)
    return totals_w[0], totals_w[len(totals_w) // 2], totals_w[-1]
