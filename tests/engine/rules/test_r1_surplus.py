from dataclasses import replace
from typing import Any

import pytest

from custom_components.bitgridai.engine.memory import Proposal
from tests.engine.houses import (
    BLOCK,
    NOON,
    Document,
    made,
    memory,
    miner,
    policy,
    remembered,
    rod,
    running_for,
    state,
    wish,
    without,
)

SETTLED = running_for(20)


@pytest.mark.parametrize(
    ("export_w", "target_w", "code"),
    [
        (799.999, 0, "R1_SURPLUS_LOW"),
        (800, 800, "R1_SURPLUS_PARTIAL"),
        (1499.999, 800, "R1_SURPLUS_PARTIAL"),
        (1500, 1500, "R1_SURPLUS_OK"),
    ],
)
def test_a_load_starts_at_the_highest_level_the_surplus_carries(export_w: float, target_w: float, code: str) -> None:
    decision = made(state(grid_power_w=-export_w))
    assert (decision.target_w, decision.code) == (target_w, code)


def test_the_start_margin_is_added_to_the_surplus() -> None:
    careful, generous = policy(r1={"start_margin_w": -100}), policy(r1={"start_margin_w": 100})
    assert made(state(grid_power_w=-899.999), rules=careful).target_w == 0
    assert made(state(grid_power_w=-900), rules=careful).target_w == 800
    assert made(state(grid_power_w=-700), rules=generous).target_w == 800
    assert made(state(grid_power_w=-699.999), rules=generous).target_w == 0


@pytest.mark.parametrize(("import_w", "target_w"), [(0, 1500), (200, 1500), (200.001, 800), (700, 800)])
def test_a_running_load_keeps_its_level_within_the_stop_margin(import_w: float, target_w: float) -> None:
    present = state(grid_power_w=import_w, loads={"miner": miner(2)})
    assert made(present, SETTLED, policy(r2={"max_grid_import_w": 5000})).target_w == target_w


@pytest.mark.parametrize(("import_w", "target_w"), [(900, 800), (900.001, 0)])
def test_the_stop_margin_keeps_the_lowest_level_of_a_load_that_came_from_above(
    import_w: float, target_w: float
) -> None:
    present = state(grid_power_w=import_w, loads={"miner": miner(2)})
    decision = made(present, SETTLED, policy(r2={"max_grid_import_w": 5000}))
    assert decision.target_w == target_w


def test_a_continuous_load_is_lowered_to_what_the_surplus_carries() -> None:
    present = state(grid_power_w=300, loads={"miner": rod(1000)})
    assert made(present, SETTLED).target_w == 700


@pytest.mark.parametrize(("import_w", "action"), [(200, "HOLD"), (200.001, "STOP")])
def test_a_load_stops_when_its_lowest_level_lacks_more_than_the_stop_margin(import_w: float, action: str) -> None:
    decision = made(state(grid_power_w=import_w, loads={"miner": miner(1)}), SETTLED)
    assert decision.action == action


def test_a_load_that_starts_reserves_its_full_power_from_the_loads_after_it() -> None:
    loads = {"first": miner(priority=1), "second": miner(priority=2)}
    present = state(grid_power_w=-2299, loads=loads)
    assert made(present, load="first").target_w == 1500
    assert made(present, load="second").target_w == 0
    assert made(state(grid_power_w=-2300, loads=loads), load="second").target_w == 800


def test_a_load_that_still_ramps_up_keeps_its_full_power_reserved() -> None:
    loads = {"first": miner(2, priority=1, power_w=100), "second": miner(priority=2)}
    present = state(grid_power_w=-1500, loads=loads)
    assert made(present, running_for(0), load="second").target_w == 0


def test_equal_priorities_are_served_by_name() -> None:
    present = state(grid_power_w=-800, loads={"b": miner(), "a": miner()})
    assert [made(present, load=name).target_w for name in ("a", "b")] == [800, 0]


@pytest.mark.parametrize(("price", "action"), [(25, "START"), (25.001, "HOLD")])
def test_above_the_price_limit_nothing_starts(price: float, action: str) -> None:
    decision = made(state(grid_power_w=-2000, price_ct_kwh=price))
    assert decision.action == action
    assert (decision.code == "R1_PRICE_HIGH") == (action == "HOLD")


