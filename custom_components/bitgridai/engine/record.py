"""Ledger entries: canonical, numbered, chained by SHA-256.

Three kinds. A ``decision`` holds everything needed to compute it again. A ``request`` holds
a person's command with its answer, an ``event`` anything else worth keeping (a policy, a
change of consent or health).
"""

from dataclasses import replace
from enum import StrEnum

from .canonical import digest, normalise
from .document import Json, iso_utc
from .explanation import parameters
from .memory import Memory, memory_document
from .policy import Policy, policy_hash
from .state import EnergyState, state_document
from .step import Decision, decision_document
from .version import ENGINE_VERSION


class RecordKind(StrEnum):
    """What a ledger entry is."""

    DECISION = "decision"
    REQUEST = "request"
    EVENT = "event"


type Record = dict[str, Json]
"""A ledger entry as a JSON document with ``seq``, ``prev_hash`` and ``hash``."""


def record_hash(record: Record) -> str:
    """Hash of a record: of everything in it but the hash itself."""
    return digest({key: value for key, value in record.items() if key != "hash"})


def _chained(memory: Memory, content: Record) -> Record:
    record = normalise({"seq": memory.seq + 1, "engine": ENGINE_VERSION, "prev_hash": memory.last_hash, **content})
    record["hash"] = record_hash(record)
    return record


def linked(memory: Memory, record: Record) -> Memory:
    """Return the memory after a record was added to the ledger."""
    seq, last_hash = record["seq"], record["hash"]
    if not isinstance(seq, int) or not isinstance(last_hash, str):
        msg = "a record has a number and a hash"
        raise TypeError(msg)
    return replace(memory, seq=seq, last_hash=last_hash)


def decision_record(state: EnergyState, before: Memory, policy: Policy, decision: Decision) -> Record:
    """Write the record of a decision; ``before`` is the memory it was made from."""
    return _chained(
        before,
        {
            "kind": RecordKind.DECISION.value,
            "time": iso_utc(state.now),
            "trigger": state.trigger.value,
            "policy_hash": policy_hash(policy),
            "state": state_document(state),
            "memory": memory_document(before),
            "decision": decision_document(decision),
            "explanation": {
                item.load: {"key": item.code.value, "parameters": dict(parameters(item))} for item in decision.loads
            },
        },
    )


def request_record(state: EnergyState, before: Memory, policy: Policy, request: Record, answer: Record) -> Record:
    """Write the record of a command and its answer, refused ones too."""
    return _chained(
        before,
        {
            "kind": RecordKind.REQUEST.value,
            "time": iso_utc(state.now),
            "policy_hash": policy_hash(policy),
            "state": state_document(state),
            "memory": memory_document(before),
            "request": request,
            "answer": answer,
        },
    )


def event_record(before: Memory, now: int, name: str, detail: Record) -> Record:
    """Write the record of anything that is neither a decision nor a command."""
    return _chained(
        before,
        {"kind": RecordKind.EVENT.value, "time": iso_utc(now), "event": name, "detail": detail},
    )
