"""Making a bundle from an archive."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from ..archive import ArchiveError
from ..archive.archive import bodies_in, records_in
from ..archive.link import Link, NotARecordError, read_link
from ..archive.parts import parts_in
from ..engine.canonical import digest
from ..engine.verify import POLICY_EVENT
from ..engine.version import ENGINE_VERSION
from . import container, tables
from .consent import events_before, require_consent
from .disguise import Chain, Disguise, hash_text
from .errors import NothingToExportError
from .in_force import Course, PolicyNote
from .manifest import ChainNote, Commitments, FileNote, Manifest
from .request import ResearchRequest, Scope
from .seal import seal
from .secret import Secret

_GROUP: Final = 500
"""Records that are in memory at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A bundle on disk."""

    path: Path
    bytes: int
    sha256: str
    """Of the file."""
    inner_sha256: str
    """Of what is inside an encrypted one; the file's own where it is not encrypted."""
    encrypted: bool
    records: int


@dataclass(slots=True)
class Stretch:
    """The records of a period, before anything is known of them but where they begin and end."""

    first: Link
    last: Link
    records: int = 0
    loads: set[str] = field(default_factory=set)
    engines: set[str] = field(default_factory=set)

    def take(self, link: Link) -> None:
        """Count a record."""
        self.last = link
        self.records += 1
        self.engines.add(str(link.record["engine"]))
        self.loads |= (link.record.get("state") or {}).get("loads", {}).keys()
        self.loads |= (link.record.get("memory") or {}).get("loads", {}).keys()
        if link.record.get("event") == "start":
            self.loads |= {load for load in link.record["detail"].get("loads", ()) if isinstance(load, str)}


def make_bundle(
    folder: Path, ledger: str, request: ResearchRequest, secret: Secret, target: Path, recipient: str | None = None
) -> Made:
    """Make the bundle of an archive's period; ``target`` names the file.

    The same request on the same records with the same secret is the same bundle, byte for byte.
    Raises NoConsentError, NothingToExportError, RecipientError, ArchiveError and OSError; then there is
    no file.
    """
    require_consent(folder)
    stretch = stretch_of(folder, request)
    inner = _packed(folder, stretch, request, bundle_secret(secret, ledger, request, stretch))
    content = inner if recipient is None else seal(inner, recipient)
    container.write_whole(target, content)
    return Made(
        path=target,
        bytes=len(content),
        sha256=sha256(content).hexdigest(),
        inner_sha256=sha256(inner).hexdigest(),
        encrypted=recipient is not None,
        records=stretch.records,
    )


def bundle_secret(secret: Secret, ledger: str, request: ResearchRequest, stretch: Stretch) -> Secret:
    """Return the key of one bundle's pseudonyms, so that two bundles share none."""
    return secret.derive("bundle", ledger, request.document(), stretch.first.hash, stretch.last.hash)


def household_name(secret: Secret) -> str:
    """Return the household's pseudonym in one bundle."""
    return f"household-{secret.token('household')[:16]}"


def commitments(secret: Secret, first_hash: str, last_hash: str) -> Commitments:
    """Blind the ledger's own hashes: a hash as it is would let anybody try likely names against it."""
    key = commitment_key(secret)
    return Commitments(first=key.token(first_hash), last=key.token(last_hash))


def commitment_key(secret: Secret) -> Secret:
    """Return the key of the commitments alone: who is shown it learns nothing about the pseudonyms."""
    return secret.derive("commitments")


def stretch_of(folder: Path, request: ResearchRequest) -> Stretch:
    """Look through the records of a period. Raises NothingToExportError and ArchiveError."""
    inside = [seq for seq, time in _moments(folder) if request.holds(time)]
    if not inside:
        raise NothingToExportError("the archive holds no records of this period; choose another one")
    # Cut at numbers, not at times: a clock set back must not tear a hole.
    return stretch_between(folder, min(inside), max(inside))


def stretch_between(folder: Path, first_seq: int, last_seq: int) -> Stretch:
    """Look through the records of these numbers. Raises NothingToExportError and ArchiveError."""
    links = _links(folder, first_seq, last_seq)
    first = next(links, None)
    if first is None:
        raise NothingToExportError(f"the archive does not hold the records {first_seq} to {last_seq} any more")
    stretch = Stretch(first, first)
    stretch.take(first)
    for link in links:
        stretch.take(link)
    return stretch


def _moments(folder: Path) -> Iterator[tuple[int, int]]:
    """Iterate over number and time (epoch seconds) of all records."""
    for part in parts_in(records_in(folder)):
        try:
            with pq.ParquetFile(part.path) as file:
                columns = file.read(columns=["seq", "time"])
        except (OSError, pa.ArrowException) as err:
            raise ArchiveError(f"{part.path}: {err}; run bitgridai archive verify") from err
        times = columns["time"].cast(pa.timestamp("s", tz="UTC")).cast(pa.int64())
        yield from zip(columns["seq"].to_pylist(), times.to_pylist(), strict=True)
    journal = folder / "journal.jsonl"
    if journal.exists():
        for body in journal.read_bytes().split(b"\n")[:-1]:
            link = _link(folder, body)
            yield link.seq, link.time


