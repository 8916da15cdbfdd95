"""Approve what assisted mode proposes, before the next block."""

from ..engine.requests import RequestKind
from .service import Call, Outcome, ask_engine, writing
from .target import ATTR_LOAD

ATTR_PROPOSAL = "proposal"


async def _approve(call: Call) -> Outcome:
    return await ask_engine(call, RequestKind.APPROVE, id=call.fields.text(ATTR_PROPOSAL))


SERVICE = writing("approve", _approve, ATTR_LOAD, ATTR_PROPOSAL)
