"""The next 24 hours, played through by hand."""

from dataclasses import replace
from typing import Any

import pytest

from custom_components.bitgridai.engine.learned import HOURS, Learned, PastDay
from custom_components.bitgridai.engine.outlook import (
    Ahead,
    Battery,
    Caution,
    Course,
    Outlook,
    look_ahead,
    outlook_document,
)

BLOCK_S, HOUR_S, DAY_S = 600, 3600, 86_400
NOON = 20_000 * DAY_S + 12 * HOUR_S
HALF = Battery(capacity_wh=10_000.0, stored_wh=5000.0)
SURE = Caution(days_pct=100.0, start_days_pct=100.0, hold_days_pct=100.0, reserve_wh=5000.0)


def day(base_w: float = 500.0, ratio: float = 1.0) -> PastDay:
    return PastDay((base_w,) * HOURS, ratio, ratio)


def knows(*days: PastDay, usual_w: float = 0.0, **values: Any) -> Learned:
    """Return what was learned in a house whose sun usually shines from 6 to 18 h."""
    usual = tuple(usual_w if 6 <= hour < 18 else 0.0 for hour in range(HOURS))
    return Learned(days=days, usual_w=usual, **values)


def ahead(battery: Battery = HALF, **values: Any) -> Ahead:
    given: dict[str, Any] = {"now": NOON, "block_s": BLOCK_S, "pv_w": 2000.0, "base_w": 500.0, "forecast": ()}
    return Ahead(**{**given, "battery": battery, **values})


def look(learned: Learned, moment: Ahead, caution: Caution = SURE) -> Outlook:
    found = look_ahead(learned, moment, caution)
    assert found is not None
    return found


def test_two_days_are_too_few_and_three_are_enough() -> None:
    assert look_ahead(knows(day(), day()), ahead(), SURE) is None
    assert look(knows(day(), day(), day()), ahead()).days == 3


def test_a_course_is_an_hour_in_blocks_and_a_day_in_half_hours() -> None:
    (course, *_) = look(knows(*[day()] * 3, usual_w=2000.0), ahead()).courses
    assert [hours for _, hours in course] == [1 / 6] * 6 + [0.5] * 46
    assert sum(hours for _, hours in course) == pytest.approx(24)
    assert {surplus_w for surplus_w, _ in course} == {1500.0, -500.0}
    assert sum(hours for surplus_w, hours in course if surplus_w > 0) == pytest.approx(12)


def test_blocks_that_do_not_fit_a_half_hour_go_on_until_they_do() -> None:
    (course, *_) = look(knows(*[day()] * 3), ahead(now=NOON + BLOCK_S)).courses
    assert [hours for _, hours in course][:8] == [1 / 6] * 8
    assert [hours for _, hours in course][8:10] == [0.5, 0.5]


def test_a_forecast_counts_where_there_is_one_and_the_usual_sun_elsewhere() -> None:
    forecast = ((NOON, 3000.0), (NOON + HOUR_S, 1000.0))
    (course, *_) = look(knows(*[day()] * 3, usual_w=2000.0), ahead(forecast=forecast)).courses
    assert [round(surplus_w) for surplus_w, _ in course[:6]] == [2500] * 6
    assert round(course[6][0]) == 500
    assert round(course[-1][0]) == 1500, "tomorrow at noon nobody forecast anything"


def test_each_course_turns_out_as_its_day_did() -> None:
    days = (day(ratio=0.5), day(base_w=300.0), day(ratio=2.0))
    courses = look(knows(*days, usual_w=2000.0), ahead()).courses
    # The base load of the last block is 500 W: the second day drew 300 then, and the 200 more fade by a fifth a block.
    assert [course[0][0] for course in courses] == [500.0, 1500.0, 3500.0]
    assert courses[1][1][0] == pytest.approx(2000 - 300 - 200 * 0.8)
    assert courses[1][6][0] == pytest.approx(2000 - 300 - 200 * 0.8**6)
    assert courses[1][7][0] == pytest.approx(2000 - 300 - 200 * 0.8**9)


