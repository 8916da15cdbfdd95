"""Drawing worlds for the invariants, and looking at what became of them."""

from dataclasses import replace
import random
from typing import Any

from custom_components.bitgridai.engine import Decision, Memory, Policy, decide
from custom_components.bitgridai.engine.canonical import canonical_bytes
from custom_components.bitgridai.engine.document import iso_utc
from custom_components.bitgridai.engine.memory import memory_document as write_memory
from custom_components.bitgridai.engine.record import decision_record
from custom_components.bitgridai.engine.state import EnergyState
from tests.engine.strategies import (
    Picks,
    memory_document,
    policy_document,
    read_memory,
    read_policy,
    read_state,
    state_document,
)

TICK = ("BLOCK_TICK",)


def drawn(p: Picks, **options: Any) -> tuple[EnergyState, Memory, Policy]:
    """Any state, memory and policy; ``options`` go to the state."""
    return read_state(state_document(p, **options)), read_memory(memory_document(p)), read_policy(policy_document(p))


def healthy(
    p: Picks, kinds: tuple[str, ...] = (), triggers: tuple[str, ...] = TICK
) -> tuple[EnergyState, Memory, Policy]:
    """A house in which everything fitted works, with the given kinds of commands in force."""
    state = read_state(state_document(p, faulty=False, triggers=triggers))
    return state, read_memory(memory_document(p, latched=False, kinds=kinds)), read_policy(policy_document(p))


def record_bytes(state: EnergyState, memory: Memory, policy: Policy) -> bytes:
    """The record and the memory after it."""
    decision, after = decide(state, memory, policy)
    return canonical_bytes([decision_record(state, memory, policy, decision), write_memory(after)])


def shuffled(value: Any, order: random.Random) -> Any:
    """The same JSON with its keys in another order."""
    if isinstance(value, dict):
        keys = sorted(value, key=lambda _: order.random())
        return {key: shuffled(value[key], order) for key in keys}
    return [shuffled(item, order) for item in value] if isinstance(value, list) else value


def before_block(state: EnergyState, memory: Memory, policy: Policy) -> int:
    """The block up to which dwell times had been counted, as the memory is brought up to now."""
    _, after = decide(replace(state, loads=()), memory, policy)
    probe = replace(memory, loads={"probe": replace(memory.of("probe"), blocks_since_change=0)})
    aged = decide(replace(state, loads=()), probe, policy)[1].of("probe").blocks_since_change
    return (after.counted_block or 0) - (aged or 0)


def step(now: int, memory: Memory, policy: Policy, trigger: str, **load: Any) -> tuple[Decision, Memory]:
    """Decide about one load that draws nothing and has 5 kW to take."""
    document = {
        "now": iso_utc(now),
        "trigger": trigger,
        "signals": {"grid_power_w": -5000},
        "loads": {"a": {"levels_w": [0, 800], "level": 0, **load}},
    }
    return decide(read_state(document), memory, policy)
