"""One JSON document in, one JSON document out: the engine without any surroundings."""

from typing import Any

from .canonical import normalise
from .counterfactual import Counterfactual, counterfactuals, with_more_surplus
from .document import Json, Node
from .explanation import LANGUAGES, Audience, explain, tell_votes
from .explanation.whatif import tell_counterfactual, tell_nearest
from .memory import Memory, memory_document, memory_from_node
from .policy import Policy, policy_from_node
from .preview import preview, what_if
from .record import decision_record, linked
from .state import EnergyState, state_from_node
from .step import Decision, decide, decision_document

_KEYS = frozenset({"policy", "state", "memory"})


def decide_document(document: object) -> dict[str, Json]:
    """Decide ``{"policy": ..., "state": ..., "memory": ...}``.

    Returns the decision with its explanations, the new memory and the record. Raises
    DocumentError with the path of whatever is not as expected.
    """
    state, memory, policy = _read(Node("document", document), _KEYS)
    decision, after = decide(state, memory, policy)
    record = decision_record(state, memory, policy, decision)
    answer = decision_document(decision)
    loads = answer["loads"]
    for made in decision.loads:
        told: dict[str, Json] = {}
        for language in LANGUAGES:
            words = explain(made, language)
            told[language] = {"short": words.short, "detail": words.detail, "technical": words.technical}
        entry = loads[made.load] if isinstance(loads, dict) else None
        if isinstance(entry, dict):
            entry["explanation"] = told
    return normalise({"decision": answer, "memory": memory_document(linked(after, record)), "record": record})


def _read(root: Node, known: frozenset[str]) -> tuple[EnergyState, Memory, Policy]:
    parts = {name: Node(name, child.value) for name, child in root.mapping(known).items()}
    if "state" not in parts:
        raise root.fail('an object with "state"')
    policy = policy_from_node(parts.get("policy", Node("policy", None)))
    memory = memory_from_node(parts.get("memory", Node("memory", None)))
    return state_from_node(parts["state"]), memory, policy


def explain_document(document: object) -> dict[str, Json]:
    """Explain what :func:`decide_document` decides of the same document.

    Per load: the texts for every audience and language, the votes as a sentence, every
    single change that would flip the decision, and a preview of the next block. With
    ``"what_if": {"signals": ..., "loads": ..., "policy": ...}`` also what would follow from
    that. Raises DocumentError.
    """
    root = Node("document", document)
    state, memory, policy = _read(root, _KEYS | {"what_if"})
    decision, _ = decide(state, memory, policy)
    answer: dict[str, Any] = {
        "loads": {made.load: _told(decision, made.load, state, memory, policy) for made in decision.loads},
        "preview": _hypothesis(preview(state, memory, policy)),
    }
    changes = root.mapping()
    if "what_if" in changes and isinstance(changes["what_if"].value, dict):
        answer["what_if"] = _hypothesis(what_if(state, memory, policy, changes["what_if"].value).decision)
    elif "what_if" in changes:
        raise Node("what_if", changes["what_if"].value).fail("an object")
    return normalise(answer)


def _told(decision: Decision, load_id: str, state: EnergyState, memory: Memory, policy: Policy) -> dict[str, Any]:
    made = decision.load(load_id)
    flips = counterfactuals(state, memory, policy, load_id, thresholds=True)
    told: dict[str, Any] = {
        "action": made.action.value,
        "code": made.code.value,
        "counterfactuals": [_flip_document(flip, decision, state, memory, policy) for flip in flips],
    }
    for language in LANGUAGES:
        texts: dict[str, Any] = {}
        for audience in Audience:
            words = explain(made, language, audience=audience)
            texts[audience.value] = {"short": words.short, "detail": words.detail, "technical": words.technical}
        told[language] = {
            **texts,
            "votes": tell_votes(made, language),
            "nearest": tell_nearest(flips, language),
            "counterfactuals": [tell_counterfactual(flip, language) for flip in flips],
        }
    return told


def _flip_document(
    flip: Counterfactual, decision: Decision, state: EnergyState, memory: Memory, policy: Policy
) -> dict[str, Any]:
    now: float | None = flip.now
    then: float | None = flip.then
    if flip.name == "surplus_w":
        # Found as a change at the meter; told as what the rules see of it, before and after.
        now = decision.surplus.surplus_w
        then = decide(with_more_surplus(state, flip.change), memory, policy)[0].surplus.surplus_w
    elif flip.name == "pv_forecast_w":
        now = then = None  # every interval has its own
    return {
        "kind": flip.kind.value,
        "name": flip.name,
        "unit": flip.unit,
        "now": now,
        "then": then,
        "change": flip.change,
        "action": flip.action.value,
        "target_w": flip.target_w,
    }


def _hypothesis(decision: Decision) -> dict[str, Any]:
    """Write what was not decided, marked as hypothetical and without a record."""
    loads: dict[str, Any] = {}
    for made in decision.loads:
        shorts = {language: explain(made, language).short for language in LANGUAGES}
        loads[made.load] = {
            "action": made.action.value,
            "target_w": made.target_w,
            "code": made.code.value,
            "short": shorts,
        }
    return {"hypothetical": True, "block_id": decision.block_id, "loads": loads}
