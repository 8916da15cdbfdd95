"""Loads that need time, and loads that do something else than they were told."""

from dataclasses import dataclass, replace
from typing import Any, override

from custom_components.bitgridai.engine.document import Json, Node
from custom_components.bitgridai.engine.handover import switched_off
from custom_components.bitgridai.engine.memory import memory_from_node
from custom_components.bitgridai.engine.verify import verify
from custom_components.bitgridai.engine.vocabulary import Action
from custom_components.bitgridai.ports import Evidence, LoadDescription, LoadReading, Reading
from custom_components.bitgridai.runtime import Cause

from .house import BLOCK, Heater, House

RAMP_S = 240


@dataclass
class SlowMiner(Heater):
    """Takes its setting at once and reaches its power minutes later."""

    drawn_w: float = 0.0
    shown: Evidence | None = Evidence.RESTING

    description = replace(Heater.description, confirm_s=30, ramp_s=RAMP_S)

    @override
    def read(self, now: int) -> LoadReading:
        return replace(super().read(now), power=Reading(self.drawn_w, now), evidence=self.shown)


def _faults(house: House) -> list[tuple[str, float]]:
    return [(fault.command.load, fault.command.target_w) for fault in house.controller.snapshot(house.now).faults]


async def test_a_load_that_ramps_up_is_told_once_and_waited_for() -> None:
    miner = SlowMiner()
    house = House(heater=miner)
    await house.live(BLOCK + 200)
    assert miner.orders == [1]
    miner.drawn_w, miner.shown = 1500.0, Evidence.RUNNING
    await house.live(2 * RAMP_S)
    assert miner.orders == [1]
    assert _faults(house) == []


async def test_what_a_ramping_load_will_need_is_given_to_no_other() -> None:
    @dataclass
    class Boiler(Heater):
        description = LoadDescription(id="boiler", name="Boiler", levels_w=(0.0, 1000.0), priority=1)

    miner, boiler = SlowMiner(), Boiler(temperature=20.0)
    house = House(heater=miner)
    house.sensors.values["grid_power_w"] = -1800.0
    # Both are there from the beginning; the controller is built anew with the second one.
    house.controller._site = replace(house.controller._site, loads=(miner, boiler))
    again = type(house.controller)(
        house.controller._site, house.controller.policy, house.ledger, lambda _: "2026-06-15"
    )
    again.start(house.now, None)
    house.controller = again
    await house.live(2 * BLOCK + RAMP_S)
    assert miner.level == 1
    assert boiler.orders == [], "the meter still shows 1800 W of export, but 1500 W of it are promised"


async def test_a_load_that_takes_its_setting_and_never_runs_does_not_obey() -> None:
    miner = SlowMiner()
    house = House(heater=miner)
    await house.live(BLOCK + 2 * (30 + RAMP_S))
    assert _faults(house) == []
    await house.live(30 + RAMP_S)
    assert miner.orders == [1, 1, 1]
    assert _faults(house) == [("miner", 1500.0)]
    assert (Cause.NOT_OBEYING, "miner") in house.controller.snapshot(house.now).health.causes


async def test_a_relay_that_sticks_is_a_load_that_does_not_stop() -> None:
    miner = SlowMiner(drawn_w=1500.0, shown=Evidence.RUNNING)
    house = House(heater=miner)
    await house.run_up()
    miner.temperature = 90.0
    await house.live(3 * (30 + RAMP_S) + 10)
    assert miner.level == 0, "the switch says off"
    assert _faults(house) == [("miner", 0.0)], "but it still draws power"
    miner.drawn_w, miner.shown = 0.0, Evidence.RESTING
    await house.live(10)
    assert _faults(house) == []


async def test_a_witness_that_falls_silent_confirms_nothing() -> None:
    miner = SlowMiner(shown=Evidence.UNKNOWN)
    house = House(heater=miner)
    await house.live(BLOCK + 3 * (30 + RAMP_S) + 10)
    assert _faults(house) == [("miner", 1500.0)]


async def test_what_is_held_against_a_load_stays_until_it_obeys() -> None:
    miner = SlowMiner()
    house = House(heater=miner)
    await house.live(BLOCK + 3 * (30 + RAMP_S) + 10)
    house.controller.request(house.now, {"kind": "set_override", "override": "stop", "duration_min": 30})
    miner.obeys = False
    await house.live(20)
    assert _faults(house) == [("miner", 1500.0)], "a new order is no proof yet"
    miner.obeys = True
    await house.live(60)
    assert _faults(house) == []


async def _restarted(before: House, orders: Any, after_s: int, heater: Heater) -> House:
    after = House(
        sensors=before.sensors,
        heater=heater,
        ledger=before.ledger,
        memory=before.ledger.memories[-1],
        now=before.now + after_s,
    )
    after.controller.resume(after.now, orders)
    return after


@dataclass
class Script(Heater):
    """Shows minutes later what a script began, and nothing before."""

    obeys: bool = False

    description = replace(Heater.description, confirm_s=60, ramp_s=RAMP_S, shows_setting=False)


