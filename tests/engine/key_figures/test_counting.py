"""What one block, one gap, one jump of the clock and one midnight do to the figures."""

import pytest

from custom_components.bitgridai.engine.errors import DocumentError
from custom_components.bitgridai.engine.key_figures import FIGURES, KeyFigures, figure_value, load_energy_kwh
from custom_components.bitgridai.engine.key_figures.accumulate import Worth
from custom_components.bitgridai.engine.key_figures.block import BlockMeans, block_means
from custom_components.bitgridai.engine.record import event_record
from custom_components.bitgridai.engine.rephrase import REPHRASED_EVENT

from .ledgers import BLOCK_S, HOUR_S, MIDNIGHT, SUNNY, HandLedger, miner, policy

NOON = MIDNIGHT + 12 * HOUR_S


def test_an_hour_of_constant_powers_is_counted_to_the_watt_hour() -> None:
    ledger = HandLedger()
    for block in range(6):
        ledger.look(NOON + block * BLOCK_S)
    assert ledger.value("export_kwh") == 1.0
    assert ledger.value("pv_kwh") == 3.0
    assert ledger.value("house_kwh") == 2.0
    assert ledger.value("import_kwh") == 0.0
    assert load_energy_kwh("miner", ledger.figures.total) == 1.5
    # 3 kWh of sun, 1 of it given away; without the miner 2.5 would have been.
    assert ledger.value("self_consumption_pct") == 66.7
    assert ledger.value("export_without_loads_kwh") == 2.5
    assert ledger.value("self_consumption_without_loads_pct") == 16.7
    assert ledger.value("surplus_used_pct") == 60.0
    assert ledger.value("autarky_pct") == 100.0


def test_import_that_the_loads_caused_is_what_they_drew_beyond_the_sun() -> None:
    ledger = HandLedger()
    for block in range(6):
        ledger.look(NOON + block * BLOCK_S, {"grid_power_w": 600, "pv_power_w": 1000})
    assert ledger.value("import_kwh") == 0.6
    # 1500 W of the miner away from 600 W of import: 900 W of export instead.
    assert ledger.value("import_without_loads_kwh") == 0.0
    assert ledger.value("import_caused_kwh") == 0.6
    assert ledger.value("autarky_pct") == 62.5
    assert ledger.value("autarky_without_loads_pct") == 100.0


@pytest.mark.parametrize(
    "reading",
    [
        None,
        {"value": -1000, "coverage": 0.49},
        {"value": -1000, "age_s": 181},
        {"value": 2_000_000},
    ],
)
def test_a_mean_that_is_not_known_is_an_uncovered_block_and_never_zero(reading: object) -> None:
    ledger = HandLedger()
    ledger.look(NOON)
    ledger.look(NOON + BLOCK_S, {"grid_power_w": reading, "pv_power_w": 3000})
    assert ledger.value("block_coverage_pct") == 50.0
    assert ledger.value("pv_kwh") == 0.5
    assert load_energy_kwh("miner", ledger.figures.total) == 0.5, "the load's own meter was heard in both"


def test_a_meter_of_a_running_load_that_says_nothing_leaves_the_block_open() -> None:
    ledger = HandLedger()
    ledger.look(NOON, loads={"miner": miner(None)})
    assert ledger.value("block_coverage_pct") == 0.0
    ledger.look(NOON + BLOCK_S, loads={"miner": miner(None, level=0)})
    assert ledger.value("block_coverage_pct") == 50.0, "a load that is off draws nothing"


def test_a_load_without_a_meter_counts_its_nominal_power() -> None:
    ledger = HandLedger()
    for block in range(6):
        ledger.look(NOON + block * BLOCK_S, loads={"rod": {"levels_w": [0, 900], "level": 1}})
    assert load_energy_kwh("rod", ledger.figures.total) == 0.9


