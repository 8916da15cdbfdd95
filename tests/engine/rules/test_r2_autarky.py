from hypothesis import given, strategies as st
import pytest

from tests.engine.houses import (
    command,
    decided,
    forecast,
    made,
    memory,
    miner,
    policy,
    remembered,
    rod,
    running_for,
    state,
    without,
)

SETTLED = running_for(20)
EVERY_TRIGGER = ["BLOCK_TICK", "SAFETY", "GUARD", "TRIM", "OVERRIDE", "RECOVERY", "CONFIG"]


@pytest.mark.parametrize("trigger", EVERY_TRIGGER)
@pytest.mark.parametrize(("soc", "stops"), [(50, True), (50.001, False)])
def test_at_the_hard_minimum_every_load_stops_whatever_asked(trigger: str, soc: float, *, stops: bool) -> None:
    decision = made(state(trigger, battery_soc_pct=soc, loads={"miner": miner(1)}), SETTLED)
    assert (decision.action == "STOP") == stops
    assert (decision.code == "R2_SOC_HARD_MIN") == stops


@pytest.mark.parametrize(("soc", "starts"), [(53, False), (53.001, True)])
def test_at_the_soft_minimum_nothing_starts(soc: float, *, starts: bool) -> None:
    decision = made(state(battery_soc_pct=soc, grid_power_w=-2000))
    assert (decision.action == "START") == starts
    assert (decision.code == "R2_SOC_SOFT_MIN") != starts


def test_at_the_soft_minimum_nothing_is_raised_and_what_runs_goes_on() -> None:
    decision = made(state(battery_soc_pct=52, grid_power_w=-2000, loads={"miner": miner(1)}), SETTLED)
    assert (decision.action, decision.target_w, decision.code) == ("HOLD", 800, "R2_SOC_SOFT_MIN")


def test_the_hard_minimum_ends_a_start_command() -> None:
    before = memory([command("start")])
    after = remembered(state("OVERRIDE", battery_soc_pct=50, loads={"miner": miner(2)}), before)
    assert after.overrides == ()
    assert made(state("OVERRIDE", battery_soc_pct=60), after).action == "HOLD"


def test_the_hard_minimum_breaks_the_minimum_runtime() -> None:
    decision = made(state("GUARD", battery_soc_pct=50, loads={"miner": miner(2)}), running_for(0))
    assert (decision.action, decision.rule) == ("STOP", "R2")


def test_a_start_command_overcomes_the_soft_minimum() -> None:
    assert made(state("OVERRIDE", battery_soc_pct=55), memory([command("start")])).action == "START"


def test_at_the_soft_minimum_what_runs_may_still_be_lowered_and_stopped() -> None:
    for grid_w, action in ((500, "LOWER"), (1400, "STOP")):
        present = state(battery_soc_pct=52, grid_power_w=grid_w, loads={"miner": miner(2)})
        assert made(present, SETTLED).action == action


def test_a_house_without_a_battery_has_no_minimum() -> None:
    present = without(state(grid_power_w=-2000), "battery_soc_pct", "battery_power_w")
    assert made(present).action == "START"


@pytest.mark.parametrize("trigger", ["BLOCK_TICK", "GUARD", "RECOVERY"])
@pytest.mark.parametrize(("import_w", "target_w"), [(500, 1500), (500.001, 800), (1200, 800), (1200.001, 0), (9000, 0)])
def test_import_beyond_the_limit_lowers_to_the_highest_level_that_removes_it(
    trigger: str, import_w: float, target_w: float
) -> None:
    present = state(trigger, grid_power_w=import_w, battery_power_w=-9000, loads={"miner": miner(2)})
    decision = made(present, SETTLED)
    assert decision.target_w == target_w
    assert (decision.code == "R2_GRID_IMPORT") == (target_w < 1500)


def test_the_import_that_counts_is_the_mean_of_the_last_minute_where_there_is_one() -> None:
    present = state(grid_power_w=-900, grid_power_hold_w=900, loads={"miner": miner(2)})
    assert made(present, SETTLED).code == "R2_GRID_IMPORT"
    assert made(state("GUARD", grid_power_w=900, grid_power_hold_w=400, loads={"miner": miner(2)}), SETTLED).target_w


