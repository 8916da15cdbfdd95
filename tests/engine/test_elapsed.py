from dataclasses import replace

import pytest

from custom_components.bitgridai.engine import Memory
from custom_components.bitgridai.engine.elapsed import bring_up_to
from custom_components.bitgridai.engine.memory import EmergencyStop
from tests.engine.houses import (
    BLOCK,
    BLOCK_S,
    NOON,
    command,
    decided,
    made,
    memory,
    miner,
    policy,
    remembered,
    running_for,
    state,
)

DAY_S = 86_400


def sunny(now: int, trigger: str = "BLOCK_TICK") -> bool:
    """Whether a load that rested long enough starts at this moment."""
    return made(state(trigger, now=now, grid_power_w=-5000), decided_at(NOON)).action == "START"


def decided_at(moment: int) -> Memory:
    return remembered(state(now=moment, grid_power_w=0))


class TestClockGoesBack:
    def test_no_block_is_decided_twice(self) -> None:
        assert not any(sunny(NOON - back) for back in (1, 599, 600, 3600, DAY_S - 600))

    def test_after_more_than_a_day_the_newer_past_is_given_up(self) -> None:
        assert not sunny(NOON - DAY_S)
        assert sunny(NOON - DAY_S - BLOCK_S)
        assert sunny(NOON - 3 * 365 * DAY_S)

    def test_a_day_is_told_from_more_than_a_day_by_the_second(self) -> None:
        assert not sunny(NOON - DAY_S)
        assert sunny(NOON - DAY_S - 1)

    def test_a_look_between_ticks_is_a_moment_the_memory_knows_of_too(self) -> None:
        looked = replace(decided_at(NOON), last_now=NOON + DAY_S + BLOCK_S)
        assert made(state(grid_power_w=-5000), looked).action == "START"

    def test_after_more_than_a_day_dwell_times_count_on_and_the_budget_is_new(self) -> None:
        after = remembered(state(loads={"miner": miner(1)}), running_for(5, starts_today=6))
        back = NOON - 3 * 365 * DAY_S
        for now in (back, back + BLOCK_S):
            after = remembered(state("SAFETY", now=now, loads={"miner": miner(1)}), after)
        assert (after.of("miner").blocks_since_start, after.of("miner").starts_today) == (6, 0)
        assert after.local_date == "2023-06-16"

    def test_dwell_times_do_not_shrink_and_do_not_count_twice(self) -> None:
        after = running_for(5)
        for now in (NOON, NOON - 1800, NOON, NOON + BLOCK_S):
            after = remembered(state("SAFETY", now=now, loads={"miner": miner(1)}), after)
        assert after.of("miner").blocks_since_start == 6

    def test_a_command_never_outlives_its_own_duration(self) -> None:
        before = memory([command("start", minutes=30)])
        back = NOON - 20 * 3600
        after = remembered(state("SAFETY", now=back), before)
        assert after.overrides[0].valid_until == back + 31 * 60
        assert remembered(state("SAFETY", now=back + 31 * 60), after).overrides == ()

    def test_safety_looks_at_any_time(self) -> None:
        for now in (NOON - 9 * DAY_S, NOON - 3600, NOON + 9 * DAY_S):
            hot = state("SAFETY", now=now, loads={"miner": miner(1, chip_temp_c=90)})
            assert made(hot, decided_at(NOON)).code == "R3_OVERTEMP"

    def test_following_the_surplus_goes_on(self) -> None:
        rules = policy(trim={"enabled": True})
        before = replace(running_for(9), last_trim=NOON + 7200)
        after = remembered(state("SAFETY"), before, rules)
        assert after.last_trim == NOON

    def test_a_budget_spent_tomorrow_is_spent_today(self) -> None:
        before = replace(memory(starts_today=6), local_date="2026-06-16")
        assert made(state(grid_power_w=-5000), before).code == "R5_START_BUDGET"


