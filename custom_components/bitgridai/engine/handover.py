"""What the memory keeps when loads are switched off because nobody will watch them any more."""

from collections.abc import Iterable
from dataclasses import replace

from .memory import Memory
from .vocabulary import Action


def switched_off(memory: Memory, load_ids: Iterable[str]) -> Memory:
    """Return the memory with these loads stopped just now.

    Their rest counts from here, so that a restart does not wear them with a start a minute
    later. Commands, lockouts, counters and the emergency stop are as they were: none of them
    ends because the controller does.
    """
    loads = dict(memory.loads)
    for load_id in load_ids:
        loads[load_id] = replace(
            memory.of(load_id), last_change=Action.STOP, blocks_since_change=0, blocks_since_start=None
        )
    return replace(memory, loads=loads)
