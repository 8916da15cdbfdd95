"""The store of one ledger: taken in by number, kept by day."""

from collections.abc import Iterator, Sequence
import fcntl
from itertools import groupby, pairwise
import json
from pathlib import Path
from typing import Any, Final, Self

from ..engine.memory import GENESIS
from .aside import put_aside
from .durable import write_text
from .errors import ArchiveBusyError, ArchiveError, ChainError
from .journal import Journal
from .link import Link, NotARecordError, read_link
from .parts import DamagedPartError, Part, day_of, parts_in, read_bodies, read_events, write_part

_FLUSH_RECORDS: Final = 2000
"""Records that may wait in the journal: a few megabytes."""


class Archive:
    """Takes a ledger's records in and keeps them. One writer at a time; every method blocks.

    Use :meth:`open`, and as a context manager.
    """

    def __init__(self, folder: Path, journal: Journal, lock: Any) -> None:
        """Hold an opened archive; :meth:`open` makes one."""
        self.folder = folder
        self._journal = journal
        self._lock = lock
        self._waiting: list[Link] = []
        self.seq = 0
        """Number of the last record; 0 where there is none."""
        self.last_hash = GENESIS
        self.set_aside: list[tuple[Path, str]] = []
        """Files that were found damaged when it was opened, where they are now, and why."""

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open or create the archive in a folder.

        Raises ArchiveBusyError while another process has it, and ArchiveError where it cannot be used.
        """
        try:
            records_in(folder).mkdir(parents=True, exist_ok=True)
            lock = (folder / ".lock").open("w")
        except OSError as err:
            raise ArchiveError(f"{folder}: {err.strerror or err}; choose a folder that can be written") from err
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as err:
            lock.close()
            raise ArchiveBusyError(f"{folder}: another process writes this archive; stop it first") from err
        archive = cls(folder, Journal(folder / "journal.jsonl"), lock)
        try:
            archive._recover()
        except BaseException:
            archive.close()
            raise
        return archive

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files; what waits stays in the journal."""
        self._journal.close()
        self._lock.close()

    @property
    def waiting(self) -> int:
        """Records that are safe, but not in a Parquet file yet."""
        return len(self._waiting)

    @property
    def awaited_hash(self) -> str:
        """What the record before those in the journal must hash to."""
        return self._waiting[0].prev_hash if self._waiting else self.last_hash

    def begin_after(self, seq: int, last_hash: str) -> None:
        """Let an empty archive begin with the record after this one: a ledger's oldest records may be gone."""
        if self.seq or self._waiting:
            raise ArchiveError(f"{self.folder}: only an empty archive can begin in the middle of a ledger")
        write_anchor(self.folder, seq, last_hash)
        self.seq, self.last_hash = seq, last_hash

    def append(self, bodies: Sequence[bytes]) -> int:
        """Take records in, all or none; they are on disk when this returns. Return the last number.

        Records that are there already are passed over, so a sender that heard no answer may send them
        again. Raises ChainError where they do not follow the last one, and OSError where the disk is full.
        """
        fresh = self._following(bodies)
        if fresh:
            self._journal.append(link.body for link in fresh)
            self._waiting += fresh
            self.seq, self.last_hash = fresh[-1].seq, fresh[-1].hash
        if len(self._waiting) >= _FLUSH_RECORDS:
            self.flush()
        return self.seq

    def _following(self, bodies: Sequence[bytes]) -> list[Link]:
        fresh: list[Link] = []
        seq, last_hash = self.seq, self.last_hash
        for body in bodies:
            try:
                link = read_link(body)
            except NotARecordError as err:
                raise ChainError(f"after record {seq}: {err}", self.seq, self.last_hash) from err
            if link.seq <= self.seq:
                continue
            if link.seq != seq + 1 or link.prev_hash != last_hash:
                raise ChainError(f"record {link.seq} does not follow record {seq}", self.seq, self.last_hash)
            fresh.append(link)
            seq, last_hash = link.seq, link.hash
        return fresh

    def flush(self) -> list[Part]:
        """Write what waits in the journal into Parquet files; return them."""
        parts = [write_part(records_in(self.folder), list(run)) for _, run in groupby(self._waiting, _day)]
        # Only now: a record is in the journal until it is in a file that is on disk.
        self._journal.replace([])
        self._waiting.clear()
        return parts

    def compact(self) -> int:
        """Join the files of each day that is over into one; return how many files went.

        A day to which the clock went back, or that a damaged file divides, keeps a file per stretch.
        """
        parts = parts_in(records_in(self.folder))
        newest = parts[-1].day if parts else ""
        gone = 0
        for run in _runs(parts):
            if len(run) > 1 and run[0].day != newest:
                self._join(run)
                gone += len(run) - 1
        return gone

    def _join(self, run: list[Part]) -> None:
        links = [read_link(body) for part in run for body in read_bodies(part)]
        joined = write_part(records_in(self.folder), links)
        for part in run:
            if part.path != joined.path:
                part.path.unlink()

    def _recover(self) -> None:
        """Find the end of the chain; put aside what is damaged, and drop what a crash left twice."""
        anchor = read_anchor(self.folder)
        parts = self._whole_parts(0 if anchor is None else anchor[0])
        if parts:
            newest = read_link(read_bodies(parts[-1])[-1])
            self.seq, self.last_hash = newest.seq, newest.hash
        if anchor is not None and anchor[0] >= self.seq:
            self.seq, self.last_hash = anchor
        lines = self._journal.lines()
        try:
            self._waiting = self._following(lines)
        except ChainError:
            self._journal.close()
            self._set_aside(self._journal.path, "its records do not follow the files'")
            self._journal = Journal(self.folder / "journal.jsonl")
        if self._waiting:
            self.seq, self.last_hash = self._waiting[-1].seq, self._waiting[-1].hash
        if len(self._waiting) < len(lines):
            self._journal.replace(link.body for link in self._waiting)

    def _whole_parts(self, dropped: int) -> list[Part]:
        """Return the files of records after ``dropped``, without those that a joined one replaced."""
        for left in records_in(self.folder).glob("day=*/.part.new"):
            left.unlink()
        kept: list[Part] = []
        for part in sorted(parts_in(records_in(self.folder)), key=lambda part: (part.first, -part.last)):
            if part.last <= (kept[-1].last if kept else dropped):
                part.path.unlink()  # a crash came between joining or dropping and clearing away
                continue
            kept.append(part)
        while kept:
            try:
                read_bodies(kept[-1])
            except DamagedPartError as err:
                self._set_aside(kept.pop().path, str(err))
            else:
                break
        return kept

    def _set_aside(self, path: Path, reason: str) -> None:
        self.set_aside.append((put_aside(self.folder, path, reason), reason))

    def bodies(self, after: int = 0) -> Iterator[bytes]:
        """Iterate over the records after a number, oldest first; ArchiveError at a damaged file."""
        yield from bodies_in(self.folder, after)


