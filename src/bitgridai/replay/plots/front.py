"""Gain against starts: every policy a dot, and the front that nobody beats."""

from ..sweep import Row, SweepResult
from .svg import Axis, Panel, legend, picture, ticks
from .words import WORDS

_WIDTH, _HEIGHT, _LEFT = 720, 480, 72


def front_plot(result: SweepResult, language: str = "en") -> str:
    """Draw the policies of a sweep."""
    words = WORDS[language]
    figures = [result.recorded, *(row.figures for row in result.rows)]
    starts, gains = [each.starts_per_day for each in figures], [each.gain_eur for each in figures]
    x_ticks, y_ticks = ticks(0, max(starts)), ticks(min(gains), max(gains))
    panel = Panel(
        Axis(low=x_ticks[0], high=x_ticks[-1], at_low=_LEFT, at_high=_WIDTH - 20),
        Axis(low=y_ticks[0], high=y_ticks[-1], at_low=_HEIGHT - 50, at_high=80),
    )
    panel.frame([(value, f"{value:g}") for value in x_ticks], y_ticks, words["gain"])
    panel.text(_WIDTH - 20, _HEIGHT - 14, words["starts"], anchor="end")
    for row in result.rows:
        if not row.pareto:
            panel.dot((row.figures.starts_per_day, row.figures.gain_eur), "d", _told(row, words["rank"]))
    front = [row for row in result.rows if row.pareto]
    panel.line([(row.figures.starts_per_day, row.figures.gain_eur) for row in front], "b")
    for row in front:
        panel.dot((row.figures.starts_per_day, row.figures.gain_eur), "b", _told(row, words["rank"]), radius=4)
    panel.ring((starts[0], gains[0]), "a", words["recorded"], radius=7)
    keys = [("b", words["front"]), ("d", words["others"]), ("a", words["recorded"])]
    return picture(_WIDTH, _HEIGHT, words["front_title"], [*legend(keys, _LEFT, 48), *panel.drawn])


def _told(row: Row, rank: str) -> str:
    changes = ", ".join(f"{place} {value}" for place, value in row.changes.items())
    return f"{rank} {row.rank}: {row.figures.gain_eur:.2f} EUR, {row.figures.starts_per_day:g} ({changes})"
