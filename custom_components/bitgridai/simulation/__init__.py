"""A simulated household: sun, base load, battery, grid, and loads that take commands.

Pure: no clock, no randomness, no Home Assistant. Equal inputs give equal houses. Times are epoch
seconds in UTC, powers W, energies Wh, temperatures °C, prices ct/kWh; grid + is import, battery +
is discharge, PV and loads are never negative.
"""

from .battery import BatterySpec
from .document import household_from_document
from .errors import DocumentError, HouseholdError, SnapshotError, TraceError
from .faults import LOAD_FAULTS, FaultKind, FaultWindow
from .generator import Generator
from .household import GeneratorSource, Household, Location, PvArray, TraceSource
from .load_spec import LoadKind, PowerRange, SimulatedLoad
from .loader import bundled_households, load_household
from .measurements import Energies, LoadEnergy, LoadMeasurement, Measurements
from .plant import Plant
from .profiles import Profile, open_profile
from .tariff import Tariff
from .trace import Trace, read_trace

__all__ = [
    "LOAD_FAULTS",
    "BatterySpec",
    "DocumentError",
    "Energies",
    "FaultKind",
    "FaultWindow",
    "Generator",
    "GeneratorSource",
    "Household",
    "HouseholdError",
    "LoadEnergy",
    "LoadKind",
    "LoadMeasurement",
    "Location",
    "Measurements",
    "Plant",
    "PowerRange",
    "Profile",
    "PvArray",
    "SimulatedLoad",
    "SnapshotError",
    "Tariff",
    "Trace",
    "TraceError",
    "TraceSource",
    "bundled_households",
    "household_from_document",
    "load_household",
    "open_profile",
    "read_trace",
]
