"""The page that says what a bundle holds, and how it came about."""

from dataclasses import asdict, dataclass
import json
from typing import Any, Final

from ..engine.canonical import digest
from .errors import BundleError
from .in_force import Period, PolicyNote, Span
from .request import ResearchRequest

FORMAT: Final = "bitgridai-research"
VERSION: Final = 2
_NAMELESS: Final = 1
"""The version whose manifest named neither its real period nor the policies in force."""
_HASH_DIGITS: Final = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class FileNote:
    """One Parquet file."""

    bytes: int
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainNote:
    """The chain of the records in disguise."""

    anchor: str
    """Stands for the record before the first."""
    last_hash: str
    first_seq: int
    last_seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitments:
    """The ledger's own first and last hash, blinded: only the household can open them."""

    first: str
    last: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """All of it but the files themselves."""

    household: str
    """This bundle's pseudonym of the household: another bundle has another one."""
    request: ResearchRequest
    records: int
    """Of the ledger, within the period."""
    period: Period | None
    """What was asked for may leave the days open. None in a bundle of version 1."""
    made_by: dict[str, str]
    recorded_by: list[str]
    """Versions of the engine that made the records."""
    loads: list[str]
    policies: list[PolicyNote]
    """All that its decisions were made with; in a bundle of version 1 what was in force before the first record."""
    chain: ChainNote | None
    """None where the bundle holds no records."""
    commitments: Commitments
    files: dict[str, FileNote]
    version: int = VERSION

    @property
    def documents(self) -> list[Any]:
        """The policies as far as they are known, for whoever decides the records again."""
        return [note.document for note in self.policies if note.document is not None]

    def text(self) -> str:
        """Write it; the same manifest is the same text."""
        document: dict[str, Any] = {"format": FORMAT, **asdict(self)}
        document["request"] = self.request.document()
        return json.dumps(document, indent=2, sort_keys=True) + "\n"


def read_manifest(content: bytes) -> Manifest:
    """Read one; BundleError where it is none, or of a version that this program does not know."""
    try:
        document = json.loads(content)
        version = document["version"]
        known = document["format"] == FORMAT and version in {_NAMELESS, VERSION}
        named = version != _NAMELESS
        request, chain = document["request"], document["chain"]
        manifest = Manifest(
            household=_text(document["household"]),
            request=ResearchRequest.of(request["scope"], request["from"], request["to"]),
            records=int(document["records"]),
            period=_period(document["period"]) if named else None,
            made_by={_text(key): _text(value) for key, value in document["made_by"].items()},
            recorded_by=[_text(version) for version in document["recorded_by"]],
            loads=[_text(load) for load in document["loads"]],
            policies=[(_policy if named else _policy_before)(note) for note in document["policies"]],
            chain=None if chain is None else _chain(chain),
            commitments=Commitments(**{key: _hash(value) for key, value in document["commitments"].items()}),
            files={_text(name): _file(note) for name, note in document["files"].items()},
            version=version,
        )
    except Exception as err:
        raise BundleError(f"manifest.json: it cannot be read ({type(err).__name__}: {err})") from err
    if not known:
        raise BundleError(f"manifest.json: expected {FORMAT} version {VERSION} or {_NAMELESS}; update BitGridAI")
    return manifest


def _chain(note: dict[str, Any]) -> ChainNote:
    return ChainNote(
        anchor=_hash(note["anchor"]),
        last_hash=_hash(note["last_hash"]),
        first_seq=int(note["first_seq"]),
        last_seq=int(note["last_seq"]),
    )


def _period(note: dict[str, Any]) -> Period:
    return Period(first=_text(note["first"]), last=_text(note["last"]))


def _policy(note: dict[str, Any]) -> PolicyNote:
    document, name, commitment = note["document"], note["hash"], note["commitment"]
    if document is not None and digest(document) != name:
        raise ValueError(f"policy {name}: its document has another hash")
    return PolicyNote(
        hash=None if name is None else _text(name),
        commitment=None if commitment is None else _hash(commitment),
        document=document,
        in_force=tuple(
            Span(
                first=_text(span["first"]),
                last=_text(span["last"]),
                first_seq=span["first_seq"],
                last_seq=span["last_seq"],
            )
            for span in note["in_force"]
        ),
    )


def _policy_before(document: dict[str, Any]) -> PolicyNote:
    return PolicyNote(hash=digest(document), commitment=None, document=document, in_force=())


def _file(note: dict[str, Any]) -> FileNote:
    return FileNote(bytes=int(note["bytes"]), rows=int(note["rows"]), sha256=_hash(note["sha256"]))


def _hash(value: object) -> str:
    text = _text(value)
    if len(text) != _HASH_DIGITS:
        raise ValueError(text)
    return text


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"expected a text, found {value!r}")
    return value
