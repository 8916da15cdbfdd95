"""What one kWh of surplus is worth on each path it could take."""

from dataclasses import dataclass

from .rules.r1_surplus import PathValues
from .situation import Situation
from .threshold import threshold


@dataclass(frozen=True, slots=True, kw_only=True)
class EnergyPathThresholds:
    """Policy section ``energy_path``."""

    heat_ct_kwh: float | None = threshold(
        None, unit="ct/kWh", low=0, high=1000, nullable=True, doc="What a kWh of heat from elsewhere costs you."
    )
    heat_share: float = threshold(1, unit="", low=0, high=1, doc="Share of a load's heat that the house has a use for.")
    sats_per_kwh: float | None = threshold(
        None, unit="sat/kWh", low=0, high=1e6, nullable=True, doc="Satoshis a miner earns with one kWh."
    )
    sat_price_ct: float | None = threshold(
        None, unit="ct/sat", low=0, high=1000, nullable=True, doc="Price of one satoshi."
    )
    hodl_factor: float = threshold(
        1, unit="", low=0, high=100, doc="How much you value a kept satoshi over its price today."
    )
    feed_in_ct_kwh: float = threshold(
        8, unit="ct/kWh", low=-1000, high=1000, doc="Feed-in payment where no sensor tells it."
    )
    min_margin_ct: float | None = threshold(
        None,
        unit="ct/kWh",
        low=-1000,
        high=1000,
        nullable=True,
        doc="Loads run only if a kWh is worth this much more to them than fed in; empty turns it off.",
    )


@dataclass(frozen=True, slots=True)
class EnergyPaths:
    """Worth of one kWh in ct."""

    export_ct: float
    heat_ct: float
    hodl_ct: float


def energy_paths(situation: Situation, policy: EnergyPathThresholds) -> EnergyPaths:
    """Value of a kWh when exported, used as heat, or turned into satoshis that are kept."""
    feed_in = situation.signal("feed_in_ct_kwh")
    return EnergyPaths(
        export_ct=policy.feed_in_ct_kwh if feed_in is None else feed_in,
        heat_ct=(policy.heat_ct_kwh or 0.0) * policy.heat_share,
        hodl_ct=(policy.sats_per_kwh or 0.0) * (policy.sat_price_ct or 0.0) * policy.hodl_factor,
    )


def margin_gate(paths: EnergyPaths, policy: EnergyPathThresholds) -> PathValues | None:
    """Return what R1 compares, or None where no margin is asked for.

    A miner that heats earns on two paths at once, so its heat and its satoshis add up.
    """
    if policy.min_margin_ct is None:
        return None
    return PathValues(paths.heat_ct + paths.hodl_ct, paths.export_ct, policy.min_margin_ct)
