"""A person's or an automation's commands: checked, answered, and remembered with a time limit.

Each is pure: ``apply_request(state, memory, policy, request) -> (answer, memory)``. A
command that the rules would undo at once is refused with the reason of that rule.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from .canonical import digest, quantize
from .document import Json, Node, iso_utc
from .errors import DocumentError
from .load import LoadState
from .memory import OVERRIDE_MAX_S, EmergencyStop, Memory, Override, OverrideKind
from .policy import Policy
from .state import EnergyState
from .step import decide
from .surplus import usable
from .vocabulary import Trigger

OVERRIDE_MIN_S: Final = 60
OVERRIDE_DEFAULT_S: Final = 3600
REQUESTS_PER_MINUTE: Final = 10
_MINUTE_S: Final = 60


class RequestKind(StrEnum):
    """What can be asked for."""

    SET_OVERRIDE = "set_override"
    CLEAR_OVERRIDE = "clear_override"
    EMERGENCY_STOP = "emergency_stop"
    RELEASE_EMERGENCY_STOP = "release_emergency_stop"
    APPROVE = "approve"


class AnswerStatus(StrEnum):
    """How a request ended."""

    ACCEPTED = "accepted"
    SHORTENED = "shortened"
    """Accepted for less time than asked."""
    REFUSED = "refused"


class Refusal(StrEnum):
    """Why a request was refused, besides the codes of the rules."""

    TOO_MANY = "too_many_requests"
    TOO_SHORT = "too_short"
    UNKNOWN_LOAD = "unknown_load"
    NOTHING_TO_CLEAR = "nothing_to_clear"
    NOT_SET = "not_set"
    STILL_SET = "still_set"
    """The signal that set the emergency stop says that it still is."""
    NO_PROPOSAL = "no_proposal"
    BELOW_LOWEST_LEVEL = "below_lowest_level"
    """A start at less power than the load can run at."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a request."""

    status: AnswerStatus
    reason: str | None = None
    """A :class:`Refusal` or the code of the rule that stands against it."""
    loads: tuple[str, ...] = ()
    """Loads it took effect for."""
    valid_until: int | None = None
    id: str | None = None


def answer_document(answer: Answer) -> dict[str, Json]:
    """Write an answer."""
    return {
        "status": answer.status.value,
        "reason": answer.reason,
        "loads": list(answer.loads),
        "valid_until": None if answer.valid_until is None else iso_utc(answer.valid_until),
        "id": answer.id,
    }


def apply_request(
    state: EnergyState, memory: Memory, policy: Policy, request: dict[str, Json]
) -> tuple[Answer, Memory]:
    """Answer a request document; DocumentError where it is not one.

    ``{"kind": "set_override", "override": "start", "load": "miner", "power_w": 800,
    "duration_min": 60, "origin": "user"}``. Without ``load`` it means all loads.
    """
    parts = Node("request", request).mapping()
    if "kind" not in parts:
        raise Node("request", request).fail('an object with "kind"')
    kind = parts.pop("kind").choice(RequestKind)
    return _HANDLERS[kind](_Call(state, memory, policy, parts))


@dataclass(frozen=True, slots=True)
class _Call:
    state: EnergyState
    memory: Memory
    policy: Policy
    parts: dict[str, Node]

    def known(self, *names: str) -> None:
        for name, node in self.parts.items():
            if name not in names:
                raise DocumentError(node.path, f"no such key here, but one of {', '.join(names)}")

    def origin(self) -> str:
        return self.parts["origin"].text(40) if "origin" in self.parts else "api"

    def targets(self) -> tuple[LoadState, ...] | None:
        """Return the loads it is about; None for a load that does not exist."""
        node = self.parts.get("load")
        if node is None or node.value is None:
            return self.state.loads
        load_id = node.text()
        found = tuple(load for load in self.state.loads if load.id == load_id)
        return found or None

    def refuse(self, reason: str) -> tuple[Answer, Memory]:
        return Answer(AnswerStatus.REFUSED, reason), self.memory


def _set_override(call: _Call) -> tuple[Answer, Memory]:
    call.known("override", "load", "power_w", "level", "duration_min", "origin")
    if "override" not in call.parts:
        raise DocumentError("request", 'an object with "override": start, stop or limit')
    kind = call.parts["override"].choice(OverrideKind)
    targets = call.targets()
    asked_s = _duration_s(call)
    now = call.state.now
    recent = tuple(at for at in call.memory.request_times if 0 <= now - at < _MINUTE_S)
    if len(recent) >= REQUESTS_PER_MINUTE:
        return call.refuse(Refusal.TOO_MANY)
    call = replace(call, memory=replace(call.memory, request_times=(*recent, now)))
    if targets is None:
        return call.refuse(Refusal.UNKNOWN_LOAD)
    if asked_s < OVERRIDE_MIN_S:
        return call.refuse(Refusal.TOO_SHORT)
    valid_until = now + min(asked_s, OVERRIDE_MAX_S)
    name = digest({"seq": call.memory.seq, "now": now, "kind": kind, "n": len(recent)})[:16]
    wanted = tuple(
        Override(name, kind, load.id, _power_w(call, load, kind), call.origin(), now, valid_until) for load in targets
    )
    held, reason = _acceptable(call, wanted)
    if not held:
        return call.refuse(reason or Refusal.UNKNOWN_LOAD)
    memory = replace(call.memory, overrides=_with(call.memory.overrides, held))
    status = AnswerStatus.SHORTENED if asked_s > OVERRIDE_MAX_S else AnswerStatus.ACCEPTED
    return Answer(status, reason, tuple(item.load for item in held), valid_until, name), memory


