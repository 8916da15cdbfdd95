"""The archives of all ledgers, each in a folder of its own."""

from dataclasses import dataclass
from pathlib import Path
import re
from threading import Lock
from time import time
from typing import Final

from bitgridai.archive import Archive, ArchiveError
from bitgridai.archive.retention import Notice, Retention, tend

LEDGER_ID: Final = r"[0-9A-Za-z][0-9A-Za-z_-]{0,63}"
_LEDGER_ID: Final = re.compile(LEDGER_ID)


class UnknownLedgerError(LookupError):
    """No ledger of this name has sent anything."""


@dataclass(frozen=True, slots=True)
class Tip:
    """Where a ledger's archive ends."""

    seq: int
    hash: str
    waiting: int


class Vault:
    """Opens archives as they are needed. Methods block and may be called from any thread."""

    def __init__(self, folder: Path) -> None:
        """Keep archives below this folder."""
        self._folder = folder
        self._open: dict[str, Archive] = {}
        self._lock = Lock()
        self.notices: dict[str, Notice] = {}
        """What will be deleted, by ledger."""

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
            archive = self._archive(ledger, self.folder_of(ledger))
            return Tip(archive.seq, archive.last_hash, archive.waiting)

    def append(self, ledger: str, bodies: list[bytes]) -> Tip:
        """Take records in. Raises ArchiveError, ChainError among them, and OSError."""
        with self._lock:
            archive = self._archive(ledger, self._folder / checked(ledger))
            archive.append(bodies)
            return Tip(archive.seq, archive.last_hash, archive.waiting)

    def begin_after(self, ledger: str, seq: int, last_hash: str) -> Tip:
        """Let a new ledger's archive begin in its middle. Raises ArchiveError."""
        with self._lock:
            archive = self._archive(ledger, self._folder / checked(ledger))
            archive.begin_after(seq, last_hash)
            return Tip(archive.seq, archive.last_hash, archive.waiting)

    def seal(self, ledger: str) -> str:
        """Put a ledger's archive away under a name of its own, so that another course of it can begin.

        A household that was restored from a backup goes on from an older record: both courses are kept.
        """
        with self._lock:
            folder = self.folder_of(ledger)
            archive = self._archive(ledger, folder)
            archive.flush()
            archive.close()
            del self._open[ledger]
            name = f"{ledger}_until_{archive.seq}"
            number = 1
            while (self._folder / name).exists():
                number += 1
                name = f"{ledger}_until_{archive.seq}_{number}"
            folder.rename(self._folder / name)
            return name

    def tend(self, rule: Retention) -> None:
        """Write what waits, join finished days, and let go of what was announced. Raises ArchiveError."""
        for ledger in self.ledgers():
            with self._lock:
                archive = self._archive(ledger, self._folder / ledger)
                archive.flush()
                archive.compact()
                outcome = tend(archive.folder, rule, int(time()))
            self.notices.pop(ledger, None)
            if outcome.notice is not None:
                self.notices[ledger] = outcome.notice

    def set_aside(self) -> dict[str, list[str]]:
        """Name damaged files by ledger."""
        return {name: [str(path) for path, _ in archive.set_aside] for name, archive in self._open.items()}

    def close(self) -> None:
        """Write what waits and close all archives."""
        with self._lock:
            while self._open:
                _, archive = self._open.popitem()
                try:
                    archive.flush()
                finally:
                    archive.close()

    def _archive(self, ledger: str, folder: Path) -> Archive:
        if ledger not in self._open:
            self._open[ledger] = Archive.open(folder)
        return self._open[ledger]


def checked(ledger: str) -> str:
    """Return a ledger's name; ArchiveError where it could be anything but a folder's name."""
    if _LEDGER_ID.fullmatch(ledger) is None:
        raise ArchiveError("a ledger's name has at most 64 letters, digits, hyphens and underscores")
    return ledger
