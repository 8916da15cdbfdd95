"""How often something may happen within a minute, by the address that asks."""

from collections import OrderedDict, deque
from dataclasses import dataclass, field
from time import monotonic
from typing import Final

from starlette.types import Scope

_MINUTE_S: Final = 60.0
_ADDRESSES: Final = 256
"""Addresses that are told apart. Whoever has more gains minutes, and guessing 256 bits takes more than minutes."""


@dataclass(slots=True)
class Pace:
    """Counts what happened within the last minute."""

    most: int
    _times: deque[float] = field(default_factory=deque)

    def exhausted(self) -> bool:
        """Whether as much happened as may happen."""
        now = monotonic()
        while self._times and now - self._times[0] > _MINUTE_S:
            self._times.popleft()
        return len(self._times) >= self.most

    def count(self) -> None:
        """Count one."""
        self._times.append(monotonic())


class Paces:
    """A pace for each address, so that one client's haste is no other's wait."""

    def __init__(self, most: int) -> None:
        """Allow so much in a minute to each address."""
        self._most = most
        self._by_address: OrderedDict[str, Pace] = OrderedDict()

    def of(self, scope: Scope) -> Pace:
        """Return the pace of whoever makes this request; those that asked longest ago are forgotten."""
        address = scope["client"][0] if scope.get("client") else ""
        pace = self._by_address.setdefault(address, Pace(self._most))
        self._by_address.move_to_end(address)
        if len(self._by_address) > _ADDRESSES:
            self._by_address.popitem(last=False)
        return pace
