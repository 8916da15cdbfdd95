"""A simulated household under the real controller, with faults switched on."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from bitgridai.closed_loop import ClosedLoop
from bitgridai.engine import Policy, verify
from bitgridai.runtime import Cause
from bitgridai.simulation import FaultKind, bundled_households, load_household, open_profile
from bitgridai.simulation.trace import Trace

HOUR = 3600
DAY = 24 * HOUR


def open_week(policy: Policy | None = None) -> ClosedLoop:
    household = load_household(bundled_households()["real_week"])
    profile = open_profile(household)
    assert isinstance(profile, Trace)
    return ClosedLoop.open(household, policy or Policy(), profile.start, profile)


async def until_running(loop: ClosedLoop) -> int:
    """Live until the miner has been running for half an hour; return the time."""
    now = loop.plant.t
    while loop.plant.measurements.load("miner").power_w < 700:
        now += 600
        await loop.run(now)
    await loop.run(now + HOUR // 2)
    return loop.plant.t


def last(loop: ClosedLoop) -> dict[str, Any]:
    decisions = [record for record in loop.ledger.records if record["kind"] == "decision"]
    made: dict[str, Any] = decisions[-1]["decision"]["loads"]["miner"]
    return made


@pytest.fixture(scope="module")
def sunny_day() -> ClosedLoop:
    loop = open_week()
    asyncio.run(loop.run(loop.plant.start + DAY))
    return loop


async def test_a_sunny_day_heats_with_what_would_have_been_given_away(sunny_day: ClosedLoop) -> None:
    energies, baseline = sunny_day.plant.energies, sunny_day.plant.baseline
    assert energies.loads_wh > 8000
    assert energies.import_wh - baseline.import_wh < 100
    assert energies.export_wh < baseline.export_wh - 0.9 * energies.loads_wh + 1000


async def test_the_days_ledger_proves_itself(sunny_day: ClosedLoop) -> None:
    report = verify(sunny_day.ledger.records)
    assert report.verified
    assert report.decisions >= 144


async def test_the_same_day_again_has_the_same_last_hash(sunny_day: ClosedLoop) -> None:
    again = open_week()
    await again.run(again.plant.start + DAY)
    assert again.ledger.records[-1]["hash"] == sunny_day.ledger.records[-1]["hash"]


async def test_a_miner_that_runs_hot_is_off_before_it_protects_itself() -> None:
    loop = open_week()
    now = await until_running(loop)
    loop.plant.set_fault(FaultKind.HOT, "miner", active=True)
    hottest = 0.0
    for _ in range(360):
        now += 10
        await loop.run(now)
        hottest = max(hottest, loop.plant.measurements.load("miner").chip_temp_c)
    assert loop.plant.measurements.load("miner").level == 0
    assert hottest < 95
    assert loop.controller.snapshot(now).memory.of("miner").lockout is not None


async def test_a_silent_miner_is_locked_out_and_reported() -> None:
    loop = open_week()
    now = await until_running(loop)
    loop.plant.set_fault(FaultKind.SILENT, "miner", active=True)
    await loop.run(now + 180)
    assert last(loop)["code"] in {"R3_COMM_TIMEOUT", "R3_LOCKOUT"}
    causes = loop.controller.snapshot(now + 180).health.causes
    assert (Cause.NOT_OBEYING, "miner") in causes
    loop.plant.set_fault(FaultKind.SILENT, "miner", active=False)
    await loop.run(now + 300)
    assert loop.plant.measurements.load("miner").level == 0


async def test_a_miner_that_answers_but_does_nothing_is_reported() -> None:
    loop = open_week()
    now = await until_running(loop)
    loop.plant.set_fault(FaultKind.STUBBORN, "miner", active=True)
    loop.controller.request(now, {"kind": "emergency_stop"})
    await loop.run(now + 300)
    assert (Cause.NOT_OBEYING, "miner") in loop.controller.snapshot(now + 300).health.causes


async def test_a_stale_meter_stops_the_miner() -> None:
    loop = open_week()
    now = await until_running(loop)
    loop.plant.set_fault(FaultKind.STALE_METER, active=True)
    await loop.run(now + 240)
    assert last(loop)["code"] == "R3_MISSING_TELEMETRY"
    assert loop.plant.measurements.load("miner").level == 0


async def test_a_price_spike_keeps_loads_from_starting() -> None:
    loop = open_week()
    loop.plant.set_fault(FaultKind.PRICE_SPIKE, active=True)
    await loop.run(loop.plant.start + DAY)
    codes = {
        made["code"]
        for record in loop.ledger.records
        if record["kind"] == "decision"
        for made in record["decision"]["loads"].values()
    }
    assert loop.plant.energies.loads["miner"].productive_wh == 0
    assert codes & {"R4_PRICE_SPIKE", "R1_PRICE_HIGH"}


async def test_the_battery_reserve_is_kept_for_the_house() -> None:
    loop = open_week()
    now, end = loop.plant.start, loop.plant.start + 2 * DAY
    policy = loop.controller.policy
    while now < end:
        now += 600
        await loop.run(now)
        shown = loop.plant.measurements
        if shown.load("miner").level:
            assert (shown.battery_soc_pct or 0) >= policy.r2.soc_hard_min_pct - 2


async def test_manual_autonomy_starts_nothing() -> None:
    loop = open_week(replace(Policy(), autonomy=Policy().autonomy.__class__.MANUAL))
    await loop.run(loop.plant.start + 14 * HOUR)
    assert loop.plant.energies.loads["miner"].productive_wh == 0
