"""What the runtime asks of the outside world: a house to read, loads to command.

Values are already in the engine's units and signs; whoever implements a port converts.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from math import isfinite
from typing import Protocol

from .engine.signals import Series


@dataclass(frozen=True, slots=True)
class Reading:
    """One value and when the source last vouched for it."""

    value: float | bool | None
    """None: fitted, but nothing usable is known. What is no finite number becomes None here."""
    at: int
    """Epoch seconds."""

    def __post_init__(self) -> None:
        """Let nothing but finite numbers in."""
        if self.value is not None and not isfinite(self.value):
            object.__setattr__(self, "value", None)


@dataclass(frozen=True, slots=True)
class HouseReading:
    """All house signals at one moment. A signal that is not fitted is left out."""

    signals: Mapping[str, Reading]
    """By the engine's name of the signal."""
    pv_forecast: Series = ()
    price_forecast: Series = ()
    battery_capacity_wh: float | None = None


class Evidence(StrEnum):
    """What something other than its setting says a load does."""

    RUNNING = "running"
    RESTING = "resting"
    UNKNOWN = "unknown"
    """Fitted, but it says nothing usable."""


@dataclass(frozen=True, slots=True)
class LoadReading:
    """What a load reports. Fields left at None are not fitted, but for the level."""

    level: int | None
    """Level index read back; None: not known."""
    target_w: float = 0.0
    """Power setting of a continuous load."""
    power: Reading | None = None
    chip_temp: Reading | None = None
    heartbeat_at: int | None = None
    available: bool = True
    hashrate: Reading | None = None
    evidence: Evidence | None = None
    """Whether it really runs, where anything but its setting shows that."""


@dataclass(frozen=True, slots=True)
class LoadDescription:
    """What a load is, as configured."""

    id: str
    name: str
    levels_w: tuple[float, ...] = ()
    """Off first, then rising; empty for a continuous load."""
    range_w: tuple[float, float, float] | None = None
    """Minimum, maximum and step of a continuous load."""
    priority: int = 0
    confirm_s: int = 30
    """How long a command may take to show in what the load reports."""
    ramp_s: int = 0
    """How long it may then take until the load really runs or rests, as its evidence shows."""
    shows_setting: bool = True
    """Whether it shows what it is set to; else only what comes of it, after both times together."""


class LoadCommandError(Exception):
    """A load did not take a command; the text says what to check."""


class HousePort(Protocol):
    """Where the house's readings come from."""

    def read(self, now: int) -> HouseReading:
        """Return what is known at ``now`` (epoch seconds) without waiting for anything."""
        ...


class LoadPort(Protocol):
    """One controllable load."""

    @property
    def description(self) -> LoadDescription:
        """What it is."""
        ...

    def read(self, now: int) -> LoadReading:
        """Return what it reports, without waiting for anything."""
        ...

    async def command(self, level: int, target_w: float) -> None:
        """Ask for a setting; LoadCommandError where the load cannot be reached or refuses."""
        ...


@dataclass(frozen=True, slots=True)
class Site:
    """Everything the runtime controls in one household."""

    house: HousePort
    loads: tuple[LoadPort, ...] = field(default=())
