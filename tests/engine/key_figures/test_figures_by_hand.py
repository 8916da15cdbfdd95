"""Every figure of the catalogue, worked out by hand from what was counted."""

from itertools import pairwise
from pathlib import Path

import pytest

from custom_components.bitgridai.engine.key_figures import (
    FIGURES,
    LOAD_ENERGY,
    KeyFigures,
    catalogue_page,
    figure_value,
    figures_report,
    figures_table,
    load_energy_kwh,
)
from custom_components.bitgridai.engine.key_figures.totals import Totals

PAGE = (Path(__file__).parents[3] / "docs" / "key-figures.md").read_text(encoding="utf-8")
MJ_PER_KWH = 3_600_000_000
SHOWN_MJ = 1_800_000
"""Half of the last digit that is shown of an energy."""
COUNTED = Totals(
    elapsed_s=700_000, ticked_s=654_321, covered_s=600_000,
    pv_mj=108_444_444_408, house_mj=90_844_444_404, loads_mj=26_444_444_076,  # 30.12345678, 25.23456789, 7.34567891 kWh
    import_mj=16_044_440_832, export_mj=34_444_408_428,  # 4.45678912, 9.56789123 kWh
    import_without_mj=13_244_084_424, export_without_mj=56_840_844_420,  # 3.67891234, 15.78912345 kWh
    mined_mj=24_808_444_416, microsats=1_103_456_789,  # 6.89123456 kWh
    export_uct=76_512_345, heat_uct=88_123_456, hodl_uct=110_345_678,
    decisions=9_000, explained=8_765, switches=57, starts=29, thermal_incidents=3, rephrasings=37, fallbacks=5,
    load_mj={"miner": 24_808_444_416, "rod": 1_635_999_660},
)  # fmt: skip
SHOWN = {
    "import_kwh": "4.457",
    "import_without_loads_kwh": "3.679",
    "import_caused_kwh": "0.778",
    "export_kwh": "9.568",
    "export_without_loads_kwh": "15.789",
    "surplus_used_pct": "39.4",  # (15.789 - 9.568) / 15.789
    "pv_kwh": "30.123",
    "house_kwh": "25.235",
    "self_consumption_pct": "68.2",  # (30.123 - 9.568) / 30.123
    "self_consumption_without_loads_pct": "47.6",  # (30.123 - 15.789) / 30.123
    "autarky_pct": "82.3",  # (25.235 - 4.457) / 25.235
    "autarky_without_loads_pct": "79.4",  # (25.235 - 7.346 - 3.679) / (25.235 - 7.346)
    "loads_kwh": "7.346",
    "switches_per_day": "7.53",  # 57 in 7.573 days
    "starts_per_day": "3.83",
    "thermal_incidents": "3",
    "block_coverage_pct": "85.7",
    "explanation_coverage_pct": "97.4",
    "sats_per_kwh": "160.1",  # 1103.457 / 6.891
    "sats": "1103",
    "export_value_eur": "0.77",
    "heat_value_eur": "0.88",
    "hodl_value_eur": "1.10",
    "model_fallback_pct": "13.5",
}


def test_every_figure_is_what_its_formula_says_and_shown_with_the_digits_that_mean_something() -> None:
    assert [figure.key for figure in FIGURES] == list(SHOWN)
    lines = figures_table(KeyFigures(total=COUNTED)).splitlines()[1:]
    for line, figure in zip(lines, FIGURES, strict=False):
        assert figure_value(figure.key, COUNTED) == float(SHOWN[figure.key]), figure.key
        assert line.removeprefix(figure.title).split()[0] == SHOWN[figure.key], figure.key
    shown_loads = [line.split()[-3] for line in lines[len(FIGURES) :]]
    assert shown_loads == ["6.891", "0.454"]


def test_the_energy_of_one_load_and_of_all_have_the_same_digits() -> None:
    assert LOAD_ENERGY.value(COUNTED) == figure_value("loads_kwh", COUNTED) == 7.346
    assert [load_energy_kwh(name, COUNTED) for name in ("miner", "rod", "nobody")] == [6.891, 0.454, 0.0]


def test_decades_of_a_large_house_are_counted_to_the_last_digit() -> None:
    total = Totals(
        pv_mj=2_000_000 * MJ_PER_KWH,
        mined_mj=2_000_000 * MJ_PER_KWH,
        export_uct=5_000_000 * 100_000_000,
        microsats=8_000_000_000 * 1_000_000,
        ticked_s=10_000 * 86_400,
        starts=10_000,
    )
    assert figure_value("pv_kwh", total) == 2_000_000.0
    assert figure_value("export_value_eur", total) == 5_000_000.0
    assert figure_value("sats", total) == 8_000_000_000
    assert figure_value("sats_per_kwh", total) == 4_000.0
    assert figure_value("starts_per_day", total) == 1.0
    assert figures_report(KeyFigures(total=total))["days_under_control"] == 10_000.0


