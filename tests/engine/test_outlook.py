"""What is planned on the courses of the next 24 hours; the courses themselves stand in test_outlook_by_hand.py."""

from dataclasses import replace
from typing import Any

import pytest

from custom_components.bitgridai.engine.learned import HOURS, Learned, PastDay
from custom_components.bitgridai.engine.outlook import Ahead, Caution, Outlook, _left_over, look_ahead, outlook_document
from custom_components.bitgridai.engine.plan import Battery, Prices, first_ct, make_plan
from custom_components.bitgridai.engine.surplus import ShareReason, compute_surplus
from tests.engine.houses import BLOCK_S, NOON, state

PRICES = Prices(load_ct=14.0, import_ct=30.0, export_ct=8.0, start_ct=3.0)
ANY_PRICE = PRICES._replace(load_ct=1000.0)
"""Loads are worth so much that they get whatever they may."""
HALF = Battery(10_000.0, 5000.0)
FULL = Battery(10_000.0, 10_000.0)
LOOSE = Caution(hard_min_wh=0.0, reserve_wh=0.0)
HOUR_S = 3600
LAST_BLOCK = NOON + HOUR_S - BLOCK_S
"""The last ten minutes of the only hour of sun."""


def day(base_w: float = 500.0, ratio: float = 1.0) -> PastDay:
    return PastDay((base_w,) * HOURS, ratio, ratio)


def sunny(*days: PastDay, usual_w: float = 2000.0) -> Learned:
    """A house whose sun usually shines from 6 to 18 h."""
    return Learned(days=days or (day(),) * 3, usual_w=tuple(usual_w if 6 <= hour < 18 else 0.0 for hour in range(24)))


def bright_at_noon(*days: PastDay, **other_w: float) -> Learned:
    """A house whose sun usually shines in the hour from noon on only."""
    hours: dict[int, float | None] = {12: 2000.0, **{int(name[1:]): power_w for name, power_w in other_w.items()}}
    return Learned(days=days or (day(),) * 3, usual_w=tuple(hours.get(hour, 0.0) for hour in range(24)))


def look(
    learned: Learned,
    *totals_w: float,
    battery: Battery = HALF,
    caution: Caution = LOOSE,
    prices: Prices = PRICES,
    **values: Any,
) -> Outlook:
    given: dict[str, Any] = {"now": NOON, "block_s": BLOCK_S, "pv_w": 2000.0, "base_w": 500.0, "forecast": ()}
    found = look_ahead(learned, Ahead(**{**given, "battery": battery, "totals_w": totals_w, **values}), caution, prices)
    assert found is not None
    return found


def test_two_days_are_too_few_and_three_are_enough() -> None:
    moment = Ahead(NOON, BLOCK_S, 2000.0, 500.0, (), HALF, ())
    assert look_ahead(sunny(day(), day()), moment, LOOSE, PRICES) is None
    assert look(sunny(day(), day(), day())).days == 3
    assert look(sunny(*[day()] * 10)).days == 10


@pytest.mark.parametrize(
    ("pv_w", "base_w", "battery", "charge_w"),
    [
        (2000.0, 500.0, HALF, 1500.0),
        (500.0, 2000.0, HALF, 0.0),
        (9000.0, 500.0, HALF, 5000.0),
        (2000.0, 500.0, FULL, 0.0),
        (2000.0, 500.0, Battery(10_000.0, 9990.5), 60.0),
    ],
)
def test_the_battery_would_take_what_the_sun_leaves_as_far_as_it_can(
    pv_w: float, base_w: float, battery: Battery, charge_w: float
) -> None:
    assert look(sunny(), pv_w=pv_w, base_w=base_w, battery=battery).charge_w == pytest.approx(charge_w)


