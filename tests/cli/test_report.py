"""``bitgridai report`` on both forms of a ledger."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from bitgridai.cli.main import main
from bitgridai.closed_loop import ClosedLoop
from bitgridai.engine import Policy
from bitgridai.engine.key_figures import FIGURES, figures_report
from bitgridai.ledger import JsonLinesWriter, LedgerStore
from bitgridai.simulation import bundled_households, load_household, open_profile
from bitgridai.simulation.trace import Trace

DAY = 86_400


@pytest.fixture(scope="module")
def loop() -> ClosedLoop:
    household = load_household(bundled_households()["real_week"])
    profile = open_profile(household)
    assert isinstance(profile, Trace)
    loop = ClosedLoop.open(household, Policy(), profile.start, profile)
    asyncio.run(loop.run(profile.start + DAY))
    return loop


def as_lines(loop: ClosedLoop, folder: Path) -> Path:
    file = folder / "ledger.jsonl"
    with JsonLinesWriter(file) as writer:
        for record in loop.ledger.records:
            writer.append(record)
    return file


def as_database(loop: ClosedLoop, folder: Path) -> Path:
    store = LedgerStore(folder / "ledger.db")
    store.open()
    for record in loop.ledger.records:
        store.append(record, {"last_hash": record["hash"]}, {})
    store.close()
    return store.path


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    assert main(["report", *arguments, "--json"]) == 0
    report: dict[str, Any] = json.loads(capsys.readouterr().out)
    return report


@pytest.mark.parametrize("written", [as_lines, as_database])
def test_a_replay_tells_what_the_controller_told(
    loop: ClosedLoop, written: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = answer(capsys, str(written(loop, tmp_path)))
    assert report["records"] == len(loop.ledger.records)
    assert {key: report[key] for key in figures_report(loop.controller.figures)} == figures_report(
        loop.controller.figures
    )
    assert report["figures"]["pv_kwh"]["value"] > 10
    assert report["figures"]["import_caused_kwh"]["estimate"] is True
    assert report["loads"]["miner"]["energy_kwh"] > 5


def test_the_table_names_every_figure_with_its_unit_and_what_is_estimated(
    loop: ClosedLoop, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", str(as_lines(loop, tmp_path))]) == 0
    lines = capsys.readouterr().out.splitlines()
    for figure in FIGURES:
        line = next(line for line in lines if line.startswith(f"{figure.title}  "))
        assert figure.unit in line
        assert line.endswith("estimate") == figure.estimate
    assert any(line.startswith("Energy of miner") for line in lines)


def test_a_ledger_whose_old_records_were_dropped_is_counted_from_the_rest(
    loop: ClosedLoop, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = as_database(loop, tmp_path)
    whole = answer(capsys, str(file))
    store = LedgerStore(file)
    store.open()
    noon = loop.plant.start + DAY // 2
    assert store.prune(noon) > 0
    store.close()
    rest = answer(capsys, str(file))
    assert 0 < rest["figures"]["pv_kwh"]["value"] < whole["figures"]["pv_kwh"]["value"]
    assert main(["report", str(file)]) == 0
    assert "dropped for their age" in capsys.readouterr().out


@pytest.mark.parametrize("content", ["", "{}\n", '{"seq":1}\n', '{"kind":"decision","seq":1,"time":"soon"}\n'])
def test_what_is_no_ledger_is_refused_in_one_line(
    content: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "other.jsonl"
    file.write_text(content, encoding="utf-8")
    assert main(["report", str(file)]) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
