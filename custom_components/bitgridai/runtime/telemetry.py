"""What the house did, minute by minute, for an archive. No decision is made from it."""

from collections.abc import Mapping
from typing import Final

from ..engine.document import Json
from ..ports import HouseReading, LoadReading
from .windows import AVERAGED, Windows

MINUTE_S: Final = 60
_KEPT: Final = (*sorted(AVERAGED), "battery_soc_pct", "price_ct_kwh")


class Minutes:
    """Closes a minute with the first look after its end."""

    def __init__(self) -> None:
        """Begin with the next whole minute."""
        self._minute: int | None = None

    def close(
        self, now: int, windows: Windows, house: HouseReading, loads: Mapping[str, LoadReading]
    ) -> dict[str, Json] | None:
        """Return the minute that is over, means in the engine's units; None while none is.

        A minute in which nobody looked has no row, and a signal of which nothing valid is known is left out.
        """
        minute, before = now // MINUTE_S, self._minute
        self._minute = minute
        # Only a minute that was seen from its start, and that the clock did not jump over.
        if before is None or minute != before + 1:
            return None
        end = minute * MINUTE_S
        return {
            "time": end,
            "signals": _means({name: name for name in _KEPT if name in house.signals}, windows, end),
            "loads": {
                load_id: _means(
                    {"power_w": f"{load_id}/power_w", "chip_temp_c": f"{load_id}/chip_temp_c"}, windows, end
                )
                for load_id in loads
            },
        }


def _means(names: Mapping[str, str], windows: Windows, end: int) -> dict[str, Json]:
    means: dict[str, Json] = {}
    for name, signal in names.items():
        mean = windows.over(signal, end, MINUTE_S)
        value = mean.value if mean is not None else _last(windows, signal, end)
        if value is not None:
            means[name] = round(value, 3)
    return means


def _last(windows: Windows, signal: str, end: int) -> float | None:
    """Return what a signal that is not averaged last said; one that has been silent for long says nothing."""
    reading = windows.last(signal)
    if reading is None or reading.value is None or end - reading.at > windows.hold_s:
        return None
    return float(reading.value)
