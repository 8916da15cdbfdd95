"""What goes wrong in the simulated house, by schedule and by hand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import inf

from .checks import check
from .errors import HouseholdError


class FaultKind(StrEnum):
    """What can go wrong."""

    HOT = "hot"
    """A load's cooling fails: its chip climbs while it runs."""
    SILENT = "silent"
    """A load's connection is lost: no telemetry, and commands do not arrive."""
    STUBBORN = "stubborn"
    """A load answers and reports, but does not do what it is told."""
    STALE_METER = "stale_meter"
    """The grid meter repeats its last value."""
    PRICE_SPIKE = "price_spike"
    """Importing costs the tariff's ``spike_ct_kwh``."""


LOAD_FAULTS = frozenset({FaultKind.HOT, FaultKind.SILENT, FaultKind.STUBBORN})
"""Faults of one load; the others concern the whole house."""

type Fault = tuple[FaultKind, str | None]
"""A kind and the load it strikes; None for a fault of the house."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FaultWindow:
    """A fault that comes and goes by itself."""

    kind: FaultKind
    load: str | None = None
    """The load concerned; None means every load, and is the only value for a fault of the house."""
    start_s: int
    """Seconds after the simulation's start."""
    duration_s: int

    def __post_init__(self) -> None:
        check("start_s", self.start_s, 0)
        check("duration_s", self.duration_s, 1)
        if self.load is not None and self.kind not in LOAD_FAULTS:
            raise HouseholdError("load", f"nothing, as {self.kind} concerns the whole house")

    @property
    def end_s(self) -> int:
        """The first second without the fault."""
        return self.start_s + self.duration_s

    def collides(self, other: FaultWindow) -> bool:
        """Whether both would strike the same load in the same way at the same time."""
        alike = self.kind == other.kind and (self.load == other.load or None in (self.load, other.load))
        return alike and self.start_s < other.end_s and other.start_s < self.end_s


class FaultBoard:
    """The faults that are active now. Of schedule and hand, whoever spoke last is right."""

    __slots__ = ("_events", "_load_ids", "_start", "_windows", "active", "next_change")

    def __init__(self, windows: Sequence[FaultWindow], load_ids: Sequence[str], start: int) -> None:
        """Begin without any fault; ``start`` is the simulation's first second."""
        self._windows = tuple(windows)
        self._load_ids = tuple(load_ids)
        self._start = start
        self._events: list[tuple[int, bool, Fault]] = []
        self.active: set[Fault] = set()
        self.next_change: float = -inf
        """No scheduled change comes before this second."""
        self._plan(start - 1)

    def _plan(self, after: int) -> None:
        events = [
            (self._start + second, begins, fault)
            for window in self._windows
            for second, begins in ((window.start_s, True), (window.end_s, False))
            for fault in self.spread(window.kind, window.load)
        ]
        # False sorts first: where one window ends as the next begins, the fault goes on.
        self._events = sorted((event for event in events if event[0] > after), key=lambda event: event[:2])
        self.next_change = self._events[0][0] if self._events else inf

    def spread(self, kind: FaultKind, load: str | None) -> tuple[Fault, ...]:
        """One fault per load concerned; KeyError if the load is unknown or the fault has none."""
        if kind not in LOAD_FAULTS:
            if load is not None:
                raise KeyError(f"{kind} concerns the whole house, not {load}")
            return ((kind, None),)
        if load is None:
            return tuple((kind, each) for each in self._load_ids)
        if load not in self._load_ids:
            raise KeyError(f"no load {load}; there are {', '.join(self._load_ids) or 'none'}")
        return ((kind, load),)

    def follow(self, t: int) -> None:
        """Apply what the schedule says up to and including ``t``."""
        while self.next_change <= t:
            _, begins, fault = self._events.pop(0)
            (self.active.add if begins else self.active.discard)(fault)
            self.next_change = self._events[0][0] if self._events else inf

    def set(self, kind: FaultKind, load: str | None, *, active: bool) -> None:
        """Switch a fault by hand."""
        for fault in self.spread(kind, load):
            (self.active.add if active else self.active.discard)(fault)

    def resume(self, active: Iterable[Fault], t: int) -> None:
        """Go on from a saved moment: these faults, and the schedule after ``t``."""
        self.active = {one for kind, load in active for one in self.spread(kind, load)}
        self._plan(t)

    def scheduled(self, kind: FaultKind, since: int, until: int) -> bool:
        """Whether the schedule has such a fault between two times."""
        return any(
            window.kind == kind and self._start + window.start_s < until and since < self._start + window.end_s
            for window in self._windows
        )
