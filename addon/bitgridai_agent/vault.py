"""The archives of all ledgers, each in a folder of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
import logging
from pathlib import Path
import re
from threading import Lock
from time import monotonic, time
from typing import Final

from bitgridai.archive import Archive, ArchiveBusyError, ArchiveError
from bitgridai.archive.repair import Gap, fill, gaps_in, scrub
from bitgridai.archive.retention import Notice, Retention, tend
from bitgridai.archive.telemetry import Telemetry

_LOGGER: Final = logging.getLogger("bitgridai_agent")
LEDGER_ID: Final = r"[0-9A-Za-z][0-9A-Za-z_-]{0,63}"
_LEDGER_ID: Final = re.compile(LEDGER_ID)


@dataclass(slots=True)
class _Held:
    """One ledger's archive, opened for writing."""

    archive: Archive
    telemetry: Telemetry

    @classmethod
    def open(cls, folder: Path) -> _Held:
        """Open or create it. Raises ArchiveError."""
        archive = Archive.open(folder)
        try:
            return cls(archive, Telemetry(folder))
        except BaseException:
            archive.close()
            raise

    def flush(self) -> None:
        """Write what waits."""
        self.archive.flush()
        self.telemetry.flush()

    def close(self) -> None:
        """Let go of the files."""
        self.telemetry.close()
        self.archive.close()


class UnknownLedgerError(LookupError):
    """No ledger of this name has sent anything."""


@dataclass(frozen=True, slots=True)
class Tip:
    """Where a ledger's archive ends."""

    seq: int
    hash: str
    waiting: int
    gaps: tuple[Gap, ...]
    """What is missing before it: damaged files were put aside."""