def test_above_the_price_limit_nothing_is_raised_but_what_runs_goes_on() -> None:
    decision = made(state(grid_power_w=-2000, price_ct_kwh=30, loads={"miner": miner(1)}), SETTLED)
    assert (decision.action, decision.target_w, decision.code) == ("HOLD", 800, "R1_PRICE_HIGH")


def test_without_a_price_limit_any_price_will_do() -> None:
    rules = policy(r1={"price_max_ct": None})
    assert made(state(grid_power_w=-2000, price_ct_kwh=90), rules=rules).action == "START"


@pytest.mark.parametrize(("price", "target_w"), [(5, 1500), (5.001, 0)])
def test_cheap_grid_power_may_be_used_where_that_is_allowed(price: float, target_w: float) -> None:
    rules = policy(r1={"opportunity": {"enabled": True}})
    decision = made(state(grid_power_w=0, price_ct_kwh=price), rules=rules)
    assert decision.target_w == target_w
    assert (decision.code == "R1_CHEAP_GRID") == (target_w > 0)


def test_cheap_grid_power_is_off_unless_a_person_turns_it_on() -> None:
    assert made(state(grid_power_w=0, price_ct_kwh=-50)).action == "HOLD"


def test_loads_share_the_import_that_a_low_price_permits() -> None:
    rules = policy(r1={"opportunity": {"enabled": True, "max_import_w": 1600}})
    present = state(price_ct_kwh=0, loads={"a": miner(), "b": miner()})
    assert [made(present, rules=rules, load=name).target_w for name in ("a", "b")] == [1500, 0]


@pytest.mark.parametrize(("margin", "action"), [(2, "START"), (2.001, "HOLD")])
def test_a_load_runs_only_if_a_kilowatt_hour_is_worth_enough_more_to_it(margin: float, action: str) -> None:
    rules = policy(energy_path={"heat_ct_kwh": 10, "feed_in_ct_kwh": 8, "min_margin_ct": margin})
    decision = made(state(grid_power_w=-2000), rules=rules)
    assert decision.action == action
    assert (decision.code == "R1_MARGIN_LOW") == (action == "HOLD")


def test_a_load_that_is_not_worth_it_any_more_stops() -> None:
    rules = policy(energy_path={"heat_ct_kwh": 10, "min_margin_ct": 1})
    present = state(grid_power_w=-2000, feed_in_ct_kwh=30, loads={"miner": miner(2)})
    decision = made(present, SETTLED, rules)
    assert (decision.action, decision.code) == ("STOP", "R1_MARGIN_LOW")


@pytest.mark.parametrize("name", ["pv_power_w", "battery_power_w", "price_ct_kwh", "house_load_w", "feed_in_ct_kwh"])
@pytest.mark.parametrize("fault", [None, {"value": 1, "age_s": 181}, {"value": 1, "coverage": 0.499}, 1e9])
def test_a_fitted_signal_that_says_nothing_usable_lets_nothing_start(name: str, fault: Any) -> None:
    decision = made(state(grid_power_w=-5000, **{name: fault}))
    assert (decision.action, decision.code) == ("HOLD", "R1_DEGRADED")


@pytest.mark.parametrize("name", ["pv_power_w", "price_ct_kwh"])
@pytest.mark.parametrize("reading", [{"value": 20, "age_s": 180}, {"value": 20, "coverage": 0.5}])
def test_a_reading_exactly_at_the_limits_of_age_and_coverage_is_usable(name: str, reading: Any) -> None:
    assert made(state(grid_power_w=-5000, **{name: reading})).action == "START"


def test_a_signal_that_is_not_fitted_is_no_fault() -> None:
    present = without(state(grid_power_w=-5000), "pv_power_w", "battery_power_w", "battery_soc_pct", "price_ct_kwh")
    assert made(present).action == "START"


def test_a_flag_nobody_can_read_lets_nothing_start() -> None:
    assert made(state(grid_power_w=-5000, ups_on_battery=None)).code == "R1_DEGRADED"
    assert made(state(grid_power_w=-5000, emergency_stop={"value": False, "age_s": 900})).code == "R1_DEGRADED"


def test_a_degraded_controller_starts_and_raises_nothing_but_lets_run_what_runs() -> None:
    assert made(state(grid_power_w=-5000, controller_health="degraded")).code == "R1_DEGRADED"
    running = made(state(grid_power_w=-5000, controller_health="degraded", loads={"miner": miner(1)}), SETTLED)
    assert (running.action, running.target_w) == ("HOLD", 800)


