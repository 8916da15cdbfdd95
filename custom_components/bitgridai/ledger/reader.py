"""Reading a ledger file of either form, refusing whatever was not written as such."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
import json
from pathlib import Path
import sqlite3
from typing import Any

from ..engine.canonical import canonical_bytes

_SQLITE_MAGIC = b"SQLite format 3\x00"


class LedgerError(Exception):
    """A ledger file cannot be read as one; the text names the line or record."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A record as it lies in a file."""

    place: str
    body: bytes
    seq: int | None = None
    """The number under which the file keeps it."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """A ledger opened for reading."""

    _read: Callable[[], Iterator[_Found]]
    last_hash: str | None = None
    """Hash of the last record as the store remembers it apart from the records."""
    anchor: tuple[int, str] | None = None
    """Number and hash of the last record that was dropped for its age."""
    policies: tuple[dict[str, Any], ...] = ()
    """Policies whose records may have been dropped."""

    @property
    def records(self) -> Iterator[dict[str, Any]]:
        """All records, oldest first; LedgerError at the first that is damaged."""
        return (_parsed(found) for found in self._read())

    @property
    def bodies(self) -> Iterator[bytes]:
        """All records as they are written, for whoever proves their hashes; LedgerError where one is cut off."""
        return (found.body for found in self._read())


def open_ledger(path: Path) -> Ledger:
    """Open a SQLite or JSON Lines ledger; LedgerError where it is neither."""
    try:
        with path.open("rb") as file:
            head = file.read(len(_SQLITE_MAGIC))
    except OSError as err:
        raise LedgerError(f"{path}: {err.strerror or err}") from err
    if head == _SQLITE_MAGIC:
        return _open_sqlite(path)
    if not head:
        raise LedgerError(f"{path}: the file is empty")
    return Ledger(lambda: _lines(path))


def _parsed(found: _Found) -> dict[str, Any]:
    try:
        record = json.loads(found.body)
    except (ValueError, RecursionError) as err:
        raise LedgerError(f"{found.place}: not a record (truncated or damaged)") from err
    if not isinstance(record, dict) or _canonical_or_none(record) != found.body:
        raise LedgerError(f"{found.place}: not in canonical form, so it was changed after it was written")
    if found.seq is not None and record.get("seq") != found.seq:
        raise LedgerError(f"{found.place}: its own number is {record.get('seq')}")
    return record


def _canonical_or_none(record: dict[str, Any]) -> bytes | None:
    try:
        return canonical_bytes(record)
    except TypeError, ValueError, RecursionError:
        return None


def _lines(path: Path) -> Iterator[_Found]:
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if not line.endswith(b"\n"):
                raise LedgerError(f"{path}, line {number}: the last line is cut off")
            yield _Found(f"{path}, line {number}", line[:-1])


def _open_sqlite(path: Path) -> Ledger:
    try:
        with closing(_connect(path)) as db:
            meta = dict(db.execute("SELECT key, value FROM meta"))
            policies = tuple(json.loads(row[0]) for row in db.execute("SELECT body FROM policies ORDER BY hash"))
        memory = json.loads(meta.get("memory", "{}"))
        anchor = json.loads(meta.get("anchor", "null"))
        return Ledger(
            lambda: _rows(path),
            last_hash=memory.get("last_hash"),
            anchor=None if anchor is None else (int(anchor[0]), str(anchor[1])),
            policies=policies,
        )
    except (sqlite3.Error, ValueError, TypeError, KeyError, IndexError, AttributeError) as err:
        raise LedgerError(f"{path}: not a ledger ({err})") from err


def _connect(path: Path) -> sqlite3.Connection:
    # Read-only, yet able to see what a running writer has in its write-ahead log.
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)


def _rows(path: Path) -> Iterator[_Found]:
    try:
        with closing(_connect(path)) as db:
            for seq, body in db.execute("SELECT seq, body FROM records ORDER BY seq"):
                yield _Found(f"{path}, record {seq}", str(body).encode(), seq)
    except sqlite3.Error as err:
        raise LedgerError(f"{path}: {err}") from err
