"""Policies are ranked by gain, and those on the front cannot be had with fewer starts."""

from hypothesis import given, strategies as st

from bitgridai.bench.quality.household import House
from bitgridai.bench.quality.report import compare as judge
from bitgridai.bench.quality.trace import BUNDLED, read_blocks
from bitgridai.engine import Policy
from bitgridai.sweep.grid import Variant
from bitgridai.sweep.ranking import Result, compare, rank

marks = st.tuples(st.integers(-5, 5), st.integers(0, 5))


def results(drawn: list[tuple[int, int]]) -> list[Result]:
    return [Result(float(gain), 0.0, 0.0, starts, 0.0, 0) for gain, starts in drawn]


@given(st.lists(marks, min_size=1, max_size=12))
def test_the_front_is_what_nobody_beats(drawn: list[tuple[int, int]]) -> None:
    variants = [Variant({"number": number}, Policy()) for number in range(len(drawn))]
    ranked = rank(variants, results(drawn))
    gains = [item.result.gain_eur for item in ranked]
    assert gains == sorted(gains, reverse=True)
    assert sorted(item.variant.changes["number"] for item in ranked) == list(range(len(drawn)))
    for item in ranked:
        mine = item.result
        beaten = any(
            other.gain_eur >= mine.gain_eur
            and other.starts <= mine.starts
            and (other.gain_eur, other.starts) != (mine.gain_eur, mine.starts)
            for other in results(drawn)
        )
        assert item.front is not beaten


def test_a_policy_gains_in_a_sweep_what_the_quality_benchmark_says() -> None:
    trace = read_blocks(BUNDLED)
    (swept,) = compare(House(), trace, [Policy()])
    judged = judge(House(), trace, Policy()).engine
    assert (swept.gain_eur, swept.used_kwh, swept.starts_per_day) == (
        judged.gain_eur,
        judged.used_kwh,
        judged.starts_per_day,
    )
    assert swept.extra_import_kwh == judged.extra_import_kwh
    assert swept.below_reserve_blocks == judged.below_reserve_blocks
