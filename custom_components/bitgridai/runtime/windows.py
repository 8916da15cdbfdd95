"""Telemetry of the running block, per signal."""

from ..engine.averaging import Reduced, TimeWeightedMean
from ..engine.policy import Policy
from ..ports import HouseReading, LoadReading, Reading

AVERAGED = frozenset({"grid_power_w", "pv_power_w", "battery_power_w", "house_load_w"})
"""House signals that decide by their mean; the others by their last value."""


class Windows:
    """Readings of the last window, reduced on demand, and the last valid one of each signal."""

    def __init__(self, policy: Policy) -> None:
        """Keep as much as the policy's longest window needs."""
        self._window_s = float(max(policy.r1.averaging_s, policy.r2.import_hold_s))
        self.hold_s = policy.r3.telemetry_max_age_s
        """How long a reading counts without a successor."""
        self._means: dict[str, TimeWeightedMean] = {}
        self._last: dict[str, Reading] = {}
        self._since: int | None = None
        self._taken_at = 0

    def fits(self, policy: Policy) -> bool:
        """Whether these windows serve another policy as well, so that nothing seen is lost."""
        other = Windows(policy)
        return (self._window_s, self.hold_s) == (other._window_s, other.hold_s)

    def take(self, now: int, house: HouseReading, loads: dict[str, LoadReading]) -> None:
        """Add one sample of everything."""
        if self._since is None or not 0 <= now - self._taken_at <= self.hold_s:
            self._since = now  # the first look, or the first after a sleep or a jump of the clock
        self._taken_at = now
        for name, reading in house.signals.items():
            self._add(name, now, reading, averaged=name in AVERAGED)
        for load_id, load in loads.items():
            if load.power is not None:
                self._add(f"{load_id}/power_w", now, load.power, averaged=True)
            if load.chip_temp is not None:
                self._add(f"{load_id}/chip_temp_c", now, load.chip_temp, averaged=False)

    def _add(self, name: str, now: int, reading: Reading, *, averaged: bool) -> None:
        if reading.value is not None:
            self._last[name] = reading
        if not averaged:
            return
        mean = self._means.get(name)
        if mean is None:
            mean = self._means[name] = TimeWeightedMean(self._window_s, self.hold_s)
        # Sampling a value again does not make it younger: past its hold it counts as unknown.
        old = reading.value is None or now - reading.at > self.hold_s
        mean.add(now, None if old or reading.value is None else float(reading.value))

    def last(self, name: str) -> Reading | None:
        """Return the last valid reading of a signal; None where there was none."""
        return self._last.get(name)

    def over(self, name: str, now: int, window_s: float) -> Reduced | None:
        """Mean of a signal over the window that ends now; None where it is not averaged."""
        mean = self._means.get(name)
        return None if mean is None else mean.over(now, window_s)

    def observed_s(self, now: int) -> int:
        """How long there have been readings at all."""
        return 0 if self._since is None else now - self._since