def test_a_house_without_a_grid_meter_takes_it_from_the_balance() -> None:
    ledger = HandLedger()
    for block in range(6):
        ledger.look(NOON + block * BLOCK_S, {"pv_power_w": 3000, "house_load_w": 2000})
    assert ledger.value("export_kwh") == 1.0


def test_a_gap_lowers_the_coverage_and_adds_no_energy() -> None:
    ledger = HandLedger()
    ledger.look(NOON)
    ledger.look(NOON + 4 * BLOCK_S)
    assert ledger.value("block_coverage_pct") == 40.0
    assert ledger.value("pv_kwh") == 1.0
    assert ledger.today("block_coverage_pct") == 100.0, "how much of a gap belongs to today is not known"


def test_a_clock_that_goes_back_counts_no_block_twice() -> None:
    ledger = HandLedger()
    for now in (NOON, NOON + BLOCK_S, NOON, NOON + BLOCK_S, NOON + 2 * BLOCK_S):
        ledger.look(now)
    assert ledger.value("pv_kwh") == 1.5
    assert ledger.value("block_coverage_pct") == 100.0


def test_a_clock_that_was_wrong_by_years_does_not_stop_the_counting() -> None:
    ledger = HandLedger()
    ledger.look(NOON + 400 * 24 * HOUR_S)
    ledger.look(NOON)
    ledger.look(NOON + BLOCK_S)
    assert ledger.value("pv_kwh") == 1.5
    assert ledger.figures.date == "2026-06-15"
    assert ledger.today("pv_kwh") == 1.0


def test_a_change_of_the_block_length_goes_on_where_the_last_block_ended() -> None:
    ledger = HandLedger()
    ledger.look(NOON)
    ledger.set_policy(policy(block={"length_s": 300}), NOON)
    ledger.look(NOON + 300)
    assert ledger.value("pv_kwh") == 0.75
    assert ledger.value("block_coverage_pct") == 100.0


def test_a_block_of_a_policy_that_is_not_known_is_left_out() -> None:
    ledger = HandLedger()
    ledger.look(NOON)
    figures = KeyFigures().take(ledger.records[1])
    assert figures.block_end is None
    assert figures.total.decisions == 1


def test_looks_between_ticks_count_decisions_but_no_energy() -> None:
    ledger = HandLedger()
    ledger.look(NOON)
    ledger.look(NOON + 30, {"grid_power_w": 5000, "pv_power_w": 0}, trigger="GUARD")
    assert ledger.value("import_kwh") == 0.0
    assert ledger.figures.total.decisions == 2
    assert ledger.value("switches_per_day") == 144.0, "the guard's stop, within one block"


def test_a_load_that_overheats_is_one_incident_until_it_is_released() -> None:
    ledger = HandLedger()
    hot, cool = {"miner": miner(chip_temp_c=90)}, {"miner": miner(chip_temp_c=50, level=0, power_w=0)}
    ledger.look(NOON, loads=hot, trigger="SAFETY")
    ledger.look(NOON + BLOCK_S, loads=hot)
    ledger.look(NOON + 2 * BLOCK_S, loads=cool)
    ledger.look(NOON + 10 * BLOCK_S, loads=cool)
    assert ledger.value("thermal_incidents") == 1.0
    ledger.look(NOON + 11 * BLOCK_S, loads=hot)
    assert ledger.value("thermal_incidents") == 2.0


def test_every_decision_of_this_engine_is_explained() -> None:
    ledger = HandLedger()
    ledger.look(NOON)
    assert ledger.value("explanation_coverage_pct") == 100.0


def test_nothing_counted_is_no_value_and_not_zero_percent() -> None:
    empty = KeyFigures()
    shares = [figure for figure in FIGURES if figure.unit in {"%", "1/d", "sat/kWh"}]
    assert len(shares) == 11
    assert all(figure.value(empty.total) is None for figure in shares)


