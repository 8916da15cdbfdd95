from custom_components.bitgridai.engine import Policy, next_block, preview
from tests.engine.houses import BLOCK, NOON, command, decided, knowing, memory, state


def test_the_next_block_begins_at_the_next_multiple_of_its_length() -> None:
    assert next_block(NOON, 600) == NOON + 600
    assert next_block(NOON + 599, 600) == NOON + 600


def test_a_preview_decides_the_next_block_with_present_readings() -> None:
    decision = preview(state("SAFETY", now=NOON + 50, grid_power_w=-5000), memory(), Policy())
    assert (decision.block_id, decision.trigger) == (BLOCK + 1, "BLOCK_TICK")
    assert decision.load("miner").action == "START"


def test_a_command_that_runs_out_before_the_next_block_is_not_in_its_preview() -> None:
    decision = preview(state("SAFETY"), memory([command("start", minutes=5)]), Policy())
    assert decision.load("miner").action == "HOLD"


def test_a_preview_remembers_nothing() -> None:
    before = memory()
    preview(state("SAFETY"), before, Policy())
    assert before == memory()


def test_a_preview_looks_ahead_from_the_next_block_also_where_the_present_look_does_not() -> None:
    before = knowing(memory(), 500, 500, 500, usual_w=4000)
    present = state("SAFETY", battery_soc_pct=70, pv_power_w=600)
    assert decided(present, before).outlook is None
    ahead = preview(present, before, Policy())
    assert ahead.outlook is not None
    assert ahead.outlook.planned_w == ahead.surplus.surplus_w == 1500
    assert ahead.load("miner").votes[0].code == "R1_BATTERY_CREDIT"