def test_what_runs_may_still_stop_while_a_signal_is_missing() -> None:
    present = state(grid_power_w=400, pv_power_w=None, loads={"miner": miner(1)})
    assert made(present, SETTLED).action == "STOP"


def test_a_running_load_with_a_silent_meter_lets_nothing_start_on_its_assumed_power() -> None:
    loads = {"first": miner(2, power_w=None, priority=1), "second": miner(priority=2)}
    decision = made(state(grid_power_w=-3000, loads=loads), SETTLED, load="second")
    assert (decision.action, decision.code) == ("HOLD", "R1_DEGRADED")


@pytest.mark.parametrize("power", [{"value": 1500, "age_s": 5000}, "not fitted"])
def test_a_running_load_whose_meter_only_reports_changes_counts_with_its_nominal_power(power: object) -> None:
    first = miner(2, priority=1, power_w=power)
    if power == "not fitted":
        del first["power_w"]
    decision = made(
        state(grid_power_w=-800, loads={"first": first, "second": miner(priority=2)}), SETTLED, load="second"
    )
    assert decision.target_w == 800


def test_a_load_that_is_off_may_have_a_meter_that_sleeps() -> None:
    assert made(state(grid_power_w=-5000, loads={"miner": miner(0, power_w=None)})).action == "START"


def test_a_load_that_cannot_be_reached_is_not_raised() -> None:
    present = state(grid_power_w=-5000, loads={"miner": miner(1, available=False, heartbeat_age_s=30)})
    decision = made(present, SETTLED)
    assert (decision.action, decision.code) == ("HOLD", "R1_DEGRADED")


def test_a_chip_sensor_that_fell_silent_a_moment_ago_lets_its_load_run_but_not_start() -> None:
    silent = {"value": 60, "age_s": 20, "quality": "stale"}
    assert made(state(grid_power_w=-5000, loads={"miner": miner(0, chip_temp_c=silent)})).code == "R1_DEGRADED"
    kept = made(state(grid_power_w=0, loads={"miner": miner(1, chip_temp_c=silent)}), SETTLED)
    assert (kept.action, kept.target_w) == ("HOLD", 800)


@pytest.mark.parametrize("trigger", ["SAFETY", "GUARD", "RECOVERY", "CONFIG", "OVERRIDE", "TRIM"])
def test_between_block_ticks_nothing_starts_or_stops_by_surplus(trigger: str) -> None:
    assert made(state(trigger, grid_power_w=-5000)).code == "R1_NOT_DUE"
    assert made(state(trigger, grid_power_w=450, loads={"miner": miner(1)}), SETTLED).action == "HOLD"


def test_a_block_is_decided_only_once() -> None:
    after = remembered(state(grid_power_w=0))
    assert made(state(now=NOON + 30, grid_power_w=-5000), after).code == "R1_NOT_DUE"
    assert made(state(now=NOON + 600, grid_power_w=-5000), after).action == "START"


def test_what_the_next_lower_level_needs_is_told_with_the_margin_it_is_taken_up_with() -> None:
    levels = (0, 800, 1500, 2200)
    decision = made(
        state(grid_power_w=500, loads={"miner": miner(3, levels)}), SETTLED, policy(r1={"start_margin_w": -50})
    )
    assert (decision.action, decision.target_w) == ("LOWER", 1500)
    assert decision.decisive.thresholds["needed_w"] == 1550


def test_every_reading_that_is_missing_is_named() -> None:
    blind = state(grid_power_w=None, pv_power_w=None, loads={"miner": miner(1)})
    vote = made(blind, SETTLED).votes[0]
    assert (vote.code, vote.values) == ("R1_DEGRADED", {"missing": "grid_power_w, pv_power_w"})


def test_what_a_person_approved_is_done_when_they_say_so_and_not_at_some_other_look() -> None:
    proposal = Proposal("p", 0, BLOCK, approved=True)
    asked = replace(SETTLED, block_id=BLOCK, loads={"miner": replace(SETTLED.of("miner"), proposal=proposal)})
    dark: Document = {"grid_power_w": 450, "loads": {"miner": miner(1)}}
    assisted = policy(autonomy="assisted")
    assert made(state("OVERRIDE", **dark), asked, assisted).action == "STOP"
    for trigger in ("SAFETY", "GUARD", "RECOVERY", "CONFIG"):
        assert made(state(trigger, **dark), asked, assisted).action == "HOLD"


