"""A sweep on a real Dask cluster on loopback, asked for as a person would."""

from collections.abc import Iterator
from dataclasses import dataclass
import os
from pathlib import Path
import signal
import subprocess
from time import monotonic, sleep

import pytest

from bitgridai.bench.quality.trace import BUNDLED, read_blocks
from bitgridai.bench.speed import cut
from tests.cli.run import INTERRUPTIBLE, bitgridai
from tests.replay.dask_processes import cluster
from tests.replay.recordings import Past, ledger_of

GRID = """
r1: {start_margin_w: [0, 200, -200]}
r2: {soc_soft_min_pct: [53, 60, 70]}
r5: {max_starts_per_day: [1, 6]}
"""
_PATIENCE_S = 60


@dataclass(frozen=True)
class Files:
    ledger: Path
    grid: Path


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    folder = tmp_path_factory.mktemp("sweep")
    (folder / "grid.yaml").write_text(GRID)
    past = Past(trace=cut(read_blocks(BUNDLED), 144))
    return Files(ledger_of(past, folder / "house.jsonl"), folder / "grid.yaml")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with cluster(tmp_path_factory.mktemp("dask"), 2) as started:
        yield started.address


def test_a_cluster_comes_to_the_same_to_the_last_bit(files: Files, address: str) -> None:
    assert address.startswith("tcp://127.0.0.1:")
    sweep = ("replay", "sweep", files.ledger, "--grid", files.grid, "--json")
    alone, together = bitgridai(*sweep, "--workers", "1"), bitgridai(*sweep, "--cluster", address)
    assert (alone.code, together.code) == (0, 0), together.err
    assert together.out == alone.out
    assert len(together.json["ranking"]) == 18


def test_work_on_a_cluster_is_stopped_by_hand_and_goes_on(files: Files, address: str, tmp_path: Path) -> None:
    sweep = ("replay", "sweep", files.ledger, "--grid", files.grid, "--json", "--work", tmp_path, "--cluster", address)
    with subprocess.Popen(
        [*INTERRUPTIBLE, *map(str, sweep)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        until = monotonic() + _PATIENCE_S
        while not list(tmp_path.glob("part-*.json")) and monotonic() < until:
            sleep(0.02)
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=_PATIENCE_S)
    kept = len(list(tmp_path.glob("part-*.json")))
    assert kept > 0
    if running.returncode:  # else it was done before it heard
        assert running.returncode == 130
        assert said.strip() == "bitgridai replay: stopped; what is done is kept, run it again to go on"
        assert kept < 5
    again = bitgridai(*sweep)
    assert again.out == bitgridai("replay", "sweep", files.ledger, "--grid", files.grid, "--json").out


@pytest.mark.parametrize("wrong", ["tcp://127.0.0.1:1", "nonsense://x"])
def test_a_scheduler_that_is_not_there_is_named(files: Files, wrong: str) -> None:
    ran = bitgridai("replay", "sweep", files.ledger, "--grid", files.grid, "--cluster", wrong)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.strip() == (
        f"bitgridai replay: no Dask scheduler answers at {wrong}; start one, or check the address"
    )


def test_without_dask_one_line_says_what_to_install(files: Files, tmp_path: Path) -> None:
    (tmp_path / "distributed.py").write_text("raise ModuleNotFoundError('no', name='distributed')")
    without = {"PYTHONPATH": os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])}
    ran = bitgridai(
        "replay", "sweep", files.ledger, "--grid", files.grid, "--cluster", "tcp://127.0.0.1:1", environment=without
    )
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert "pip install 'bitgridai[dask] @ git+https://github.com/BitGridAI/bitgridai'" in ran.err
