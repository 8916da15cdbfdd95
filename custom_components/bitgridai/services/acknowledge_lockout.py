"""Say that a lockout was seen. It ends no sooner for it: only time and a cause that is gone end it."""

from ..engine.requests import Answer, AnswerStatus, Refusal
from .service import Call, Outcome, Unmet, refuse, writing
from .target import ATTR_LOAD


async def _acknowledge(call: Call) -> Outcome:
    coordinator, load = call.coordinator, call.load
    known = coordinator.data.descriptions
    if load is not None and load not in known:
        return refuse(call, Refusal.UNKNOWN_LOAD)
    locked = [item for item in known if load in (None, item) and coordinator.data.memory.of(item).lockout is not None]
    if not locked:
        return refuse(call, Unmet.NO_LOCKOUT)
    for item in locked:
        coordinator.async_acknowledge_lockout(item, call.origin)
    return Outcome(Answer(AnswerStatus.ACCEPTED, loads=tuple(locked)))


SERVICE = writing("acknowledge_lockout", _acknowledge, ATTR_LOAD)
