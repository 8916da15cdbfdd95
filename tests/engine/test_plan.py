"""The best end of a course by hand, and against a slow way of finding it that shares no line with the engine."""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
import random

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.bitgridai.engine.plan import (
    Battery,
    Bounds,
    Levels,
    Path,
    Prices,
    Worths,
    backwards,
    coarse,
    few,
    first_ct,
    forwards,
    make_plan,
)

type Steps = Sequence[tuple[float, float]]

SMALL_WH = 1000.0
"""Charges from the floor of 100 Wh to full, 100 Wh apart; it takes and gives at most 500 W."""
PRICES = Prices(load_ct=20.0, import_ct=30.0, export_ct=10.0, start_ct=1.0)
KEPT_CT = 0.019
"""What a Wh left at the end is worth: 0.95 of the middle between 30 and 10 ct a kWh."""
LATER = (0.0, 1 / 6)
"""Some first step: what comes before makes no difference to what a charge is worth after it."""


def worths_of(
    steps: Steps,
    powers_w: Sequence[float] = (0.0,),
    costs_ct: Sequence[float] = (0.0, 3.0, 3.0, 3.0),
    *,
    prices: Prices = PRICES,
    full_wh: float = SMALL_WH,
    hard_min_wh: float = 0.0,
    count: int | None = None,
) -> Worths:
    """What each charge is worth after the first step, in lists that held something else before."""
    worths = Worths(*([float("nan")] * 10 for _ in range(4)))
    path = Path([sun_w for sun_w, _ in steps], [hours for _, hours in steps])
    levels = Levels(powers_w, costs_ct, len(powers_w) if count is None else count)
    backwards(path, len(steps), levels, Bounds(full_wh, hard_min_wh), prices, worths)
    return worths


def at_500(steps: Steps, *powers_w: float, **options: float) -> tuple[float, float]:
    """What 500 Wh are worth with loads off and with loads on."""
    found = worths_of((LATER, *steps), (0.0, *powers_w), **options)  # type: ignore[arg-type]
    return found.off_ct[4], found.on_ct[4]


class TestTheEnd:
    def test_what_is_left_is_worth_half_way_between_buying_and_feeding_in(self) -> None:
        found = worths_of([(123.0, 1.0)], (0.0, 300.0))
        assert found.off_ct == pytest.approx([wh * KEPT_CT for wh in range(100, 1001, 100)])
        assert found.on_ct == found.off_ct

    def test_what_is_fed_in_may_cost_something(self) -> None:
        found = worths_of([LATER], prices=PRICES._replace(import_ct=10.0, export_ct=-30.0))
        assert found.off_ct[-1] == pytest.approx(-1000 * 0.95 * 0.010)


class TestAStepWithLoadsOff:
    @pytest.mark.parametrize(
        ("sun_w", "hours", "point", "worth_ct"),
        [
            # Nothing happens.
            (0.0, 1.0, 4, 500 * KEPT_CT),
            # 95 W for an hour take 100 Wh, 95 W for two hours 200 Wh.
            (-95.0, 1.0, 4, 400 * KEPT_CT),
            (-95.0, 2.0, 4, 300 * KEPT_CT),
            # Between two charges the worth lies between theirs.
            (-38.0, 1.0, 4, 460 * KEPT_CT),
            # 100 Wh give 95 Wh: the other half is bought, and all of it at the floor.
            (-190.0, 1.0, 1, 100 * KEPT_CT - 0.095 * 30),
            (-190.0, 0.5, 1, 100 * KEPT_CT),
            (-190.0, 1.0, 0, 100 * KEPT_CT - 0.190 * 30),
            # 500 W is the most it gives, and 526 Wh are gone for them.
            (-600.0, 1.0, 9, (1000 - 500 / 0.95) * KEPT_CT - 0.100 * 30),
            # 100 W bring 95 Wh, and for half an hour half of it.
            (100.0, 1.0, 4, 595 * KEPT_CT),
            (100.0, 0.5, 4, 547.5 * KEPT_CT),
            # What a full battery cannot take is fed in, and so is what is beyond its power.
            (100.0, 1.0, 9, 1000 * KEPT_CT + 0.100 * 10),
            (200.0, 1.0, 8, 1000 * KEPT_CT + (0.200 - 0.100 / 0.95) * 10),
            (200.0, 2.0, 8, 1000 * KEPT_CT + (0.400 - 0.100 / 0.95) * 10),
            (700.0, 1.0, 0, 575 * KEPT_CT + 0.200 * 10),
        ],
    )
    def test_the_battery_takes_and_gives_what_it_can_and_the_grid_the_rest(
        self, sun_w: float, hours: float, point: int, worth_ct: float
    ) -> None:
        found = worths_of([LATER, (sun_w, hours)])
        assert found.off_ct[point] == pytest.approx(worth_ct)
        assert found.on_ct == found.off_ct

    def test_steps_are_played_from_the_last_to_the_second(self) -> None:
        # A full battery feeds in 100 W and then gives 95 W; the other way round it would have room for them.
        assert worths_of([LATER, (100.0, 1.0), (-95.0, 1.0)]).off_ct[9] == pytest.approx(900 * KEPT_CT + 1)
        assert worths_of([LATER, (-95.0, 1.0), (100.0, 1.0)]).off_ct[9] == pytest.approx(995 * KEPT_CT)
        assert worths_of([(9e9, 1.0), (-95.0, 1.0)]).off_ct[9] == pytest.approx(900 * KEPT_CT)

    def test_only_the_steps_that_there_are_count(self) -> None:
        path = Path([0.0, -95.0, -95.0, 77.0], [1.0] * 4)
        worths = Worths(*([0.0] * 10 for _ in range(4)))
        backwards(path, 3, Levels((0.0,), (0.0,), 1), Bounds(SMALL_WH, 0.0), PRICES, worths)
        assert worths.off_ct[4] == pytest.approx(300 * KEPT_CT)


