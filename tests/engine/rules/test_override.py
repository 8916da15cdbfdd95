import pytest

from custom_components.bitgridai.engine.document import iso_utc
from tests.engine.houses import (
    NOON,
    command,
    made,
    memory,
    miner,
    policy,
    remembered,
    rod,
    running_for,
    state,
)


def test_a_start_command_runs_the_load_at_its_highest_level_whatever_the_surplus() -> None:
    decision = made(state("OVERRIDE", grid_power_w=3000), memory([command("start")]))
    assert (decision.action, decision.target_w, decision.code) == ("START", 1500, "OVERRIDE_START")


@pytest.mark.parametrize(("asked_w", "target_w"), [(100, 800), (800, 800), (1499, 800), (1500, 1500), (99_999, 1500)])
def test_a_start_command_runs_the_load_at_the_highest_level_within_what_was_asked(
    asked_w: float, target_w: float
) -> None:
    assert made(state("OVERRIDE"), memory([command("start", power_w=asked_w)])).target_w == target_w


SILENT = {"value": 84, "quality": "stale", "age_s": 170}


@pytest.mark.parametrize("trigger", ["OVERRIDE", "BLOCK_TICK", "GUARD", "SAFETY", "TRIM"])
def test_no_command_starts_a_load_whose_thermometer_is_silent(trigger: str) -> None:
    decision = made(state(trigger, loads={"miner": miner(chip_temp_c=SILENT)}), memory([command("start")]))
    assert (decision.action, decision.target_w, decision.code) == ("HOLD", 0, "R3_MISSING_TELEMETRY")
    told = decision.decisive
    assert (told.verdict, told.values["missing"], told.values["quality"]) == ("VETO", "chip_temp_c", "stale")


def test_no_command_raises_a_load_whose_thermometer_is_silent_and_none_is_needed_to_go_on() -> None:
    present = state("OVERRIDE", loads={"miner": miner(1, chip_temp_c=SILENT)})
    decision = made(present, memory([command("start")]))
    assert (decision.action, decision.target_w, decision.code) == ("HOLD", 800, "R3_MISSING_TELEMETRY")
    same = made(present, memory([command("start", power_w=800)]))
    assert (same.action, same.target_w, same.code) == ("HOLD", 800, "OVERRIDE_START")


def test_a_command_starts_a_load_again_as_soon_as_its_thermometer_speaks() -> None:
    present = state("OVERRIDE", loads={"miner": miner(chip_temp_c={**SILENT, "quality": "ok"})})
    assert made(present, memory([command("start")])).action == "START"


def test_a_start_command_sets_a_continuous_load_to_the_step_below_what_was_asked() -> None:
    present = state("OVERRIDE", loads={"miner": rod()})
    assert made(present, memory([command("start", power_w=1077)])).target_w == 1000


def test_a_stop_command_stops_whatever_the_surplus() -> None:
    decision = made(state(grid_power_w=-9000, loads={"miner": miner(2)}), memory([command("stop")]))
    assert (decision.action, decision.code) == ("STOP", "OVERRIDE_STOP")
    assert made(state(grid_power_w=-9000), memory([command("stop")])).code == "OVERRIDE_STOP"


@pytest.mark.parametrize(("limit_w", "target_w"), [(1500, 1500), (1499, 800), (800, 800), (799, 0), (0, 0)])
def test_a_limit_keeps_the_load_at_or_below_it(limit_w: float, target_w: float) -> None:
    before = memory([command("limit", power_w=limit_w)])
    assert made(state(grid_power_w=-5000), before).target_w == target_w


def test_a_limit_that_does_not_bind_leaves_the_rules_alone() -> None:
    decision = made(state(grid_power_w=-900), memory([command("limit", power_w=1000)]))
    assert (decision.target_w, decision.rule) == (800, "R1")


def test_a_limit_holds_for_a_load_that_a_person_started() -> None:
    before = memory([command("start"), command("limit", power_w=1000)])
    decision = made(state("OVERRIDE"), before)
    assert (decision.target_w, decision.code) == (800, "OVERRIDE_LIMIT")


def test_a_stop_wins_over_a_start() -> None:
    for commands in ([command("start"), command("stop")], [command("stop"), command("start")]):
        assert made(state("OVERRIDE"), memory(commands)).target_w == 0


def test_of_two_commands_of_one_kind_the_newer_counts() -> None:
    before = memory([command("start", power_w=1500), command("start", power_w=800)])
    assert made(state("OVERRIDE"), before).target_w == 800


