"""A load may be as small as it likes: every rule takes a watt, and less, for power."""

from dataclasses import replace

import pytest

from custom_components.bitgridai.engine.memory import Proposal
from tests.engine.houses import BLOCK, NOON, Document, command, made, memory, policy, running_for, state

SETTLED = running_for(20)


def tiny(target_w: float = 0, **values: object) -> Document:
    """Takes 1 W to 3 W in steps of a watt."""
    return {
        "range_w": {"min": 1, "max": 3, "step": 1},
        "level": int(target_w > 0),
        "target_w": target_w,
        "power_w": target_w,
        **values,
    }


def leveled(level: int) -> Document:
    """Takes half a watt, one watt or three."""
    levels_w = [0, 0.5, 1, 3]
    return {"levels_w": levels_w, "level": level, "power_w": levels_w[level]}


def test_it_starts_and_stops_by_the_surplus() -> None:
    assert made(state(grid_power_w=-1, loads={"miner": tiny()})).target_w == 1
    assert made(state(grid_power_w=-0.999, loads={"miner": tiny()})).target_w == 0


@pytest.mark.parametrize("target_w", [1, 3])
def test_it_is_told_to_stop_where_it_is_not_worth_it(target_w: float) -> None:
    worth = policy(energy_path={"heat_ct_kwh": 10, "min_margin_ct": 5})
    decision = made(state(grid_power_w=-5, loads={"miner": tiny(target_w)}), SETTLED, worth)
    assert (decision.action, decision.code) == ("STOP", "R1_MARGIN_LOW")
    assert made(state(grid_power_w=-1, loads={"miner": tiny()}), rules=worth).code == "R1_MARGIN_LOW"


def test_semi_starts_it_by_itself() -> None:
    decision = made(state(grid_power_w=-1, loads={"miner": tiny()}), rules=policy(autonomy="semi"))
    assert (decision.action, decision.target_w) == ("START", 1)


def test_its_level_changes_no_more_often_than_others() -> None:
    raised = memory(last_change="RAISE", blocks_since_change=1, blocks_since_start=9)
    decision = made(state(grid_power_w=2, loads={"miner": tiny(3)}), raised, policy(r1={"stop_margin_w": 0}))
    assert (decision.target_w, decision.code) == (3, "R5_DEADBAND")


def test_it_follows_the_surplus_down_to_its_last_watt() -> None:
    before = replace(SETTLED, last_trim=NOON - 900)
    decision = made(
        state("TRIM", grid_power_w=2, loads={"miner": tiny(3)}),
        before,
        policy(trim={"enabled": True}, r1={"stop_margin_w": 0}),
    )
    assert (decision.target_w, decision.code) == (1, "R1_SURPLUS_PARTIAL")


def test_what_it_needs_counts_with_the_margin_of_a_level_that_is_taken_up() -> None:
    margins = policy(r1={"start_margin_w": -0.1, "stop_margin_w": 0.05})
    decision = made(state(grid_power_w=1.8, loads={"miner": leveled(3)}), SETTLED, margins)
    assert decision.target_w == 1
    assert decision.decisive.thresholds["needed_w"] == pytest.approx(1.1)


def test_a_limit_without_a_power_leaves_it_nothing() -> None:
    assert made(state(grid_power_w=-5, loads={"miner": tiny()}), memory([command("limit")])).target_w == 0


def test_a_start_that_ran_out_ends_in_semi_where_there_is_no_watt_to_spare() -> None:
    over = memory([command("start", minutes=0)], last_change="START", blocks_since_change=9)
    for grid_w, code in ((1, "OVERRIDE_EXPIRED"), (0, "R1_NOT_DUE")):
        present = state("SAFETY", grid_power_w=grid_w, loads={"miner": tiny(1)})
        assert made(present, over, policy(autonomy="semi")).code == code


def test_of_a_setting_that_is_not_known_a_watt_of_approval_is_a_start() -> None:
    before = memory()
    proposal = Proposal("p", 1, BLOCK, approved=True)
    asked = replace(before, loads={"miner": replace(before.of("miner"), proposal=proposal)})
    decision = made(state("OVERRIDE", grid_power_w=-1, loads={"miner": tiny()}), asked, policy(autonomy="assisted"))
    assert (decision.action, decision.target_w) == ("START", 1)
