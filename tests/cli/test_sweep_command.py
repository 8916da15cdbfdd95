"""``bitgridai sweep`` and ``bench speed`` as a person runs them."""

import os
from pathlib import Path

import pytest

from bitgridai.bench.quality.trace import BUNDLED, read_blocks
from bitgridai.bench.speed import YEAR_BLOCKS, a_year_of, cut
from bitgridai.cli.main import main

from .run import bitgridai

GRID = "r2:\n  soc_soft_min_pct: [53, 60]\nr5: {max_starts_per_day: [1, 6]}\n"


@pytest.fixture
def grid(tmp_path: Path) -> Path:
    file = tmp_path / "grid.yaml"
    file.write_text(GRID)
    return file


def test_a_sweep_ranks_every_policy_of_its_grid_the_same_way_each_time(grid: Path) -> None:
    ran, again = (bitgridai("sweep", "--trace", BUNDLED, "--grid", grid, "--json") for _ in range(2))
    assert ran.code == 0, ran.err
    assert ran.json == again.json
    assert (ran.json["policies"], ran.json["left_out"], ran.json["days"]) == (4, 0, 7.0)
    ranking = ran.json["ranking"]
    assert [item["rank"] for item in ranking] == [1, 2, 3, 4]
    assert ranking[0]["pareto"]
    default = next(
        item for item in ranking if item["changes"] == {"r2.soc_soft_min_pct": 53, "r5.max_starts_per_day": 6}
    )
    assert {key: default[key] for key in ran.json["default"]} == ran.json["default"]


def test_the_table_shows_the_best_first_and_marks_the_front(grid: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sweep", "--trace", str(BUNDLED), "--grid", str(grid), "--top", "2"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"{BUNDLED.name}, 7 days, 4 policies"
    assert "default policy" in lines[2]
    assert lines[3].lstrip().startswith("1*")
    assert lines[4].lstrip().startswith("2")
    assert len(lines) == 6


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "r2: {soc_soft_min_pct: [53, 200]}",
            "grid.yaml: grid.r2.soc_soft_min_pct[1]: expected a number from 0 to 100",
        ),
        ("autonomy: manual", "policy.autonomy: expected full, found manual"),
        ("[", "grid.yaml: expected valid YAML or JSON"),
    ],
)
def test_a_wrong_grid_is_named_in_one_line(
    grid: Path, text: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    grid.write_text(text)
    assert main(["sweep", "--trace", str(BUNDLED), "--grid", str(grid)]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert told in said


def test_without_numba_one_line_says_what_to_install(grid: Path, tmp_path: Path) -> None:
    (tmp_path / "numba.py").write_text("raise ModuleNotFoundError('no', name='numba')")
    without = {"PYTHONPATH": os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])}
    for command in (("sweep", "--grid", str(grid)), ("bench", "speed")):
        ran = bitgridai(*command, environment=without)
        assert (ran.code, ran.err.count("\n")) == (2, 1)
        assert "pip install 'bitgridai[sweep] @ git+https://github.com/BitGridAI/bitgridai'" in ran.err


def test_speed_names_every_pace() -> None:
    ran = bitgridai("bench", "speed", "--json", "--policies", "4", "--trace", BUNDLED)
    assert ran.code == 0, ran.err
    assert ran.json["blocks"] == YEAR_BLOCKS == 52_560
    for learned in ("learned_off", "learned_on"):
        paces = ran.json[learned]
        assert paces["compiled"]["decisions_per_second"] > 10 * paces["scalar"]["decisions_per_second"] > 0
        assert paces["sweep"]["policies"] == 4
        assert paces["sweep"]["policy_years_per_second"] > 0
        assert paces["sweep"]["policy_years_per_cpu_second"] > 0


def test_a_year_is_made_of_whole_days_of_a_trace() -> None:
    week = read_blocks(BUNDLED)
    year = a_year_of(week)
    assert len(year.base_w) == len(year.pv_w) == YEAR_BLOCKS
    assert year.pv_w[1008:2016] == week.pv_w
    assert len(year.forecast_w) * year.forecast_s == 365 * 86_400
    with pytest.raises(ValueError, match="at least a day"):
        a_year_of(cut(week, 143))
