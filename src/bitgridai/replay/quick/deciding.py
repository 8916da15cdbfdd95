"""Deciding records by compiled code, and by the engine whatever that does not settle.

Compiled code reads a record strictly, decides it, and says whether the decision recorded is the same.
It is believed only where it says so, for records of the ordinary form, in an ordinary situation, whose
hash is right. Every other record is decided by the engine itself, as if there were nothing else.
"""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ...bench.quality.household import BLOCK_S
from ...engine.document import Node
from ...engine.errors import DocumentError
from ...engine.policy import Policy, policy_from_node
from ...sweep.arbitration import LoadDecision
from ...sweep.compiled import compiled
from ...sweep.errors import SweepError
from ...sweep.policies import rows_of
from ...sweep.rows import POLICY, Mind, Row, World, dtype_of
from ...sweep.situation import ACTIONS, CODES, LoadMemory, Reading, base_load_w
from ...sweep.sky import foresee
from ...sweep.step import aged, judge
from ..by_engine import Documents, Policies, by_engine, decide_record
from ..comparison import DAY, Comparison, Link
from .form import read_record
from .reading import Bytes, literal, stands, word
from .rows import LIMITS, Desk, desk, limits_of

_GIVE_UP_S: Final = 24 * 3600
_DIGEST: Final = 64
_HASH_KEY: Final = len(',"hash":')
_ACTION_WORDS: Final = tuple(word(f'"{action.value}"') for action in ACTIONS)
_LONGEST_CODE: Final = max(len(code) for code in CODES) + 2
_CODE_WORDS: Final = np.array([list(f'"{code}"'.encode().ljust(_LONGEST_CODE)) for code in CODES], np.uint8)
_CODE_ENDS: Final = np.array([len(code) + 2 for code in CODES])


class Span(NamedTuple):
    """Whether compiled code says that a record is decided the same, and where its parts are."""

    settled: int
    seq: int
    prev_hash: int
    hash: int
    time: int
    engine: int
    engine_end: int


_SPAN: Final = dtype_of(**dict.fromkeys(Span._fields, np.int64))


def quick(bodies: Sequence[bytes], documents: Documents, most: int) -> Comparison:
    """Decide a stretch of records."""
    spans = settled(bodies, documents)
    whole = [bool(span.settled) and _is_whole(body, span) for body, span in zip(bodies, spans, strict=True)]
    if not _agrees(bodies, whole, documents):
        return by_engine(bodies, documents, most)
    result = Comparison(most)
    policies: Policies = {}
    for body, span, is_whole in zip(bodies, spans, whole, strict=True):
        if is_whole:
            _take(body, span, result)
        else:
            decide_record(body, documents, policies, result)
    return result


def settled(bodies: Sequence[bytes], documents: Documents) -> list[Span]:
    """Return what compiled code says of each record."""
    book = _Book(documents)
    ends = np.cumsum([len(body) for body in bodies])
    spans = np.zeros(len(bodies), _SPAN)
    _settle(np.frombuffer(b"".join(bodies), np.uint8), ends, book.names, book.policies, book.limits, desk(), spans)
    return [Span(*span) for span in spans.tolist()]


def _is_whole(body: bytes, span: Span) -> bool:
    """Whether a record is what its hash says."""
    at, end = span.hash, span.hash + _DIGEST + 2
    content = sha256(memoryview(body)[: at - _HASH_KEY])
    content.update(memoryview(body)[end:])
    return content.hexdigest().encode() == body[at + 1 : end - 1]


def _take(body: bytes, span: Span, result: Comparison) -> None:
    result.records += 1
    result.decided(body[span.time + 1 : span.time + 1 + DAY].decode())
    result.recorded_by.add(body[span.engine + 1 : span.engine_end - 1].decode())
    prev_at, at = span.prev_hash + 1, span.hash + 1
    result.link(Link(span.seq, body[prev_at : prev_at + _DIGEST].decode(), body[at : at + _DIGEST].decode()))


def _agrees(bodies: Sequence[bytes], whole: Sequence[bool], documents: Documents) -> bool:
    """Whether the engine says the same of one record that is settled; nobody knows which before it is read."""
    among = [body for body, is_whole in zip(bodies, whole, strict=True) if is_whole]
    if not among:
        return True
    chosen = among[int.from_bytes(sha256(among[-1]).digest()[:4]) % len(among)]
    return by_engine([chosen], documents, 1).same


class _Book:
    """The policies that compiled code knows, by their names."""

    def __init__(self, documents: Documents) -> None:
        known = [(name, policy) for name, document in documents.items() if (policy := _covered(name, document))]
        self.names = np.zeros((len(known), _DIGEST), np.uint8)
        self.policies, self.limits = np.zeros(len(known), POLICY), np.zeros(len(known), LIMITS)
        for place, (name, policy) in enumerate(known):
            self.names[place] = list(name.encode())
            self.policies[place] = rows_of([policy])[0]
            self.limits[place] = limits_of(policy)


