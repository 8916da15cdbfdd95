"""Proving an archive: every file is what its name says, and the chain has no gap."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from ..engine.memory import GENESIS
from .archive import read_anchor, records_in
from .link import Link, NotARecordError, read_link
from .parts import DamagedPartError, check_sum, day_of, parts_in, read_bodies
from .telemetry import telemetry_in

_MANY: Final = 20
"""Findings after which the rest is only counted."""


@dataclass(slots=True)
class ArchiveProof:
    """What was found."""

    files: int = 0
    bytes: int = 0
    records: int = 0
    waiting: int = 0
    """Those of the records that are in the journal, not in a file yet."""
    first_seq: int | None = None
    last_seq: int = 0
    last_hash: str = GENESIS
    set_aside: list[str] = field(default_factory=list)
    """Files that were damaged and put aside earlier; what they held may have been fetched again since."""
    findings: list[str] = field(default_factory=list)
    more_findings: int = 0

    @property
    def whole(self) -> bool:
        """Whether nothing is missing and nothing was changed."""
        return not self.findings

    def find(self, text: str) -> None:
        """Note what is not as it should be."""
        if len(self.findings) < _MANY:
            self.findings.append(text)
        else:
            self.more_findings += 1


def prove(folder: Path) -> ArchiveProof:
    """Check all of an archive without changing it; ArchiveError where its anchor cannot be read."""
    proof = ArchiveProof()
    anchor = read_anchor(folder)
    if anchor is not None:
        proof.last_seq, proof.last_hash = anchor
    dropped = proof.last_seq
    for part in parts_in(records_in(folder)):
        if part.last <= dropped:
            continue  # let go of already; the next writer clears it away
        proof.files += 1
        place = str(part.path.relative_to(folder))
        try:
            proof.bytes += part.bytes
            bodies = read_bodies(part)
        except (DamagedPartError, OSError) as err:
            proof.find(f"{place}: {err}")
            continue
        seqs = _follow(proof, place, bodies, part.day)
        if seqs != (part.first, part.last):
            proof.find(f"{place}: it holds records {seqs[0]} to {seqs[1]}")
    _check_minutes(proof, folder)
    journal = folder / "journal.jsonl"
    if journal.exists():
        # A writer may be adding a line just now, so an unfinished last one is no finding.
        filed = proof.records
        _follow(proof, journal.name, (line for line in journal.read_bytes().split(b"\n")[:-1]), None)
        proof.waiting = proof.records - filed
    proof.set_aside = set_aside_in(folder)
    return proof


def _check_minutes(proof: ArchiveProof, folder: Path) -> None:
    for part in parts_in(telemetry_in(folder)):
        proof.files += 1
        try:
            proof.bytes += part.bytes
            check_sum(part)
        except (DamagedPartError, OSError) as err:
            proof.find(f"{part.path.relative_to(folder)}: {err}")


def set_aside_in(folder: Path) -> list[str]:
    """Name the files that were found damaged and put aside, each with the reason."""
    notes = sorted((folder / "set-aside").glob("*.txt"))
    return [f"set-aside/{note.stem}: {note.read_text(encoding='utf-8').strip()}" for note in notes]


def _follow(proof: ArchiveProof, place: str, bodies: Iterable[bytes], day: str | None) -> tuple[int | None, int | None]:
    first = last = None
    for body in bodies:
        try:
            link = read_link(body)
        except NotARecordError as err:
            proof.find(f"{place}, after record {last or proof.last_seq}: {err}")
            continue
        if day is None and link.seq <= proof.last_seq:
            continue  # already in a file: a crash came before the journal was cleared
        _check_place(proof, place, link, day)
        first, last = first or link.seq, link.seq
        proof.first_seq = proof.first_seq or link.seq
        proof.records += 1
        proof.last_seq, proof.last_hash = link.seq, link.hash
    return first, last


def _check_place(proof: ArchiveProof, place: str, link: Link, day: str | None) -> None:
    if link.seq != proof.last_seq + 1:
        proof.find(f"{place}: record {link.seq} comes after record {proof.last_seq}")
    elif link.prev_hash != proof.last_hash:
        proof.find(f"{place}: record {link.seq} was chained to another record {proof.last_seq}")
    if day is not None and day_of(link.time) != day:
        proof.find(f"{place}: record {link.seq} belongs to {day_of(link.time)}")
