"""Finding damaged files in the middle of an archive, and filling the gaps they leave.

Nothing that is kept is trusted again only because it was whole once: disks forget. What is missing is
asked for again, for as long as the ledger has it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from ..engine.memory import GENESIS
from .archive import Archive, read_anchor, records_in
from .aside import put_aside
from .errors import ArchiveError
from .link import Link, NotARecordError, read_link
from .parts import DamagedPartError, Part, check_sum, day_of, parts_in, read_bodies, write_part
from .telemetry import telemetry_in


@dataclass(frozen=True, slots=True)
class Gap:
    """Records that are missing between others that are there."""

    first: int
    last: int


def scrub(folder: Path) -> list[Path]:
    """Compare every file with the checksum in its name; return those that were put aside, at their new place."""
    aside: list[Path] = []
    for part in (*parts_in(records_in(folder)), *parts_in(telemetry_in(folder))):
        try:
            check_sum(part)
        except (DamagedPartError, OSError) as err:
            aside.append(put_aside(folder, part.path, str(err)))
    return aside


def gaps_in(archive: Archive) -> list[Gap]:
    """Return what is missing before an archive's last record, oldest first."""
    anchor = read_anchor(archive.folder)
    seq = 0 if anchor is None else anchor[0]
    gaps: list[Gap] = []
    spans = [(part.first, part.last) for part in parts_in(records_in(archive.folder))]
    # What waits in the journal follows the files without a gap, or shows one.
    for first, last in [*spans, (archive.seq - archive.waiting + 1, archive.seq)]:
        if first > seq + 1:
            gaps.append(Gap(seq + 1, first - 1))
        seq = max(seq, last)
    return gaps


def fill(archive: Archive, bodies: Sequence[bytes]) -> None:
    """Put missing records back, from the start of a gap on; all of it or a first stretch of it.

    Raises ArchiveError, with nothing written, where they are not what is missing: each must follow the
    one before, and the last one of a gap must lead to the record after it.
    """
    links = _chain(bodies)
    gap = next((gap for gap in gaps_in(archive) if gap.first == links[0].seq), None)
    if gap is None or links[-1].seq > gap.last:
        raise ArchiveError(f"records {links[0].seq} to {links[-1].seq} do not fill a gap from its start on")
    parts = parts_in(records_in(archive.folder))
    if links[0].prev_hash != _hash_before(archive, parts, gap):
        raise ArchiveError(f"record {gap.first} does not follow the one before the gap")
    if links[-1].seq == gap.last and links[-1].hash != _hash_expected_after(archive, parts, gap):
        raise ArchiveError(f"record {gap.last} does not lead to the one after the gap")
    for _, run in groupby(links, lambda link: day_of(link.time)):
        write_part(records_in(archive.folder), list(run))


def _chain(bodies: Sequence[bytes]) -> list[Link]:
    links: list[Link] = []
    for body in bodies:
        try:
            link = read_link(body)
        except NotARecordError as err:
            raise ArchiveError(str(err)) from err
        if links and (link.seq != links[-1].seq + 1 or link.prev_hash != links[-1].hash):
            raise ArchiveError(f"record {link.seq} does not follow record {links[-1].seq}")
        links.append(link)
    if not links:
        raise ArchiveError("no record was sent")
    return links


def _hash_before(archive: Archive, parts: Sequence[Part], gap: Gap) -> str:
    before = next((part for part in reversed(parts) if part.last == gap.first - 1), None)
    if before is not None:
        return read_link(_bodies(before)[-1]).hash
    anchor = read_anchor(archive.folder)
    return GENESIS if anchor is None else anchor[1]


def _hash_expected_after(archive: Archive, parts: Sequence[Part], gap: Gap) -> str:
    after = next((part for part in parts if part.first == gap.last + 1), None)
    if after is not None:
        return read_link(_bodies(after)[0]).prev_hash
    return archive.awaited_hash


def _bodies(part: Part) -> list[bytes]:
    try:
        return read_bodies(part)
    except DamagedPartError as err:
        raise ArchiveError(f"{part.path}: {err}; it goes aside at the next check") from err