class TestAStepWithLoads:
    def test_what_loads_take_is_worth_their_price_and_a_start_its_cost(self) -> None:
        # 400 W of sun: a load of 400 W makes 8 ct of it and leaves 500 Wh; the battery would get 380 Wh.
        off_ct, on_ct = at_500([(400.0, 1.0)], 400.0)
        assert on_ct == pytest.approx(500 * KEPT_CT + 8)
        assert off_ct == pytest.approx(880 * KEPT_CT), "3 ct for a start are more than that makes"
        off_ct, on_ct = at_500([(400.0, 1.0)], 400.0, costs_ct=(0.0, 0.5))  # type: ignore[arg-type]
        assert on_ct == pytest.approx(500 * KEPT_CT + 8)
        assert off_ct == pytest.approx(on_ct - 0.5)

    def test_each_power_has_its_own_cost_of_a_start(self) -> None:
        costs_ct = (0.0, 0.1, 5.0)
        off_ct, on_ct = at_500([(400.0, 1.0)], 300.0, 400.0, costs_ct=costs_ct)  # type: ignore[arg-type]
        assert on_ct == pytest.approx(500 * KEPT_CT + 8)
        assert off_ct == pytest.approx(595 * KEPT_CT + 6 - 0.1)

    def test_a_load_that_goes_off_goes_on_with_the_cost_of_a_start(self) -> None:
        # 3.8 ct in the first and the last hour; between them the grid gives, and a run loses more than a start.
        steps = [(100.0, 1.0), (-900.0, 1.0), (100.0, 1.0)]
        prices = PRICES._replace(load_ct=38.0, import_ct=40.0)
        found = worths_of((LATER, *steps), (0.0, 100.0), (0.0, 0.1), prices=prices)
        empty_ct = 100 * 0.95 * 0.025
        assert found.on_ct[0] == pytest.approx(empty_ct + 3.8 - 0.9 * 40 + 3.8 - 0.1)
        assert found.off_ct[0] == pytest.approx(found.on_ct[0] - 0.1)

    @pytest.mark.parametrize(
        ("powers_w", "count", "best_ct"),
        [
            ((50.0, 100.0, 200.0), 4, 1.5),
            ((50.0, 200.0, 100.0), 4, 1.5),
            ((100.0, 50.0, 200.0), 4, 1.5),
            ((50.0, 200.0, 100.0), 3, 1.25),
            ((50.0, 200.0, 100.0), 2, 1.25),
            ((50.0, 200.0, 100.0), 1, 1.0),
        ],
    )
    def test_of_the_powers_that_count_the_best_is_taken(
        self, powers_w: tuple[float, ...], count: int, best_ct: float
    ) -> None:
        # Full, and 100 W of sun: 100 W make 1.5 ct; 50 W 0.75 ct, and what they leave is paid 0.5 ct for; 200 W
        # make 3 ct, of which 2 are lost with what the battery gives.
        prices = PRICES._replace(load_ct=15.0)
        found = worths_of([LATER, (100.0, 1.0)], (0.0, *powers_w), (0.0,) * 4, prices=prices, count=count)
        assert found.on_ct[9] == found.off_ct[9] == pytest.approx(1000 * KEPT_CT + best_ct)

    def test_a_charge_just_at_the_hard_minimum_lets_loads_run_and_one_below_does_not(self) -> None:
        # 400 W of sun carry a load of 400 W, so it takes nothing from the battery.
        run_ct, wait_ct = 500 * KEPT_CT + 8, 880 * KEPT_CT
        assert at_500([(400.0, 1.0)], 400.0, hard_min_wh=500.0)[1] == pytest.approx(run_ct)
        assert at_500([(400.0, 1.0)], 400.0, hard_min_wh=500.001)[1] == pytest.approx(wait_ct)

    def test_loads_run_no_further_than_to_the_hard_minimum(self) -> None:
        # 305 W of sun and 95 W from the battery, which loses 100 Wh for them.
        run_ct, wait_ct = 400 * KEPT_CT + 8, (500 + 305 * 0.95) * KEPT_CT
        assert at_500([(305.0, 1.0)], 400.0, hard_min_wh=399.999)[1] == pytest.approx(run_ct)
        assert at_500([(305.0, 1.0)], 400.0, hard_min_wh=400.001)[1] == pytest.approx(wait_ct)
        assert at_500([(0.0, 1.0)], 380.0, hard_min_wh=100.0)[1] == pytest.approx(100 * KEPT_CT + 7.6)

    @pytest.mark.parametrize("hard_min_wh", [0.0, 99.0, 100.0])
    def test_a_hard_minimum_at_the_floor_or_below_it_holds_back_nothing(self, hard_min_wh: float) -> None:
        # The grid gives all that an empty battery does not.
        prices = PRICES._replace(load_ct=38.0)
        found = worths_of([LATER, (0.0, 1.0)], (0.0, 380.0), prices=prices, hard_min_wh=hard_min_wh)
        assert found.on_ct[0] == pytest.approx(100 * KEPT_CT + 0.38 * 8)
        assert found.on_ct[3] == pytest.approx(100 * KEPT_CT + 0.38 * 38 - 0.095 * 30)

    def test_where_more_would_be_too_much_less_still_runs(self) -> None:
        # 400 W take the battery below 450 Wh, 305 W do not; with the loads off it is no matter.
        ran_ct = 500 * KEPT_CT + 6.1
        assert at_500([(305.0, 1.0)], 305.0, 400.0, hard_min_wh=450.0)[1] == pytest.approx(ran_ct)
        assert at_500([(-95.0, 1.0)], hard_min_wh=450.0)[1] == pytest.approx(400 * KEPT_CT)

    def test_even_a_loss_is_the_best_that_there_is(self) -> None:
        off_ct, on_ct = at_500([(-9000.0, 1.0)], 100.0)
        assert off_ct == pytest.approx(100 * KEPT_CT - (9.0 - 0.38) * 30)
        assert on_ct == off_ct


