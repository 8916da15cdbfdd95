"""Live, replayed and restarted figures are the same to the last digit."""

from typing import Any

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.bitgridai.engine.document import Node
from custom_components.bitgridai.engine.errors import DocumentError
from custom_components.bitgridai.engine.key_figures import (
    KeyFigures,
    figures_report,
    key_figures_document,
    key_figures_from_node,
)

from .ledgers import BLOCK_S, MIDNIGHT, HandLedger, counted, miner, policy, reread, restarted

power = st.floats(-6000, 6000)
reading = st.one_of(
    power,
    st.none(),
    st.fixed_dictionaries({"value": power, "coverage": st.floats(0, 1), "age_s": st.floats(0, 400)}),
)
sun = st.one_of(st.floats(0, 9000), st.none())
looks = st.tuples(
    st.one_of(st.just(BLOCK_S), st.integers(-90_000, 90_000)),
    st.sampled_from(["BLOCK_TICK", "BLOCK_TICK", "BLOCK_TICK", "GUARD", "SAFETY", "RECOVERY"]),
    st.fixed_dictionaries(
        {"grid_power_w": reading, "pv_power_w": sun, "battery_power_w": reading, "battery_soc_pct": st.floats(0, 100)}
    ),
    st.fixed_dictionaries({"level": st.sampled_from([0, 1, None]), "power_w": sun, "chip_temp_c": st.floats(20, 95)}),
)


def written(stream: list[Any]) -> HandLedger:
    paths = {
        "heat_ct_kwh": 9.5,
        "miner_efficiency_j_th": 21.5,
        "network_hashrate_eh_s": 912.3,
        "btc_price_eur": 91234.5,
    }
    ledger = HandLedger(policy(energy_path=paths), zone="Europe/Berlin", capacity_wh=8765.4)
    now = MIDNIGHT
    for step_s, trigger, signals, load in stream:
        now += step_s
        ledger.look(now, signals, {"miner": miner(**load)}, trigger)
    return ledger


@settings(max_examples=60, deadline=None)
@given(stream=st.lists(looks, max_size=12), cut=st.integers(0, 12))
def test_figures_survive_the_file_and_a_restart_anywhere(stream: list[Any], cut: int) -> None:
    ledger = written(stream)
    live = counted(ledger.records)
    assert counted(reread(ledger.records)) == live
    before = restarted(counted(ledger.records[:cut]))
    assert before == counted(ledger.records[:cut])
    assert counted(ledger.records[cut:], before) == live
    assert figures_report(counted(ledger.records[cut:], before)) == figures_report(live)


@settings(max_examples=60, deadline=None)
@given(stream=st.lists(looks, max_size=12))
def test_the_loads_never_save_import_and_never_add_export(stream: list[Any]) -> None:
    total = written(stream).figures.total
    assert total.import_without_mj <= total.import_mj
    assert total.export_without_mj >= total.export_mj
    assert total.covered_s <= total.ticked_s <= total.elapsed_s


def test_nothing_is_where_the_figures_begin() -> None:
    assert key_figures_from_node(Node("figures", None)) == KeyFigures()


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"version": 2}, "figures.version"),
        ({"seq": -1}, "figures.seq"),
        ({"total": {"pv_mj": 0.5}}, "figures.total.pv_mj"),
        ({"total": {"load_mj": {"miner": -1}}}, "figures.total.load_mj.miner"),
        ({"baseline": {}}, "figures.baseline"),
        ({"worth": {"export_mct": 1}}, "figures.worth"),
        ({"mood": 1}, "figures.mood"),
    ],
)
def test_what_is_no_figures_document_is_refused_with_its_place(change: dict[str, Any], path: str) -> None:
    document: dict[str, Any] = {**key_figures_document(KeyFigures()), **change}
    with pytest.raises(DocumentError) as refused:
        key_figures_from_node(Node("figures", document))
    assert refused.value.path == path
