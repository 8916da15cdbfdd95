"""What managed loads could use without import.

``surplus = sum(managed) - grid - max(0, battery) + share * max(0, -battery)``

Everything is measured at the same moment, so a load's own draw cancels out: what it takes
more, the meter sees more. ``share`` is the part of the battery's charging power that the
loads may claim: all of it once the battery is full enough, or when the rest of the day
fills it anyway; nothing before that.

Once enough days are remembered, the outlook decides instead of ``share``:

``surplus = sum(managed) - grid - battery - charge + credit``

``charge`` is what the battery would take with all loads off, and ``credit`` what it leaves or lends
to loads of that and of what it holds: as much as the power needs that the outlook planned.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from .outlook import Outlook
from .signals import Signal, intervals
from .state import EnergyState


class SurplusSource(StrEnum):
    """Which measurement the surplus rests on."""

    GRID = "grid"
    BALANCE = "balance"
    """No grid meter: PV less the house's own load."""
    NONE = "none"
    """Neither is known."""


class ShareReason(StrEnum):
    """Why loads may or may not claim the battery's charging power."""

    NO_BATTERY = "no_battery"
    PRIORITY_REACHED = "priority_reached"
    FORECAST_FILLS = "forecast_fills"
    BATTERY_FIRST = "battery_first"
    SPARE = "spare"
    """The outlook: the battery can leave or lend some."""
    NEEDED_LATER = "needed_later"
    """The outlook: what the battery can get is worth more later, or it is dark."""


@dataclass(frozen=True, slots=True)
class Surplus:
    """The surplus with its parts, all in W."""

    surplus_w: float | None
    """None where it cannot be known."""
    managed_w: float
    grid_w: float | None
    battery_w: float
    share: float
    share_reason: ShareReason
    source: SurplusSource
    base_load_w: float | None
    """House load without managed loads; None where it cannot be derived."""
    assumed: tuple[str, ...] = ()
    """Running loads whose power is not measured: their nominal power was taken."""
    credit_w: float = 0.0
    """What the battery leaves or lends to loads; part of ``surplus_w``."""


_CREDIT_HORIZON_S: Final = 24 * 3600


def usable(signal: Signal | None) -> float | None:
    """Value of a signal; None where it is not fitted or has none."""
    return None if signal is None else signal.value


def base_load_w(state: EnergyState) -> float | None:
    """House load without managed loads in W; None where it cannot be derived."""
    house_w = usable(state.signals.get("house_load_w"))
    if house_w is None:
        pv_w, grid_w = usable(state.signals.get("pv_power_w")), usable(state.signals.get("grid_power_w"))
        if pv_w is None or grid_w is None:
            return None
        house_w = pv_w + grid_w + (usable(state.signals.get("battery_power_w")) or 0.0)
    return max(0.0, house_w - state.managed_w)


def compute_surplus(
    state: EnergyState, priority_soc_pct: float, fill_margin: float, outlook: Outlook | None = None
) -> Surplus:
    """Compute the surplus from the signals that are usable in ``state``."""
    grid_w = usable(state.signals.get("grid_power_w"))
    battery_w = usable(state.signals.get("battery_power_w")) or 0.0
    pv_w = usable(state.signals.get("pv_power_w"))
    managed_w = state.managed_w
    base_w = base_load_w(state)
    share, reason = _share(state, base_w, priority_soc_pct, fill_margin)
    charge_w, credit_w, planned_w = (1 - share) * max(0.0, -battery_w), 0.0, 0.0
    if outlook is not None:
        share, reason = 0.0, _by_outlook(outlook)
        charge_w, planned_w = outlook.charge_w, outlook.planned_w
    surplus_w: float | None
    if grid_w is not None:
        source = SurplusSource.GRID
        surplus_w = managed_w - grid_w - battery_w - charge_w
    elif "grid_power_w" not in state.signals and pv_w is not None and base_w is not None:
        source = SurplusSource.BALANCE
        surplus_w = pv_w - base_w - charge_w
    else:
        source, surplus_w = SurplusSource.NONE, None
    if surplus_w is not None and planned_w > max(0.0, surplus_w):
        # Set, not added: the surplus must carry the planned power to the last digit.
        credit_w, surplus_w = planned_w - surplus_w, planned_w
    assumed = tuple(load.id for load in state.loads if load.draw_assumed)
    return Surplus(surplus_w, managed_w, grid_w, battery_w, share, reason, source, base_w, assumed, credit_w)


def _by_outlook(outlook: Outlook) -> ShareReason:
    return ShareReason.SPARE if outlook.planned_w > 0 else ShareReason.NEEDED_LATER


def _share(
    state: EnergyState, base_w: float | None, priority_soc_pct: float, fill_margin: float
) -> tuple[float, ShareReason]:
    if "battery_soc_pct" not in state.signals and "battery_power_w" not in state.signals:
        return 1.0, ShareReason.NO_BATTERY
    soc_pct = usable(state.signals.get("battery_soc_pct"))
    if soc_pct is None:
        return 0.0, ShareReason.BATTERY_FIRST
    if soc_pct >= priority_soc_pct:
        return 1.0, ShareReason.PRIORITY_REACHED
    if base_w is not None and state.battery_capacity_wh is not None and state.pv_forecast:
        missing_wh = (100 - soc_pct) / 100 * state.battery_capacity_wh
        if forecast_left_over_wh(state, base_w) >= missing_wh * fill_margin:
            return 1.0, ShareReason.FORECAST_FILLS
    return 0.0, ShareReason.BATTERY_FIRST


def forecast_left_over_wh(state: EnergyState, base_w: float) -> float:
    """Forecast PV energy until sunset less the base load, never below 0 per interval, in Wh.

    Sunset is the first interval without PV after one with PV.
    """
    total_wh = 0.0
    daylight = False
    for start, end, mean_w in intervals(state.pv_forecast):
        first, last = max(start, state.now), min(end, state.now + _CREDIT_HORIZON_S)
        if last <= first:
            continue
        if mean_w <= 0:
            if daylight:
                break
            continue
        daylight = True
        total_wh += max(0.0, mean_w - base_w) * (last - first) / 3600
    return total_wh
