import pytest

from custom_components.bitgridai.engine.surplus import forecast_left_over_wh
from tests.engine.houses import NOON, Document, decided, forecast, knowing, memory, miner, policy, rod, state, without


@pytest.mark.parametrize(
    ("signals", "surplus_w"),
    [
        ({"grid_power_w": -1000}, 1000),
        ({"grid_power_w": 300}, -300),
        ({"grid_power_w": -1000, "battery_power_w": 400}, 600),
        ({"grid_power_w": -1000, "battery_power_w": -400}, 1400),
        ({"grid_power_w": -1000, "battery_power_w": -400, "battery_soc_pct": 80}, 1400),
        ({"grid_power_w": -1000, "battery_power_w": -400, "battery_soc_pct": 79.999}, 1000),
        ({"grid_power_w": -1000, "battery_power_w": 400, "battery_soc_pct": 70}, 600),
        ({"grid_power_w": -1000, "battery_power_w": 0, "battery_soc_pct": 70}, 1000),
    ],
)
def test_surplus_is_what_is_fed_in_less_discharge_and_with_charge_once_the_battery_is_full_enough(
    signals: Document, surplus_w: float
) -> None:
    assert decided(state(loads={}, **signals)).surplus.surplus_w == surplus_w


def test_what_managed_loads_draw_is_theirs_already() -> None:
    loads = {"miner": miner(2), "rod": rod(600)}
    surplus = decided(state(grid_power_w=100, loads=loads)).surplus
    assert (surplus.managed_w, surplus.surplus_w) == (2100, 2000)


def test_the_charge_from_which_loads_share_is_a_threshold() -> None:
    present = state(battery_power_w=-1000, battery_soc_pct=60, loads={})
    assert decided(present).surplus.surplus_w == 0
    assert decided(present, rules=policy(r2={"battery_priority_soc_pct": 60})).surplus.surplus_w == 1000


def test_without_a_grid_meter_the_balance_takes_its_place_and_is_marked() -> None:
    present = without(state(house_load_w=1500, pv_power_w=4000, loads={"miner": miner(1)}), "grid_power_w")
    surplus = decided(present).surplus
    assert (surplus.source, surplus.surplus_w, surplus.base_load_w) == ("balance", 3300, 700)


def test_the_balance_leaves_the_battery_its_charging_power_until_it_is_full_enough() -> None:
    present = state(house_load_w=1000, pv_power_w=4000, battery_power_w=-2000, battery_soc_pct=70, loads={})
    assert decided(without(present, "grid_power_w")).surplus.surplus_w == 1000


def test_a_broken_grid_meter_is_not_replaced_by_the_balance() -> None:
    surplus = decided(state(grid_power_w=None, house_load_w=1000)).surplus
    assert (surplus.source, surplus.surplus_w) == ("none", None)


def test_the_base_load_is_derived_where_it_is_not_measured() -> None:
    present = state(grid_power_w=-500, pv_power_w=4000, battery_power_w=-1000, loads={"miner": miner(2)})
    assert decided(present).surplus.base_load_w == 1000
    assert decided(state(house_load_w=2000, loads={"miner": miner(2)})).surplus.base_load_w == 500
    assert decided(without(present, "pv_power_w")).surplus.base_load_w is None


def test_power_that_nobody_measures_is_assumed_and_marked() -> None:
    unmeasured, silent = miner(2), miner(1, power_w=None)
    del unmeasured["power_w"]
    surplus = decided(state(loads={"a": unmeasured, "b": silent, "c": miner(1), "d": miner(0, power_w=None)})).surplus
    assert (surplus.managed_w, surplus.assumed) == (3100, ("a", "b"))


def test_a_house_without_a_battery_shares_with_nobody() -> None:
    surplus = decided(without(state(), "battery_soc_pct", "battery_power_w")).surplus
    assert (surplus.share, surplus.share_reason) == (1, "no_battery")


def test_a_battery_of_unknown_charge_comes_first() -> None:
    surplus = decided(without(state(battery_power_w=-2000, loads={}), "battery_soc_pct")).surplus
    assert (surplus.share_reason, surplus.surplus_w) == ("battery_first", 0)


def test_a_battery_whose_power_nobody_measures_is_still_a_battery() -> None:
    surplus = decided(without(state(battery_soc_pct=70, loads={}), "battery_power_w")).surplus
    assert (surplus.share, surplus.share_reason) == (0, "battery_first")


DAY_S = 86_400