def _links(folder: Path, first: int, last: int) -> Iterator[Link]:
    """Iterate over records, each proven and chained to the one before."""
    before: Link | None = None
    for body in bodies_in(folder, first - 1):
        link = _link(folder, body)
        if link.seq > last:
            return
        if before is not None and (link.seq, link.prev_hash) != (before.seq + 1, before.hash):
            raise ArchiveError(f"{folder}: record {link.seq} does not follow record {before.seq}")
        yield link
        before = link


def _link(folder: Path, body: bytes) -> Link:
    try:
        return read_link(body)
    except NotARecordError as err:
        raise ArchiveError(f"{folder}: {err}; run bitgridai archive verify") from err


def _packed(folder: Path, stretch: Stretch, request: ResearchRequest, secret: Secret) -> bytes:
    disguise = Disguise(secret, stretch.loads)
    chain = Chain(disguise, secret.token("anchor"))
    whole = request.scope is not Scope.MEASUREMENTS
    coarse = request.scope is not Scope.DECISIONS
    course = Course(coarse=not whole)
    records, measurements = _Table(tables.RECORDS), _Table(tables.MEASUREMENTS)
    for link in _links(folder, stretch.first.seq, stretch.last.seq):
        if coarse and (row := tables.measured(link.record, link.time, disguise)) is not None:
            measurements.add(row)
        if not whole:
            course.take(link.record)
        else:
            plain, body = chain.add(link.record)
            course.take(plain)
            records.add({"seq": link.seq, "time": link.time * 1000, "kind": plain["kind"], "body": body.decode()})
    members: dict[str, bytes] = {}
    if whole:
        members[container.RECORDS] = records.content()
    if coarse:
        members[container.MEASUREMENTS] = measurements.content()
    rows = {container.RECORDS: records.rows, container.MEASUREMENTS: measurements.rows}
    files = {
        name: FileNote(bytes=len(content), rows=rows[name], sha256=sha256(content).hexdigest())
        for name, content in members.items()
    }
    policies = _named(folder, course, disguise, stretch) if whole else _blinded(course, commitment_key(secret))
    manifest = Manifest(
        household=household_name(secret),
        request=request,
        records=stretch.records,
        period=course.period,
        made_by={"engine": ENGINE_VERSION, "pyarrow": pa.__version__},
        recorded_by=sorted(disguise.text(version) for version in stretch.engines),
        loads=sorted(disguise.loads.values()),
        policies=policies,
        chain=_chain_note(secret.token("anchor"), chain.last_hash, stretch) if whole else None,
        commitments=commitments(secret, stretch.first.hash, stretch.last.hash),
        files=files,
    )
    return container.pack({container.MANIFEST: manifest.text().encode(), **members})


def _named(folder: Path, course: Course, disguise: Disguise, stretch: Stretch) -> list[PolicyNote]:
    """Name each policy with its document, wherever in the archive its event lies: mostly before the period."""
    documents: dict[str, dict[str, Any]] = {}
    for event in events_before(folder, POLICY_EVENT, stretch.last.seq + 1):
        if course.spans.keys() <= documents.keys():
            break
        document = disguise.plain(event["detail"]["policy"])
        if digest(document) == hash_text(disguise, event["detail"]["hash"]):
            documents[event["detail"]["hash"]] = document
    return [
        PolicyNote(hash=name, commitment=None, document=documents.get(name), in_force=tuple(spans))
        for name, spans in course.spans.items()
    ]


def _blinded(course: Course, key: Secret) -> list[PolicyNote]:
    return [
        PolicyNote(hash=None, commitment=key.token(name), document=None, in_force=tuple(spans))
        for name, spans in course.spans.items()
    ]


def _chain_note(anchor: str, last_hash: str, stretch: Stretch) -> ChainNote:
    return ChainNote(anchor=anchor, last_hash=last_hash, first_seq=stretch.first.seq, last_seq=stretch.last.seq)


class _Table:
    """A Parquet file in memory that takes rows; the same rows are the same bytes."""

    def __init__(self, schema: pa.Schema) -> None:
        self._schema = schema
        self._sink = BytesIO()
        self._writer = pq.ParquetWriter(self._sink, schema, compression="zstd", use_dictionary=False)
        self._waiting: list[dict[str, Any]] = []
        self.rows = 0

    def add(self, row: dict[str, Any]) -> None:
        self._waiting.append(row)
        self.rows += 1
        if len(self._waiting) >= _GROUP:
            self._flush()

    def _flush(self) -> None:
        if self._waiting:
            self._writer.write_table(pa.Table.from_pylist(self._waiting, schema=self._schema))
            self._waiting.clear()

    def content(self) -> bytes:
        """Return the file, which takes no more rows."""
        self._flush()
        self._writer.close()
        return self._sink.getvalue()
