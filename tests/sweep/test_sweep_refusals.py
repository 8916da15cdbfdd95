"""What compiled decisions do not cover is refused by name, never approximated."""

from dataclasses import replace
from typing import Any

import pytest

from bitgridai.bench.quality.household import House
from bitgridai.bench.quality.trace import BUNDLED, BlockTrace, read_blocks
from bitgridai.engine import Memory, Policy
from bitgridai.engine.memory import EmergencyStop, LoadMemory, Lockout
from bitgridai.engine.policy import policy_with
from bitgridai.sweep.errors import SweepError
from bitgridai.sweep.sweep import Sweep


def week() -> BlockTrace:
    return read_blocks(BUNDLED)


@pytest.mark.parametrize(
    ("changes", "place"),
    [({"autonomy": "semi"}, "policy.autonomy"), ({"block": {"length_s": 900}}, "policy.block.length_s")],
)
def test_a_policy_for_another_way_of_deciding_is_refused(changes: dict[str, Any], place: str) -> None:
    with pytest.raises(SweepError, match=place):
        Sweep(House(), week()).months([policy_with(Policy(), changes)])


@pytest.mark.parametrize(
    ("memory", "place"),
    [
        (Memory(emergency_stop=EmergencyStop(0, "user")), "memory"),
        (Memory(loads={"boiler": LoadMemory()}), "memory"),
        (Memory(loads={"load": LoadMemory(lockout=Lockout("R3_OVERTEMP", 0))}), "memory.loads.load"),
    ],
)
def test_a_memory_of_more_than_dwell_times_is_refused(memory: Memory, place: str) -> None:
    with pytest.raises(SweepError, match=place):
        Sweep(House(), week(), memory)


def test_readings_that_the_engine_takes_for_a_fault_are_refused() -> None:
    trace = week()
    with pytest.raises(SweepError, match="powers"):
        Sweep(House(), replace(trace, pv_w=(2e6, *trace.pv_w[1:])))
    with pytest.raises(SweepError, match="powers"):
        Sweep(House(), replace(trace, base_w=(-1.0, *trace.base_w[1:])))
    with pytest.raises(SweepError, match="whole block"):
        Sweep(House(), replace(trace, start=trace.start + 1))
    with pytest.raises(SweepError, match="fuller than full"):
        Sweep(House(initial_soc_pct=101), trace)


def test_a_load_without_levels_is_refused() -> None:
    with pytest.raises(SweepError, match="levels_w"):
        Sweep(House(levels_w=(0,)), week())
