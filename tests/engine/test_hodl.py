"""What a mined kWh earns, by hand, and where its figures may come from."""

from typing import Any

import pytest

from custom_components.bitgridai.engine.hodl import sat_price_ct, sats_per_kwh
from custom_components.bitgridai.engine.policy import policy_document, policy_hash
from custom_components.bitgridai.engine.state import state_document
from custom_components.bitgridai.engine.step import decision_document

from .houses import decided, made, policy, remembered, reread, state

NETWORK = {"miner_efficiency_j_th": 20, "network_hashrate_eh_s": 600, "block_fees_btc": 0.1}


def worth(paths: dict[str, Any], **signals: Any) -> dict[str, Any]:
    document = decision_document(decided(state(**signals), rules=policy(energy_path=paths)))
    found: dict[str, Any] = document["paths"]  # type: ignore[assignment]
    return found


def test_the_expected_satoshis_by_hand() -> None:
    # 1 kW at 20 J/TH: 50 TH/s of 600 EH/s = 8.3333e-8; times 6 blocks of 3.225 BTC an hour: 161.25 sat.
    assert sats_per_kwh(20, 600, 3.225) == pytest.approx(161.25)
    # Twice the energy per hash, twice the network: a quarter.
    assert sats_per_kwh(40, 1200, 3.225) == pytest.approx(161.25 / 4)


def test_what_a_kilowatt_hour_earns_is_right_to_a_millionth_of_a_satoshi() -> None:
    # 1 kW at 1 J/TH: 1000 TH/s, a thousandth of 1 EH/s and of 6 blocks of 1e8 sat an hour.
    assert sats_per_kwh(1, 1, 1) == pytest.approx(600_000, abs=1e-6, rel=0)
    assert sat_price_ct(1e6) == pytest.approx(1, rel=1e-12)


def test_a_day_of_the_whole_network_earns_144_blocks() -> None:
    power_kw = 600e6 * 20 / 1000  # 600 EH/s at 20 J/TH
    assert sats_per_kwh(20, 600, 3.125) * power_kw * 24 == pytest.approx(144 * 3.125 * 1e8)


def test_the_price_of_a_satoshi() -> None:
    assert sat_price_ct(100_000) == pytest.approx(0.1)


def test_satoshis_follow_from_entered_figures() -> None:
    assert worth({**NETWORK, "btc_price_eur": 100_000}) == {
        "export_ct": 8,
        "heat_ct": 0,
        "hodl_ct": pytest.approx(16.125),
        "sats_per_kwh": pytest.approx(161.25),
    }


def test_hashrate_and_power_serve_where_the_efficiency_is_not_known() -> None:
    paths = {"miner_hashrate_th_s": 100, "miner_power_w": 2000, "network_hashrate_eh_s": 600, "block_fees_btc": 0.1}
    assert worth(paths)["sats_per_kwh"] == pytest.approx(161.25)


def test_sensors_of_the_market_come_before_what_was_entered() -> None:
    shown = worth({**NETWORK, "btc_price_eur": 1}, network_hashrate_eh_s=1200, btc_price_eur=100_000)
    assert shown["sats_per_kwh"] == pytest.approx(80.625)
    assert shown["hodl_ct"] == pytest.approx(8.0625)


def test_what_was_entered_as_satoshis_comes_first_and_is_not_recorded_again() -> None:
    shown = worth({**NETWORK, "sats_per_kwh": 50, "sat_price_ct": 0.2}, network_hashrate_eh_s=1200)
    assert shown["hodl_ct"] == pytest.approx(10)
    assert "sats_per_kwh" not in shown


@pytest.mark.parametrize("age_s", [300, 86_400])
def test_market_figures_may_be_a_day_old(age_s: int) -> None:
    old = {"value": 1200, "age_s": age_s}
    assert worth(NETWORK, network_hashrate_eh_s=old)["sats_per_kwh"] == pytest.approx(80.625)


def test_older_market_figures_give_way_to_what_was_entered() -> None:
    old = {"value": 1200, "age_s": 86_401}
    assert worth(NETWORK, network_hashrate_eh_s=old)["sats_per_kwh"] == pytest.approx(161.25)


def test_without_the_network_nothing_is_made_up() -> None:
    shown = worth({"miner_efficiency_j_th": 20, "btc_price_eur": 100_000})
    assert shown == {"export_ct": 8, "heat_ct": 0, "hodl_ct": 0}


def test_a_silent_market_sensor_does_not_keep_a_load_from_starting() -> None:
    readings: dict[str, Any] = {"grid_power_w": -3000, "btc_price_eur": None, "network_hashrate_eh_s": None}
    assert made(state(**readings)).action == "START"


def test_a_policy_from_before_these_fields_keeps_its_hash() -> None:
    assert policy_hash(policy()) == "765072f6e8266a9beb1ec0d780861ed89740e11238e20e13d9e84e7e4e0f5f42"
    assert "btc_price_eur" not in policy_document(policy())["energy_path"]  # type: ignore[operator]
    assert policy_hash(policy(energy_path={"block_subsidy_btc": 1.5625})) != policy_hash(policy())


def test_market_signals_read_back_the_same() -> None:
    present = state(btc_price_eur=91_234.5, network_hashrate_eh_s={"value": 912.3, "age_s": 600})
    shown: dict[str, Any] = state_document(present)["signals"]  # type: ignore[assignment]
    assert shown["btc_price_eur"] == 91_234.5
    assert shown["network_hashrate_eh_s"] == {"value": 912.3, "age_s": 600}
    assert reread(remembered(present)) == remembered(present)


@pytest.mark.parametrize(
    "known",
    [
        {"miner_hashrate_th_s": 100, "network_hashrate_eh_s": 600},
        {"miner_power_w": 2000, "network_hashrate_eh_s": 600},
        {"network_hashrate_eh_s": 600},
        {"miner_hashrate_th_s": 100, "miner_power_w": 2000},
        {"miner_efficiency_j_th": 20},
        {},
    ],
)
def test_half_of_what_it_takes_to_know_earns_nothing_and_stops_nothing(known: dict[str, Any]) -> None:
    known = {**known, "btc_price_eur": 100_000}
    assert worth(known) == {"export_ct": 8, "heat_ct": 0, "hodl_ct": 0}
    assert made(state(grid_power_w=-3000), rules=policy(energy_path=known)).code == "R1_SURPLUS_OK"
