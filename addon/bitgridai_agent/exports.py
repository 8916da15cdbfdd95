"""Bundles for research that were made here, and whether there may be one."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
import json
from pathlib import Path
import re
import shutil
from threading import Lock
import time
from typing import Final

from bitgridai.archive import ArchiveError
from bitgridai.archive.durable import sync_folder, write_text
from bitgridai.engine.document import iso_utc
from bitgridai.research import Made, NoConsentError, ResearchError, ResearchRequest, keep_secret, make_bundle
from bitgridai.research.consent import require_consent

from .audit import Audit
from .vault import Vault

EXPORT_ID: Final = r"[0-9a-f]{16}"
MOST_EXPORTS: Final = 50
_EXPORT_ID: Final = re.compile(EXPORT_ID)
_NEW: Final = ".new"
_TRIES: Final = 2
"""An archive that joins its files while it is read is read again."""


class UnknownExportError(LookupError):
    """No bundle has this id."""


class ExportBusyError(ResearchError):
    """A bundle is being made already, or there are too many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A bundle that lies here."""

    id: str
    ledger: str
    scope: str
    first_day: str | None
    last_day: str | None
    created: str
    name: str
    bytes: int
    sha256: str
    inner_sha256: str
    encrypted: bool
    records: int


class Exports:
    """Makes bundles and keeps them until they are deleted. Methods block and may be called from any thread."""

    def __init__(self, folder: Path, vault: Vault, secret: Path) -> None:
        """Keep bundles below ``folder``; ``secret`` is the file of the household's key."""
        self._folder = folder
        self._vault = vault
        self._secret = secret
        self._audit = Audit(folder / "audit.jsonl")
        self._making = Lock()

    def make(self, ledger: str, request: ResearchRequest, recipient: str | None) -> Export:
        """Make a bundle; the same one as before where nothing changed.

        Raises UnknownLedgerError, ResearchError and its kinds, ArchiveError and OSError.
        """
        with self._audited("export", ledger), self._alone():
            self._consented(ledger)
            if len(self.all()) >= MOST_EXPORTS:
                raise ExportBusyError(f"there are {MOST_EXPORTS} bundles already; delete one first")
            export = self._keep(ledger, request, self._made(ledger, request, recipient))
            self._audit.note("export_made", {**asdict(export)})
            return export

    def refusal(self, ledger: str) -> str:
        """Return why nothing of a ledger would leave; empty where consent is given.

        Raises UnknownLedgerError and ArchiveError. It is a question, so the audit log says nothing of it.
        """
        try:
            self._consented(ledger)
        except NoConsentError as err:
            return str(err)
        return ""

    def all(self) -> list[Export]:
        """Return all bundles, newest first."""
        found = self._folder.glob("*/export.json") if self._folder.is_dir() else ()
        exports = [_read(path) for path in found if _EXPORT_ID.fullmatch(path.parent.name)]
        return sorted(exports, key=lambda each: (each.created, each.id), reverse=True)

    def export(self, name: str) -> Export:
        """Return one. Raises UnknownExportError."""
        path = self._folder / name / "export.json"
        if _EXPORT_ID.fullmatch(name) is None or not path.exists():
            raise UnknownExportError(name)
        return _read(path)

    def bundle(self, name: str) -> Path:
        """Return the file of a bundle to be handed out; NoConsentError where consent was taken back since."""
        export = self.export(name)
        with self._audited("download", export.ledger):
            self._consented(export.ledger)
            self._audit.note("export_handed_out", {"id": name, "ledger": export.ledger, "sha256": export.sha256})
        return self._folder / name / export.name

    def remove(self, name: str) -> None:
        """Delete a bundle. Raises UnknownExportError."""
        export = self.export(name)
        self._audit.note("export_deleted", {"id": name, "ledger": export.ledger, "sha256": export.sha256})
        shutil.rmtree(self._folder / name)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        if not self._making.acquire(blocking=False):
            raise ExportBusyError("another bundle is being made; ask again when it is done")
        try:
            yield
        finally:
            self._making.release()

    @contextmanager
    def _audited(self, request: str, ledger: str) -> Iterator[None]:
        try:
            yield
        except (ResearchError, ArchiveError) as err:
            reason = "no_consent" if isinstance(err, NoConsentError) else str(err)
            self._audit.refused(request, ledger, reason)
            raise

    def _consented(self, ledger: str) -> None:
        """Ask the archive itself. An archive that was put away is bound by the ledger it came from, too."""
        course = ledger.partition("_until_")[0]
        for name in {ledger, course} & {ledger, *self._vault.ledgers()}:
            with self._vault.undisturbed(name) as folder:
                require_consent(folder)

    def _made(self, ledger: str, request: ResearchRequest, recipient: str | None) -> Made:
        new = self._folder / _NEW
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(parents=True)
        for left in reversed(range(_TRIES)):
            try:
                folder = self._vault.folder_of(ledger)
                return make_bundle(folder, ledger, request, keep_secret(self._secret), new / "bundle", recipient)
            except ArchiveError:
                if not left:
                    raise
        raise AssertionError

    def _keep(self, ledger: str, request: ResearchRequest, made: Made) -> Export:
        told = request.document()
        name = made.sha256[:16]
        target = self._folder / name
        if (target / "export.json").exists():
            return _read(target / "export.json")
        export = Export(
            id=name,
            ledger=ledger,
            scope=request.scope.value,
            first_day=told["from"],
            last_day=told["to"],
            created=iso_utc(int(time.time())),
            name=_file_name(request, made),
            bytes=made.bytes,
            sha256=made.sha256,
            inner_sha256=made.inner_sha256,
            encrypted=made.encrypted,
            records=made.records,
        )
        made.path.rename(made.path.with_name(export.name))
        write_text(made.path.with_name("export.json"), json.dumps(asdict(export), indent=1) + "\n")
        # All of it appears at once.
        made.path.parent.rename(target)
        sync_folder(self._folder)
        return export


def _file_name(request: ResearchRequest, made: Made) -> str:
    told = request.document()
    period = "_".join(day for day in (told["from"], told["to"]) if day is not None)
    parts = ("bitgridai", request.scope.value, period, made.inner_sha256[:8])
    return "-".join(part for part in parts if part) + (".zip.age" if made.encrypted else ".zip")


def _read(path: Path) -> Export:
    try:
        return Export(**json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, TypeError) as err:
        raise ResearchError(f"{path}: cannot be read ({err}); delete the folder {path.parent.name}") from err
