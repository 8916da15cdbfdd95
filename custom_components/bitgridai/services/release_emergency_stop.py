"""Let the controller decide again after an emergency stop."""

from ..engine.requests import RequestKind
from .service import Call, Outcome, ask_engine, writing


async def _release(call: Call) -> Outcome:
    return await ask_engine(call, RequestKind.RELEASE_EMERGENCY_STOP)


SERVICE = writing("release_emergency_stop", _release)
