"""How fast decisions are: by the engine itself, compiled for one policy, and for many at once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import cycle, islice, product
import os
from time import perf_counter, process_time

from ..engine import Policy
from ..engine.policy import policy_with
from ..sweep.sweep import Sweep
from .quality.controls import Engine
from .quality.household import BLOCK_S, House
from .quality.runs import live
from .quality.trace import BlockTrace

YEAR_BLOCKS = 365 * 86_400 // BLOCK_S
_SCALAR_BLOCKS = 30 * 86_400 // BLOCK_S
"""The engine itself is timed on a month: a year takes it too long."""


@dataclass(frozen=True, slots=True)
class Pace:
    """One way to decide block after block."""

    decisions_per_second: int
    seconds_per_year: float


@dataclass(frozen=True, slots=True)
class SweepPace:
    """Many policies over the year, on all cores."""

    policies: int
    seconds: float
    policy_years_per_second: float
    policy_years_per_cpu_second: float
    """What each core does of it while it does nothing else."""


@dataclass(frozen=True, slots=True)
class Speed:
    """All paces with or without days remembered."""

    scalar: Pace
    compiled: Pace
    sweep: SweepPace


@dataclass(frozen=True, slots=True)
class Speeds:
    """Everything measured."""

    blocks: int
    cores: int
    compile_seconds: float
    """Before the first decision: compiling, or reading what an earlier run compiled."""
    prepare_seconds: float
    """Going through the trace once for all policies."""
    learned_off: Speed
    learned_on: Speed


def measure(trace: BlockTrace, policies: int) -> Speeds:
    """Time a year, made of the trace as often as it takes."""
    house, year = House(), a_year_of(trace)
    _, first_s = _timed(lambda: Sweep(house, year).course(Policy()))
    sweep, prepare_s = _timed(lambda: Sweep(house, year))
    _, course_s = _timed(lambda: sweep.course(Policy()))

    def speed(learned_days: int) -> Speed:
        base = policy_with(Policy(), {"r4": {"learned_days": learned_days}})
        month = cut(year, _SCALAR_BLOCKS)
        _, scalar_s = _timed(lambda: live(house, month, Engine(house, month, base)))
        _, one_s = _timed(lambda: sweep.course(base))
        many = list(islice(variants(base), policies))
        began_s = process_time()
        _, many_s = _timed(lambda: sweep.months(many))
        cpu_s = process_time() - began_s
        return Speed(
            _pace(_SCALAR_BLOCKS, scalar_s),
            _pace(YEAR_BLOCKS, one_s),
            SweepPace(policies, round(many_s, 2), round(policies / many_s, 1), round(policies / cpu_s, 1)),
        )

    return Speeds(
        blocks=YEAR_BLOCKS,
        cores=os.cpu_count() or 1,
        compile_seconds=round(max(0.0, first_s - prepare_s - course_s), 2),
        prepare_seconds=round(prepare_s, 3),
        learned_off=speed(0),
        learned_on=speed(Policy().r4.learned_days),
    )


def _timed[T](work: Callable[[], T]) -> tuple[T, float]:
    begin = perf_counter()
    result = work()
    return result, perf_counter() - begin


def _pace(blocks: int, seconds: float) -> Pace:
    return Pace(round(blocks / seconds), round(YEAR_BLOCKS * seconds / blocks, 3))


def a_year_of(trace: BlockTrace) -> BlockTrace:
    """Repeat whole days of a trace, or cut it, until it is a year."""
    per_day = 86_400 // BLOCK_S
    days = len(trace.base_w) // per_day
    if days == 0:
        raise ValueError("expected a trace of at least a day")
    whole = cut(trace, days * per_day)
    times = -(-YEAR_BLOCKS // len(whole.base_w))
    year = replace(whole, base_w=whole.base_w * times, pv_w=whole.pv_w * times, forecast_w=whole.forecast_w * times)
    return cut(year, YEAR_BLOCKS)


def cut(trace: BlockTrace, blocks: int) -> BlockTrace:
    """Return the beginning of a trace with its forecast; as much as there is."""
    told = blocks * BLOCK_S // trace.forecast_s
    return replace(trace, base_w=trace.base_w[:blocks], pv_w=trace.pv_w[:blocks], forecast_w=trace.forecast_w[:told])


def variants(base: Policy) -> Iterator[Policy]:
    """Change a policy in every way that a household might try, again and again."""
    tried = product((51, 53, 58, 65), (0, -200, 150), (0, 200, 500), (10, 14, 18), (1, 3, 6), (1, 2, 4))
    for soft_pct, start_w, stop_w, load_ct, runtime, deadband in cycle(tried):
        yield policy_with(
            base,
            {
                "r1": {"start_margin_w": start_w, "stop_margin_w": stop_w},
                "r2": {"soc_soft_min_pct": soft_pct},
                "r4": {"load_ct_kwh": load_ct},
                "r5": {"min_runtime_blocks": runtime, "deadband_blocks": deadband},
            },
        )
