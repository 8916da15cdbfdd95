"""What the ledger itself says about research use, and about its policies."""

from collections.abc import Iterator
import json
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from ..archive import ArchiveError
from ..archive.archive import records_in
from ..archive.link import NotARecordError, read_link
from ..archive.parts import DamagedPartError, Part, parts_in, read_bodies
from .errors import NoConsentError

CONSENT_EVENT: Final = "research_consent"


def consent_in(folder: Path) -> bool | None:
    """Return an archive's last word on research use; None where there was none.

    Raises ArchiveError where that cannot be read: then there is no consent either.
    """
    event = next(_newest_first(folder, CONSENT_EVENT), None)
    return None if event is None else event["detail"].get("consent") is True


def require_consent(folder: Path) -> None:
    """Raise NoConsentError unless the last word is yes."""
    consent = consent_in(folder)
    if consent is None:
        raise NoConsentError("the archive holds no consent to research use; switch research use off and on again")
    if not consent:
        raise NoConsentError("consent to research use was taken back; switch research use on first, if you agree to it")


def events_before(folder: Path, name: str, seq: int) -> Iterator[dict[str, Any]]:
    """Iterate over the events of a name before a record's number, the newest first; ArchiveError at a damaged file."""
    return (record for record in _newest_first(folder, name) if record["seq"] < seq)


def _newest_first(folder: Path, name: str) -> Iterator[dict[str, Any]]:
    journal = folder / "journal.jsonl"
    waiting = journal.read_bytes().split(b"\n")[:-1] if journal.exists() else []
    yield from _events(reversed(waiting), name, journal)
    for part in reversed(parts_in(records_in(folder))):
        if name in _names(part):
            try:
                yield from _events(reversed(read_bodies(part)), name, part.path)
            except DamagedPartError as err:
                raise ArchiveError(f"{part.path}: {err}") from err


def _names(part: Part) -> set[str | None]:
    """Return the names of a file's events without reading its records."""
    try:
        with pq.ParquetFile(part.path) as file:
            return set(file.read(columns=["event"]).column("event").unique().to_pylist())
    except (OSError, pa.ArrowException) as err:
        raise ArchiveError(f"{part.path}: {err}") from err


def _events(bodies: Iterator[bytes], name: str, path: Path) -> Iterator[dict[str, Any]]:
    sign = json.dumps(name).encode()
    for body in bodies:
        if sign not in body:
            continue
        try:
            record = read_link(body).record
        except NotARecordError as err:
            raise ArchiveError(f"{path}: {err}") from err
        if record.get("event") == name:
            yield record
