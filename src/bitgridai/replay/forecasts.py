"""Forecasts as they were known block by block, each kept once."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..engine.signals import Series


@dataclass(frozen=True, slots=True)
class Forecasts:
    """What was forecast at the beginning of every block.

    All intervals lie one after the other; a block's own are those from ``first`` to ``end``. A provider
    that says the same for an hour is kept once, so that a year takes megabytes.
    """

    starts: array[int] = field(default_factory=lambda: array("q"))
    """Epoch seconds."""
    means: array[float] = field(default_factory=lambda: array("d"))
    first: array[int] = field(default_factory=lambda: array("q"))
    end: array[int] = field(default_factory=lambda: array("q"))

    def append(self, series: Series) -> None:
        """Add the forecast of one more block; empty where there was none."""
        if self.first and self._last() == series:
            self.first.append(self.first[-1])
            self.end.append(self.end[-1])
            return
        self.first.append(len(self.starts))
        self.starts.extend(start for start, _ in series)
        self.means.extend(mean for _, mean in series)
        self.end.append(len(self.starts))

    def _last(self) -> Series:
        return self.of(len(self.first) - 1)

    def of(self, block: int) -> Series:
        """Return what was forecast when a block began."""
        part = slice(self.first[block], self.end[block])
        return tuple(zip(self.starts[part], self.means[part], strict=True))

    def scaled(self, factor: float) -> Forecasts:
        """Return the same with every mean multiplied."""
        return Forecasts(self.starts, array("d", [mean * factor for mean in self.means]), self.first, self.end)

    @property
    def anything(self) -> bool:
        """Whether anything was ever forecast."""
        return bool(self.starts)


def forecasts_of(blocks: Sequence[Series]) -> Forecasts:
    """Keep one forecast for each block."""
    kept = Forecasts()
    for series in blocks:
        kept.append(series)
    return kept
