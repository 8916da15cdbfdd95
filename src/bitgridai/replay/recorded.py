"""A recorded house, block by block: what no load and no policy can change.

Sun, base load and prices as they were, forecasts as they were known then, the battery's charge at the
beginning. A block is known when the ticks at both its ends are there and every power of it was measured;
any other one is a gap. A gap is not zero: nothing is simulated in it and nothing counted.
"""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
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
    ticks = {tick.block: tick for tick in reader.ticks(begin, end)}
    if not ticks:
        raise ReplayError(f"{source}: no decisions at block ticks {_period(begin, end)}; choose another period")
    newest = list(ticks.values())[-1]
    policy = reader.policies[newest.policy_hash]
    lengths = {reader.policies[name].block.length_s for name in {tick.policy_hash for tick in ticks.values()}}
    if len(lengths) > 1:
        raise ReplayError("block.length_s changed within the period; choose one in which all blocks are equally long")
    return _house([ticks[block] for block in sorted(ticks)], policy)


def _period(begin: date | None, end: date | None) -> str:
    if begin is None and end is None:
        return "in it"
    return " ".join(part for part in (begin and f"from {begin}", end and f"until {end}") if part)


def _house(ticks: Sequence[Tick], policy: Policy) -> RecordedHouse:
    battery = ticks[-1].battery
    kept = _trimmed({tick.block: tick for tick in ticks}, battery=battery)
    first = kept[0].block
    blocks = kept[-1].block - first
    by_block = {tick.block - first: tick for tick in kept}
    fitted = sorted({name for tick in kept for name in tick.prices})
    columns: dict[str, Powers] = {name: array("d", [nan]) * blocks for name in (*Means._fields, "soc_pct", *fitted)}
    pv_forecast, price_forecast = Forecasts(), Forecasts()
    dates: list[str] = []
    gaps: list[Gap] = []
    starts = 0
    for block in range(blocks):
        tick, after = by_block.get(block), by_block.get(block + 1)
        pv_forecast.append(() if tick is None else tick.pv_forecast)
        price_forecast.append(() if tick is None else tick.price_forecast)
        dates.append("" if tick is None else tick.local_date)
        if tick is not None:
            columns["soc_pct"][block] = tick.soc_pct
            for name in fitted:
                columns[name][block] = tick.prices.get(name, nan)
        if tick is None or after is None or after.unknown:
            _widen(gaps, block, () if tick is None or after is None else after.unknown)
            continue
        starts += tick.starts
        for name, power_w in after.ended._asdict().items():
            columns[name][block] = power_w
    return _sealed(
        RecordedHouse(
            start=first * policy.block.length_s,
            block_s=policy.block.length_s,
            pv_w=columns["pv_w"],
            base_w=columns["base_w"],
            grid_w=columns["grid_w"],
            loads_w=columns["loads_w"],
            soc_pct=columns["soc_pct"],
            prices={name: columns[name] for name in fitted},
            local_dates=tuple(dates),
            pv_forecast=pv_forecast,
            price_forecast=price_forecast,
            loads=kept[-1].loads,
            policy=policy,
            policies=len({tick.policy_hash for tick in kept}),
            battery=battery,
            battery_wh=kept[-1].capacity_wh if battery else None,
            learned=_learned(by_block),
            starts=starts,
            gaps=tuple(gaps),
        )
    )


def _trimmed(ticks: dict[int, Tick], *, battery: bool) -> list[Tick]:
    """Return the ticks from the first block with which a house can begin to the end of the last known one."""

    def begins(block: int) -> bool:
        tick = ticks[block]
        row = (ticks.get(block + place) for place in range(1, _LEAST + 1))
        return all(after is not None and not after.unknown for after in row) and not (battery and isnan(tick.soc_pct))

    order = list(ticks)
    first = next((block for block in order if begins(block)), None)
    if first is None:
        raise ReplayError(
            f"no {_LEAST} blocks in a row in which every power"
            f"{' and the charge of the battery' if battery else ''} was measured; choose another period"
        )
    last = next(block for block in reversed(order) if block - 1 in ticks and not ticks[block].unknown)
    return [ticks[block] for block in order if first <= block <= last]


def _widen(gaps: list[Gap], block: int, missing: tuple[str, ...]) -> None:
    last = gaps[-1] if gaps else None
    if last is not None and last.block + last.blocks == block and last.missing == missing:
        gaps[-1] = Gap(last.block, last.blocks + 1, missing)
    else:
        gaps.append(Gap(block, 1, missing))


def _learned(by_block: Mapping[int, Tick]) -> Learned:
    """Return what was known before the first decision of a replay, which is that of the second block."""
    try:
        return learned_from_node(Node("memory.learned", by_block[1].learned))
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