def test_what_the_battery_model_rounds_at_night_is_no_surplus() -> None:
    """A load in standby: without its 8 W the battery would have given 8 W less, to within a thousandth."""
    ledger = HandLedger(capacity_wh=7000)
    night = {"pv_power_w": 0, "grid_power_w": 0, "battery_power_w": 235.019, "battery_soc_pct": 59.41}
    for block in range(1, 13):
        loads = {"miner": miner(8, level=0)}
        ledger.look(MIDNIGHT + block * BLOCK_S, night, loads)
    assert 0 < ledger.figures.total.export_without_mj < 10_000
    assert (ledger.value("export_without_loads_kwh"), ledger.value("export_kwh")) == (0.0, 0.0)
    assert ledger.value("surplus_used_pct") is None


def test_a_night_has_no_self_consumption() -> None:
    ledger = HandLedger()
    ledger.look(MIDNIGHT + HOUR_S, {"grid_power_w": 2000})
    assert ledger.value("self_consumption_pct") is None
    assert ledger.value("surplus_used_pct") is None
    assert ledger.value("autarky_pct") == 0.0
    assert figure_value("model_fallback_pct", ledger.figures.total) is None


def test_the_last_block_of_a_day_does_not_begin_the_next() -> None:
    ledger = HandLedger()
    day = 24 * HOUR_S
    for now in range(MIDNIGHT + day - 2 * BLOCK_S, MIDNIGHT + day + BLOCK_S, BLOCK_S):
        ledger.look(now)
    assert ledger.figures.date == "2026-06-16"
    assert ledger.today("pv_kwh") == 0.0
    assert ledger.figures.today.decisions == 1
    ledger.look(MIDNIGHT + day + BLOCK_S)
    assert ledger.today("pv_kwh") == 0.5


@pytest.mark.parametrize(
    ("midnight", "hours"),
    [
        (1_774_738_800, 23),  # 2026-03-29 in Berlin, the clock goes forward
        (1_792_879_200, 25),  # 2026-10-25 in Berlin, the clock goes back
        (1_835_391_600, 24),  # 2028-02-29
    ],
)
def test_a_day_is_as_long_as_it_is_in_the_household(midnight: int, hours: int) -> None:
    ledger = HandLedger(zone="Europe/Berlin")
    ledger.look(midnight - BLOCK_S)
    for now in range(midnight, midnight + hours * HOUR_S, BLOCK_S):
        ledger.look(now)
    ledger.look(midnight + hours * HOUR_S - 1, trigger="GUARD")
    assert ledger.today("pv_kwh") == 3.0 * hours - 0.5, "the block that ends at midnight is still to come"
    assert ledger.value("pv_kwh") == 3.0 * hours + 0.5
    ledger.look(midnight + hours * HOUR_S)
    assert ledger.today("pv_kwh") == 0.0


def test_a_path_is_worth_what_the_beginning_of_the_block_said() -> None:
    ledger = HandLedger(policy(energy_path={"heat_ct_kwh": 12, "sats_per_kwh": 160, "sat_price_ct": 0.1}))
    for block, feed_in_ct in enumerate((8, 50)):
        ledger.look(NOON + block * HOUR_S, {**SUNNY, "feed_in_ct_kwh": feed_in_ct})
        for step in range(1, 6):
            ledger.look(NOON + block * HOUR_S + step * BLOCK_S, {**SUNNY, "feed_in_ct_kwh": feed_in_ct})
    # 12 blocks of 1/6 kWh: the first and the next 6 at 8 ct, 5 at 50 ct.
    assert ledger.value("export_value_eur") == round((7 * 8 + 5 * 50) / 6 / 100, 2)
    assert ledger.value("heat_value_eur") == 0.36
    assert ledger.value("sats") == 480
    assert ledger.value("sats_per_kwh") == 160.0
    assert ledger.value("hodl_value_eur") == 0.48


