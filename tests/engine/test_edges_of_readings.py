"""The last digit, the first second and the emptiest field of what a house reports."""

from typing import Any

import pytest

from custom_components.bitgridai.engine.document import Node, iso_utc
from custom_components.bitgridai.engine.errors import DocumentError
from custom_components.bitgridai.engine.load import LoadSpec, load_from_node
from custom_components.bitgridai.engine.memory import memory_document
from custom_components.bitgridai.engine.policy import Policy
from custom_components.bitgridai.engine.preview import what_if
from custom_components.bitgridai.engine.signals import (
    FLAG,
    HOUSE_SIGNALS,
    Quality,
    Signal,
    series_from_node,
    signal_document,
    signal_from_node,
    window_mean,
)
from tests.engine.houses import NOON, memory, miner, policy, state

POWER = HOUSE_SIGNALS["grid_power_w"]
FINE = 1.23456789
HOUR_S = 3600


def test_a_value_is_new_and_seen_throughout_where_nothing_else_is_said() -> None:
    assert Signal.of(POWER, 5.0) == Signal(5.0, Quality.OK, 0.0, 1.0)
    assert Signal.of(POWER, None) == Signal(None, Quality.MISSING, 0.0, 1.0)
    assert signal_from_node(Node("x", 5), POWER) == Signal(5.0, Quality.OK, 0.0, 1.0)


def test_every_figure_of_a_reading_is_rounded_like_the_records() -> None:
    signal = signal_from_node(Node("x", {"value": FINE, "age_s": FINE, "coverage": 0.98765}), POWER)
    assert (signal.value, signal.age_s, signal.coverage) == (1.235, 1.235, 0.988)
    assert Signal.of(POWER, FINE, FINE, 0.98765) == signal
    series = series_from_node(Node("x", [[iso_utc(NOON), FINE]]), POWER)
    assert series == ((NOON, 1.235),)


@pytest.mark.parametrize(
    ("document", "shortest"),
    [
        ({"value": 5, "age_s": 0, "coverage": 1}, 5.0),
        ({"value": None}, None),
        ({"value": 5, "age_s": 3}, {"value": 5.0, "age_s": 3.0}),
        ({"value": 5, "coverage": 0.5}, {"value": 5.0, "coverage": 0.5}),
        ({"value": 5, "quality": "stale"}, {"value": 5.0, "quality": "stale"}),
        ({"value": 5, "quality": "invalid"}, {"value": None, "quality": "invalid"}),
        ({"value": 5, "quality": "missing"}, None),
        ({"value": None, "age_s": 7, "quality": "missing"}, {"value": None, "age_s": 7.0}),
        ({"value": 1e9}, {"value": None, "quality": "invalid"}),
        ({"value": 1e9, "quality": "stale"}, {"value": None, "quality": "invalid"}),
    ],
)
def test_a_reading_is_written_in_its_shortest_form_and_reads_back_the_same(document: Any, shortest: Any) -> None:
    signal = signal_from_node(Node("x", document), POWER)
    assert signal_document(signal) == shortest
    assert signal_from_node(Node("x", shortest), POWER) == signal


@pytest.mark.parametrize("value", [True, False])
def test_a_flag_is_written_as_one(*, value: bool) -> None:
    signal = signal_from_node(Node("x", value), FLAG)
    assert signal_document(signal, flag=True) is value


SERIES = ((NOON, 100.0), (NOON + HOUR_S, 200.0), (NOON + 2 * HOUR_S, 600.0))


