"""Living through the golden days, and recording what the engine decides in them."""

import asyncio
from dataclasses import replace
from datetime import datetime, time
import random
from typing import Any

from bitgridai.closed_loop import ClosedLoop
from bitgridai.engine.document import Node
from bitgridai.engine.policy import policy_from_node
from bitgridai.simulation import open_profile
from custom_components.bitgridai.engine import Memory, Policy, policy_hash
from custom_components.bitgridai.engine.state import EnergyState
from tests.engine.ledgers import Keeper
from tests.engine.scenarios import SCENARIOS
from tests.engine.strategies import Picks
from tests.engine.worlds import drawn
from tests.golden.recipes import DAYS, Act, Day

type Record = dict[str, Any]

DAY_S = 86_400
ODD_MOMENTS = 250


def records(name: str) -> list[Record]:
    """Make one part of the set anew."""
    if name == "every_reason":
        return every_reason()
    return odd_moments() if name == "odd_moments" else day(DAYS[name])


def about(name: str) -> str:
    """What a part of the set shows."""
    told = {
        "every_reason": "One decision for every reason the engine can give.",
        "odd_moments": f"{ODD_MOMENTS} moments drawn by lot: odd readings, odd memories, odd policies.",
    }
    return told[name] if name in told else DAYS[name].about


NAMES = (*DAYS, "every_reason", "odd_moments")


def day(recipe: Day) -> list[Record]:
    """Live through a day under the real controller."""
    loop = _opened(recipe, recipe.start)
    if recipe.learned_days:
        before = _opened(recipe, recipe.start - recipe.learned_days * DAY_S)
        asyncio.run(before.run(recipe.start))
        memory = before.ledger.records[-1]["memory"]
        loop.ledger.records.clear()
        loop.controller.start(recipe.start, {"learned": memory["learned"]})
    for moment, act in sorted(((_moment(recipe, act), act) for act in recipe.acts), key=lambda item: item[0]):
        asyncio.run(_until(loop, moment, act))
    asyncio.run(loop.run(recipe.start + recipe.hours * 3600))
    return loop.ledger.records


def _opened(recipe: Day, start: int) -> ClosedLoop:
    policy = policy_from_node(Node("policy", dict(recipe.policy)))
    return ClosedLoop.open(recipe.household, policy, start, open_profile(recipe.household))


def _moment(recipe: Day, act: Act) -> int:
    zone = recipe.household.location.zone
    local = datetime.fromtimestamp(recipe.start, zone)
    return round(datetime.combine(local.date(), time.fromisoformat(act.at), zone).timestamp())


async def _until(loop: ClosedLoop, moment: int, act: Act) -> None:
    await loop.run(moment)
    if act.request is not None:
        loop.controller.request(moment, act.request)
    if act.policy is not None:
        loop.controller.set_policy(moment, policy_from_node(Node("policy", act.policy)))
    if act.fault is not None:
        kind, load, active = act.fault
        loop.plant.set_fault(kind, load, active=active)
    await loop.controller.settled()


def every_reason() -> list[Record]:
    """Decide each scenario, one after another, in one ledger."""
    keeper = Keeper()
    for scenario in SCENARIOS:
        if scenario.code != "R3_INTERNAL_ERROR":  # what no validation lets through, no ledger holds
            _decide(keeper, scenario.state, scenario.memory, scenario.policy)
    return keeper.records


def odd_moments() -> list[Record]:
    """Decide what nobody would think of, one after another, in one ledger."""
    source, keeper = random.Random(20), Keeper()  # noqa: S311  # the same moments again
    for _ in range(ODD_MOMENTS):
        _decide(keeper, *drawn(Picks(source.randbytes(400))))
    return keeper.records


def _decide(keeper: Keeper, state: EnergyState, memory: Memory, policy: Policy) -> None:
    if policy_hash(policy) != policy_hash(keeper.policy):
        keeper.adopt(policy)
    keeper.memory = replace(memory, seq=keeper.memory.seq, last_hash=keeper.memory.last_hash)
    keeper.decide(state)
