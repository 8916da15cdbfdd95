"""What the engine must remember between two steps, and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from .canonical import quantize
from .document import EARLIEST, WHOLE_MAX, Json, Node, iso_utc
from .learned import Learned, learned_document, learned_from_node
from .vocabulary import Action

GENESIS: Final = "0" * 64
"""``prev_hash`` of the first record."""

OVERRIDE_MAX_S: Final = 24 * 3600
"""Longest time a command may hold."""

_BLOCKS_MAX: Final = 10**9


@dataclass(frozen=True, slots=True)
class Lockout:
    """A latched safety stop of one load."""

    code: str
    """The R3 code that latched it."""
    since: int
    """Epoch seconds."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What assisted mode asks a person to approve."""

    id: str
    target_w: float
    block_id: int
    """The block in which an approval counts."""
    approved: bool = False


@dataclass(frozen=True, slots=True)
class LoadMemory:
    """Dwell times, counters and latches of one load."""

    last_change: Action | None = None
    blocks_since_change: int | None = None
    blocks_since_start: int | None = None
    starts_today: int = 0
    lockout: Lockout | None = None
    proposal: Proposal | None = None


class OverrideKind(StrEnum):
    """What a person's command asks of a load."""

    START = "start"
    STOP = "stop"
    LIMIT = "limit"


@dataclass(frozen=True, slots=True)
class Override:
    """A command with a time limit, for one load."""

    id: str
    kind: OverrideKind
    load: str
    power_w: float | None
    """START: the setting to run at (None: the highest). LIMIT: the most it may draw."""
    origin: str
    """``user``, ``automation`` or ``api``."""
    created: int
    valid_until: int


@dataclass(frozen=True, slots=True)
class EmergencyStop:
    """Latched until a person releases it."""

    since: int
    origin: str


@dataclass(frozen=True, slots=True)
class Memory:
    """The engine's whole memory. Empty at the very first step."""

    seq: int = 0
    """Number of the last record in the ledger; 0 before the first."""
    last_hash: str = GENESIS
    block_id: int | None = None
    """Newest block that has been decided."""
    counted_block: int | None = None
    """Block up to which dwell times have been counted."""
    block_length_s: int | None = None
    """Length of the blocks that both are numbered in."""
    last_now: int | None = None
    local_date: str | None = None
    last_trim: int | None = None
    emergency_stop: EmergencyStop | None = None
    loads: Mapping[str, LoadMemory] = field(default_factory=dict)
    overrides: tuple[Override, ...] = ()
    """At most one per load and kind of wish, in the order of creation."""
    request_times: tuple[int, ...] = ()
    """When overrides were asked for within the last minute: the rate limit."""
    learned: Learned = field(default_factory=Learned)
    """What was learned about the house and its forecast."""

    def of(self, load_id: str) -> LoadMemory:
        """Memory of a load; empty for one never seen."""
        return self.loads.get(load_id, LoadMemory())


_MEMORY_KEYS: Final = frozenset(
    {
        "seq",
        "last_hash",
        "block_id",
        "counted_block",
        "block_length_s",
        "last_now",
        "local_date",
        "last_trim",
        "emergency_stop",
        "loads",
        "overrides",
        "request_times",
        "learned",
    }
)
_LOAD_KEYS: Final = frozenset(
    {"last_change", "blocks_since_change", "blocks_since_start", "starts_today", "lockout", "proposal"}
)
_OVERRIDE_KEYS: Final = frozenset({"id", "kind", "load", "power_w", "origin", "created", "valid_until"})
_HEX: Final = frozenset("0123456789abcdef")


def memory_from_node(node: Node) -> Memory:
    """Read a memory; null is the empty one."""
    if node.value is None:
        return Memory()
    parts = {key: child for key, child in node.mapping(_MEMORY_KEYS).items() if child.value is not None}
    return Memory(
        seq=parts["seq"].integer(0, WHOLE_MAX) if "seq" in parts else 0,
        last_hash=_hash(parts["last_hash"]) if "last_hash" in parts else GENESIS,
        block_id=parts["block_id"].integer(0, _BLOCKS_MAX) if "block_id" in parts else None,
        counted_block=parts["counted_block"].integer(0, _BLOCKS_MAX) if "counted_block" in parts else None,
        block_length_s=parts["block_length_s"].integer(1, _BLOCKS_MAX) if "block_length_s" in parts else None,
        last_now=parts["last_now"].time() if "last_now" in parts else None,
        local_date=parts["local_date"].date() if "local_date" in parts else None,
        last_trim=parts["last_trim"].time() if "last_trim" in parts else None,
        emergency_stop=_emergency(parts["emergency_stop"]) if "emergency_stop" in parts else None,
        loads={key: _load(child) for key, child in parts["loads"].mapping().items()} if "loads" in parts else {},
        overrides=tuple(_override(item) for item in parts["overrides"].items()) if "overrides" in parts else (),
        request_times=(
            tuple(item.time() for item in parts["request_times"].items()) if "request_times" in parts else ()
        ),
        learned=learned_from_node(parts["learned"]) if "learned" in parts else Learned(),
    )


