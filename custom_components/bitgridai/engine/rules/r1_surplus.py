"""R1: start and optimise.

Each load in turn gets what is left of the surplus. It is set to the highest level that
fits; one that runs keeps its level a little longer, so that a cloud does not stop it.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from ..load import LoadState
from ..signals import Quality
from ..situation import Situation
from ..threshold import choice, count, section, switch, threshold
from ..vocabulary import Rule, Trigger, Verdict
from ..votes import Value, Vote


class R1Code(StrEnum):
    """Reasons of R1."""

    SURPLUS_OK = "R1_SURPLUS_OK"
    SURPLUS_PARTIAL = "R1_SURPLUS_PARTIAL"
    SURPLUS_LOW = "R1_SURPLUS_LOW"
    BATTERY_CREDIT = "R1_BATTERY_CREDIT"
    """The surplus carries it together with what the battery lends."""
    PRICE_HIGH = "R1_PRICE_HIGH"
    CHEAP_GRID = "R1_CHEAP_GRID"
    MARGIN_LOW = "R1_MARGIN_LOW"
    SOC_BAND_RESERVE = "R1_SOC_BAND_RESERVE"
    SOC_BAND_HOLD = "R1_SOC_BAND_HOLD"
    SOC_BAND_ECO = "R1_SOC_BAND_ECO"
    SOC_BAND_STANDARD = "R1_SOC_BAND_STANDARD"
    SOC_BAND_SUPER = "R1_SOC_BAND_SUPER"
    DEGRADED = "R1_DEGRADED"
    """A signal this house has cannot be used: R1 starts and raises nothing."""
    NOT_DUE = "R1_NOT_DUE"
    """Between block ticks R1 leaves things as they are."""


class Strategy(StrEnum):
    """How R1 finds the target level."""

    SURPLUS = "surplus"
    SOC_BAND = "soc_band"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opportunity:
    """Running from the grid on purpose when it is cheap."""

    enabled: bool = switch(default=False, doc="Allow loads to run from the grid while the price is low.")
    price_below_ct: float = threshold(
        5, unit="ct/kWh", low=-1000, high=1000, doc="Price at or below which grid power may be used."
    )
    max_import_w: float = threshold(1500, unit="W", low=0, high=100_000, doc="Grid power that may be used on purpose.")


@dataclass(frozen=True, slots=True, kw_only=True)
class SocBand:
    """Levels by the battery's state of charge."""

    reserve_pct: float = threshold(50, unit="%", low=0, high=100, doc="Below this the load stops.")
    eco_pct: float = threshold(58, unit="%", low=0, high=100, doc="From here the lowest level may run.")
    standard_pct: float = threshold(80, unit="%", low=0, high=100, doc="From here the second level may run.")
    standard_exit_pct: float = threshold(75, unit="%", low=0, high=100, doc="Below this the second level is left.")
    super_pct: float = threshold(90, unit="%", low=0, high=100, doc="From here the third level may run.")
    super_exit_pct: float = threshold(85, unit="%", low=0, high=100, doc="Below this the third level is left.")
    pv_start_w: float = threshold(500, unit="W", low=0, high=100_000, doc="PV power that a fresh start needs.")


@dataclass(frozen=True, slots=True, kw_only=True)
class R1Thresholds:
    """Policy section ``r1``."""

    strategy: Strategy = choice(Strategy.SURPLUS, doc="Follow the measured surplus, or the battery's state of charge.")
    averaging_s: int = count(600, unit="s", low=60, high=3600, doc="Window over which surplus is averaged.")
    start_margin_w: float = threshold(
        0,
        unit="W",
        low=-5000,
        high=5000,
        doc="Power that the surplus may lack when a load starts or is raised; negative: so much must be left over.",
    )
    stop_margin_w: float = threshold(
        200, unit="W", low=0, high=5000, doc="Power that the surplus may lack before a running load is lowered."
    )
    price_max_ct: float | None = threshold(
        25,
        unit="ct/kWh",
        low=-1000,
        high=1000,
        doc="Above this price nothing starts; empty turns it off.",
        nullable=True,
    )
    opportunity: Opportunity = section(Opportunity, doc="Running from the grid on purpose.")
    soc_band: SocBand = section(SocBand, doc="Levels by state of charge.")


@dataclass(frozen=True, slots=True)
class PathValues:
    """What a kWh is worth, in ct: used by the load, and on its best other path."""

    load_ct: float
    alternative_ct: float
    min_margin_ct: float


