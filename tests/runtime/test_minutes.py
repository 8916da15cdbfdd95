"""What the house did, minute by minute."""

from .house import NOON, House, Sensors


async def test_every_minute_that_was_seen_has_a_row_with_its_means() -> None:
    house = House()
    start = NOON - NOON % 60
    await house.live(600)
    assert [row["time"] for row in house.minutes] == [start + 60 * number for number in range(1, 11)]
    row = house.minutes[-1]
    assert row["signals"]["grid_power_w"] == house.sensors.values["grid_power_w"]
    assert set(row["signals"]) == set(house.sensors.values)
    assert row["loads"]["miner"]["power_w"] == 0.0


async def test_a_step_in_the_middle_of_a_minute_is_a_mean() -> None:
    house = House(sensors=Sensors({"grid_power_w": -1000.0}))
    await house.live(60 - NOON % 60 + 30)
    house.sensors.values["grid_power_w"] = -2000.0
    await house.live(60)
    assert -2000.0 < house.minutes[-1]["signals"]["grid_power_w"] < -1000.0


async def test_what_nothing_valid_is_known_of_is_left_out() -> None:
    house = House()
    await house.live(120)
    house.sensors.values["battery_soc_pct"] = None
    await house.live(400)
    assert "battery_soc_pct" not in house.minutes[-1]["signals"]
    assert "grid_power_w" in house.minutes[-1]["signals"]


async def test_a_minute_that_nobody_saw_has_no_row() -> None:
    house = House()
    await house.live(120)
    seen = len(house.minutes)
    await house.live(3600, step=3600)
    assert len(house.minutes) == seen
    await house.live(120)
    assert len(house.minutes) == seen + 2
