"""What would flip a decision: true, exact, and nearest first."""

from dataclasses import replace
from typing import Any

from hypothesis import example, given, settings, strategies as st
import pytest

from custom_components.bitgridai.engine.counterfactual import (
    Counterfactual,
    Kind,
    counterfactuals,
    with_more_surplus,
)
from custom_components.bitgridai.engine.document import Node, iso_utc
from custom_components.bitgridai.engine.explanation.whatif import (
    tell_counterfactual,
    tell_nearest,
    tell_nearest_in_force,
)
from custom_components.bitgridai.engine.memory import Memory
from custom_components.bitgridai.engine.policy import Policy, policy_with
from custom_components.bitgridai.engine.state import EnergyState, state_document, state_from_node
from custom_components.bitgridai.engine.vocabulary import Action

from .houses import NOON, command, forecast, knowing, lockout, made, memory, miner, rod, running_for, state, without


def outcome(present: EnergyState, before: Memory, rules: Policy) -> tuple[str, float]:
    decision = made(present, before, rules)
    return decision.action.value, decision.target_w


def apply(flip: Counterfactual, value: float, present: EnergyState, before: Memory, rules: Policy) -> tuple[str, float]:
    """Decide with one figure set, without the code that searched for it."""
    if flip.kind is Kind.THRESHOLD:
        section, name = flip.name.split(".")
        part = getattr(rules, section)
        typed = int(value) if isinstance(getattr(part, name), int) and value == int(value) else value
        return outcome(present, before, replace(rules, **{section: replace(part, **{name: typed})}))
    signals = dict(present.signals)
    if flip.name == "surplus_w":
        for name in ("grid_power_w", "grid_power_hold_w"):
            if name in signals:
                signals[name] = replace(signals[name], value=round((signals[name].value or 0) - value, 3))
    elif flip.name == "chip_temp_c":
        load = present.load("miner")
        assert load.chip_temp_c is not None
        hotter = replace(load, chip_temp_c=replace(load.chip_temp_c, value=value))
        return outcome(replace(present, loads=(hotter,)), before, rules)
    elif flip.name == "pv_forecast_w":
        series = tuple((start, max(0.0, round(mean + value, 3))) for start, mean in present.pv_forecast)
        return outcome(replace(present, pv_forecast=series), before, rules)
    else:
        signals[flip.name] = replace(signals[flip.name], value=value)
    return outcome(replace(present, signals=signals), before, rules)


def assert_exact(
    present: EnergyState, before: Memory, rules: Policy, *, thresholds: bool = True
) -> tuple[Counterfactual, ...]:
    base = outcome(present, before, rules)
    found = counterfactuals(present, before, rules, "miner", thresholds=thresholds)
    for flip in found:
        section, _, name = flip.name.partition(".")
        whole = flip.kind is Kind.THRESHOLD and isinstance(getattr(getattr(rules, section), name), int)
        hair = (1.0 if whole and flip.unit in {"s", "min", "blocks", "starts"} else 0.001) * (
            1 if flip.change > 0 else -1
        )
        assert apply(flip, flip.then, present, before, rules) == (flip.action.value, flip.target_w) != base, flip
        assert apply(flip, round(flip.then - hair, 3), present, before, rules) == base, flip
    return found


@settings(max_examples=60, deadline=None)
@given(
    grid=st.integers(-4000, 2500),
    soc=st.integers(40, 100),
    price=st.integers(0, 40),
    temp=st.integers(20, 90),
    level=st.integers(0, 2),
    ran=st.integers(0, 8),
    sun=st.integers(0, 5000),
)
def test_at_the_value_it_flips_and_a_hair_less_it_does_not(
    grid: int, soc: int, price: int, temp: int, level: int, ran: int, sun: int
) -> None:
    present = state(
        loads={"miner": miner(level, chip_temp_c=temp)},
        grid_power_w=grid,
        battery_soc_pct=soc,
        price_ct_kwh=price,
        pv_forecast=forecast(*[sun] * 8),
    )
    before = running_for(ran) if level else memory(blocks_since_change=ran)
    assert_exact(present, before, Policy())


