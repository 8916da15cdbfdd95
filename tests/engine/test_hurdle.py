"""Where nothing alone starts a load: how much surplus it lacks, and what would hold it back even then."""

from custom_components.bitgridai.engine.counterfactual import counterfactuals
from custom_components.bitgridai.engine.hurdle import next_hurdle
from custom_components.bitgridai.engine.policy import Policy

from .houses import forecast, knowing, lockout, made, memory, miner, state

EVENING = state(grid_power_w=-380, pv_power_w=1000, pv_forecast=forecast(0, 0, 0, 0))


def test_in_the_evening_it_lacks_surplus_and_the_forecast_would_hold_it_back_even_then() -> None:
    assert counterfactuals(EVENING, memory(), Policy(), "miner") == ()
    hurdle = next_hurdle(EVENING, memory(), Policy(), "miner")
    assert hurdle is not None
    assert (hurdle.lacking_w, hurdle.then.code, hurdle.then.target_w) == (420, "R4_SURPLUS_DROP", 0)
    assert made(state(grid_power_w=-800, pv_power_w=1000, pv_forecast=forecast(0, 0, 0, 0))).code == hurdle.then.code


def test_less_than_a_watt_counts_as_one() -> None:
    hurdle = next_hurdle(
        state(grid_power_w=-379.5, pv_power_w=1000, pv_forecast=forecast(0, 0, 0, 0)), memory(), Policy(), "miner"
    )
    assert hurdle is not None
    assert hurdle.lacking_w == 421


def test_there_is_none_where_the_surplus_alone_would_do() -> None:
    assert next_hurdle(state(grid_power_w=-380), memory(), Policy(), "miner") is None


def test_there_is_none_where_something_else_than_the_surplus_decides() -> None:
    assert next_hurdle(state(), memory(lockout=lockout(minutes_ago=1)), Policy(), "miner") is None
    assert next_hurdle(state(grid_power_w=-3000), memory(), Policy(), "miner") is None


def test_there_is_none_where_another_load_would_take_what_this_one_lacks() -> None:
    # 700 W start neither. With 100 W more the first one takes 750 W of them, and the miner lacks surplus as before.
    first = miner(0, (0, 750), priority=1)
    present = state(grid_power_w=-700, loads={"first": first, "miner": miner(0, (0, 800), priority=2)})
    assert made(present).code == "R1_SURPLUS_LOW"
    assert next_hurdle(present, memory(), Policy(), "miner") is None


def test_there_is_none_for_a_load_of_one_watt_that_would_start() -> None:
    tiny = {"range_w": {"min": 1, "max": 3, "step": 1}, "level": 0, "target_w": 0, "power_w": 0}
    present = state(grid_power_w=-0.5, loads={"miner": tiny})
    assert made(present).code == "R1_SURPLUS_LOW"
    assert next_hurdle(present, memory(), Policy(), "miner") is None


def test_where_a_start_would_not_pay_it_is_told_behind_the_missing_surplus() -> None:
    before = knowing(memory(), *[500] * 3, usual_w=0)
    dark = state(grid_power_w=-380, pv_power_w=1000, battery_soc_pct=100)
    hurdle = next_hurdle(dark, before, Policy(), "miner")
    assert hurdle is not None
    assert (hurdle.lacking_w, hurdle.then.code) == (420, "R4_RUN_SHORT")
