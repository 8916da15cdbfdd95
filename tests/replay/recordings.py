"""Ledgers of houses whose whole life is known, to be replayed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from bitgridai.bench.quality.controls import Engine
from bitgridai.bench.quality.household import House
from bitgridai.bench.quality.plant import Flow, flow
from bitgridai.bench.quality.runs import Seen
from bitgridai.bench.quality.trace import BUNDLED, BlockTrace, read_blocks
from bitgridai.bench.speed import cut
from bitgridai.engine import Memory, Policy, decide
from bitgridai.engine.canonical import canonical_bytes
from bitgridai.engine.document import Json
from bitgridai.engine.policy import policy_document, policy_hash
from bitgridai.engine.record import decision_record, event_record, linked
from bitgridai.engine.signals import HOUSE_SIGNALS, Signal
from bitgridai.engine.verify import POLICY_EVENT

HOUSE = House()
DAY_BLOCKS = 144
LOAD = "load"


@dataclass(frozen=True, kw_only=True)
class Past:
    """How a house lived, and what of it was not recorded."""

    house: House = HOUSE
    trace: BlockTrace = field(default_factory=lambda: cut(read_blocks(BUNDLED), 2 * DAY_BLOCKS))
    policy: Policy = field(default_factory=Policy)
    memory: Memory = field(default_factory=Memory)
    no_record: Iterable[int] = ()
    """Ticks that were not recorded."""
    silent: Mapping[int, str] = field(default_factory=dict)
    """Signals that a tick had no value of."""
    prices: Mapping[str, float] = field(default_factory=dict)
    """Signals that do not change."""
    knows_capacity: bool = True


def records_of(past: Past) -> list[dict[str, Any]]:
    """Let a house live and record it, as its controller would."""
    return list(life_of(past))


def life_of(past: Past) -> Iterator[dict[str, Any]]:
    """Let a house live, record by record: a year of them needs no memory."""
    memory = past.memory
    policy_event: dict[str, Json] = {"hash": policy_hash(past.policy), "policy": policy_document(past.policy)}
    event = event_record(memory, past.trace.start, POLICY_EVENT, policy_event)
    memory = linked(memory, event)
    yield event
    engine = Engine(past.house, past.trace, past.policy)
    stored_wh, level_w = past.house.initial_wh, 0.0
    last = Flow(1.0, 0.0, stored_wh)
    missing = set(past.no_record)
    for block in range(len(past.trace.base_w) + 1):
        before = max(0, block - 1)
        seen = Seen(
            block, stored_wh, last, past.trace.base_w[before], past.trace.pv_w[before] if block else 0.0, level_w
        )
        state = engine.state(seen)
        signals = {
            **state.signals,
            **{name: Signal.of(HOUSE_SIGNALS[name], value) for name, value in past.prices.items()},
        }
        if block in past.silent:
            signals[past.silent[block]] = Signal.of(HOUSE_SIGNALS[past.silent[block]], None)
        state = replace(
            state, signals=signals, battery_capacity_wh=state.battery_capacity_wh if past.knows_capacity else None
        )
        decision, after = decide(state, memory, past.policy)
        if block not in missing:
            record = decision_record(state, memory, past.policy, decision)
            yield record
            memory = linked(after, record)
        level_w = decision.loads[0].target_w
        if block < len(past.trace.base_w):
            last = flow(past.house, stored_wh, past.trace.base_w[block], past.trace.pv_w[block], level_w)
            stored_wh = last.stored_wh


def ledger_of(past: Past, file: Path) -> Path:
    """Write a house's ledger as JSON Lines."""
    file.write_bytes(b"".join(canonical_bytes(record) + b"\n" for record in life_of(past)))
    return file


GIVEN = {"battery_w": HOUSE.battery_w, "battery_floor_pct": HOUSE.floor_pct}
"""What the records do not tell of the house."""
