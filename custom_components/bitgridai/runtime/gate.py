"""How often people and automations may write, and a trace of what they were refused."""

from collections import deque
from collections.abc import Callable

from ..engine.document import Json

WRITES_PER_MINUTE = 10
"""Of each kind; what stops a house is not counted."""
REFUSALS_PER_MINUTE = 10
"""Refused writes that get an event of their own; more are counted in the next one."""
REFUSED_EVENT = "request_refused"

_MINUTE_S = 60


class Gate:
    """Lets so many writes of a kind through each minute and notes the others in the ledger.

    A loop that went wild must not fill the disk: what is refused beyond
    :data:`REFUSALS_PER_MINUTE` is only counted.
    """

    def __init__(self, note: Callable[[int, str, dict[str, Json]], None]) -> None:
        """Note refused writes with ``note(now, event, detail)``."""
        self._note = note
        self._admitted: dict[str, deque[int]] = {}
        self._noted: deque[int] = deque()
        self._left_out = 0

    def admits(self, now: int, kind: str) -> bool:
        """Whether one more write of this kind is within the limit; counts it if so."""
        return _within(self._admitted.setdefault(kind, deque()), now, WRITES_PER_MINUTE)

    def refused(self, now: int, kind: str, reason: str, origin: str) -> None:
        """Note a write that never reached the engine."""
        if not _within(self._noted, now, REFUSALS_PER_MINUTE):
            self._left_out += 1
            return
        detail: dict[str, Json] = {"request": kind, "reason": reason, "origin": origin}
        if self._left_out:
            detail["left_out"] = self._left_out
            self._left_out = 0
        self._note(now, REFUSED_EVENT, detail)


def _within(times: deque[int], now: int, limit: int) -> bool:
    # A clock that went back leaves times in the future: they do not count any more.
    while times and not 0 <= now - times[0] < _MINUTE_S:
        times.popleft()
    if len(times) >= limit:
        return False
    times.append(now)
    return True
