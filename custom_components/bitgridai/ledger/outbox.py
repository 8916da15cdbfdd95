"""Records on their way to another store: read by number, beside the writer."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
import json
from pathlib import Path
import sqlite3

from ..engine.memory import GENESIS


class Outbox:
    """Hands out the records of a hot store. Every method blocks and raises sqlite3.Error."""

    def __init__(self, path: Path) -> None:
        """Read this store; it may be written meanwhile."""
        self._path = path

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(f"{self._path.resolve().as_uri()}?mode=ro", uri=True)) as db:
            yield db

    def anchor(self) -> tuple[int, str]:
        """Return number and hash of the last record that was dropped for its age; 0 where none was."""
        with self._open() as db:
            row = db.execute("SELECT value FROM meta WHERE key = 'anchor'").fetchone()
        if row is None:
            return 0, GENESIS
        seq, last_hash = json.loads(row[0])
        return int(seq), str(last_hash)

    def last_seq(self) -> int:
        """Return the number of the newest record on disk; 0 before the first."""
        with self._open() as db:
            return int(db.execute("SELECT COALESCE(MAX(seq), 0) FROM records").fetchone()[0])

    def hash_of(self, seq: int) -> str | None:
        """Return a record's hash; None where it is not there (any more)."""
        if seq == 0:
            return GENESIS
        with self._open() as db:
            row = db.execute("SELECT json_extract(body, '$.hash') FROM records WHERE seq = ?", (seq,)).fetchone()
        if row is not None:
            return str(row[0])
        number, last_hash = self.anchor()
        return last_hash if number == seq else None

    def bodies(self, after: int, most: int, most_bytes: int) -> list[bytes]:
        """Return the records after a number in canonical form, oldest first; at least one where there is one."""
        taken: list[bytes] = []
        size = 0
        with self._open() as db:
            rows = db.execute("SELECT body FROM records WHERE seq > ? ORDER BY seq LIMIT ?", (after, most))
            for (body,) in rows:
                encoded = str(body).encode()
                size += len(encoded) + 1
                if taken and size > most_bytes:
                    break
                taken.append(encoded)
        return taken
