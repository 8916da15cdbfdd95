"""What is remembered of loads that are switched off because nobody will watch them any more."""

from custom_components.bitgridai.engine import Memory
from custom_components.bitgridai.engine.handover import switched_off
from tests.engine.houses import command, lockout, made, memory, running_for, state

RAN = running_for(7, starts_today=3, lockout=lockout())


def test_the_rest_of_a_load_counts_from_the_moment_it_was_switched_off() -> None:
    after = switched_off(running_for(7), ["miner"]).of("miner")
    assert (after.last_change, after.blocks_since_change, after.blocks_since_start) == ("STOP", 0, None)
    assert made(state(grid_power_w=-5000), switched_off(running_for(7), ["miner"])).code == "R5_MIN_PAUSE"


def test_what_is_latched_counted_or_commanded_stays() -> None:
    before = memory([command("limit", power_w=900)], lockout=lockout(), starts_today=3)
    after = switched_off(before, ["miner"])
    assert (after.of("miner").lockout, after.of("miner").starts_today) == (before.of("miner").lockout, 3)
    assert (after.overrides, after.block_id, after.last_now) == (before.overrides, before.block_id, before.last_now)


def test_only_the_loads_that_were_switched_off_rest() -> None:
    assert switched_off(RAN, []) == RAN
    after = switched_off(RAN, ["never seen before"])
    assert after.of("miner") == RAN.of("miner")
    assert after.of("never seen before").last_change == "STOP"
    assert switched_off(Memory(), ["miner"]).of("miner").blocks_since_change == 0
