"""What the instruments of the simulated house show."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from .balance import Site
from .load_model import LoadModel
from .load_spec import LoadKind


@dataclass(frozen=True, kw_only=True, slots=True)
class LoadMeasurement:
    """One load. A silent device keeps its last temperature; its plug still measures the power."""

    id: str
    kind: LoadKind
    level: int
    """Index of the set level; a continuous load knows 0 (off) and 1 (on)."""
    target_w: float
    """The setpoint the device works towards, nominal."""
    power_w: float
    """Mean of the last step."""
    chip_temp_c: float
    """As last reported."""
    heartbeat_at: int
    """When the device last reported."""
    productive: float
    """Share of the last step (0 to 1) in which the power was of use."""
    obeys: bool
    """Whether a command would be carried out: what no instrument shows, for tests and demos."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Measurements:
    """All instruments at one moment. Powers in W are means of the step that ends at ``t``.

    Except while the meter is stale, ``pv + grid + battery = base load + loads``.
    """

    t: int
    grid_power_w: float
    """+ = import."""
    grid_power_at: int
    """When the meter last measured; before ``t`` while it is stale."""
    pv_power_w: float
    battery_power_w: float | None
    """+ = discharge; None without a battery."""
    battery_soc_pct: float | None
    base_load_w: float
    """The house without its controllable loads."""
    price_ct_kwh: float
    feed_in_ct_kwh: float
    loads: tuple[LoadMeasurement, ...]

    @property
    def house_load_w(self) -> float:
        """Everything the house draws, controllable loads included."""
        return self.base_load_w + sum(load.power_w for load in self.loads)

    def load(self, load_id: str) -> LoadMeasurement:
        """One load by its id; KeyError if there is none."""
        for load in self.loads:
            if load.id == load_id:
                return load
        raise KeyError(load_id)


@dataclass(frozen=True, kw_only=True, slots=True)
class LoadEnergy:
    """Energy of one load in Wh since the simulation's start."""

    energy_wh: float
    """Drawn in all, standby and start-up included."""
    productive_wh: float
    """The part that was of use."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Energies:
    """Totals in Wh since the simulation's start: integrals of exactly the powers measured.

    ``pv + import + discharge = base + loads + export + charge``.
    """

    pv_wh: float
    base_wh: float
    import_wh: float
    export_wh: float
    charge_wh: float
    """Into the battery, at the house side of its inverter."""
    discharge_wh: float
    """Out of the battery, at the house side of its inverter."""
    battery_wh: float
    """Stored now."""
    loads: Mapping[str, LoadEnergy]
    """By load id; empty for the house without its loads."""

    @property
    def loads_wh(self) -> float:
        """What all controllable loads drew."""
        return sum(load.energy_wh for load in self.loads.values())


def measure_load(load: LoadModel) -> LoadMeasurement:
    """Read the instruments of one load."""
    state = load.state
    return LoadMeasurement(
        id=load.spec.id,
        kind=load.spec.kind,
        level=load.spec.level(state.target_w),
        target_w=state.target_w,
        power_w=state.power_w,
        chip_temp_c=state.reported_temp_c,
        heartbeat_at=state.heartbeat_at,
        productive=state.productive,
        obeys=load.obeys,
    )


def read_totals(site: Site, loads: Mapping[str, LoadEnergy]) -> Energies:
    """Read the energy counters of a house; ``loads`` are those of its loads."""
    state = site.state
    return Energies(
        pv_wh=state.pv_wh,
        base_wh=state.base_wh,
        import_wh=state.import_wh,
        export_wh=state.export_wh,
        charge_wh=state.charge_wh,
        discharge_wh=state.discharge_wh,
        battery_wh=state.battery_wh,
        loads=MappingProxyType(dict(loads)),
    )