def propose(
    situation: Situation, load: LoadState, available_w: float, limits: R1Thresholds, paths: PathValues | None
) -> Vote:
    """Propose a target for one load with the surplus that higher priorities left."""
    if situation.decides:
        return _due(situation, load, available_w, limits, paths)
    if situation.follows(load) and situation.surplus.surplus_w is not None:
        return _gated(situation, load, _trimmed(situation, load, available_w, limits), limits, None)
    approved = situation.approved(load)
    if approved is not None and situation.state.trigger is Trigger.OVERRIDE:
        # A person agreed to go this far. How far R1 still wants to go is asked again.
        wish = _due(situation, load, available_w, limits, paths)
        low_w, high_w = sorted((load.set_w, load.spec.at_most(approved.target_w)))
        return replace(wish, target_w=min(max(wish.target_w, low_w), high_w))
    return _vote(load, load.set_w, R1Code.NOT_DUE)


def _due(
    situation: Situation, load: LoadState, available_w: float, limits: R1Thresholds, paths: PathValues | None
) -> Vote:
    if load.level is None:
        return _vote(load, 0.0, R1Code.DEGRADED, {"missing": ", ".join([*situation.unusable, *_unknown(load)])})
    if limits.strategy is Strategy.SOC_BAND:
        wish = _by_soc(situation, load, limits.soc_band)
    elif situation.surplus.surplus_w is None:
        wish = _vote(load, load.set_w, R1Code.DEGRADED, {"missing": ", ".join(situation.unusable) or "grid_power_w"})
    else:
        wish = _by_surplus(situation, load, available_w, limits)
    return _gated(situation, load, wish, limits, paths)


def _vote(
    load: LoadState,
    target_w: float,
    code: R1Code,
    values: dict[str, Value] | None = None,
    thresholds: dict[str, Value] | None = None,
) -> Vote:
    return Vote(Rule.R1, Verdict.PROPOSE, target_w, code, values or {}, thresholds or {})


def _trimmed(situation: Situation, load: LoadState, available_w: float, limits: R1Thresholds) -> Vote:
    """Follow the surplus inside the range; switching off is left to the block tick."""
    credit_w = situation.surplus.credit_w
    target_w = load.spec.at_most(available_w - credit_w + limits.start_margin_w)
    planned_w = load.spec.at_most(available_w) if credit_w > 0 else 0.0
    if planned_w > target_w:
        return _lent(situation, load, planned_w, available_w)
    if target_w > 0:
        return _fitting(load, target_w, -limits.start_margin_w, available_w, limits)
    needed_w = load.spec.lowest_w - limits.start_margin_w
    lowest_w = min(load.spec.lowest_w, load.set_w)
    return _vote(load, lowest_w, R1Code.SURPLUS_LOW, {"available_w": available_w}, {"needed_w": needed_w})


def _by_surplus(situation: Situation, load: LoadState, available_w: float, limits: R1Thresholds) -> Vote:
    spec = load.spec
    credit_w = situation.surplus.credit_w
    target_w, margin_w = _affordable(load, available_w - credit_w, limits)
    planned_w = spec.at_most(available_w) if credit_w > 0 else 0.0
    values: dict[str, Value] = {"available_w": available_w}
    if situation.cheap_grid:
        bought_w = spec.at_most(available_w + limits.opportunity.max_import_w)
        if bought_w > max(target_w, planned_w):
            values["price_ct_kwh"] = situation.signal("price_ct_kwh")
            allowed: dict[str, Value] = {
                "price_below_ct": limits.opportunity.price_below_ct,
                "max_import_w": limits.opportunity.max_import_w,
            }
            return _vote(load, bought_w, R1Code.CHEAP_GRID, values, allowed)
    if planned_w > target_w:
        return _lent(situation, load, planned_w, available_w)
    if target_w > 0:
        return _fitting(load, target_w, margin_w, available_w, limits)
    return _vote(load, 0.0, R1Code.SURPLUS_LOW, values, {"needed_w": spec.lowest_w + margin_w})


def _lent(situation: Situation, load: LoadState, planned_w: float, available_w: float) -> Vote:
    """Propose a level that the sun carries with what the battery leaves or lends."""
    # Where the house itself lives from the battery, the credit is more than this load's part of it.
    lent_w = min(situation.surplus.credit_w, planned_w)
    values: dict[str, Value] = {"available_w": available_w, "credit_w": lent_w}
    if situation.outlook is not None:
        values |= {"gain_ct": situation.outlook.gain_ct, "days": situation.outlook.days}
    return _vote(load, planned_w, R1Code.BATTERY_CREDIT, values, {"needed_w": planned_w})


def _affordable(load: LoadState, available_w: float, limits: R1Thresholds) -> tuple[float, float]:
    """Return the target that the surplus carries, and what is added to its power to know that.

    A level is taken up when it fits. What runs keeps its level, or at least its lowest one,
    while ``stop_margin_w`` bridges the shortfall.
    """
    spec = load.spec
    target_w = spec.at_most(available_w + limits.start_margin_w)
    if not load.running or target_w > load.set_w:
        return target_w, -limits.start_margin_w
    for kept_w in (load.set_w, min(spec.lowest_w, load.set_w)):
        if target_w <= kept_w <= available_w + limits.stop_margin_w:
            return kept_w, -limits.stop_margin_w
    return target_w, -limits.start_margin_w if target_w > 0 else -limits.stop_margin_w


