"""Commands on their way: sent, confirmed by what the load reports, sent again, given up on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ..engine.canonical import digest, quantize
from ..engine.document import Json, Node, iso_utc
from ..ports import Evidence, LoadDescription, LoadReading

ATTEMPTS = 3
"""How often a command is sent before a load counts as not obeying."""
_NEAR_W = 1.0
"""Settings closer than this are the same."""
_LEVEL_MAX = 31


@dataclass(frozen=True, slots=True)
class Command:
    """One order to one load."""

    id: str
    """The same for every attempt, so that a device can tell a repetition from a new order."""
    load: str
    level: int
    target_w: float
    since: int
    """When it was sent first, in epoch seconds."""
    sent_at: int
    """When it was sent last."""
    attempts: int = 1


@dataclass(frozen=True, slots=True)
class Fault:
    """An order that a load did not carry out."""

    command: Command
    seen: LoadReading
    """What the load reported when it was given up on."""


class Commander:
    """Keeps the orders that the loads have not confirmed yet."""

    def __init__(self, loads: dict[str, LoadDescription]) -> None:
        """Command a fixed set of loads."""
        self._loads = loads
        self._pending: dict[str, Command] = {}
        self._faults: dict[str, Fault] = {}
        self._read: Mapping[str, LoadReading] = {}

    def order(self, now: int, seq: int, load_id: str, level: int, target_w: float) -> Command:
        """Note an order; it replaces another one that was still on its way."""
        waiting = self._pending.get(load_id)
        if waiting is not None and (waiting.level, waiting.target_w) == (level, target_w):
            return waiting
        command = Command(digest([seq, load_id])[:16], load_id, level, target_w, now, now)
        self._pending[load_id] = command
        return command

    def confirm(self, readings: Mapping[str, LoadReading]) -> None:
        """Drop the orders that the loads report as carried out, and with them what was held against the load."""
        self._read = readings
        for load_id, command in list(self._pending.items()):
            if _carried_out(command, readings[load_id]):
                del self._pending[load_id]
                self._faults.pop(load_id, None)
        for load_id, fault in list(self._faults.items()):
            if _carried_out(fault.command, readings[load_id]):
                del self._faults[load_id]

    def overdue(self, now: int) -> list[Command]:
        """Orders to send again now; one that was sent often enough becomes a fault instead.

        An order to switch off is never given up: it is a fault and is sent on. It is repeated
        without waiting for the ramp, as one that got lost leaves a load running.
        """
        again = []
        for load_id, command in list(self._pending.items()):
            stops = command.target_w == 0
            wait_s = self._loads[load_id].confirm_s if stops else self._patience_s(command)
            if 0 <= now - command.sent_at < wait_s:
                continue
            repeated = replace(command, since=min(command.since, now), sent_at=now, attempts=command.attempts + 1)
            if command.attempts >= ATTEMPTS and (not stops or self._lasted(now, command)):
                self._faults[load_id] = Fault(command, self._read[load_id])
                if not stops:
                    del self._pending[load_id]
                    continue
            self._pending[load_id] = repeated
            again.append(repeated)
        return again

    def _lasted(self, now: int, command: Command) -> bool:
        """Whether a stop had the time that all attempts at it may take."""
        return now - command.since >= ATTEMPTS * self._patience_s(command)

    def _patience_s(self, command: Command) -> int:
        """How long one attempt may take: a setting that was taken leaves its ramp to be waited for."""
        load, reading = self._loads[command.load], self._read.get(command.load)
        taken = reading is not None and _set(command, reading)
        return load.confirm_s + (load.ramp_s if taken or not load.shows_setting else 0)

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Orders that loads did not carry out, until they carry out one again."""
        return tuple(self._faults.values())

    def seen(self, load_id: str, reading: LoadReading) -> LoadReading:
        """Return the reading with an order on its way taken as carried out.

        Otherwise the engine would order the same again every few seconds, and give what a load
        that still ramps up will need to another one. An order to start that was given up is
        not on its way any more; one to stop always is.
        """
        command = self._pending.get(load_id)
        if command is None or reading.level is None:
            return reading
        return replace(reading, level=command.level, target_w=command.target_w)

    def document(self) -> list[Json]:
        """Write the orders on their way, for :meth:`resume` after a restart."""
        return [
            {
                "id": item.id,
                "load": item.load,
                "level": item.level,
                "target_w": item.target_w,
                "since": iso_utc(item.since),
                "sent_at": iso_utc(item.sent_at),
            }
            for item in self._pending.values()
        ]

    def resume(self, now: int, node: Node) -> None:
        """Take up the orders of the last run; DocumentError where they are none.

        An order to switch off is sent on. Any other is only waited for while its time lasts:
        the reasons for it are as old as the order, so it is not sent again.
        """
        for command in [_command(item) for item in node.items()]:
            load = self._loads.get(command.load)
            if load is None or not _offers(load, command):
                continue
            if command.target_w == 0:
                self._pending[command.load] = command
            elif 0 <= now - command.sent_at < load.confirm_s + (0 if load.shows_setting else load.ramp_s):
                self._pending[command.load] = replace(command, attempts=ATTEMPTS)

    def running(self, load_ids: Iterable[str]) -> list[str]:
        """Of these loads, the ones that are not known to be off, or are about to be on."""
        on = []
        for load_id in load_ids:
            waiting, reading = self._pending.get(load_id), self._read.get(load_id)
            if waiting is not None or reading is None or reading.level != 0 or reading.evidence is Evidence.RUNNING:
                on.append(load_id)
        return on


def _set(command: Command, reading: LoadReading) -> bool:
    """Whether a load reports the setting that was ordered."""
    if reading.level != command.level or not reading.available:
        return False
    return command.level == 0 or reading.target_w == 0 or abs(reading.target_w - command.target_w) < _NEAR_W


def _carried_out(command: Command, reading: LoadReading) -> bool:
    """Whether a load has the setting, and does what follows from it as far as anything shows that."""
    wanted = Evidence.RUNNING if command.target_w > 0 else Evidence.RESTING
    return _set(command, reading) and reading.evidence in (None, wanted)


def _offers(load: LoadDescription, command: Command) -> bool:
    """Whether a load still has a setting; its owner may have described it anew."""
    if command.target_w == 0:
        return command.level == 0
    if load.range_w is not None:
        return command.level == 1 and load.range_w[0] <= command.target_w <= load.range_w[1]
    return command.level < len(load.levels_w) and load.levels_w[command.level] == command.target_w


def _command(node: Node) -> Command:
    names = ("id", "load", "level", "target_w", "since", "sent_at")
    parts = node.mapping(frozenset(names))
    for name in names:
        if name not in parts:
            raise node.fail(f'an object with "{name}"')
    return Command(
        id=parts["id"].text(64),
        load=parts["load"].text(),
        level=parts["level"].integer(0, _LEVEL_MAX),
        target_w=quantize(parts["target_w"].number(0)),
        since=parts["since"].time(),
        sent_at=parts["sent_at"].time(),
    )
