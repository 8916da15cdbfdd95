"""Deciding records with the engine itself, one after another: slow, and what every other way must equal."""

from collections.abc import Mapping, Sequence
import json
from typing import Any, Final

from ..engine.canonical import digest
from ..engine.document import Node
from ..engine.errors import DocumentError
from ..engine.explanation import LANGUAGES, explain, render
from ..engine.memory import memory_from_node
from ..engine.policy import Policy, policy_from_node, policy_hash
from ..engine.record import RecordKind
from ..engine.state import state_from_node
from ..engine.step import decide
from ..engine.verify import POLICY_EVENT
from ..record_bytes import hash_of
from .comparison import DAY, Comparison, Differing, Link, Told

type Documents = Mapping[str, Any]
"""Policy documents by hash."""
_EVERY_RECORD: Final = frozenset({"seq", "engine", "kind", "time", "prev_hash", "hash"})
_PARTS: Final = {
    RecordKind.DECISION: frozenset({"state", "memory", "decision", "explanation"}),
    RecordKind.EVENT: frozenset({"detail"}),
}
"""What each kind has beyond that: documents, all of them."""
type Policies = dict[str, Policy]
"""Those of them that were read."""


def by_engine(bodies: Sequence[bytes], documents: Documents, most: int) -> Comparison:
    """Decide a stretch of records."""
    policies: Policies = {}
    result = Comparison(most)
    for body in bodies:
        decide_record(body, documents, policies, result)
    return result


def decide_record(body: bytes, documents: Documents, policies: Policies, result: Comparison) -> None:
    """Prove one record's place and, where it is a decision, decide it again."""
    result.records += 1
    record = _record(body)
    if record is None:
        result.breaks(f"after record {result.last.seq if result.last else 0}: what stands there is no record")
        return
    result.recorded_by.add(str(record["engine"]))
    _prove(body, record, result)
    if record["kind"] != RecordKind.DECISION:
        return
    day = str(record["time"])[:DAY]
    result.decided(day)
    name = str(record.get("policy_hash"))
    try:
        if name not in policies:
            policies[name] = policy_from_node(Node("policy", documents[name]))
        _compare(record, policies[name], result)
    except DocumentError as err:
        result.cannot_decide(f"record {record['seq']}: {err}", day)
    except KeyError:
        result.cannot_decide(f"record {record['seq']}: its policy {name} is not in the ledger", day)


def _record(body: bytes) -> dict[str, Any] | None:
    """Read a record as far as its parts; None where it is none."""
    try:
        record = json.loads(body)
        parts = _PARTS.get(RecordKind(record["kind"]), frozenset())
    except ValueError, KeyError, TypeError, RecursionError:
        return None
    whole = parts | _EVERY_RECORD <= record.keys() and isinstance(record["seq"], int)
    return record if whole and all(isinstance(record[part], dict) for part in parts) else None


def _prove(body: bytes, record: dict[str, Any], result: Comparison) -> None:
    result.link(Link(record["seq"], record["prev_hash"], record["hash"]))
    if hash_of(body, record["hash"]) != record["hash"]:
        result.breaks(f"record {record['seq']} is not what its hash says")
    if record["kind"] == RecordKind.EVENT and record.get("event") == POLICY_EVENT and not _is_named(record["detail"]):
        result.breaks(f"record {record['seq']}: its policy is not what its hash says")


def _is_named(detail: dict[str, Any]) -> bool:
    """Whether a policy has its own hash. One that this engine reads otherwise was hashed as it is written."""
    document, told = detail.get("policy"), str(detail.get("hash"))
    if digest(document) == told:
        return True
    try:
        return policy_hash(policy_from_node(Node("policy", document))) == told
    except DocumentError:
        return False


def _compare(record: dict[str, Any], policy: Policy, result: Comparison) -> None:
    state = state_from_node(Node("state", record["state"]))
    decision, _ = decide(state, memory_from_node(Node("memory", record["memory"])), policy)
    for made in decision.loads:
        was = record["decision"]["loads"].get(made.load)
        if was is not None and (made.action, made.target_w, made.code) == (was["action"], was["target_w"], was["code"]):
            continue
        now = Told(
            made.action.value,
            made.target_w,
            made.rule.value,
            made.code.value,
            {language: explain(made, language).short for language in LANGUAGES},
        )
        result.differs(Differing(record["seq"], record["time"], made.load, _recorded(record, made.load), now))


def _recorded(record: dict[str, Any], load: str) -> Told:
    was = record["decision"]["loads"].get(load, {})
    told = record["explanation"].get(load, {})
    texts: dict[str, str] = {}
    for language in LANGUAGES:
        try:
            texts[language] = render(told["key"], told["parameters"], language, load).short
        except KeyError:
            texts[language] = str(was.get("code"))  # a reason that this engine has no words for
    return Told(was.get("action", ""), was.get("target_w", 0), was.get("rule", ""), was.get("code", ""), texts)
