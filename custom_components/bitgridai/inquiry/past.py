"""What was decided, from the ledger: the same words, however long ago."""

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial
import sqlite3
from typing import Any

from homeassistant.util import dt as dt_util

from ..coordinator import BitGridCoordinator
from ..engine.counterfactual import counterfactuals
from ..engine.document import Node, utc_seconds
from ..engine.errors import DocumentError
from ..engine.explanation import Explanation, render
from ..engine.explanation.whatif import tell_nearest
from ..engine.memory import memory_from_node
from ..engine.policy import policy_from_node
from ..engine.record import RecordKind
from ..engine.state import state_from_node
from ..engine.version import ENGINE_VERSION
from ..engine.vocabulary import Trigger
from ..ledger import LedgerStore
from .errors import invalid, unreadable
from .phrases import phrases
from .question import Depth, Moment, Question, name_of

type Document = Mapping[str, Any]


async def async_explain(coordinator: BitGridCoordinator, moment: Moment, question: Question) -> dict[str, Any]:
    """Tell a decision of the ledger.

    Raises ServiceValidationError where there is no such decision or load, HomeAssistantError
    where the ledger cannot be read.
    """
    record = await async_decision(coordinator, moment)
    loads = question.loads(record["decision"]["loads"])
    told = {load: _told(record, load, name_of(coordinator, load), question) for load in loads}
    if question.depth is not Depth.SHORT:
        nearest = await _read(coordinator, partial(_nearest, coordinator.ledger, record, question))
        for load, words in nearest.items():
            told[load]["nearest"] = words
    return {
        "hypothetical": False,
        "record": record["seq"],
        "time": own_time(utc_seconds(record["time"])),
        "trigger": record["trigger"].lower(),
        "text": " ".join(sentence(about["text"]) for about in told.values()),
        "loads": told,
    }


async def async_decision(coordinator: BitGridCoordinator, moment: Moment) -> dict[str, Any]:
    """Return the record of a decision; raises like :func:`async_explain`."""
    now = coordinator.now
    if moment.time is not None and moment.time > now:
        raise invalid("time_ahead", now=own_time(now))
    record = await _read(coordinator, partial(_find, coordinator.ledger, moment, now))
    if record is None and moment.seq is not None:
        raise invalid("no_such_record", seq=moment.seq, last=coordinator.data.records)
    if record is None:
        raise invalid("no_decision_then" if moment.time is not None else "no_decision_yet")
    if record["kind"] != RecordKind.DECISION:
        raise invalid("record_no_decision", seq=record["seq"])
    return record


def own_time(seconds: int) -> str:
    """Local time of a moment on the household's own clock."""
    return dt_util.as_local(datetime.fromtimestamp(seconds, UTC)).isoformat()


def sentence(text: str) -> str:
    """Close a text with a full stop."""
    return text if text.endswith((".", "…", "!", "?")) else f"{text}."


async def _read[T](coordinator: BitGridCoordinator, read: partial[T]) -> T:
    try:
        return await coordinator.hass.async_add_executor_job(read)
    except sqlite3.Error as err:
        raise unreadable(coordinator.ledger.path, err) from err


def _find(ledger: LedgerStore, moment: Moment, now: int) -> dict[str, Any] | None:
    # What was decided a moment ago may still wait to be written.
    ledger.flush()
    if moment.seq is not None:
        return ledger.record(moment.seq)
    return ledger.decision_before(now if moment.time is None else moment.time)


def _told(record: Document, load: str, name: str, question: Question) -> dict[str, Any]:
    made, explanation = record["decision"]["loads"][load], record["explanation"][load]
    told: dict[str, Any] = {
        "name": name,
        "action": made["action"].lower(),
        "target_w": made["target_w"],
        "rule": made["rule"].lower(),
        "reason": made["code"].lower(),
        "text": question.text(_words(explanation, name, question)),
        "figures": explanation["parameters"],
    }
    if question.depth is Depth.TECHNICAL:
        told["votes"] = made["votes"]
    return told


def _words(explanation: Document, name: str, question: Question) -> Explanation:
    code, figures = explanation["key"], explanation["parameters"]
    try:
        return render(code, figures, question.language, name, question.audience)
    except KeyError:
        # A record of a version whose reasons this one has no words for.
        plain = sentence(phrases(question.language).other_engine.format(code=code))
        return Explanation(plain, plain, f"{code} | {figures}")


def _nearest(ledger: LedgerStore, record: Document, question: Question) -> dict[str, str]:
    """Tell by load what would have decided otherwise. Blocks.

    Only for what this engine decided at a block tick: any other decision answers to an
    event, and another engine may have decided otherwise anyway.
    """
    document = ledger.policy(record["policy_hash"])
    if record["engine"] != ENGINE_VERSION or record["trigger"] != Trigger.BLOCK_TICK or document is None:
        return {}
    try:
        state = state_from_node(Node("state", record["state"]))
        memory = memory_from_node(Node("memory", record["memory"]))
        policy = policy_from_node(Node("policy", document))
    except DocumentError:
        return {}
    loads = question.loads(record["decision"]["loads"])
    return {load: tell_nearest(counterfactuals(state, memory, policy, load), question.language) for load in loads}
