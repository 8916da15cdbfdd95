import pytest

from tests.engine.houses import (
    BLOCK_S,
    NOON,
    Document,
    command,
    lockout,
    made,
    memory,
    miner,
    policy,
    remembered,
    rod,
    running_for,
    state,
)

DARK: Document = {"grid_power_w": 400}
BRIGHT: Document = {"grid_power_w": -5000}


@pytest.mark.parametrize(("blocks", "code"), [(2, "R5_MIN_RUNTIME"), (3, "R1_SURPLUS_LOW")])
def test_a_load_runs_for_its_minimum_time(blocks: int, code: str) -> None:
    assert made(state(loads={"miner": miner(1)}, **DARK), running_for(blocks)).code == code


def test_during_its_minimum_runtime_a_load_is_lowered_to_its_lowest_level() -> None:
    present = state(grid_power_w=1600, loads={"miner": miner(2)})
    rules = policy(r2={"max_grid_import_w": 9000}, r5={"min_runtime_blocks": 9})
    decision = made(present, running_for(5), rules)
    assert (decision.action, decision.target_w, decision.code) == ("LOWER", 800, "R5_MIN_RUNTIME")


@pytest.mark.parametrize(("blocks", "code"), [(1, "R5_MIN_PAUSE"), (2, "R1_SURPLUS_OK")])
def test_a_load_rests_for_its_minimum_time(blocks: int, code: str) -> None:
    assert made(state(**BRIGHT), memory(last_change="STOP", blocks_since_change=blocks)).code == code


@pytest.mark.parametrize("grid_w", [-5000, 400])
@pytest.mark.parametrize(("blocks", "code"), [(1, "R5_DEADBAND"), (2, "R1")])
def test_levels_change_no_more_often_than_the_deadband_allows(grid_w: float, blocks: int, code: str) -> None:
    before = memory(last_change="RAISE", blocks_since_change=blocks, blocks_since_start=20)
    decision = made(state(grid_power_w=grid_w, loads={"miner": rod(1000)}), before)
    assert decision.code.startswith(code)


@pytest.mark.parametrize(("grid_w", "target_w"), [(-5000, 1500), (500, 800)])
def test_a_start_is_no_change_between_levels(grid_w: float, target_w: float) -> None:
    level = 1 if grid_w < 0 else 2
    decision = made(state(grid_power_w=grid_w, loads={"miner": miner(level)}), running_for(1))
    assert decision.target_w == target_w


@pytest.mark.parametrize(("starts", "code"), [(5, "R1_SURPLUS_OK"), (6, "R5_START_BUDGET")])
def test_a_load_starts_only_so_often_a_day(starts: int, code: str) -> None:
    assert made(state(**BRIGHT), memory(starts_today=starts)).code == code


def test_starts_are_counted_and_forgotten_at_midnight() -> None:
    after = remembered(state(**BRIGHT), memory(starts_today=5))
    assert after.of("miner").starts_today == 6
    tomorrow = remembered(state("SAFETY", now=NOON + 86_400), after)
    assert tomorrow.of("miner").starts_today == 0


def test_the_day_turns_by_the_households_calendar_not_by_utc() -> None:
    after = remembered(state("SAFETY", now=NOON + 11 * 3600), memory(starts_today=6))
    assert after.of("miner").starts_today == 6


def test_a_load_that_somebody_else_started_may_stop_at_once() -> None:
    present = state(loads={"miner": miner(1)}, **DARK)
    assert made(present, memory(last_change="STOP", blocks_since_change=0)).action == "STOP"


def test_blocks_are_counted_while_nothing_was_decided() -> None:
    after = remembered(state("SAFETY", now=NOON + 5 * BLOCK_S, loads={"miner": miner(1)}), running_for(1))
    assert after.of("miner").blocks_since_start == 6


@pytest.mark.parametrize(
    ("signals", "rule"),
    [({"battery_soc_pct": 40}, "R2"), ({"ups_on_battery": True}, "R3")],
)
def test_only_safety_and_the_hard_minimum_break_dwell_times(signals: Document, rule: str) -> None:
    decision = made(state("GUARD", loads={"miner": miner(1)}, **signals), running_for(0))
    assert (decision.action, decision.rule) == ("STOP", rule)