def _hash(node: Node) -> str:
    text = node.text(64)
    if len(text) != len(GENESIS) or not _HEX.issuperset(text):
        raise node.fail("a SHA-256 hash of 64 hexadecimal digits")
    return text


def _required(node: Node, known: frozenset[str], required: tuple[str, ...]) -> dict[str, Node]:
    parts = node.mapping(known)
    for key in required:
        if key not in parts:
            raise node.fail(f'an object with "{key}"')
    return parts


def _emergency(node: Node) -> EmergencyStop:
    parts = _required(node, frozenset({"since", "origin"}), ("since", "origin"))
    return EmergencyStop(parts["since"].time(), parts["origin"].text())


def _load(node: Node) -> LoadMemory:
    parts = {key: child for key, child in node.mapping(_LOAD_KEYS).items() if child.value is not None}

    def blocks(key: str) -> int | None:
        return parts[key].integer(0, _BLOCKS_MAX) if key in parts else None

    last_change = parts["last_change"].choice(Action) if "last_change" in parts else None
    since_change = blocks("blocks_since_change")
    since_start = blocks("blocks_since_start")
    if since_change is None and last_change is not None:
        # When it changed is not known: the cautious reading is just now.
        since_change = 0
    if since_start is None and last_change not in (None, Action.STOP):
        # A running load started no later than its last change: the cautious reading.
        since_start = since_change
    return LoadMemory(
        last_change=last_change,
        blocks_since_change=since_change,
        blocks_since_start=since_start,
        starts_today=parts["starts_today"].integer(0, _BLOCKS_MAX) if "starts_today" in parts else 0,
        lockout=_lockout(parts["lockout"]) if "lockout" in parts else None,
        proposal=_proposal(parts["proposal"]) if "proposal" in parts else None,
    )


def _lockout(node: Node) -> Lockout:
    parts = _required(node, frozenset({"code", "since"}), ("code", "since"))
    return Lockout(parts["code"].text(40), parts["since"].time())


def _proposal(node: Node) -> Proposal:
    required = ("id", "target_w", "block_id")
    parts = _required(node, frozenset({*required, "approved"}), required)
    return Proposal(
        parts["id"].text(64),
        quantize(parts["target_w"].number(0)),
        parts["block_id"].integer(0, _BLOCKS_MAX),
        parts["approved"].boolean() if "approved" in parts else False,
    )


def _override(node: Node) -> Override:
    parts = _required(node, _OVERRIDE_KEYS, ("kind", "load", "valid_until"))
    valid_until = parts["valid_until"].time()
    power = parts.get("power_w")
    return Override(
        id=parts["id"].text(64) if "id" in parts else "override",
        kind=parts["kind"].choice(OverrideKind),
        load=parts["load"].text(),
        power_w=None if power is None or power.value is None else quantize(power.number(0)),
        origin=parts["origin"].text() if "origin" in parts else "api",
        created=parts["created"].time() if "created" in parts else max(EARLIEST, valid_until - OVERRIDE_MAX_S),
        valid_until=valid_until,
    )


def override_document(override: Override) -> dict[str, Json]:
    """Write an override."""
    return {
        "id": override.id,
        "kind": override.kind.value,
        "load": override.load,
        "power_w": override.power_w,
        "origin": override.origin,
        "created": iso_utc(override.created),
        "valid_until": iso_utc(override.valid_until),
    }


def _load_document(load: LoadMemory) -> dict[str, Json]:
    lockout, proposal = load.lockout, load.proposal
    return {
        "last_change": load.last_change,
        "blocks_since_change": load.blocks_since_change,
        "blocks_since_start": load.blocks_since_start,
        "starts_today": load.starts_today,
        "lockout": None if lockout is None else {"code": lockout.code, "since": iso_utc(lockout.since)},
        "proposal": None if proposal is None else _proposal_document(proposal),
    }


def _proposal_document(proposal: Proposal) -> dict[str, Json]:
    return {
        "id": proposal.id,
        "target_w": proposal.target_w,
        "block_id": proposal.block_id,
        "approved": proposal.approved,
    }


def memory_document(memory: Memory) -> dict[str, Json]:
    """Write a memory in the form that reads back the same."""
    stop = memory.emergency_stop
    return {
        "seq": memory.seq,
        "last_hash": memory.last_hash,
        "block_id": memory.block_id,
        "counted_block": memory.counted_block,
        "block_length_s": memory.block_length_s,
        "last_now": None if memory.last_now is None else iso_utc(memory.last_now),
        "local_date": memory.local_date,
        "last_trim": None if memory.last_trim is None else iso_utc(memory.last_trim),
        "emergency_stop": None if stop is None else {"since": iso_utc(stop.since), "origin": stop.origin},
        "loads": {load_id: _load_document(load) for load_id, load in sorted(memory.loads.items())},
        "overrides": [override_document(item) for item in memory.overrides],
        "request_times": [iso_utc(moment) for moment in memory.request_times],
        # Left out as long as there is nothing: a memory from before there was learning reads back the same.
        **({} if memory.learned == Learned() else {"learned": learned_document(memory.learned)}),
    }
