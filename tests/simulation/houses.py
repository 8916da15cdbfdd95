"""Houses and skies the simulation tests share."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from custom_components.bitgridai.simulation import (
    BatterySpec,
    FaultWindow,
    Household,
    LoadKind,
    Location,
    Plant,
    PowerRange,
    SimulatedLoad,
    Tariff,
    TraceSource,
)

START = 1_781_481_600
"""2026-06-15T00:00:00Z, a Monday."""

PLACE = Location(latitude=48.6, longitude=7.7, time_zone="Europe/Paris")
BATTERY = BatterySpec(capacity_wh=7000, power_w=3000, efficiency=0.95, floor_pct=5, initial_soc_pct=60)
MINER = SimulatedLoad(
    id="miner",
    name="Miner",
    kind=LoadKind.MINER,
    levels_w=(0.0, 800.0, 1500.0),
    ramp_s=100,
    ambient_c=20,
    temp_rise_c=50,
    thermal_time_constant_s=300,
    standby_w=10,
)
ROD = SimulatedLoad(
    id="rod",
    name="Heating rod",
    kind=LoadKind.HEATER,
    range=PowerRange(min_w=500, max_w=3000, step_w=100),
    ramp_s=0,
)


@dataclass
class Weather:
    """A profile whose powers the test chooses."""

    pv: float | Callable[[float], float] = 0.0
    load: float | Callable[[float], float] = 0.0
    expected: tuple[tuple[int, float], ...] = field(default=())

    def load_w(self, t: float) -> float:
        return self.load(t) if callable(self.load) else self.load

    def pv_w(self, t: float) -> float:
        return self.pv(t) if callable(self.pv) else self.pv

    def forecast(self, t: int, horizon_s: int) -> tuple[tuple[int, float], ...]:
        return tuple(item for item in self.expected if t <= item[0] < t + horizon_s)


def household(
    *loads: SimulatedLoad,
    battery: BatterySpec | None = BATTERY,
    faults: tuple[FaultWindow, ...] = (),
    tariff: Tariff | None = None,
) -> Household:
    """A house whose sun and base load come from the test's own profile."""
    return Household(
        name="Test house",
        location=PLACE,
        source=TraceSource(file=Path("unused.csv")),
        tariff=tariff or Tariff(import_ct_kwh=30, feed_in_ct_kwh=8),
        battery=battery,
        loads=loads,
        faults=faults,
    )


def plant(
    *loads: SimulatedLoad,
    weather: Weather | None = None,
    battery: BatterySpec | None = BATTERY,
    faults: tuple[FaultWindow, ...] = (),
    tariff: Tariff | None = None,
) -> Plant:
    """A plant of such a house, at its first second."""
    house = household(*loads, battery=battery, faults=faults, tariff=tariff)
    return Plant(house, weather or Weather(), START)
