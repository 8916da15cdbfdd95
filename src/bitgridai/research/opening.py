"""Opening a bundle on another machine: is it whole, and does this engine decide the same?"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
import json
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from ..archive.link import NotARecordError, read_link
from ..engine.errors import DocumentError
from ..engine.verify import verify
from ..replay import Comparison, compare
from . import container, tables
from .errors import BundleError, RecipientError
from .in_force import Course, Period
from .manifest import ChainNote, Manifest, read_manifest
from .request import Scope
from .seal import is_sealed, unseal

MOST_RATIO: Final = 500
"""Bytes in memory for each on disk. Records, which repeat themselves, stay far below."""
MOST_MEMORY: Final = 8 << 30
_BATCH: Final = 500
_FILES: Final = {
    Scope.DECISIONS: {container.RECORDS},
    Scope.MEASUREMENTS: {container.MEASUREMENTS},
    Scope.ALL: {container.RECORDS, container.MEASUREMENTS},
}
_SCHEMAS: Final = {container.RECORDS: tables.RECORDS, container.MEASUREMENTS: tables.MEASUREMENTS}


@dataclass(slots=True)
class Opened:
    """A bundle that is what its sums, its manifest and its chain say."""

    size: int
    """Bytes of the file."""
    sha256: str
    inner_sha256: str
    encrypted: bool
    manifest: Manifest
    replay: Comparison | None = None
    """What deciding it again came to; None where it holds no decisions."""
    reproduced: bool = False
    """Whether this engine reproduced every record byte for byte, requests and explanations too."""
    difference: str | None = None
    """The first place where it did not."""
    files: dict[str, bytes] = field(default_factory=dict)

    @property
    def same(self) -> bool:
        """Whether this engine decides everything in it as it was decided."""
        return self.replay is None or self.replay.same


def open_bundle(path: Path, key_file: Path | None = None, *, most: int = 20) -> Opened:
    """Verify all of a bundle, then decide it again; ``most`` differences are told.

    Raises BundleError where it is not what was made, RecipientError where the key is missing or wrong.
    """
    content = _read(path)
    encrypted = is_sealed(content)
    if encrypted and key_file is None:
        raise RecipientError("it is encrypted; give the file with its key: --key FILE")
    inner = unseal(content, key_file) if encrypted and key_file is not None else content
    members = container.unpack(inner)
    manifest = read_manifest(members[container.MANIFEST])
    _check_files(manifest, members)
    opened = Opened(
        size=len(content),
        sha256=sha256(content).hexdigest(),
        inner_sha256=sha256(inner).hexdigest(),
        encrypted=encrypted,
        manifest=manifest,
        files=members,
    )
    if manifest.chain is not None:
        _check_chain(manifest, manifest.chain, members[container.RECORDS])
        _replay(opened, manifest.chain, members[container.RECORDS], most)
    elif manifest.period is not None:
        _check_blocks(manifest, manifest.period, members[container.MEASUREMENTS])
    return opened


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > container.MOST_BYTES:
            raise BundleError(f"it has {path.stat().st_size} bytes; expected at most {container.MOST_BYTES}")
        return path.read_bytes()
    except OSError as err:
        raise BundleError(str(err.strerror or err)) from err


def _check_files(manifest: Manifest, members: dict[str, bytes]) -> None:
    wanted = _FILES[manifest.request.scope]
    held = members.keys() - {container.MANIFEST, container.SUMS}
    if (
        held != wanted
        or manifest.files.keys() != wanted
        or (manifest.chain is not None) != (container.RECORDS in wanted)
    ):
        raise BundleError("manifest.json: its scope, its list and the files do not belong together")
    for name, note in manifest.files.items():
        content = members[name]
        if (note.bytes, note.sha256) != (len(content), sha256(content).hexdigest()):
            raise BundleError(f"manifest.json: {name} is another file than the one it names")
        _check_table(name, note.rows, content)


def _check_table(name: str, rows: int, content: bytes) -> None:
    """Refuse what would not fit into memory before anything of it is unpacked."""
    try:
        with pq.ParquetFile(pa.BufferReader(content)) as file:
            groups = [file.metadata.row_group(index) for index in range(file.metadata.num_row_groups)]
            size = sum(group.total_byte_size for group in groups)
            if size > min(MOST_MEMORY, MOST_RATIO * max(len(content), 1)) or min((size, rows)) < 0:
                raise BundleError(f"{name}: it would need {size} bytes of memory, which no ledger's records do")
            if file.metadata.num_rows != rows or not file.schema_arrow.equals(_SCHEMAS[name]):
                raise BundleError(f"{name}: it has other rows or columns than the manifest and this version know")
            if name != container.RECORDS:
                file.read()
    except (pa.ArrowException, OSError) as err:
        raise BundleError(f"{name}: it is no whole Parquet file ({err})") from err


def _bodies(content: bytes) -> Iterator[bytes]:
    try:
        with pq.ParquetFile(pa.BufferReader(content)) as file:
            for batch in file.iter_batches(_BATCH, columns=["body"]):
                for body in batch.column(0).to_pylist():
                    yield str(body).encode()
    except (pa.ArrowException, OSError) as err:
        raise BundleError(f"{container.RECORDS}: it is no whole Parquet file ({err})") from err


def _check_chain(manifest: Manifest, chain: ChainNote, content: bytes) -> None:
    seq, last_hash = chain.first_seq - 1, chain.anchor
    course = Course()
    for body in _bodies(content):
        try:
            link = read_link(body)
        except NotARecordError as err:
            raise BundleError(f"after record {seq}: {err}") from err
        if link.seq != seq + 1 or link.prev_hash != last_hash:
            raise BundleError(f"record {link.seq} does not follow record {seq}")
        seq, last_hash = link.seq, link.hash
        course.take(link.record)
    if (seq, last_hash) != (chain.last_seq, chain.last_hash) or seq - chain.first_seq + 1 != manifest.records:
        raise BundleError(f"the chain ends with record {seq}, not where the manifest says")
    if manifest.period is not None:
        _check_course(manifest, course)


def _check_course(manifest: Manifest, course: Course) -> None:
    if manifest.period != course.period:
        raise BundleError(f"manifest.json: its records go from {course.period.first} to {course.period.last}")
    if [(note.hash, list(note.in_force)) for note in manifest.policies] != list(course.spans.items()):
        raise BundleError("manifest.json: its records were made with other policies, or at other times, than it names")


def _check_blocks(manifest: Manifest, period: Period, content: bytes) -> None:
    """Measurements tell neither record nor policy: only that all of them lie where the manifest says."""
    if any(note.hash is not None or note.document is not None for note in manifest.policies):
        raise BundleError("manifest.json: it tells a policy, which a bundle of measurements does not")
    spans = [span for note in manifest.policies for span in note.in_force]
    for time in _blocks(content):
        if not period.first <= time <= period.last or not any(span.first <= time <= span.last for span in spans):
            raise BundleError(f"manifest.json: for the block at {time} it names no policy")


def _blocks(content: bytes) -> list[str]:
    try:
        blocks = pq.read_table(pa.BufferReader(content), columns=["block"]).column("block").to_pylist()
        return [f"{block:%Y-%m-%dT%H:%M:%SZ}" for block in blocks]
    except (pa.ArrowException, OSError, ValueError, TypeError, OverflowError) as err:
        raise BundleError(f"{container.MEASUREMENTS}: a block's time cannot be read ({err})") from err


def _replay(opened: Opened, chain: ChainNote, content: bytes, most: int) -> None:
    policies = opened.manifest.documents
    try:
        proof = verify(_records(content), chain.last_hash, (chain.first_seq - 1, chain.anchor), policies)
        opened.reproduced = proof.verified
        opened.difference = None if proof.difference is None else str(proof.difference)
        if proof.verified:
            opened.replay = Comparison(records=proof.records, decisions=proof.decisions, recorded_by=proof.engines)
        else:
            opened.replay = compare(_bodies(content), policies, most=most)
    except (DocumentError, KeyError, TypeError, ValueError, AttributeError) as err:
        raise BundleError(f"its records cannot be replayed ({type(err).__name__}: {err})") from err


def _records(content: bytes) -> Iterator[dict[str, Any]]:
    for body in _bodies(content):
        yield json.loads(body)
