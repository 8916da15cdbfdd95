"""A recorded household: base load, sun and the forecast of that time, from a CSV file."""

from collections.abc import Sequence
import csv
from datetime import datetime
from math import isfinite
from pathlib import Path

from .errors import TraceError

_COLUMNS = ["utc", "load_w", "pv_w"]
_FORECAST = "pv_forecast_w"
_DAY_S = 86_400


class Trace:
    """Means of regular intervals, repeated for ever.

    Between interval centres power is interpolated linearly. Beyond the end the recording begins
    again; it is a whole number of days long, so the time of day stays true.
    """

    __slots__ = ("_forecast_w", "_interval_s", "_length_s", "_load_w", "_origin", "_pv_w", "_start")

    def __init__(
        self,
        start: int,
        interval_s: int,
        load_w: Sequence[float],
        pv_w: Sequence[float],
        forecast_w: Sequence[float | None],
    ) -> None:
        """Take checked columns of equal length (``forecast_w`` may be empty) that span whole days."""
        self._start = start
        self._interval_s = interval_s
        self._length_s = interval_s * len(load_w)
        self._origin = start + interval_s / 2
        # The first two once more at the end: no lookup then has to think about the seam, not even
        # where the remainder rounds up to the full length.
        self._load_w = [*load_w, *load_w[:2]]
        self._pv_w = [*pv_w, *pv_w[:2]]
        self._forecast_w = tuple(forecast_w)

    @property
    def start(self) -> int:
        """First second of the recording."""
        return self._start

    @property
    def length_s(self) -> int:
        """After this time the recording repeats."""
        return self._length_s

    def load_w(self, t: float) -> float:
        """Base load in W at a moment."""
        place = ((t - self._origin) % self._length_s) / self._interval_s
        index = int(place)
        low = self._load_w[index]
        return low + (self._load_w[index + 1] - low) * (place - index)

    def pv_w(self, t: float) -> float:
        """PV power in W at a moment."""
        place = ((t - self._origin) % self._length_s) / self._interval_s
        index = int(place)
        low = self._pv_w[index]
        return low + (self._pv_w[index + 1] - low) * (place - index)

    def forecast(self, t: int, horizon_s: int) -> tuple[tuple[int, float], ...]:
        """Forecast PV power: (start of the interval, mean in W), for what begins before the horizon.

        The first interval is the one that holds ``t``. Intervals without a forecast are left out.
        """
        if not self._forecast_w:
            return ()
        first = t - (t - self._start) % self._interval_s
        found = []
        for start in range(first, t + horizon_s, self._interval_s):
            mean_w = self._forecast_w[(start - self._start) % self._length_s // self._interval_s]
            if mean_w is not None:
                found.append((start, mean_w))
        return tuple(found)


def read_trace(file: Path, pv_factor: float = 1.0) -> Trace:
    """Read a CSV file with the columns ``utc,load_w,pv_w`` and, if known, ``pv_forecast_w``.

    ``utc`` is the start of an interval (ISO 8601), the others its mean power in W; rows follow
    each other at one regular interval and span whole days. Empty means missing:

    - missing PV counts as 0: recordings leave out the night;
    - a missing load takes the value of the same time on the day before, else the last one known
      (at the very beginning the first one known);
    - a missing forecast counts as 0 where there is no PV power either, elsewhere as unknown.

    PV and forecasts below 0 (what an inverter draws at night) count as 0; both are multiplied by
    ``pv_factor``. Raises TraceError with the file and the line.
    """
    times: list[int] = []
    columns: tuple[list[float | None], ...] = ([], [], [])
    try:
        with file.open(encoding="utf-8", newline="") as stream:
            rows = csv.reader(stream)
            header = next(rows, [])
            if header not in (_COLUMNS, [*_COLUMNS, _FORECAST]):
                raise TraceError(file.name, 1, f"the columns {','.join(_COLUMNS)}[,{_FORECAST}]")
            for row in rows:
                line = rows.line_num
                if len(row) != len(header):
                    raise TraceError(file.name, line, f"{len(header)} values")
                times.append(_time(row[0], file.name, line))
                if len(times) > 1:
                    _check_regular(times, file.name, line)
                for name, cell, column in zip(header[1:], row[1:], columns, strict=False):
                    column.append(_power(cell, name, file.name, line))
    except OSError as err:
        raise TraceError(str(file), 0, f"a readable file ({err.strerror or err})") from None
    except UnicodeDecodeError, csv.Error:
        raise TraceError(file.name, 0, "CSV in UTF-8") from None
    interval_s = times[1] - times[0] if len(times) > 1 else 0
    if not times or interval_s * len(times) % _DAY_S or not interval_s:
        raise TraceError(file.name, 0, "rows that span whole days")
    pv_w = [max(0.0, power or 0.0) * pv_factor for power in columns[1]]
    forecast_w = [
        max(0.0, power) * pv_factor if power is not None else None if pv else 0.0
        for power, pv in zip(columns[2], pv_w, strict=False)
    ]
    return Trace(times[0], interval_s, _filled(columns[0], _DAY_S // interval_s, file.name), pv_w, forecast_w)


def _time(cell: str, file: str, line: int) -> int:
    try:
        moment = datetime.fromisoformat(cell)
        if moment.tzinfo is not None:
            return int(moment.timestamp())
    except ValueError, OverflowError:
        pass
    raise TraceError(file, line, "an ISO 8601 time with an offset, such as 2024-08-12T00:30:00Z")


def _check_regular(times: list[int], file: str, line: int) -> None:
    interval_s = times[1] - times[0]
    if interval_s <= 0 or _DAY_S % interval_s:
        raise TraceError(file, line, "a later time, by an interval that divides a day")
    if times[-1] - times[-2] != interval_s:
        raise TraceError(file, line, f"a time {interval_s} s after the row before")


def _power(cell: str, name: str, file: str, line: int) -> float | None:
    if not cell.strip():
        return None
    try:
        power = float(cell)
    except ValueError:
        power = float("nan")
    if not isfinite(power) or (name == "load_w" and power < 0):
        raise TraceError(
            file, line, f"a power in W{' of at least 0' if name == 'load_w' else ''} as {name}, or nothing"
        )
    return power


def _filled(load_w: list[float | None], per_day: int, file: str) -> list[float]:
    last = next((power for power in load_w if power is not None), None)
    if last is None:
        raise TraceError(file, 0, "at least one value of load_w")
    filled: list[float] = []
    for index, power in enumerate(load_w):
        if power is not None:
            last = power
        elif index >= per_day:
            last = filled[index - per_day]
        filled.append(last)
    return filled
