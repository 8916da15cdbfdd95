"""Clocks that jump, meters that are silent and records that are missing: where the counting of blocks has its edges."""

from dataclasses import replace
from typing import Any

import pytest

from custom_components.bitgridai.engine.errors import DocumentError
from custom_components.bitgridai.engine.explanation import LANGUAGES
from custom_components.bitgridai.engine.key_figures import KeyFigures, figures_report, figures_table
from custom_components.bitgridai.engine.key_figures.block import BlockMeans, block_means
from custom_components.bitgridai.engine.policy import policy_document

from .ledgers import BLOCK_S, HOUR_S, MIDNIGHT, SUNNY, HandLedger, counted, miner, policy, restarted

NOON = MIDNIGHT + 12 * HOUR_S
DAY_S = 24 * HOUR_S
BLOCK_OF_SUN_MJ = 3_000_000 * BLOCK_S
END_OF_SUMMER_TIME = 1_792_879_200
"""2026-10-25T00:00 in Berlin, a day of 25 hours."""


def _means(
    signals: dict[str, Any], loads: dict[str, Any] | None = None, capacity_wh: float | None = None
) -> BlockMeans:
    ledger = HandLedger(capacity_wh=capacity_wh)
    block_policy = ledger.figures.policy
    assert block_policy is not None
    return block_means(ledger.look(NOON, signals, loads)["state"], block_policy)


def test_the_figures_know_the_number_of_the_last_record_they_took() -> None:
    ledger = HandLedger()
    assert ledger.figures.seq == ledger.records[-1]["seq"] == 1
    ledger.look(NOON)
    ledger.look(NOON + 1, trigger="GUARD")
    assert ledger.figures.seq == ledger.records[-1]["seq"] == 3


def test_a_policy_whose_event_was_dropped_can_be_told_and_changes_nothing_else() -> None:
    ledger = HandLedger()
    for block in range(3):
        ledger.look(NOON + block * BLOCK_S)
    name = ledger.records[1]["policy_hash"]
    begun = KeyFigures(seq=7, until=NOON)
    told = begun.knowing(name, policy_document(ledger.policy))
    assert told == replace(begun, policy=ledger.figures.policy)
    assert counted(ledger.records[1:], told).total == ledger.figures.total


def test_a_block_is_never_read_by_another_policy_than_its_own() -> None:
    ledger = HandLedger()
    ledger.look(NOON)
    ledger.set_policy(policy(block={"length_s": 300}), NOON)
    ledger.look(NOON + 300)
    figures = counted([record for record in ledger.records if record["seq"] != 3])
    assert figures.total.pv_mj == BLOCK_OF_SUN_MJ
    assert figures.block_end == NOON
    assert figures.total.decisions == 2


@pytest.mark.parametrize(
    ("zone", "first", "back_s", "date", "decisions"),
    [
        ("UTC", MIDNIGHT, 1, "2026-06-15", 2),
        ("UTC", NOON, DAY_S, "2026-06-15", 2),
        ("UTC", NOON, DAY_S + 1, "2026-06-14", 1),
        ("Europe/Berlin", END_OF_SUMMER_TIME + 25 * HOUR_S - 1, DAY_S + 1, "2026-10-25", 2),
    ],
    ids=["by a second", "by a day", "by more than a day", "by more than a day within one date"],
)
def test_a_new_day_begins_with_another_date_and_backwards_only_by_more_than_a_day(
    zone: str, first: int, back_s: int, date: str, decisions: int
) -> None:
    ledger = HandLedger(zone=zone)
    ledger.look(first, trigger="GUARD")
    ledger.look(first - back_s, trigger="GUARD")
    assert (ledger.figures.date, ledger.figures.today.decisions) == (date, decisions)
    assert ledger.figures.total.decisions == 2


def test_the_first_record_of_a_decision_begins_a_day_whatever_came_before() -> None:
    ledger = HandLedger()
    ledger.look(NOON - DAY_S, trigger="GUARD")
    assert ledger.figures.date == "2026-06-14"


@pytest.mark.parametrize(("back_s", "blocks"), [(0, 1), (BLOCK_S, 1), (DAY_S, 1), (DAY_S + BLOCK_S, 2)])
def test_time_that_a_clock_goes_through_again_is_counted_again_only_after_more_than_a_day(
    back_s: int, blocks: int
) -> None:
    ledger = HandLedger()
    ledger.look(NOON)
    ledger.look(NOON - back_s)
    assert ledger.figures.total.pv_mj == blocks * BLOCK_OF_SUN_MJ
    assert ledger.figures.total.elapsed_s == ledger.figures.total.ticked_s == blocks * BLOCK_S


