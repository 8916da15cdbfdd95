"""A course of the household under somebody's control, and what it was worth."""

from collections.abc import Callable
from dataclasses import dataclass

from .household import BLOCK_H, House
from .plant import Flow, flow, worth_ct
from .trace import BlockTrace

_ROUNDING_WH = 1e-6


@dataclass(frozen=True, slots=True)
class Seen:
    """What a controller may know when a block begins: the block before, and the battery now."""

    block: int
    stored_wh: float
    last: Flow
    """Means of the block before."""
    base_w: float
    pv_w: float
    level_w: float
    """What the load was set to in the block before."""


type Control = Callable[[Seen], float]
"""The load's level in W for the block that begins."""


@dataclass(frozen=True, slots=True)
class Month:
    """One calendar month of a course."""

    value_ct: float = 0.0
    used_kwh: float = 0.0
    import_kwh: float = 0.0
    starts: int = 0
    below_reserve_blocks: int = 0
    blocks: int = 0

    def __add__(self, other: Month) -> Month:
        """Add two months up."""
        return Month(
            self.value_ct + other.value_ct,
            self.used_kwh + other.used_kwh,
            self.import_kwh + other.import_kwh,
            self.starts + other.starts,
            self.below_reserve_blocks + other.below_reserve_blocks,
            self.blocks + other.blocks,
        )


def live(house: House, trace: BlockTrace, control: Control) -> dict[int, Month]:
    """Let the household live through its trace; each calendar month by its number."""
    months: dict[int, Month] = {}
    stored_wh, level_w = house.initial_wh, 0.0
    last = Flow(trace.base_w[0] - trace.pv_w[0], 0.0, stored_wh)
    for block, (base_w, pv_w) in enumerate(zip(trace.base_w, trace.pv_w, strict=True)):
        before = max(0, block - 1)
        seen = Seen(block, stored_wh, last, trace.base_w[before], trace.pv_w[before], level_w)
        wish_w = control(seen) if block else 0.0
        last = flow(house, stored_wh, base_w, pv_w, wish_w)
        first = wish_w > 0 and level_w == 0
        low_wh = min(stored_wh, last.stored_wh)
        month = trace.month(block)
        months[month] = months.get(month, Month()) + Month(
            worth_ct(house, last.grid_w, wish_w, first=first),
            wish_w * BLOCK_H / 1000,
            max(0.0, last.grid_w) * BLOCK_H / 1000,
            int(first),
            int(wish_w > 0 and low_wh < house.reserve_wh - _ROUNDING_WH),
            1,
        )
        stored_wh, level_w = last.stored_wh, wish_w
    return months