@settings(max_examples=10, deadline=None)
@given(
    flow=st.integers(-4000, 1500),
    soc=st.integers(45, 100),
    level=st.integers(0, 2),
    pv=st.integers(0, 5000),
    hungry=st.integers(0, 10),
    sun=st.integers(-1, 5000),
)
def test_so_it_is_where_remembered_days_and_prices_decide(
    flow: int, soc: int, level: int, pv: int, hungry: int, sun: int
) -> None:
    present = state(
        loads={"miner": miner(level)},
        battery_power_w=flow,
        battery_soc_pct=soc,
        pv_power_w=pv,
        pv_forecast=[] if sun < 0 else forecast(*[sun] * 8),
    )
    days = [3000.0] * hungry + [300.0] * (10 - hungry)
    before = knowing(running_for(9) if level else memory(), *days, usual_w=4000)
    # The thresholds would take some seconds each time.
    assert_exact(present, before, Policy(), thresholds=False)


def test_prices_are_among_what_flips_a_decision_that_was_planned() -> None:
    present = state(loads={"miner": miner(1)}, pv_power_w=300, battery_power_w=1000, battery_soc_pct=70)
    before = knowing(running_for(9), 300, 3000, 500, usual_w=4000)
    assert made(present, before).code == "R1_BATTERY_CREDIT"
    found = {flip.name: flip for flip in assert_exact(present, before, Policy())}
    worth = found["r4.load_ct_kwh"]
    assert (worth.now, worth.unit, worth.change > 0, worth.target_w) == (14, "ct/kWh", True, 1500)
    assert "r4.import_ct_kwh" in found


@settings(max_examples=60, deadline=None)
@given(grid=st.integers(-4000, 2500), soc=st.integers(40, 100), level=st.integers(0, 2))
def test_the_nearest_comes_first(grid: int, soc: int, level: int) -> None:
    present = state(loads={"miner": miner(level)}, grid_power_w=grid, battery_soc_pct=soc)
    found = counterfactuals(present, memory(), Policy(), "miner")
    same_unit = [abs(flip.change) for flip in found if flip.unit == "W"]
    assert same_unit == sorted(same_unit)


def test_an_idle_miner_says_how_much_surplus_it_lacks() -> None:
    present = state(grid_power_w=-380)
    found = counterfactuals(present, memory(), Policy(), "miner")
    assert (found[0].name, found[0].change, found[0].action, found[0].target_w) == ("surplus_w", 420, "START", 800)
    assert tell_nearest(found, "en") == "It would start at 800 W with 420 W more surplus."
    assert tell_nearest(found, "de") == "Ein Start mit 800 W käme mit 420 W mehr Überschuss."


def test_a_running_miner_says_how_much_it_could_lose() -> None:
    present = state(loads={"miner": miner(2)}, grid_power_w=-300)
    found = counterfactuals(present, running_for(9), Policy(), "miner")
    surplus = next(flip for flip in found if flip.name == "surplus_w")
    # 1800 W of surplus carry 1500 W down to 1300 W: the next thousandth lowers it.
    assert surplus.change == pytest.approx(-500.001)
    assert surplus.action == "LOWER"


def test_what_was_started_is_told_to_go_up_or_down_and_not_to_start_again() -> None:
    found = counterfactuals(state(grid_power_w=-1600), memory(), Policy(), "miner")
    assert (found[0].action, found[0].target_w) == ("START", 800)
    assert tell_nearest(found, "en").startswith("It would start at 800 W with ")
    assert tell_nearest_in_force(found, "en", 1500).startswith("It would go down to 800 W with ")
    assert tell_nearest_in_force(found, "en", 500).startswith("It would go up to 800 W with ")
    assert tell_nearest_in_force(found, "en", 0) == tell_nearest(found, "en")
    assert tell_nearest_in_force((), "en", 1500) == tell_nearest((), "en")


