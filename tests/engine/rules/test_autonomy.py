from dataclasses import replace

import pytest

from custom_components.bitgridai.engine import Memory, apply_request
from custom_components.bitgridai.engine.memory import Proposal
from tests.engine.houses import BLOCK, NOON, command, made, memory, miner, policy, remembered, rod, running_for, state

SETTLED = running_for(20)
SUNNY = state(grid_power_w=-5000)
ASSISTED = policy(autonomy="assisted")


def test_manual_mode_starts_and_stops_nothing_by_itself() -> None:
    manual = policy(autonomy="manual")
    assert made(SUNNY, rules=manual).code == "AUTONOMY_MANUAL"
    running = made(state(grid_power_w=400, loads={"miner": miner(1)}), SETTLED, manual)
    assert (running.action, running.code) == ("HOLD", "AUTONOMY_MANUAL")


@pytest.mark.parametrize("autonomy", ["manual", "assisted", "semi", "full"])
def test_a_command_is_carried_out_in_every_mode(autonomy: str) -> None:
    assert made(state("OVERRIDE"), memory([command("start")]), policy(autonomy=autonomy)).action == "START"
    present = state("OVERRIDE", loads={"miner": miner(1)})
    assert made(present, memory([command("stop")]), policy(autonomy=autonomy)).action == "STOP"


@pytest.mark.parametrize("autonomy", ["manual", "assisted", "semi"])
def test_the_hard_minimum_protects_in_every_mode(autonomy: str) -> None:
    present = state("GUARD", battery_soc_pct=50, loads={"miner": miner(1)})
    assert made(present, SETTLED, policy(autonomy=autonomy)).action == "STOP"


def test_semi_automatic_mode_starts_raises_and_lowers_but_does_not_stop() -> None:
    semi = policy(autonomy="semi", r2={"max_grid_import_w": 9000})
    assert made(SUNNY, rules=semi).action == "START"
    assert made(state(grid_power_w=-5000, loads={"miner": miner(1)}), SETTLED, semi).action == "RAISE"
    lowered = made(state(grid_power_w=3000, loads={"miner": miner(2)}), SETTLED, semi)
    assert (lowered.action, lowered.target_w, lowered.code) == ("LOWER", 800, "AUTONOMY_SEMI")
    kept = made(state(grid_power_w=3000, loads={"miner": miner(1)}), SETTLED, semi)
    assert (kept.action, kept.code) == ("HOLD", "AUTONOMY_SEMI")


def approved(target_w: float = 1500, block: int = BLOCK) -> Memory:
    before = memory(blocks_since_change=50)
    return replace(
        before,
        block_id=BLOCK,
        loads={"miner": replace(before.of("miner"), proposal=Proposal("p", target_w, block, approved=True))},
    )


