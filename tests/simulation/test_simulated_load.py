from dataclasses import replace

from hypothesis import given, strategies as st
import pytest

from custom_components.bitgridai.simulation import HouseholdError, LoadKind, PowerRange, SimulatedLoad
from custom_components.bitgridai.simulation.load_model import LoadModel
from tests.simulation.houses import MINER, ROD, START


def run(load: LoadModel, seconds: int, since: int = START) -> int:
    """Live through whole steps; the time at their end."""
    for end in range(since + 10, since + seconds + 1, 10):
        load.step(end)
    return since + seconds


@pytest.mark.parametrize(
    ("asked", "set_w"), [(0, 0), (-5, 0), (799.9, 0), (800, 800), (1499, 800), (1500, 1500), (9e8, 1500)]
)
def test_a_miner_never_runs_above_what_was_asked(asked: float, set_w: float) -> None:
    assert MINER.setpoint_w(asked) == set_w


@pytest.mark.parametrize(
    ("asked", "set_w"), [(0, 0), (499, 0), (500, 500), (599, 500), (600, 600), (3000, 3000), (9e8, 3000)]
)
def test_a_continuous_load_rounds_down_to_its_step(asked: float, set_w: float) -> None:
    assert ROD.setpoint_w(asked) == set_w


@given(steps=st.integers(0, 2000))
def test_a_continuous_load_keeps_a_setpoint_it_has_taken(steps: int) -> None:
    load = replace(ROD, range=PowerRange(min_w=500.1, max_w=3000, step_w=0.7))
    setpoint = load.setpoint_w(500.1 + steps * 0.7)
    assert load.setpoint_w(setpoint) == setpoint


def test_levels_count_from_off() -> None:
    assert [MINER.level(power) for power in (0.0, 800.0, 1500.0)] == [0, 1, 2]
    assert [ROD.level(power) for power in (0.0, 500.0, 3000.0)] == [0, 1, 1]


def test_a_miner_reaches_full_power_after_its_ramp_and_not_before() -> None:
    load = LoadModel(MINER, 10, START)
    load.command(1500)
    powers = [load.step(START + 10 * n) for n in range(1, 12)]
    assert powers == sorted(powers)
    assert powers[8] < 1500
    assert powers[9] == powers[10] == 1500


def test_a_starting_miner_draws_power_but_earns_nothing() -> None:
    load = LoadModel(MINER, 10, START)
    load.command(1500)
    run(load, 100)
    assert load.state.energy_wh > 0
    assert load.state.productive_wh == 0
    run(load, 10, START + 100)
    assert load.state.productive == 1
    assert load.state.productive_wh == pytest.approx(1500 / 360)


def test_a_step_in_which_the_ramp_ends_counts_in_part() -> None:
    load = LoadModel(replace(MINER, ramp_s=105), 10, START)
    load.command(1500)
    run(load, 110)
    assert load.state.productive == pytest.approx(0.5)


def test_a_heater_is_useful_from_the_first_step() -> None:
    load = LoadModel(ROD, 10, START)
    load.command(700)
    load.step(START + 10)
    assert load.state.power_w == 700
    assert load.state.productive_wh == load.state.energy_wh == pytest.approx(700 / 360)


def test_a_raise_while_running_stays_productive() -> None:
    load = LoadModel(MINER, 10, START)
    load.command(800)
    now = run(load, 200)
    load.command(1500)
    load.step(now + 10)
    assert 800 < load.state.power_w < 1500
    assert load.state.productive == 1


def test_a_stop_is_immediate_and_leaves_the_standby() -> None:
    load = LoadModel(MINER, 10, START)
    load.command(1500)
    now = run(load, 200)
    load.command(0)
    assert load.step(now + 10) == 10
    assert load.state.productive == 0
    assert load.state.on_for_s == 0


def test_a_device_draws_what_it_draws_not_what_its_label_says() -> None:
    load = LoadModel(replace(MINER, measured_factor=1.08), 10, START)
    load.command(800)
    run(load, 200)
    assert load.state.target_w == 800
    assert load.state.power_w == pytest.approx(864)


def test_the_chip_settles_at_ambient_plus_rise() -> None:
    load = LoadModel(MINER, 10, START)
    load.command(1500)
    now = run(load, 400)
    assert 20 < load.state.chip_temp_c < 70
    now = run(load, 6000, now)
    assert load.state.chip_temp_c == pytest.approx(70, abs=0.1)
    load.command(0)
    run(load, 6000, now)
    assert load.state.chip_temp_c == pytest.approx(20, abs=0.5)


def test_after_one_time_constant_63_percent_of_the_way_is_done() -> None:
    load = LoadModel(replace(MINER, ramp_s=0), 10, START)
    load.command(1500)
    run(load, 300)
    assert (load.state.chip_temp_c - 20) / 50 == pytest.approx(0.632, abs=0.001)


