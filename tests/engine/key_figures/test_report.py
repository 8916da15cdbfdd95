"""The figures as people and programs read them."""

from typing import Any

import pytest

from custom_components.bitgridai.engine.key_figures import FIGURES, KeyFigures, figures_report, figures_table
from custom_components.bitgridai.engine.key_figures.totals import Totals

from .ledgers import BLOCK_S, MIDNIGHT, HandLedger, miner


@pytest.fixture
def ledger() -> HandLedger:
    """Two days of one miner: three blocks on the first, one on the second."""
    written = HandLedger()
    for block in (0, 1, 2, 144):
        written.look(MIDNIGHT + block * BLOCK_S, loads={"miner": miner(1500), "attic": miner(600)})
    return written


def test_a_report_holds_every_figure_with_its_unit_and_how_it_is_counted(ledger: HandLedger) -> None:
    report: Any = figures_report(ledger.figures)
    assert list(report) == ["from", "until", "days_under_control", "figures", "loads", "last_day"]
    assert (report["from"], report["until"]) == ("2026-06-15T00:00:00Z", "2026-06-16T00:00:00Z")
    assert list(report["figures"]) == [figure.key for figure in FIGURES]
    for figure in FIGURES:
        assert report["figures"][figure.key] == {
            "value": figure.value(ledger.figures.total),
            "unit": figure.unit,
            "estimate": figure.estimate,
            "version": figure.version,
        }
    assert list(report["loads"]) == ["attic", "miner"]
    assert report["last_day"]["date"] == "2026-06-16"
    assert list(report["last_day"]) == ["date", "figures", "loads"]
    assert report["last_day"]["figures"] == {figure.key: figure.value(ledger.figures.today) for figure in FIGURES}


def test_an_empty_ledger_has_no_span_and_a_report_all_the_same() -> None:
    report: Any = figures_report(KeyFigures())
    assert (report["from"], report["until"], report["days_under_control"]) == (None, None, 0)
    assert report["loads"] == {}


def test_a_table_has_a_line_for_every_figure_and_load_in_columns_that_stand_below_each_other(
    ledger: HandLedger,
) -> None:
    head, *lines = figures_table(ledger.figures).splitlines()
    assert len(lines) == len(FIGURES) + 2
    assert head.split() == ["all", "2026-06-16"]
    ends = [head.index("all") + 3, head.index("2026-06-16") + 10]
    for line, figure in zip(lines, FIGURES, strict=False):
        assert line.startswith(figure.title)
        assert line[ends[0] - 1] != " "
        assert line[ends[0] : ends[0] + 2] == "  "
        assert line[ends[1] - 1] != " "
        assert line[ends[1] + 2 :].startswith(figure.unit)
        assert line.endswith("estimate") == figure.estimate
    assert [line.split("  ")[0] for line in lines[-2:]] == ["Energy of attic", "Energy of miner"]
    assert not any(line.endswith(" ") for line in lines)


def test_a_figure_nobody_can_know_is_a_dash_and_the_others_have_their_decimals(ledger: HandLedger) -> None:
    lines = figures_table(ledger.figures).splitlines()[1:]
    for line, figure in zip(lines, FIGURES, strict=False):
        value = figure.value(ledger.figures.total)
        shown = "–" if value is None else f"{value:.{figure.decimals}f}"
        assert f" {shown} " in line


def test_days_under_control_have_three_decimals(ledger: HandLedger) -> None:
    assert figures_report(ledger.figures)["days_under_control"] == 0.028


def test_a_table_of_nothing_has_no_date_and_each_line_ends_where_its_columns_do(ledger: HandLedger) -> None:
    assert figures_table(KeyFigures()).splitlines()[0].split() == ["all"]
    lines = figures_table(ledger.figures).splitlines()[1:]
    for line, figure in zip(lines, FIGURES, strict=False):
        ends = [part for part in (figure.unit, "estimate" if figure.estimate else "") if part]
        assert line.split()[-len(ends) - 2 :][2:] == ends
    assert all(line.split()[-1] == "kWh" for line in lines[len(FIGURES) :])


def test_nobody_reads_minus_zero_and_a_second_under_control_is_some() -> None:
    by_key = {figure.key: figure for figure in FIGURES}
    assert str(by_key["import_caused_kwh"].value(Totals(import_without_mj=1))) == "0.0"
    assert by_key["starts_per_day"].value(Totals(starts=1, ticked_s=1)) == 86_400.0
    assert by_key["starts_per_day"].value(Totals(starts=1, ticked_s=0)) is None
