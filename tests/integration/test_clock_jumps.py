"""Clocks are set, forward and back: nothing is decided twice, and nothing runs unwatched."""

import pytest

from tests.integration.owner import BLOCK_S, Owner, verified

HOUR, DAY = 3600, 86_400


@pytest.mark.parametrize(
    ("seconds", "until_it_counts"),
    [
        pytest.param(-HOUR, HOUR, id="an hour back"),
        pytest.param(-7 * DAY, 0, id="a week back"),
        pytest.param(HOUR, 0, id="an hour on"),
        pytest.param(30 * DAY, 0, id="a month on"),
    ],
)
async def test_a_clock_that_is_set_ends_no_control(owner: Owner, seconds: int, until_it_counts: int) -> None:
    coordinator = await owner.connect()
    await owner.live(BLOCK_S + 60)
    assert owner.heating()
    await owner.jump(seconds)
    owner.surplus_w = -500
    # Dwell times never shrink: the hour that is lived again does not count.
    await owner.live(until_it_counts + 4 * BLOCK_S)
    assert not owner.heating()
    assert coordinator.last_update_success
    await owner.leave()
    report = await verified(owner.hass, owner.entry)
    assert report.verified, report.difference


async def test_safety_acts_at_once_though_the_clock_went_back(owner: Owner) -> None:
    await owner.connect()
    await owner.live(BLOCK_S + 60)
    assert owner.heating()
    await owner.jump(-HOUR)
    owner.temperature_c = 90
    await owner.live(10)
    assert not owner.heating()
    assert owner.state("sensor.heater_reason").state == "r3_overtemp"


async def test_a_block_is_decided_once_though_the_clock_goes_back(owner: Owner) -> None:
    coordinator = await owner.connect()
    await owner.live(BLOCK_S + 30)
    block = coordinator.data.memory.block_id
    starts = coordinator.data.memory.of("heater").starts_today
    await owner.jump(-120)
    await owner.live(150)
    assert coordinator.data.memory.block_id == block
    assert coordinator.data.memory.of("heater").starts_today == starts