@pytest.mark.parametrize(
    ("present", "before"),
    [
        (state(), memory(lockout=lockout(minutes_ago=1))),
        (state(grid_power_w=-3000), memory(overrides=[command("stop")])),
        (state(grid_power_w=-3000, loads={"miner": miner(chip_temp_c=None)}), memory()),
    ],
)
def test_where_nothing_alone_would_flip_it_says_so(present: EnergyState, before: Memory) -> None:
    found = counterfactuals(present, before, Policy(), "miner")
    assert found == ()
    assert tell_nearest(found, "en") == "No single figure alone would change this."
    assert tell_nearest(found, "de") == "Keine einzelne Größe allein würde das ändern."


def test_thresholds_are_found_by_their_place_in_the_policy_and_told_by_their_name() -> None:
    present = state(grid_power_w=-3000, battery_soc_pct=52)
    found = counterfactuals(present, memory(), Policy(), "miner", thresholds=True)
    flip = next(item for item in found if item.name == "r2.soc_soft_min_pct")
    assert flip.then == pytest.approx(51.999)
    assert outcome(present, memory(), policy_with(Policy(), {"r2": {"soc_soft_min_pct": 51.999}}))[0] == "START"
    assert tell_counterfactual(flip, "en") == (
        "It would start at 1,500 W with “Charge for a start” at less than 52 % instead of 53 %."
    )


def test_asking_changes_nothing() -> None:
    present: Any = state(grid_power_w=-380)
    before = memory()
    kept = (repr(present), repr(before))
    counterfactuals(present, before, Policy(), "miner", thresholds=True)
    assert (repr(present), repr(before)) == kept


def test_a_load_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(KeyError):
        counterfactuals(state(), memory(), Policy(), "toaster")


def test_a_hot_load_runs_on_from_the_limit_down_and_the_others_stay_as_they_are() -> None:
    present = state(
        "BLOCK_TICK", grid_power_w=0, loads={"miner": miner(1, chip_temp_c=90), "other": miner(1, power_w=500)}
    )
    flips = counterfactuals(present, running_for(20), Policy(), "miner")
    heat = next(flip for flip in flips if flip.name == "chip_temp_c")
    assert (heat.unit, heat.now, heat.then, heat.action, heat.target_w) == ("°C", 90, 85, "HOLD", 800)


def test_a_dear_hour_would_start_at_the_price_that_is_just_allowed() -> None:
    flips = counterfactuals(state(grid_power_w=-5000, price_ct_kwh=40), memory(), Policy(), "miner")
    price = next(flip for flip in flips if flip.name == "price_ct_kwh")
    assert (price.unit, price.now, price.then, price.action) == ("ct/kWh", 40, 25, "START")


def test_what_is_paid_for_export_may_be_what_keeps_a_load_off() -> None:
    worth = policy_with(Policy(), {"energy_path": {"heat_ct_kwh": 10, "min_margin_ct": 5}})
    present = state(grid_power_w=-5000, feed_in_ct_kwh=8)
    assert made(present, memory(), worth).code == "R1_MARGIN_LOW"
    flips = counterfactuals(present, memory(), worth, "miner")
    paid = next(flip for flip in flips if flip.name == "feed_in_ct_kwh")
    assert (paid.now, paid.then, paid.action) == (8, 5, "START")


def test_policy_numbers_are_tried_only_where_they_are_asked_for() -> None:
    present = state(grid_power_w=-5000, price_ct_kwh=40)
    assert {flip.kind for flip in counterfactuals(present, memory(), Policy(), "miner")} == {Kind.SIGNAL}
    asked = counterfactuals(present, memory(), Policy(), "miner", thresholds=True)
    assert "r1.price_max_ct" in {flip.name for flip in asked if flip.kind is Kind.THRESHOLD}


def flip(change: float, action: Action, target_w: float) -> Counterfactual:
    return Counterfactual(Kind.SIGNAL, "surplus_w", "W", 0, change, action, target_w)


def test_the_smallest_change_is_told_with_its_direction() -> None:
    assert tell_counterfactual(flip(0.5, Action.START, 800), "en").endswith("with 1 W more surplus.")
    assert tell_counterfactual(flip(-0.5, Action.START, 800), "en").endswith("with 1 W less surplus.")


def test_a_hold_that_would_be_one_is_told_as_what_the_load_would_do() -> None:
    on, off = (tell_counterfactual(flip(-10, Action.HOLD, target_w), "en") for target_w in (800, 0))
    assert "800 W" in on
    assert "off" in off


