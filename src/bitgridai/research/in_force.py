"""From when to when a bundle's records go, and which policy was in force for which of them."""

from dataclasses import dataclass
from typing import Any, Final

_MINUTE: Final = len("2026-05-01T00:00:")


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The earliest and the latest record's time."""

    first: str
    last: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Records that followed each other under one policy: from the first made with it to the last."""

    first: str
    last: str
    """Their times."""
    first_seq: int | None
    last_seq: int | None
    """None where the bundle holds no records."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyNote:
    """A policy that decisions of the bundle were made with."""

    hash: str | None
    commitment: str | None
    """In a bundle without records the hash is blinded: it would tell the thresholds to whoever tries likely ones."""
    document: dict[str, Any] | None
    """None in a bundle without records, and where the archive does not hold it any more."""
    in_force: tuple[Span, ...]


class Course:
    """Takes records in the order of their numbers, and tells what the manifest says about them."""

    def __init__(self, *, coarse: bool = False) -> None:
        """Begin with no record; ``coarse`` tells minutes, and no numbers."""
        self._coarse = coarse
        self._first = self._last = ""
        self._open: str | None = None
        self.spans: dict[str, list[Span]] = {}
        """By the policy's hash, in the order in which they came into force."""

    def take(self, record: dict[str, Any]) -> None:
        """Count a record."""
        time = record["time"]
        if self._coarse:
            time = f"{time[:_MINUTE]}00Z"
        self._first = min(self._first or time, time)
        self._last = max(self._last, time)
        name = record.get("policy_hash")
        if name is None:
            return  # an event: nothing was decided
        seq = None if self._coarse else record["seq"]
        spans = self.spans.setdefault(str(name), [])
        if self._open == name:
            spans[-1] = Span(first=spans[-1].first, last=time, first_seq=spans[-1].first_seq, last_seq=seq)
        else:
            spans.append(Span(first=time, last=time, first_seq=seq, last_seq=seq))
            self._open = str(name)

    @property
    def period(self) -> Period:
        """Of what was taken so far."""
        return Period(first=self._first, last=self._last)
