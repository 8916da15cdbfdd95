from tests.engine.houses import decided, policy, state


def test_each_path_has_the_worth_of_a_kilowatt_hour() -> None:
    rules = policy(
        energy_path={
            "heat_ct_kwh": 12,
            "heat_share": 0.5,
            "sats_per_kwh": 40,
            "sat_price_ct": 0.1,
            "hodl_factor": 2,
            "feed_in_ct_kwh": 7,
        }
    )
    paths = decided(state(), rules=rules).paths
    assert (paths.export_ct, paths.heat_ct, paths.hodl_ct) == (7, 6, 8)


def test_a_measured_payment_for_feeding_in_replaces_the_configured_one() -> None:
    assert decided(state(feed_in_ct_kwh=3)).paths.export_ct == 3
    assert decided(state(feed_in_ct_kwh=None)).paths.export_ct == 8
    assert decided(state(feed_in_ct_kwh=-2)).paths.export_ct == -2


def test_what_is_not_configured_is_worth_nothing() -> None:
    paths = decided(state()).paths
    assert (paths.heat_ct, paths.hodl_ct) == (0, 0)
    assert decided(state(), rules=policy(energy_path={"sats_per_kwh": 40})).paths.hodl_ct == 0


def test_a_miner_that_heats_earns_on_both_paths() -> None:
    both = policy(energy_path={"heat_ct_kwh": 5, "sats_per_kwh": 50, "sat_price_ct": 0.1, "min_margin_ct": 2})
    assert decided(state(grid_power_w=-2000), rules=both).load("miner").action == "START"
    heat = policy(energy_path={"heat_ct_kwh": 5, "min_margin_ct": 2})
    assert decided(state(grid_power_w=-2000), rules=heat).load("miner").code == "R1_MARGIN_LOW"
