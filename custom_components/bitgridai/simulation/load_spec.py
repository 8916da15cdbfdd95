"""What a simulated load is: its powers, its start-up, its heat."""

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from math import floor
import re

from .checks import MAX, check
from .errors import HouseholdError

_SLUG = re.compile(r"[a-z][a-z0-9_]{0,39}")


class LoadKind(StrEnum):
    """What a controllable load is."""

    MINER = "miner"
    """Useful only after its start-up; what it draws before that is lost."""
    HEATER = "heater"
    """Every watt is heat from the first second."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PowerRange:
    """The powers of a load that can be set continuously."""

    min_w: float
    max_w: float
    step_w: float

    def __post_init__(self) -> None:
        check("min_w", self.min_w, 0, open_low=True)
        check("max_w", self.max_w, self.min_w)
        check("step_w", self.step_w, 0, open_low=True)


@dataclass(frozen=True, kw_only=True, slots=True)
class SimulatedLoad:
    """A miner or heater that can be told how much power to draw."""

    id: str
    """Lower case letters, digits and underscores."""
    name: str
    kind: LoadKind
    levels_w: tuple[float, ...] = ()
    """Nominal powers, the first 0 (off), then rising. Empty if ``range`` is given."""
    range: PowerRange | None = None
    priority: int = 1
    """For the controller: 1 is served first."""
    ramp_s: float = 0.0
    """From start to full power; a miner is useful only from then on."""
    ambient_c: float = 20.0
    temp_rise_c: float = 50.0
    """How far above ambient the chip settles at full power."""
    thermal_time_constant_s: float = 300.0
    """After this time 63 % of a temperature change has happened."""
    standby_w: float = 0.0
    """Drawn while off."""
    measured_factor: float = 1.0
    """Power really drawn, divided by the nominal power of the level."""

    def __post_init__(self) -> None:
        if not _SLUG.fullmatch(self.id):
            raise HouseholdError("id", "lower case letters, digits and underscores, such as garage_miner")
        if bool(self.levels_w) == (self.range is not None):
            raise HouseholdError("levels_w", "either levels_w or range")
        if self.levels_w:
            off, *powers = self.levels_w
            rising = all(low < high <= MAX for low, high in pairwise(self.levels_w))
            if off != 0 or not powers or not rising:
                raise HouseholdError("levels_w", "0 first, then at least one power, each above the one before")
        check("priority", self.priority, 0, 1000)
        check("ramp_s", self.ramp_s, 0)
        check("ambient_c", self.ambient_c, -40, 60)
        check("temp_rise_c", self.temp_rise_c, 0, 200)
        check("thermal_time_constant_s", self.thermal_time_constant_s, 0, open_low=True)
        check("standby_w", self.standby_w, 0, self.full_w)
        check("measured_factor", self.measured_factor, 0.1, 10)

    @property
    def full_w(self) -> float:
        """The highest nominal power."""
        return self.range.max_w if self.range else self.levels_w[-1]

    def setpoint_w(self, target_w: float) -> float:
        """The power the device settles on: the highest it knows that is not above the target."""
        if self.range is None:
            return max(level for level in self.levels_w if level <= max(target_w, 0.0))
        span = self.range
        if target_w < span.min_w:
            return 0.0
        # The sliver keeps 600.0 from becoming 500 when 0.1 steps do not divide exactly.
        steps = floor((min(target_w, span.max_w) - span.min_w) / span.step_w + 1e-9)
        return span.min_w + steps * span.step_w

    def level(self, setpoint_w: float) -> int:
        """Index of a set power; a range knows only 0 (off) and 1 (on)."""
        return int(setpoint_w > 0) if self.range else self.levels_w.index(setpoint_w)