def test_a_longer_block_that_begins_within_the_last_one_leaves_no_gap_and_no_time_to_take_back() -> None:
    ledger = HandLedger(policy(block={"length_s": 300}))
    ledger.look(NOON + 300)
    ledger.set_policy(policy(block={"length_s": 600}), NOON + 300)
    ledger.look(NOON + 600)
    total = ledger.figures.total
    assert total.covered_s == total.ticked_s == total.elapsed_s == 900
    assert ledger.value("block_coverage_pct") == 100.0


@pytest.mark.parametrize(
    ("blocks_later", "forgets", "earned_ct"),
    [(1, False, 8), (2, False, 50), (1, True, 50)],
    ids=["the next block", "a block after a gap", "the next block after its price was forgotten"],
)
def test_a_block_is_worth_what_its_own_beginning_said_and_else_what_its_end_says(
    blocks_later: int, earned_ct: int, *, forgets: bool
) -> None:
    ledger = HandLedger()
    ledger.look(NOON, {**SUNNY, "feed_in_ct_kwh": 8})
    before = ledger.figures
    after = restarted(replace(before, worth=None) if forgets else before).take(
        ledger.look(NOON + blocks_later * BLOCK_S, {**SUNNY, "feed_in_ct_kwh": 50})
    )
    # 1 kW for a sixth of an hour.
    assert after.total.export_uct - before.total.export_uct == earned_ct * 1_000_000 // 6


def test_a_house_in_which_nothing_flows_counts_not_even_a_millijoule() -> None:
    ledger = HandLedger()
    off = {"miner": miner(0, level=0)}
    for block in range(3):
        ledger.look(NOON + block * BLOCK_S, {"grid_power_w": 0, "pv_power_w": 0}, off)
    total = ledger.figures.total
    assert total.covered_s == 3 * BLOCK_S
    energies = (total.pv_mj, total.house_mj, total.loads_mj, total.import_mj, total.export_mj)
    without = (total.import_without_mj, total.export_without_mj)
    assert (energies, without) == ((0,) * 5, (0,) * 2)


