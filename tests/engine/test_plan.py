"""The best end of a course by hand."""

from collections.abc import Sequence

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
from tests.engine.plans import KEPT_CT, LATER, PRICES, SMALL_WH, Reference, Steps, worths_of


def at_500(
    steps: Steps,
    *powers_w: float,
    costs_ct: Sequence[float] = (0.0, 3.0, 3.0, 3.0),
    prices: Prices = PRICES,
    hard_min_wh: float = 0.0,
) -> tuple[float, float]:
    """What 500 Wh are worth with loads off and with loads on."""
    found = worths_of((LATER, *steps), (0.0, *powers_w), costs_ct, prices=prices, hard_min_wh=hard_min_wh)
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
        off_ct, on_ct = at_500([(400.0, 1.0)], 400.0, costs_ct=(0.0, 0.5))
        assert on_ct == pytest.approx(500 * KEPT_CT + 8)
        assert off_ct == pytest.approx(on_ct - 0.5)

    def test_each_power_has_its_own_cost_of_a_start(self) -> None:
        costs_ct = (0.0, 0.1, 5.0)
        off_ct, on_ct = at_500([(400.0, 1.0)], 300.0, 400.0, costs_ct=costs_ct)
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