def test_a_person_may_break_dwell_times() -> None:
    present = state("OVERRIDE", loads={"miner": miner(1)})
    assert made(present, memory([command("stop")], last_change="START", blocks_since_change=0)).action == "STOP"
    rested = memory([command("start")], last_change="STOP", blocks_since_change=0, starts_today=99)
    assert made(state("OVERRIDE"), rested).action == "START"


def test_a_change_without_a_known_time_counts_as_just_made() -> None:
    assert made(state(**BRIGHT), memory(last_change="STOP", blocks_since_change=None)).code == "R5_MIN_PAUSE"
    assert (
        made(state(loads={"miner": miner(1)}, **DARK), memory(last_change="START", blocks_since_change=None)).code
        == "R5_MIN_RUNTIME"
    )


def test_following_the_surplus_is_no_change_of_level() -> None:
    rules = policy(trim={"enabled": True})
    before = memory(last_change="START", blocks_since_change=5, blocks_since_start=5)
    after = remembered(state("TRIM", grid_power_w=-400, loads={"miner": rod(1000)}), before, rules)
    assert after.of("miner").blocks_since_change == 5
    assert after.last_trim == NOON


def test_following_the_surplus_waits_for_no_rest_between_levels() -> None:
    raised = memory(last_change="RAISE", blocks_since_change=1, blocks_since_start=9)
    for grid_w, target_w in ((-400, 1400), (400, 600)):
        present = state("TRIM", grid_power_w=grid_w, loads={"miner": rod(1000)})
        assert made(present, raised, policy(trim={"enabled": True})).target_w == target_w


def test_import_taken_back_at_a_trim_is_a_change_of_level() -> None:
    present = state("TRIM", grid_power_w=700, loads={"miner": miner(2)})
    assert remembered(present, running_for(9), policy(trim={"enabled": True})).of("miner").last_change == "LOWER"
    # While the battery takes a kilowatt the surplus carries a rod that the grid limit does not.
    charging = state("TRIM", grid_power_w=900, battery_power_w=-1000, loads={"miner": rod(1500)})
    after = remembered(charging, running_for(9), policy(trim={"enabled": True})).of("miner")
    assert (after.last_change, after.blocks_since_change) == ("LOWER", 0)


def test_a_stop_for_safety_starts_the_pause() -> None:
    after = remembered(state("SAFETY", loads={"miner": miner(1)}, ups_on_battery=True), running_for(1))
    assert made(state(**BRIGHT), after).code == "R5_MIN_PAUSE"


def test_dwell_times_can_be_turned_off() -> None:
    free = policy(r5={"min_runtime_blocks": 0, "min_pause_blocks": 0, "deadband_blocks": 0})
    assert made(state(loads={"miner": miner(1)}, **DARK), running_for(0), free).action == "STOP"
    assert made(state(**BRIGHT), memory(last_change="STOP", blocks_since_change=0), free).action == "START"


def test_a_lockout_does_not_reset_the_pause_every_step() -> None:
    before = memory(lockout=lockout(), last_change="STOP", blocks_since_change=7)
    assert remembered(state("SAFETY"), before).of("miner").blocks_since_change == 7


def test_during_its_minimum_runtime_a_level_that_was_just_taken_up_is_kept() -> None:
    raised = memory(last_change="RAISE", blocks_since_change=1, blocks_since_start=2)
    decision = made(
        state(grid_power_w=1450, loads={"miner": miner(2)}),
        raised,
        policy(r2={"max_grid_import_w": 100_000}),
    )
    settled = memory(last_change="RAISE", blocks_since_change=2, blocks_since_start=2)
    assert (decision.code, decision.target_w) == ("R5_MIN_RUNTIME", 1500)
    assert (
        made(
            state(grid_power_w=1450, loads={"miner": miner(2)}), settled, policy(r2={"max_grid_import_w": 100_000})
        ).target_w
        == 800
    )


def test_a_load_that_somebody_else_switched_off_needs_no_pause() -> None:
    before = memory(last_change="START", blocks_since_change=1, blocks_since_start=1)
    assert made(state(grid_power_w=-5000), before).action == "START"


def test_where_only_the_start_is_known_levels_rest_from_there() -> None:
    for blocks, code in ((1, "R5_DEADBAND"), (2, "R1_SURPLUS_OK")):
        before = memory(last_change=None, blocks_since_change=None, blocks_since_start=blocks)
        assert made(state(grid_power_w=-5000, loads={"miner": miner(1)}), before).code == code
