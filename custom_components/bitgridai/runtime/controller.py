"""One household under control.

Time is an argument: :meth:`Controller.poll` is told what time it is, so that the same code
serves a real house, a simulated one at sixty times the speed, and a week run in a minute.
"""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import replace
import logging
from typing import Protocol

from ..engine.document import Json, Node
from ..engine.errors import DocumentError
from ..engine.handover import switched_off
from ..engine.key_figures import KeyFigures, key_figures_document, key_figures_from_node
from ..engine.memory import Memory, memory_document, memory_from_node
from ..engine.policy import Policy, policy_document, policy_hash
from ..engine.preview import next_block, preview
from ..engine.record import Record, decision_record, event_record, linked, request_record
from ..engine.requests import Answer, answer_document, apply_request
from ..engine.rules.r3_safety import R3Code
from ..engine.state import EnergyState
from ..engine.step import Decision, decide
from ..engine.verify import POLICY_EVENT
from ..engine.version import ENGINE_VERSION
from ..engine.vocabulary import Action, Rule, Trigger
from ..ports import HouseReading, LoadCommandError, LoadReading, Reading, Site
from .assemble import Assembler
from .commands import Command, Commander
from .health import Cause, Health
from .snapshot import Basis, Snapshot, Taken
from .telemetry import Minutes
from .windows import Windows

_LOGGER = logging.getLogger(__name__)

SAFETY_S = 5
"""R3 looks at least this often."""
GUARD_S = 30
"""R2 looks at least this often."""
BOOT_GRACE_S = 120
"""How long to wait for mandatory readings before R3 has its say."""
COMMAND_TIMEOUT_S = 10
"""How long a load may take to accept a command."""


class Recorder(Protocol):
    """Where records go."""

    def append(self, record: Record, memory: dict[str, Json], figures: dict[str, Json]) -> None:
        """Take a record, the memory and the key figures after it, without waiting for anything."""
        ...


