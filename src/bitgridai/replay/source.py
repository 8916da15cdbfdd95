"""Where a recorded past comes from: a ledger file, or the folder of an archive."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
import json
from pathlib import Path
from typing import Any

from ..engine.canonical import canonical_bytes
from ..engine.verify import POLICY_EVENT
from ..ledger import LedgerError, open_ledger
from .errors import ReplayError


@dataclass(frozen=True, slots=True)
class Source:
    """Records in canonical form, oldest first, and policies that may lie before them."""

    bodies: Iterator[bytes]
    policies: tuple[Any, ...] = ()


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
    return Source(_recorded(canonical_bytes(record) for record in ledger.records), ledger.policies)


def _recorded(bodies: Iterator[bytes]) -> Iterator[bytes]:
    try:
        yield from bodies
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

    def bodies() -> Iterator[bytes]:
        try:
            yield from bodies_in(folder, days=(first, last))
        except ArchiveError as err:
            raise ReplayError(str(err)) from err

    try:
        policies = tuple(json.loads(body)["detail"]["policy"] for body in events_in(folder, POLICY_EVENT))
    except ArchiveError as err:
        raise ReplayError(str(err)) from err
    return Source(bodies(), policies)
