"""The house without its loads: an estimate of what nobody could measure.

Had the loads not run, their power would have gone into the battery or spared it a
discharge, and the rest would have crossed the meter. How the battery would have answered
follows from a small model of one in self-consumption, run twice for each block: with the
loads and without. Only the difference between the two is added to what was measured, so
that a battery with habits of its own cancels out, and a house whose loads never ran is its
own baseline.

What the model cannot know it assumes or learns:

- 0.95 of the energy arrives, one way, charging as well as discharging;
- the battery gives and takes at least a third of its capacity per hour, and as much as it
  was ever seen to;
- it goes as low as it was ever seen, and up to 100 %.

A block is one mean: import and export within it cancel out, as they do in the figures with
the loads.
"""

from dataclasses import dataclass
from typing import Final

from .block import BlockMeans

EFFICIENCY_PCT: Final = 95
"""One way."""
_HOURS_TO_FILL: Final = 3
_HOUR_S: Final = 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """What the counterfactual battery is ahead by, and what is known of the real one."""

    lead_mj: int = 0
    """Energy that the battery would have more in store without the loads."""
    charge_mw: int = 0
    """Highest charging power of any block."""
    discharge_mw: int = 0
    """Highest discharging power of any block."""
    lowest_mj: int | None = None
    """Least energy ever seen in store."""


@dataclass(frozen=True, slots=True)
class _Battery:
    """The model's limits for one block."""

    seconds: int
    charge_mw: int
    discharge_mw: int
    lowest_mj: int
    capacity_mj: int

    def answer_mw(self, missing_mw: int, stored_mj: int) -> int:
        """Return the power at which it covers what is missing, or (below 0) takes what is left over."""
        if missing_mw >= 0:
            reserve_mw = (stored_mj - self.lowest_mj) * EFFICIENCY_PCT // (100 * self.seconds)
            return max(0, min(missing_mw, self.discharge_mw, reserve_mw))
        room_mw = (self.capacity_mj - stored_mj) * 100 // (EFFICIENCY_PCT * self.seconds)
        return -max(0, min(-missing_mw, self.charge_mw, room_mw))

    def stored_by_mj(self, battery_mw: int) -> int:
        """Return what a block at this power adds to the store (+ = discharge takes away)."""
        if battery_mw < 0:
            return -battery_mw * self.seconds * EFFICIENCY_PCT // 100
        return -(battery_mw * self.seconds * 100 // EFFICIENCY_PCT)


def without_loads(baseline: Baseline, means: BlockMeans, seconds: int) -> tuple[int, Baseline]:
    """Mean grid power in mW that a known block would have had without the loads, and the baseline after it.

    Never more than with them. Without a known battery, all they drew comes off the meter.
    """
    grid_mw, battery_mw = means.grid_mw or 0, means.battery_mw or 0
    loads_mw = sum(power or 0 for power in means.loads_mw.values())
    missing_mw = grid_mw + battery_mw
    if means.capacity_mj is None:
        return grid_mw - loads_mw, baseline
    seen = _learned(baseline, means)
    lowest_mj = means.stored_mj if seen.lowest_mj is None else seen.lowest_mj
    slowest_mw = means.capacity_mj // (_HOURS_TO_FILL * _HOUR_S)
    battery = _Battery(
        seconds,
        max(seen.charge_mw, slowest_mw),
        max(seen.discharge_mw, slowest_mw),
        min(lowest_mj, means.capacity_mj),
        means.capacity_mj,
    )
    before_mj = _within(means.stored_mj - battery.stored_by_mj(battery_mw), battery)
    ahead_mj = _within(before_mj + baseline.lead_mj, battery)
    change_mw = battery.answer_mw(missing_mw - loads_mw, ahead_mj) - battery.answer_mw(missing_mw, before_mj)
    # It takes no more than the power that was freed, and gives no more than is missing without the loads.
    change_mw = max(-loads_mw, min(change_mw, max(0, missing_mw - loads_mw - battery_mw, -battery_mw)))
    lead_mj = baseline.lead_mj + battery.stored_by_mj(battery_mw + change_mw) - battery.stored_by_mj(battery_mw)
    after = Baseline(
        lead_mj=max(0, min(lead_mj, means.capacity_mj - means.stored_mj)),
        charge_mw=seen.charge_mw,
        discharge_mw=seen.discharge_mw,
        lowest_mj=lowest_mj,
    )
    return grid_mw - loads_mw - change_mw, after


def _learned(baseline: Baseline, means: BlockMeans) -> Baseline:
    battery_mw = means.battery_mw or 0
    lowest = means.stored_mj if baseline.lowest_mj is None else min(baseline.lowest_mj, means.stored_mj)
    return Baseline(
        lead_mj=baseline.lead_mj,
        charge_mw=max(baseline.charge_mw, -battery_mw),
        discharge_mw=max(baseline.discharge_mw, battery_mw),
        lowest_mj=lowest,
    )


def _within(stored_mj: int, battery: _Battery) -> int:
    return max(battery.lowest_mj, min(stored_mj, battery.capacity_mj))