def records_in(folder: Path) -> Path:
    """Return where an archive keeps its records."""
    return folder / "records"


def bodies_in(folder: Path, after: int = 0, days: tuple[str, str] = ("", "9999")) -> Iterator[bytes]:
    """Iterate over an archive's records without writing to it; ArchiveError at a damaged file.

    Files of whole days (UTC) outside of ``days``, first and last, are passed over.
    """
    seq = after
    for part in parts_in(records_in(folder)):
        if part.last <= seq or not days[0] <= part.day <= days[1]:
            continue
        try:
            bodies = read_bodies(part)
        except DamagedPartError as err:
            if isinstance(err.__cause__, FileNotFoundError):
                yield from bodies_in(folder, seq, days)  # the writer joined it with others meanwhile
                return
            raise _damaged(part, err) from err
        yield from bodies[max(0, seq + 1 - part.first) :]
        seq = part.last
    journal = folder / "journal.jsonl"
    if journal.exists():
        for line in journal.read_bytes().split(b"\n")[:-1]:
            if json.loads(line)["seq"] > seq:
                yield line


def events_in(folder: Path, name: str) -> Iterator[bytes]:
    """Iterate over the events of one name; ArchiveError at a damaged file.

    Those that still wait in the journal are left out.
    """
    for part in parts_in(records_in(folder)):
        try:
            yield from read_events(part, name)
        except DamagedPartError as err:
            if isinstance(err.__cause__, FileNotFoundError):
                yield from events_in(folder, name)  # some come twice then, and say the same
                return
            raise _damaged(part, err) from err


def read_anchor(folder: Path) -> tuple[int, str] | None:
    """Return number and hash of the last record before the archive's first; None where it has all."""
    try:
        anchor = json.loads((folder / "anchor.json").read_text(encoding="utf-8"))
        return int(anchor["seq"]), str(anchor["hash"])
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as err:
        raise ArchiveError(f"{folder / 'anchor.json'}: cannot be read ({err}); restore it from a backup") from err


def write_anchor(folder: Path, seq: int, last_hash: str) -> None:
    """Keep where an archive begins."""
    write_text(folder / "anchor.json", json.dumps({"seq": seq, "hash": last_hash}) + "\n")


def _damaged(part: Part, err: DamagedPartError) -> ArchiveError:
    return ArchiveError(f"{part.path}: {err}; choose days without it, or restore it from a backup")


def _day(link: Link) -> str:
    return day_of(link.time)


def _runs(parts: Sequence[Part]) -> Iterator[list[Part]]:
    """Group files that follow each other within a day."""
    run: list[Part] = list(parts[:1])
    for before, part in pairwise(parts):
        if part.day == before.day and part.first == before.last + 1:
            run.append(part)
            continue
        yield run
        run = [part]
    if run:
        yield run
