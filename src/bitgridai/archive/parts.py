"""Parquet files of an archive: one or more a day, named after what they hold.

``records/day=2026-05-01/part-000000145-000000288-1f0c….parquet`` holds records 145 to 288. The last
part of the name is the start of the file's SHA-256, so that name and content appear in one step and a
changed byte is found without reading any other file.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import file_digest
from pathlib import Path
import re
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from .durable import settle
from .link import Link
from .schema import VERSION, VERSION_KEY, records_table, version_of

_NAME: Final = re.compile(r"part-(\d{9,})-(\d{9,})-([0-9a-f]{32})\.parquet")
_DAY: Final = re.compile(r"day=(\d{4}-\d{2}-\d{2})")
_DIGITS: Final = 32
_LEVEL: Final = 9
"""Of zstd: higher ones take five times as long for a few per cent."""


class DamagedPartError(Exception):
    """A file is not what its name says; the text says in which way."""


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """A file of consecutive records of one day."""

    first: int
    last: int
    day: str
    path: Path
    digest: str

    @property
    def bytes(self) -> int:
        """Size on disk."""
        return self.path.stat().st_size


def day_of(time: int) -> str:
    """Return the day (UTC) that a moment belongs to."""
    return datetime.fromtimestamp(time, UTC).date().isoformat()


def part_at(path: Path) -> Part | None:
    """Read what a file's name says; None where it is none of ours."""
    name, folder = _NAME.fullmatch(path.name), _DAY.fullmatch(path.parent.name)
    if name is None or folder is None:
        return None
    try:
        date.fromisoformat(folder[1])
    except ValueError:
        return None
    return Part(int(name[1]), int(name[2]), folder[1], path, name[3])


def parts_in(folder: Path) -> list[Part]:
    """Return all files of records, oldest first."""
    found = (part_at(path) for path in folder.glob("day=*/part-*.parquet"))
    return sorted(part for part in found if part is not None)


def write_part(folder: Path, links: Sequence[Link]) -> Part:
    """Write consecutive records of one day into a file of their own."""
    return write_table(
        folder,
        day_of(links[0].time),
        records_table(links),
        links[0].seq,
        links[-1].seq,
        # Bodies never repeat; the columns beside them gain little and cost a dictionary each.
        dictionary=["kind", "trigger", "engine", "policy_hash"],
        statistics=["seq", "time"],
    )


def write_table(
    folder: Path,
    day: str,
    table: pa.Table,
    first: int,
    last: int,
    *,
    dictionary: Sequence[str] = (),
    statistics: Sequence[str] = (),
) -> Part:
    """Write what a day's file holds, under a name that tells ``first``, ``last`` and its checksum."""
    target = folder / f"day={day}"
    target.mkdir(parents=True, exist_ok=True)
    temporary = target / ".part.new"
    pq.write_table(
        table,
        temporary,
        compression="zstd",
        compression_level=_LEVEL,
        use_dictionary=list(dictionary),
        data_page_size=8 << 20,
        write_statistics=list(statistics),
    )
    digest = _digest(temporary)
    path = target / f"part-{first:09}-{last:09}-{digest}.parquet"
    settle(temporary, path)
    return Part(first, last, day, path, digest)


def read_bodies(part: Part) -> list[bytes]:
    """Return a file's records as they were hashed; DamagedPartError where it is not what it was."""
    bodies = read_part(part, VERSION, VERSION_KEY, columns=["body"]).column("body")
    return [body.encode() for body in bodies.to_pylist()]


def read_events(part: Part, name: str) -> list[bytes]:
    """Return a file's events of one name; DamagedPartError where it is not what it was."""
    # Bodies are most of a file, and hardly any file has an event of the name.
    if name not in read_part(part, VERSION, VERSION_KEY, columns=["event"]).column("event").to_pylist():
        return []
    rows = read_part(part, VERSION, VERSION_KEY, columns=["event", "body"]).to_pylist()
    return [row["body"].encode() for row in rows if row["event"] == name]


def read_part(part: Part, version: int, key: bytes, columns: Sequence[str] | None = None) -> pa.Table:
    """Return what a file holds; DamagedPartError where it is not what its name and schema version say."""
    try:
        check_sum(part)
        with pq.ParquetFile(part.path) as file:
            found = version_of(file.schema_arrow, key)
            if found != version:
                raise DamagedPartError(f"it has schema version {found}; this program reads {version}")
            return file.read(columns=None if columns is None else list(columns))
    except OSError as err:
        raise DamagedPartError(str(err.strerror or err)) from err
    except pa.ArrowException as err:
        raise DamagedPartError(f"not a Parquet file of an archive ({err})") from err


def check_sum(part: Part) -> None:
    """Raise DamagedPartError where a file's content is not what its name says, and OSError where it cannot be read."""
    if _digest(part.path) != part.digest:
        raise DamagedPartError("its checksum is not the one in its name")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()[:_DIGITS]
