"""What the next block would bring with other readings or another policy. Nothing is changed by asking."""

from typing import Any

from ..inquiry import Depth, async_what_if
from .service import ATTR_AUDIENCE, ATTR_DEPTH, ATTR_LANGUAGE, Call, reading
from .target import ATTR_LOAD

ATTR_SIGNALS = "signals"
ATTR_LOADS = "loads"
ATTR_POLICY = "policy"


async def _what_if(call: Call) -> dict[str, Any]:
    changes = {name: call.fields.mapping(name) for name in (ATTR_SIGNALS, ATTR_LOADS, ATTR_POLICY)}
    return async_what_if(call.coordinator, changes, call.question(Depth.SHORT))


SERVICE = reading(
    "what_if",
    _what_if,
    ATTR_LOAD,
    ATTR_SIGNALS,
    ATTR_LOADS,
    ATTR_POLICY,
    ATTR_AUDIENCE,
    ATTR_LANGUAGE,
    ATTR_DEPTH,
)