class Vault:
    """Opens archives as they are needed. Methods block and may be called from any thread."""

    def __init__(self, folder: Path) -> None:
        """Keep archives below this folder."""
        self._folder = folder
        self._open: dict[str, _Held] = {}
        self._lock = Lock()
        self.notices: dict[str, Notice] = {}
        """What will be deleted, by ledger."""
        self._still_until = 0.0

    def ledgers(self) -> list[str]:
        """Name all ledgers, sealed ones too."""
        found = self._folder.iterdir() if self._folder.is_dir() else ()
        return sorted(path.name for path in found if (path / "records").is_dir())

    def folder_of(self, ledger: str) -> Path:
        """Return a ledger's folder. Raises UnknownLedgerError."""
        if ledger not in self.ledgers():
            raise UnknownLedgerError(ledger)
        return self._folder / ledger

    def tip(self, ledger: str) -> Tip:
        """Return where a ledger's archive ends. Raises UnknownLedgerError and ArchiveError."""
        with self._lock:
            return _tip(self._held(ledger, self.folder_of(ledger)).archive)

    def append(self, ledger: str, bodies: list[bytes]) -> Tip:
        """Take records in. Raises ArchiveError, ChainError among them, and OSError."""
        with self._lock:
            archive = self._writable(ledger, self._folder / checked(ledger)).archive
            archive.append(bodies)
            return _tip(archive)

    def begin_after(self, ledger: str, seq: int, last_hash: str) -> Tip:
        """Let a new ledger's archive begin in its middle. Raises ArchiveError."""
        with self._lock:
            archive = self._writable(ledger, self._folder / checked(ledger)).archive
            archive.begin_after(seq, last_hash)
            return _tip(archive)

    def fill(self, ledger: str, bodies: list[bytes]) -> Tip:
        """Put missing records back. Raises UnknownLedgerError, ArchiveError and OSError."""
        with self._lock:
            archive = self._writable(ledger, self.folder_of(ledger)).archive
            fill(archive, bodies)
            return _tip(archive)

    def telemetry_until(self, ledger: str) -> int:
        """Return the time of a ledger's newest minute, 0 before the first. Raises UnknownLedgerError."""
        with self._lock:
            return self._held(ledger, self.folder_of(ledger)).telemetry.time

    def append_telemetry(self, ledger: str, bodies: list[bytes]) -> int:
        """Take minutes in; return the newest one's time. Raises UnknownLedgerError, ArchiveError and OSError."""
        with self._lock:
            return self._writable(ledger, self.folder_of(ledger)).telemetry.append(bodies)

    @contextmanager
    def undisturbed(self, ledger: str) -> Iterator[Path]:
        """Let nobody write to a ledger's archive during a short look at it. Raises UnknownLedgerError."""
        with self._lock:
            yield self._held(ledger, self.folder_of(ledger)).archive.folder

    def seal(self, ledger: str) -> str:
        """Put a ledger's archive away under a name of its own, so that another course of it can begin.

        A household that was restored from a backup goes on from an older record: both courses are kept.
        """
        with self._lock:
            folder = self.folder_of(ledger)
            held = self._writable(ledger, folder)
            held.flush()
            held.close()
            del self._open[ledger]
            name = f"{ledger}_until_{held.archive.seq}"
            number = 1
            while (self._folder / name).exists():
                number += 1
                name = f"{ledger}_until_{held.archive.seq}_{number}"
            folder.rename(self._folder / name)
            return name

    def written(self, ledger: str) -> Path:
        """Write what waits into files, unless a backup is made, and return the folder.

        Raises UnknownLedgerError, ArchiveError and OSError.
        """
        with self._lock:
            folder = self.folder_of(ledger)
            if not self._is_still:
                self._held(ledger, folder).flush()
            return folder

    def tend(self, rule: Retention) -> None:
        """Write what waits, put damaged files aside, join finished days, let go of what was announced.

        Raises ArchiveError.
        """
        for ledger in self.ledgers():
            with self._lock:
                if self._is_still:
                    return
                held = self._held(ledger, self._folder / ledger)
                held.flush()
                for path in scrub(held.archive.folder):
                    held.archive.set_aside.append((path, "its checksum is not the one in its name"))
                held.archive.compact()
                held.telemetry.compact()
                outcome = tend(held.archive.folder, rule, int(time()))
            self.notices.pop(ledger, None)
            if outcome.notice is not None:
                self.notices[ledger] = outcome.notice

    def stand_still(self, seconds: float) -> None:
        """Write what waits, then change no file for a while: somebody copies them. Raises OSError."""
        with self._lock:
            for ledger in self.ledgers():
                try:
                    self._held(ledger, self._folder / ledger).flush()
                except ArchiveError:
                    # What cannot be opened is copied as it lies there; the others are no worse for it.
                    _LOGGER.exception("%s goes into the backup as it is", ledger)
            self._still_until = monotonic() + seconds

    def go_on(self) -> None:
        """Change files again."""
        self._still_until = 0.0

    @property
    def _is_still(self) -> bool:
        return monotonic() < self._still_until

    def close(self) -> None:
        """Write what waits and close all archives."""
        with self._lock:
            while self._open:
                _, held = self._open.popitem()
                try:
                    if not self._is_still:
                        held.flush()
                finally:
                    held.close()

    def _writable(self, ledger: str, folder: Path) -> _Held:
        if self._is_still:
            raise ArchiveBusyError("a backup is being made; send again in a few seconds")
        return self._held(ledger, folder)

    def _held(self, ledger: str, folder: Path) -> _Held:
        if ledger not in self._open:
            self._open[ledger] = _Held.open(folder)
        return self._open[ledger]


def _tip(archive: Archive) -> Tip:
    return Tip(archive.seq, archive.last_hash, archive.waiting, tuple(gaps_in(archive)))


def checked(ledger: str) -> str:
    """Return a ledger's name; ArchiveError where it could be anything but a folder's name."""
    if _LEDGER_ID.fullmatch(ledger) is None:
        raise ArchiveError("a ledger's name has at most 64 letters, digits, hyphens and underscores")
    return ledger
