"""The forecast as arrays; mirrors ``engine.signals``."""

from ..engine.signals import _HOUR_S
from .compiled import compiled
from .rows import Row


@compiled
def until(points: Row, place: int, first: int, end: int) -> int:
    """Return where an interval ends; of the points, those from ``first`` to ``end`` are seen."""
    if place + 1 < end:
        return int(points[place + 1].start)
    length_s = points[place].start - points[place - 1].start if place > first else _HOUR_S
    return int(points[place].start + length_s)


@compiled
def window_mean(points: Row, first: int, end: int, begin_s: int, end_s: int) -> tuple[float, int]:
    """Time-weighted mean within a window, and the seconds of it that are covered."""
    total = 0.0
    covered_s = 0
    for place in range(first, end):
        if points[place].start >= end_s:
            break
        overlap_s = min(until(points, place, first, end), end_s) - max(points[place].start, begin_s)
        if overlap_s > 0:
            total += points[place].mean_w * overlap_s
            covered_s += overlap_s
    if covered_s == 0:
        return 0.0, 0
    return total / covered_s, covered_s
