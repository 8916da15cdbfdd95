"""What the controllable loads made of the sun: key figures of a simulated house.

Each figure compares the house with its baseline, the same house without the loads. A share of
an energy that is shown as 0 is None.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from .measurements import Energies


@dataclass(frozen=True, kw_only=True, slots=True)
class KeyFigures:
    """Shares in %."""

    self_consumption_pct: float | None
    """(PV - export) / PV: what the house kept of its sun, storing included."""
    self_consumption_without_loads_pct: float | None
    autarky_pct: float | None
    """(consumption - import) / consumption, where consumption is base load and loads."""
    autarky_without_loads_pct: float | None
    surplus_used_pct: float | None
    """(export without loads - export) / export without loads."""


@dataclass(frozen=True, kw_only=True, slots=True)
class LoadSupply:
    """Where the loads' energy came from, in Wh: the three make up all of it."""

    surplus_wh: float
    """Would have been exported."""
    grid_wh: float
    """Imported because of the loads."""
    battery_wh: float
    """More taken from the battery, or less put in, than without the loads; also what it then lacks at the end."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Summary:
    """Totals of a simulated house, and what its loads changed."""

    totals: Energies
    baseline: Energies
    supply: LoadSupply
    figures: KeyFigures

    @property
    def import_caused_wh(self) -> float:
        """Import that would not have been without the loads."""
        return self.supply.grid_wh

    def document(self) -> dict[str, object]:
        """Write it for people and programs: kWh to the Wh, shares to 0.01 %."""
        totals, loads = self.totals, self.totals.loads
        return {
            "load_energy_kwh": {load_id: _kwh(load.energy_wh) for load_id, load in loads.items()},
            "load_productive_kwh": {load_id: _kwh(load.productive_wh) for load_id, load in loads.items()},
            "pv_kwh": _kwh(totals.pv_wh),
            "base_kwh": _kwh(totals.base_wh),
            "import_kwh": _kwh(totals.import_wh),
            "export_kwh": _kwh(totals.export_wh),
            "import_without_loads_kwh": _kwh(self.baseline.import_wh),
            "export_without_loads_kwh": _kwh(self.baseline.export_wh),
            "import_caused_kwh": _kwh(self.import_caused_wh),
            "loads_from_kwh": {
                "surplus": _kwh(self.supply.surplus_wh),
                "battery": _kwh(self.supply.battery_wh),
                "grid": _kwh(self.supply.grid_wh),
            },
            "key_figures": _rounded(asdict(self.figures)),
        }


def summarise(totals: Energies, baseline: Energies) -> Summary:
    """Compare a house with its baseline over the same time; both counted from the same moment."""
    consumed_wh = totals.base_wh + totals.loads_wh
    return Summary(
        totals=totals,
        baseline=baseline,
        supply=LoadSupply(
            surplus_wh=baseline.export_wh - totals.export_wh,
            grid_wh=totals.import_wh - baseline.import_wh,
            battery_wh=_from_battery_wh(totals) - _from_battery_wh(baseline),
        ),
        figures=KeyFigures(
            self_consumption_pct=_kept_pct(totals.pv_wh, totals.export_wh),
            self_consumption_without_loads_pct=_kept_pct(baseline.pv_wh, baseline.export_wh),
            autarky_pct=_kept_pct(consumed_wh, totals.import_wh),
            autarky_without_loads_pct=_kept_pct(baseline.base_wh, baseline.import_wh),
            surplus_used_pct=_kept_pct(baseline.export_wh, totals.export_wh),
        ),
    )


def _from_battery_wh(energies: Energies) -> float:
    return energies.discharge_wh - energies.charge_wh


def _kept_pct(whole_wh: float, lost_wh: float) -> float | None:
    return (whole_wh - lost_wh) / whole_wh * 100 if _kwh(whole_wh) > 0 else None


def _kwh(energy_wh: float) -> float:
    # Added 0.0: nobody wants to read -0.0.
    return round(energy_wh / 1000, 3) + 0.0


def _rounded(shares: Mapping[str, float | None]) -> dict[str, float | None]:
    return {name: None if share is None else round(share, 2) + 0.0 for name, share in shares.items()}
