"""Powers and charge over time, under both policies."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import batched
from math import isnan, nan
from typing import Final

from ..course import Course
from ..what_if import WhatIf
from .svg import Axis, Panel, Point, legend, picture, ticks
from .words import WORDS, short_day

_WIDTH: Final = 960
_LEFT, _RIGHT = 64, _WIDTH - 16
_POINTS_MAX: Final = 900
"""More points than pixels show nothing."""
_DATES: Final = 8


def powers_plot(result: WhatIf, language: str = "en") -> str:
    """Draw sun, loads and charge."""
    words, recorded = WORDS[language], result.setting.recorded
    per_point = -(-recorded.blocks // _POINTS_MAX)
    x = Axis(low=0, high=recorded.blocks, at_low=_LEFT, at_high=_RIGHT)
    sun = _points([power_w * result.setting.given.pv_factor / 1000 for power_w in recorded.pv_w], per_point)
    lines = {name: _points(_loads_kw(course), per_point) for name, course in result.courses.items()}
    highest = max((y for points in (sun, *lines.values()) for _, y in points if not isnan(y)), default=1.0)
    y_ticks = ticks(0, highest)
    upper = Panel(x, Axis(low=0, high=y_ticks[-1], at_low=270, at_high=76))
    upper.frame(list(_dates(result, language)), y_ticks, words["kw"])
    upper.area(sun, "c")
    for name, colour in (("recorded", "a"), ("changed", "b")):
        upper.line(_steps(lines[name], per_point), colour)
    drawn = [
        *legend([("a", words["recorded"]), ("b", words["changed"]), ("c", words["sun"])], _LEFT, 48),
        *upper.drawn,
    ]
    if not recorded.battery:
        return picture(_WIDTH, 300, words["powers_title"], drawn)
    lower = Panel(x, Axis(low=0, high=100, at_low=440, at_high=330))
    lower.frame(list(_dates(result, language)), [0, 25, 50, 75, 100], words["soc"])
    for name, colour in (("recorded", "a"), ("changed", "b")):
        capacity_wh = result.setting.house.capacity_wh
        lower.line(
            _points([stored / capacity_wh * 100 for stored in result.courses[name].stored_wh], per_point), colour
        )
    return picture(_WIDTH, 470, words["powers_title"], [*drawn, *lower.drawn])


def _loads_kw(course: Course) -> list[float]:
    return [course.loads_w(block) / 1000 for block in range(len(course))]


def _points(values: Sequence[float], per_point: int) -> list[Point]:
    """Thin a series out: a point is the mean of its blocks, and unknown where one of them is."""
    means = (
        sum(part) / len(part) if not any(map(isnan, part)) else nan for part in batched(values, per_point, strict=False)
    )
    return [(place * per_point + per_point / 2, mean) for place, mean in enumerate(means)]


def _steps(points: Sequence[Point], width: float) -> list[Point]:
    """Hold each value for its time: what is switched goes up and down at once."""
    return [(x + side * width / 2, y) for x, y in points for side in (-1, 1)]


def _dates(result: WhatIf, language: str) -> Iterator[tuple[float, str]]:
    """Name some midnights (UTC)."""
    recorded = result.setting.recorded
    midnights = [block for block in range(recorded.blocks) if recorded.time(block) % 86_400 < recorded.block_s]
    for block in midnights[:: max(1, -(-len(midnights) // _DATES))]:
        yield block, short_day(datetime.fromtimestamp(recorded.time(block), UTC), language)
