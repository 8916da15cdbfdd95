"""Commands on their way: sent, confirmed by what the load reports, sent again, given up on."""

from dataclasses import dataclass, replace

from ..engine.canonical import digest
from ..ports import LoadDescription, LoadReading

ATTEMPTS = 3
"""How often a command is sent before a load counts as not obeying."""


@dataclass(frozen=True, slots=True)
class Command:
    """One order to one load."""

    id: str
    """The same for every attempt, so that a device can tell a repetition from a new order."""
    load: str
    level: int
    target_w: float
    sent_at: int
    attempts: int = 1


class Commander:
    """Keeps the orders that the loads have not confirmed yet."""

    def __init__(self, loads: dict[str, LoadDescription]) -> None:
        """Command a fixed set of loads."""
        self._loads = loads
        self._pending: dict[str, Command] = {}
        self._faults: dict[str, Command] = {}

    def order(self, now: int, seq: int, load_id: str, level: int, target_w: float) -> Command:
        """Note an order; it replaces another one that was still on its way."""
        waiting = self._pending.get(load_id)
        if waiting is not None and (waiting.level, waiting.target_w) == (level, target_w):
            return waiting
        command = Command(digest([seq, load_id])[:16], load_id, level, target_w, now)
        self._pending[load_id] = command
        self._faults.pop(load_id, None)
        return command

    def confirm(self, readings: dict[str, LoadReading]) -> None:
        """Drop the orders that the loads report as carried out."""
        for waiting in (self._pending, self._faults):
            for load_id, command in list(waiting.items()):
                if _carried_out(command, readings[load_id]):
                    del waiting[load_id]

    def overdue(self, now: int) -> list[Command]:
        """Orders to send again now; one that was sent often enough becomes a fault instead.

        An order to switch off is never given up: it is a fault and is sent on.
        """
        again = []
        for load_id, command in list(self._pending.items()):
            if 0 <= now - command.sent_at < self._loads[load_id].confirm_s:
                continue
            repeated = replace(command, sent_at=now, attempts=command.attempts + 1)
            if command.attempts >= ATTEMPTS:
                self._faults[load_id] = command
                if command.target_w > 0:
                    del self._pending[load_id]
                    continue
            self._pending[load_id] = repeated
            again.append(repeated)
        return again

    @property
    def faults(self) -> tuple[Command, ...]:
        """Orders that loads did not carry out."""
        return tuple(self._faults.values())

    def seen(self, load_id: str, reading: LoadReading) -> LoadReading:
        """Return the reading with an order on its way taken as carried out.

        Otherwise the engine would order the same again every few seconds. An order to start
        that was given up is not on its way any more; one to stop always is.
        """
        command = self._pending.get(load_id)
        if command is None or reading.level is None:
            return reading
        return replace(reading, level=command.level, target_w=command.target_w)


def _carried_out(command: Command, reading: LoadReading) -> bool:
    if reading.level != command.level or not reading.available:
        return False
    return command.level == 0 or reading.target_w == 0 or abs(reading.target_w - command.target_w) < 1
