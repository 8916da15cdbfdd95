"""What the next block would bring with present readings."""

from typing import Any

from ..inquiry import Depth, async_preview
from .service import ATTR_AUDIENCE, ATTR_DEPTH, ATTR_LANGUAGE, Call, reading
from .target import ATTR_LOAD


async def _preview(call: Call) -> dict[str, Any]:
    return async_preview(call.coordinator, call.question(Depth.SHORT))


SERVICE = reading("preview", _preview, ATTR_LOAD, ATTR_AUDIENCE, ATTR_LANGUAGE, ATTR_DEPTH)
