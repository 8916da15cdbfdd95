"""Bringing the memory up to the moment of a decision: time passes, commands run out.

Clocks jump. Going back, no block is decided twice and no dwell time shrinks; only after
more than a day back is the newer past given up, or a clock that was wrong by years would
stop all decisions for years.
"""

from dataclasses import dataclass, replace
from typing import Final

from .memory import OVERRIDE_MAX_S, EmergencyStop, LoadMemory, Memory, Override, OverrideKind
from .state import EnergyState
from .surplus import usable

_GIVE_UP_S: Final = 24 * 3600


@dataclass(frozen=True, slots=True)
class Elapsed:
    """The memory now, and what ran out on the way."""

    memory: Memory
    new_block: bool
    """Whether this block has not been decided yet."""
    ended_starts: frozenset[str]
    """Loads whose start command ran out."""


def bring_up_to(memory: Memory, state: EnergyState, block_length_s: int) -> Elapsed:
    """Count blocks, roll the day, drop what has expired, latch the emergency stop."""
    block = state.now // block_length_s
    far_back = _newest(memory, block_length_s) - state.now > _GIVE_UP_S
    decided = None if far_back else _renumbered(memory.block_id, memory, block_length_s)
    counted = None if far_back else _renumbered(memory.counted_block, memory, block_length_s)
    counted = block if counted is None else counted
    new_day = memory.local_date is not None and (far_back or state.local_date > memory.local_date)
    limited = tuple(_limited(item, state.now) for item in memory.overrides)
    expired = tuple(item for item in limited if item.valid_until <= state.now)
    last_trim = None if far_back or memory.last_trim is None else min(memory.last_trim, state.now)
    return Elapsed(
        memory=replace(
            memory,
            block_id=decided,
            counted_block=max(counted, block),
            block_length_s=block_length_s,
            last_now=state.now,
            local_date=state.local_date if memory.local_date is None or new_day else memory.local_date,
            loads={key: _aged(load, max(0, block - counted), new_day=new_day) for key, load in memory.loads.items()},
            overrides=tuple(item for item in limited if item.valid_until > state.now),
            emergency_stop=_emergency(memory, state),
            last_trim=last_trim,
        ),
        new_block=decided is None or block > decided,
        ended_starts=frozenset(item.load for item in expired if item.kind is OverrideKind.START),
    )


def _newest(memory: Memory, block_length_s: int) -> int:
    """Return the latest moment that the memory knows of, in epoch seconds."""
    length_s = memory.block_length_s or block_length_s
    return max(memory.last_now or 0, *((block or 0) * length_s for block in (memory.block_id, memory.counted_block)))


def _renumbered(block: int | None, memory: Memory, block_length_s: int) -> int | None:
    """Return the block of the present length in which a remembered one began."""
    if block is None or memory.block_length_s is None:
        return block
    return block * memory.block_length_s // block_length_s


def _limited(override: Override, now: int) -> Override:
    """Keep an override from outliving its own duration when the clock went back."""
    created = min(override.created, now)
    lasts_s = min(override.valid_until - override.created, OVERRIDE_MAX_S)
    return replace(override, created=created, valid_until=created + lasts_s)


def _aged(load: LoadMemory, passed: int, *, new_day: bool) -> LoadMemory:
    if not passed and not new_day:
        return load
    return replace(
        load,
        blocks_since_change=_plus(load.blocks_since_change, passed),
        blocks_since_start=_plus(load.blocks_since_start, passed),
        starts_today=0 if new_day else load.starts_today,
    )


def _plus(count: int | None, passed: int) -> int | None:
    return None if count is None else count + passed


def _emergency(memory: Memory, state: EnergyState) -> EmergencyStop | None:
    if memory.emergency_stop is None and usable(state.signals.get("emergency_stop")):
        return EmergencyStop(state.now, "signal")
    return memory.emergency_stop