def test_how_the_sun_does_just_now_fades_from_block_to_block() -> None:
    learned = knows(*[day()] * 3, usual_w=2000.0, recent_w=100.0, recent_expected_w=200.0)
    (course, *_) = look(learned, ahead()).courses
    assert course[0][0] == pytest.approx(2000 * 0.5 - 500)
    assert course[1][0] == pytest.approx(2000 * (1 - 0.5 * 0.96) - 500)
    assert course[7][0] == pytest.approx(2000 * (1 - 0.5 * 0.96**9) - 500)


def test_how_the_sun_does_lately_pulls_at_what_is_expected() -> None:
    learned = knows(*[day()] * 3, usual_w=2000.0, lately_w=400.0, lately_usual_w=200.0)
    (course, *_) = look(learned, ahead(forecast=tuple((NOON + n * HOUR_S, 0.0) for n in range(25)))).courses
    assert course[0][0] == pytest.approx(0.3 * 2 * 2000 - 500)
    assert course[1][0] == pytest.approx(0.3 * 0.985 * 2 * 2000 - 500)
    assert course[7][0] == pytest.approx(0.3 * 0.985**9 * 2 * 2000 - 500)


def test_a_base_load_is_never_below_nothing() -> None:
    (course, *_) = look(knows(*[day(base_w=500.0)] * 3), ahead(base_w=0.0)).courses
    assert course[0][0] == 0.0
    (course, *_) = look(knows(*[day(base_w=500.0)] * 3), ahead(base_w=-900.0)).courses
    assert course[0][0] == 0.0


def test_what_is_fed_in_before_the_battery_is_empty_is_spare() -> None:
    # Today 6 h of 1500 W: 5000 Wh of room take 5263 Wh of 9000; the night is 12 h of 500 W, 6316 Wh of the 10,000;
    # tomorrow morning 6 h of 1500 W fill that again: 6649 Wh of 9000.
    found = look(knows(*[day()] * 3, usual_w=2000.0), ahead())
    assert found.spare_wh == pytest.approx(18_000 - 5000 / 0.95 - 6000 / 0.95 / 0.95, abs=1)
    assert not found.dark
    assert found.charge_w == 1500.0
    assert found.credit_w == 1500.0, "what is lent beyond it would take the reserve"
    assert look(knows(*[day()] * 3, usual_w=2000.0), ahead(), replace(SURE, reserve_wh=4900.0)).credit_w == (
        pytest.approx(1500 + 100 * 0.95 * 6)
    )


def test_a_battery_that_runs_empty_ends_what_is_spare() -> None:
    # The night needs 12 h of 900 W, more than 9000 Wh give: what tomorrow feeds in is nobody's yet.
    found = look(knows(*[day(base_w=900.0)] * 3, usual_w=2400.0), ahead(base_w=900.0, pv_w=2400.0))
    assert found.spare_wh == pytest.approx(9000 - 5000 / 0.95, abs=1)


def test_a_battery_takes_and_gives_no_more_power_than_half_its_capacity_an_hour() -> None:
    assert HALF.power_w == 5000.0
    assert HALF.intake_w(1) == pytest.approx(5000.0)
    assert HALF.intake_w(2) == pytest.approx(5000 / 0.95 / 2)
    assert Battery(10_000.0, 10_500.0).intake_w(1) == 0.0
    assert HALF.output_w(0.0, 0.5) == 5000.0
    assert HALF.output_w(4000.0, 1) == pytest.approx(950.0)
    assert HALF.output_w(6000.0, 1) == 0.0
    strong = look(knows(*[day()] * 3, usual_w=9000.0), ahead(pv_w=9000.0))
    # 8500 W: 5000 go into the battery for the 63 min that it has room, 3500 and then all 8500 are fed in.
    assert strong.spare_wh == pytest.approx(12 * 8500 - 5000 / 0.95 - 6000 / 0.95 / 0.95, abs=1)
    assert strong.charge_w == 5000.0