def test_with_thresholds_the_readings_are_tried_as_well() -> None:
    found = counterfactuals(state(grid_power_w=-3000, battery_soc_pct=52), memory(), Policy(), "miner", thresholds=True)
    assert {item.kind for item in found} == {Kind.SIGNAL, Kind.THRESHOLD}


def names(found: tuple[Counterfactual, ...]) -> list[str]:
    return [item.name for item in found]


def test_a_house_without_a_grid_meter_has_no_surplus_to_turn() -> None:
    present = without(state(house_load_w=3500, pv_power_w=4000), "grid_power_w")
    assert "surplus_w" not in names(counterfactuals(present, memory(), Policy(), "miner"))


def test_a_mean_of_the_last_minute_without_a_value_turns_nothing() -> None:
    present = state(grid_power_w=-380, grid_power_hold_w=None)
    assert "surplus_w" in names(counterfactuals(present, memory(), Policy(), "miner"))


def test_more_charge_would_start_where_the_soft_minimum_keeps_it_off() -> None:
    found = counterfactuals(state(grid_power_w=-3000, battery_soc_pct=52), memory(), Policy(), "miner")
    charge = next(item for item in found if item.name == "battery_soc_pct")
    assert (charge.now, charge.then, charge.action) == (52, 53.001, "START")


def test_a_flip_is_a_whole_thousandth_whatever_the_reading() -> None:
    found = counterfactuals(state(grid_power_w=-5000, price_ct_kwh=32.001), memory(), Policy(), "miner")
    assert next(item.then for item in found if item.name == "price_ct_kwh") == 25


def test_the_last_thousandth_of_a_range_is_tried_and_nothing_beyond_it() -> None:
    full = {"eco_pct": 100, "standard_pct": 100, "standard_exit_pct": 100, "super_pct": 100, "super_exit_pct": 100}
    by_charge = policy_with(Policy(), {"r1": {"strategy": "soc_band", "soc_band": full}})
    found = counterfactuals(state(battery_soc_pct=99.999), memory(), by_charge, "miner")
    assert next((item.then, item.action) for item in found if item.name == "battery_soc_pct") == (100, "START")
    any_price = policy_with(Policy(), {"r1": {"price_max_ct": None}})
    assert "price_ct_kwh" not in names(counterfactuals(state(grid_power_w=-5000), memory(), any_price, "miner"))


def test_a_flip_is_found_although_further_on_all_is_as_before() -> None:
    # From 25 minutes ahead on the dip weighs too much, and from 96 on it does not any more.
    dip = forecast(4000, 0, 0, *[4000] * 40)
    near = policy_with(Policy(), {"r4": {"lookahead_min": 15}})
    present = state(grid_power_w=-3000, pv_forecast=dip)
    far = policy_with(near, {"r4": {"lookahead_min": 240}})
    assert outcome(present, memory(), near) == outcome(present, memory(), far) == ("START", 1500)
    found = counterfactuals(present, memory(), near, "miner", thresholds=True)
    assert next(item.then for item in found if item.name == "r4.lookahead_min") == 25


def test_less_sun_ahead_would_keep_it_off() -> None:
    present = state(grid_power_w=-3000, pv_forecast=forecast(*[3000] * 4))
    found = counterfactuals(present, memory(), Policy(), "miner")
    ahead = next(item for item in found if item.name == "pv_forecast_w")
    assert (ahead.unit, ahead.now, ahead.then, ahead.action, ahead.target_w) == ("W", 0, -500.001, "START", 800)


def test_a_forecast_falls_no_lower_than_dark() -> None:
    any_sun = policy_with(Policy(), {"r4": {"min_predicted_surplus_w": 0}})
    present = state(grid_power_w=-3000.5, pv_power_w=3001, pv_forecast=forecast(*[100] * 4))
    found = counterfactuals(present, memory(), any_sun, "miner")
    assert next(item.then for item in found if item.name == "pv_forecast_w") == -99.501


