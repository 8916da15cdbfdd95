"""The next day played through by hand: hours of sun and base load in, spare energy and running time out."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from custom_components.bitgridai.engine.learned import Learned, PastDay
from custom_components.bitgridai.engine.outlook import Ahead, Battery, Caution, Outlook, look_ahead
from custom_components.bitgridai.engine.surplus import ShareReason, compute_surplus
from tests.engine.houses import BLOCK_S, NOON, state

CAUTION = Caution(days_pct=80, start_days_pct=90, hold_days_pct=60, reserve_wh=100)


def hourly(powers_w: Mapping[int, float]) -> tuple[float, ...]:
    return tuple(float(powers_w.get(hour, 0)) for hour in range(24))


def past_day(base_w: Mapping[int, float], ratio: float = 1) -> PastDay:
    return PastDay(hourly(base_w), ratio, ratio)


def look(sun_w: Mapping[int, float], days: list[PastDay], battery: Battery, caution: Caution = CAUTION) -> Outlook:
    """Look ahead from noon without a forecast; the house draws just now what it did on the first day at eleven."""
    learned = Learned(usual_w=hourly(sun_w), days=tuple(days))
    now = Ahead(NOON, BLOCK_S, 0.0, days[0].base_w[11], (), battery)
    outlook = look_ahead(learned, now, caution)
    assert outlook is not None
    return outlook


def alike(base_w: Mapping[int, float]) -> list[PastDay]:
    return [past_day(base_w)] * 3


def test_what_the_battery_cannot_take_is_spare() -> None:
    # 500 W go in for an hour, 475 Wh arrive; the second hour fills it up.
    outlook = look({12: 1500, 13: 1500}, alike({}), Battery(1000, 100))
    assert not outlook.dark
    assert outlook.spare_wh == pytest.approx(3000 - 900 / 0.95)


def test_a_battery_that_gives_all_it_can_has_not_run_empty() -> None:
    # 5 kW are missing for an hour and it gives a tenth of that: 474 Wh are left for the sun to fill up.
    outlook = look({13: 10_000}, alike({12: 5000}), Battery(1000, 1000))
    assert outlook.spare_wh == pytest.approx(10_000 - 500)


def test_after_it_ran_empty_nothing_is_spare_any_more() -> None:
    # Half an hour of 500 W leaves 737 Wh, an hour 474 Wh, two hours less than the tenth it never gives.
    sunny = {12: 2000, 15: 9000}
    assert look(sunny, alike({13: 500, 14: 500}), Battery(1000, 1000)).spare_wh == pytest.approx(2000)
    assert look(sunny, alike({13: 500}), Battery(1000, 1000)).spare_wh > 10_000


def test_a_battery_below_its_floor_has_run_empty_even_where_nothing_is_drawn() -> None:
    assert look({14: 9000}, alike({}), Battery(1000, 99)).spare_wh == 0
    assert look({14: 9000}, alike({}), Battery(1000, 100)).spare_wh > 0


@pytest.mark.parametrize(("base_w", "dark"), [(1000, False), (999, False), (1000.001, True), (1001, True)])
def test_it_is_dark_where_the_next_two_hours_bring_less_sun_than_the_house_draws(base_w: float, *, dark: bool) -> None:
    outlook = look({12: 1000, 13: 1000, 15: 9000}, alike({12: base_w, 13: base_w}), Battery(1000, 500))
    assert outlook.dark == dark
    assert (outlook.spare_wh > 0) != dark


def test_the_middle_one_of_the_days_tells_day_from_dark_in_whatever_order_they_came() -> None:
    sun_w = {12: 1000, 13: 1000}
    gloomy, bright = past_day({12: 2000, 13: 2000}), past_day({})
    for days in ([gloomy, bright, gloomy], [gloomy, gloomy, bright], [bright, gloomy, gloomy]):
        assert look(sun_w, days, Battery(1000, 500)).dark
    for days in ([bright, gloomy, bright], [gloomy, bright, bright], [bright, bright, gloomy]):
        assert not look(sun_w, days, Battery(1000, 500)).dark


@pytest.mark.parametrize(
    ("days_pct", "count", "against"),
    [(100, 30, 0), (97, 30, 0), (96.7, 30, 0), (96, 30, 1), (90, 10, 1), (90, 9, 0), (80, 10, 2), (50, 3, 1)],
)
def test_so_many_days_may_go_against_it(days_pct: float, count: int, against: int) -> None:
    assert CAUTION.rank(days_pct, count) == against


def test_a_load_runs_until_the_battery_is_down_to_the_reserve() -> None:
    # 11 kW of sun for an hour: the load takes one, the battery one more, of which 950 Wh arrive. Then half hours
    # of 1 kW cost 526 Wh each: the second one would go below the reserve of 100 Wh.
    outlook = look({12: 11_000}, alike({}), Battery(2000, 200))
    assert outlook.run_s(1000) == 5400
    assert replace(outlook, reserve_wh=98).run_s(1000) == 5400
    assert replace(outlook, reserve_wh=97).run_s(1000) == 7200


def test_a_load_runs_no_longer_than_what_is_spare_lasts() -> None:
    outlook = look({12: 11_000}, alike({}), Battery(2000, 200))
    assert outlook.start_spare_wh == pytest.approx(10_000)
    assert replace(outlook, start_spare_wh=500.0).run_s(1000) == 1800


@pytest.mark.parametrize(("spare_wh", "reason"), [(0.0, ShareReason.NEEDED_LATER), (0.5, ShareReason.SPARE)])
def test_the_least_that_is_spare_is_called_spare(spare_wh: float, reason: ShareReason) -> None:
    outlook = replace(look({12: 1500}, alike({}), Battery(1000, 500)), spare_wh=spare_wh)
    assert compute_surplus(state(), 80, 1.2, outlook).share_reason is reason
