"""One JSON document in, one JSON document out: the engine without any surroundings."""

from .canonical import normalise
from .document import Json, Node
from .explanation import LANGUAGES, explain
from .memory import memory_document, memory_from_node
from .policy import policy_from_node
from .record import decision_record, linked
from .state import state_from_node
from .step import decide, decision_document

_KEYS = frozenset({"policy", "state", "memory"})


def decide_document(document: object) -> dict[str, Json]:
    """Decide ``{"policy": ..., "state": ..., "memory": ...}``.

    Returns the decision with its explanations, the new memory and the record. Raises
    DocumentError with the path of whatever is not as expected.
    """
    root = Node("document", document)
    parts = {name: Node(name, child.value) for name, child in root.mapping(_KEYS).items()}
    if "state" not in parts:
        raise root.fail('an object with "state"')
    policy = policy_from_node(parts.get("policy", Node("policy", None)))
    memory = memory_from_node(parts.get("memory", Node("memory", None)))
    state = state_from_node(parts["state"])
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