class TestTheFirstStep:
    @pytest.mark.parametrize(
        ("sun_w", "hours", "stored_wh", "total_w", "worth_ct"),
        [
            (0.0, 1.0, 500.0, 0.0, 500.0),
            # 95 W from the battery for a load that makes 1.9 ct of them.
            (0.0, 1.0, 500.0, 95.0, 400 + 1.9),
            (0.0, 2.0, 500.0, 95.0, 300 + 3.8),
            (-45.0, 1.0, 500.0, 50.0, 400 + 1.0),
            # The sun carries it, and the rest goes into the battery or into the grid.
            (200.0, 1.0, 500.0, 100.0, 595 + 2.0),
            (100.0, 1.0, 500.0, 100.0, 500 + 2.0),
            (0.0, 1.0, 500.0, 0.475, 499.5 + 0.0095),
            (200.0, 1.0, 1000.0, 100.0, 1000 + 2.0 + 1.0),
            (200.0, 1.0, 905.0, 0.0, 1000 + (0.200 - 0.1) * 10),
            (200.0, 2.0, 905.0, 0.0, 1000 + (0.400 - 0.1) * 10),
            (700.0, 1.0, 100.0, 0.0, 575 + 2.0),
            (700.0, 0.5, 100.0, 0.0, 337.5 + 1.0),
            # More than the battery gives is bought: beyond its power, or beyond its charge.
            (0.0, 1.0, 1000.0, 600.0, 1000 - 500 / 0.95 + 12 - 3.0),
            (0.0, 1.0, 200.0, 190.0, 100 + 3.8 - 0.095 * 30),
            (0.0, 0.5, 200.0, 190.0, 100 + 1.9),
            # Below the floor it gives nothing and counts as much as at the floor.
            (-100.0, 1.0, 50.0, 0.0, 100 - 3.0),
            (100.0, 1.0, 50.0, 0.0, 145.0),
            (10.0, 1.0, 50.0, 0.0, 100.0),
            # More than full takes nothing.
            (100.0, 1.0, 1100.0, 0.0, 1100 + 1.0),
        ],
    )
    def test_it_is_what_loads_make_less_what_the_grid_costs_and_the_charge_after_it(
        self, sun_w: float, hours: float, stored_wh: float, total_w: float, worth_ct: float
    ) -> None:
        # A Wh is worth a ct here, so that what is left shows in the figure.
        after_ct = [float(wh) for wh in range(100, 1001, 100)]
        found_ct = forwards((sun_w, hours), stored_wh, total_w, SMALL_WH, PRICES, after_ct)
        assert found_ct == pytest.approx(worth_ct)

    def test_a_charge_between_two_points_is_worth_what_lies_between_theirs(self) -> None:
        after_ct = [0.0, 0.0, 0.0, 8.0, 10.0, 0.0, 0.0, 0.0, 0.0, 100.0]
        worth_ct = {
            wh: forwards((0.0, 1.0), wh, 0.0, SMALL_WH, PRICES, after_ct) for wh in (350.0, 400.0, 425.0, 500.0, 575.0)
        }
        assert list(worth_ct.values()) == pytest.approx([4.0, 8.0, 8.5, 10.0, 2.5])
        assert forwards((0.0, 1.0), 975.0, 0.0, SMALL_WH, PRICES, after_ct) == pytest.approx(75)
        assert forwards((0.0, 1.0), 1000.0, 0.0, SMALL_WH, PRICES, after_ct) == pytest.approx(100)


