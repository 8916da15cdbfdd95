"""The controller's key figures: as in a replay, over a restart, and as near to the truth as stated."""

import asyncio
from dataclasses import replace
import json
import logging
from typing import Any

import pytest

from bitgridai.closed_loop import ClosedLoop
from bitgridai.engine.canonical import canonical_bytes
from bitgridai.engine.document import Node
from bitgridai.engine.key_figures import KeyFigures, figure_value, figures_report, key_figures_document
from bitgridai.engine.policy import Policy, policy_from_node
from bitgridai.simulation import Household, bundled_households, load_household, open_profile
from bitgridai.simulation.summary import Summary, summarise
from bitgridai.simulation.trace import Trace
from custom_components.bitgridai.engine import key_figures

from .house import BLOCK, NOON, House

DAY = 86_400
WEEK_S = 7 * DAY
IMPORTING = {
    "r1": {"start_margin_w": 500, "stop_margin_w": 600},
    "r2": {"soc_hard_min_pct": 0, "soc_soft_min_pct": 5, "max_grid_import_w": 1500},
}
"""A policy that lets the miner drain the battery and run from the grid for a while."""


def lived(household: Household, seconds: int, policy: dict[str, Any] | None = None) -> ClosedLoop:
    profile = open_profile(household)
    assert isinstance(profile, Trace)
    loop = ClosedLoop.open(household, policy_from_node(Node("policy", policy)), profile.start, profile)
    asyncio.run(loop.run(profile.start + seconds))
    return loop


def real_week() -> Household:
    return load_household(bundled_households()["real_week"])


@pytest.fixture(scope="module")
def week() -> ClosedLoop:
    return lived(real_week(), WEEK_S)


def replayed(records: list[dict[str, Any]]) -> KeyFigures:
    figures = KeyFigures()
    for record in records:
        figures = figures.take(json.loads(canonical_bytes(record)))
    return figures


def test_a_simulated_week_is_counted_live_as_in_a_replay(week: ClosedLoop) -> None:
    live = week.controller.figures
    assert replayed(week.ledger.records) == live
    assert figures_report(replayed(week.ledger.records)) == figures_report(live)
    assert figure_value("block_coverage_pct", live.total) == 100.0
    assert figure_value("explanation_coverage_pct", live.total) == 100.0


def exact(loop: ClosedLoop) -> Summary:
    return summarise(loop.plant.energies, loop.plant.baseline)


def test_measured_energies_are_those_of_the_plant(week: ClosedLoop) -> None:
    truth, total = exact(week).totals, week.controller.figures.total
    for key, true_wh in (("pv_kwh", truth.pv_wh), ("export_kwh", truth.export_wh), ("loads_kwh", truth.loads_wh)):
        assert figure_value(key, total) == pytest.approx(true_wh / 1000, rel=0.001, abs=0.01), key


def test_the_estimate_is_within_one_percent_of_the_exact_counterfactual(week: ClosedLoop) -> None:
    truth, total = exact(week), week.controller.figures.total
    assert truth.baseline.export_wh > 60_000
    assert figure_value("export_without_loads_kwh", total) == pytest.approx(truth.baseline.export_wh / 1000, rel=0.01)
    assert figure_value("import_caused_kwh", total) == pytest.approx(truth.import_caused_wh / 1000, abs=0.05)
    for key in ("surplus_used_pct", "self_consumption_without_loads_pct", "autarky_without_loads_pct"):
        assert figure_value(key, total) == pytest.approx(getattr(truth.figures, key), abs=0.5), key


def test_caused_import_is_estimated_within_one_percent_of_what_the_loads_drew() -> None:
    household = real_week()
    assert household.battery is not None
    small = replace(household, battery=replace(household.battery, capacity_wh=2500.0, power_w=1500.0))
    loop = lived(small, 2 * DAY, IMPORTING)
    truth, total = exact(loop), loop.controller.figures.total
    drawn_kwh = truth.totals.loads_wh / 1000
    assert truth.import_caused_wh > 1000, "otherwise this proves nothing"
    estimated = figure_value("import_caused_kwh", total)
    assert estimated == pytest.approx(truth.import_caused_wh / 1000, abs=0.01 * drawn_kwh)
    without = figure_value("export_without_loads_kwh", total)
    assert without == pytest.approx(truth.baseline.export_wh / 1000, abs=0.01 * drawn_kwh)


async def test_figures_go_on_after_a_restart_as_if_there_had_been_none() -> None:
    house = House()
    await house.live(6 * BLOCK)
    kept = json.loads(canonical_bytes(house.ledger.figures[-1]))
    before = house.controller.snapshot(house.now).figures
    house.controller.start(house.now, house.ledger.memories[-1], kept)
    after = house.controller.snapshot(house.now).figures
    assert after.total == before.total
    assert after.block_end == before.block_end
    await house.live(2 * BLOCK)
    figures = key_figures.KeyFigures()
    for record in house.ledger.records:
        figures = figures.take(record)
    assert house.controller.figures == figures


@pytest.mark.parametrize("kept", [None, {"version": 2}, {"seq": "x"}])
async def test_figures_that_cannot_be_read_begin_anew_and_control_goes_on(kept: dict[str, Any] | None) -> None:
    house = House()
    house.controller.start(NOON, None, kept)
    await house.run_up()
    assert house.controller.figures.total.ticked_s > 0


async def test_figures_of_another_ledger_are_not_taken_up() -> None:
    house = House()
    stranger = {**key_figures.key_figures_document(house.controller.figures), "seq": 10_000}
    house.controller.start(NOON, None, stranger)
    assert house.controller.figures.seq == 2


async def test_an_error_in_the_figures_keeps_no_load_from_being_commanded(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    house = House()
    monkeypatch.setattr(key_figures.KeyFigures, "take", fail)
    with caplog.at_level(logging.CRITICAL):
        await house.run_up()


def test_the_document_is_what_the_ledger_was_given(week: ClosedLoop) -> None:
    assert key_figures_document(week.controller.figures)["seq"] == len(week.ledger.records)
    assert Policy() == week.controller.policy
