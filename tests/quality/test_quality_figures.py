"""The benchmark judges fairly: nobody beats the bound, and on the bundled week the engine beats the plain rule."""

from functools import cache

import pytest

from bitgridai.bench.quality.bound import Bound
from bitgridai.bench.quality.controls import Engine, Threshold, never, planned
from bitgridai.bench.quality.household import BLOCK_S, House
from bitgridai.bench.quality.plant import flow
from bitgridai.bench.quality.report import Comparison, compare
from bitgridai.bench.quality.runs import Month, Seen, live
from bitgridai.bench.quality.trace import BUNDLED, BlockTrace, read_blocks
from bitgridai.cli.main import main
from bitgridai.engine import Policy

HOUSE = House()


@cache
def week(factor: int) -> BlockTrace:
    return read_blocks(BUNDLED).scaled(factor)


@cache
def compared(factor: int) -> Comparison:
    return compare(HOUSE, week(factor), Policy())


@pytest.mark.parametrize("factor", [1, 2])
def test_the_engine_beats_the_plain_rule_and_the_bound_beats_both(factor: int) -> None:
    result = compared(factor)
    assert result.threshold.gain_eur < result.engine.gain_eur < result.bound.gain_eur
    # One week, of which three days are not known yet; what a year gives is in the decision record.
    assert result.engine.share_of_bound > 0.75


@pytest.mark.parametrize("factor", [1, 2])
def test_no_load_runs_on_the_reserve(factor: int) -> None:
    assert compared(factor).engine.below_reserve_blocks == 0
    assert compared(factor).bound.below_reserve_blocks == 0


@pytest.mark.parametrize(
    ("base_w", "pv_w", "load_w"), [(300, 4000, 0), (300, 4000, 1500), (5000, 0, 1500), (400, 200, 800)]
)
@pytest.mark.parametrize("stored_wh", [350, 360, 3500, 6990, 7000])
def test_no_energy_is_lost_or_made_in_a_block(base_w: float, pv_w: float, load_w: float, stored_wh: float) -> None:
    passed = flow(HOUSE, stored_wh, base_w, pv_w, load_w)
    assert pv_w + passed.grid_w + passed.battery_w == pytest.approx(base_w + load_w)
    into_wh = -passed.battery_w * HOUSE.efficiency if passed.battery_w < 0 else -passed.battery_w / HOUSE.efficiency
    assert passed.stored_wh - stored_wh == pytest.approx(into_wh * BLOCK_S / 3600)
    assert HOUSE.floor_wh - 1e-9 <= passed.stored_wh <= HOUSE.capacity_wh + 1e-9
    assert abs(passed.battery_w) <= HOUSE.battery_w


def value_ct(levels_w: tuple[float, ...]) -> float:
    return sum(live(HOUSE, week(1), planned(levels_w)).values(), Month()).value_ct


def test_the_bound_keeps_dwell_times_and_a_finer_grid_does_not_move_it() -> None:
    coarse, fine = (Bound(HOUSE, week(1), step_wh).plan() for step_wh in (20, 10))
    assert value_ct(coarse.levels_w) == pytest.approx(value_ct(fine.levels_w), abs=1.5)
    runs = "".join("1" if level_w else "0" for level_w in fine.levels_w).strip("0")
    assert all(len(run) >= HOUSE.min_runtime_blocks for run in runs.split("0") if run)
    assert all(len(rest) >= HOUSE.min_pause_blocks for rest in runs.split("1") if rest)


def test_the_engine_sees_only_the_past_and_the_forecast() -> None:
    trace = week(1)
    seen: list[Seen] = []

    def watch(now: Seen) -> float:
        seen.append(now)
        return never(now)

    live(HOUSE, trace, watch)
    assert all(item.base_w == trace.base_w[item.block - 1] for item in seen)
    state = Engine(HOUSE, trace, Policy()).state(seen[100])
    assert all(start + trace.forecast_s > state.now for start, _ in state.pv_forecast)


def test_the_threshold_rule_rests_and_runs_as_long_as_it_must() -> None:
    levels: list[float] = []
    rule = Threshold(HOUSE)

    def note(now: Seen) -> float:
        levels.append(rule(now))
        return levels[-1]

    live(HOUSE, week(2), note)
    runs = "".join("1" if level_w else "0" for level_w in levels).strip("0").split("0")
    assert all(len(run) >= HOUSE.min_runtime_blocks for run in runs if run)


def test_a_trace_that_is_none_is_refused_in_one_line(tmp_path: object, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "quality", "--trace", f"{tmp_path}/nothing.csv"]) == 2
    assert capsys.readouterr().err.count("\n") == 1
