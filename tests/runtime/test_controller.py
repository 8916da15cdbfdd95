"""The controller between a house and the engine."""

import pytest

from custom_components.bitgridai.engine.document import Node
from custom_components.bitgridai.engine.errors import DocumentError
from custom_components.bitgridai.engine.policy import policy_from_node
from custom_components.bitgridai.engine.verify import verify
from custom_components.bitgridai.runtime import Cause, HealthLevel

from .house import BLOCK, NOON, Heater, House, Sensors


async def test_surplus_starts_the_load_at_a_block_tick_and_not_before() -> None:
    house = House()
    await house.live(BLOCK - 5)
    assert house.heater.orders == []
    await house.live(5)
    assert house.heater.orders == [1]
    assert house.ledger.last()["code"] == "R1_SURPLUS_OK"


async def test_every_block_is_decided_once_and_recorded() -> None:
    house = House()
    await house.live(6 * BLOCK)
    ticks = [record for record in house.ledger.decisions if record["trigger"] == "BLOCK_TICK"]
    assert [record["decision"]["block_id"] for record in ticks] == [NOON // BLOCK + n for n in range(1, 7)]
    assert verify(house.ledger.records).verified


async def test_the_first_look_decides_nothing_before_the_meter_reports() -> None:
    house = House(sensors=Sensors({"grid_power_w": None}))
    await house.live(60)
    assert house.ledger.decisions == []
    assert house.controller.snapshot(house.now).health.causes[0] == (Cause.WAITING, "")


async def test_a_meter_that_never_reports_is_a_safety_stop_after_the_grace_time() -> None:
    house = House(sensors=Sensors({"grid_power_w": None}))
    await house.live(130)
    assert house.ledger.last()["code"] == "R3_MISSING_TELEMETRY"


@pytest.mark.parametrize("value", [None, float("nan"), float("inf"), 9e9])
async def test_a_meter_that_says_nothing_usable_starts_nothing(value: float | None) -> None:
    house = House(sensors=Sensors({"grid_power_w": value}))
    await house.live(3 * BLOCK)
    assert house.heater.orders.count(1) == 0


async def test_a_meter_unplugged_before_the_tick_keeps_the_load_from_starting() -> None:
    house = House()
    await house.live(BLOCK - 30)
    house.sensors.values["grid_power_w"] = None
    await house.live(60)
    assert house.heater.orders == []
    assert house.ledger.last()["code"] == "R1_DEGRADED"


async def test_a_meter_that_falls_silent_lets_the_load_run_for_three_minutes_and_no_longer() -> None:
    house = House()
    await house.run_up()
    house.sensors.values["grid_power_w"] = None
    await house.live(175)
    assert house.heater.level == 1
    await house.live(15)
    assert house.heater.level == 0
    assert house.ledger.last()["code"] == "R3_MISSING_TELEMETRY"


async def test_a_meter_that_repeats_an_old_value_is_as_good_as_none() -> None:
    house = House()
    await house.run_up()
    house.sensors.frozen_at = house.now
    await house.live(170)
    assert (Cause.NO_READING, "grid_power_w") not in house.controller.snapshot(house.now).health.causes
    await house.live(20)
    assert house.heater.level == 0
    assert (Cause.NO_READING, "grid_power_w") in house.controller.snapshot(house.now).health.causes


async def test_a_short_gap_in_the_meter_changes_nothing() -> None:
    house = House()
    await house.run_up()
    house.sensors.values["grid_power_w"] = None
    await house.live(60)
    house.sensors.values["grid_power_w"] = -1500.0
    await house.live(2 * BLOCK)
    assert house.heater.orders == [1]


async def test_a_hot_chip_stops_the_load_within_five_seconds() -> None:
    house = House()
    await house.run_up()
    house.heater.temperature = 85.1
    await house.live(5)
    assert house.heater.level == 0
    assert house.ledger.last()["code"] == "R3_OVERTEMP"
    assert (Cause.LOCKOUT, "miner") in house.controller.snapshot(house.now).health.causes


async def test_a_hot_chip_is_looked_at_as_soon_as_it_reports() -> None:
    house = House()
    await house.run_up()
    house.heater.temperature = 85.1
    house.controller.poll(house.now + 1, urgent=True)
    await house.controller.settled()
    assert house.heater.level == 0


async def test_grid_import_lowers_the_load_within_the_guards_time() -> None:
    house = House(policy={"r5": {"min_runtime_blocks": 0}})
    await house.run_up()
    house.sensors.values["grid_power_w"] = 2500.0
    await house.live(90)
    assert house.heater.level == 0
    assert house.ledger.last()["code"] == "R2_GRID_IMPORT"


async def test_a_load_that_does_not_answer_is_asked_again_and_then_reported() -> None:
    house = House(heater=Heater(obeys=False))
    await house.live(BLOCK + 120)
    assert house.heater.orders == [1, 1, 1]
    health = house.controller.snapshot(house.now).health
    assert health.level is HealthLevel.ERROR
    assert (Cause.NOT_OBEYING, "miner") in health.causes


async def test_a_load_that_does_not_stop_is_told_so_until_it_does() -> None:
    house = House()
    await house.run_up()
    house.heater.obeys = False
    house.heater.temperature = 90.0
    await house.live(600)
    assert house.heater.orders.count(0) >= 10
    house.heater.obeys = True
    await house.live(60)
    assert house.heater.level == 0
    assert (Cause.NOT_OBEYING, "miner") not in house.controller.snapshot(house.now).health.causes


async def test_a_load_that_cannot_be_reached_raises_nothing() -> None:
    house = House(heater=Heater(reachable=False))
    await house.live(BLOCK + 120)
    assert (Cause.NOT_OBEYING, "miner") in house.controller.snapshot(house.now).health.causes


async def test_a_slow_stop_is_ordered_once_while_it_is_on_its_way() -> None:
    house = House()
    await house.run_up()
    house.heater.obeys = False
    house.heater.temperature = 90.0
    await house.live(25)
    assert house.heater.orders == [1, 0]


async def test_someone_who_switches_a_locked_load_on_by_hand_sees_it_go_off_again() -> None:
    house = House()
    await house.run_up()
    house.heater.temperature = 90.0
    await house.live(10)
    house.heater.level = 1
    await house.live(10)
    assert house.heater.level == 0


async def test_a_start_command_runs_the_load_and_ends_by_itself() -> None:
    house = House(sensors=Sensors({"grid_power_w": 1700.0, "battery_soc_pct": 90.0}))
    await house.live(30)
    answer = house.controller.request(
        house.now, {"kind": "set_override", "override": "start", "load": "miner", "duration_min": 15}
    )
    assert answer.status == "accepted"
    await house.live(60)
    assert house.heater.level == 1
    await house.live(60 * 60)
    assert house.heater.level == 0
    assert verify(house.ledger.records).verified


async def test_a_command_that_is_none_is_refused_before_anything_is_recorded() -> None:
    house = House()
    await house.live(30)
    records = len(house.ledger.records)
    with pytest.raises(DocumentError, match=r"request\.kind"):
        house.controller.request(house.now, {"kind": "explode"})
    assert len(house.ledger.records) == records


async def test_a_refused_command_is_on_record() -> None:
    house = House(sensors=Sensors({"grid_power_w": -3000.0, "battery_soc_pct": 40.0}))
    await house.live(30)
    answer = house.controller.request(house.now, {"kind": "set_override", "override": "start"})
    assert (answer.status, answer.reason) == ("refused", "R2_SOC_HARD_MIN")
    assert any(record["kind"] == "request" for record in house.ledger.records)


async def test_an_emergency_stop_holds_until_a_person_releases_it() -> None:
    house = House()
    await house.run_up()
    house.controller.request(house.now, {"kind": "emergency_stop", "origin": "user"})
    await house.live(4 * BLOCK)
    assert house.heater.level == 0
    house.controller.request(house.now, {"kind": "release_emergency_stop", "origin": "user"})
    await house.live(2 * BLOCK)
    assert house.heater.level == 1


async def test_a_restart_goes_on_with_the_run_its_lockout_and_its_chain() -> None:
    before = House()
    await before.run_up()
    before.heater.temperature = 90.0
    await before.live(10)
    before.heater.temperature = 40.0
    after = House(heater=before.heater, ledger=before.ledger, memory=before.ledger.memories[-1], now=before.now + 20)
    await after.live(25 * 60)
    assert after.heater.level == 0
    await after.live(20 * 60)
    assert after.heater.level == 1
    assert verify(before.ledger.records).verified


async def test_a_restart_in_the_middle_of_a_run_leaves_the_load_running() -> None:
    before = House()
    await before.run_up()
    before.sensors.values["grid_power_w"] = -1500.0
    now = before.now + 120
    after = House(
        sensors=before.sensors, heater=before.heater, ledger=before.ledger, memory=before.ledger.memories[-1], now=now
    )
    await after.live(3 * BLOCK)
    assert after.heater.orders == [1]


async def test_right_after_a_restart_a_block_is_not_decided_on_a_minute_of_data() -> None:
    house = House(now=NOON - 60)
    await house.live(120)
    assert house.ledger.decisions[-1]["trigger"] == "RECOVERY"
    assert house.heater.orders == []


@pytest.mark.parametrize("jump", [-3600, -40 * 86400, 3600, 40 * 86400])
async def test_a_clock_that_jumps_neither_raises_nor_restarts_the_load(jump: int) -> None:
    house = House()
    await house.run_up()
    house.sensors.values["grid_power_w"] = -1500.0
    house.now += jump
    await house.live(3 * BLOCK)
    assert house.heater.orders == [1]
    assert verify(house.ledger.records).verified


async def test_safety_does_not_wait_for_a_clock_that_went_back() -> None:
    house = House()
    await house.run_up()
    house.now -= 7200
    house.heater.temperature = 95.0
    await house.live(5)
    assert house.heater.level == 0


async def test_a_new_policy_is_on_record_and_in_force() -> None:
    house = House()
    await house.run_up()
    house.controller.set_policy(
        house.now, policy_from_node(Node("policy", {"r3": {"max_chip_temp_c": 40, "resume_chip_temp_c": 35}}))
    )
    await house.controller.settled()
    assert house.heater.level == 0
    assert house.ledger.records[-2]["event"] == "policy"
    assert verify(house.ledger.records).verified


async def test_without_a_ledger_nothing_new_begins() -> None:
    house = House()
    house.controller.ledger_failed(broken=True)
    await house.live(3 * BLOCK)
    assert house.heater.orders == []
    assert house.ledger.last()["code"] == "R1_DEGRADED"
    house.controller.ledger_failed(broken=False)
    await house.live(BLOCK)
    assert house.heater.orders == [1]


async def test_the_preview_says_what_the_next_block_brings_and_changes_nothing() -> None:
    house = House()
    await house.live(30)
    snapshot = house.controller.snapshot(house.now)
    assert snapshot.preview is not None
    assert snapshot.preview.load("miner").action == "START"
    assert snapshot.next_block_at == NOON + BLOCK
    await house.live(60)
    assert house.heater.orders == []


async def test_a_load_whose_thermometer_is_silent_shows_in_health() -> None:
    house = House()
    await house.live(30)
    house.heater.temperature = None
    await house.live(10)
    health = house.controller.snapshot(house.now).health
    assert (Cause.NO_READING, "miner") in health.causes
    assert health.level is HealthLevel.WARN