@given(
    grid=st.floats(-1_000_000, 1_000_000),
    hold=st.floats(-1_000_000, 1_000_000) | st.none(),
    more_w=st.integers(-1_000_000_000, 1_000_000_000).map(lambda thousandths: thousandths / 1000),
)
@example(grid=0.3, hold=-0.1, more_w=0.2)
@example(grid=-900_000.0, hold=900_000.0, more_w=200_000.0)
@example(grid=900_000.0, hold=-900_000.0, more_w=-200_000.0)
def test_a_house_with_more_surplus_is_a_house_that_could_be_measured(
    grid: float, hold: float | None, more_w: float
) -> None:
    changed = with_more_surplus(state(grid_power_w=grid, grid_power_hold_w=hold), more_w)
    assert state_from_node(Node("state", state_document(changed))) == changed
    assert changed.signals["grid_power_w"].value is not None


def test_more_surplus_shows_in_both_means_of_the_meter() -> None:
    changed = with_more_surplus(state(grid_power_w=-380, grid_power_hold_w=-300), 100)
    assert [changed.signals[name].value for name in ("grid_power_w", "grid_power_hold_w")] == [-480, -400]


def test_a_change_is_told_to_the_thousandth_and_no_further() -> None:
    assert Counterfactual(Kind.SIGNAL, "battery_soc_pct", "%", 52, 53.001, Action.START, 800).change == 1.001


@pytest.mark.parametrize("name", ["battery_soc_pct", "price_ct_kwh", "feed_in_ct_kwh"])
def test_a_reading_without_a_value_turns_nothing(name: str) -> None:
    silent: dict[str, Any] = {name: None}
    present = state(grid_power_w=-380, **silent)
    assert name not in names(counterfactuals(present, memory(), Policy(), "miner"))


@pytest.mark.parametrize("steps", [1, 2])
def test_a_flip_is_found_a_step_or_two_away_although_one_further_on_all_is_as_before(steps: int) -> None:
    # 2500 W carry 1500 W beside the house's 1000 W; one minute is dark, and the next one makes up for it.
    dark = NOON + (14 + steps) * 60
    series = [(NOON, 2500), (dark, 0), (dark + 60, 50_000), (dark + 120, 2500), (dark + 60_000, 2500)]
    present = state(grid_power_w=-3000, pv_forecast=[[iso_utc(start), mean] for start, mean in series])
    near, before, beyond = (
        policy_with(Policy(), {"r4": {"lookahead_min": 15 + more}}) for more in (0, steps - 1, steps + 1)
    )
    assert outcome(present, memory(), near) == ("START", 1500)
    assert outcome(present, memory(), before) == outcome(present, memory(), beyond) == ("START", 1500)
    found = counterfactuals(present, memory(), near, "miner", thresholds=True)
    assert next(item.then for item in found if item.name == "r4.lookahead_min") == 15 + steps


def test_an_hour_that_is_dark_already_gets_no_darker() -> None:
    # Half the time ahead is dark: only the other half, 6000 W, can lose the 1000 W in which the mean would flip.
    present = state(grid_power_w=-3000, pv_forecast=forecast(0, 6000, 0, 6000))
    found = counterfactuals(present, memory(), Policy(), "miner")
    ahead = next(item for item in found if item.name == "pv_forecast_w")
    assert (ahead.then, ahead.target_w) == (-1000.001, 800)


def test_a_brighter_hour_is_counted_in_thousandths_as_if_it_had_been_forecast() -> None:
    little = policy_with(Policy(), {"r4": {"min_predicted_surplus_w": 0.8}})
    present = state(grid_power_w=-4000, pv_forecast=forecast(*[0.7] * 4))
    assert made(present, memory(), little).code == "R4_SURPLUS_DROP"
    assert made(state(grid_power_w=-4000, pv_forecast=forecast(*[0.8] * 4)), memory(), little).action == "START"
    found = counterfactuals(present, memory(), little, "miner")
    assert next(item.then for item in found if item.name == "pv_forecast_w") == 0.1


def test_a_load_without_a_thermometer_has_no_temperature_to_turn() -> None:
    present = state(grid_power_w=-380, loads={"miner": rod()})
    found = names(counterfactuals(present, memory(), Policy(), "miner"))
    assert "surplus_w" in found
    assert "chip_temp_c" not in found
