"""Every combination of those who may speak: who decides, one by one.

The small world again, with what R4 looks at and with a budget of starts. Who decides is
worked out a second time from the votes, by the order of authority as it is written down.
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
from custom_components.bitgridai.engine.memory import LoadMemory, Override, OverrideKind
from custom_components.bitgridai.engine.signals import Series, Signal
from custom_components.bitgridai.engine.state import EnergyState, state_from_node
from custom_components.bitgridai.engine.vocabulary import Action, Autonomy, Rule, Trigger, Verdict
from custom_components.bitgridai.engine.votes import Vote

from .houses import BLOCK, BLOCK_S, NOON, miner

LEVELS = (0.0, 800.0, 1500.0)
TRIGGERS = (Trigger.BLOCK_TICK, Trigger.GUARD, Trigger.OVERRIDE)
SOC = (50.0, 53.0, 90.0)
GRID = (-4000.0, -900.0, 0.0, 600.0, 2600.0)
TEMP = (60.0, 85.001)
SKY = ("not told", "dark", "bright")
PRICES_AHEAD = ("not told", "even", "spike")
COMMANDS = (None, OverrideKind.START, OverrideKind.STOP, OverrideKind.LIMIT)
RAN = (0, 2, 9)
"""Blocks since the last change: within every dwell time, between them, beyond all."""
STARTS = (0, 6)
"""The budget is 6."""
BY_AUTHORITY = (Rule.R2, Rule.R4, Rule.R5, Rule.AUTONOMY)
"""Those who may veto, the highest first."""


@dataclass(frozen=True, slots=True)
class World:
    """One state of the small world."""

    autonomy: Autonomy
    trigger: Trigger
    level: int
    soc: float
    grid: float
    temp: float
    sky: str
    prices: str
    command: OverrideKind | None
    ran: int
    starts: int

    @property
    def now_w(self) -> float:
        return LEVELS[self.level]


def worlds(autonomy: Autonomy) -> Iterator[World]:
    for values in product(TRIGGERS, (0, 1, 2), SOC, GRID, TEMP, SKY, PRICES_AHEAD, COMMANDS, RAN, STARTS):
        yield World(autonomy, *values)


@cache
def _base(level: int, temp: float) -> EnergyState:
    loads = {"miner": miner(level, chip_temp_c=temp)}
    document = {"now": "2026-06-15T12:00:00Z", "signals": {"grid_power_w": 0}, "loads": loads}
    return state_from_node(Node("state", document))


@cache
def _load(level: int, temp: float) -> LoadState:
    return _base(level, temp).load("miner")


def _series(*means: float) -> Series:
    return tuple((NOON + index * 900, mean) for index, mean in enumerate(means))


SKIES = {"not told": (), "dark": _series(0, 0, 0, 0, 0), "bright": _series(*[6000] * 5)}
PRICES = {"not told": (), "even": _series(20, 20, 20, 20), "spike": _series(20, 20, 30, 20)}


@cache
def _memory(level: int, command: OverrideKind | None, ran: int, starts: int) -> Memory:
    power_w = 800.0 if command is OverrideKind.LIMIT else None
    order = Override("command", command, "miner", power_w, "user", NOON - 60, NOON + 3600) if command else None
    change = Action.START if level else Action.STOP
    return Memory(
        block_id=BLOCK - 1,
        counted_block=BLOCK,
        block_length_s=BLOCK_S,
        last_now=NOON - 10,
        local_date="2026-06-15",
        loads={"miner": LoadMemory(change, ran, ran if level else None, starts)},
        overrides=() if order is None else (order,),
    )


POLICIES = {autonomy: replace(Policy(), autonomy=autonomy) for autonomy in Autonomy}


def decided(world: World) -> LoadDecision:
    signals = {
        "grid_power_w": Signal(world.grid),
        "battery_soc_pct": Signal(world.soc),
        "pv_power_w": Signal(max(0.0, 300 - world.grid + world.now_w)),
    }
    state = replace(
        _base(world.level, world.temp),
        trigger=world.trigger,
        signals=signals,
        pv_forecast=SKIES[world.sky],
        price_forecast=PRICES[world.prices],
    )
    return decide(state, _memory(world.level, world.command, world.ran, world.starts), POLICIES[world.autonomy])[
        0
    ].load("miner")


def who_decides(world: World, votes: dict[Rule, Vote]) -> tuple[Rule, float] | None:
    """The rule and the target by the order of authority; None where import and dwell times weigh each other."""
    if votes[Rule.R3].verdict is Verdict.FORCE:
        return Rule.R3, 0.0
    if votes[Rule.R2].code == "R2_SOC_HARD_MIN":
        return Rule.R2, 0.0
    if votes[Rule.OVERRIDE].verdict is Verdict.FORCE:
        wanted_w = votes[Rule.OVERRIDE].target_w
        return None if wanted_w > world.now_w and world.trigger is Trigger.GUARD else (Rule.OVERRIDE, wanted_w)
    if votes[Rule.R2].verdict is Verdict.FORCE:
        return None
    wish_w = votes[Rule.R1].target_w
    vetoes = [votes[rule] for rule in BY_AUTHORITY if votes[rule].verdict is Verdict.VETO]
    nearest_w = min([wish_w, *(vote.target_w for vote in vetoes)], key=lambda target_w: abs(target_w - world.now_w))
    changed = [vote.rule for vote in vetoes if vote.target_w == nearest_w != wish_w]
    return (changed[0] if changed else Rule.R1), nearest_w


def check(world: World, made: LoadDecision) -> None:
    votes = {vote.rule: vote for vote in made.votes}
    assert set(votes) == set(Rule)
    assert all(votes[rule].verdict is not Verdict.FORCE for rule in (Rule.R1, Rule.R4, Rule.R5, Rule.AUTONOMY))
    expected = who_decides(world, votes)
    if expected is not None:
        assert (made.rule, made.target_w) == expected
    elif made.rule is not Rule.R2:
        # The excess is given back already, or may not be given back yet.
        assert made.target_w in {world.now_w, votes[Rule.R1].target_w, votes[made.rule].target_w}
    assert (votes[Rule.R3].verdict is Verdict.FORCE) == (world.temp > 85)
    if made.target_w > world.now_w and made.rule is not Rule.OVERRIDE:
        assert world.trigger is Trigger.BLOCK_TICK
        assert world.soc > 53
        assert world.prices != "spike"
        assert world.sky != "dark"
        assert world.autonomy in {Autonomy.SEMI, Autonomy.FULL}
        assert world.level or (world.ran >= 2 and world.starts < 6)


@pytest.mark.parametrize("autonomy", list(Autonomy))
def test_whoever_has_the_highest_authority_of_those_who_speak_decides(autonomy: Autonomy) -> None:
    count, deciders = 0, set()
    for world in worlds(autonomy):
        made = decided(world)
        try:
            check(world, made)
        except AssertionError as err:
            raise AssertionError(f"{world} -> {made.target_w} {made.rule} {made.code}") from err
        deciders.add(made.rule)
        count += 1
    assert count == 58_320
    assert deciders == set(Rule) - ({Rule.AUTONOMY} if autonomy is Autonomy.FULL else set())
