"""A few shapes in SVG. Colours follow the reader's light or dark setting."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape
from math import ceil, floor, isnan, log10
from typing import Final

type Point = tuple[float, float]

_STYLE: Final = (
    "text{font:12px system-ui,sans-serif;fill:#444}.title{font-size:15px;font-weight:600;fill:#222}"
    ".grid{stroke:#ddd}.axis{stroke:#999}.line{fill:none;stroke-width:1.5;stroke-linejoin:round}"
    ".a{--c:#1565c0}.b{--c:#d35400}.c{--c:#e0a800}.d{--c:#8a8a8a}"
    ".line{stroke:var(--c)}.fill{fill:var(--c)}.pale{fill:var(--c);opacity:.25}"
    "@media(prefers-color-scheme:dark){text{fill:#bbb}.title{fill:#eee}.grid{stroke:#333}.axis{stroke:#777}"
    ".a{--c:#64b5f6}.b{--c:#ffab66}.c{--c:#ffd54f}.d{--c:#9e9e9e}}"
)
"""``a`` is the recorded policy, ``b`` the changed one, ``c`` the sun, ``d`` whatever stands behind."""


def ticks(low: float, high: float, most: int = 6) -> list[float]:
    """Return round numbers from at or below ``low`` to at or above ``high``."""
    if high <= low:
        high = low + 1
    rough = (high - low) / most
    unit = 10.0 ** floor(log10(rough))
    step = next(size * unit for size in (1, 2, 5, 10) if size * unit >= rough)
    first, last = floor(low / step), ceil(high / step)
    return [round(number * step, 9) for number in range(first, last + 1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """From values to places on the paper."""

    low: float
    high: float
    at_low: float
    at_high: float

    def at(self, value: float) -> float:
        """Place of a value."""
        share = (value - self.low) / (self.high - self.low)
        return round(self.at_low + share * (self.at_high - self.at_low), 1)


@dataclass(frozen=True, slots=True)
class Panel:
    """A field with an axis for each direction, and what is drawn in it."""

    x: Axis
    y: Axis
    drawn: list[str] = field(default_factory=list)

    def frame(self, x_ticks: Sequence[tuple[float, str]], y_ticks: Sequence[float], y_name: str) -> None:
        """Draw grid, numbers and the name of the upright axis."""
        left, right, bottom, top = self.x.at_low, self.x.at_high, self.y.at_low, self.y.at_high
        for value in y_ticks:
            y = self.y.at(value)
            self.drawn.append(f'<path class="grid" d="M{left} {y}H{right}"/>')
            self.text(left - 6, y + 4, f"{value:g}", anchor="end")
        for value, told in x_ticks:
            self.text(self.x.at(value), bottom + 16, told, anchor="middle")
        self.drawn.append(f'<path class="axis" d="M{left} {bottom}H{right}"/>')
        self.text(left - 40, top - 12, y_name)

    def text(self, x: float, y: float, told: str, *, anchor: str = "start") -> None:
        """Write."""
        self.drawn.append(f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}">{escape(told)}</text>')

    def line(self, points: Iterable[Point], colour: str) -> None:
        """Draw a line; it is broken where a value is not known."""
        self.drawn.append(f'<path class="line {colour}" d="{self._path(points)}"/>')

    def area(self, points: Sequence[Point], colour: str) -> None:
        """Fill what lies below a line."""
        base = self.y.at(max(0.0, self.y.low))
        for run in _runs(points):
            first, last = self.x.at(run[0][0]), self.x.at(run[-1][0])
            path = " ".join(f"L{self.x.at(x):g} {self.y.at(y):g}" for x, y in run)
            self.drawn.append(f'<path class="pale {colour}" d="M{first:g} {base:g} {path} L{last:g} {base:g}Z"/>')

    def bar(self, left: float, right: float, value: float, colour: str, told: str) -> None:
        """Draw a bar from 0 between two places; ``told`` shows when it is pointed at."""
        top, bottom = sorted((self.y.at(value), self.y.at(0)))
        x, width = self.x.at(left), self.x.at(right) - self.x.at(left)
        self.drawn.append(
            f'<rect class="fill {colour}" x="{x:g}" y="{top:g}" width="{width:.1f}" height="{bottom - top:.1f}">'
            f"<title>{escape(told)}</title></rect>"
        )

    def dot(self, point: Point, colour: str, told: str, *, radius: float = 3) -> None:
        """Draw a dot; ``told`` shows when it is pointed at."""
        x, y = self.x.at(point[0]), self.y.at(point[1])
        self.drawn.append(
            f'<circle class="fill {colour}" cx="{x:g}" cy="{y:g}" r="{radius:g}"><title>{escape(told)}</title></circle>'
        )

    def ring(self, point: Point, colour: str, told: str, *, radius: float) -> None:
        """Draw a ring, which hides nothing that lies at the same place."""
        x, y = self.x.at(point[0]), self.y.at(point[1])
        self.drawn.append(
            f'<circle class="line {colour}" cx="{x:g}" cy="{y:g}" r="{radius:g}"><title>{escape(told)}</title></circle>'
        )

    def _path(self, points: Iterable[Point]) -> str:
        return " ".join(
            "M" + "L".join(f"{self.x.at(x):g} {self.y.at(y):g}" for x, y in run) for run in _runs(list(points))
        )


def _runs(points: Sequence[Point]) -> list[list[Point]]:
    runs: list[list[Point]] = [[]]
    for x, y in points:
        if not isnan(y):
            runs[-1].append((x, y))
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def legend(entries: Sequence[tuple[str, str]], x: float, y: float) -> list[str]:
    """Write what the colours mean, in a row."""
    drawn = []
    for colour, told in entries:
        drawn.append(f'<rect class="fill {colour}" x="{x:g}" y="{y - 9:g}" width="10" height="10" rx="2"/>')
        drawn.append(f'<text x="{x + 15:g}" y="{y:g}">{escape(told)}</text>')
        x += 32 + 6.6 * len(told)
    return drawn


def picture(width: float, height: float, title: str, drawn: Iterable[str], told: str = "") -> str:
    """Put everything on one sheet; ``told`` says in words what it shows, to whoever does not see it."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" role="img">'
        f"<title>{escape(title)}</title>{f'<desc>{escape(told)}</desc>' if told else ''}<style>{_STYLE}</style>"
        f'<text class="title" x="16" y="24">{escape(title)}</text>{"".join(drawn)}</svg>\n'
    )
