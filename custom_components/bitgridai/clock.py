"""What time it is for the controller, and when that is for its owner."""

from datetime import UTC, datetime
import time
from typing import Protocol


class Clock(Protocol):
    """The controller's time."""

    def now(self) -> int:
        """Epoch seconds."""
        ...

    def wall(self, moment: int) -> datetime:
        """When a moment of the controller's time is on the wall, in UTC."""
        ...


class WallClock:
    """Real time."""

    def now(self) -> int:
        """Epoch seconds."""
        return int(time.time())

    def wall(self, moment: int) -> datetime:
        """Return the same moment."""
        return datetime.fromtimestamp(moment, UTC)


class SimulatedClock:
    """Time that runs ``speed`` times as fast, or only when told to (``speed`` 0)."""

    def __init__(self, start: int, speed: float) -> None:
        """Begin at ``start`` (epoch seconds) now."""
        self._speed = speed
        self._wall_start = time.time()
        self._start = float(start)

    def now(self) -> int:
        """Epoch seconds of the simulation."""
        return int(self._start + (time.time() - self._wall_start) * self._speed)

    def set(self, moment: int) -> None:
        """Go on from another moment."""
        self._start, self._wall_start = float(moment), time.time()

    def wall(self, moment: int) -> datetime:
        """When a simulated moment is or was on the wall."""
        if self._speed <= 0:
            return datetime.fromtimestamp(moment, UTC)
        return datetime.fromtimestamp(self._wall_start + (moment - self._start) / self._speed, UTC)
