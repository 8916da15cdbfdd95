"""Letting old records go: by age, by size, and never without notice."""

from dataclasses import dataclass
from itertools import pairwise
import json
from pathlib import Path
from typing import Final

from .archive import records_in, write_anchor
from .durable import sync_folder, write_text
from .errors import ArchiveError
from .link import read_link
from .parts import DamagedPartError, Part, day_of, parts_in, read_bodies
from .telemetry import telemetry_in

_DAY_S: Final = 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """How much an archive may keep."""

    days: int | None = None
    """Age after which a day may go; None keeps all."""
    max_bytes: int | None = None
    """Size of all files beyond which the oldest may go; None keeps all."""
    notice_days: int = 7
    """Days between the notice and the deletion."""

    def __post_init__(self) -> None:
        """Refuse what would empty an archive by mistake."""
        if self.days is not None and self.days < 1:
            raise ArchiveError(f"retention: expected at least 1 day, found {self.days}")
        if self.max_bytes is not None and self.max_bytes < 1:
            raise ArchiveError(f"retention: expected a size above 0 bytes, found {self.max_bytes}")
        if self.notice_days < 1:
            raise ArchiveError(f"retention: expected at least 1 day of notice, found {self.notice_days}")


@dataclass(frozen=True, slots=True)
class Notice:
    """What will be deleted, and when."""

    until_day: str
    """The last day that goes."""
    bytes: int
    deleted_at: int
    """Epoch seconds of the earliest deletion."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a look at the archive led to."""

    notice: Notice | None
    """What waits to be deleted."""
    deleted: tuple[Part, ...]


def tend(folder: Path, rule: Retention, now: int) -> Outcome:
    """Announce what exceeds the rule, and delete what was announced long enough ago.

    The archive must be open for writing by the caller. Only the oldest files go, so the chain that
    stays is whole; it begins at an anchor. Raises ArchiveError where a file to be deleted is damaged:
    then a person should look first.
    """
    told = _told(folder)
    minutes = parts_in(telemetry_in(folder))
    surplus = _surplus(parts_in(records_in(folder)), rule, now, minutes)
    due = [part for part in surplus if now - told.get(part.path.name, now) >= rule.notice_days * _DAY_S]
    gone = _delete(folder, surplus[: len(due)]) if due else ()
    waiting = surplus[len(gone) :]
    if gone:
        minutes = _delete_minutes(folder)
    _tell(folder, {part.path.name: told.get(part.path.name, now) for part in waiting})
    return Outcome(_notice(waiting, minutes, told, rule, now), gone)


def _surplus(parts: list[Part], rule: Retention, now: int, minutes: list[Part]) -> list[Part]:
    """Return the oldest files of records that exceed the rule. The newest one always stays.

    A day's minutes go with the last of its records.
    """
    oldest_kept = "" if rule.days is None else day_of(max(0, now - rule.days * _DAY_S))
    size = sum(part.bytes for part in (*parts, *minutes))
    surplus: list[Part] = []
    for part, following in pairwise(parts):
        too_much = rule.max_bytes is not None and size > rule.max_bytes
        if part.day >= oldest_kept and not too_much:
            break
        surplus.append(part)
        size -= part.bytes
        if following.day > part.day:
            size -= sum(found.bytes for found in minutes if part.day <= found.day < following.day)
    return surplus


def _delete(folder: Path, parts: list[Part]) -> tuple[Part, ...]:
    try:
        newest = read_link(read_bodies(parts[-1])[-1])
    except DamagedPartError as err:
        raise ArchiveError(f"{parts[-1].path}: {err}; it is old enough to be deleted, but look at it first") from err
    # First the anchor: files before it do not count any more, whether or not they are gone yet.
    write_anchor(folder, newest.seq, newest.hash)
    for part in parts:
        part.path.unlink()
        if not any(part.path.parent.iterdir()):
            part.path.parent.rmdir()
    sync_folder(records_in(folder))
    return tuple(parts)


def _delete_minutes(folder: Path) -> list[Part]:
    """Delete the minutes of days that have no records any more; return what stays."""
    minutes = parts_in(telemetry_in(folder))
    first_day = parts_in(records_in(folder))[0].day
    for part in minutes:
        if part.day < first_day:
            part.path.unlink()
            if not any(part.path.parent.iterdir()):
                part.path.parent.rmdir()
    return [part for part in minutes if part.day >= first_day]


def _notice(waiting: list[Part], minutes: list[Part], told: dict[str, int], rule: Retention, now: int) -> Notice | None:
    if not waiting:
        return None
    first_told = min(told.get(part.path.name, now) for part in waiting)
    size = sum(part.bytes for part in waiting) + sum(part.bytes for part in minutes if part.day < waiting[-1].day)
    return Notice(waiting[-1].day, size, first_told + rule.notice_days * _DAY_S)


def _told(folder: Path) -> dict[str, int]:
    """Return when each file's deletion was announced; an unreadable note announces anew."""
    try:
        document = json.loads((folder / "retention.json").read_text(encoding="utf-8"))
        return {str(name): int(moment) for name, moment in document.items()}
    except OSError, ValueError, AttributeError, TypeError:
        return {}


def _tell(folder: Path, told: dict[str, int]) -> None:
    path = folder / "retention.json"
    if told:
        write_text(path, json.dumps(told, indent=1) + "\n")
    else:
        path.unlink(missing_ok=True)
