"""Approve what assisted mode proposes, before the next block."""

from dataclasses import replace

from ..engine.requests import AnswerStatus, Refusal, RequestKind
from .service import Call, Outcome, ask_engine, refuse, writing
from .set_override import ATTR_POWER_W, POWER_MAX_W
from .target import ATTR_LOAD

ATTR_PROPOSAL = "proposal"


async def _approve(call: Call) -> Outcome:
    proposal, power_w = call.fields.text(ATTR_PROPOSAL), call.fields.number(ATTR_POWER_W, 0, POWER_MAX_W)
    if power_w is None:
        return await ask_engine(call, RequestKind.APPROVE, id=proposal)
    wanted = _proposed_at(call, power_w)
    if not wanted or proposal not in (None, *wanted):
        return refuse(call, Refusal.NO_PROPOSAL)
    return await _each(call, wanted if proposal is None else (proposal,))


def _proposed_at(call: Call, power_w: float) -> tuple[str, ...]:
    """Return the ids of the proposals at just this power."""
    memory, load = call.coordinator.data.memory, call.load
    proposals = [memory.of(item).proposal for item in call.coordinator.data.descriptions if load in (None, item)]
    return tuple(item.id for item in proposals if item is not None and item.target_w == power_w)


async def _each(call: Call, ids: tuple[str, ...]) -> Outcome:
    answers = [(await ask_engine(call, RequestKind.APPROVE, id=item)).answer for item in ids]
    accepted = [answer for answer in answers if answer.status is AnswerStatus.ACCEPTED]
    if not accepted:
        return Outcome(answers[0])
    loads = tuple(load for answer in accepted for load in answer.loads)
    return Outcome(replace(accepted[0], loads=loads))


SERVICE = writing("approve", _approve, ATTR_LOAD, ATTR_PROPOSAL, ATTR_POWER_W)
