"""A grid over a recorded house: the same ranking whoever computes it, and nothing computed twice."""

import json
from pathlib import Path
from typing import Any

import pytest

from bitgridai.bench.quality.trace import BUNDLED, read_blocks
from bitgridai.bench.speed import cut
from bitgridai.engine import Policy
from bitgridai.engine.policy import policy_with
from bitgridai.replay import lives, parts, sweep, what_if
from bitgridai.replay.errors import ReplayError, StoppedError
from bitgridai.replay.recorded import RecordedHouse, read_recorded
from bitgridai.replay.watch import Watch
from tests.replay.recordings import Past, ledger_of

GRID = {
    "r1": {"start_margin_w": [0, 200, -200]},
    "r2": {"soc_soft_min_pct": [53, 60, 70]},
    "r5": {"max_starts_per_day": [1, 6]},
}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> RecordedHouse:
    past = Past(
        trace=cut(read_blocks(BUNDLED), 144),
        policy=policy_with(Policy(), {"r2": {"soc_soft_min_pct": 55}}),
        silent={90: "pv_power_w"},
    )
    return read_recorded(ledger_of(past, tmp_path_factory.mktemp("ledger") / "house.jsonl"))


@pytest.fixture(scope="module")
def alone(house: RecordedHouse) -> dict[str, Any]:
    return sweep.run(house, GRID, workers=1).document()


def test_every_policy_has_its_place(house: RecordedHouse, alone: dict[str, Any]) -> None:
    ranking = alone["ranking"]
    assert [row["rank"] for row in ranking] == list(range(1, 19))
    marks = [(-row["gain_eur"], row["starts"]) for row in ranking]
    assert marks == sorted(marks)
    assert ranking[0]["pareto"]
    for row in ranking:
        beaten = any(
            other["gain_eur"] >= row["gain_eur"]
            and other["starts"] <= row["starts"]
            and (other["gain_eur"], other["starts"]) != (row["gain_eur"], row["starts"])
            for other in ranking
        )
        assert row["pareto"] is not beaten


def test_a_policy_of_a_grid_comes_to_what_it_comes_to_alone(house: RecordedHouse, alone: dict[str, Any]) -> None:
    row = alone["ranking"][-1]
    changes: dict[str, Any] = {}
    for place, value in row["changes"].items():
        section, name = place.split(".")
        changes.setdefault(section, {})[name] = value
    single = what_if.run(house, changes)
    assert single.changed.document() == {name: row[name] for name in single.changed.document()}
    assert single.changed_policy == row["policy_hash"]
    assert single.recorded.document() == alone["recorded_policy"]


def test_a_grid_lies_over_the_recorded_policy(house: RecordedHouse) -> None:
    result = sweep.run(house, {"r5": {"max_starts_per_day": [6]}}, workers=1)
    assert result.rows[0].figures == result.recorded


def test_processes_come_to_the_same(house: RecordedHouse, alone: dict[str, Any]) -> None:
    assert sweep.run(house, GRID, workers=2).document() == alone


def test_compiled_decisions_come_to_the_same(
    house: RecordedHouse, alone: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lives, "_COMPILED_FROM", 0)
    assert sweep.run(house, GRID, workers=1).document() == alone
    assert lives.Lives(sweep.run(house, {}, workers=1).setting, 1).covers(Policy())


@pytest.mark.parametrize("workers", [1, 2])
def test_stopped_work_goes_on_and_nothing_is_computed_twice(
    house: RecordedHouse, alone: dict[str, Any], tmp_path: Path, workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    shares: list[float] = []
    watch = Watch(progress=shares.append, stop=lambda: len(shares) > 2, work=tmp_path)
    with pytest.raises(StoppedError):
        sweep.run(house, GRID, workers=workers, watch=watch)
    done = len(list(tmp_path.glob("part-*.json")))
    assert 2 <= done < 5
    computed: list[int] = []
    compute = parts.Workbench.compute

    def counted(bench: parts.Workbench, part: parts.Part) -> parts.PartResult:
        computed.append(part.number)
        return compute(bench, part)

    monkeypatch.setattr(parts.Workbench, "compute", counted)
    assert sweep.run(house, GRID, workers=1, watch=Watch(work=tmp_path)).document() == alone
    assert len(computed) == 5 - done
    computed.clear()
    sweep.run(house, GRID, workers=1, watch=Watch(work=tmp_path))
    assert computed == []


def test_damaged_work_is_done_again(house: RecordedHouse, alone: dict[str, Any], tmp_path: Path) -> None:
    sweep.run(house, GRID, workers=1, watch=Watch(work=tmp_path))
    first, second, *_ = sorted(tmp_path.glob("part-*.json"))
    first.write_text("{")
    second.write_text(json.dumps({"figures": [{"gain_eur": 1e9}]}))
    assert sweep.run(house, GRID, workers=1, watch=Watch(work=tmp_path)).document() == alone


def test_work_for_another_house_is_not_taken(house: RecordedHouse, tmp_path: Path) -> None:
    sweep.run(house, GRID, workers=1, watch=Watch(work=tmp_path))
    other = read_recorded(ledger_of(Past(trace=cut(read_blocks(BUNDLED).scaled(2), 144)), tmp_path / "other.jsonl"))
    kept = sweep.run(other, GRID, workers=1, watch=Watch(work=tmp_path))
    assert kept.document() == sweep.run(other, GRID, workers=1).document()


@pytest.mark.parametrize(
    ("grid", "told"),
    [
        ({"r2": {"soc_soft_min_pct": [53, 200]}}, r"grid.r2.soc_soft_min_pct\[1\]: expected a number from 0 to 100"),
        ({"r2": {"soc_soft_min_pct": []}}, "at least one value"),
        ({"block": {"length_s": [600, 900]}}, "policy.block.length_s: expected 600"),
    ],
)
def test_a_grid_that_does_not_fit_is_named(house: RecordedHouse, grid: dict[str, Any], told: str) -> None:
    with pytest.raises(ReplayError, match=told):
        sweep.run(house, grid, workers=1)


def test_a_worker_with_another_engine_is_refused(house: RecordedHouse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "ENGINE_VERSION", "0.9.0")
    with pytest.raises(ReplayError, match=r"engine 0\.9\.0"):
        sweep.run(house, GRID, workers=1)
