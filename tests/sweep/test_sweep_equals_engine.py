"""Compiled decisions are the engine's own: every block, to the last bit."""

from random import Random

from hypothesis import given, settings, strategies as st
import pytest

from bitgridai.bench.quality.household import House
from bitgridai.bench.quality.trace import BUNDLED, read_blocks
from bitgridai.engine import Memory, Policy
from bitgridai.engine.policy import policy_with
from bitgridai.engine.rules.r1_surplus import R1Code
from bitgridai.engine.rules.r2_autarky import R2Code
from bitgridai.engine.rules.r4_forecast import R4Code
from bitgridai.engine.rules.r5_stability import R5Code
from tests.sweep.diaries import by_engine, compiled
from tests.sweep.households import SPRING, Case, any_trace, case

DAY_BLOCKS = 144

REASONS = {
    *(code for code in R1Code if code not in (R1Code.CHEAP_GRID, R1Code.PRICE_HIGH, R1Code.DEGRADED, R1Code.NOT_DUE)),
    *R2Code,
    *(code for code in R4Code if code not in (R4Code.PRICE_SPIKE, R4Code.NO_FORECAST)),
    *R5Code,
}
"""Every reason that can decide here: there are no prices, faults or commands."""


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32))
def test_any_policy_in_any_house_decides_as_the_engine_does(seed: int) -> None:
    drawn = case(seed, blocks=150)
    assert compiled(drawn) == by_engine(drawn)


def test_the_comparison_meets_every_reason() -> None:
    missing = {code.value for code in REASONS}
    for seed in range(200):
        drawn = case(seed, blocks=130)
        entries, _ = compiled(drawn)
        found = missing & {code for _, code, _, _ in entries}
        if found:
            assert entries == by_engine(drawn)[0]
        missing -= found
    assert not missing


@pytest.mark.parametrize(("days", "learned_days"), [(365, 0), (45, 10)])
def test_a_long_time_decides_as_the_engine_does(days: int, learned_days: int) -> None:
    # A whole year with days to remember would take the engine half a minute.
    dice = Random(days)  # noqa: S311  # not a secret
    trace = any_trace(dice, SPRING, days * DAY_BLOCKS, House())
    drawn = Case(House(), trace, Memory(), policy_with(Policy(), {"r4": {"learned_days": learned_days}}))
    assert compiled(drawn) == by_engine(drawn)


@pytest.mark.parametrize("factor", [1, 2])
def test_the_bundled_week_decides_as_the_engine_does(factor: int) -> None:
    drawn = Case(House(), read_blocks(BUNDLED).scaled(factor), Memory(), Policy())
    assert compiled(drawn) == by_engine(drawn)