class TestDark:
    @pytest.mark.parametrize(("usual_w", "dark"), [(20.001, False), (20.0, True), (19.0, True), (0.0, True)])
    def test_an_hour_that_brings_a_hundredth_of_the_sunniest_is_dark(self, usual_w: float, *, dark: bool) -> None:
        learned = bright_at_noon(h15=usual_w)
        found = look(learned, 800.0, prices=ANY_PRICE, now=NOON + 3 * HOUR_S)
        assert found.dark == dark
        assert (found.planned_w, found.gain_ct > 0, found.plan is None) == (
            (0.0, False, True) if dark else (800.0, True, False)
        )

    def test_the_usual_sun_tells_and_not_the_present_one(self) -> None:
        learned = bright_at_noon(h15=500.0)
        assert not look(learned, 800.0, now=NOON, pv_w=0.0).dark
        assert look(learned, 800.0, now=NOON + HOUR_S, pv_w=9000.0).dark
        assert not look(learned, 800.0, now=NOON + 3 * HOUR_S, pv_w=0.0).dark

    def test_an_hour_that_nobody_saw_is_dark(self) -> None:
        learned = replace(bright_at_noon(), usual_w=(None,) * 12 + (2000.0,) + (None,) * 11)
        assert not look(learned, 800.0).dark
        assert look(learned, 800.0, now=NOON + HOUR_S).dark

    def test_a_house_that_never_saw_sun_is_dark(self) -> None:
        found = look(Learned(days=(day(),) * 3), 800.0, prices=ANY_PRICE, battery=FULL)
        assert (found.dark, found.planned_w) == (True, 0.0)


class TestWhatTheBatteryMustKeep:
    @staticmethod
    def planned_w(reserve_wh: float, *totals_w: float, battery: Battery = HALF, **values: Any) -> float:
        return look(
            sunny(), *totals_w, battery=battery, caution=Caution(0.0, reserve_wh), prices=ANY_PRICE, **values
        ).planned_w

    def test_what_the_sun_carries_may_run_at_the_reserve_and_not_below(self) -> None:
        assert self.planned_w(5000.0, 1500.0) == 1500.0
        assert self.planned_w(5000.001, 1500.0) == 0.0

    def test_a_charge_that_rises_above_the_reserve_within_the_block_is_enough(self) -> None:
        # 600 W that are left bring 95 Wh in ten minutes.
        assert self.planned_w(5094.999, 900.0) == 900.0
        assert self.planned_w(5095.001, 900.0) == 0.0

    def test_what_is_lent_must_leave_the_reserve_after_the_block(self) -> None:
        # 570 W for ten minutes take 100 Wh.
        assert self.planned_w(4899.999, 2070.0) == 2070.0
        assert self.planned_w(4900.001, 2070.0) == 0.0
        assert self.planned_w(4699.999, 2070.0, block_s=1800) == 2070.0
        assert self.planned_w(4700.001, 2070.0, block_s=1800) == 0.0

    def test_no_more_is_lent_than_the_battery_gives(self) -> None:
        small = Battery(2000.0, 2000.0)
        assert self.planned_w(0.0, 2500.0, battery=small) == 2500.0
        assert self.planned_w(0.0, 2500.0, battery=small, base_w=500.001) == 0.0
        assert self.planned_w(0.0, 2500.0, battery=small, pv_w=1999.999) == 0.0

    def test_of_several_powers_the_highest_that_leaves_the_reserve_is_planned_where_any_is_worth_it(self) -> None:
        assert self.planned_w(4900.0, 500.0, 1500.0, 2069.0, 2071.0, 5000.0) == 2069.0


