"""What one kWh of surplus is worth on each path it could take."""

from dataclasses import dataclass

from .document import Json
from .hodl import sat_price_ct, sats_per_kwh
from .rules.r1_surplus import PathValues
from .situation import Situation
from .threshold import later, threshold


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
    miner_efficiency_j_th: float | None = later(
        None, unit="J/TH", low=0.1, high=1e6, doc="Energy a miner needs for 10^12 hashes, as on its data sheet."
    )
    miner_hashrate_th_s: float | None = later(
        None, unit="TH/s", low=0.001, high=1e6, doc="A miner's hashrate, where its efficiency is not known."
    )
    miner_power_w: float | None = later(None, unit="W", low=0.1, high=1e6, doc="A miner's power at that hashrate.")
    network_hashrate_eh_s: float | None = later(
        None, unit="EH/s", low=0.001, high=1e9, doc="Hashrate of all miners, where no sensor tells it."
    )
    block_subsidy_btc: float = later(
        3.125, unit="BTC", low=0, high=50, doc="New coins in a block; 3.125 until it halves in 2028."
    )
    block_fees_btc: float = later(0, unit="BTC", low=0, high=50, doc="Transaction fees in a block, on average.")
    btc_price_eur: float | None = later(
        None, unit="EUR/BTC", low=0, high=1e9, doc="Price of one bitcoin, where no sensor tells it."
    )


@dataclass(frozen=True, slots=True)
class EnergyPaths:
    """Worth of one kWh in ct."""

    export_ct: float
    heat_ct: float
    hodl_ct: float
    computed_sats_per_kwh: float | None = None
    """Satoshis for one kWh from the network's figures; None where they are entered or not known."""


def energy_paths(situation: Situation, policy: EnergyPathThresholds) -> EnergyPaths:
    """Value of a kWh when exported, used as heat, or turned into satoshis that are kept.

    ``hodl = sats/kWh * ct/sat * hodl_factor``. Satoshis and their price are what was
    entered; else they follow from efficiency, network and price of a bitcoin, each read
    from its sensor or, without one, entered. What cannot be known is worth 0.
    """
    feed_in = situation.signal("feed_in_ct_kwh")
    computed = None if policy.sats_per_kwh is not None else _computed_sats(situation, policy)
    sats = policy.sats_per_kwh if computed is None else computed
    return EnergyPaths(
        export_ct=policy.feed_in_ct_kwh if feed_in is None else feed_in,
        heat_ct=(policy.heat_ct_kwh or 0.0) * policy.heat_share,
        hodl_ct=(sats or 0.0) * (_sat_price_ct(situation, policy) or 0.0) * policy.hodl_factor,
        computed_sats_per_kwh=computed,
    )


def _computed_sats(situation: Situation, policy: EnergyPathThresholds) -> float | None:
    efficiency_j_th = policy.miner_efficiency_j_th
    if efficiency_j_th is None and policy.miner_hashrate_th_s and policy.miner_power_w:
        efficiency_j_th = policy.miner_power_w / policy.miner_hashrate_th_s
    network_eh_s = situation.signal("network_hashrate_eh_s") or policy.network_hashrate_eh_s
    if not efficiency_j_th or not network_eh_s:
        return None
    return sats_per_kwh(efficiency_j_th, network_eh_s, policy.block_subsidy_btc + policy.block_fees_btc)


def _sat_price_ct(situation: Situation, policy: EnergyPathThresholds) -> float | None:
    if policy.sat_price_ct is not None:
        return policy.sat_price_ct
    told = situation.signal("btc_price_eur")
    btc_price_eur = policy.btc_price_eur if told is None else told
    return None if btc_price_eur is None else sat_price_ct(btc_price_eur)


def margin_gate(paths: EnergyPaths, policy: EnergyPathThresholds) -> PathValues | None:
    """Return what R1 compares, or None where no margin is asked for.

    A miner that heats earns on two paths at once, so its heat and its satoshis add up.
    """
    if policy.min_margin_ct is None:
        return None
    return PathValues(paths.heat_ct + paths.hodl_ct, paths.export_ct, policy.min_margin_ct)


def paths_document(paths: EnergyPaths) -> dict[str, Json]:
    """Write the worth of a kWh; ``sats_per_kwh`` only where it was computed."""
    document: dict[str, Json] = {
        "export_ct": paths.export_ct,
        "heat_ct": paths.heat_ct,
        "hodl_ct": paths.hodl_ct,
    }
    if paths.computed_sats_per_kwh is not None:
        document["sats_per_kwh"] = paths.computed_sats_per_kwh
    return document
