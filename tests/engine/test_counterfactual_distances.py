"""How far a change of one figure is from a change of another: what is told first depends on it."""

import pytest

from custom_components.bitgridai.engine.counterfactual import (
    _edge,
    counterfactuals,
)
from custom_components.bitgridai.engine.document import iso_utc
from custom_components.bitgridai.engine.policy import Policy, policy_with
from custom_components.bitgridai.engine.vocabulary import Action
from tests.engine.test_counterfactuals import names

from .houses import NOON, memory, miner, running_for, state


def test_a_step_of_a_count_is_as_far_as_500_watts() -> None:
    # It lacks 410 W to the next level; a block less of runtime would stop it.
    present = state(grid_power_w=210, loads={"miner": miner(1, (0, 800, 1000))})
    found = names(counterfactuals(present, running_for(2), Policy(), "miner", thresholds=True))
    assert found.index("surplus_w") < found.index("r5.min_runtime_blocks")


def test_of_two_ways_the_shorter_one_counts() -> None:
    by_charge = policy_with(Policy(), {"r1": {"strategy": "soc_band"}})
    for soc, then in ((78, 80), (60, 50)):
        present = state(battery_soc_pct=soc, loads={"miner": miner(1)})
        found = counterfactuals(present, running_for(20), by_charge, "miner")
        assert next(item.then for item in found if item.name == "battery_soc_pct") == then


def test_less_is_as_far_as_more() -> None:
    present = state(grid_power_w=-300, loads={"miner": miner(2)})
    found = counterfactuals(present, running_for(9), Policy(), "miner")
    assert names(found) == ["surplus_w", "chip_temp_c", "battery_soc_pct"]
    assert [item.change < 0 for item in found] == [True, False, True]


@pytest.mark.parametrize(
    ("name", "near", "far"),
    [
        ("chip_temp_c", {"chip_temp_c": 75.001}, {"chip_temp_c": 75}),
        ("battery_soc_pct", {"soc": 60}, {"soc": 60.001}),
        ("r3.telemetry_max_age_s", {"age_s": 120.001}, {"age_s": 120}),
    ],
)
def test_ten_degrees_ten_percent_and_a_minute_are_as_far_as_500_watts(
    name: str, near: dict[str, float], far: dict[str, float]
) -> None:
    def first(soc: float = 90, chip_temp_c: float = 60, age_s: float = 0) -> str:
        warm = miner(2, chip_temp_c={"value": chip_temp_c, "age_s": age_s})
        present = state(loads={"miner": warm}, grid_power_w=-300, battery_soc_pct=soc)
        # The meter may lose 500.001 W.
        return counterfactuals(present, running_for(9), Policy(), "miner", thresholds=name.startswith("r3"))[0].name

    assert (first(**near), first(**far)) == (name, "surplus_w")


def test_five_cents_are_as_far_as_500_watts() -> None:
    cheap = policy_with(Policy(), {"r1": {"opportunity": {"enabled": True}}})

    def first(price_ct: float) -> str:
        return counterfactuals(state(grid_power_w=-300, price_ct_kwh=price_ct), memory(), cheap, "miner")[0].name

    assert (first(10), first(10.001)) == ("price_ct_kwh", "surplus_w")


@pytest.mark.parametrize(("minutes", "nearest"), [(30, "r4.lookahead_min"), (31, "surplus_w")])
def test_half_an_hour_is_as_far_as_500_watts(minutes: int, nearest: str) -> None:
    # A dear hour begins so far beyond what is looked at. The meter may lose 500.001 W.
    near = policy_with(Policy(), {"r4": {"lookahead_min": 15, "price_spike_ct": 40}})
    dear = [[iso_utc(NOON), 20], [iso_utc(NOON + (14 + minutes) * 60), 50]]
    present = state(grid_power_w=-2000, price_forecast=dear)
    found = counterfactuals(present, memory(), near, "miner", thresholds=True)
    compared = [item for item in found if item.name in {"surplus_w", "r4.lookahead_min"}]
    assert [abs(item.change) for item in sorted(compared, key=lambda item: item.name)] == [minutes, 500.001]
    assert compared[0].name == nearest


@pytest.mark.parametrize("count", [7, 8, 9, 13])
@pytest.mark.parametrize("place", [1, 2, 3, 5, 6, 7])
def test_an_edge_is_found_on_the_thousandth_wherever_the_range_ends(count: int, place: int) -> None:
    found = _edge(
        1000, 1, count, lambda value: (Action.START, float(value >= (1000 + place) / 1000)), (Action.START, 0)
    )
    assert found is not None
    assert (found[0], type(found[0])) == (1000 + place, int)
