"""Would this engine decide recorded situations as they were decided? The gate before an update.

``verify`` proves that a ledger is what its engine wrote and stops at the first difference. Here another
engine decides every recorded situation anew, and each decision that differs is told twice: as it was
recorded, and as it would be now.
"""

from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from itertools import batched
import json
from typing import Any, Final

from ..engine.document import Node
from ..engine.errors import DocumentError
from ..engine.explanation import LANGUAGES, explain, render
from ..engine.memory import memory_from_node
from ..engine.policy import Policy, policy_from_node, policy_hash
from ..engine.state import state_from_node
from ..engine.step import decide
from ..engine.verify import POLICY_EVENT
from ..engine.version import ENGINE_VERSION

_CHUNK: Final = 1000
"""Records that one worker takes at a time: under a second of work."""
_AHEAD: Final = 8
"""Chunks that may wait for a worker, so that a year needs no memory."""

type Policies = dict[str, Any]
"""Policy documents by hash."""


@dataclass(frozen=True, slots=True)
class Told:
    """What one load was told, and why."""

    action: str
    target_w: float
    rule: str
    code: str
    text: dict[str, str]
    """The short explanation by language."""


@dataclass(frozen=True, slots=True)
class Differing:
    """A decision about one load that this engine makes differently."""

    seq: int
    time: str
    load: str
    recorded: Told
    replayed: Told


@dataclass(slots=True)
class Comparison:
    """What a replay came to."""

    records: int = 0
    decisions: int = 0
    recorded_by: set[str] = field(default_factory=set)
    """Versions of the engine that made the records."""
    replayed_by: str = ENGINE_VERSION
    differing: list[Differing] = field(default_factory=list)
    """The first ones, at most as many as were asked for."""
    differing_decisions: int = 0
    """All of them, once per load."""
    undecided: list[str] = field(default_factory=list)
    """Records that this engine cannot read, and why."""

    @property
    def same(self) -> bool:
        """Whether this engine decides everything as it was decided."""
        return not self.differing_decisions and not self.undecided

    def add(self, other: Comparison, most: int) -> None:
        """Take in what a later stretch of the ledger came to."""
        self.records += other.records
        self.decisions += other.decisions
        self.recorded_by |= other.recorded_by
        self.differing_decisions += other.differing_decisions
        self.differing += other.differing[: max(0, most - len(self.differing))]
        self.undecided += other.undecided[: max(0, most - len(self.undecided))]


def compare(
    bodies: Iterable[bytes], policies: Iterable[Any] = (), *, most: int = 100, workers: Executor | None = None
) -> Comparison:
    """Decide records again, in the order of their ledger.

    ``bodies`` are records in canonical form, ``policies`` documents whose event may lie before them.
    ``most`` limits how many differences are kept, not how many are counted. With ``workers`` stretches
    are decided side by side, and the result is the same.
    """
    known: Policies = {policy_hash(policy_from_node(Node("policy", document))): document for document in policies}
    result = Comparison()
    for part in _parts(bodies, known, most, workers):
        result.add(part, most)
    return result


def _parts(bodies: Iterable[bytes], known: Policies, most: int, workers: Executor | None) -> Iterator[Comparison]:
    waiting: list[Future[Comparison]] = []
    for chunk in batched(bodies, _CHUNK, strict=False):
        # A policy is recorded before the first decision made with it: what is known only grows.
        known |= _policies_in(chunk)
        if workers is None:
            yield _compare_chunk(chunk, known, most)
            continue
        waiting.append(workers.submit(_compare_chunk, chunk, dict(known), most))
        if len(waiting) >= _AHEAD:
            yield waiting.pop(0).result()
    for future in waiting:
        yield future.result()


def _policies_in(chunk: Iterable[bytes]) -> Policies:
    found: Policies = {}
    for body in chunk:
        if b'"event":"policy"' not in body:
            continue
        record = json.loads(body)
        if record.get("event") == POLICY_EVENT:
            found[record["detail"]["hash"]] = record["detail"]["policy"]
    return found


def _compare_chunk(chunk: Iterable[bytes], documents: Policies, most: int) -> Comparison:
    policies: dict[str, Policy] = {}
    result = Comparison()
    for body in chunk:
        record = json.loads(body)
        result.records += 1
        result.recorded_by.add(str(record["engine"]))
        if record["kind"] != "decision":
            continue
        result.decisions += 1
        name = record["policy_hash"]
        try:
            if name not in policies:
                policies[name] = policy_from_node(Node("policy", documents[name]))
            _compare_record(record, policies[name], result, most)
        except DocumentError as err:
            result.undecided.append(f"record {record['seq']}: {err}")
        except KeyError:
            result.undecided.append(f"record {record['seq']}: its policy {name} is not in the ledger")
    return result


def _compare_record(record: dict[str, Any], policy: Policy, result: Comparison, most: int) -> None:
    state = state_from_node(Node("state", record["state"]))
    decision, _ = decide(state, memory_from_node(Node("memory", record["memory"])), policy)
    for made in decision.loads:
        was = record["decision"]["loads"].get(made.load)
        if was is not None and (made.action, made.target_w, made.code) == (was["action"], was["target_w"], was["code"]):
            continue
        result.differing_decisions += 1
        if len(result.differing) < most:
            now = Told(
                made.action.value,
                made.target_w,
                made.rule.value,
                made.code.value,
                {language: explain(made, language).short for language in LANGUAGES},
            )
            result.differing.append(
                Differing(record["seq"], record["time"], made.load, _recorded(record, made.load), now)
            )


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
