"""What the loads used on each day, or in each week of a long recording."""

from datetime import date
from typing import Final

from ..course import Course
from ..recorded import RecordedHouse
from ..what_if import WhatIf
from .svg import Axis, Panel, legend, picture, ticks
from .words import WORDS, short_day

_WIDTH, _LEFT = 960, 64
_BARS_MAX: Final = 62
_NAMES: Final = 10


def days_plot(result: WhatIf, language: str = "en") -> str:
    """Draw a pair of bars for each day of the household's calendar."""
    words = WORDS[language]
    energies = {name: _by_day(result.setting.recorded, course) for name, course in result.courses.items()}
    days = _joined(list(energies["recorded"]))
    bars = {name: [sum(by_day[day] for day in part) for part in days] for name, by_day in energies.items()}
    y_ticks = ticks(0, max([1.0, *bars["recorded"], *bars["changed"]]))
    panel = Panel(
        Axis(low=0, high=len(days), at_low=_LEFT, at_high=_WIDTH - 16),
        Axis(low=0, high=y_ticks[-1], at_low=270, at_high=76),
    )
    every = -(-len(days) // _NAMES)
    firsts = [(place + 0.5, date.fromisoformat(part[0])) for place, part in enumerate(days)]
    panel.frame([(place, short_day(day, language)) for place, day in firsts[::every]], y_ticks, words["kwh"])
    for place, part in enumerate(days):
        for name, colour, at in (("recorded", "a", 0.12), ("changed", "b", 0.52)):
            energy_kwh = bars[name][place]
            panel.bar(place + at, place + at + 0.36, energy_kwh, colour, f"{part[0]}: {energy_kwh:.1f} kWh")
    keys = legend([("a", words["recorded"]), ("b", words["changed"])], _LEFT, 48)
    return picture(_WIDTH, 300, words["days_title"], [*keys, *panel.drawn])


def _by_day(recorded: RecordedHouse, course: Course) -> dict[str, float]:
    energies: dict[str, float] = {}
    for block, day in enumerate(recorded.local_dates):
        if recorded.known(block):
            energy_kwh = course.loads_w(block) * recorded.block_s / 3_600_000
            energies[day] = energies.get(day, 0.0) + energy_kwh
    return energies


def _joined(days: list[str]) -> list[list[str]]:
    """Put days together where there are more of them than bars have room."""
    size = -(-len(days) // _BARS_MAX)
    return [days[at : at + size] for at in range(0, len(days), size)]
