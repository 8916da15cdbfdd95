"""A recorded house, block by block: what no load and no policy can change.

Sun, base load and prices as they were, forecasts as they were known then, the battery's charge at the
beginning. A block is known when the ticks at both its ends are there and every power of it was measured;
any other one is a gap. A gap is not zero: nothing is simulated in it and nothing counted.
"""

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from itertools import pairwise
from math import isnan, nan
from pathlib import Path
from typing import Any, Final

from ..engine.canonical import canonical_bytes
from ..engine.document import Node, iso_utc
from ..engine.errors import DocumentError
from ..engine.learned import Learned, learned_document, learned_from_node
from ..engine.policy import Policy, policy_hash
from .errors import ReplayError
from .forecasts import Forecasts
from .source import open_source
from .ticks import Means, RecordedLoad, Tick, TickReader

type Powers = array[float]
"""One value per block; NaN for what is not known."""

_LEAST: Final = 2
"""Blocks in a row without which nothing can be decided: one to look back at and one to decide."""
_DAY_S: Final = 86_400
_LONGEST_S: Final = 366 * _DAY_S
"""A longer gap is a clock that was wrong by years."""
_NOTHING: Final = Means(nan, nan, nan, nan)


@dataclass(frozen=True, slots=True)
class Gap:
    """Blocks in a row of which something is not known."""

    block: int
    """Number of the first one, from the beginning of the recording."""
    blocks: int
    missing: tuple[str, ...]
    """Powers that were not known; empty where there is no record at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedHouse:
    """Everything a replay knows of a house. Powers in W, prices in ct/kWh."""

    start: int
    """Epoch seconds at which the first block begins."""
    block_s: int
    pv_w: Powers
    base_w: Powers
    """House load without the controllable loads."""
    grid_w: Powers
    """As measured, + = import: what really happened, for comparison."""
    loads_w: Powers
    """What the controllable loads really drew."""
    soc_pct: Powers
    """Charge of the battery when a block began, as measured."""
    prices: Mapping[str, Powers]
    """Fitted signals of prices and markets, when a block began."""
    local_dates: tuple[str, ...]
    """The household's own date when a block began; empty in a gap without a record."""
    pv_forecast: Forecasts
    price_forecast: Forecasts
    loads: tuple[RecordedLoad, ...]
    policy: Policy
    """The one in force at the end."""
    policies: int
    """How many different ones were in force."""
    battery: bool
    battery_wh: float | None
    """Capacity; None where it was not recorded."""
    learned: Learned
    """What the engine had learned before the first decision."""
    starts: int
    """Times a load was really started."""
    gaps: tuple[Gap, ...]
    digest: str = field(default="")
    """Of all the above."""

    @property
    def blocks(self) -> int:
        """Blocks from the first to the last, gaps included."""
        return len(self.pv_w)

    @property
    def known_blocks(self) -> int:
        """Blocks that are no gap."""
        return self.blocks - sum(gap.blocks for gap in self.gaps)

    @property
    def days(self) -> float:
        """Length of what is known, in days."""
        return self.known_blocks * self.block_s / 86_400

    def known(self, block: int) -> bool:
        """Whether a block is no gap."""
        return not isnan(self.base_w[block])

    def time(self, block: int) -> int:
        """Epoch seconds at which a block begins."""
        return self.start + block * self.block_s

    def document(self) -> dict[str, Any]:
        """Say what was recorded, without the series."""
        return {
            "from": iso_utc(self.start),
            "until": iso_utc(self.time(self.blocks)),
            "block_s": self.block_s,
            "blocks": self.blocks,
            "known_blocks": self.known_blocks,
            "gaps": [
                {
                    "from": iso_utc(self.time(gap.block)),
                    "until": iso_utc(self.time(gap.block + gap.blocks)),
                    "missing": list(gap.missing),
                }
                for gap in self.gaps
            ],
            "loads": [{"id": load.id, "levels_w": list(load.spec.levels_w)} for load in self.loads],
            "battery_wh": self.battery_wh,
            "policy_hash": policy_hash(self.policy),
            "policies": self.policies,
        }


def read_recorded(source: Path, begin: date | None = None, end: date | None = None) -> RecordedHouse:
    """Read a house from a ledger file or the folder of an archive.

    ``begin`` and ``end`` are dates of the household's own calendar, both included. Raises ReplayError
    where nothing can be replayed.
    """
    if begin is not None and end is not None and end < begin:
        raise ReplayError(f"the period ends ({end}) before it begins ({begin})")
    reader = TickReader(open_source(source, begin, end))
    growing = _Growing(reader.policies)
    for tick in reader.ticks(begin, end):
        growing.take(tick)
    if growing.newest is None:
        raise ReplayError(f"{source}: no decisions at block ticks {_period(begin, end)}; choose another period")
    return _sealed(growing.house(growing.newest))


def _period(begin: date | None, end: date | None) -> str:
    if begin is None and end is None:
        return "in it"
    return " ".join(part for part in (begin and f"from {begin}", end and f"until {end}") if part)


