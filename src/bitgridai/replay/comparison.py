"""What deciding a ledger again came to."""

from dataclasses import asdict, dataclass, field
from typing import Any, Final

from ..engine.version import ENGINE_VERSION

DAY: Final = 10
"""So many characters of a time name its day."""


@dataclass(frozen=True, slots=True)
class Told:
    """What one load was told, and why."""

    action: str
    target_w: float
    rule: str
    code: str
    text: dict[str, str]
    """The short explanation by language."""


@dataclass(frozen=True, slots=True)
class Differing:
    """A decision about one load that this engine makes differently."""

    seq: int
    time: str
    load: str
    recorded: Told
    replayed: Told


@dataclass(frozen=True, slots=True)
class Link:
    """A record's place in the chain."""

    seq: int
    prev_hash: str
    hash: str

    def follows(self, before: Link) -> bool:
        """Whether this is the record after another one."""
        return self.seq == before.seq + 1 and self.prev_hash == before.hash


@dataclass(slots=True)
class DayCount:
    """How many decisions of one day there are, and how many of them are otherwise now."""

    decisions: int = 0
    differing: int = 0
    """Once per load."""
    undecided: int = 0

    def add(self, other: DayCount) -> None:
        """Take in another part of the day."""
        self.decisions += other.decisions
        self.differing += other.differing
        self.undecided += other.undecided


@dataclass(slots=True)
class Comparison:
    """What a replay came to."""

    most: int = 100
    """Findings of each kind that are kept; all are counted."""
    records: int = 0
    decisions: int = 0
    recorded_by: set[str] = field(default_factory=set)
    """Versions of the engine that made the records."""
    replayed_by: str = ENGINE_VERSION
    first: Link | None = None
    last: Link | None = None
    """The ends of the chain."""
    differing: list[Differing] = field(default_factory=list)
    """The first ones."""
    differing_decisions: int = 0
    """All of them, once per load."""
    undecided: list[str] = field(default_factory=list)
    """Records that this engine cannot read, and why."""
    undecided_records: int = 0
    broken: list[str] = field(default_factory=list)
    """Records that are not what their hash says or do not follow the one before, and policies likewise."""
    broken_links: int = 0
    days: dict[str, DayCount] = field(default_factory=dict)
    """By the day (UTC) on which a decision was made, as its record writes it: ``2026-05-01``."""

    def document(self) -> dict[str, Any]:
        """Write it as JSON can hold it."""
        return {"same": self.same, **asdict(self), "recorded_by": sorted(self.recorded_by)}

    def decided(self, day: str) -> None:
        """Count a decision of a day."""
        self.decisions += 1
        self._day(day).decisions += 1

    def _day(self, day: str) -> DayCount:
        return self.days.setdefault(day, DayCount())

    @property
    def same(self) -> bool:
        """Whether the chain is whole and this engine decides everything as it was decided."""
        return not self.differing_decisions and not self.undecided_records and not self.broken_links

    def differs(self, found: Differing) -> None:
        """Note a decision that differs."""
        self.differing_decisions += 1
        self._day(str(found.time)[:DAY]).differing += 1
        if len(self.differing) < self.most:
            self.differing.append(found)

    def cannot_decide(self, why: str, day: str) -> None:
        """Note a record of a day that cannot be decided."""
        self.undecided_records += 1
        self._day(day).undecided += 1
        if len(self.undecided) < self.most:
            self.undecided.append(why)

    def breaks(self, why: str) -> None:
        """Note where the chain is not whole."""
        self.broken_links += 1
        if len(self.broken) < self.most:
            self.broken.append(why)

    def link(self, link: Link) -> None:
        """Take in the next record's place."""
        if self.last is not None and not link.follows(self.last):
            self.breaks(f"record {link.seq} does not follow record {self.last.seq}")
        self.first = self.first or link
        self.last = link

    def add(self, other: Comparison) -> None:
        """Take in what a later stretch of the ledger came to."""
        if other.first is not None and other.last is not None:
            self.link(other.first)
            self.last = other.last
        self.records += other.records
        self.decisions += other.decisions
        self.recorded_by |= other.recorded_by
        for kept, more in ((self.undecided, other.undecided), (self.broken, other.broken)):
            kept.extend(more[: max(0, self.most - len(kept))])
        self.differing += other.differing[: max(0, self.most - len(self.differing))]
        self.differing_decisions += other.differing_decisions
        self.undecided_records += other.undecided_records
        self.broken_links += other.broken_links
        for day, count in other.days.items():
            self._day(day).add(count)