class TestClockGoesForward:
    def test_skipped_blocks_are_one_decision(self) -> None:
        assert sunny(NOON + 50 * BLOCK_S)
        assert decided(state(now=NOON + 50 * BLOCK_S), decided_at(NOON)).block_id == BLOCK + 50

    def test_only_a_start_that_ran_out_has_ended(self) -> None:
        commands = [command("start", minutes=30), command("stop", "rod", minutes=0), command("limit", minutes=0)]
        assert bring_up_to(memory(commands), state(), BLOCK_S).ended_starts == frozenset()
        over = bring_up_to(memory([command("start", minutes=0)]), state(), BLOCK_S)
        assert over.ended_starts == {"miner"}

    def test_a_new_day_is_remembered_and_the_same_day_stays(self) -> None:
        assert bring_up_to(Memory(), state(), BLOCK_S).memory.local_date == "2026-06-15"
        assert bring_up_to(memory(), state(now=NOON + DAY_S), BLOCK_S).memory.local_date == "2026-06-16"
        tomorrow = replace(memory(), local_date="2026-06-16")
        assert bring_up_to(tomorrow, state(), BLOCK_S).memory.local_date == "2026-06-16"

    def test_a_block_counts_once_however_often_it_is_looked_at(self) -> None:
        after = running_for(5)
        for late_s, blocks in ((0, 5), (600, 6), (605, 6), (900, 6), (1200, 7), (1201, 7)):
            after = remembered(state("SAFETY", now=NOON + late_s, loads={"miner": miner(1)}), after)
            assert after.of("miner").blocks_since_start == blocks

    def test_an_emergency_stop_is_remembered_from_its_first_moment_and_by_who_pressed_it_first(self) -> None:
        pressed = replace(memory(), emergency_stop=EmergencyStop(NOON - 60, "user"))
        later = bring_up_to(pressed, state(emergency_stop=True), BLOCK_S).memory
        assert later.emergency_stop == EmergencyStop(NOON - 60, "user")

    def test_commands_run_out(self) -> None:
        assert remembered(state("SAFETY", now=NOON + DAY_S), memory([command("start", minutes=30)])).overrides == ()


class TestBlockLengthChanges:
    @pytest.mark.parametrize(("length_s", "due_in_s"), [(3600, 3600), (60, 60), (900, 900)])
    def test_decisions_go_on_with_the_next_new_block(self, length_s: int, due_in_s: int) -> None:
        rules = policy(block={"length_s": length_s})
        before = decided_at(NOON)
        soon = state(now=NOON + due_in_s - 1, grid_power_w=-5000)
        assert made(soon, before, rules).action == "HOLD"
        due = state(now=NOON + due_in_s, grid_power_w=-5000)
        assert made(due, before, rules).action == "START"

    def test_dwell_times_go_on_from_where_they_are(self) -> None:
        after = remembered(state("SAFETY", loads={"miner": miner(1)}), running_for(2))
        rules = policy(block={"length_s": 60})
        after = remembered(state("CONFIG", now=NOON + 60, loads={"miner": miner(1)}), after, rules)
        assert after.of("miner").blocks_since_start == 3


class TestOddMemories:
    def test_a_decided_block_in_the_far_future_does_not_stop_decisions(self) -> None:
        before = Memory(block_id=BLOCK * 50, counted_block=BLOCK * 50)
        assert made(state(grid_power_w=-5000), before).action == "START"

    def test_a_command_without_creation_time_still_ends_within_a_day(self) -> None:
        forever = {"kind": "start", "load": "miner", "valid_until": "2199-01-01T00:00:00Z"}
        after = remembered(state("SAFETY"), memory([forever]))
        assert after.overrides[0].valid_until == NOON + DAY_S

    def test_a_command_for_longer_than_a_day_ends_a_day_after_its_creation(self) -> None:
        long = command("start", minutes=9000)
        after = remembered(state("SAFETY"), memory([long]))
        assert after.overrides[0].valid_until == NOON - 60 + DAY_S

    def test_the_first_step_of_all_decides(self) -> None:
        assert made(state(grid_power_w=-5000), Memory()).action == "START"
        after = remembered(state(grid_power_w=-5000), Memory())
        assert (after.block_id, after.counted_block, after.block_length_s) == (BLOCK, BLOCK, 600)