@pytest.mark.parametrize(
    ("start", "end", "mean", "covered"),
    [
        (NOON, NOON + HOUR_S, 100.0, 1.0),
        (NOON + HOUR_S // 2, NOON + 3 * HOUR_S // 2, 150.0, 1.0),
        (NOON, NOON + 3 * HOUR_S, 300.0, 1.0),
        (NOON - HOUR_S, NOON, 0.0, 0.0),
        (NOON - HOUR_S, NOON + HOUR_S, 100.0, 0.5),
        (NOON + 2 * HOUR_S, NOON + 4 * HOUR_S, 600.0, 0.5),
        (NOON + 3 * HOUR_S, NOON + 4 * HOUR_S, 0.0, 0.0),
    ],
)
def test_a_window_of_a_forecast(start: int, end: int, mean: float, covered: float) -> None:
    assert window_mean(SERIES, start, end) == (mean, covered)


def test_the_setting_of_a_continuous_load_keeps_the_digits_of_the_records() -> None:
    assert LoadSpec((0.0, 0.1, 0.9), 0.1).at_most(0.3) == 0.3
    read = load_from_node("x", Node("load", {"range_w": {"min": 500, "max": 900.00049, "step": 100.00049}}))
    assert (read.spec.top_w, read.spec.step_w) == (900.0, 100.0)


def test_the_level_of_a_continuous_load_is_off_or_on() -> None:
    document = {"range_w": {"min": 500, "max": 900, "step": 100}, "level": 2}
    with pytest.raises(DocumentError):
        load_from_node("x", Node("load", document))
    assert load_from_node("x", Node("load", miner(2))).set_w == 1500.0
    with pytest.raises(DocumentError):
        load_from_node("x", Node("load", {**miner(2), "level": 3}))


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"signals": 5}, "what_if.signals"),
        ({"loads": []}, "what_if.loads"),
        ({"loads": {"miner": 5}}, "what_if.loads.miner"),
        ({"policy": 5}, "what_if.policy"),
        ({"wish": {}}, "what_if.wish"),
    ],
)
def test_a_what_if_that_is_none_is_refused_at_its_place(changes: Any, place: str) -> None:
    with pytest.raises(DocumentError) as refused:
        what_if(state(), memory(), Policy(), changes)
    assert refused.value.path == place


def test_a_what_if_lays_parts_over_what_is_there_and_adds_what_is_not() -> None:
    hot = what_if(state(loads={"miner": miner(2)}), memory(), Policy(), {"loads": {"miner": {"chip_temp_c": 99}}})
    assert hot.decision.load("miner").code == "R3_OVERTEMP"
    dear = what_if(state(grid_power_w=-5000), memory(), Policy(), {"signals": {"price_ct_kwh": {"value": 99}}})
    assert dear.decision.load("miner").code == "R1_PRICE_HIGH"
    assert memory_document(memory()) == memory_document(memory())


@pytest.mark.parametrize(
    ("entered", "sats"),
    [
        ({"network_hashrate_eh_s": 900}, None),
        ({"miner_efficiency_j_th": 20}, None),
        ({"miner_power_w": 1000, "network_hashrate_eh_s": 900}, None),
        ({"miner_hashrate_th_s": 50, "network_hashrate_eh_s": 900}, None),
        ({"miner_hashrate_th_s": 50, "miner_power_w": 1000, "network_hashrate_eh_s": 900}, "the same"),
        ({"miner_efficiency_j_th": 20, "network_hashrate_eh_s": 900}, "the same"),
        ({"miner_efficiency_j_th": 20, "miner_hashrate_th_s": 1, "miner_power_w": 1, "network_hashrate_eh_s": 900},
         "the same"),
    ],
)  # fmt: skip
def test_satoshis_follow_from_efficiency_and_network_and_from_nothing_less(
    entered: dict[str, float], sats: str | None
) -> None:
    decided = what_if(state(), memory(), policy(energy_path=entered), {}).decision.paths.computed_sats_per_kwh
    if sats is None:
        assert decided is None
        return
    by_efficiency = policy(energy_path={"miner_efficiency_j_th": 20, "network_hashrate_eh_s": 900})
    assert decided == what_if(state(), memory(), by_efficiency, {}).decision.paths.computed_sats_per_kwh
    assert decided is not None
    assert decided > 0
