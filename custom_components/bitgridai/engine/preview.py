"""Looking ahead and asking "what if". Read-only: nothing is remembered, nothing is commanded."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from .document import Json, Node
from .memory import Memory
from .policy import Policy, policy_with
from .state import EnergyState, state_document, state_from_node
from .step import Decision, decide
from .vocabulary import Trigger


class HypothesisKind(StrEnum):
    """Why a decision is none."""

    PREVIEW = "preview"
    """The next block with present readings."""
    WHAT_IF = "what_if"
    """This moment with other readings or another policy."""


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A decision that was not taken, marked as such wherever it goes."""

    kind: HypothesisKind
    decision: Decision


def next_block(now: int, block_length_s: int) -> int:
    """Epoch seconds at which the next block begins."""
    return (now // block_length_s + 1) * block_length_s


def preview(state: EnergyState, memory: Memory, policy: Policy) -> Decision:
    """Decide the next block with present readings; nothing is remembered."""
    then = replace(state, now=next_block(state.now, policy.block.length_s), trigger=Trigger.BLOCK_TICK)
    decision, _ = decide(then, memory, policy)
    return decision


def what_if(state: EnergyState, memory: Memory, policy: Policy, changes: dict[str, Any]) -> Hypothesis:
    """Decide this state with ``{"signals": {...}, "loads": {id: {...}}, "policy": {...}}`` laid over it.

    Each part is optional and partial. Raises DocumentError where a change does not fit.
    """
    parts = Node("what_if", changes).mapping(frozenset({"signals", "loads", "policy"}))
    document = state_document(state)
    for part in parts.values():
        part.mapping()
    for name in ("signals", "loads"):
        if name in parts:
            document[name] = _over(document[name], changes[name])
    then = state_from_node(Node("what_if", document))
    rules = policy_with(policy, changes["policy"]) if "policy" in parts else policy
    decision, _ = decide(then, memory, rules)
    return Hypothesis(HypothesisKind.WHAT_IF, decision)


def _over(base: Json, changes: Json) -> Json:
    if not isinstance(base, dict) or not isinstance(changes, dict):
        return changes
    return {**base, **{key: _over(base.get(key), value) for key, value in changes.items()}}