class TestWhatIsPlanned:
    TOTALS_W = (500.0, 1500.0, 2500.0)

    @pytest.mark.parametrize(
        ("load_ct", "battery", "planned_w"),
        [
            # 1500 W would be fed in for 8 ct a kWh. Beyond them a full battery lends what the night could use.
            (7.0, FULL, 0.0),
            (9.0, FULL, 1500.0),
            (29.0, FULL, 1500.0),
            (31.0, FULL, 2500.0),
            # Of 1500 W a small one takes all but 500 W, and in it a kWh is worth 27 ct.
            (7.0, Battery(2000.0, 1000.0), 0.0),
            (9.0, Battery(2000.0, 1000.0), 500.0),
            (26.0, Battery(2000.0, 1000.0), 500.0),
            (28.0, Battery(2000.0, 1000.0), 1500.0),
        ],
    )
    def test_the_power_that_is_worth_most_is_planned(self, load_ct: float, battery: Battery, planned_w: float) -> None:
        prices = PRICES._replace(load_ct=load_ct)
        found = look(bright_at_noon(), *self.TOTALS_W, battery=battery, prices=prices, now=LAST_BLOCK)
        assert found.planned_w == planned_w
        assert (found.gain_ct > 0) == (planned_w > 0)

    def test_what_is_worth_as_little_as_nothing_is_not_planned(self) -> None:
        found = look(sunny(), *self.TOTALS_W, prices=Prices(0.0, 0.0, 0.0, 0.0))
        assert (found.planned_w, found.gain_ct) == (0.0, 0.0)
        assert found.plan is not None

    def test_its_gain_is_what_it_makes_over_leaving_the_loads_off(self) -> None:
        # After these ten minutes the sun is gone until tomorrow: what runs then must start in any case. 1500 W make
        # 9 ct a kWh instead of 8, which is a quarter of a ct; a battery that must keep all lets nothing run at night.
        caution, prices = Caution(9999.0, 0.0), PRICES._replace(load_ct=9.0)
        found = look(bright_at_noon(), *self.TOTALS_W, battery=FULL, caution=caution, prices=prices, now=LAST_BLOCK)
        assert found.planned_w == 1500.0
        assert found.gain_ct == pytest.approx(0.25)

    def test_the_mean_of_all_days_decides(self) -> None:
        # A full battery that a load would have to live from: one day needs it all, the other one fills it up again.
        modest, hungry = day(100.0), day(2500.0)
        house: dict[str, Any] = {"battery": FULL, "base_w": 100.0, "pv_w": 100.0}
        one, other = (look(sunny(*[kind] * 3), 1000.0, **house) for kind in (modest, hungry))
        both = look(sunny(modest, hungry, modest, hungry), 1000.0, **house)
        assert one.plan is not None
        assert other.plan is not None
        assert both.plan is not None
        gains = [plan.worth_ct(1000.0) - plan.worth_ct(0.0) for plan in (one.plan, other.plan, both.plan)]
        assert gains[2] == pytest.approx((gains[0] + gains[1]) / 2)
        assert (one.planned_w, other.planned_w) == (1000.0, 0.0)
        assert both.gain_ct == pytest.approx(max(0.0, gains[2]))

    def test_the_plan_keeps_to_the_hard_minimum_and_looks_at_all_powers(self) -> None:
        caution = Caution(hard_min_wh=4300.0, reserve_wh=4950.0)
        found = look(sunny(), 500.0, 1500.0, 9000.0, caution=caution, prices=ANY_PRICE)
        assert found.plan == make_plan(found.courses, HALF, 4300.0, (500.0, 1500.0, 9000.0), ANY_PRICE)
        assert found.plan != make_plan(found.courses, HALF, 4950.0, (500.0, 1500.0, 9000.0), ANY_PRICE)
        assert found.plan != make_plan(found.courses, HALF, 4300.0, (500.0, 1500.0), ANY_PRICE)

    def test_without_loads_nothing_is_planned(self) -> None:
        found = look(sunny(), prices=ANY_PRICE)
        assert (found.planned_w, found.gain_ct, found.plan, found.dark) == (0.0, 0.0, None, False)


