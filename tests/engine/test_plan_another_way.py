"""The best end of a course, found in a slow way that shares no line with the engine, and laws that hold for any."""

from itertools import pairwise
import random

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.bitgridai.engine.plan import Prices, Worths, first_ct, forwards
from tests.engine.plans import Reference, Steps, worths_of

type House = tuple[Steps, tuple[float, ...], float, float, Prices]
"""Steps, powers, capacity, hard minimum and prices."""


@st.composite
def houses(draw: st.DrawFn) -> House:
    """Any house, the odd ones included."""
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


def worths_in(house: House) -> Worths:
    steps, powers_w, full_wh, hard_min_wh, prices = house
    costs_ct = [first_ct(prices, power_w, steps[0][1]) for power_w in powers_w]
    return worths_of(steps, powers_w, costs_ct, prices=prices, full_wh=full_wh, hard_min_wh=hard_min_wh)


class TestAgainstAnotherWay:
    @staticmethod
    def agree(house: House, stored_wh: float) -> None:
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
    def test_every_charge_of_any_house_is_worth_the_same(self, house: House, stored: int) -> None:
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
    def test_more_charge_is_never_worth_less_where_energy_is_worth_something(self, house: House) -> None:
        prices = Prices(*(abs(price_ct) for price_ct in house[4]))
        found = worths_in((*house[:4], prices))
        for worths in (found.off_ct, found.on_ct):
            assert all(more - less >= -1e-9 for less, more in pairwise(worths))

    @given(houses(), st.integers(0, 20))
    def test_a_dearer_start_makes_nothing_worth_more(self, house: House, more_ct: int) -> None:
        before, prices = worths_in(house), house[4]
        after = worths_in((*house[:4], prices._replace(start_ct=prices.start_ct + more_ct)))
        for one, other in ((before.off_ct, after.off_ct), (before.on_ct, after.on_ct)):
            assert all(dear_ct <= cheap_ct + 1e-9 for dear_ct, cheap_ct in zip(other, one, strict=True))

    @given(houses())
    def test_to_run_already_is_worth_no_less_than_to_be_off_and_no_more_than_the_dearest_start(
        self, house: House
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
        house: House,
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
    def test_ten_times_the_price_is_ten_times_the_worth(self, house: House, times: int) -> None:
        one, other = worths_in(house), worths_in((*house[:4], Prices(*(price * times for price in house[4]))))
        for worths, dearer in ((one.off_ct, other.off_ct), (one.on_ct, other.on_ct)):
            assert [worth * times for worth in worths] == pytest.approx(list(dearer), rel=1e-9, abs=1e-6)