def test_a_start_costs_its_wear_and_half_of_what_the_first_block_would_make() -> None:
    assert first_ct(Prices(14.0, 30.0, 8.0, 3.0), 1200.0, 0.5) == pytest.approx(3 + 4.2)
    assert first_ct(Prices(14.0, 30.0, 8.0, 3.0), 0.0, 0.5) == 3.0


class TestACoarseCourse:
    @staticmethod
    def of(*steps: tuple[float, float], count: int | None = None) -> list[tuple[float, float]]:
        path = Path([7.0] * 32, [7.0] * 32)
        fine_w, fine_h = zip(*steps, strict=True)
        made = coarse(fine_w, fine_h, len(steps) if count is None else count, path)
        return list(zip(path.surplus_w, path.lasts_h, strict=True))[:made]

    def test_the_block_that_begins_stays_as_it_is(self) -> None:
        assert self.of((5.0, 0.1)) == [(5.0, 0.1)]
        assert self.of((-5.0, 0.1), (-7.0, 1.0)) == [(-5.0, 0.1), (-7.0, 1.0)]

    def test_blocks_of_ten_minutes_and_half_hours_become_hours_with_their_mean(self) -> None:
        six = [(100.0 * number, 1 / 6) for number in range(6)]
        assert self.of((9.0, 1 / 6), *six, (400.0, 0.5), (200.0, 0.5)) == [
            (9.0, 1 / 6),
            (pytest.approx(250), pytest.approx(1)),
            (300.0, 1.0),
        ]
        # Five blocks are short of an hour, and a half hour more is 80 minutes.
        assert self.of((9.0, 1 / 6), *six[:5], (520.0, 0.5), (1.0, 1.0)) == [
            (9.0, 1 / 6),
            (pytest.approx((1000 / 6 + 260) / (8 / 6)), pytest.approx(8 / 6)),
            (1.0, 1.0),
        ]

    def test_an_hour_less_what_rounding_takes_is_an_hour(self) -> None:
        assert len(self.of((0.0, 1.0), (5.0, 1.0 - 1e-9), (6.0, 1.0))) == 3
        assert self.of((0.0, 1.0), (5.0, 1.0 - 3e-9), (6.0, 1.0), (7.0, 1.0))[2] == (7.0, 1.0)

    def test_what_is_left_at_the_end_is_a_short_step(self) -> None:
        assert self.of((0.0, 1.0), (5.0, 1.0), (8.0, 0.5)) == [(0.0, 1.0), (5.0, 1.0), (8.0, 0.5)]
        assert self.of((0.0, 1.0), (5.0, 1.0), (8.0, 0.25), (4.0, 0.25)) == [(0.0, 1.0), (5.0, 1.0), (6.0, 0.5)]

    def test_only_the_steps_that_count_are_read(self) -> None:
        assert self.of((0.0, 1.0), (5.0, 1.0), (8.0, 1.0), count=2) == [(0.0, 1.0), (5.0, 1.0)]
        assert self.of((0.0, 1.0), (5.0, 0.5), (8.0, 0.5), count=2) == [(0.0, 1.0), (5.0, 0.5)]

    def test_dark_hours_in_a_row_are_one_step_of_their_mean(self) -> None:
        assert self.of((0.0, 1.0), (-100.0, 1.0), (-400.0, 1.5), (-100.0, 1.0), (3.0, 1.0), (-1.0, 1.0)) == [
            (0.0, 1.0),
            (pytest.approx(-800 / 3.5), 3.5),
            (3.0, 1.0),
            (-1.0, 1.0),
        ]

    def test_an_hour_is_dark_by_its_sum(self) -> None:
        assert self.of((0.0, 1.0), (-100.0, 1.0), (-500.0, 0.5), (400.0, 0.5)) == [(0.0, 1.0), (-75.0, 2.0)]
        assert self.of((0.0, 1.0), (-100.0, 1.0), (-300.0, 0.5), (400.0, 0.5))[2] == (50.0, 1.0)

    def test_what_is_neither_dark_nor_light_joins_nothing(self) -> None:
        for steps in ([(-5.0, 1.0), (0.0, 1.0)], [(0.0, 1.0), (-5.0, 1.0)], [(0.5, 1.0), (-5.0, 1.0)]):
            assert self.of((-9.0, 1.0), *steps) == [(-9.0, 1.0), *steps]
        for steps in ([(-0.5, 1.0), (-5.5, 1.0)], [(-5.5, 1.0), (-0.5, 1.0)]):
            assert self.of((-9.0, 1.0), *steps) == [(-9.0, 1.0), (-3.0, 2.0)]

    def test_a_day_in_blocks_of_any_length_has_room(self) -> None:
        for length_s in range(60, 3601, 60):
            made = self.of(*[(1.0, length_s / 3600)] * -(-86_400 // length_s))
            assert len(made) <= 25
            assert sum(hours for _, hours in made) == pytest.approx(-(-86_400 // length_s) * length_s / 3600)


@pytest.mark.parametrize(
    ("totals_w", "kept_w"),
    [
        ([], ()),
        ([1.0], (1.0,)),
        ([1.0, 2.0], (1.0, 2.0)),
        ([1.0, 2.0, 3.0], (1.0, 2.0, 3.0)),
        ([1.0, 2.0, 3.0, 4.0], (1.0, 3.0, 4.0)),
        ([1.0, 2.0, 3.0, 4.0, 5.0], (1.0, 3.0, 5.0)),
        ([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0], (1.0, 4.0, 7.0)),
    ],
)
def test_of_many_powers_the_lowest_the_middle_and_the_highest_are_kept(
    totals_w: list[float], kept_w: tuple[float, ...]
) -> None:
    assert few(totals_w) == kept_w


class TestABattery:
    def test_it_takes_and_gives_no_more_power_than_half_its_capacity_an_hour(self) -> None:
        half = Battery(10_000.0, 5000.0)
        assert half.power_w == 5000.0
        assert half.intake_w(1) == 5000.0
        assert half.intake_w(2) == pytest.approx(5000 / 0.95 / 2)
        assert half.intake_w(0.5) == 5000.0
        assert Battery(10_000.0, 10_500.0).intake_w(1) == 0.0
        assert Battery(10_000.0, 9999.05).intake_w(1) == pytest.approx(1)

    def test_its_charge_after_a_while_is_what_went_in_or_out_with_losses(self) -> None:
        half = Battery(1000.0, 500.0)
        assert half.after_wh(0.0, 1) == 500
        assert half.after_wh(95.0, 1) == pytest.approx(400)
        assert half.after_wh(95.0, 0.5) == pytest.approx(450)
        assert half.after_wh(-100.0, 1) == pytest.approx(595)
        assert half.after_wh(-100.0, 0.5) == pytest.approx(547.5)
        assert half.after_wh(-0.1, 1) == pytest.approx(500.095)
        assert half.after_wh(0.475, 1) == pytest.approx(499.5)

    def test_it_takes_no_more_than_its_power_and_may_be_asked_for_more_than_it_has(self) -> None:
        assert Battery(1000.0, 500.0).after_wh(-600.0, 1) == pytest.approx(975)
        assert Battery(1000.0, 900.0).after_wh(-500.0, 1) == pytest.approx(1375)
        assert Battery(1000.0, 500.0).after_wh(9500.0, 1) == pytest.approx(-9500)


class TestAPlan:
    COURSES = (
        ((300.0, 0.5), (200.0, 1.0), (-400.0, 2.0)),
        ((-100.0, 0.5), (900.0, 1.0), (50.0, 2.0)),
        ((600.0, 0.5), (0.0, 1.0), (-50.0, 2.0)),
    )
    TOTALS_W = (100.0, 150.0, 250.0, 400.0)

    def by_hand_ct(self, total_w: float, stored_wh: float, hard_min_wh: float) -> float:
        """The mean of the courses, each played by the reference."""
        powers_w = (0.0, 100.0, 250.0, 400.0)
        each_ct = [
            Reference(course, powers_w, SMALL_WH, hard_min_wh, PRICES).begins_ct(stored_wh, total_w)
            for course in self.COURSES
        ]
        return sum(each_ct) / 3

    @pytest.mark.parametrize("total_w", [0.0, 0.5, 100.0, 150.0, 400.0])
    @pytest.mark.parametrize(("stored_wh", "hard_min_wh"), [(1000.0, 200.3), (640.0, 200.3), (640.0, 560.3)])
    def test_it_is_the_mean_of_its_courses(self, total_w: float, stored_wh: float, hard_min_wh: float) -> None:
        plan = make_plan(self.COURSES, Battery(SMALL_WH, stored_wh), hard_min_wh, self.TOTALS_W, PRICES)
        assert plan.worth_ct(total_w) == pytest.approx(self.by_hand_ct(total_w, stored_wh, hard_min_wh), abs=1e-9)

    def test_it_keeps_what_it_was_made_of(self) -> None:
        battery = Battery(SMALL_WH, 640.0)
        plan = make_plan(self.COURSES, battery, 200.3, self.TOTALS_W, PRICES)
        assert (plan.battery, plan.prices) == (battery, PRICES)
        assert plan.begins == tuple(course[0] for course in self.COURSES)
        assert [len(worths) for worths in (*plan.off_ct, *plan.on_ct)] == [10] * 6

    def test_one_course_is_enough(self) -> None:
        plan = make_plan(self.COURSES[:1], Battery(SMALL_WH, 640.0), 200.3, (100.0,), PRICES)
        alone = Reference(self.COURSES[0], (0.0, 100.0), SMALL_WH, 200.3, PRICES)
        assert plan.worth_ct(100.0) == pytest.approx(alone.begins_ct(640.0, 100.0), abs=1e-9)

    def test_without_loads_it_plans_none(self) -> None:
        plan = make_plan(self.COURSES, Battery(SMALL_WH, 640.0), 200.3, (), PRICES)
        assert plan.on_ct == plan.off_ct


class Reference:
    """The same question asked step by step from now on, for any charge, in energies instead of powers."""

    def __init__(
        self, steps: Steps, powers_w: Sequence[float], full_wh: float, hard_min_wh: float, prices: Prices
    ) -> None:
        self.steps, self.powers_w, self.prices = steps, powers_w, prices
        self.full_wh, self.hard_min_wh = full_wh, hard_min_wh
        self.grid_wh = [full_wh * tenth / 10 for tenth in range(1, 11)]
        self.at = cache(self._at)

    def begins_ct(self, stored_wh: float, total_w: float) -> float:
        """What a power in the first step is worth."""
        after_wh, made_ct = self.moved(0, stored_wh, total_w)
        return made_ct + self.between(1, after_wh, runs=total_w > 0)

    def moved(self, step: int, stored_wh: float, power_w: float) -> tuple[float, float]:
        """The charge after a step with loads of this power, and what it made."""
        sun_w, hours = self.steps[step]
        made_ct = power_w * hours * self.prices.load_ct / 1000
        lacks_wh, most_wh = (power_w - sun_w) * hours, self.full_wh / 2 * hours
        if lacks_wh > 0:
            gives_wh = min(lacks_wh, most_wh, max(0.0, stored_wh - self.grid_wh[0]) * 0.95)
            return stored_wh - gives_wh / 0.95, made_ct - (lacks_wh - gives_wh) * self.prices.import_ct / 1000
        takes_wh = min(-lacks_wh, most_wh, (self.full_wh - stored_wh) / 0.95)
        return stored_wh + takes_wh * 0.95, made_ct + (-lacks_wh - takes_wh) * self.prices.export_ct / 1000

    def between(self, step: int, stored_wh: float, *, runs: bool) -> float:
        """The worth of any charge, on the line between the charges next to it."""
        upper = next((place for place in range(1, 9) if self.grid_wh[place] >= stored_wh), 9)
        low_wh, high_wh = self.grid_wh[upper - 1], self.grid_wh[upper]
        share = (max(stored_wh, low_wh) - low_wh) / (high_wh - low_wh)
        return self.at(step, upper - 1, runs) * (1 - share) + self.at(step, upper, runs) * share

    def _at(self, step: int, place: int, runs: bool) -> float:  # noqa: FBT001  # a cache takes no keywords
        stored_wh = self.grid_wh[place]
        if step == len(self.steps):
            return stored_wh * 0.95 * (self.prices.import_ct + self.prices.export_ct) / 2000
        outcomes = []
        for power_w in self.powers_w:
            after_wh, made_ct = self.moved(step, stored_wh, power_w)
            if power_w and min(stored_wh, after_wh) < self.hard_min_wh:
                continue
            start_ct = 0.0
            if power_w and not runs:
                start_ct = self.prices.start_ct + power_w * self.steps[0][1] * self.prices.load_ct / 2000
            outcomes.append(made_ct - start_ct + self.between(step + 1, after_wh, runs=power_w > 0))
        return max(outcomes)


@st.composite
def houses(draw: st.DrawFn) -> tuple[Steps, tuple[float, ...], float, float, Prices]:
    """Steps, powers, capacity, hard minimum and prices, the odd ones included."""
    sun_w = st.integers(-2500, 4000).map(float)
    hours = st.sampled_from([1 / 6, 0.5, 1.0, 4 / 3, 7.5])
    steps = draw(st.lists(st.tuples(sun_w, hours), min_size=1, max_size=7))
    powers_w = draw(st.lists(st.integers(1, 3000), max_size=3, unique=True))
    price = st.integers(-20, 60).map(float)
    prices = Prices(draw(price), draw(price), draw(price), float(draw(st.integers(0, 8))))
    # A hard minimum that no charge meets to the last digit: there rounding would decide.
    hard_min_pct = draw(st.integers(0, 99)) + 0.371
    full_wh = float(draw(st.integers(500, 20_000)))
    return steps, (0.0, *map(float, sorted(powers_w))), full_wh, hard_min_pct / 100 * full_wh, prices


def worths_in(house: tuple[Steps, tuple[float, ...], float, float, Prices]) -> Worths:
    steps, powers_w, full_wh, hard_min_wh, prices = house
    costs_ct = [first_ct(prices, power_w, steps[0][1]) for power_w in powers_w]
    return worths_of(steps, powers_w, costs_ct, prices=prices, full_wh=full_wh, hard_min_wh=hard_min_wh)


class TestAgainstAnotherWay:
    @staticmethod
    def agree(house: tuple[Steps, tuple[float, ...], float, float, Prices], stored_wh: float) -> None:
        steps, powers_w, full_wh, _, prices = house
        found, reference = worths_in(house), Reference(*house)
        for runs, worths in ((False, found.off_ct), (True, found.on_ct)):
            expected_ct = [reference.at(1, place, runs) for place in range(10)]
            assert list(worths) == pytest.approx(expected_ct, rel=1e-9, abs=1e-9)
        for total_w in (*powers_w, 777.0):
            after_ct = found.on_ct if total_w > 0 else found.off_ct
            found_ct = forwards(steps[0], stored_wh, total_w, full_wh, prices, after_ct)
            assert found_ct == pytest.approx(reference.begins_ct(stored_wh, total_w), rel=1e-9, abs=1e-9)

    @settings(max_examples=300)
    @given(houses(), st.integers(0, 1000))
    def test_every_charge_of_any_house_is_worth_the_same(
        self, house: tuple[Steps, tuple[float, ...], float, float, Prices], stored: int
    ) -> None:
        self.agree(house, stored / 1000 * house[2])

    @pytest.mark.parametrize("seed", range(12))
    def test_and_so_it_is_in_houses_that_are_always_the_same(self, seed: int) -> None:
        dice = random.Random(seed)  # noqa: S311  # not a secret
        steps = [(dice.uniform(-1500, 2500), dice.choice([1 / 6, 1.0, 1.0, 4.0])) for _ in range(24)]
        powers_w = (0.0, *sorted(dice.uniform(100, 2500) for _ in range(3)))
        prices = Prices(dice.uniform(5, 30), dice.uniform(10, 40), dice.uniform(-5, 15), dice.uniform(0, 4))
        full_wh = dice.uniform(2000, 12_000)
        house = (steps, powers_w, full_wh, dice.uniform(0, 0.7) * full_wh, prices)
        self.agree(house, dice.uniform(0, 1) * full_wh)


class TestWhateverTheHouse:
    @given(houses())
    def test_more_charge_is_never_worth_less_where_energy_is_worth_something(
        self, house: tuple[Steps, tuple[float, ...], float, float, Prices]
    ) -> None:
        prices = Prices(*(abs(price_ct) for price_ct in house[4]))
        found = worths_in((*house[:4], prices))
        for worths in (found.off_ct, found.on_ct):
            assert all(more - less >= -1e-9 for less, more in pairwise(worths))

    @given(houses(), st.integers(0, 20))
    def test_a_dearer_start_makes_nothing_worth_more(
        self, house: tuple[Steps, tuple[float, ...], float, float, Prices], more_ct: int
    ) -> None:
        before, prices = worths_in(house), house[4]
        after = worths_in((*house[:4], prices._replace(start_ct=prices.start_ct + more_ct)))
        for one, other in ((before.off_ct, after.off_ct), (before.on_ct, after.on_ct)):
            assert all(dear_ct <= cheap_ct + 1e-9 for dear_ct, cheap_ct in zip(other, one, strict=True))

    @given(houses())
    def test_to_run_already_is_worth_no_less_than_to_be_off_and_no_more_than_the_dearest_start(
        self, house: tuple[Steps, tuple[float, ...], float, float, Prices]
    ) -> None:
        steps, powers_w, _, _, prices = house
        prices = prices._replace(load_ct=abs(prices.load_ct))
        found = worths_in((*house[:4], prices))
        dearest_ct = max(first_ct(prices, power_w, steps[0][1]) for power_w in powers_w)
        for off_ct, on_ct in zip(found.off_ct, found.on_ct, strict=True):
            assert off_ct - 1e-9 <= on_ct <= off_ct + dearest_ct + 1e-9

    @given(houses(), st.integers(0, 60), st.integers(0, 60), st.integers(0, 90))
    def test_loads_that_make_less_of_it_than_the_grid_pays_never_run(
        self,
        house: tuple[Steps, tuple[float, ...], float, float, Prices],
        export_ct: int,
        more_ct: int,
        share_pct: int,
    ) -> None:
        # A kWh that goes through the battery loses a tenth of what it would be paid for.
        prices = Prices(export_ct * share_pct / 100, float(export_ct + more_ct), float(export_ct), 0.0)
        found = worths_in((*house[:4], prices))
        alone = worths_in((house[0], (0.0,), *house[2:4], prices))
        assert list(found.on_ct) == pytest.approx(list(alone.off_ct), rel=1e-9, abs=1e-9)
        assert list(found.off_ct) == pytest.approx(list(alone.off_ct), rel=1e-9, abs=1e-9)

    @given(houses(), st.integers(1, 9))
    def test_ten_times_the_price_is_ten_times_the_worth(
        self, house: tuple[Steps, tuple[float, ...], float, float, Prices], times: int
    ) -> None:
        one, other = worths_in(house), worths_in((*house[:4], Prices(*(price * times for price in house[4]))))
        for worths, dearer in ((one.off_ct, other.off_ct), (one.on_ct, other.on_ct)):
            assert [worth * times for worth in worths] == pytest.approx(list(dearer), rel=1e-9, abs=1e-6)
