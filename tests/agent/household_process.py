"""A household that writes its ledger and sends it to an agent until it is killed."""

import asyncio
from collections.abc import Callable
from pathlib import Path
import sys
from typing import Any

import aiohttp

from custom_components.bitgridai.agent import AgentClient, AgentLink
from custom_components.bitgridai.engine.document import Node
from custom_components.bitgridai.engine.memory import Memory, memory_document, memory_from_node
from custom_components.bitgridai.engine.record import event_record, linked
from custom_components.bitgridai.ledger import LedgerStore, Outbox
from tests.agent.running import LEDGER, TOKEN

_NOON = 1_780_000_000


def write(store: LedgerStore, memory: Memory, number: int) -> Memory:
    """Add a note to the ledger, on disk when this returns."""
    record = event_record(memory, _NOON + number * 600, "note", {"number": number})
    after = linked(memory, record)
    store.append(record, memory_document(after), {})
    store.flush()
    return after


def opened(path: Path) -> tuple[LedgerStore, Memory]:
    """Open the store and take up its last memory."""
    store = LedgerStore(path)
    document: Any = store.open()
    return store, memory_from_node(Node("memory", document))


async def elsewhere[*Arguments, Result](work: Callable[[*Arguments], Result], /, *arguments: *Arguments) -> Result:
    """Run blocking work in a thread."""
    return await asyncio.to_thread(work, *arguments)


async def live(path: Path, port: int) -> None:
    """Write and send for ever."""
    store, memory = opened(path)
    async with aiohttp.ClientSession() as session:
        client = AgentClient(session, f"http://127.0.0.1:{port}", TOKEN)
        link = AgentLink(client, Outbox(path), LEDGER, elsewhere, lambda _: None)
        link_run = asyncio.create_task(link.run())
        while True:
            memory = await asyncio.to_thread(write, store, memory, memory.seq)
            link.wake()
            sys.stdout.write(f"{memory.seq}\n")
            sys.stdout.flush()
            await asyncio.sleep(0.01)
            if link_run.done():
                link_run.result()


if __name__ == "__main__":
    asyncio.run(live(Path(sys.argv[1]), int(sys.argv[2])))