class Controller:
    """Reads, decides, commands and records. Everything happens in one event loop."""

    def __init__(
        self,
        site: Site,
        policy: Policy,
        ledger: Recorder,
        local_date: Callable[[int], str],
        on_record: Callable[[], None] = lambda: None,
        on_minute: Callable[[dict[str, Json]], None] | None = None,
    ) -> None:
        """Control a site; nothing happens before :meth:`start` and :meth:`poll`.

        ``local_date`` gives the household's calendar date of an epoch second; ``on_record``
        is called whenever the ledger has something to write, ``on_minute`` with each minute's means.
        """
        self._site = site
        self._policy = policy
        self._ledger = ledger
        self._local_date = local_date
        self._on_record = on_record
        self._on_minute, self._minutes = on_minute, Minutes()
        self._ports = {load.description.id: load for load in site.loads}
        self._descriptions = {load_id: load.description for load_id, load in self._ports.items()}
        self._commander = Commander(self._descriptions)
        self._windows = Windows(policy)
        self._assembler = Assembler(policy, self._descriptions)
        self._memory = Memory()
        self._figures = KeyFigures()
        self._tasks: set[asyncio.Task[None]] = set()
        self._listeners: list[Callable[[Taken], None]] = []
        self._started_at: int | None = None
        self._ready = False
        self._left = False
        self._ledger_broken = False
        self._last_safety = self._last_guard = self._last_trim = 0
        self._last_block: int | None = None
        self._house = HouseReading({})
        self._reported: dict[str, LoadReading] = {}
        self._loads: dict[str, LoadReading] = {}
        self._decision: Decision | None = None
        self._decided_at: int | None = None
        self._forced: dict[str, str] = {}

    def start(self, now: int, memory: dict[str, Json] | None, figures: dict[str, Json] | None = None) -> None:
        """Take up the memory and the key figures of the last run and note the start and the policy in force.

        Raises DocumentError where the memory is none; figures that are none begin anew.
        """
        self._memory = memory_from_node(Node("memory", memory))
        self._figures = _taken_up(figures, self._memory)
        self._started_at = now
        self._event(now, "start", {"engine": ENGINE_VERSION, "loads": list(self._descriptions)})
        self._event(now, POLICY_EVENT, {"hash": policy_hash(self._policy), "policy": policy_document(self._policy)})

    def resume(self, now: int, orders: Json) -> None:
        """Wait on for what the last run had ordered, as :meth:`leave` returned it."""
        try:
            self._commander.resume(now, Node("orders", orders))
        except DocumentError as err:
            _LOGGER.warning("Orders of the last run are not waited for: %s", err)

    def listen(self, listener: Callable[[Taken], None]) -> Callable[[], None]:
        """Tell ``listener`` each recorded decision; returns how to stop that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    @property
    def policy(self) -> Policy:
        """The policy in force."""
        return self._policy

    @property
    def figures(self) -> KeyFigures:
        """Key figures of every record so far."""
        return self._figures

    def poll(self, now: int, *, urgent: bool = False) -> bool:
        """Look at the house and do what is due; True if anything may have been sent to a load.

        Call it every few seconds, and at once, ``urgent``, when something safety-relevant
        changed. A call never raises because of a reading or a load.
        """
        self._look(now)
        if self._left or (not self._ready and not self._becomes_ready(now)):
            return False
        self._send_again(now)
        self._run(now, self._due(now) or (Trigger.SAFETY if urgent else None))
        return bool(self._tasks)

    def _look(self, now: int) -> None:
        self._house = self._site.house.read(now)
        self._reported = {load_id: port.read(now) for load_id, port in self._ports.items()}
        self._commander.confirm(self._reported)
        self._loads = {load_id: self._commander.seen(load_id, reading) for load_id, reading in self._reported.items()}
        self._windows.take(now, self._house, self._loads)
        if self._on_minute is None:
            return
        minute = self._minutes.close(now, self._windows, self._house, self._loads)
        if minute is not None:
            self._on_minute(minute)

    def _becomes_ready(self, now: int) -> bool:
        started = now if self._started_at is None else self._started_at
        signals = self._house.signals
        grid = signals.get("grid_power_w")
        soc = signals.get("battery_soc_pct")
        valid = (grid is None or grid.value is not None) and (soc is None or soc.value is not None)
        if not valid and 0 <= now - started < BOOT_GRACE_S:
            return False
        self._ready = True
        self._last_block = now // self._policy.block.length_s
        self._run(now, Trigger.RECOVERY)
        return True

    def _due(self, now: int) -> Trigger | None:
        block = now // self._policy.block.length_s
        if block != self._last_block:
            self._last_block = block
            self._last_guard = self._last_safety = now
            # A window that was seen for less than half of a block would decide on too little.
            seen = self._windows.observed_s(now) >= self._policy.r1.averaging_s * self._policy.block.min_coverage
            return Trigger.BLOCK_TICK if seen else Trigger.RECOVERY
        if self._policy.trim.enabled and abs(now - self._last_trim) >= self._policy.trim.interval_s:
            self._last_trim = self._last_guard = self._last_safety = now
            return Trigger.TRIM
        if abs(now - self._last_guard) >= GUARD_S:
            self._last_guard = self._last_safety = now
            return Trigger.GUARD
        if abs(now - self._last_safety) >= SAFETY_S:
            self._last_safety = now
            return Trigger.SAFETY
        return None

    def _run(self, now: int, trigger: Trigger | None) -> None:
        if trigger is None or self._left:
            return
        state = self._state(now, trigger)
        before = self._memory
        decision, after = decide(state, before, self._policy)
        if trigger is not Trigger.BLOCK_TICK and not self._matters(decision, before, after):
            return
        self._append(decision_record(state, before, self._policy, decision), after)
        self._decision, self._decided_at = decision, now
        self._forced = _forced(decision)
        for made in decision.loads:
            if made.action is not Action.HOLD:
                self._send(self._commander.order(now, self._memory.seq, made.load, made.level, made.target_w))
        taken = Taken(now, self._memory.seq, decision, state, before, self._memory, self._policy)
        for listener in list(self._listeners):
            listener(taken)

    def _state(self, now: int, trigger: Trigger) -> EnergyState:
        return self._assembler.state(
            now,
            trigger,
            self._local_date(now),
            self._house,
            self._loads,
            self._windows,
            self._health(now).for_engine,
        )

    def _matters(self, decision: Decision, before: Memory, after: Memory) -> bool:
        """Whether a look between block ticks found anything worth a record."""
        latched_before = {load_id: load.lockout for load_id, load in before.loads.items() if load.lockout}
        latched_after = {load_id: load.lockout for load_id, load in after.loads.items() if load.lockout}
        return (
            decision.changes
            or decision.trigger in {Trigger.RECOVERY, Trigger.CONFIG, Trigger.OVERRIDE}
            or latched_before != latched_after
            or before.overrides != after.overrides
            or before.emergency_stop != after.emergency_stop
            or _forced(decision) != self._forced
        )

    def request(self, now: int, request: dict[str, Json]) -> Answer:
        """Answer a command and act on it at once.

        Raises DocumentError, with nothing recorded, where the request is not one.
        """
        self._look(now)
        state = self._state(now, Trigger.OVERRIDE)
        before = self._memory
        answer, after = apply_request(state, before, self._policy, request)
        self._append(request_record(state, before, self._policy, request, answer_document(answer)), after)
        self._run(now, Trigger.OVERRIDE)
        return answer

    def basis(self, now: int) -> Basis:
        """Return what the next block would be decided from with present readings, for whoever asks "what if"."""
        then = next_block(now, self._policy.block.length_s)
        state = replace(self._state(now, Trigger.BLOCK_TICK), now=then)
        return Basis(state, self._memory, self._policy)

    def set_policy(self, now: int, policy: Policy) -> None:
        """Take over a new policy, whole."""
        self._policy = policy
        self._assembler = Assembler(policy, self._descriptions)
        if not self._windows.fits(policy):
            self._windows = Windows(policy)
        self._event(now, POLICY_EVENT, {"hash": policy_hash(policy), "policy": policy_document(policy)})
        self._look(now)
        if self._ready:
            self._run(now, Trigger.CONFIG)

    def note(self, now: int, name: str, detail: dict[str, Json]) -> None:
        """Put an event into the ledger that is neither a decision nor a command."""
        self._event(now, name, detail)

    def _event(self, now: int, name: str, detail: dict[str, Json]) -> None:
        self._append(event_record(self._memory, now, name, detail), self._memory)

    def _append(self, record: Record, after: Memory) -> None:
        self._memory = linked(after, record)
        try:
            self._figures = self._figures.take(record)
        except Exception:  # a figure must never keep a load from being switched off
            _LOGGER.exception("Record %s is missing in the key figures", record["seq"])
        self._ledger.append(record, memory_document(self._memory), key_figures_document(self._figures))
        self._on_record()

    def ledger_failed(self, *, broken: bool) -> None:
        """Tell whether the ledger can be written: while it cannot, nothing new begins."""
        self._ledger_broken = broken

    def _send(self, command: Command) -> None:
        task = asyncio.get_running_loop().create_task(self._deliver(command), name=f"bitgridai command {command.id}")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _deliver(self, command: Command) -> None:
        try:
            async with asyncio.timeout(COMMAND_TIMEOUT_S):
                await self._ports[command.load].command(command.level, command.target_w)
        except (LoadCommandError, TimeoutError) as err:
            # Not confirmed, so it is sent again, and shows in health when that does not help.
            _LOGGER.warning("Command %s to %s failed: %s", command.id, command.load, str(err) or "no answer in time")
        except Exception:
            _LOGGER.exception("Command %s to %s failed", command.id, command.load)

    def _send_again(self, now: int) -> None:
        for command in self._commander.overdue(now):
            _LOGGER.info("%s has not confirmed %s W, sending it again", command.load, command.target_w)
            self._send(command)

    async def settled(self) -> None:
        """Wait until no command is on its way to a load any more."""
        while self._tasks:
            await asyncio.gather(*self._tasks, return_exceptions=True)
            # Where all were done already, gather does not yield, and they would never be taken off.
            await asyncio.sleep(0)

    async def leave(self, now: int, stopping: Iterable[str]) -> list[Json]:
        """Decide nothing from here on, and switch these loads off first, as far as they are not.

        Returns the orders that no load has confirmed yet. Calling it again changes nothing.
        """
        if not self._left:
            self._look(now)
            self._left = True
            stopped = self._commander.running(stopping)
            left = [load_id for load_id in self._ports if load_id not in stopped]
            self._memory = switched_off(self._memory, stopped)
            self._event(now, "end", {"stopped": list(stopped), "left": list(left)})
            if stopped:
                # What is still on its way must not overtake the stop.
                await self.stop()
            for load_id in stopped:
                self._send(self._commander.order(now, self._memory.seq, load_id, 0, 0.0))
            await self.settled()
            self._look(now)
        return self._commander.document()

    async def stop(self) -> None:
        """Cancel what is on its way."""
        for task in list(self._tasks):
            task.cancel()
        await self.settled()

    def _health(self, now: int) -> Health:
        causes: list[tuple[Cause, str]] = []
        if not self._ready:
            causes.append((Cause.WAITING, ""))
        oldest = now - self._policy.r3.telemetry_max_age_s
        causes += [(Cause.NO_READING, name) for name, item in self._house.signals.items() if _useless(item, oldest)]
        causes += [(Cause.NO_READING, load_id) for load_id, load in self._reported.items() if _blind(load, oldest)]
        causes += [(Cause.NOT_OBEYING, fault.command.load) for fault in self._commander.faults]
        causes += [(Cause.LOCKOUT, load_id) for load_id in self._ports if self._memory.of(load_id).lockout]
        if self._memory.emergency_stop is not None:
            causes.append((Cause.EMERGENCY_STOP, ""))
        if self._ledger_broken:
            causes.append((Cause.LEDGER, ""))
        if self._decision is not None and any(item.code is R3Code.INTERNAL_ERROR for item in self._decision.loads):
            causes.append((Cause.ENGINE, ""))
        return Health(tuple(causes))

    def snapshot(self, now: int) -> Snapshot:
        """Return the present picture."""
        return Snapshot(
            now=now,
            house=self._house,
            loads=self._reported,
            descriptions=self._descriptions,
            decision=self._decision,
            decided_at=self._decided_at,
            next_block_at=next_block(now, self._policy.block.length_s),
            preview=preview(self._state(now, Trigger.BLOCK_TICK), self._memory, self._policy) if self._ready else None,
            memory=self._memory,
            figures=self._figures,
            policy_hash=policy_hash(self._policy),
            autonomy=self._policy.autonomy,
            health=self._health(now),
            records=self._memory.seq,
            faults=self._commander.faults,
        )


def _useless(reading: Reading, oldest: float) -> bool:
    """Whether the engine cannot use a reading: there is none, or it is older than the rules allow."""
    return reading.value is None or reading.at < oldest


def _blind(load: LoadReading, oldest: float) -> bool:
    """Whether a sensor of a load says nothing usable."""
    return any(reading is not None and _useless(reading, oldest) for reading in (load.power, load.chip_temp))


def _taken_up(figures: dict[str, Json] | None, memory: Memory) -> KeyFigures:
    """Read the figures of the last run; begin anew where they cannot be read or know more than the memory."""
    try:
        read = key_figures_from_node(Node("figures", figures))
    except DocumentError as err:
        _LOGGER.warning("The key figures begin anew: %s", err)
        return KeyFigures()
    return read if read.seq <= memory.seq else KeyFigures()


def _forced(decision: Decision) -> dict[str, str]:
    """Loads that safety holds, with the reason: a change of this is worth a record."""
    return {item.load: item.code.value for item in decision.loads if item.rule is Rule.R3}
