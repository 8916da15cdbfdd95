"""Bringing every record to the agent, whichever side was away and for how long.

The agent says where its archive ends, and the hot store goes on from there. Nothing is
remembered about what was sent: after any outage the agent is asked again.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from enum import StrEnum
import json
import sqlite3
from typing import Any, Final, Protocol, Self

from ..engine.document import Json
from ..ledger import Outbox
from .buffer import TelemetryBuffer, bodies
from .client import (
    AgentClient,
    AgentError,
    ChainBrokenError,
    Gap,
    Handshake,
    IncompatibleAgentError,
    RefusedTokenError,
    Tip,
)
from .export import Export, Wish, make
from .jobs import AgentJobs

_BATCH: Final = 500
_BATCH_BYTES: Final = 4 << 20
_IDLE_S: Final = 60.0
"""Between two looks at an agent that has everything: its health, and whether its archive is still there."""
_LATEST: Final = 1 << 60
_RETRY_S: Final = (5.0, 15.0, 60.0, 300.0)


class LinkState(StrEnum):
    """How things stand between both."""

    CONNECTING = "connecting"
    SENDING = "sending"
    CONNECTED = "connected"
    UNREACHABLE = "unreachable"
    UNAUTHORIZED = "unauthorized"
    INCOMPATIBLE = "incompatible"
    REFUSED = "refused"
    """The agent is there, but does not take the records."""


@dataclass(frozen=True, slots=True)
class LinkStatus:
    """What a person may want to know of the link."""

    state: LinkState = LinkState.CONNECTING
    handshake: Handshake | None = None
    archived_seq: int = 0
    """Number of the newest record that the agent has."""
    waiting: int = 0
    """Records that it does not have yet."""
    error: str | None = None
    sealed: str | None = None
    """Name of the archive that was put away last: its course of the ledger ended."""


class _Executor(Protocol):
    def __call__[*Arguments, Result](
        self, work: Callable[[*Arguments], Result], /, *arguments: *Arguments
    ) -> Awaitable[Result]:
        """Run blocking work elsewhere."""


class AgentLink:
    """Sends a ledger's records to an agent for as long as :meth:`run` runs."""

    def __init__(
        self,
        client: AgentClient,
        outbox: Outbox,
        ledger: str,
        executor: _Executor,
        on_change: Callable[[LinkStatus], None],
        telemetry: TelemetryBuffer | None = None,
    ) -> None:
        """Prepare; ``executor`` runs blocking work elsewhere, ``on_change`` hears of each new status."""
        self._client = client
        self._outbox = outbox
        self._ledger = ledger
        self._executor = executor
        self._on_change = on_change
        self._telemetry = telemetry
        self._woken = asyncio.Event()
        self._bringing = asyncio.Lock()
        self.status = LinkStatus()

    def wake(self) -> None:
        """Say that there are new records."""
        self._woken.set()

    def minute(self, minute: dict[str, Json]) -> None:
        """Take a minute's telemetry; it goes out with the next look at the agent."""
        if self._telemetry is not None:
            self._telemetry.add(minute)

    async def close(self) -> None:
        """Keep what the agent does not have yet."""
        if self._telemetry is not None:
            await self._executor(self._telemetry.spill, 1)

    async def run(self) -> None:
        """Bring everything over, wait for more, and begin again after any failure. Cancel it to end it."""
        failures = 0
        while True:
            self._woken.clear()
            failure = await self._try()
            failures = 0 if failure is None else failures + 1
            pause_s = _IDLE_S if failure is None else _RETRY_S[min(failures, len(_RETRY_S)) - 1]
            try:
                async with asyncio.timeout(pause_s):
                    # New records end a pause, but not the patience with an agent that is away.
                    await (self._woken.wait() if failure is None else asyncio.sleep(pause_s))
            except TimeoutError:
                pass

    async def _try(self) -> str | None:
        """Bring everything over once; return what was in the way."""
        try:
            await self.bring()
        except RefusedTokenError as err:
            return self._failed(LinkState.UNAUTHORIZED, err)
        except IncompatibleAgentError as err:
            return self._failed(LinkState.INCOMPATIBLE, err)
        except ChainBrokenError as err:
            return self._failed(LinkState.REFUSED, err)
        except AgentError as err:
            if self._telemetry is not None:
                await self._executor(self._telemetry.spill)
            return self._failed(LinkState.UNREACHABLE, err)
        except sqlite3.Error as err:
            return self._failed(LinkState.REFUSED, err)
        return None

    async def export(self, wish: Wish) -> Export:
        """Let the agent make a bundle of what it has. Raises AgentError."""
        return await make(self._client, self._ledger, wish)

    @property
    def jobs(self) -> AgentJobs:
        """Whom to ask for replays of what the agent has."""
        return AgentJobs(self._client, self._ledger)

    async def caught_up(self) -> Self:
        """Return the link when the agent has every record there is by now. Raises AgentError."""
        try:
            await self.bring()
        except sqlite3.Error as err:
            raise AgentError(f"the ledger cannot be read: {err}") from err
        return self

    async def bring(self) -> None:
        """Send all that the agent lacks. Raises AgentError and sqlite3.Error."""
        async with self._bringing:
            await self._bring()

    async def _bring(self) -> None:
        shaken = await self._client.handshake()
        last = await self._executor(self._outbox.last_seq)
        tip = await self._common(await self._client.tip(self._ledger))
        self._tell(handshake=shaken, archived_seq=tip.seq, waiting=max(0, last - tip.seq), error=None)
        while batch := await self._executor(self._outbox.bodies, tip.seq, _BATCH, _BATCH_BYTES):
            self._tell(state=LinkState.SENDING)
            tip = await self._client.send(self._ledger, batch)
            last = max(last, await self._executor(self._outbox.last_seq))
            self._tell(archived_seq=tip.seq, waiting=max(0, last - tip.seq))
        for gap in tip.gaps:
            await self._fill(gap)
        await self._bring_telemetry()
        self._tell(state=LinkState.CONNECTED, waiting=0)

    async def _fill(self, gap: Gap) -> None:
        """Send again what was in a damaged file of the agent, as far as it is here still."""
        seq = gap.first - 1
        while seq < gap.last:
            most = min(_BATCH, gap.last - seq)
            batch = await self._executor(self._outbox.bodies, seq, most, _BATCH_BYTES)
            if not batch or json.loads(batch[0])["seq"] != seq + 1:
                return  # too old to be here; the agent goes on reporting it
            await self._client.repair(self._ledger, batch)
            seq += len(batch)

    async def _bring_telemetry(self) -> None:
        if self._telemetry is None:
            return
        newest = await self._client.newest_minute(self._ledger)
        if newest is None:
            # An agent from before there was telemetry.
            await self._executor(self._telemetry.forget, _LATEST)
            return
        while batch := await self._executor(self._telemetry.batch, newest):
            newest = await self._client.send_telemetry(self._ledger, bodies(batch))
            if newest < batch[-1][0]:
                raise AgentError("the agent did not take the telemetry that was sent")
        await self._executor(self._telemetry.forget, newest)

    async def _common(self, tip: Tip) -> Tip:
        """Return where to go on from, after both stores agree on it.

        An archive that ends in a record which is not in the hot store belongs to another course of the
        ledger: a backup was restored here, or the agent was away for longer than records are kept. It
        is put away whole, and a new one begins with the oldest record that there is.
        """
        anchor_seq, anchor_hash = await self._executor(self._outbox.anchor)
        if tip.seq and await self._executor(self._outbox.hash_of, tip.seq) != tip.hash:
            self._tell(sealed=await self._client.seal(self._ledger))
            tip = await self._client.tip(self._ledger)
        if tip.seq == 0 and anchor_seq:
            return await self._client.begin(self._ledger, anchor_seq, anchor_hash)
        return tip

    def _failed(self, state: LinkState, err: Exception) -> str:
        self._tell(state=state, error=str(err))
        return str(err)

    def _tell(self, **changes: Any) -> None:
        status = replace(self.status, **changes)
        if status != self.status:
            self.status = status
            self._on_change(status)
