"""What energy costs, by the local hour."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo

from .checks import check
from .errors import HouseholdError


@dataclass(frozen=True, kw_only=True, slots=True)
class Tariff:
    """Prices in ct/kWh; any of them may be negative."""

    import_ct_kwh: float
    feed_in_ct_kwh: float
    hours: tuple[tuple[int, float], ...] = ()
    """Local hours of every day whose import price differs."""
    spike_ct_kwh: float = 60.0
    """Import price while a ``price_spike`` lasts."""

    def __post_init__(self) -> None:
        for name in ("import_ct_kwh", "feed_in_ct_kwh", "spike_ct_kwh"):
            check(name, getattr(self, name), -1000, 1000)
        for hour, price in self.hours:
            if hour not in range(24):
                raise HouseholdError("hours", "hours from 0 to 23")
            check(f"hours.{hour}", price, -1000, 1000)

    def price_at(self, t: int, zone: tzinfo) -> float:
        """Import price at a moment, in ct/kWh."""
        hour = datetime.fromtimestamp(t, zone).hour
        return dict(self.hours).get(hour, self.import_ct_kwh)


def local_hours(t: int, horizon_s: int, zone: tzinfo) -> Iterator[int]:
    """Starts of the local hours from the one that holds ``t`` to the last before the horizon.

    Counted in whole hours from the first, so a zone half an hour off keeps its own hours.
    """
    local = datetime.fromtimestamp(t, zone)
    first = t - local.minute * 60 - local.second
    yield from range(first, t + horizon_s, 3600)
