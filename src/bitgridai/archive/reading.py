"""What an archive has of some days, as the names of its files tell."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Self

from .archive import records_in
from .parts import Part, parts_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Some days of an archive."""

    first_day: str
    last_day: str
    first_seq: int
    last_seq: int
    records: int
    missing: tuple[tuple[int, int], ...]
    """First and last numbers of records among them that are in no file: those were damaged and put aside."""

    @property
    def days(self) -> tuple[str, str]:
        """First and last day, as readers want them."""
        return self.first_day, self.last_day

    @classmethod
    def of(
        cls, folder: Path, since: date | None = None, until: date | None = None, last_seq: int | None = None
    ) -> Self | None:
        """Return what there is of these days (UTC, both included) up to a record; None where that is nothing."""
        every = [part for part in parts_in(records_in(folder)) if last_seq is None or part.first <= last_seq]
        parts = [part for part in every if _is_within(part, since, until)]
        if not parts:
            return None
        first, last = parts[0].first, parts[-1].last if last_seq is None else min(parts[-1].last, last_seq)
        gaps = [(before.last + 1, part.first - 1) for before, part in pairwise(every) if part.first > before.last + 1]
        return cls(
            first_day=min(part.day for part in parts),
            last_day=max(part.day for part in parts),
            first_seq=first,
            last_seq=last,
            records=sum(min(part.last, last) - part.first + 1 for part in parts),
            missing=tuple(gap for gap in gaps if first < gap[0] < last),
        )


def _is_within(part: Part, since: date | None, until: date | None) -> bool:
    return (since is None or part.day >= since.isoformat()) and (until is None or part.day <= until.isoformat())