@pytest.mark.parametrize(
    ("key", "least", "value"),
    [
        ("self_consumption_pct", Totals(pv_mj=SHOWN_MJ), 100.0),
        ("self_consumption_without_loads_pct", Totals(pv_mj=SHOWN_MJ), 100.0),
        ("autarky_pct", Totals(house_mj=SHOWN_MJ), 100.0),
        ("autarky_without_loads_pct", Totals(house_mj=3 * SHOWN_MJ, loads_mj=2 * SHOWN_MJ), 100.0),
        ("surplus_used_pct", Totals(export_without_mj=SHOWN_MJ), 100.0),
        ("block_coverage_pct", Totals(elapsed_s=1, covered_s=1), 100.0),
        ("explanation_coverage_pct", Totals(decisions=1), 0.0),
        ("model_fallback_pct", Totals(rephrasings=1), 0.0),
        ("starts_per_day", Totals(ticked_s=1), 0.0),
        ("sats", Totals(mined_mj=1), 0.0),
        ("sats_per_kwh", Totals(mined_mj=1), 0.0),
        ("hodl_value_eur", Totals(mined_mj=1), 0.0),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_figure_has_a_value_as_soon_as_there_is_anything_to_set_it_against(
    key: str, least: Totals, value: float
) -> None:
    assert figure_value(key, least) == value
    assert figure_value(key, Totals()) is None


@pytest.mark.parametrize(
    ("key", "energy_key", "least"),
    [
        ("self_consumption_pct", "pv_kwh", Totals(pv_mj=SHOWN_MJ - 1)),
        ("self_consumption_without_loads_pct", "pv_kwh", Totals(pv_mj=SHOWN_MJ - 1)),
        ("autarky_pct", "house_kwh", Totals(house_mj=SHOWN_MJ - 1)),
        ("autarky_without_loads_pct", "house_kwh", Totals(house_mj=SHOWN_MJ - 1)),
        ("surplus_used_pct", "export_without_loads_kwh", Totals(export_without_mj=SHOWN_MJ - 1)),
    ],
)
def test_a_share_of_an_energy_that_is_shown_as_nothing_has_no_value(key: str, energy_key: str, least: Totals) -> None:
    assert figure_value(energy_key, least) == 0.0
    assert figure_value(key, least) is None


def test_a_share_that_has_no_value_of_next_to_nothing_any_more_is_of_another_version() -> None:
    shares = {figure.key for figure in FIGURES if "no value of what is shown as 0.000 kWh" in figure.formula}
    assert shares == {figure.key for figure in FIGURES if figure.version == 2}
    assert len(shares) == 5


def test_figures_begin_with_nothing_counted() -> None:
    assert KeyFigures().seq == 0
    counted = Totals().document()
    assert counted.pop("load_mj") == {}
    assert set(counted.values()) == {0}
    assert len(counted) == 22


def test_the_page_of_key_figures_holds_the_catalogue_as_the_code_has_it() -> None:
    assert f"\n\n{catalogue_page()}\n" in PAGE


def test_each_figure_is_one_row_of_a_table_in_markdown() -> None:
    page = catalogue_page()
    assert page.endswith("|\n")
    rows = [line.split(" | ") for line in page.splitlines()]
    assert len(rows) == 2 + len(FIGURES) + 1
    assert {line.count("|") for line in page.splitlines()} == {7}
    for row, figure in zip(rows[2:], (*FIGURES, LOAD_ENERGY), strict=True):
        assert row[:-1] == [f"| `{figure.key}`", figure.title, figure.unit, figure.formula, str(figure.version)]
        assert row[-1] == ("yes |" if figure.estimate else " |")


def test_a_column_is_as_wide_as_its_widest_cell_and_two_spaces_part_it_from_the_next() -> None:
    wide = Totals(pv_mj=123_456 * MJ_PER_KWH)
    lines = figures_table(KeyFigures(total=wide, today=Totals(pv_mj=7 * MJ_PER_KWH))).splitlines()
    title = max(len(figure.title) for figure in FIGURES)
    total, today = len("123456.000"), len("7.000")
    unit = max(len(figure.unit) for figure in FIGURES)
    starts = (0, title + 2, title + 2 + total + 2, title + 2 + total + 2 + today + 2)
    row = next(line for line in lines if line.startswith("Solar production"))
    cells = [row[start:end].strip() for start, end in pairwise((*starts, len(row)))]
    assert cells == ["Solar production", "123456.000", "7.000", "kWh"]
    assert row[starts[1] :].startswith("123456.000  7.000  kWh")
    estimated = next(line for line in lines if line.endswith("estimate"))
    assert estimated.index("estimate") == starts[3] + unit + 2