def _duration_s(call: _Call) -> int:
    if "duration_min" not in call.parts or call.parts["duration_min"].value is None:
        return OVERRIDE_DEFAULT_S
    return round(call.parts["duration_min"].number(0, 1e6) * 60)


def _power_w(call: _Call, load: LoadState, kind: OverrideKind) -> float | None:
    if kind is OverrideKind.STOP:
        return None
    if "level" in call.parts and call.parts["level"].value is not None:
        if load.spec.step_w:
            raise call.parts["level"].fail("power_w for a load with a continuous range")
        lowest = 1 if kind is OverrideKind.START else 0
        return load.spec.levels_w[call.parts["level"].integer(lowest, len(load.spec.levels_w) - 1)]
    node = call.parts.get("power_w")
    if node is not None and node.value is not None:
        return quantize(node.number(0, 1_000_000))
    if kind is OverrideKind.LIMIT:
        raise DocumentError("request", 'a limit with "power_w" or "level"')
    return None


def _acceptable(call: _Call, wanted: tuple[Override, ...]) -> tuple[tuple[Override, ...], str | None]:
    """Keep the overrides that would take effect, and the reason against the first that would not.

    Reducing is always possible. A start is tried: if safety, the battery minimum or a
    person's limit would keep the load off, it is not accepted.
    """
    if wanted and wanted[0].kind is not OverrideKind.START:
        return wanted, None
    trial = replace(call.memory, overrides=_with(call.memory.overrides, wanted))
    decision, _ = decide(replace(call.state, trigger=Trigger.OVERRIDE), trial, call.policy)
    held = []
    reason: str | None = None
    for item in wanted:
        made = decision.load(item.load)
        if item.power_w is not None and item.power_w < call.state.load(item.load).spec.lowest_w:
            reason = reason or Refusal.BELOW_LOWEST_LEVEL
        elif made.target_w == 0:
            reason = reason or made.code.value
        else:
            held.append(item)
    return tuple(held), reason


def _with(overrides: tuple[Override, ...], added: tuple[Override, ...]) -> tuple[Override, ...]:
    """Add commands; a new start or stop replaces the old one, a new limit the old limit."""

    def replaced(old: Override) -> bool:
        return any(
            old.load == new.load and (old.kind is OverrideKind.LIMIT) == (new.kind is OverrideKind.LIMIT)
            for new in added
        )

    return (*(old for old in overrides if not replaced(old)), *added)


def _clear_override(call: _Call) -> tuple[Answer, Memory]:
    call.known("load", "id", "origin")
    targets = call.targets()
    if targets is None:
        return call.refuse(Refusal.UNKNOWN_LOAD)
    wanted_id = call.parts["id"].text(64) if "id" in call.parts else None
    ids = {load.id for load in targets}
    now = call.state.now
    gone = tuple(
        item
        for item in call.memory.overrides
        if item.load in ids and wanted_id in (None, item.id) and item.valid_until > now
    )
    if not gone:
        return call.refuse(Refusal.NOTHING_TO_CLEAR)
    # A cleared command runs out now: the next decision does whatever it does when one runs out.
    left = tuple(replace(item, valid_until=now) if item in gone else item for item in call.memory.overrides)
    loads = tuple(dict.fromkeys(item.load for item in gone))
    return Answer(AnswerStatus.ACCEPTED, loads=loads), replace(call.memory, overrides=left)


def _emergency_stop(call: _Call) -> tuple[Answer, Memory]:
    call.known("origin")
    stop = call.memory.emergency_stop or EmergencyStop(call.state.now, call.origin())
    loads = tuple(load.id for load in call.state.loads)
    return Answer(AnswerStatus.ACCEPTED, loads=loads), replace(call.memory, emergency_stop=stop)


def _release_emergency_stop(call: _Call) -> tuple[Answer, Memory]:
    call.known("origin")
    if call.memory.emergency_stop is None:
        return call.refuse(Refusal.NOT_SET)
    if usable(call.state.signals.get("emergency_stop")):
        return call.refuse(Refusal.STILL_SET)
    loads = tuple(load.id for load in call.state.loads)
    return Answer(AnswerStatus.ACCEPTED, loads=loads), replace(call.memory, emergency_stop=None)


def _approve(call: _Call) -> tuple[Answer, Memory]:
    call.known("load", "id", "origin")
    targets = call.targets()
    if targets is None:
        return call.refuse(Refusal.UNKNOWN_LOAD)
    wanted_id = call.parts["id"].text(64) if "id" in call.parts else None
    block_id = call.state.now // call.policy.block.length_s
    loads = dict(call.memory.loads)
    approved = []
    for load in targets:
        proposal = call.memory.of(load.id).proposal
        if proposal is None or proposal.block_id != block_id or wanted_id not in (None, proposal.id):
            continue
        loads[load.id] = replace(call.memory.of(load.id), proposal=replace(proposal, approved=True))
        approved.append(load.id)
    if not approved:
        return call.refuse(Refusal.NO_PROPOSAL)
    return Answer(AnswerStatus.ACCEPTED, loads=tuple(approved)), replace(call.memory, loads=loads)


_HANDLERS: Final[dict[RequestKind, Callable[[_Call], tuple[Answer, Memory]]]] = {
    RequestKind.SET_OVERRIDE: _set_override,
    RequestKind.CLEAR_OVERRIDE: _clear_override,
    RequestKind.EMERGENCY_STOP: _emergency_stop,
    RequestKind.RELEASE_EMERGENCY_STOP: _release_emergency_stop,
    RequestKind.APPROVE: _approve,
}
