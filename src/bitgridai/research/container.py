"""The file around a bundle: a zip of stored members in one order, with one date; nothing else is opened."""

from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Final
import zipfile

from ..archive.durable import settle
from .errors import BundleError

MANIFEST: Final = "manifest.json"
SUMS: Final = "SHA256SUMS"
RECORDS: Final = "records.parquet"
MEASUREMENTS: Final = "measurements.parquet"
_KNOWN: Final = (MANIFEST, RECORDS, MEASUREMENTS, SUMS)
_NEEDED: Final = frozenset({MANIFEST, SUMS})

MOST_BYTES: Final = 1 << 30
"""Of a bundle: decades of one household."""
_DATE: Final = (1980, 1, 1, 0, 0, 0)
_MODE: Final = 0o100644 << 16
_FILE_TYPE: Final = 0o170000 << 16
_REGULAR: Final = 0o100000 << 16
_ENCRYPTED: Final = 0x1
_UNIX: Final = 3


def pack(members: dict[str, bytes]) -> bytes:
    """Write members, and their sums, as one file; the same members are the same bytes."""
    sums = "".join(f"{sha256(content).hexdigest()}  {name}\n" for name, content in sorted(members.items()))
    return _zipped({**members, SUMS: sums.encode()})


def _zipped(members: dict[str, bytes]) -> bytes:
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as bundle:
        for name in _KNOWN:
            if name in members:
                info = zipfile.ZipInfo(name, _DATE)
                info.create_system = _UNIX
                info.external_attr = _MODE
                bundle.writestr(info, members[name])
    return whole.getvalue()


def write_whole(path: Path, content: bytes) -> None:
    """Write a file that its owner alone may read; a power cut leaves all of it or none."""
    temporary = path.with_name(f".{path.name}.new")
    temporary.unlink(missing_ok=True)
    temporary.touch(mode=0o600)
    temporary.write_bytes(content)
    settle(temporary, path)


def unpack(content: bytes) -> dict[str, bytes]:
    """Return the members whose sums are right; BundleError for anything that :func:`pack` does not write.

    Nothing is written to disk, so no name can lead anywhere; members are stored, so they are no larger
    than the file itself.
    """
    members = _members(content)
    sums = _sums(members[SUMS])
    for name, member in members.items():
        if name != SUMS and sums.get(name) != sha256(member).hexdigest():
            raise BundleError(f"{name}: its SHA-256 is not the one in {SUMS}; ask for the bundle again")
    if sums.keys() != members.keys() - {SUMS}:
        raise BundleError(f"{SUMS} names other files than the bundle holds")
    return members


def _members(content: bytes) -> dict[str, bytes]:
    if len(content) > MOST_BYTES:
        raise BundleError(f"it has {len(content)} bytes; expected at most {MOST_BYTES}")
    try:
        with zipfile.ZipFile(BytesIO(content)) as bundle:
            listed = bundle.infolist()
            _check(listed, len(content))
            return {info.filename: bundle.read(info) for info in listed}
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, ValueError, RuntimeError) as err:
        raise BundleError(f"it is no whole zip file ({err}); ask for the bundle again") from err


def _check(listed: list[zipfile.ZipInfo], size: int) -> None:
    names = [info.orig_filename for info in listed]
    for info in listed:
        if info.orig_filename not in _KNOWN or info.filename != info.orig_filename:
            raise BundleError(f"it holds {info.orig_filename[:80]!r}; a bundle holds only {', '.join(_KNOWN)}")
        if info.external_attr & _FILE_TYPE not in {0, _REGULAR}:
            raise BundleError(f"{info.filename}: expected a regular file, no link and no folder")
        if info.compress_type != zipfile.ZIP_STORED or info.compress_size != info.file_size:
            raise BundleError(f"{info.filename}: expected a member that is stored, not compressed")
        if info.flag_bits & _ENCRYPTED:
            raise BundleError(f"{info.filename}: expected a member that is not encrypted by itself")
    if len(set(names)) != len(names):
        raise BundleError("it holds a file twice")
    if missing := _NEEDED - set(names):
        raise BundleError(f"it lacks {', '.join(sorted(missing))}")
    if sum(info.file_size for info in listed) > size:
        raise BundleError("its files are said to be larger than the bundle itself")


def _sums(content: bytes) -> dict[str, str]:
    sums: dict[str, str] = {}
    for line in content.decode("ascii", "replace").splitlines():
        digest, _, name = line.partition("  ")
        sums[name] = digest
    return sums
