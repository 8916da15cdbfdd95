"""Telemetry between two ticks, reduced to a time-weighted mean with its coverage."""

from collections import deque
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reduced:
    """A mean over a window."""

    value: float | None
    """None where nothing valid was seen."""
    coverage: float
    """Share of the window with valid data, 0 to 1."""
    age_s: float
    """Seconds from the last valid reading to the end of the window."""


class TimeWeightedMean:
    """A value that holds from its reading to the next one, for ``hold_s`` at most.

    An invalid reading (None) ends the value before it. A reading from before the last one
    is dropped: time does not run backwards inside a window.
    """

    def __init__(self, window_s: float, hold_s: float) -> None:
        """Keep readings for ``window_s``; let one count for ``hold_s`` without a successor."""
        if window_s <= 0 or hold_s <= 0:
            msg = "window_s and hold_s must be greater than 0"
            raise ValueError(msg)
        self._window_s = window_s
        self._hold_s = hold_s
        self._readings: deque[tuple[float, float | None]] = deque()
        self._last_valid: float | None = None

    def add(self, at: float, value: float | None) -> None:
        """Take a reading at ``at`` (epoch seconds)."""
        if self._readings and at < self._readings[-1][0]:
            if self._readings[-1][0] - at < self._window_s:
                return
            self._readings.clear()  # the clock was set back: what was seen before says nothing now
            self._last_valid = None
        self._readings.append((at, value))
        if value is not None:
            self._last_valid = at
        self._forget(at - self._window_s)

    def _forget(self, before: float) -> None:
        # The last reading before the window still holds at its start.
        while len(self._readings) > 1 and self._readings[1][0] <= before:
            self._readings.popleft()

    def over(self, end: float, window_s: float | None = None) -> Reduced:
        """Reduce the window that ends at ``end``."""
        length_s = self._window_s if window_s is None else min(window_s, self._window_s)
        begin = end - length_s
        total = covered = 0.0
        readings = self._readings
        for index, (at, value) in enumerate(readings):
            if value is None:
                continue
            until = readings[index + 1][0] if index + 1 < len(readings) else end
            span_s = min(until, at + self._hold_s, end) - max(at, begin)
            if span_s > 0:
                total += value * span_s
                covered += span_s
        age_s = end - self._last_valid if self._last_valid is not None else length_s + self._hold_s
        if covered == 0:
            return Reduced(None, 0.0, max(0.0, age_s))
        return Reduced(total / covered, min(1.0, covered / length_s), max(0.0, age_s))
