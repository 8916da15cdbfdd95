"""Minute means of a household's signals: finer than decisions, for who analyses; no decision rests on them.

``telemetry/day=2026-05-01/part-1777593600-1777679940-1f0c….parquet`` holds the minutes from the first to
the last moment in its name. They are no links of a chain: a file proves itself by the checksum in its name,
a damaged one is put aside wherever it stands, and a minute is told apart from others by its time.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
import json
from math import isfinite
from pathlib import Path
from typing import Any, Final, Self

import pyarrow as pa

from .aside import put_aside
from .errors import ArchiveError
from .journal import Journal
from .parts import DamagedPartError, Part, day_of, parts_in, read_part, write_table
from .schema import SIGNALS

VERSION: Final = 1
"""Raised when a column changes its meaning or goes; new columns keep it."""

_VERSION_KEY: Final = b"bitgridai.telemetry"
_LOAD_SIGNALS: Final = ("power_w", "chip_temp_c")
_LOAD = pa.struct([("load", pa.string()), *((name, pa.float64()) for name in _LOAD_SIGNALS)])
MINUTES: Final = pa.schema(
    [
        ("time", pa.timestamp("s", tz="UTC")),
        *((name, pa.float64()) for name in SIGNALS),
        ("loads", pa.list_(_LOAD)),
    ],
    metadata={_VERSION_KEY: str(VERSION).encode()},
)
_FLUSH_MINUTES: Final = 1440
_LATEST: Final = 10**11
"""Epoch seconds past which a moment is a mistake."""


@dataclass(frozen=True, slots=True)
class Minute:
    """One minute's means as they were sent."""

    body: bytes
    time: int
    """Epoch seconds of the minute's end."""
    row: dict[str, Any]


def read_minute(body: bytes) -> Minute:
    """Read ``{"time": …, "signals": {…}, "loads": {…}}``; ArchiveError where it is something else.

    A signal that this version does not know is passed over, so that a newer household can send to it.
    """
    try:
        document = json.loads(body)
        time, signals, loads = document["time"], document["signals"], document["loads"]
        row = {
            "time": time,
            **_numbers(signals, SIGNALS),
            "loads": [{"load": str(name), **_numbers(seen, _LOAD_SIGNALS)} for name, seen in loads.items()],
        }
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError) as err:
        raise ArchiveError("a minute has a time, and numbers by signal and by load") from err
    if isinstance(time, bool) or not isinstance(time, int) or not 0 < time < _LATEST:
        raise ArchiveError("a minute's time is a whole number of epoch seconds")
    return Minute(body, time, row)


def _numbers(told: dict[str, Any], names: Sequence[str]) -> dict[str, float]:
    found = {name: told[name] for name in names if told.get(name) is not None}
    for name, value in found.items():
        if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
            raise TypeError(name)
    return {name: float(value) for name, value in found.items()}


class Telemetry:
    """The minutes of one ledger, beside its records. The archive's lock protects both; every method blocks."""

    def __init__(self, archive: Path) -> None:
        """Open or create it in an archive's folder, and put aside what is damaged at its end."""
        self._folder = telemetry_in(archive)
        self._folder.mkdir(exist_ok=True)
        for left in self._folder.glob("day=*/.part.new"):
            left.unlink()
        self._journal = Journal(archive / "telemetry.jsonl")
        parts = parts_in(self._folder)
        self.time = max((part.last for part in parts), default=0)
        """Epoch seconds of the newest minute; 0 where there is none."""
        lines = self._journal.lines()
        try:
            self._waiting = _later(lines, self.time)
        except ArchiveError as err:
            self._journal.close()
            put_aside(archive, self._journal.path, str(err))
            self._journal, self._waiting, lines = Journal(archive / "telemetry.jsonl"), [], []
        if len(self._waiting) < len(lines):
            self._journal.replace(minute.body for minute in self._waiting)
        if self._waiting:
            self.time = self._waiting[-1].time

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def append(self, bodies: Sequence[bytes]) -> int:
        """Take minutes in, all or none, on disk when this returns; return the newest one's time.

        A minute that is not later than the newest one is passed over: it was sent before. Raises
        ArchiveError where one is none, and OSError where the disk is full.
        """
        fresh = _later(bodies, self.time)
        if fresh:
            self._journal.append(minute.body for minute in fresh)
            self._waiting += fresh
            self.time = fresh[-1].time
        if len(self._waiting) >= _FLUSH_MINUTES:
            self.flush()
        return self.time

    def flush(self) -> None:
        """Write what waits into Parquet files."""
        for day, run in groupby(self._waiting, lambda minute: day_of(minute.time)):
            minutes = list(run)
            table = pa.Table.from_pylist([minute.row for minute in minutes], schema=MINUTES)
            _write(self._folder, day, table, minutes[0].time, minutes[-1].time)
        self._journal.replace([])
        self._waiting.clear()

    def compact(self) -> None:
        """Join the files of each day that is over into one."""
        parts = parts_in(self._folder)
        for day, run in groupby(parts, lambda part: part.day):
            found = list(run)
            if len(found) > 1 and day != parts[-1].day:
                table = pa.concat_tables([read_part(part, VERSION, _VERSION_KEY) for part in found])
                joined = _write(self._folder, day, _once(table), found[0].first, found[-1].last)
                for part in found:
                    if part.path != joined.path:
                        part.path.unlink()

    def close(self) -> None:
        """Let go of the files; what waits stays in the journal."""
        self._journal.close()


def telemetry_in(archive: Path) -> Path:
    """Return where an archive keeps its minutes."""
    return archive / "telemetry"


def check(part: Part) -> pa.Table:
    """Read a file of minutes; DamagedPartError where it is not what its name says."""
    return read_part(part, VERSION, _VERSION_KEY)


def minutes_in(archive: Path) -> Iterator[pa.Table]:
    """Iterate over an archive's minutes, a file at a time, oldest first; ArchiveError at a damaged file."""
    for part in parts_in(telemetry_in(archive)):
        try:
            yield check(part)
        except DamagedPartError as err:
            raise ArchiveError(f"{part.path}: {err}") from err


def _later(bodies: Sequence[bytes], time: int) -> list[Minute]:
    fresh: list[Minute] = []
    for body in bodies:
        minute = read_minute(body)
        if minute.time > time:
            fresh.append(minute)
            time = minute.time
    return fresh


def _once(table: pa.Table) -> pa.Table:
    """Keep each minute once: a crash may come between joining files and clearing them away."""
    rows = {row["time"]: row for row in table.to_pylist()}
    return table if len(rows) == table.num_rows else pa.Table.from_pylist(list(rows.values()), schema=MINUTES)


def _write(folder: Path, day: str, table: pa.Table, first: int, last: int) -> Part:
    return write_table(folder, day, table, first, last, statistics=["time"])
