"""One block of the household: where the energy goes, to the Wh."""

from dataclasses import dataclass

from .household import BLOCK_H, House


@dataclass(frozen=True, slots=True)
class Flow:
    """Means of one block in W; battery power is positive when it gives."""

    grid_w: float
    battery_w: float
    stored_wh: float
    """In the battery when the block ends."""


def flow(house: House, stored_wh: float, base_w: float, pv_w: float, load_w: float, hours: float = BLOCK_H) -> Flow:
    """Let one block pass: the battery takes what is left over and gives what is missing, as far as it can."""
    missing_w = base_w + load_w - pv_w
    if missing_w < 0:
        room_w = (house.capacity_wh - stored_wh) / house.efficiency / hours
        battery_w = -max(0.0, min(-missing_w, house.battery_w, room_w))
        stored_wh -= battery_w * house.efficiency * hours
    else:
        left_w = (stored_wh - house.floor_wh) * house.efficiency / hours
        battery_w = max(0.0, min(missing_w, house.battery_w, left_w))
        stored_wh -= battery_w / house.efficiency * hours
    return Flow(missing_w - battery_w, battery_w, stored_wh)


def worth_ct(house: House, grid_w: float, load_w: float, *, first: bool) -> float:
    """Worth of a block in ct: grid energy, and what the load made of its own."""
    price = house.import_ct_kwh if grid_w > 0 else house.export_ct_kwh
    made_ct = load_w * house.load_ct_kwh * (house.first_block_share if first else 1.0)
    return (made_ct - grid_w * price) * BLOCK_H / 1000 - (house.start_ct if first else 0.0)
