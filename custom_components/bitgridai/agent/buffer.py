"""Minutes on their way to the agent.

While the agent is there they wait in memory only, so that the household's disk is spared; while it is away
they go to a small file, for a week at most. Nothing rests on them: what a power cut takes is at most the
last minutes.
"""

from collections.abc import Iterable
from contextlib import closing
import json
from pathlib import Path
import sqlite3
from threading import Lock
from typing import Final

from ..engine.document import Json

_SPILL_MINUTES: Final = 30
"""Minutes that may wait in memory while the agent is away."""
_KEPT_S: Final = 7 * 86_400
_BATCH: Final = 1440


class TelemetryBuffer:
    """Holds minutes until the agent has them. :meth:`add` is safe in an event loop; all else blocks.

    The blocking methods raise sqlite3.Error.
    """

    def __init__(self, path: Path) -> None:
        """Name the file; it is there only while something waits in it."""
        self._path = path
        self._waiting: list[tuple[int, bytes]] = []
        self._lock = Lock()

    @property
    def waiting(self) -> int:
        """Minutes in memory."""
        return len(self._waiting)

    def add(self, minute: dict[str, Json]) -> None:
        """Take a minute."""
        body = json.dumps(minute, separators=(",", ":"), sort_keys=True).encode()
        with self._lock:
            self._waiting.append((int(str(minute["time"])), body))

    def batch(self, after: int) -> list[tuple[int, bytes]]:
        """Return the oldest minutes after a moment (epoch seconds), with their times."""
        stored: list[tuple[int, bytes]] = []
        if self._path.exists():
            with closing(self._opened()) as db:
                rows = db.execute(
                    "SELECT time, body FROM minutes WHERE time > ? ORDER BY time LIMIT ?", (after, _BATCH)
                )
                stored = [(int(time), bytes(body)) for time, body in rows]
        newest = stored[-1][0] if stored else after
        if len(stored) < _BATCH:
            with self._lock:
                stored += [minute for minute in self._waiting[:_BATCH] if minute[0] > newest]
        return stored

    def forget(self, until: int) -> None:
        """Let go of what the agent has."""
        with self._lock:
            self._waiting[:] = [minute for minute in self._waiting if minute[0] > until]
        if not self._path.exists():
            return
        with closing(self._opened()) as db, db:
            db.execute("DELETE FROM minutes WHERE time <= ?", (until,))
            left = db.execute("SELECT COUNT(*) FROM minutes").fetchone()[0]
        if not left:
            self._path.unlink()

    def spill(self, least: int = _SPILL_MINUTES) -> None:
        """Put what waits on disk, where it is at least so much, and drop what is older than a week."""
        if len(self._waiting) < max(1, least):
            return
        batch = self._waiting[:]
        with closing(self._opened()) as db, db:
            db.executemany("INSERT OR IGNORE INTO minutes VALUES (?, ?)", batch)
            db.execute("DELETE FROM minutes WHERE time < ?", (batch[-1][0] - _KEPT_S,))
        with self._lock:
            del self._waiting[: len(batch)]

    def _opened(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        db = sqlite3.connect(self._path)
        try:
            db.execute("CREATE TABLE IF NOT EXISTS minutes (time INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT")
        except BaseException:
            db.close()
            raise
        return db


def bodies(batch: Iterable[tuple[int, bytes]]) -> list[bytes]:
    """Return what is sent of a batch."""
    return [body for _, body in batch]