def test_a_mean_of_the_last_minute_without_a_value_is_replaced_by_the_meter() -> None:
    present = state("GUARD", grid_power_w=900, grid_power_hold_w=None, loads={"miner": miner(2)})
    assert made(present, SETTLED).code == "R2_GRID_IMPORT"


def test_the_import_that_counted_is_the_one_that_is_told() -> None:
    for hold_w, told_w in ((1900, 1900), (None, 1700)):
        present = state("GUARD", grid_power_w=1700, grid_power_hold_w=hold_w, loads={"miner": miner(2)})
        decision = made(present, SETTLED)
        assert (decision.code, decision.decisive.values["grid_power_w"]) == ("R2_GRID_IMPORT", told_w)


@pytest.mark.parametrize(("import_w", "target_w"), [(500, 800), (500.001, 0), (500.9, 0)])
def test_import_at_the_limit_is_tolerated_and_a_hair_more_is_not(import_w: float, target_w: float) -> None:
    present = state("GUARD", grid_power_w=import_w, loads={"miner": miner(1, power_w=750)})
    assert made(present, SETTLED).target_w == target_w


def test_safety_looks_do_not_act_on_a_moment_of_import() -> None:
    assert made(state("SAFETY", grid_power_w=9000, loads={"miner": miner(2)}), SETTLED).action == "HOLD"


def test_import_lowers_even_where_a_raise_was_wanted_and_vetoed() -> None:
    # The block had sun to spare, its last minute did not, and the next hour will not either.
    present = state(
        grid_power_w=-1000, grid_power_hold_w=700, pv_forecast=forecast(0, 0, 0, 0), loads={"miner": miner(1)}
    )
    decision = made(present, SETTLED)
    assert (decision.action, decision.code) == ("STOP", "R2_GRID_IMPORT")


def test_a_load_that_draws_more_than_its_level_cannot_stay_at_it() -> None:
    present = state("GUARD", grid_power_w=600, loads={"miner": miner(1, power_w=950)})
    assert made(present, SETTLED).target_w == 0


def test_a_load_that_still_ramps_up_is_lowered_by_what_it_draws_by_now() -> None:
    present = state("GUARD", grid_power_w=600, loads={"miner": miner(2, power_w=850)})
    assert made(present, SETTLED).target_w == 0


def test_import_is_taken_from_the_lowest_priority_first() -> None:
    loads = {"first": rod(2000, priority=1), "second": miner(2, priority=2)}
    decision = decided(state("GUARD", grid_power_w=1100, loads=loads))
    assert [item.target_w for item in decision.loads] == [2000, 800]
    decision = decided(state("GUARD", grid_power_w=2500, loads=loads))
    assert [item.target_w for item in decision.loads] == [1500, 0]


FREE = policy(r5={"min_runtime_blocks": 0, "deadband_blocks": 0})


@given(
    import_w=st.integers(0, 9000),
    levels=st.lists(st.tuples(st.integers(0, 2), st.sampled_from([1.0, 0.5, 1.2])), min_size=1, max_size=4),
)
def test_lowering_gives_back_all_the_excess_or_all_there_is(import_w: int, levels: list[tuple[int, float]]) -> None:
    powers = (0, 800, 1500)
    loads = {f"m{number}": miner(level, power_w=powers[level] * part) for number, (level, part) in enumerate(levels)}
    decision = decided(state("GUARD", grid_power_w=import_w, loads=loads), rules=FREE)
    given_back_w = 0.0
    for item, (level, part) in zip(decision.loads, levels, strict=True):
        assert item.target_w <= powers[level]
        given_back_w += max(0.0, min(powers[level], powers[level] * part) - item.target_w)
    if import_w <= 500:
        assert not decision.changes
    assert given_back_w >= import_w - 500 or all(item.target_w == 0 for item in decision.loads)


def test_import_that_a_resting_load_may_not_give_back_is_taken_from_the_next() -> None:
    loads = {"rod": rod(2000, priority=1), "miner": miner(2, priority=2)}
    raised = memory(last_change="RAISE", blocks_since_change=1, blocks_since_start=9)
    decision = decided(state("GUARD", grid_power_w=1000, loads=loads), raised)
    assert {item.load: item.target_w for item in decision.loads} == {"rod": 1500, "miner": 1500}
    assert decision.load("miner").code == "R5_DEADBAND"


