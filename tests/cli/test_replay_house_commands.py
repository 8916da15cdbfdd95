"""``bitgridai replay what-if`` and ``replay sweep`` as a person runs them."""

import json
import os
from pathlib import Path
import signal
import subprocess
from time import monotonic, sleep
from typing import Any
from xml.etree import ElementTree as ET

import duckdb
import pytest

from bitgridai.bench.quality.trace import BUNDLED, read_blocks
from bitgridai.bench.speed import cut
from bitgridai.cli.main import main
from bitgridai.engine.canonical import canonical_bytes
from tests.replay.recordings import Past, ledger_of

from .run import INTERRUPTIBLE, bitgridai


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    past = Past(trace=cut(read_blocks(BUNDLED), 144))
    return ledger_of(past, tmp_path_factory.mktemp("ledger") / "house.jsonl")


def printed(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> Any:
    assert main(["replay", *map(str, arguments), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_what_if_shows_both_policies_and_what_is_taken_for_granted(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["replay", "what-if", str(ledger), "--set", "r2.soc_soft_min_pct=70", "--language", "de"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].endswith("144 of 144 blocks known")
    assert lines[1].split() == ["recorded", "changed", "loads", "off", "measured"]
    assert any(line.startswith("Energy of all loads, kWh") for line in lines)
    assert "- Verbraucher sind am Anfang und nach jeder Lücke aus." in lines


def test_a_change_comes_from_a_file_or_place_by_place(
    ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "policy.yaml"
    file.write_text("r2: {soc_soft_min_pct: 60}\n")
    both = printed(capsys, "what-if", ledger, "--policy", file, "--set", "r5.max_starts_per_day=1")
    assert both["changes"] == {"r2": {"soc_soft_min_pct": 60}, "r5": {"max_starts_per_day": 1}}
    over = printed(capsys, "what-if", ledger, "--policy", file, "--set", "r2.soc_soft_min_pct=70")
    assert over["changes"] == {"r2": {"soc_soft_min_pct": 70}}


def test_results_are_files_that_other_programs_read(
    ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, grid = tmp_path / "out", tmp_path / "grid.yaml"
    grid.write_text("r1: {price_max_ct: [null, 20]}\nr5: {max_starts_per_day: [1, 6]}\n")
    told = printed(capsys, "what-if", ledger, "--set", "r2.soc_soft_min_pct=70", "--out", out)
    assert [Path(file).name for file in told["files"]] == ["what-if.json", "blocks.parquet", "powers.svg", "days.svg"]
    swept = printed(capsys, "sweep", ledger, "--grid", grid, "--workers", "1", "--out", out)
    assert [Path(file).name for file in swept["files"]] == ["sweep.json", "policies.parquet", "front.svg"]
    written = json.loads((out / "what-if.json").read_text())
    assert written["figures"] == told["figures"]
    blocks = duckdb.read_parquet(str(out / "blocks.parquet")).filter("policy = 'changed'")
    assert blocks.aggregate('sum("load.target_w") / 6000').fetchall() == [
        (pytest.approx(told["figures"]["changed"]["loads_kwh"], abs=0.001),)
    ]
    policies = duckdb.read_parquet(str(out / "policies.parquet"))
    assert policies.project('rank, "r1.price_max_ct", gain_eur').fetchall() == [
        (row["rank"], row["changes"]["r1.price_max_ct"], row["gain_eur"]) for row in swept["ranking"]
    ]
    for picture in out.glob("*.svg"):
        assert ET.parse(picture).getroot().tag == "{http://www.w3.org/2000/svg}svg"  # noqa: S314  # our own file
    assert len(list(out.iterdir())) == 7


def test_a_sweep_ranks_the_policies_beside_the_recorded_one(
    ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    grid = tmp_path / "grid.yaml"
    grid.write_text("r2: {soc_soft_min_pct: [53, 70]}\nr5: {max_starts_per_day: [1, 6]}\n")
    assert main(["replay", "sweep", str(ledger), "--grid", str(grid), "--workers", "1", "--top", "2"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].endswith("4 policies")
    assert "recorded policy" in lines[2]
    assert lines[3].lstrip().startswith("1*")
    assert lines[5] == "* nobody gains as much with fewer starts"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["what-if", "LEDGER", "--set", "r2.soc_soft_min_pct"], "expected PLACE=VALUE"),
        (["what-if", "LEDGER", "--set", "r9.some=1"], "policy.r9"),
        (["what-if", "LEDGER", "--set", "autonomy=full", "--set", "autonomy.x=1"], "autonomy is not a section"),
        (["what-if", "LEDGER", "--set", "r2.soc_soft_min_pct=200"], "expected a number from 0 to 100"),
        (["what-if", "LEDGER", "--speed", "0"], "--speed: expected a number above 0"),
        (["what-if", "LEDGER", "--pv-factor", "-1"], "pv_factor: expected a number from 0 to 100"),
        (["what-if", "LEDGER", "--from", "2030-01-01"], "choose another period"),
        (["what-if", "nothing.jsonl"], "No such file"),
        (["what-if", "LEDGER", "--policy", "nothing.yaml"], "expected a readable file"),
        (["sweep", "LEDGER", "--grid", "LEDGER", "--workers", "-1"], "at least 0"),
        (["sweep", "LEDGER", "--grid", "GRID"], "grid.r2.soc_soft_min_pct[1]: expected a number from 0 to 100"),
    ],
)
def test_what_is_wrong_is_told_in_one_line(
    ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    grid = tmp_path / "grid.yaml"
    grid.write_text("r2: {soc_soft_min_pct: [53, 200]}\n")
    places = {"LEDGER": str(ledger), "GRID": str(grid)}
    assert main(["replay", *(places.get(word, word) for word in arguments)]) == 2
    said = capsys.readouterr().err
    assert (said.count("\n"), told in said) == (1, True), said


def test_ctrl_c_ends_all_processes_with_one_line_and_the_work_goes_on(ledger: Path, tmp_path: Path) -> None:
    grid, work = tmp_path / "grid.yaml", tmp_path / "work"
    # Enough work that it cannot be done before the signal arrives, on any machine.
    grid.write_text(
        "r1: {start_margin_w: [0, 50, 100, 150, 200, 250]}\n"
        "r2: {soc_soft_min_pct: [51, 53, 55, 57, 59, 61]}\n"
        "r5: {max_starts_per_day: [1, 2, 3, 4, 5, 6]}\n"
    )
    sweep = ("replay", "sweep", ledger, "--grid", grid, "--work", work, "--json")
    with subprocess.Popen(
        [*INTERRUPTIBLE, *map(str, sweep), "--workers", "2"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as running:
        until = monotonic() + 60
        while not list(work.glob("part-*.json")) and monotonic() < until:
            sleep(0.02)
        os.killpg(running.pid, signal.SIGINT)
        _, said = running.communicate(timeout=60)
    kept = len(list(work.glob("part-*.json")))
    assert (running.returncode, 0 < kept < 54) == (130, True)
    assert said == "bitgridai replay: stopped; what is done is kept, run it again to go on\n"
    again = bitgridai(*sweep, "--workers", "1")
    assert again.code == 0
    assert len(list(work.glob("part-*.json"))) == 54


def test_a_file_that_is_no_recording_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "other.jsonl"
    file.write_bytes(canonical_bytes({"some": "thing"}) + b"\n")
    ran = bitgridai("replay", "what-if", file)
    assert (ran.code, ran.err.count("\n")) == (2, 1)
