"""The catalogue of key figures: one entry each, its formula beside the code that computes it.

A figure whose denominator is 0, or whose parts are not known, is None: it is left open, not
called 0. So is a share of an energy that is shown as 0. A change of what a formula means raises the figure's version.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from .totals import Totals

_MJ_PER_KWH: Final = 3_600_000_000
_UCT_PER_EUR: Final = 100_000_000
_MICRO: Final = 1_000_000
_DAY_S: Final = 24 * 3600
_KWH_DECIMALS: Final = 3
_NOT_OF_NOTHING: Final = "; no value of what is shown as 0.000 kWh"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One key figure of a house."""

    key: str
    title: str
    unit: str
    formula: str
    """In words and in the names of other figures."""
    compute: Callable[[Totals], float | None]
    decimals: int
    version: int = 1
    estimate: bool = False
    """Whether it rests on the counterfactual baseline or on expectations, and not on measurements alone."""

    def value(self, totals: Totals) -> float | None:
        """Compute it over a span of time; None where it has no value."""
        exact = self.compute(totals)
        # Added 0.0: nobody wants to read -0.0.
        return None if exact is None else round(exact, self.decimals) + 0.0


def _share_pct(part: int, whole: int) -> float | None:
    return part / whole * 100 if whole > 0 else None


def _kwh(energy_mj: int) -> float:
    return energy_mj / _MJ_PER_KWH


def _energy_share_pct(part_mj: int, whole_mj: int) -> float | None:
    return _share_pct(part_mj, whole_mj) if round(_kwh(whole_mj), _KWH_DECIMALS) > 0 else None


def _per_day(count: int, totals: Totals) -> float | None:
    return count * _DAY_S / totals.ticked_s if totals.ticked_s > 0 else None


