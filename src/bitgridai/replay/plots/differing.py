"""Decisions that differ, day by day; where none does, how many decisions of each day were made again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import batched
from typing import Final

from ..comparison import Comparison, DayCount
from .svg import Axis, Panel, legend, picture, ticks
from .words import WORDS, short_day, whole

_WIDTH, _LEFT = 960, 64
_BARS_MAX: Final = 62
_PLACES_MIN: Final = 14
"""A few days are not drawn as walls."""
_NAMES: Final = 10
_HIGHEST_MIN: Final = 5.0
"""Halves of a decision are no numbers to read."""


@dataclass(frozen=True, slots=True)
class _Bar:
    """A day, or some of them where there are more than bars have room."""

    first: date
    last: date
    count: DayCount

    def named(self) -> str:
        """Name its days."""
        return f"{self.first}" if self.first == self.last else f"{self.first} – {self.last}"

    def a_day(self) -> float:
        """Decisions of one of its days."""
        return self.count.decisions / ((self.last - self.first).days + 1)


def differing_plot(result: Comparison, language: str = "en") -> str:
    """Draw a bar for each day (UTC) from the first to the last one, and say in words what it comes to."""
    words = WORDS[language]
    days = _calendar(result)
    bars = list(_joined(days))
    series = _series(result, bars)
    y_ticks = ticks(0, max([_HIGHEST_MIN, *(value for _, values in series.values() for value in values)]))
    panel = Panel(
        Axis(low=0, high=max(len(bars), _PLACES_MIN), at_low=_LEFT, at_high=_WIDTH - 16),
        Axis(low=0, high=y_ticks[-1], at_low=300, at_high=116),
    )
    every = -(-len(bars) // _NAMES) or 1
    named = [(place + 0.5, short_day(bar.first, language)) for place, bar in enumerate(bars)]
    panel.frame(named[::every], y_ticks, words["decisions_a_day" if "decided" in series else "decisions"])
    for number, (colour, values) in enumerate(series.values()):
        left, width = 0.12 + number * 0.76 / len(series), 0.72 / len(series)
        for place, (bar, value) in enumerate(zip(bars, values, strict=True)):
            if value:
                panel.bar(place + left, place + left + width, value, colour, _told(bar, language))
    lines = list(_lines(result, days, language))
    title = words["same_title" if "decided" in series else "differing_title"]
    drawn = [
        *_written(lines),
        *legend([(colour, words[name]) for name, (colour, _) in series.items()], _LEFT, 84),
        *panel.drawn,
    ]
    return picture(_WIDTH, 330, title, drawn, " ".join(lines))


def _series(result: Comparison, bars: Sequence[_Bar]) -> dict[str, tuple[str, list[float]]]:
    """Choose what is drawn: findings, or where there are none, what was looked at."""
    found: dict[str, tuple[str, list[float]]] = {}
    if result.differing_decisions:
        found["differing"] = "b", [float(bar.count.differing) for bar in bars]
    if result.undecided_records:
        found["undecided"] = "d", [float(bar.count.undecided) for bar in bars]
    return found or {"decided": ("a", [bar.a_day() for bar in bars])}


def _lines(result: Comparison, days: Sequence[tuple[date, DayCount]], language: str) -> Iterator[str]:
    """Say what the picture shows, in a sentence or two each line."""
    words = WORDS[language]
    known = [count for _, count in days if count.decisions]
    figures = {
        "decisions": whole(result.decisions, language),
        "differing": whole(result.differing_decisions, language),
        "undecided": whole(result.undecided_records, language),
        "days": whole(len(known), language),
        "on": whole(sum(count.differing > 0 for count in known), language),
        "without": whole(len(days) - len(known), language),
    }
    verdict = "differ_some" if result.differing_decisions else "differ_unknown"
    if not result.differing_decisions and not result.undecided_records:
        verdict = "differ_none" if result.decisions else "nothing_decided"
    yield words[verdict].format(**figures)
    more = [("cannot_decide", result.undecided_records), ("days_without", len(days) - len(known))]
    if any(count for _, count in more):
        yield " ".join(words[name].format(**figures) for name, count in more if count)


def _written(lines: Sequence[str]) -> list[str]:
    paper = Panel(Axis(low=0, high=1, at_low=0, at_high=1), Axis(low=0, high=1, at_low=0, at_high=1))
    for number, line in enumerate(lines):
        paper.text(16, 44 + 18 * number, line)
    return paper.drawn


def _told(bar: _Bar, language: str) -> str:
    figures = {name: whole(getattr(bar.count, name), language) for name in DayCount.__slots__}
    return f"{bar.named()}: {WORDS[language]['day_told'].format(**figures)}"


def _calendar(result: Comparison) -> list[tuple[date, DayCount]]:
    """Return every day from the first to the last; one whose record names none is left out."""
    known: dict[date, DayCount] = {}
    for name, count in result.days.items():
        try:
            known.setdefault(date.fromisoformat(name), DayCount()).add(count)
        except ValueError:
            continue
    if not known:
        return []
    first, length = min(known), (max(known) - min(known)).days + 1
    every = (first + timedelta(days=number) for number in range(length))
    return [(day, known.get(day, DayCount())) for day in every]


def _joined(days: Sequence[tuple[date, DayCount]]) -> Iterator[_Bar]:
    """Put days together where there are more of them than bars have room."""
    for part in batched(days, -(-len(days) // _BARS_MAX) or 1, strict=False):
        count = DayCount()
        for _, each in part:
            count.add(each)
        yield _Bar(part[0][0], part[-1][0], count)
