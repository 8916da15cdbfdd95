"""What is asked for: which part of a ledger, and of which days."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Self

from .errors import ResearchError


class Scope(StrEnum):
    """How much of the records leaves."""

    DECISIONS = "decisions"
    """Whole records: they can be replayed."""
    MEASUREMENTS = "measurements"
    """Block means of the house, coarsened; no decisions, no thresholds."""
    ALL = "all"


@dataclass(frozen=True, slots=True)
class ResearchRequest:
    """A scope and its days, in UTC, both included; None is the archive's first or last."""

    scope: Scope
    first_day: date | None = None
    last_day: date | None = None

    def __post_init__(self) -> None:
        """Refuse a period that ends before it begins."""
        if self.first_day is not None and self.last_day is not None and self.last_day < self.first_day:
            raise ResearchError(f"the period ends on {self.last_day}, before it begins on {self.first_day}")

    @classmethod
    def of(cls, scope: str, first_day: str | None, last_day: str | None) -> Self:
        """Read one from text; ResearchError where a day is none."""
        return cls(Scope(scope), _day(first_day), _day(last_day))

    def holds(self, time: int) -> bool:
        """Whether a moment (epoch seconds) lies within the period."""
        day = datetime.fromtimestamp(time, UTC).date()
        return (self.first_day is None or day >= self.first_day) and (self.last_day is None or day <= self.last_day)

    def document(self) -> dict[str, str | None]:
        """Write it."""
        return {"scope": self.scope.value, "from": _text(self.first_day), "to": _text(self.last_day)}


def _day(text: str | None) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError as err:
        raise ResearchError(f"expected a day as in 2026-05-31, found {text}") from err


def _text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