FIGURES: Final[tuple[Figure, ...]] = (
    Figure(
        key="import_kwh",
        title="Grid import",
        unit="kWh",
        formula="sum over blocks of max(0, mean grid power) × block length",
        compute=lambda totals: _kwh(totals.import_mj),
        decimals=_KWH_DECIMALS,
    ),
    Figure(
        key="import_without_loads_kwh",
        title="Grid import without the loads",
        unit="kWh",
        formula="import of the counterfactual baseline: the same house, its loads never on",
        compute=lambda totals: _kwh(totals.import_without_mj),
        decimals=_KWH_DECIMALS,
        estimate=True,
    ),
    Figure(
        key="import_caused_kwh",
        title="Import caused by loads",
        unit="kWh",
        formula="import_kwh − import_without_loads_kwh",
        compute=lambda totals: _kwh(totals.import_mj - totals.import_without_mj),
        decimals=_KWH_DECIMALS,
        estimate=True,
    ),
    Figure(
        key="export_kwh",
        title="Grid export",
        unit="kWh",
        formula="sum over blocks of max(0, −mean grid power) × block length",
        compute=lambda totals: _kwh(totals.export_mj),
        decimals=_KWH_DECIMALS,
    ),
    Figure(
        key="export_without_loads_kwh",
        title="Grid export without the loads",
        unit="kWh",
        formula="export of the counterfactual baseline",
        compute=lambda totals: _kwh(totals.export_without_mj),
        decimals=_KWH_DECIMALS,
        estimate=True,
    ),
    Figure(
        key="surplus_used_pct",
        title="Surplus used by loads",
        unit="%",
        formula=f"(export_without_loads_kwh − export_kwh) / export_without_loads_kwh × 100{_NOT_OF_NOTHING}",
        compute=lambda totals: _energy_share_pct(totals.export_without_mj - totals.export_mj, totals.export_without_mj),
        decimals=1,
        version=2,
        estimate=True,
    ),
    Figure(
        key="pv_kwh",
        title="Solar production",
        unit="kWh",
        formula="sum over blocks of mean PV power × block length",
        compute=lambda totals: _kwh(totals.pv_mj),
        decimals=_KWH_DECIMALS,
    ),
    Figure(
        key="house_kwh",
        title="Consumption, loads included",
        unit="kWh",
        formula="sum over blocks of (PV + grid + battery) × block length, or of the house's own meter",
        compute=lambda totals: _kwh(totals.house_mj),
        decimals=_KWH_DECIMALS,
    ),
    Figure(
        key="self_consumption_pct",
        title="Self-consumption",
        unit="%",
        formula=f"(pv_kwh − export_kwh) / pv_kwh × 100; what goes into the battery counts as kept{_NOT_OF_NOTHING}",
        compute=lambda totals: _energy_share_pct(totals.pv_mj - totals.export_mj, totals.pv_mj),
        decimals=1,
        version=2,
    ),
    Figure(
        key="self_consumption_without_loads_pct",
        title="Self-consumption without the loads",
        unit="%",
        formula=f"(pv_kwh − export_without_loads_kwh) / pv_kwh × 100{_NOT_OF_NOTHING}",
        compute=lambda totals: _energy_share_pct(totals.pv_mj - totals.export_without_mj, totals.pv_mj),
        decimals=1,
        version=2,
        estimate=True,
    ),
    Figure(
        key="autarky_pct",
        title="Autarky",
        unit="%",
        formula=f"(house_kwh − import_kwh) / house_kwh × 100{_NOT_OF_NOTHING}",
        compute=lambda totals: _energy_share_pct(totals.house_mj - totals.import_mj, totals.house_mj),
        decimals=1,
        version=2,
    ),
    Figure(
        key="autarky_without_loads_pct",
        title="Autarky without the loads",
        unit="%",
        formula=f"(house_kwh − loads_kwh − import_without_loads_kwh) / (house_kwh − loads_kwh) × 100{_NOT_OF_NOTHING}",
        compute=lambda totals: _energy_share_pct(
            totals.house_mj - totals.loads_mj - totals.import_without_mj, totals.house_mj - totals.loads_mj
        ),
        decimals=1,
        version=2,
        estimate=True,
    ),
    Figure(
        key="loads_kwh",
        title="Energy of all loads",
        unit="kWh",
        formula="sum over blocks and loads of mean power × block length",
        compute=lambda totals: _kwh(totals.loads_mj),
        decimals=_KWH_DECIMALS,
    ),
    Figure(
        key="switches_per_day",
        title="Switches per day",
        unit="1/d",
        formula="decisions START or STOP / days under control, all loads together",
        compute=lambda totals: _per_day(totals.switches, totals),
        decimals=2,
    ),
    Figure(
        key="starts_per_day",
        title="Starts per day",
        unit="1/d",
        formula="decisions START / days under control, all loads together",
        compute=lambda totals: _per_day(totals.starts, totals),
        decimals=2,
    ),
    Figure(
        key="thermal_incidents",
        title="Thermal incidents",
        unit="",
        formula="times a load that was not locked out for heat was found above its limit (R3_OVERTEMP)",
        compute=lambda totals: float(totals.thermal_incidents),
        decimals=0,
    ),
    Figure(
        key="block_coverage_pct",
        title="Block coverage",
        unit="%",
        formula="time of the blocks in which every fitted power is known / time from the first block to the last × 100",
        compute=lambda totals: _share_pct(totals.covered_s, totals.elapsed_s),
        decimals=1,
    ),
    Figure(
        key="explanation_coverage_pct",
        title="Explanation coverage",
        unit="%",
        formula="decisions, once per load, whose reason has a text in every language / all of them × 100",
        compute=lambda totals: _share_pct(totals.explained, totals.decisions),
        decimals=1,
    ),
    Figure(
        key="sats_per_kwh",
        title="Satoshis per kWh mined",
        unit="sat/kWh",
        formula="sats / energy of the miners; what a pool pays in the end is not known here",
        compute=lambda totals: totals.microsats / _MICRO / _kwh(totals.mined_mj) if totals.mined_mj > 0 else None,
        decimals=1,
        estimate=True,
    ),
    Figure(
        key="sats",
        title="Satoshis",
        unit="sat",
        formula="sum over blocks of the miners' energy × sats/kWh, as entered or from the network's figures",
        compute=lambda totals: totals.microsats / _MICRO if totals.mined_mj > 0 else None,
        decimals=0,
        estimate=True,
    ),
    Figure(
        key="export_value_eur",
        title="Value on the path export",
        unit="EUR",
        formula="sum over blocks of exported energy × export_ct of the block / 100",
        compute=lambda totals: totals.export_uct / _UCT_PER_EUR,
        decimals=2,
    ),
    Figure(
        key="heat_value_eur",
        title="Value on the path heat",
        unit="EUR",
        formula="sum over blocks of the loads' energy × heat_ct of the block / 100",
        compute=lambda totals: totals.heat_uct / _UCT_PER_EUR,
        decimals=2,
        estimate=True,
    ),
    Figure(
        key="hodl_value_eur",
        title="Value on the path hodl",
        unit="EUR",
        formula="sum over blocks of the miners' energy × hodl_ct of the block / 100",
        compute=lambda totals: totals.hodl_uct / _UCT_PER_EUR if totals.mined_mj > 0 else None,
        decimals=2,
        estimate=True,
    ),
    Figure(
        key="model_fallback_pct",
        title="Model fallback rate",
        unit="%",
        formula="rephrasings replaced by the template / all asked for × 100; no value where no model was asked",
        compute=lambda totals: _share_pct(totals.fallbacks, totals.rephrasings),
        decimals=1,
    ),
)
"""In the order in which a report shows them."""

LOAD_ENERGY: Final = Figure(
    key="energy_kwh",
    title="Energy",
    unit="kWh",
    formula=(
        "per load, sum over the blocks in which its power is known of mean power × block length; "
        "without a meter the nominal power of its setting at the end of the block"
    ),
    compute=lambda totals: _kwh(totals.loads_mj),
    decimals=_KWH_DECIMALS,
)
"""The figure of a single load; :func:`load_energy_kwh` computes it."""

_BY_KEY: Final = {figure.key: figure for figure in FIGURES}


def figure_value(key: str, totals: Totals) -> float | None:
    """Value of a figure by its key; KeyError where there is none."""
    return _BY_KEY[key].value(totals)


def load_energy_kwh(load_id: str, totals: Totals) -> float:
    """Energy of one load; 0 for one that was never seen."""
    return round(_kwh(totals.load_mj.get(load_id, 0)), LOAD_ENERGY.decimals)
