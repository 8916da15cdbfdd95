"""Figures for people and programs: a document, a table, and the catalogue as a page."""

from collections.abc import Iterator
from typing import Final

from ..document import Json, iso_utc
from .accumulate import KeyFigures
from .catalogue import FIGURES, LOAD_ENERGY, Figure, load_energy_kwh
from .totals import Totals

_OPEN: Final = "–"
_DAY_S: Final = 24 * 3600


def figures_report(figures: KeyFigures) -> dict[str, Json]:
    """Write every figure of the catalogue, over all records and for the last day."""
    return {
        "from": None if figures.since is None else iso_utc(figures.since),
        "until": None if figures.until is None else iso_utc(figures.until),
        "days_under_control": round(figures.total.ticked_s / _DAY_S, 3),
        "figures": {figure.key: _entry(figure, figures.total) for figure in FIGURES},
        "loads": _loads(figures.total),
        "last_day": {
            "date": figures.date,
            "figures": {figure.key: figure.value(figures.today) for figure in FIGURES},
            "loads": _loads(figures.today),
        },
    }


def _entry(figure: Figure, totals: Totals) -> dict[str, Json]:
    return {
        "value": figure.value(totals),
        "unit": figure.unit,
        "estimate": figure.estimate,
        "version": figure.version,
    }


def _loads(totals: Totals) -> dict[str, Json]:
    return {load_id: {LOAD_ENERGY.key: load_energy_kwh(load_id, totals)} for load_id in sorted(totals.load_mj)}


def figures_table(figures: KeyFigures) -> str:
    """Write the figures as lines of equal columns: name, all records, last day, unit."""
    rows = [("", "all", figures.date or "", "", ""), *_rows(figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    return "\n".join(
        f"{row[0]:<{widths[0]}}  {row[1]:>{widths[1]}}  {row[2]:>{widths[2]}}  {row[3]:<{widths[3]}}  {row[4]}".rstrip()
        for row in rows
    )


def _rows(figures: KeyFigures) -> Iterator[tuple[str, str, str, str, str]]:
    for figure in FIGURES:
        total, today = (_shown(figure.value(span), figure.decimals) for span in (figures.total, figures.today))
        yield figure.title, total, today, figure.unit, "estimate" if figure.estimate else ""
    for load_id in sorted(figures.total.load_mj):
        energies = (load_energy_kwh(load_id, span) for span in (figures.total, figures.today))
        total, today = (_shown(energy, LOAD_ENERGY.decimals) for energy in energies)
        yield f"{LOAD_ENERGY.title} of {load_id}", total, today, LOAD_ENERGY.unit, ""


def _shown(value: float | None, decimals: int) -> str:
    return _OPEN if value is None else f"{value:.{decimals}f}"


def catalogue_page() -> str:
    """Write the catalogue's tables in Markdown."""
    head = ["| Key | Figure | Unit | Formula | Version | Estimate |", "|---|---|---|---|---|---|"]
    lines = [
        f"| `{figure.key}` | {figure.title} | {figure.unit} | {figure.formula} | {figure.version} "
        f"| {'yes' if figure.estimate else ''} |"
        for figure in (*FIGURES, LOAD_ENERGY)
    ]
    return "\n".join([*head, *lines]) + "\n"