def test_a_load_that_may_not_give_back_anything_spares_the_next_nothing() -> None:
    fine = {"range_w": {"min": 500, "max": 3000, "step": 1}, "level": 1, "target_w": 2000, "power_w": 2000}
    loads = {"fine": {**fine, "priority": 1}, "miner": miner(2, priority=2)}
    raised = memory(last_change="RAISE", blocks_since_change=1, blocks_since_start=9)
    decision = decided(state("GUARD", grid_power_w=1000, loads=loads), raised)
    assert {item.load: item.target_w for item in decision.loads} == {"fine": 1500, "miner": 1500}


def test_a_load_that_still_ramps_up_and_may_not_be_lowered_asks_no_more_of_the_next() -> None:
    fine = {"range_w": {"min": 500, "max": 3000, "step": 1}, "level": 1, "target_w": 2000, "power_w": 2000}
    loads = {"fine": {**fine, "priority": 1}, "miner": miner(2, power_w=850, priority=2)}
    raised = memory(last_change="RAISE", blocks_since_change=1, blocks_since_start=2)
    decision = decided(state("GUARD", grid_power_w=1000, loads=loads), raised)
    assert {item.load: item.target_w for item in decision.loads} == {"fine": 1500, "miner": 1500}


def test_import_respects_the_minimum_runtime() -> None:
    decision = made(state("GUARD", grid_power_w=5000, loads={"miner": miner(1)}), running_for(2))
    assert (decision.action, decision.code) == ("HOLD", "R5_MIN_RUNTIME")
    assert made(state("GUARD", grid_power_w=5000, loads={"miner": miner(1)}), running_for(3)).action == "STOP"


def test_import_does_not_lower_what_a_person_started() -> None:
    before = memory([command("start")], last_change="START", blocks_since_change=20)
    assert made(state("GUARD", grid_power_w=5000, loads={"miner": miner(2)}), before).action == "HOLD"


def test_import_that_a_person_caused_is_taken_from_the_others() -> None:
    loads = {"free": rod(2000, priority=1), "miner": miner(2, priority=2)}
    started = memory([command("start")], last_change="START", blocks_since_change=20)
    decision = decided(state("GUARD", grid_power_w=1000, loads=loads), started)
    assert {item.load: item.target_w for item in decision.loads} == {"free": 1500, "miner": 1500}


@pytest.mark.parametrize(("autonomy", "target_w"), [("manual", 0), ("assisted", 0), ("semi", 800), ("full", 0)])
def test_import_is_taken_back_in_every_mode_but_semi_keeps_the_lowest_level(autonomy: str, target_w: float) -> None:
    present = state("GUARD", grid_power_w=5000, loads={"miner": miner(2)})
    decision = made(present, SETTLED, policy(autonomy=autonomy))
    assert (decision.target_w, decision.code) == (target_w, "R2_GRID_IMPORT")


@pytest.mark.parametrize("autonomy", ["manual", "assisted"])
def test_import_is_no_ticket_for_what_r1_would_do_without_consent(autonomy: str) -> None:
    present = state(grid_power_w=700, loads={"miner": miner(2)})
    decision = made(present, SETTLED, policy(autonomy=autonomy))
    assert (decision.target_w, decision.code) == (800, "R2_GRID_IMPORT")


def test_a_low_price_permits_the_import_it_is_meant_for() -> None:
    cheap = policy(r1={"opportunity": {"enabled": True, "max_import_w": 1500}})
    present = state("GUARD", grid_power_w=1500, price_ct_kwh=1, loads={"miner": miner(2)})
    assert made(present, SETTLED, cheap).action == "HOLD"
    dear = state("GUARD", grid_power_w=1500, price_ct_kwh=20, loads={"miner": miner(2)})
    assert made(dear, SETTLED, cheap).code == "R2_GRID_IMPORT"


def test_a_low_price_never_lowers_the_import_that_is_always_allowed() -> None:
    rules = policy(r1={"opportunity": {"enabled": True, "max_import_w": 100}})
    present = state("GUARD", grid_power_w=400, price_ct_kwh=1, loads={"miner": miner(2)})
    assert made(present, SETTLED, rules).action == "HOLD"