def _covered(name: str, document: Any) -> Policy | None:
    if len(name) != _DIGEST or not name.isascii():
        return None
    try:
        policy = policy_from_node(Node("policy", document))
        rows_of([policy])
    except DocumentError, SweepError:
        return None
    return policy


@compiled
def _settle(
    text: Bytes, ends: NDArray[np.int64], names: Row, policies: Row, limits: Row, desk: Desk, spans: Row
) -> None:
    begin = 0
    for place in range(len(ends)):
        body = text[begin : ends[place]]
        begin = ends[place]
        if not read_record(body, desk):
            continue
        read, span = desk.read, spans[place]
        span.seq, span.prev_hash = read.seq, read.prev_hash_at
        span.hash, span.time = read.hash_at, read.time_at
        span.engine, span.engine_end = read.engine_at, read.engine_end
        known = _policy_at(body, read.policy_at, names)
        if known < 0 or not _is_ordinary(desk, limits[known], policies[known].by_soc):
            continue
        decision = _decided(desk, policies[known])
        span.settled = (
            decision.target_w == read.target_w
            and literal(body, read.action_at, _ACTION_WORDS[decision.action]) == read.action_end
            and _is_code(body, read.code_at, read.code_end, decision.code)
        )


@compiled
def _policy_at(body: Bytes, at: int, names: Row) -> int:
    """Return the place of a policy that is known; -1 for others."""
    for place in range(len(names)):
        if literal(body, at + 1, names[place]) >= 0:
            return place
    return -1


@compiled
def _is_code(body: Bytes, at: int, end: int, code: int) -> bool:
    return end - at == _CODE_ENDS[code] and stands(body, at, _CODE_WORDS[code, : end - at])


@compiled
def _is_ordinary(desk: Desk, limits: Row, by_soc: bool) -> bool:  # noqa: FBT001  # compiled functions know no keywords
    """Whether nothing is the matter that compiled rules do not know: no fault, price, alarm or odd clock."""
    read = desk.read
    battery = not np.isnan(read.soc_pct)
    fitted = not (np.isnan(read.grid_w) or np.isnan(read.pv_w)) and (
        not np.isnan(read.capacity_wh) if battery else np.isnan(read.battery_w) and not by_soc
    )
    fresh = read.age_s <= limits.age_max_s and read.coverage >= limits.min_coverage
    safe = not read.temp_c > limits.stop_above_c and read.silence_s <= limits.silence_max_s
    cheap = read.price_ct <= limits.cheap_below_ct
    dear = read.price_ct > limits.price_max_ct or read.dearest_ct >= limits.price_spike_ct
    weighed = limits.weighs_paths and read.market
    return fitted and fresh and safe and not (cheap or dear or weighed) and _is_due(read)


@compiled
def _is_due(read: Row) -> bool:
    """Whether the block was not decided before, by a clock that goes on."""
    block = read.now // BLOCK_S
    newest_s = max(read.last_now, max(read.block, read.counted) * BLOCK_S)
    return read.block_length_s in (-1, BLOCK_S) and newest_s - read.now <= _GIVE_UP_S and read.block < block


@compiled
def _decided(desk: Desk, policy: Row) -> LoadDecision:
    read, house, moment, base = desk.read, desk.house, desk.moment, desk.base
    house.capacity_wh = read.capacity_wh
    moment.now, moment.first_point, moment.end_point = read.now, 0, read.points
    if policy.learned_days:
        foresee(moment, desk.points, desk.sun)
    passed = read.now // BLOCK_S - read.counted if read.counted >= 0 else 0
    memory = aged(
        LoadMemory(read.last_change, read.since_change, read.since_start, read.starts_today),
        max(0, passed),
        read.remembered_day >= 0 and read.day > read.remembered_day,
    )
    world = World(house, moment, desk.points)
    return judge(world, Mind(policy, base, desk.courses, desk.notes), moment, _reading(read, house), memory)


@compiled
def _reading(read: Row, house: Row) -> Reading:
    set_w = house.levels_w[read.level]
    draw_w = set_w if np.isnan(read.draw_w) else read.draw_w
    battery_w = 0.0 if np.isnan(read.battery_w) else read.battery_w
    import_w = read.grid_w if np.isnan(read.import_w) else read.import_w
    if np.isnan(read.house_w):
        base_w = base_load_w(read.pv_w, read.grid_w, battery_w, draw_w)
    else:
        base_w = max(0.0, read.house_w - draw_w)
    return Reading(read.pv_w, read.grid_w, import_w, battery_w, read.soc_pct, set_w, draw_w, base_w, read.feed_in_ct)