def test_what_runs_by_charge_goes_on_without_sun() -> None:
    by_charge = policy(r1={"strategy": "soc_band"}, r2={"soc_hard_min_pct": 10, "soc_soft_min_pct": 10})
    decision = made(state(battery_soc_pct=82, pv_power_w=0, loads={"miner": miner(2)}), SETTLED, by_charge)
    assert (decision.code, decision.target_w) == ("R1_SOC_BAND_STANDARD", 1500)


def test_a_trim_without_a_reading_of_the_surplus_changes_nothing() -> None:
    mute = state("TRIM", grid_power_w=None, loads={"miner": rod(900)})
    assert wish(mute, rules=policy(trim={"enabled": True})).code == "R1_NOT_DUE"


def test_too_little_sun_is_the_reason_even_where_a_load_is_not_worth_it() -> None:
    worth = policy(energy_path={"heat_ct_kwh": 10, "min_margin_ct": 5})
    assert wish(state(grid_power_w=0), rules=worth).code == "R1_SURPLUS_LOW"


def test_every_reading_that_speaks_against_more_power_is_named() -> None:
    hot: Document = {"miner": miner(0, chip_temp_c={"value": 50, "age_s": 9, "quality": "stale"})}
    vote = wish(state(grid_power_w=-5000, price_ct_kwh=None, loads=hot))
    assert (vote.code, vote.values) == ("R1_DEGRADED", {"missing": "price_ct_kwh, chip_temp_c"})
    unknown = wish(state(price_ct_kwh=None, loads={"miner": miner(None)}))
    assert unknown.values == {"missing": "price_ct_kwh, level"}


def test_a_house_that_measures_nothing_is_told_that_it_needs_a_meter() -> None:
    blind = without(state(loads={"miner": miner(1)}), "grid_power_w", "pv_power_w")
    assert wish(blind).values == {"missing": "grid_power_w"}


def test_what_runs_and_is_carried_needs_no_other_reading() -> None:
    vote = wish(state(grid_power_w=0, price_ct_kwh=None, loads={"miner": miner(2)}))
    assert (vote.code, vote.target_w) == ("R1_SURPLUS_OK", 1500)


@pytest.mark.parametrize(
    ("levels_w", "target_w", "code"),
    [
        ((0, 800), 800, "R1_SOC_BAND_ECO"),
        ((0, 800, 1500), 1500, "R1_SOC_BAND_STANDARD"),
        ((0, 800, 1500, 2200), 2200, "R1_SOC_BAND_SUPER"),
        ((0, 800, 1500, 2200, 3000), 2200, "R1_SOC_BAND_SUPER"),
    ],
)
def test_the_highest_band_is_the_third_level_or_the_highest_there_is(
    levels_w: tuple[float, ...], target_w: float, code: str
) -> None:
    by_charge = policy(r1={"strategy": "soc_band"})
    vote = wish(state(battery_soc_pct=95, loads={"miner": miner(0, levels_w)}), rules=by_charge)
    assert (vote.target_w, vote.code) == (target_w, code)


def test_what_the_sun_carries_is_not_called_bought() -> None:
    cheap = policy(r1={"opportunity": {"enabled": True}})
    for export_w, code in ((5000, "R1_SURPLUS_OK"), (1499.999, "R1_CHEAP_GRID")):
        assert wish(state(grid_power_w=-export_w, price_ct_kwh=-3), memory(), cheap).code == code


def test_following_the_surplus_keeps_the_start_margin() -> None:
    careful = policy(trim={"enabled": True}, r1={"start_margin_w": -100})
    vote = wish(state("TRIM", grid_power_w=-400, loads={"miner": rod(1000)}), rules=careful)
    assert (vote.target_w, vote.thresholds["needed_w"]) == (1300, 1400)
    low = wish(state("TRIM", grid_power_w=450, loads={"miner": rod(1000)}), rules=careful)
    assert (low.target_w, low.code, low.thresholds) == (500, "R1_SURPLUS_LOW", {"needed_w": 600})