def test_a_house_that_draws_more_than_its_battery_gives_buys_the_rest_and_empties_it_no_faster() -> None:
    # 2 kWh of 2 in store and at most 1000 W: an hour of 3000 W of base load takes 1053 Wh and not 3158.
    days = [PastDay(tuple(3000.0 if hour == 14 else 0.0 for hour in range(HOURS)), 1.0, 1.0)] * 3
    sunny = Learned(
        days=tuple(days), usual_w=tuple(1000.0 if hour > 11 and hour != 14 else 0.0 for hour in range(HOURS))
    )
    found = look(sunny, ahead(Battery(2000.0, 2000.0), base_w=0.0, pv_w=1000.0))
    assert found.spare_wh == pytest.approx(11 * 1000 - 1000 / 0.95 / 0.95, abs=1)


@pytest.mark.parametrize(
    ("pct", "count", "rank"),
    [
        (100.0, 10, 0),
        (90.0, 10, 1),
        (80.0, 10, 2),
        (60.0, 10, 4),
        (80.0, 3, 0),
        (50.0, 3, 1),
        (99.9, 10, 0),
        (0.0, 7, 7),
    ],
)
def test_how_many_courses_may_go_against_it(pct: float, count: int, rank: int) -> None:
    assert SURE.rank(pct, count) == rank


def test_the_more_is_at_stake_the_more_courses_must_agree() -> None:
    # Days that ever more sun was left of, from 0 to 9.
    days = [day(base_w=500.0, ratio=0.55 + number / 10) for number in range(10)]
    caution = Caution(days_pct=80.0, start_days_pct=90.0, hold_days_pct=60.0, reserve_wh=0.0)
    found = look(knows(*days, usual_w=2000.0), ahead(), caution)
    each = [look(knows(*[one] * 3, usual_w=2000.0), ahead()).spare_wh for one in days]
    assert each == sorted(each)
    assert (found.spare_wh, found.start_spare_wh, found.hold_spare_wh) == (each[2], each[1], each[4])
    assert found.start_rank == 1


@pytest.mark.parametrize(("sun_w", "dark"), [(501.0, False), (500.0, False), (499.0, True)])
def test_it_is_dark_where_the_next_two_hours_bring_less_than_the_house_draws(sun_w: float, *, dark: bool) -> None:
    found = look(knows(*[day()] * 3, usual_w=sun_w), ahead(Battery(10_000.0, 9900.0)))
    assert found.dark == dark
    late = ahead(now=NOON + 4 * HOUR_S, pv_w=sun_w)
    assert look(knows(*[day()] * 3, usual_w=sun_w), late).dark == dark, "sunset is two hours away"


def test_darkness_is_told_by_the_middle_course_and_a_mean_over_two_hours() -> None:
    bright, gloomy = day(ratio=2.0), day(ratio=0.2)
    assert not look(knows(bright, bright, gloomy, usual_w=2000.0), ahead()).dark
    assert look(knows(bright, gloomy, gloomy, usual_w=2000.0), ahead()).dark
    # One hour of 1000 W more than the house draws, then 500 W less: 250 W left on the mean.
    assert not look(knows(*[day()] * 3, usual_w=1500.0), ahead(now=NOON + 5 * HOUR_S)).dark
    assert look(knows(*[day()] * 3, usual_w=900.0), ahead(now=NOON + 5 * HOUR_S)).dark


def test_in_the_dark_nothing_is_lent() -> None:
    found = look(knows(*[day(base_w=0.0)] * 3), ahead(Battery(10_000.0, 9000.0), base_w=100.0, pv_w=0.0))
    assert found.dark
    assert (found.spare_wh, found.start_spare_wh, found.hold_spare_wh, found.credit_w) == (0.0, 0.0, 0.0, 0.0)