class TestAssistedMode:
    def test_it_proposes_and_waits(self) -> None:
        assert made(SUNNY, rules=ASSISTED).code == "AUTONOMY_ASSISTED"
        proposal = remembered(SUNNY, rules=ASSISTED).of("miner").proposal
        assert proposal is not None
        assert (proposal.target_w, proposal.block_id, proposal.approved) == (1500, BLOCK, False)

    def test_an_approval_starts_the_load_at_once(self) -> None:
        asked = remembered(SUNNY, rules=ASSISTED)
        moment = state("OVERRIDE", now=NOON + 60, grid_power_w=-5000)
        answer, agreed = apply_request(moment, asked, ASSISTED, {"kind": "approve", "load": "miner"})
        assert answer.status == "accepted"
        assert made(moment, agreed, ASSISTED).action == "START"
        assert remembered(moment, agreed, ASSISTED).of("miner").proposal is None

    def test_an_approval_stops_a_load_whose_stop_was_proposed(self) -> None:
        dark = state(grid_power_w=400, loads={"miner": miner(1)})
        asked = remembered(dark, SETTLED, ASSISTED)
        moment = state("OVERRIDE", now=NOON + 60, grid_power_w=400, loads={"miner": miner(1)})
        _, agreed = apply_request(moment, asked, ASSISTED, {"kind": "approve"})
        assert made(moment, agreed, ASSISTED).action == "STOP"

    def test_an_approval_goes_no_further_than_the_proposal(self) -> None:
        assert made(state("OVERRIDE", grid_power_w=-5000), approved(800), ASSISTED).target_w == 800

    def test_an_approval_starts_no_more_than_the_surplus_that_is_left(self) -> None:
        assert made(state("OVERRIDE", grid_power_w=-900), approved(1500), ASSISTED).target_w == 800
        gone = made(state("OVERRIDE", grid_power_w=-100), approved(1500), ASSISTED)
        assert (gone.action, gone.code) == ("HOLD", "R1_SURPLUS_LOW")

    @pytest.mark.parametrize(("surplus_w", "target_w"), [(1200, 1200), (800, 800), (700, 800)])
    def test_an_approved_reduction_may_be_done_in_part_and_never_goes_further(
        self, surplus_w: float, target_w: float
    ) -> None:
        before = replace(SETTLED, block_id=BLOCK)
        proposal = Proposal("p", 800, BLOCK, approved=True)
        asked = replace(before, loads={"miner": replace(before.of("miner"), proposal=proposal)})
        present = state("OVERRIDE", grid_power_w=1500 - surplus_w, loads={"miner": rod(1500)})
        assert made(present, asked, policy(autonomy="assisted", r1={"stop_margin_w": 0})).target_w == target_w

    def test_an_approved_stop_is_not_needed_any_more_when_the_sun_is_back(self) -> None:
        before = replace(approved(0), block_id=BLOCK)
        assert made(state("OVERRIDE", grid_power_w=-900, loads={"miner": miner(1)}), before, ASSISTED).target_w == 800

    def test_an_approval_does_not_replace_a_missing_reading(self) -> None:
        decision = made(state("OVERRIDE", grid_power_w=-5000, pv_power_w=None), approved(), ASSISTED)
        assert (decision.action, decision.code) == ("HOLD", "R1_DEGRADED")

    def test_an_approval_does_not_overcome_dwell_times_or_the_soft_minimum(self) -> None:
        low = made(state("OVERRIDE", grid_power_w=-5000, battery_soc_pct=52), approved(), ASSISTED)
        assert low.code == "R2_SOC_SOFT_MIN"

    def test_an_approval_counts_in_its_own_block_only(self) -> None:
        later = state("OVERRIDE", now=NOON + 600, grid_power_w=-5000)
        assert made(later, approved(), ASSISTED).action == "HOLD"
        assert made(state(now=NOON + 600, grid_power_w=-5000), approved(), ASSISTED).code == "AUTONOMY_ASSISTED"

    @pytest.mark.parametrize("trigger", ["SAFETY", "GUARD", "TRIM", "RECOVERY", "CONFIG"])
    def test_an_approval_waits_for_a_look_that_may_raise(self, trigger: str) -> None:
        assert made(state(trigger, grid_power_w=-5000), approved(), ASSISTED).action == "HOLD"

    @pytest.mark.parametrize("target_w", [1e9, 1234.5, 799])
    def test_an_approved_target_the_load_does_not_have_is_never_set(self, target_w: float) -> None:
        decision = made(state("OVERRIDE", grid_power_w=-5000), approved(target_w), ASSISTED)
        assert decision.target_w in (0, 800, 1500)
        assert decision.target_w <= target_w

    def test_an_approval_of_one_mode_is_nothing_in_another(self) -> None:
        for autonomy in ("manual", "semi", "full"):
            present = state("SAFETY", grid_power_w=-5000)
            assert made(present, approved(), policy(autonomy=autonomy)).action == "HOLD"
        assert remembered(SUNNY, approved()).of("miner").proposal is None

    def test_nothing_is_proposed_that_another_rule_forbids(self) -> None:
        soft = state(grid_power_w=-5000, battery_soc_pct=52)
        assert remembered(soft, rules=ASSISTED).of("miner").proposal is None
        assert made(soft, rules=ASSISTED).target_w == 0

    def test_a_proposal_is_forgotten_with_the_next_block(self) -> None:
        asked = remembered(SUNNY, rules=ASSISTED)
        assert remembered(state("SAFETY", now=NOON + 300), asked, ASSISTED).of("miner").proposal is not None
        assert remembered(state("SAFETY", now=NOON + 600), asked, ASSISTED).of("miner").proposal is None

    def test_following_the_surplus_needs_consent_too(self) -> None:
        rules = policy(autonomy="assisted", trim={"enabled": True})
        assert made(state("TRIM", grid_power_w=-900, loads={"miner": rod(1000)}), SETTLED, rules).action == "HOLD"
