"""End commands before their time; the controller decides again."""

from ..engine.requests import RequestKind
from .service import Call, Outcome, ask_engine, writing
from .target import ATTR_LOAD


async def _clear_override(call: Call) -> Outcome:
    return await ask_engine(call, RequestKind.CLEAR_OVERRIDE)


SERVICE = writing("clear_override", _clear_override, ATTR_LOAD)