def runs_h(course: Course, power_w: float, battery: Battery = HALF, reserve_wh: float = 0.0) -> float:
    found = look(knows(*[day()] * 3, usual_w=2000.0), ahead())
    changed = replace(
        found, courses=(course,) * 3, battery=battery, reserve_wh=reserve_wh, start_spare_wh=1e9, start_rank=0
    )
    return changed.run_s(power_w) / 3600


def test_a_run_lasts_until_the_battery_is_down_to_the_reserve() -> None:
    still: Course = ((0.0, 1.0),) * 10
    # 950 W take 1000 Wh an hour of the 5000.
    assert runs_h(still, 950.0) == 5.0
    assert runs_h(still, 950.0, reserve_wh=1000.0) == 4.0
    assert runs_h(still, 950.0, reserve_wh=1001.0) == 3.0
    assert runs_h(((950.0, 1.0),) * 10, 950.0) == 10.0
    assert runs_h(((2000.0, 1.0), *((0.0, 1.0),) * 9), 950.0) == 6.0, "997.5 Wh came in first, not 1000"
    assert runs_h(((2003.0, 1.0), *((0.0, 1.0),) * 9), 950.0) == 7.0


def test_a_single_watt_that_a_full_battery_cannot_take_is_spare() -> None:
    # 1 W from 12 to 18 h and from 6 to 12 h, and nothing is drawn at any time.
    full = replace(HALF, stored_wh=HALF.capacity_wh)
    found = look(knows(*[day(base_w=0.0)] * 3, usual_w=1.0), ahead(full, pv_w=1.0, base_w=0.0))
    assert found.spare_wh == pytest.approx(12)


def test_the_smallest_power_loses_as_much_on_its_way_as_any_other() -> None:
    # 1 W left for an hour brings 0.95 Wh, 1 W missing takes 1.05 Wh.
    nearly = replace(HALF, stored_wh=4999.0)
    assert runs_h(((951.0, 1.0),), 950.0, nearly, reserve_wh=4999.9) == 1.0
    assert runs_h(((951.0, 1.0),), 950.0, nearly, reserve_wh=5000.0) == 0.0
    assert runs_h(((949.0, 1.0),), 950.0, reserve_wh=4998.9) == 1.0
    assert runs_h(((949.0, 1.0),), 950.0, reserve_wh=4999.0) == 0.0


def test_power_beyond_the_batterys_own_neither_fills_nor_empties_it_faster() -> None:
    small = Battery(2000.0, 1000.0)
    # At most 1000 W: 1053 Wh an hour, and one half hour is the most that 1000 Wh last.
    assert runs_h(((0.0, 0.5),) * 6, 50_000.0, small) == 0.5
    assert runs_h(((50_000.0, 0.5), *((0.0, 0.5),) * 6), 2000.0, small) == 1.5, "475 Wh came in, 1475 go out in 1.4 h"
    full = Battery(2000.0, 2000.0)
    assert runs_h(((50_000.0, 1.0), *((0.0, 0.5),) * 6), 2000.0, full) == 2.5, "what is full stays full"


def test_what_is_spare_ends_a_run_as_well() -> None:
    found = look(knows(*[day()] * 3, usual_w=2000.0), ahead())
    assert found.run_s(1500.0) <= found.start_spare_wh / 1500 * 3600
    assert replace(found, start_spare_wh=750.0).run_s(1500.0) == 1800.0


def test_the_outlook_is_told_without_its_courses() -> None:
    found = look(knows(*[day()] * 3, usual_w=2000.0), ahead())
    document: Any = outlook_document(found)
    assert document == {name: getattr(found, name) for name in document}
    assert set(document) == {
        "days", "dark", "spare_wh", "start_spare_wh", "hold_spare_wh", "charge_w", "credit_w", "hold_credit_w",
    }  # fmt: skip
