"""Proving a ledger: its chain is whole, and every record follows from its own inputs."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import cast, override

from .canonical import canonical_bytes, is_canonical, normalise
from .document import Json, Node, describe
from .errors import DocumentError
from .memory import GENESIS, memory_from_node
from .policy import Policy, policy_from_node, policy_hash
from .record import Record, RecordKind, decision_record, record_hash, request_record
from .requests import answer_document, apply_request
from .state import state_from_node
from .step import decide
from .version import ENGINE_VERSION

POLICY_EVENT = "policy"
"""Name of the event that carries the policy all later records were made with."""


@dataclass(frozen=True, slots=True)
class Difference:
    """The first thing in a ledger that is not as it should be."""

    seq: int | None
    path: str
    recorded: str
    expected: str

    @override
    def __str__(self) -> str:
        """One line for a person."""
        where = "the ledger" if self.seq is None else f"record {self.seq}"
        return f"{where}, {self.path}: recorded {self.recorded}, expected {self.expected}"


@dataclass(slots=True)
class Report:
    """What a verification found."""

    records: int = 0
    decisions: int = 0
    requests: int = 0
    engines: set[str] = field(default_factory=set)
    """Engine versions that made the records."""
    replayed_by: str = ENGINE_VERSION
    last_seq: int = 0
    last_hash: str = GENESIS
    difference: Difference | None = None

    @property
    def verified(self) -> bool:
        """Whether every record is in its place and was reproduced byte for byte."""
        return self.difference is None


def verify(
    records: Iterable[Record],
    last_hash: str | None = None,
    anchor: tuple[int, str] | None = None,
    policies: Iterable[object] = (),
) -> Report:
    """Check the chain and replay every decision and request.

    ``last_hash``, where it is kept elsewhere, also finds records cut off at the end.
    ``anchor`` is number and hash of the last record that was dropped for its age, and
    ``policies`` are the policy documents that may have been recorded before it.
    """
    report = Report()
    if anchor is not None:
        report.last_seq, report.last_hash = anchor
    known: dict[str, Policy] = {}
    for index, document in enumerate(policies):
        try:
            _know(Node(f"policies[{index}]", document), known)
        except DocumentError as err:
            report.difference = Difference(None, err.path, err.found or "something else", err.expected)
            return report
    for record in records:
        report.difference = _check(record, report, known)
        if report.difference is not None:
            return report
        report.records += 1
        report.last_seq += 1
        report.last_hash = str(record["hash"])
    if last_hash is not None and last_hash != report.last_hash:
        report.difference = Difference(None, "last hash", report.last_hash, last_hash)
    return report


def _check(record: object, report: Report, policies: dict[str, Policy]) -> Difference | None:
    number = report.last_seq + 1
    if not isinstance(record, dict):
        return Difference(number, "record", describe(record), "an object")
    if not is_canonical(record):
        return Difference(number, "record", "another spelling", "its canonical form")
    for key, expected in (("seq", number), ("prev_hash", report.last_hash), ("hash", record_hash(record))):
        found = record.get(key)
        if found != expected or isinstance(found, bool):
            return Difference(number, key, describe(found), describe(expected))
    report.engines.add(str(record.get("engine")))
    try:
        return _replay(record, report, policies)
    except DocumentError as err:
        return Difference(number, err.path, err.found or "something else", err.expected)


def _replay(record: Record, report: Report, policies: dict[str, Policy]) -> Difference | None:
    kind = Node("kind", record.get("kind")).choice(RecordKind)
    if kind is RecordKind.EVENT:
        return _learn_policy(record, report, policies)
    known = policies.get(str(record.get("policy_hash")))
    if known is None:
        return Difference(
            report.last_seq + 1, "policy_hash", describe(record.get("policy_hash")), "a policy recorded before"
        )
    state = state_from_node(Node("state", record.get("state")))
    memory = memory_from_node(Node("memory", record.get("memory")))
    if kind is RecordKind.DECISION:
        report.decisions += 1
        decision, _ = decide(state, memory, known)
        again = decision_record(state, memory, known, decision)
    else:
        report.requests += 1
        request = cast("Record", record.get("request"))  # what is none is refused as such
        answer, _ = apply_request(state, memory, known, request)
        again = request_record(state, memory, known, request, answer_document(answer))
    # The engine's version is what made the record, not what the record says.
    again = normalise({**again, "engine": record.get("engine"), "hash": record.get("hash")})
    if canonical_bytes(again) == canonical_bytes(record):
        return None
    path, recorded, expected = first_difference(record, again, "")
    return Difference(report.last_seq + 1, path, describe(recorded), describe(expected))


def _learn_policy(record: Record, report: Report, policies: dict[str, Policy]) -> Difference | None:
    if record.get("event") == POLICY_EVENT:
        detail = Node("detail", record.get("detail")).mapping()
        known = _know(detail.get("policy", Node("detail.policy", None)), policies)
        told = detail.get("hash", Node("detail.hash", known))
        if told.value != known:
            return Difference(report.last_seq + 1, told.path, describe(told.value), describe(known))
    return None


def _know(node: Node, policies: dict[str, Policy]) -> str:
    policy = policy_from_node(node)
    name = policy_hash(policy)
    policies[name] = policy
    return name


def first_difference(left: Json, right: Json, path: str) -> tuple[str, Json, Json]:
    """Path and both values of the first place where two documents differ."""
    if isinstance(left, dict) and isinstance(right, dict):
        for key in sorted(left.keys() | right.keys()):
            if left.get(key) != right.get(key) or (key in left) != (key in right):
                return first_difference(left.get(key), right.get(key), f"{path}.{key}".lstrip("."))
    if isinstance(left, list) and isinstance(right, list):
        for index, (one, other) in enumerate(zip(left, right, strict=False)):
            if one != other:
                return first_difference(one, other, f"{path}[{index}]")
    return path, left, right