class TestARun:
    def test_it_brings_more_than_waiting_does(self) -> None:
        found = look(sunny(), 800.0, 1500.0, battery=FULL)
        assert found.plan is not None
        assert found.planned_w == 1500.0
        assert found.run_gain_ct(0.0, (800.0, 1500.0)) == found.plan.worth_ct(800.0) - found.plan.worth_ct(0.0) > 0

    def test_it_begins_at_the_lowest_setting_and_may_go_on_at_any(self) -> None:
        found = look(sunny(), 800.0, 1500.0, 4000.0, battery=FULL)
        assert found.run_gain_ct(0.0, (800.0,)) < found.run_gain_ct(0.0, (800.0, 4000.0))
        plan = make_plan(found.courses, FULL, found.hard_min_wh, (700.0, 900.0), PRICES)
        assert found.run_gain_ct(0.0, (700.0, 900.0)) == plan.worth_ct(700.0) - plan.worth_ct(0.0)

    @pytest.mark.parametrize(
        ("others_w", "left_w"),
        [(0.0, 1000.0), (1.0, 999.0), (400.0, 600.0), (999.0, 1.0), (1000.0, 0.0), (1400.0, 0.0)],
    )
    def test_beside_others_it_has_what_they_leave_of_the_sun(self, others_w: float, left_w: float) -> None:
        found = look(sunny(), 800.0, battery=FULL)

        def shining(sun_w: float) -> Outlook:
            return replace(found, courses=(((sun_w, 1 / 6), (sun_w, 1.0), (0.0, 1.0), (-300.0, 2.0)),) * 3)

        assert shining(1000.0).run_gain_ct(others_w, (800.0,)) == shining(left_w).run_gain_ct(0.0, (800.0,))
        # A single watt that is missing comes from the battery.
        one_less_ct = shining(799.0).run_gain_ct(0.0, (800.0,))
        assert shining(800.0).run_gain_ct(1.0, (800.0,)) == one_less_ct < shining(800.0).run_gain_ct(0.0, (800.0,))

    @pytest.mark.parametrize(
        ("surplus_w", "others_w", "left_w"),
        [(1000, 400, 600), (1000, 1000, 0), (1000, 1400, 0), (0.5, 400, 0), (0, 400, 0), (-300, 400, -300)],
    )
    def test_others_take_of_the_sun_what_there_is_and_add_nothing_to_what_is_missing(
        self, surplus_w: float, others_w: float, left_w: float
    ) -> None:
        assert _left_over(((surplus_w, 0.5), (2000.0, 1.0)), others_w) == ((left_w, 0.5), (2000.0 - others_w, 1.0))

    def test_the_less_others_leave_the_less_it_brings(self) -> None:
        found = look(sunny(), 800.0, battery=FULL)
        gains = [found.run_gain_ct(others_w, (800.0,)) for others_w in (0.0, 1000.0, 1400.0)]
        assert gains[0] > found.start_cost_ct(800.0)
        assert gains == sorted(gains, reverse=True)
        assert gains[0] > gains[2]

    @pytest.mark.parametrize("hard_min_wh", [0.0, 9000.0])
    def test_where_nothing_was_planned_it_is_found_all_the_same(self, hard_min_wh: float) -> None:
        caution = Caution(hard_min_wh, 0.0)
        dark = look(bright_at_noon(), 800.0, 1500.0, battery=FULL, caution=caution, now=NOON + HOUR_S, pv_w=0.0)
        assert dark.plan is None
        plan = make_plan(dark.courses, FULL, hard_min_wh, (800.0, 1500.0), PRICES)
        expected_ct = plan.worth_ct(800.0) - plan.worth_ct(0.0)
        assert dark.run_gain_ct(0.0, (800.0, 1500.0)) == expected_ct != 0

    def test_its_start_costs_its_wear_and_half_of_its_first_block(self) -> None:
        found = look(sunny(), 800.0, 1500.0)
        assert found.start_cost_ct(800.0) == first_ct(PRICES, 800.0, 1 / 6) == pytest.approx(3 + 0.5 * 0.8 * 14 / 6)
        # After an hour's block the course goes on in half hours.
        longer = look(sunny(), 800.0, block_s=3600)
        assert longer.start_cost_ct(800.0) == pytest.approx(3 + 0.5 * 0.8 * 14)
        alone = replace(found, courses=found.courses[:1])
        assert alone.start_cost_ct(800.0) == found.start_cost_ct(800.0)


def test_it_keeps_what_a_run_is_counted_with() -> None:
    found = look(sunny(), 800.0, 1500.0, caution=Caution(1000.0, 2000.0))
    assert (found.battery, found.hard_min_wh, found.prices) == (HALF, 1000.0, PRICES)


def test_it_is_told_without_its_courses() -> None:
    found = look(sunny(), 1500.0, battery=FULL)
    document: Any = outlook_document(found)
    assert document == {"days": 3, "dark": False, "charge_w": 0.0, "planned_w": 1500.0, "gain_ct": found.gain_ct}


@pytest.mark.parametrize(("planned_w", "reason"), [(0.0, ShareReason.NEEDED_LATER), (0.5, ShareReason.SPARE)])
def test_the_least_that_is_planned_is_spare(planned_w: float, reason: ShareReason) -> None:
    found = replace(look(sunny(), 1500.0), planned_w=planned_w, charge_w=0.0)
    surplus = compute_surplus(state(), 80, 1.2, found)
    assert (surplus.share_reason, surplus.surplus_w, surplus.credit_w) == (reason, planned_w, planned_w)