def test_a_miner_of_whom_nobody_knows_what_it_earns_adds_no_satoshi_later_on() -> None:
    ledger = HandLedger()
    for block in range(6):
        ledger.look(NOON + block * BLOCK_S)
    assert ledger.figures.worth is not None
    assert ledger.figures.worth.millisats is None
    assert (ledger.figures.total.mined_mj, ledger.figures.total.microsats) == (0, 0)
    assert ledger.figures.total.loads_mj > 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reason_that_one_language_has_no_text_for_is_not_explained(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = HandLedger()
    made = ledger.look(NOON)["decision"]["loads"]["miner"]
    assert ledger.value("explanation_coverage_pct") == 100.0
    monkeypatch.delitem(LANGUAGES[language].energy.reasons, made["code"])
    assert ledger.value("explanation_coverage_pct") == 0.0


@pytest.mark.parametrize("worth", [1.001, 8.2, 16.1])
def test_a_worth_is_a_whole_number_of_thousandths_whatever_a_float_makes_of_it(worth: float) -> None:
    paths = {"heat_ct_kwh": worth, "sats_per_kwh": worth, "sat_price_ct": 1}
    ledger = HandLedger(policy(energy_path=paths))
    ledger.look(NOON, {**SUNNY, "feed_in_ct_kwh": worth})
    known = ledger.figures.worth
    assert known is not None
    counts = (known.export_mct, known.heat_mct, known.hodl_mct, known.millisats)
    assert counts == (round(worth * 1000),) * 4
    assert all(type(count) is int for count in counts)


HOUSE_OF_METERS = {"pv_power_w": 3000, "house_load_w": 2000, "battery_power_w": 500}


@pytest.mark.parametrize(
    ("silent", "grid_mw"),
    [(None, -1_500_000), ("pv_power_w", None), ("house_load_w", None), ("battery_power_w", None)],
)
def test_a_balance_of_powers_is_known_only_where_each_of_them_is(silent: str | None, grid_mw: int | None) -> None:
    means = _means({**HOUSE_OF_METERS, silent: None} if silent else HOUSE_OF_METERS)
    assert (means.grid_mw, means.known) == (grid_mw, silent is None)


@pytest.mark.parametrize("silent", ["grid_power_w", "pv_power_w", "battery_power_w"])
def test_what_a_house_draws_is_not_known_where_one_of_its_sources_is_not(silent: str) -> None:
    means = _means({"grid_power_w": 100, "pv_power_w": 200, "battery_power_w": 300, silent: None})
    assert means.house_mw is None
    assert _means({"grid_power_w": 100, "pv_power_w": 200, "battery_power_w": 300}).house_mw == 600_000


def test_a_house_without_meters_of_grid_and_consumption_has_no_balance() -> None:
    means = _means({"pv_power_w": 3000})
    assert (means.grid_mw, means.house_mw, means.known) == (None, None, False)


@pytest.mark.parametrize("gone", [("battery_power_w",), ("battery_soc_pct",), ("battery_power_w", "battery_soc_pct")])
def test_a_capacity_alone_is_no_battery(gone: tuple[str, ...]) -> None:
    signals = {**SUNNY, "battery_power_w": 0, "battery_soc_pct": 50}
    means = _means({name: value for name, value in signals.items() if name not in gone}, capacity_wh=7000)
    assert (means.capacity_mj, means.stored_mj) == (None, 0)


ROD = {"levels_w": [0, 900], "level": 1}


@pytest.mark.parametrize(
    ("loads", "miners"),
    [
        ({"s19": miner(hashrate=50), "pump": miner(), "rod": ROD}, {"s19"}),
        ({"s19": miner(), "rod": ROD}, {"s19"}),
        ({"s19": miner(hashrate=50), "s21": miner(hashrate=None)}, {"s19", "s21"}),
        ({"rod": ROD}, set()),
    ],
    ids=["hashrate before heat", "heat where none hashes", "silent ones hash too", "nobody"],
)
def test_a_miner_is_a_load_that_hashes_and_where_none_does_one_with_a_chip(
    loads: dict[str, Any], miners: set[str]
) -> None:
    assert _means(SUNNY, loads).miners == miners


def test_powers_and_capacity_are_whole_numbers_whatever_a_float_makes_of_them() -> None:
    signals = {"grid_power_w": 1.001, "pv_power_w": 1.001, "battery_power_w": 1.001, "battery_soc_pct": 100}
    loads = {"rod": {"levels_w": [0, 1.001], "level": 1}, "miner": miner(1.001)}
    means = _means(signals, loads, capacity_wh=1.001)
    assert means.loads_mw == {"rod": 1001, "miner": 1001}
    assert (means.grid_mw, means.pv_mw, means.battery_mw) == (1001, 1001, 1001)
    assert (means.capacity_mj, means.stored_mj) == (1001 * 3600, 1001 * 3600)
    assert type(means.capacity_mj) is int
    assert all(type(power) is int for power in means.loads_mw.values())


def test_loads_are_reported_by_name_and_not_in_the_order_in_which_they_came() -> None:
    ledger = HandLedger()
    ledger.look(NOON, loads={"miner": miner()})
    ledger.look(NOON + BLOCK_S, loads={"miner": miner(), "attic": miner(), "rod": ROD})
    ledger.look(NOON + 2 * BLOCK_S, loads={"cellar": miner()})
    names = ["attic", "cellar", "miner", "rod"]
    report: Any = figures_report(ledger.figures)
    assert list(report["loads"]) == list(report["last_day"]["loads"]) == names
    lines = figures_table(ledger.figures).splitlines()[-4:]
    assert [line.split("  ")[0] for line in lines] == [f"Energy of {name}" for name in names]


@pytest.mark.parametrize("grid_w", [0, 100])
def test_a_block_that_exports_nothing_earns_and_costs_nothing_on_the_path_export(grid_w: int) -> None:
    ledger = HandLedger()
    for block in range(3):
        ledger.look(NOON + block * BLOCK_S, {"grid_power_w": grid_w, "pv_power_w": 2000, "feed_in_ct_kwh": -5})
    assert ledger.figures.total.covered_s == 3 * BLOCK_S
    assert ledger.figures.total.export_uct == 0


def test_a_kilowatt_hour_of_export_is_worth_its_price_to_the_millionth() -> None:
    ledger = HandLedger()
    for block in range(6):
        ledger.look(NOON + block * BLOCK_S, {**SUNNY, "feed_in_ct_kwh": 9})
    assert ledger.figures.total.export_uct == 9_000_000


def test_what_a_house_imports_without_its_loads_is_not_their_doing() -> None:
    ledger = HandLedger()
    for block in range(6):
        ledger.look(NOON + block * BLOCK_S, {"grid_power_w": 2000, "pv_power_w": 0})
    assert ledger.value("import_without_loads_kwh") == 0.5, "2000 W less the 1500 W of the miner"
    assert ledger.value("import_caused_kwh") == 1.5


def test_a_block_with_a_silent_meter_is_under_control_all_the_same() -> None:
    ledger = HandLedger()
    ledger.look(NOON, {"grid_power_w": None, "pv_power_w": 3000})
    total = ledger.figures.total
    assert (total.elapsed_s, total.ticked_s, total.covered_s) == (BLOCK_S, BLOCK_S, 0)


def test_a_load_without_a_meter_whose_setting_is_not_known_draws_nobody_knows_what() -> None:
    means = _means(SUNNY, {"rod": {"levels_w": [0, 900], "level": None}})
    assert means.loads_mw == {"rod": None}
    assert not means.known


def test_a_dropped_policy_that_is_none_is_refused_with_its_place() -> None:
    with pytest.raises(DocumentError, match=r"^policy\.block\.length_s: expected"):
        KeyFigures().knowing("ab", {"block": {"length_s": "long"}})
