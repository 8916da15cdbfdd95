"""What the next block would bring if nothing changed until then. Read-only."""

from dataclasses import replace

from .memory import Memory
from .policy import Policy
from .state import EnergyState
from .step import Decision, decide
from .vocabulary import Trigger


def next_block(now: int, block_length_s: int) -> int:
    """Epoch seconds at which the next block begins."""
    return (now // block_length_s + 1) * block_length_s


def preview(state: EnergyState, memory: Memory, policy: Policy) -> Decision:
    """Decide the next block with present readings; nothing is remembered."""
    then = replace(state, now=next_block(state.now, policy.block.length_s), trigger=Trigger.BLOCK_TICK)
    decision, _ = decide(then, memory, policy)
    return decision