@pytest.mark.parametrize(
    ("series", "left_wh"),
    [
        (forecast(2000, 300, 1500), 375 + 0 + 250),
        # What began before counts from now on, what is over not at all.
        (forecast(2000, start=NOON - 450, step_s=900), 1500 * 3150 / 3600),
        (forecast(2000, 2000, start=NOON - 450), 1500 * 1350 / 3600),
        (forecast(9000, 2000, 2000, start=NOON - 2700), 0),
        (forecast(9000, 2000, start=NOON - 900), 375),
        # A night before the sun rises is waited out, the one after it ends the day.
        (forecast(0, 0, 2000), 375),
        (forecast(2000, 0, 2000), 375),
        # Nothing beyond a day from now.
        (forecast(2000, 2000, start=NOON + DAY_S - 450), 1500 * 450 / 3600),
        ([], 0),
    ],
)
def test_the_forecast_counts_until_the_sun_sets(series: list[list[object]], left_wh: float) -> None:
    assert forecast_left_over_wh(state(pv_forecast=series), 500) == pytest.approx(left_wh)


def test_the_faintest_sun_is_day() -> None:
    assert forecast_left_over_wh(state(pv_forecast=forecast(2000, 0.5, 2000)), 0) == pytest.approx(1000.125)


class TestWithDaysToLookBackOn:
    """3500 W would be fed in or stored, of which the miner could take 1500 W."""

    BEFORE = knowing(memory(), 500, 500, 500, usual_w=4000)

    def test_what_the_battery_would_take_is_its_own_but_for_what_was_planned(self) -> None:
        decision = decided(state(battery_soc_pct=70, grid_power_w=-500, battery_power_w=-3000), self.BEFORE)
        surplus, outlook = decision.surplus, decision.outlook
        assert outlook is not None
        assert (outlook.charge_w, outlook.planned_w) == (3500, 1500)
        assert (surplus.surplus_w, surplus.credit_w) == (1500, 1500)
        assert (surplus.share, surplus.share_reason) == (0, "spare")

    def test_a_surplus_that_carries_what_was_planned_is_lent_nothing(self) -> None:
        # 5000 W go into the battery at most.
        for export_w, credit_w in ((1500, 0), (1499.999, 0.001), (9000, 0)):
            present = state(
                pv_power_w=14_000, battery_soc_pct=70, grid_power_w=-export_w, battery_power_w=-5000, house_load_w=500
            )
            surplus = decided(present, self.BEFORE).surplus
            assert surplus.credit_w == pytest.approx(credit_w, abs=1e-9)
            assert surplus.surplus_w == max(1500, export_w)

    def test_what_was_planned_is_lent_in_full_where_less_than_nothing_is_left(self) -> None:
        decision = decided(state(battery_soc_pct=90, pv_power_w=300, battery_power_w=700), self.BEFORE)
        assert decision.outlook is not None
        assert decision.outlook.planned_w == 1500
        assert (decision.surplus.surplus_w, decision.surplus.credit_w) == (1500, 2200)

    def test_without_a_meter_the_balance_is_lent_the_same(self) -> None:
        present = state(house_load_w=500, battery_soc_pct=70)
        surplus = decided(without(present, "grid_power_w"), self.BEFORE).surplus
        assert (surplus.source, surplus.surplus_w, surplus.credit_w) == ("balance", 1500, 1500)
        metered = decided(state(house_load_w=500, battery_soc_pct=70, grid_power_w=-3500), self.BEFORE).surplus
        assert (metered.surplus_w, metered.credit_w) == (surplus.surplus_w, surplus.credit_w)

    def test_where_nothing_is_planned_what_is_missing_stays_missing(self) -> None:
        surplus = decided(state(grid_power_w=300, battery_soc_pct=52, loads={}), self.BEFORE).surplus
        assert (surplus.surplus_w, surplus.credit_w, surplus.share_reason) == (-300, 0, "needed_later")

    def test_a_house_that_will_need_it_all_says_so(self) -> None:
        surplus = decided(state(battery_soc_pct=70), knowing(memory(), 5000, 5000, 5000)).surplus
        assert (surplus.credit_w, surplus.share_reason) == (0, "needed_later")

    def test_a_surplus_that_nobody_knows_is_lent_nothing(self) -> None:
        surplus = decided(state(grid_power_w=None, house_load_w=500, battery_soc_pct=70), self.BEFORE).surplus
        assert (surplus.surplus_w, surplus.credit_w, surplus.source) == (None, 0, "none")


def test_the_sun_of_an_interval_that_is_over_is_no_daylight() -> None:
    series = [3000, 0, 2000]
    over = state(now=NOON, pv_forecast=forecast(*series, start=NOON - 900))
    assert forecast_left_over_wh(over, 1000) == 250
