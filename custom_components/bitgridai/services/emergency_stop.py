"""Switch everything off until a person releases it."""

from ..engine.requests import RequestKind
from .service import Call, Outcome, ask_engine, stopping


async def _stop(call: Call) -> Outcome:
    return await ask_engine(call, RequestKind.EMERGENCY_STOP)


SERVICE = stopping("emergency_stop", _stop)
