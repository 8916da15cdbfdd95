"""A household as its owner would describe it: array, battery, loads, tariff, place.

Every constructor checks its values and raises :class:`~.errors.HouseholdError` with the name
of the field; after that no code doubts them again.
"""

from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from .battery import BatterySpec
from .checks import check
from .errors import HouseholdError
from .faults import FaultWindow
from .load_spec import SimulatedLoad
from .tariff import Tariff


@dataclass(frozen=True, kw_only=True, slots=True)
class Location:
    """Where the house stands: decides the sun and the local hour."""

    latitude: float
    """Degrees, north positive."""
    longitude: float
    """Degrees, east positive."""
    time_zone: str
    """IANA name, such as ``Europe/Paris``."""

    def __post_init__(self) -> None:
        check("latitude", self.latitude, -90, 90)
        check("longitude", self.longitude, -180, 180)
        try:
            ZoneInfo(self.time_zone)
        except ZoneInfoNotFoundError, ValueError, OSError:
            raise HouseholdError("time_zone", "an IANA time zone such as Europe/Paris") from None

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of the house."""
        return ZoneInfo(self.time_zone)


@dataclass(frozen=True, kw_only=True, slots=True)
class PvArray:
    """A solar array with one orientation."""

    peak_w: float
    """Rated power at 1000 W/m²."""
    tilt_deg: float = 30.0
    """0 lies flat, 90 stands upright."""
    azimuth_deg: float = 180.0
    """Compass direction the array faces: 180 is south."""
    performance_ratio: float = 0.85
    """What heat, wiring and the inverter leave of the rated power."""

    def __post_init__(self) -> None:
        check("peak_w", self.peak_w, 0)
        check("tilt_deg", self.tilt_deg, 0, 90)
        check("azimuth_deg", self.azimuth_deg, 0, 360)
        check("performance_ratio", self.performance_ratio, 0, 1)


@dataclass(frozen=True, kw_only=True, slots=True)
class TraceSource:
    """Sun and base load come from a recording."""

    file: Path
    pv_factor: float = 1.0
    """Scales the recorded PV power and its forecast."""

    def __post_init__(self) -> None:
        check("pv_factor", self.pv_factor, 0, 1000)


@dataclass(frozen=True, kw_only=True, slots=True)
class GeneratorSource:
    """Sun and base load are computed; equal values give equal days, for ever."""

    pv: PvArray
    seed: int = 1
    cloudiness: float = 0.65
    """Mean cover of the sky, 0 to 1; around 0.65 in Central Europe."""
    base_load_wh_per_day: float = 9000.0
    """Long-term mean without the controllable loads."""

    def __post_init__(self) -> None:
        check("cloudiness", self.cloudiness, 0, 1)
        check("base_load_wh_per_day", self.base_load_wh_per_day, 500, 500_000)


@dataclass(frozen=True, kw_only=True, slots=True)
class Household:
    """Everything the simulation needs to know."""

    name: str
    location: Location
    source: TraceSource | GeneratorSource
    tariff: Tariff
    battery: BatterySpec | None = None
    loads: tuple[SimulatedLoad, ...] = ()
    faults: tuple[FaultWindow, ...] = ()

    def __post_init__(self) -> None:
        """Check what its parts cannot see alone."""
        ids = [load.id for load in self.loads]
        for index, load in enumerate(self.loads):
            if load.id in ids[:index]:
                raise HouseholdError(f"loads[{index}].id", f"an id not used before, but {load.id} is")
        for index, fault in enumerate(self.faults):
            if fault.load is not None and fault.load not in ids:
                raise HouseholdError(f"faults[{index}].load", f"one of the loads: {', '.join(ids) or 'there are none'}")
            if any(fault.collides(other) for other in self.faults[:index]):
                raise HouseholdError(f"faults[{index}]", f"a time without another {fault.kind} fault of the same load")