async def test_an_order_on_its_way_is_waited_for_after_a_restart_but_not_given_again() -> None:
    before = House(heater=Script())
    await before.live(BLOCK + 20)
    orders = await before.controller.leave(before.now, ())
    assert [order["target_w"] for order in orders if isinstance(order, dict)] == [1500.0]

    miner = Script()
    after = await _restarted(before, orders, 60, miner)
    await after.live(60)
    assert miner.orders == []
    snapshot = after.controller.snapshot(after.now)
    assert snapshot.memory.of("miner").starts_today == 1
    assert snapshot.preview is not None
    assert snapshot.preview.load("miner").previous_w == 1500.0, "it counts as on its way, so nobody else gets its power"
    await after.live(60 + RAMP_S)
    assert miner.orders == []
    assert _faults(after) == [("miner", 1500.0)]


async def test_a_stop_that_may_have_got_lost_is_repeated_without_waiting_for_the_ramp() -> None:
    script = Script(obeys=True)
    house = House(heater=script)
    await house.run_up()
    script.obeys, script.temperature = False, 90.0
    await house.live(3 * 60 + 10)
    assert script.orders == [1, 0, 0, 0, 0]
    assert _faults(house) == [], "it may still be ramping down"
    await house.live(3 * RAMP_S)
    assert _faults(house) == [("miner", 0.0)]


async def test_an_order_to_start_that_has_grown_old_is_forgotten() -> None:
    before = House(heater=Script())
    await before.live(BLOCK + 20)
    orders = await before.controller.leave(before.now, ())
    miner = Script()
    after = await _restarted(before, orders, 3600, miner)
    await after.live(60)
    assert miner.orders == []
    assert _faults(after) == []


async def test_an_order_to_stop_is_sent_on_however_old_it_is() -> None:
    before = House()
    await before.run_up()
    before.heater.reachable = False
    orders = await before.controller.leave(before.now, ["miner"])
    before.heater.reachable = True
    after = await _restarted(before, orders, 48 * 3600, before.heater)
    await after.live(60)
    assert before.heater.level == 0


async def test_orders_of_a_load_that_was_described_anew_are_forgotten() -> None:
    before = House(heater=SlowMiner())
    await before.live(BLOCK + 20)
    (order,) = await before.controller.leave(before.now, ())
    assert isinstance(order, dict)
    for changed in ({**order, "target_w": 900.0}, {**order, "level": 2}, {**order, "load": "boiler"}):
        after = await _restarted(before, [changed], 10, Heater())
        await after.live(30)
        preview = after.controller.snapshot(after.now).preview
        assert preview is not None
        assert preview.load("miner").previous_w == 0.0


async def test_orders_that_cannot_be_read_keep_nothing_from_starting() -> None:
    wrong: tuple[Json, ...] = ({"kind": "none"}, [{"id": "x"}], [3], "text", [{"id": "x", "level": -1}])
    for orders in wrong:
        house = House()
        house.controller.resume(house.now, orders)
        await house.run_up()


async def test_leaving_switches_off_and_decides_nothing_more() -> None:
    house = House()
    await house.run_up()
    assert await house.controller.leave(house.now, ["miner"]) == []
    assert house.heater.level == 0
    assert house.ledger.records[-1]["event"] == "end"
    assert house.ledger.records[-1]["detail"] == {"stopped": ["miner"], "left": []}
    records = len(house.ledger.records)
    await house.live(3 * BLOCK)
    assert house.heater.level == 0
    assert len(house.ledger.records) == records
    assert await house.controller.leave(house.now, ["miner"]) == []
    assert len(house.ledger.records) == records
    assert verify(house.ledger.records).verified


async def test_a_load_that_was_stopped_for_a_restart_rests_before_it_starts_again() -> None:
    before = House()
    await before.run_up()
    await before.controller.leave(before.now, ["miner"])
    after = await _restarted(before, [], 120, before.heater)
    await after.live(BLOCK)
    assert after.heater.level == 0
    assert after.ledger.last()["code"] == "R5_MIN_PAUSE"
    await after.live(2 * BLOCK)
    assert after.heater.level == 1
    assert after.controller.snapshot(after.now).memory.of("miner").starts_today == 2
    assert verify(after.ledger.records).verified


async def test_a_load_that_rests_already_is_not_told_again() -> None:
    house = House()
    await house.live(60)
    await house.controller.leave(house.now, ["miner"])
    assert house.heater.orders == []
    assert house.ledger.records[-1]["detail"] == {"stopped": [], "left": ["miner"]}


def test_a_stop_at_the_end_keeps_all_that_was_promised_and_latched() -> None:
    memory = memory_from_node(
        Node(
            "memory",
            {
                "emergency_stop": {"since": "2026-06-15T12:00:00Z", "origin": "user"},
                "loads": {
                    "miner": {
                        "last_change": "START",
                        "blocks_since_change": 4,
                        "blocks_since_start": 4,
                        "starts_today": 3,
                        "lockout": {"code": "R3_OVERTEMP", "since": "2026-06-15T12:00:00Z"},
                    }
                },
                "overrides": [
                    {"kind": "start", "load": "miner", "valid_until": "2026-06-15T14:00:00Z"},
                ],
            },
        )
    )
    after = switched_off(memory, ["miner"])
    assert after.of("miner") == replace(
        memory.of("miner"), last_change=Action.STOP, blocks_since_change=0, blocks_since_start=None
    )
    assert replace(after, loads=memory.loads) == memory
