"""A recorded household as blocks: base load, PV power, and the forecast of that time."""

from collections.abc import Sequence
import csv
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from math import isfinite
from pathlib import Path
from typing import Final

from .household import BLOCK_S

BUNDLED: Final = Path(__file__).parents[2] / "simulation" / "traces" / "household_fr_week.csv"
"""A week of a real household, always at hand."""

_COLUMNS = ["utc", "load_w", "pv_w", "pv_forecast_w"]
_BRIDGED_S = 7200
"""A gap up to this long between two readings is bridged by a straight line."""
_DAY_S = 86_400


class TraceFileError(ValueError):
    """A file that is not a trace."""


@dataclass(frozen=True, slots=True)
class BlockTrace:
    """Mean powers in W per block. The forecast keeps the intervals it was made in."""

    start: int
    """Epoch seconds at which the first block begins."""
    base_w: tuple[float, ...]
    pv_w: tuple[float, ...]
    forecast_start: int
    forecast_s: int
    """Length of a forecast interval."""
    forecast_w: tuple[float | None, ...]

    @property
    def days(self) -> float:
        """Length in days."""
        return len(self.base_w) * BLOCK_S / _DAY_S

    def month(self, block: int) -> int:
        """Calendar month of a block, in UTC."""
        return datetime.fromtimestamp(self.start + block * BLOCK_S, UTC).month

    def scaled(self, pv_factor: float) -> BlockTrace:
        """Return the same household with a larger or smaller array."""
        return BlockTrace(
            self.start,
            self.base_w,
            tuple(power * pv_factor for power in self.pv_w),
            self.forecast_start,
            self.forecast_s,
            tuple(None if power is None else power * pv_factor for power in self.forecast_w),
        )

    def forecast(self, now: int, horizon_s: int) -> tuple[tuple[int, float], ...]:
        """Forecast intervals from the one that holds ``now`` to the horizon; unknown ones are left out."""
        first = (now - self.forecast_start) // self.forecast_s
        last = -(-(now + horizon_s - self.forecast_start) // self.forecast_s)
        return tuple(
            (self.forecast_start + index * self.forecast_s, power)
            for index in range(max(0, first), min(last, len(self.forecast_w)))
            if (power := self.forecast_w[index]) is not None
        )


def read_blocks(file: Path) -> BlockTrace:
    """Read ``utc,load_w,pv_w,pv_forecast_w``: means of regular intervals, empty where missing.

    Gaps up to two hours are bridged. A longer one is night for PV (0 W) and the day before for the
    load. Blocks take the value of the straight line between the centres of intervals. A forecast
    is 0 where it is missing at night, and unknown where it is missing in a sunny interval.
    Raises TraceFileError.
    """
    starts, load_w, pv_w, forecast_w = _columns(file)
    step_s = starts[1] - starts[0]
    if step_s % BLOCK_S or any(later - earlier != step_s for earlier, later in pairwise(starts)):
        raise TraceFileError(f"{file.name}: rows at one regular interval of whole blocks")
    longest = _BRIDGED_S // step_s
    sun_w = _bridged([None if power is None else max(0.0, power) for power in pv_w], longest)
    house_w = _bridged(load_w, longest)
    per_day = _DAY_S // step_s
    known = next((power for power in house_w if power is not None), 0.0)
    for index, power in enumerate(house_w):
        if power is None:
            house_w[index] = house_w[index - per_day] if index >= per_day else known
    per_row = step_s // BLOCK_S
    return BlockTrace(
        start=starts[0],
        base_w=_blocks([power or 0.0 for power in house_w], per_row),
        pv_w=_blocks([power or 0.0 for power in sun_w], per_row),
        forecast_start=starts[0],
        forecast_s=step_s,
        forecast_w=_forecast(forecast_w, sun_w),
    )


def _columns(file: Path) -> tuple[list[int], list[float | None], list[float | None], list[float | None]]:
    starts: list[int] = []
    columns: tuple[list[float | None], ...] = ([], [], [])
    try:
        with file.open(encoding="utf-8", newline="") as stream:
            rows = csv.reader(stream)
            if next(rows, []) != _COLUMNS:
                raise TraceFileError(f"{file.name}: the columns {','.join(_COLUMNS)}")
            for row in rows:
                starts.append(int(datetime.fromisoformat(row[0]).timestamp()))
                for cell, column in zip(row[1:], columns, strict=True):
                    column.append(_power(cell))
    except (OSError, ValueError) as err:
        raise TraceFileError(f"{file.name}: {err}") from err
    if len(starts) < 2:  # noqa: PLR2004  # an interval has two ends
        raise TraceFileError(f"{file.name}: at least two rows")
    return starts, columns[0], columns[1], columns[2]


def _power(cell: str) -> float | None:
    if not cell.strip():
        return None
    power = float(cell)
    if not isfinite(power):
        raise ValueError(cell)
    return power


def _bridged(values: Sequence[float | None], longest: int) -> list[float | None]:
    out = list(values)
    last: int | None = None
    for index, value in enumerate(values):
        if value is None:
            continue
        if last is not None and 1 < index - last <= longest + 1:
            low = values[last] or 0.0
            for gap in range(last + 1, index):
                out[gap] = low + (value - low) * (gap - last) / (index - last)
        last = index
    return out


def _blocks(means: Sequence[float], per_row: int) -> tuple[float, ...]:
    out = []
    for block in range(len(means) * per_row):
        place = min(max(0.0, (block + 0.5) / per_row - 0.5), len(means) - 1.0)
        index = min(int(place), len(means) - 2)
        out.append(means[index] + (means[index + 1] - means[index]) * (place - index))
    return tuple(out)


def _forecast(column: Sequence[float | None], sun_w: Sequence[float | None]) -> tuple[float | None, ...]:
    return tuple(
        max(0.0, power) if power is not None else None if sun else 0.0 for power, sun in zip(column, sun_w, strict=True)
    )
