"""R4: forecast veto. It never starts anything; it keeps a start from being short-lived.

``predicted surplus = mean(PV forecast over the lookahead) - recent base load``

Once enough days are remembered, it asks instead whether a start now is worth more than waiting.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Final

from ..learned import DAYS_MAX
from ..load import LoadState
from ..outlook import Outlook
from ..signals import intervals, window_mean
from ..situation import Situation
from ..threshold import count, later, later_count, threshold
from ..vocabulary import ControllerHealth, Rule, Verdict
from ..votes import Value, Vote


class R4Code(StrEnum):
    """Reasons of R4."""

    SURPLUS_DROP = "R4_SURPLUS_DROP"
    PRICE_SPIKE = "R4_PRICE_SPIKE"
    RUN_SHORT = "R4_RUN_SHORT"
    """A run from now on would bring no more than its start costs."""
    WARM_UP = "R4_WARM_UP"
    """A run begins at the lowest level: while the load warms up, power is half wasted."""
    NO_FORECAST = "R4_NO_FORECAST"
    """Abstained: no usable forecast for the lookahead."""


_MIN_COVERAGE: Final = 0.5
"""Share of the lookahead a forecast must cover to count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class R4Thresholds:
    """Policy section ``r4``."""

    RETIRED: ClassVar = frozenset({"spare_days_pct", "start_days_pct", "hold_days_pct", "min_run_min"})

    lookahead_min: int = count(60, unit="min", low=10, high=720, doc="How far ahead the forecast is looked at.")
    min_predicted_surplus_w: float | None = threshold(
        None,
        unit="W",
        low=0,
        high=100_000,
        nullable=True,
        doc="Predicted surplus a start needs; empty means the power of the level that would start.",
    )
    price_spike_ct: float | None = threshold(
        30, unit="ct/kWh", low=-1000, high=1000, nullable=True, doc="Nothing starts if the price will reach this."
    )
    battery_fill_margin: float = threshold(
        1.2,
        unit="",
        low=1,
        high=10,
        doc="Forecast energy over what the battery still needs before loads may take its charging power.",
    )
    learned_days: int = later_count(
        10, unit="days", low=0, high=DAYS_MAX, doc="Days remembered to judge the next one by; 0 learns nothing."
    )
    load_ct_kwh: float = later(
        14, unit="ct/kWh", low=0, high=1000, doc="What a kWh is worth to a load, for planning a day ahead."
    )
    import_ct_kwh: float = later(
        30, unit="ct/kWh", low=0, high=1000, doc="What a kWh from the grid costs, for planning a day ahead."
    )
    start_ct: float = later(3, unit="ct", low=0, high=1000, doc="What a start costs in wear, for planning a day ahead.")
    reserve_margin_pct: float = later(
        5, unit="%", low=0, high=50, doc="Charge above the hard minimum that the battery does not lend to loads."
    )


def vote(
    situation: Situation,
    load: LoadState,
    proposal_w: float,
    limits: R4Thresholds,
    *,
    rests_on_surplus: bool,
) -> Vote:
    """Veto a start or raise that the next hour does not carry.

    ``rests_on_surplus`` is false for a start that means to use the grid or the battery:
    then only the price ahead counts.
    """
    if proposal_w <= load.set_w:
        return Vote(Rule.R4, Verdict.ALLOW, proposal_w)
    if situation.state.controller_health is ControllerHealth.DEGRADED:
        return Vote(Rule.R4, Verdict.ABSTAIN, proposal_w, R4Code.NO_FORECAST)
    spike = _price_spike(situation, load, limits)
    if spike is not None:
        return spike
    if not rests_on_surplus:
        return Vote(Rule.R4, Verdict.ALLOW, proposal_w)
    if situation.outlook is not None and limits.min_predicted_surplus_w is None:
        return _run_ahead(situation, load, proposal_w, situation.outlook, limits)
    return _surplus_ahead(situation, load, proposal_w, limits)


def _run_ahead(
    situation: Situation, load: LoadState, proposal_w: float, outlook: Outlook, limits: R4Thresholds
) -> Vote:
    """Veto a start that does not pay; a raise only takes what was planned anyway."""
    if load.running:
        values: dict[str, Value] = {"planned_w": outlook.planned_w, "gain_ct": outlook.gain_ct}
        return Vote(Rule.R4, Verdict.ALLOW, proposal_w, None, values, {"days": outlook.days})
    others_w = sum(other.set_w for other in situation.state.loads)
    gain_ct = outlook.run_gain_ct(others_w, load.spec.settings_w)
    cost_ct = outlook.start_cost_ct(load.spec.lowest_w)
    values = {"gain_ct": gain_ct}
    thresholds: dict[str, Value] = {"start_cost_ct": cost_ct, "days": outlook.days}
    if gain_ct <= cost_ct:
        return Vote(Rule.R4, Verdict.VETO, load.set_w, R4Code.RUN_SHORT, values, thresholds)
    if proposal_w > load.spec.lowest_w:
        values |= {"lowest_w": load.spec.lowest_w, "proposed_w": proposal_w}
        return Vote(Rule.R4, Verdict.VETO, load.spec.lowest_w, R4Code.WARM_UP, values, thresholds)
    return Vote(Rule.R4, Verdict.ALLOW, proposal_w, None, values, thresholds)


def _price_spike(situation: Situation, load: LoadState, limits: R4Thresholds) -> Vote | None:
    if limits.price_spike_ct is None:
        return None
    now = situation.state.now
    ahead = now + limits.lookahead_min * 60
    for start, end, price_ct in intervals(situation.state.price_forecast):
        if start < ahead and end > now and price_ct >= limits.price_spike_ct:
            return Vote(
                Rule.R4,
                Verdict.VETO,
                load.set_w,
                R4Code.PRICE_SPIKE,
                {"price_ahead_ct_kwh": price_ct, "in_min": max(0, start - now) // 60},
                {"price_spike_ct": limits.price_spike_ct, "lookahead_min": limits.lookahead_min},
            )
    return None


def _surplus_ahead(situation: Situation, load: LoadState, proposal_w: float, limits: R4Thresholds) -> Vote:
    now = situation.state.now
    base_w = situation.surplus.base_load_w
    mean_w, coverage = window_mean(situation.state.pv_forecast, now, now + limits.lookahead_min * 60)
    if base_w is None or coverage < _MIN_COVERAGE:
        return Vote(Rule.R4, Verdict.ABSTAIN, proposal_w, R4Code.NO_FORECAST)
    predicted_w = mean_w - base_w
    values: dict[str, Value] = {
        "predicted_surplus_w": predicted_w,
        "pv_forecast_w": mean_w,
        "base_load_w": base_w,
    }
    thresholds: dict[str, Value] = {
        "needed_w": proposal_w if limits.min_predicted_surplus_w is None else limits.min_predicted_surplus_w,
        "lookahead_min": limits.lookahead_min,
    }
    if limits.min_predicted_surplus_w is not None:
        carried_w = proposal_w if predicted_w >= limits.min_predicted_surplus_w else 0.0
    else:
        carried_w = load.spec.at_most(predicted_w)
    if carried_w >= proposal_w:
        return Vote(Rule.R4, Verdict.ALLOW, proposal_w, None, values, thresholds)
    return Vote(Rule.R4, Verdict.VETO, max(load.set_w, carried_w), R4Code.SURPLUS_DROP, values, thresholds)
