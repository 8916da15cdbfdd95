"""Why something was decided: now, at any time of the last months, or of a record by its number."""

from typing import Any

from ..engine.document import WHOLE_MAX
from ..inquiry import Depth, Moment, async_explain, async_reworded
from ..inquiry.errors import invalid
from .service import ATTR_AUDIENCE, ATTR_DEPTH, ATTR_LANGUAGE, Call, reading
from .target import ATTR_LOAD

ATTR_TIME = "time"
ATTR_RECORD = "record"
ATTR_REPHRASE = "rephrase"


async def _explain(call: Call) -> dict[str, Any]:
    moment = Moment(seq=call.fields.whole(ATTR_RECORD, 1, WHOLE_MAX), time=call.fields.time(ATTR_TIME))
    if moment.seq is not None and moment.time is not None:
        raise invalid("time_or_record")
    question = call.question(Depth.DETAIL)
    answer = await async_explain(call.coordinator, moment, question)
    if call.fields.switch(ATTR_REPHRASE):
        return await async_reworded(call.coordinator, answer, question)
    return answer


SERVICE = reading(
    "explain", _explain, ATTR_LOAD, ATTR_TIME, ATTR_RECORD, ATTR_REPHRASE, ATTR_AUDIENCE, ATTR_LANGUAGE, ATTR_DEPTH
)