class _Growing:
    """A recording that is read tick by tick: of a year, no more is held than its columns."""

    def __init__(self, policies: Mapping[str, Policy]) -> None:
        """Begin with nothing but the policies by their hash, which may still grow."""
        self._policies = policies
        self.newest: Tick | None = None
        self._in_force: set[str] = set()
        self._waiting: list[Tick] = []
        """Ticks with which the house might begin."""
        self._first: Tick | None = None
        self._learned: dict[str, Any] = {}
        self._columns: dict[str, Powers] = {name: array("d") for name in (*Means._fields, "soc_pct")}
        self._forecasts = (Forecasts(), Forecasts())
        self._dates: list[str] = []
        self._gaps: list[Gap] = []
        self._starts = 0

    def take(self, tick: Tick) -> None:
        """Take the next tick. One of a block that is over already came of a clock set back a little."""
        last = self.newest
        if last is not None and self._passed_s(last, tick) <= 0:
            return
        self.newest = tick
        self._in_force.add(tick.policy_hash)
        if self._first is None or last is None:
            self._wait(tick)
        else:
            self._follow(last, tick)

    def _passed_s(self, last: Tick, tick: Tick) -> int:
        length_s, before_s = (self._policies[each.policy_hash].block.length_s for each in (tick, last))
        if length_s != before_s:
            raise ReplayError("block.length_s changed within the period; choose one in which all are equally long")
        passed_s = (tick.block - last.block) * length_s
        if not -_DAY_S <= passed_s <= _LONGEST_S:
            raise ReplayError(f"the clock jumped on {last.local_date}; choose a period before or after it")
        return passed_s

    def _wait(self, tick: Tick) -> None:
        """Wait for the first tick with enough known blocks behind it; it must tell the battery's charge."""
        self._waiting = [*self._waiting, tick][-_LEAST - 1 :]
        first, *after = self._waiting
        in_a_row = len(after) == _LEAST and tick.block == first.block + _LEAST
        if in_a_row and not any(each.unknown for each in after) and not (first.battery and isnan(first.soc_pct)):
            # The first decision of a replay is that of the second block.
            self._first, self._learned = first, after[0].learned
            for last, then in pairwise(self._waiting):
                self._follow(last, then)

    def _follow(self, last: Tick, tick: Tick) -> None:
        """Add the blocks from one tick to the next one there is."""
        if tick.block == last.block + 1:
            self._add(last, tick.ended, tick.unknown or None)
            return
        self._add(last, _NOTHING, ())
        for _ in range(tick.block - last.block - 1):
            self._add(None, _NOTHING, ())

    def _add(self, tick: Tick | None, means: Means, missing: tuple[str, ...] | None) -> None:
        """Add a block: tick at its beginning, what the one at its end tells, what is missing (None: nothing)."""
        block = len(self._dates)
        self._dates.append("" if tick is None else tick.local_date)
        self._forecasts[0].append(() if tick is None else tick.pv_forecast)
        self._forecasts[1].append(() if tick is None else tick.price_forecast)
        if missing is not None:
            means = _NOTHING
            self._widen_gap(block, missing)
        elif tick is not None:
            self._starts += tick.starts
        told = {} if tick is None else {**tick.prices, "soc_pct": tick.soc_pct}
        for name in told.keys() - self._columns.keys():
            self._columns[name] = array("d", [nan]) * block
        for name, column in self._columns.items():
            column.append(getattr(means, name) if name in Means._fields else told.get(name, nan))

    def _widen_gap(self, block: int, missing: tuple[str, ...]) -> None:
        last = self._gaps[-1] if self._gaps else None
        if last is not None and last.block + last.blocks == block and last.missing == missing:
            self._gaps[-1] = Gap(last.block, last.blocks + 1, missing)
        else:
            self._gaps.append(Gap(block, 1, missing))

    def house(self, newest: Tick) -> RecordedHouse:
        """Return what was read; ReplayError where it never began."""
        policy = self._policies[newest.policy_hash]
        if self._first is None:
            raise ReplayError(
                f"no {_LEAST} blocks in a row in which every power"
                f"{' and the charge of the battery' if newest.battery else ''} was measured; choose another period"
            )
        self._cut()
        columns = dict(sorted(self._columns.items()))
        return RecordedHouse(
            start=self._first.block * policy.block.length_s,
            block_s=policy.block.length_s,
            pv_w=columns.pop("pv_w"),
            base_w=columns.pop("base_w"),
            grid_w=columns.pop("grid_w"),
            loads_w=columns.pop("loads_w"),
            soc_pct=columns.pop("soc_pct"),
            prices=columns,
            local_dates=tuple(self._dates),
            pv_forecast=self._forecasts[0],
            price_forecast=self._forecasts[1],
            loads=newest.loads,
            policy=policy,
            policies=len(self._in_force),
            battery=newest.battery,
            battery_wh=newest.capacity_wh if newest.battery else None,
            learned=_learned(self._learned),
            starts=self._starts,
            gaps=tuple(self._gaps),
        )

    def _cut(self) -> None:
        """Let a gap at the end go."""
        while self._gaps and self._gaps[-1].block + self._gaps[-1].blocks == len(self._dates):
            end = self._gaps.pop().block
            del self._dates[end:]
            for column in self._columns.values():
                del column[end:]
            for forecasts in self._forecasts:
                del forecasts.first[end:], forecasts.end[end:]


def _learned(document: dict[str, Any]) -> Learned:
    try:
        return learned_from_node(Node("memory.learned", document))
    except DocumentError as err:
        raise ReplayError(f"the recorded memory is not one of this engine: {err}") from err


def _sealed(house: RecordedHouse) -> RecordedHouse:
    digest = sha256()
    columns = (house.pv_w, house.base_w, house.grid_w, house.loads_w, house.soc_pct, *house.prices.values())
    forecasts = (house.pv_forecast, house.price_forecast)
    for column in columns:
        digest.update(column.tobytes())
    for kept in forecasts:
        for part in (kept.starts, kept.means, kept.first, kept.end):
            digest.update(part.tobytes())
    told = {
        **house.document(),
        "prices": list(house.prices),
        "dates": list(house.local_dates),
        "steps_w": [load.spec.step_w for load in house.loads],
        "priorities": [load.priority for load in house.loads],
        "learned": learned_document(house.learned),
        "starts": house.starts,
    }
    digest.update(canonical_bytes(told))
    return replace(house, digest=digest.hexdigest())
