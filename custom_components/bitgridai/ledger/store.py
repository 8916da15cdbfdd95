"""The hot store: one SQLite file in write-ahead mode.

A record, the memory it leads to and the key figures up to it are written in one
transaction. Whatever moment the power fails, the memory and the figures that are read back
belong to the last record that is there.
"""

from collections.abc import Iterator
import json
from pathlib import Path
import sqlite3
from threading import Lock
from typing import Any

from ..engine.canonical import canonical_bytes
from ..engine.document import utc_seconds

_SCHEMA = """
CREATE TABLE IF NOT EXISTS records (
  seq INTEGER PRIMARY KEY,
  time INTEGER NOT NULL,
  kind TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS records_time ON records (time);
CREATE INDEX IF NOT EXISTS records_events ON records (seq) WHERE kind = 'event';
CREATE TABLE IF NOT EXISTS policies (hash TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
"""


class LedgerStore:
    """Append-only records with the memory and the key figures that follow from them.

    :meth:`append` only queues and is safe in an event loop; every other method blocks and
    belongs in an executor. All of them may be called from any thread.
    """

    def __init__(self, path: Path) -> None:
        """Name the file; nothing is opened yet."""
        self.path = path
        self._db: sqlite3.Connection | None = None
        self.figures: dict[str, Any] | None = None
        """Key figures document of the last record, as :meth:`open` found it."""
        self._waiting: list[tuple[dict[str, Any], dict[str, Any], dict[str, Any]]] = []
        self._lock = Lock()

    def open(self) -> dict[str, Any] | None:
        """Open or create the file; return the memory document of the last record.

        Raises sqlite3.Error where the file is not a ledger or cannot be written.
        """
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self._lock:
            db = sqlite3.connect(self.path, check_same_thread=False)
            try:
                db.execute("PRAGMA journal_mode=WAL")
                # FULL: a record that was acknowledged survives a power cut.
                db.execute("PRAGMA synchronous=FULL")
                db.executescript(_SCHEMA)
                kept = dict(db.execute("SELECT key, value FROM meta WHERE key IN ('memory', 'figures')"))
            except BaseException:
                db.close()
                raise
            self._db = db
        self.figures = json.loads(kept.get("figures", "null"))
        memory: dict[str, Any] | None = json.loads(kept.get("memory", "null"))
        return memory

    def append(self, record: dict[str, Any], memory: dict[str, Any], figures: dict[str, Any]) -> None:
        """Queue a record, the memory and the key figures after it."""
        self._waiting.append((record, memory, figures))

    @property
    def waiting(self) -> int:
        """Records not written yet."""
        return len(self._waiting)

    def flush(self) -> None:
        """Write what is queued, all or nothing; on an error it stays queued.

        Raises sqlite3.Error (disk full, file gone).
        """
        with self._lock:
            batch = self._waiting[:]
            if not batch:
                return
            db = self._connected()
            with db:
                for record, _, _ in batch:
                    self._insert(db, record)
                _, memory, figures = batch[-1]
                for key, document in (("memory", memory), ("figures", figures)):
                    body = canonical_bytes(document).decode()
                    db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, body))
            del self._waiting[: len(batch)]

    @staticmethod
    def _insert(db: sqlite3.Connection, record: dict[str, Any]) -> None:
        row = (record["seq"], utc_seconds(record["time"]), record["kind"], canonical_bytes(record).decode())
        db.execute("INSERT INTO records VALUES (?, ?, ?, ?)", row)
        if record.get("event") == "policy":
            detail = record["detail"]
            body = canonical_bytes(detail["policy"]).decode()
            db.execute("INSERT OR IGNORE INTO policies VALUES (?, ?)", (detail["hash"], body))

    def prune(self, before: int) -> int:
        """Drop records older than ``before`` (epoch seconds); return how many.

        The number and hash of the last one dropped stay as the anchor of the chain, and so
        does every policy, so that the rest can still be verified.
        """
        with self._lock:
            if self._db is None:
                return 0  # closed while the daily clean-up waited for its turn
            db = self._connected()
            with db:
                # Cut at a number, not at a time: a clock set back must not tear a hole.
                row = db.execute("SELECT MIN(seq) FROM records WHERE time >= ?", (before,)).fetchone()
                first_kept = row[0]
                if first_kept is None:
                    return 0
                last = db.execute("SELECT body FROM records WHERE seq = ?", (first_kept - 1,)).fetchone()
                if last is None:
                    return 0
                anchor = json.dumps([first_kept - 1, json.loads(last[0])["hash"]])
                db.execute("INSERT OR REPLACE INTO meta VALUES ('anchor', ?)", (anchor,))
                return db.execute("DELETE FROM records WHERE seq < ?", (first_kept,)).rowcount

    def records(self, since_seq: int = 0, limit: int = 1000) -> list[dict[str, Any]]:
        """Return up to ``limit`` records after ``since_seq``, oldest first."""
        with self._lock:
            rows = (
                self._connected()
                .execute("SELECT body FROM records WHERE seq > ? ORDER BY seq LIMIT ?", (since_seq, limit))
                .fetchall()
            )
        return [json.loads(row[0]) for row in rows]

    def record(self, seq: int) -> dict[str, Any] | None:
        """Return one record by its number; None where there is none (any more)."""
        return self._one("SELECT body FROM records WHERE seq = ?", seq)

    def decision_before(self, moment: int) -> dict[str, Any] | None:
        """Return the decision in force at a moment (epoch seconds): the last one made until then."""
        newest = "SELECT body FROM records WHERE kind = 'decision' AND time <= ? ORDER BY time DESC, seq DESC LIMIT 1"
        return self._one(newest, moment)

    def last_event(self, name: str, load: str, since: int) -> dict[str, Any] | None:
        """Return the newest event of a name that is about a load and not older than ``since`` (epoch seconds)."""
        newest = (
            "SELECT body FROM records WHERE kind = 'event' AND time >= ? AND json_extract(body, '$.event') = ? "
            "AND json_extract(body, '$.detail.load') = ? ORDER BY seq DESC LIMIT 1"
        )
        return self._one(newest, since, name, load)

    def newest_event(self, name: str) -> dict[str, Any] | None:
        """Return the newest event of a name; None where there is none (any more)."""
        newest = (
            "SELECT body FROM records WHERE kind = 'event' AND json_extract(body, '$.event') = ? "
            "ORDER BY seq DESC LIMIT 1"
        )
        return self._one(newest, name)

    def policy(self, policy_hash: str) -> dict[str, Any] | None:
        """Return the policy document with this hash; None for one that was never in force."""
        return self._one("SELECT body FROM policies WHERE hash = ?", policy_hash)

    def _one(self, query: str, *values: int | str) -> dict[str, Any] | None:
        with self._lock:
            row = self._connected().execute(query, values).fetchone()
        found: dict[str, Any] | None = None if row is None else json.loads(row[0])
        return found

    def all_records(self) -> Iterator[dict[str, Any]]:
        """Iterate over everything, oldest first, a page at a time."""
        seq = 0
        while page := self.records(seq):
            yield from page
            seq = page[-1]["seq"]

    def close(self) -> None:
        """Write what is queued and close the file."""
        if self._db is None:
            return
        try:
            self.flush()
        finally:
            with self._lock:
                self._db.close()
                self._db = None

    def _connected(self) -> sqlite3.Connection:
        if self._db is None:
            msg = f"{self.path} is not open"
            raise sqlite3.ProgrammingError(msg)
        return self._db