def _fitting(load: LoadState, target_w: float, margin_w: float, available_w: float, limits: R1Thresholds) -> Vote:
    """Propose a level the surplus carries, and say what the next one would need."""
    values: dict[str, Value] = {"available_w": available_w}
    thresholds: dict[str, Value] = {"needed_w": target_w + margin_w}
    if target_w >= _highest(load):
        return _vote(load, target_w, R1Code.SURPLUS_OK, values, thresholds)
    thresholds["next_w"] = _next_above(load, target_w) - limits.start_margin_w
    return _vote(load, target_w, R1Code.SURPLUS_PARTIAL, values, thresholds)


def _highest(load: LoadState) -> float:
    return load.spec.at_most(load.spec.top_w)


def _next_above(load: LoadState, target_w: float) -> float:
    if load.spec.step_w:
        return target_w + load.spec.step_w
    return load.spec.levels_w[load.spec.level_of(target_w) + 1]


def _by_soc(situation: Situation, load: LoadState, band: SocBand) -> Vote:
    soc_pct, pv_w = situation.signal("battery_soc_pct"), situation.signal("pv_power_w")
    if soc_pct is None:
        return _vote(load, load.set_w, R1Code.DEGRADED, {"missing": "battery_soc_pct"})
    values: dict[str, Value] = {"battery_soc_pct": soc_pct, "pv_power_w": pv_w}
    if soc_pct < band.reserve_pct:
        return _vote(load, 0.0, R1Code.SOC_BAND_RESERVE, values, {"reserve_pct": band.reserve_pct})
    dark = not load.running and (pv_w is None or pv_w < band.pv_start_w)
    if soc_pct < band.eco_pct or dark:
        # Nothing starts; what runs goes on at its lowest level.
        kept_w = min(load.set_w, load.spec.lowest_w)
        needed: dict[str, Value] = {"eco_pct": band.eco_pct, "pv_start_w": band.pv_start_w}
        return _vote(load, kept_w, R1Code.SOC_BAND_HOLD, values, needed)
    return _band_level(load, soc_pct, band, values)


def _band_level(load: LoadState, soc_pct: float, band: SocBand, values: dict[str, Value]) -> Vote:
    """First, second or third level; each is left at a lower charge than it is entered."""
    levels = load.spec.levels_w
    eco, standard, top = levels[1], levels[min(2, len(levels) - 1)], levels[min(3, len(levels) - 1)]
    super_from = band.super_exit_pct if load.set_w >= top > standard else band.super_pct
    standard_from = band.standard_exit_pct if load.set_w >= standard > eco else band.standard_pct
    if soc_pct >= super_from and top > standard:
        return _vote(load, top, R1Code.SOC_BAND_SUPER, values, {"super_pct": super_from})
    if soc_pct >= standard_from and standard > eco:
        return _vote(load, standard, R1Code.SOC_BAND_STANDARD, values, {"standard_pct": standard_from})
    return _vote(load, eco, R1Code.SOC_BAND_ECO, values, {"eco_pct": band.eco_pct})


def _unknown(load: LoadState) -> list[str]:
    """Name what must be known of a load before it may get more power."""
    names = ["level"] if load.level is None or not load.available else []
    if load.chip_temp_c is not None and load.chip_temp_c.quality is not Quality.OK:
        names.append("chip_temp_c")
    return names


def _gated(situation: Situation, load: LoadState, wish: Vote, limits: R1Thresholds, paths: PathValues | None) -> Vote:
    """Hold back what price, value or missing signals speak against."""
    if paths is not None and wish.target_w > 0 and paths.load_ct - paths.alternative_ct < paths.min_margin_ct:
        return _vote(
            load,
            0.0,
            R1Code.MARGIN_LOW,
            {"load_value_ct_kwh": paths.load_ct, "alternative_ct_kwh": paths.alternative_ct},
            {"min_margin_ct": paths.min_margin_ct},
        )
    if wish.target_w <= load.set_w:
        return wish
    missing = [*situation.unusable, *_unknown(load)]
    if missing:
        return _vote(load, load.set_w, R1Code.DEGRADED, {"missing": ", ".join(missing)})
    price_ct = situation.signal("price_ct_kwh")
    if price_ct is not None and limits.price_max_ct is not None and price_ct > limits.price_max_ct:
        return _vote(
            load,
            load.set_w,
            R1Code.PRICE_HIGH,
            {**wish.values, "price_ct_kwh": price_ct},
            {"price_max_ct": limits.price_max_ct},
        )
    return wish
