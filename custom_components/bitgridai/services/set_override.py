"""Start, stop or limit loads for a time, whatever the surplus."""

from ..engine.memory import OverrideKind
from ..engine.requests import OVERRIDE_DEFAULT_S, RequestKind
from ..inquiry.errors import invalid
from .service import Call, Outcome, ask_engine, writing
from .target import ATTR_LOAD

ATTR_OVERRIDE = "override"
ATTR_POWER_W = "power_w"
ATTR_LEVEL = "level"
ATTR_DURATION = "duration"

POWER_MAX_W = 1_000_000
LEVEL_MAX = 100
DURATION_MAX_MIN = 1_000_000
"""More than a day is shortened to one by the engine; this much is a slip of the finger."""


async def _set_override(call: Call) -> Outcome:
    fields = call.fields
    kind = fields.required(ATTR_OVERRIDE, [kind.value for kind in OverrideKind])
    power_w, level = fields.number(ATTR_POWER_W, 0, POWER_MAX_W), fields.whole(ATTR_LEVEL, 0, LEVEL_MAX)
    if power_w is not None and level is not None:
        raise invalid("power_or_level")
    if kind == OverrideKind.LIMIT and power_w is None and level is None:
        raise invalid("limit_of_what")
    duration_min = fields.number(ATTR_DURATION, 0, DURATION_MAX_MIN)
    return await ask_engine(
        call,
        RequestKind.SET_OVERRIDE,
        override=kind,
        duration_min=OVERRIDE_DEFAULT_S // 60 if duration_min is None else duration_min,
        power_w=power_w,
        level=level,
    )


SERVICE = writing("set_override", _set_override, ATTR_LOAD, ATTR_OVERRIDE, ATTR_POWER_W, ATTR_LEVEL, ATTR_DURATION)
