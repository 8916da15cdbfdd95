"""One block of the household; mirrors ``bench.quality.plant``."""

from typing import Final, NamedTuple

import numpy as np

from ..bench.quality import household
from ..bench.quality.household import BLOCK_H
from ..engine.load import _LEVELS_MAX, _LEVELS_MIN
from .compiled import compiled
from .errors import SweepError
from .rows import HOUSE, Row

_FULL_PCT: Final = 100


class Flow(NamedTuple):
    """Means of one block in W, and what is stored when it ends."""

    grid_w: float
    battery_w: float
    stored_wh: float


def house_of(house: household.House) -> Row:
    """Copy a house; SweepError where its load has no levels."""
    levels_w = house.levels_w
    if not _LEVELS_MIN <= len(levels_w) <= _LEVELS_MAX or levels_w[0] != 0:
        raise SweepError(f"house.levels_w: expected 0 and one to {_LEVELS_MAX - 1} rising levels in W")
    if house.initial_soc_pct > _FULL_PCT:
        raise SweepError("house.initial_soc_pct: expected a battery that is not fuller than full")
    row = np.zeros((), HOUSE)
    for name in HOUSE.names or ():
        if hasattr(house, name):
            row[name] = (
                getattr(house, name) if name != "levels_w" else [*levels_w, *[0] * (_LEVELS_MAX - len(levels_w))]
            )
    row["levels"], row["lowest_w"], row["top_w"] = len(levels_w), levels_w[1], levels_w[-1]
    return row[()]


@compiled
def flow(house: Row, stored_wh: float, base_w: float, pv_w: float, load_w: float) -> Flow:
    """Let one block pass."""
    missing_w = base_w + load_w - pv_w
    if missing_w < 0:
        room_w = (house.capacity_wh - stored_wh) / house.efficiency / BLOCK_H
        battery_w = -max(0.0, min(-missing_w, house.battery_w, room_w))
        stored_wh -= battery_w * house.efficiency * BLOCK_H
    else:
        left_w = (stored_wh - house.floor_wh) * house.efficiency / BLOCK_H
        battery_w = max(0.0, min(missing_w, house.battery_w, left_w))
        stored_wh -= battery_w / house.efficiency * BLOCK_H
    return Flow(missing_w - battery_w, battery_w, stored_wh)


@compiled
def worth_ct(house: Row, grid_w: float, load_w: float, first: bool) -> float:  # noqa: FBT001  # no keywords here
    """Worth of a block in ct."""
    price = house.import_ct_kwh if grid_w > 0 else house.export_ct_kwh
    made_ct = load_w * house.load_ct_kwh * (house.first_block_share if first else 1.0)
    return float((made_ct - grid_w * price) * BLOCK_H / 1000 - (house.start_ct if first else 0.0))