def test_only_miners_mine() -> None:
    ledger = HandLedger(policy(energy_path={"sats_per_kwh": 100}))
    rod = {"levels_w": [0, 900], "level": 1}
    for block in range(6):
        ledger.look(NOON + block * BLOCK_S, loads={"miner": miner(1000, hashrate=50), "rod": rod})
    assert ledger.value("sats") == 100


def test_the_worth_of_a_block_is_kept_in_whole_thousandths() -> None:
    ledger = HandLedger(policy(energy_path={"heat_ct_kwh": 12.3456, "sats_per_kwh": 160.4, "sat_price_ct": 0.1}))
    ledger.look(NOON, {**SUNNY, "feed_in_ct_kwh": 8.2})
    assert ledger.figures.worth == Worth(export_mct=8200, heat_mct=12346, hodl_mct=16040, millisats=160_400)
    assert ledger.figures.worth is not None
    assert type(ledger.figures.worth.hodl_mct) is int


def test_satoshis_that_the_decision_knew_count_for_more_than_those_entered() -> None:
    ledger = HandLedger(policy(energy_path={"sats_per_kwh": 100}))
    ledger.look(NOON)
    ledger.records[-1]["decision"]["paths"]["sats_per_kwh"] = 250.0
    assert ledger.figures.worth is not None
    assert ledger.figures.worth.millisats == 250_000


@pytest.mark.parametrize(("flaw", "fallbacks"), [(None, 0), ("number", 1)])
def test_a_rephrasing_counts_and_one_that_was_refused_counts_as_that(flaw: str | None, fallbacks: int) -> None:
    ledger = HandLedger()
    record = event_record(ledger.memory, NOON, REPHRASED_EVENT, {"flaw": flaw})
    figures = ledger.figures.take(record)
    assert (figures.total.rephrasings, figures.total.fallbacks) == (1, fallbacks)
    assert (figures.today.rephrasings, figures.today.fallbacks) == (1, fallbacks)


def test_a_load_that_is_off_and_silent_drew_nothing_at_all() -> None:
    ledger = HandLedger()
    ledger.look(NOON, loads={"miner": miner(None, level=0)})
    assert ledger.figures.total.load_mj == {"miner": 0}
    assert ledger.figures.total.loads_mj == 0


BATTERY = {**SUNNY, "battery_power_w": 0, "battery_soc_pct": 50}


def _means(signals: dict[str, object], capacity_wh: float | None) -> BlockMeans:
    ledger = HandLedger(capacity_wh=capacity_wh)
    block_policy = ledger.figures.policy
    assert block_policy is not None
    return block_means(ledger.look(NOON, signals)["state"], block_policy)


@pytest.mark.parametrize(
    ("signals", "capacity_wh", "capacity_mj", "stored_mj"),
    [
        (BATTERY, 7000.0, 7 * 3_600_000_000, 7 * 1_800_000_000),
        (BATTERY, None, None, 0),
        (SUNNY, 7000.0, None, 0),
        ({**SUNNY, "battery_power_w": 0}, 7000.0, None, 0),
        ({**BATTERY, "battery_soc_pct": {"value": 50, "age_s": 999_999}}, 7000.0, None, 0),
    ],
)
def test_a_battery_is_known_where_power_charge_and_capacity_are(
    signals: dict[str, object], capacity_wh: float | None, capacity_mj: int | None, stored_mj: int
) -> None:
    means = _means(signals, capacity_wh)
    assert (means.capacity_mj, means.stored_mj) == (capacity_mj, stored_mj)


def test_a_charge_that_is_none_is_refused_by_its_name() -> None:
    state = HandLedger(capacity_wh=7000.0).look(NOON, BATTERY)["state"]
    state["signals"]["battery_soc_pct"] = "half"
    block_policy = HandLedger().figures.policy
    assert block_policy is not None
    with pytest.raises(DocumentError, match=r"^battery_soc_pct: expected"):
        block_means(state, block_policy)
