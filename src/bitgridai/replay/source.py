"""Where a recorded past comes from: a ledger file, or the folder of an archive."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
import json
from pathlib import Path
from typing import Any, Final

from ..engine.verify import POLICY_EVENT
from ..ledger import Ledger, LedgerError, open_ledger
from .errors import ReplayError

_MARKS: Final = (b'"trigger":"BLOCK_TICK"', b'"event":"policy"')
"""What a record holds that matters here."""


@dataclass(frozen=True, slots=True)
class Source:
    """Records, oldest first, and policies that may lie before them.

    Of an archive only policies and decisions at block ticks are read at all.
    """

    records: Iterator[dict[str, Any]]
    policies: tuple[tuple[str | None, Any], ...] = ()
    """Documents, each with its hash where that was recorded."""


def open_source(path: Path, begin: date | None = None, end: date | None = None) -> Source:
    """Open a ledger or an archive; ReplayError where it is neither.

    Records long before ``begin`` and after ``end`` may be passed over.
    """
    if path.is_dir():
        return _archived(path, begin, end)
    try:
        ledger = open_ledger(path)
    except LedgerError as err:
        raise ReplayError(str(err)) from err
    return Source(_told(ledger), tuple((None, document) for document in ledger.policies))


def _told(ledger: Ledger) -> Iterator[dict[str, Any]]:
    try:
        yield from ledger.records
    except LedgerError as err:
        raise ReplayError(str(err)) from err


def _archived(folder: Path, begin: date | None, end: date | None) -> Source:
    if not (folder / "records").is_dir():
        raise ReplayError(f"{folder}: not an archive (it has no folder named records)")
    # Only an archive needs pyarrow.
    from ..archive import ArchiveError  # noqa: PLC0415
    from ..archive.archive import bodies_in, events_in  # noqa: PLC0415

    # A household's day reaches into the days of UTC beside it.
    first = "" if begin is None else (begin - timedelta(days=1)).isoformat()
    last = "9999" if end is None else (end + timedelta(days=1)).isoformat()

    def records() -> Iterator[dict[str, Any]]:
        try:
            for body in bodies_in(folder, days=(first, last)):
                if any(mark in body for mark in _MARKS):
                    yield json.loads(body)
        except ArchiveError as err:
            raise ReplayError(str(err)) from err

    try:
        details = (json.loads(body)["detail"] for body in events_in(folder, POLICY_EVENT))
        policies = tuple((detail["hash"], detail["policy"]) for detail in details)
    except ArchiveError as err:
        raise ReplayError(str(err)) from err
    return Source(records(), policies)