def test_a_hot_miner_climbs_until_its_hardware_stops_it() -> None:
    load = LoadModel(MINER, 10, START)
    load.command(1500)
    now = run(load, 3000)
    load.hot = True
    hottest = 0.0
    while load.state.target_w:
        now = run(load, 10, now)
        hottest = max(hottest, load.state.chip_temp_c)
    assert 105 <= hottest < 110
    assert load.state.tripped
    assert not load.obeys
    assert load.step(now + 10) == 10


def test_a_tripped_miner_answers_but_starts_only_when_cool() -> None:
    load = LoadModel(MINER, 10, START)
    load.command(1500)
    load.hot = True
    now = run(load, 3600)
    assert load.state.target_w == 0
    load.hot = False
    now = run(load, 3600, now)
    assert load.obeys
    assert load.state.target_w == 0, "a start needs a new command"
    load.command(1500)
    assert load.state.target_w == 1500


def test_a_tripped_miner_takes_no_command_before_it_is_cool() -> None:
    load = LoadModel(MINER, 10, START)
    load.command(1500)
    load.hot = True
    now = START
    while load.state.target_w:
        now = run(load, 10, now)
    while not load.obeys:
        assert load.state.chip_temp_c > 90
        assert load.command(1500)
        assert load.state.target_w == 0
        now = run(load, 10, now)
    assert load.state.chip_temp_c <= 90


def test_a_hot_miner_that_is_off_cools_down() -> None:
    load = LoadModel(MINER, 10, START)
    load.command(1500)
    now = run(load, 3000)
    load.hot = True
    load.command(0)
    run(load, 3000, now)
    assert load.state.chip_temp_c < 25


def test_a_silent_miner_goes_on_with_what_it_was_told_before() -> None:
    load = LoadModel(MINER, 10, START)
    load.command(1500)
    now = run(load, 200)
    reported = load.state
    load.silent = True
    assert not load.command(0)
    run(load, 600, now)
    assert load.state.power_w == 1500
    assert load.state.heartbeat_at == now
    assert load.state.reported_temp_c == reported.reported_temp_c
    assert load.state.chip_temp_c > reported.chip_temp_c


def test_a_miner_that_is_back_reports_and_obeys_again() -> None:
    load = LoadModel(MINER, 10, START)
    load.silent = True
    now = run(load, 100)
    load.silent = False
    now = run(load, 10, now)
    assert load.state.heartbeat_at == now
    assert load.command(800)
    assert load.state.target_w == 800


def test_a_stubborn_miner_answers_reports_and_does_nothing() -> None:
    load = LoadModel(MINER, 10, START)
    load.command(800)
    load.stubborn = True
    assert load.command(0)
    now = run(load, 300)
    assert load.state.power_w == 800
    assert load.state.heartbeat_at == now
    assert not load.obeys


@pytest.mark.parametrize("target", [float("nan"), float("inf")])
def test_a_target_that_is_no_power_is_refused(target: float) -> None:
    with pytest.raises(ValueError, match="miner: expected a finite power"):
        LoadModel(MINER, 10, START).command(target)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"id": "Miner 1"}, "id"),
        ({"levels_w": ()}, "levels_w"),
        ({"levels_w": (0.0,)}, "levels_w"),
        ({"levels_w": (100.0, 800.0)}, "levels_w"),
        ({"levels_w": (0.0, 800.0, 800.0)}, "levels_w"),
        ({"levels_w": (0.0, float("nan"))}, "levels_w"),
        ({"range": PowerRange(min_w=1, max_w=2, step_w=1)}, "levels_w"),
        ({"ramp_s": -1.0}, "ramp_s"),
        ({"thermal_time_constant_s": 0.0}, "thermal_time_constant_s"),
        ({"standby_w": 1501.0}, "standby_w"),
        ({"measured_factor": 0.0}, "measured_factor"),
        ({"ambient_c": 99.0}, "ambient_c"),
        ({"priority": -1}, "priority"),
    ],
)
def test_an_impossible_load_is_refused_by_the_name_of_the_field(changes: dict[str, object], field: str) -> None:
    values: dict[str, object] = {"id": "miner", "name": "Miner", "kind": LoadKind.MINER, "levels_w": (0.0, 800.0)}
    with pytest.raises(HouseholdError) as caught:
        SimulatedLoad(**values | changes)  # type: ignore[arg-type]
    assert caught.value.path == field


def test_a_range_must_lead_from_low_to_high() -> None:
    with pytest.raises(HouseholdError, match=r"max_w: expected a number of at least 500"):
        PowerRange(min_w=500, max_w=400, step_w=10)