def test_a_command_is_for_its_load_only() -> None:
    present = state("OVERRIDE", loads={"miner": miner(), "other": miner()})
    assert made(present, memory([command("start")]), load="other").action == "HOLD"


def test_a_start_command_waits_for_a_look_that_may_raise() -> None:
    before = memory([command("start")])
    for trigger in ("SAFETY", "GUARD", "RECOVERY", "CONFIG", "TRIM"):
        assert made(state(trigger), before).action == "HOLD"
    assert made(state("BLOCK_TICK"), before).action == "START"


@pytest.mark.parametrize("autonomy", ["manual", "assisted"])
@pytest.mark.parametrize("level", [1, None])
def test_a_start_that_ran_out_ends_where_nobody_else_would_stop_the_load(autonomy: str, level: int | None) -> None:
    before = memory([command("start", minutes=0)], last_change="START", blocks_since_change=0)
    present = state("SAFETY", loads={"miner": miner(level)})
    decision = made(present, before, policy(autonomy=autonomy))
    assert (decision.action, decision.code) == ("STOP", "OVERRIDE_EXPIRED")


@pytest.mark.parametrize(("export_w", "action"), [(0, "HOLD"), (-0.001, "STOP")])
def test_a_start_that_ran_out_ends_in_semi_unless_surplus_carries_the_load(export_w: float, action: str) -> None:
    before = memory([command("start", minutes=0)], last_change="START", blocks_since_change=9, blocks_since_start=9)
    present = state("GUARD", grid_power_w=-export_w, loads={"miner": miner(1)})
    assert made(present, before, policy(autonomy="semi")).action == action


@pytest.mark.parametrize("autonomy", ["semi", "full"])
def test_a_start_that_ran_out_hands_the_load_back_to_the_rules(autonomy: str) -> None:
    before = memory([command("start", minutes=0)], last_change="START", blocks_since_change=9, blocks_since_start=9)
    present = state(grid_power_w=-900, loads={"miner": miner(1)})
    assert made(present, before, policy(autonomy=autonomy)).rule == "R1"


def test_safety_ends_a_start_command_but_no_stop_and_no_limit() -> None:
    commands = [command("start"), command("limit", power_w=900), command("stop", load="other")]
    present = state("SAFETY", ups_on_battery=True, loads={"miner": miner(1), "other": miner(1)})
    after = remembered(present, memory(commands))
    assert [item.kind for item in after.overrides] == ["limit", "stop"]


def test_a_limit_without_a_power_limits_to_nothing() -> None:
    decision = made(state(loads={"miner": miner(1)}), memory([command("limit")]))
    assert (decision.action, decision.decisive.values["limit_w"]) == ("STOP", 0)


def test_the_decision_tells_how_long_a_command_still_holds() -> None:
    decision = made(state("OVERRIDE", now=NOON + 61), memory([command("start", minutes=30)]))
    assert decision.decisive.values["left_min"] == 29


def test_a_stop_command_may_interrupt_the_minimum_runtime() -> None:
    before = running_for(0)
    assert made(state("OVERRIDE", loads={"miner": miner(1)}), before).action == "HOLD"
    stopped = memory([command("stop")], last_change="START", blocks_since_change=0, blocks_since_start=0)
    assert made(state("OVERRIDE", loads={"miner": miner(1)}), stopped).rule == "OVERRIDE"


@pytest.mark.parametrize(
    ("limit_w", "code"), [(799, "OVERRIDE_LIMIT"), (800, "OVERRIDE_START"), (5000, "OVERRIDE_START")]
)
def test_a_limit_is_the_reason_only_where_it_takes_something_from_a_start(limit_w: float, code: str) -> None:
    before = memory([command("start", power_w=800), command("limit", power_w=limit_w)])
    assert made(state("OVERRIDE"), before).code == code


@pytest.mark.parametrize(("minutes", "left_min"), [(300, 300), (30, 30), (1, 1), (0.5, 1)])
def test_the_time_a_command_still_holds_is_told_in_whole_minutes(minutes: float, left_min: int) -> None:
    stop = {**command("stop"), "valid_until": iso_utc(NOON + round(minutes * 60))}
    assert made(state("OVERRIDE"), memory([stop])).decisive.values["left_min"] == left_min


def test_a_start_that_ran_out_in_a_house_without_a_reading_is_ended_by_safety() -> None:
    over = memory([command("start", minutes=0)], last_change="START", blocks_since_change=9)
    blind = state("SAFETY", grid_power_w=None, loads={"miner": miner(1)})
    assert made(blind, over, policy(autonomy="semi")).code == "R3_MISSING_TELEMETRY"
