"""Every state of a small world: safety, commands, autonomy and authority, one by one.

The world has one miner of two levels. Each dimension takes the values around its thresholds,
and every combination is decided. What must follow is written here a second time, without the
engine's rules.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import product

import pytest

from custom_components.bitgridai.engine import Memory, Policy, decide
from custom_components.bitgridai.engine.arbitration import LoadDecision
from custom_components.bitgridai.engine.document import Node
from custom_components.bitgridai.engine.load import LoadState
from custom_components.bitgridai.engine.memory import EmergencyStop, LoadMemory, Lockout, Override, OverrideKind
from custom_components.bitgridai.engine.signals import Quality, Signal
from custom_components.bitgridai.engine.state import EnergyState, state_from_node
from custom_components.bitgridai.engine.vocabulary import Action, Autonomy, Rule, Trigger

from .houses import BLOCK, BLOCK_S, NOON, miner

LEVELS = (0.0, 800.0, 1500.0)
SOC = (49.999, 50.0, 53.0, 53.001, 90.0)
GRID = (-4000.0, -700.0, 0.0, 500.0, 2600.0)
TEMP = (None, 60.0, 85.0, 85.001)
"""None: the sensor is there and says nothing."""
SILENCE = (60.0, 60.001)
COMMANDS = (None, OverrideKind.START, OverrideKind.STOP, OverrideKind.LIMIT)
LATCHES = ("none", "lockout", "emergency")
RAN = (0, 9)
"""Blocks since the last change: within every dwell time, and beyond all of them."""


@dataclass(frozen=True, slots=True)
class World:
    """One state of the small world."""

    trigger: Trigger
    autonomy: Autonomy
    level: int
    soc: float
    grid: float
    temp: float | None
    silence: float
    command: OverrideKind | None
    latch: str
    ran: int

    @property
    def now_w(self) -> float:
        return LEVELS[self.level]

    @property
    def safe(self) -> bool:
        return self.temp is not None and self.temp <= 85 and self.silence <= 60 and self.latch == "none"

    @property
    def may_raise(self) -> bool:
        return self.trigger in {Trigger.BLOCK_TICK, Trigger.OVERRIDE}


@cache
def _base() -> EnergyState:
    document = {
        "now": "2026-06-15T12:00:00Z",
        "signals": {"grid_power_w": 0, "battery_soc_pct": 90},
        "loads": {"miner": miner(0)},
    }
    return state_from_node(Node("state", document))


@cache
def _load(level: int, temp: float | None, silence: float) -> LoadState:
    return replace(
        _base().load("miner"),
        level=level,
        set_w=LEVELS[level],
        power_w=Signal(LEVELS[level]),
        chip_temp_c=Signal(temp, Quality.MISSING if temp is None else Quality.OK),
        heartbeat_age_s=Signal(silence),
    )


@cache
def _memory(level: int, command: OverrideKind | None, latch: str, ran: int) -> Memory:
    change = Action.START if level else Action.STOP
    lockout = Lockout("R3_OVERTEMP", NOON - 60) if latch == "lockout" else None
    power_w = 800.0 if command is OverrideKind.LIMIT else None
    order = Override("command", command, "miner", power_w, "user", NOON - 60, NOON + 3600) if command else None
    return Memory(
        block_id=BLOCK - 1,
        counted_block=BLOCK,
        block_length_s=BLOCK_S,
        last_now=NOON - 10,
        local_date="2026-06-15",
        emergency_stop=EmergencyStop(NOON - 60, "user") if latch == "emergency" else None,
        loads={"miner": LoadMemory(change, ran, ran if level else None, 1, lockout)},
        overrides=() if order is None else (order,),
    )


POLICIES = {autonomy: replace(Policy(), autonomy=autonomy) for autonomy in Autonomy}


def decided(world: World) -> tuple[LoadDecision, Memory]:
    signals = {"grid_power_w": Signal(world.grid), "battery_soc_pct": Signal(world.soc)}
    state = replace(
        _base(), trigger=world.trigger, signals=signals, loads=(_load(world.level, world.temp, world.silence),)
    )
    before = _memory(world.level, world.command, world.latch, world.ran)
    decision, after = decide(state, before, POLICIES[world.autonomy])
    return decision.load("miner"), after


def worlds(autonomy: Autonomy) -> Iterator[World]:
    triggers = tuple(Trigger)
    for values in product(triggers, (0, 1, 2), SOC, GRID, TEMP, SILENCE, COMMANDS, LATCHES, RAN):
        trigger, *rest = values
        yield World(trigger, autonomy, *rest)  # type: ignore[arg-type]  # product forgets the types


def check(world: World, made: LoadDecision, after: Memory) -> None:
    """What must follow from a state, whatever the rules look like."""
    target_w = made.target_w
    assert target_w in LEVELS
    if not world.safe:
        assert (target_w, made.rule) == (0.0, Rule.R3)
        assert not any(item.kind is OverrideKind.START for item in after.overrides)
        return
    assert made.rule is not Rule.R3
    if world.soc <= 50:
        assert (target_w, made.rule, made.code) == (0.0, Rule.R2, "R2_SOC_HARD_MIN")
        assert not any(item.kind is OverrideKind.START for item in after.overrides)
        return
    if target_w > world.now_w:
        assert world.may_raise
        assert world.trigger is Trigger.BLOCK_TICK or world.command is OverrideKind.START
    _check_command(world, made)
    if world.command in {None, OverrideKind.LIMIT}:
        _check_own_will(world, made)


def _check_command(world: World, made: LoadDecision) -> None:
    if world.command is OverrideKind.STOP:
        assert (made.target_w, made.rule) == (0.0, Rule.OVERRIDE)
    if world.command is OverrideKind.LIMIT:
        assert made.target_w <= 800
    if world.command is OverrideKind.START and world.may_raise:
        assert (made.target_w, made.rule) == (1500.0, Rule.OVERRIDE)


def _check_own_will(world: World, made: LoadDecision) -> None:
    """What the engine may do of itself, below any command."""
    target_w, limited = made.target_w, made.rule is Rule.OVERRIDE
    imports = world.trigger is not Trigger.SAFETY and world.grid > 500
    if world.soc <= 53:
        assert target_w <= world.now_w
    if target_w > world.now_w:
        assert world.autonomy in {Autonomy.SEMI, Autonomy.FULL}
        # A level may follow a start at once, a start a stop only after its pause.
        assert world.ran >= 2 or world.level
        # What it takes is there: own draw and export, less nothing, for the meter says so.
        assert target_w <= world.now_w - world.grid
    if target_w < world.now_w and not limited:
        assert world.trigger is Trigger.BLOCK_TICK or imports or world.trigger is Trigger.TRIM
        assert world.ran >= 2 or target_w > 0, "a dwell time was broken by a rule that may not"
        if world.autonomy in {Autonomy.MANUAL, Autonomy.ASSISTED}:
            assert imports
        if world.autonomy is Autonomy.SEMI:
            assert target_w > 0
    if imports and world.ran >= 3 and world.level and world.autonomy is not Autonomy.SEMI:
        # The excess is gone, or nothing is left to take.
        assert target_w == 0 or world.grid - (world.now_w - target_w) <= 500


@pytest.mark.parametrize("autonomy", list(Autonomy))
def test_every_state_of_the_small_world_is_decided_as_it_must_be(autonomy: Autonomy) -> None:
    count = 0
    rules = set()
    for world in worlds(autonomy):
        made, after = decided(world)
        try:
            check(world, made, after)
        except AssertionError as err:
            raise AssertionError(f"{world} -> {made.action} {made.target_w} {made.rule} {made.code}") from err
        rules.add(made.rule)
        count += 1
    assert count == 7 * 3 * len(SOC) * len(GRID) * len(TEMP) * len(SILENCE) * len(COMMANDS) * len(LATCHES) * len(RAN)
    assert {Rule.R1, Rule.R2, Rule.R3, Rule.R5, Rule.OVERRIDE} <= rules
