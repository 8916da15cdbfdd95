"""From readings to the engine's state: one document, checked like any other."""

from ..engine.document import Json, Node, iso_utc
from ..engine.policy import Policy
from ..engine.signals import Quality, Series
from ..engine.state import EnergyState, state_from_node
from ..engine.vocabulary import ControllerHealth, Trigger
from ..ports import HouseReading, LoadDescription, LoadReading, Reading
from .windows import AVERAGED, Windows

_AHEAD_S = 24 * 3600
"""Forecast beyond this is of no use to any rule and would only lengthen the records."""


_NO_FORECAST = frozenset({Trigger.SAFETY, Trigger.GUARD})
"""Triggers whose rules never look ahead: leaving the series out makes them four times as fast."""


class Assembler:
    """Builds the EnergyState for a trigger from the newest readings and their windows."""

    def __init__(self, policy: Policy, loads: dict[str, LoadDescription]) -> None:
        """Assemble for one policy and a fixed set of loads."""
        self._policy = policy
        self._loads = loads

    def state(
        self,
        now: int,
        trigger: Trigger,
        local_date: str,
        house: HouseReading,
        loads: dict[str, LoadReading],
        windows: Windows,
        health: ControllerHealth,
    ) -> EnergyState:
        """Return the state of this moment as the engine accepts it."""
        needed = self._policy.block.min_coverage
        look = _Look(now, windows, self._window_s(trigger), needed, strict=trigger is Trigger.BLOCK_TICK)
        signals: dict[str, Json] = {
            name: look.signal(name, reading, averaged=name in AVERAGED) for name, reading in house.signals.items()
        }
        if trigger is not Trigger.SAFETY and "grid_power_w" in house.signals:
            hold = _Look(now, windows, self._policy.r2.import_hold_s, needed, strict=False)
            signals["grid_power_hold_w"] = hold.signal("grid_power_w", house.signals["grid_power_w"], averaged=True)
        if trigger not in _NO_FORECAST:
            signals["pv_forecast"] = _series(house.pv_forecast, now)
            signals["price_forecast"] = _series(house.price_forecast, now)
        signals["controller_health"] = health.value
        document: dict[str, Json] = {
            "now": iso_utc(now),
            "trigger": trigger.value,
            "local_date": local_date,
            "signals": signals,
            "loads": {load_id: self._load(look, load_id, reading) for load_id, reading in loads.items()},
            "battery_capacity_wh": house.battery_capacity_wh,
        }
        return state_from_node(Node("state", document))

    def _window_s(self, trigger: Trigger) -> float | None:
        """Safety and the guards look at the moment, a trim at the last minute, all else at the block."""
        if trigger in {Trigger.SAFETY, Trigger.GUARD}:
            return None
        if trigger is Trigger.TRIM:
            return self._policy.r2.import_hold_s
        return self._policy.r1.averaging_s

    def _load(self, look: _Look, load_id: str, reading: LoadReading) -> dict[str, Json]:
        description = self._loads[load_id]
        document: dict[str, Json] = {
            "priority": description.priority,
            "level": reading.level,
            "available": reading.available,
        }
        if description.range_w is not None:
            low, high, step = description.range_w
            document["range_w"] = {"min": low, "max": high, "step": step}
            document["target_w"] = reading.target_w
        else:
            document["levels_w"] = list(description.levels_w)
        if reading.power is not None:
            document["power_w"] = look.signal(f"{load_id}/power_w", reading.power, averaged=True)
        if reading.chip_temp is not None:
            document["chip_temp_c"] = look.signal(f"{load_id}/chip_temp_c", reading.chip_temp, averaged=False)
        if reading.heartbeat_at is not None:
            document["heartbeat_age_s"] = max(0, look.now - reading.heartbeat_at)
        if reading.hashrate is not None:
            document["hashrate"] = look.signal(f"{load_id}/hashrate", reading.hashrate, averaged=False)
        return document


class _Look:
    """How signals look at one moment over one window."""

    def __init__(
        self, now: int, windows: Windows, window_s: float | None, min_coverage: float, *, strict: bool
    ) -> None:
        """``strict``: a mean of too little stands as it is, for the engine to refuse; else the moment serves."""
        self.now = now
        self._windows = windows
        self._min_coverage = min_coverage
        self._strict = strict
        # Just started, there is no window to speak of yet: the moment says more than its first seconds.
        short = window_s is not None and windows.observed_s(now) < window_s * min_coverage
        self._window_s = None if short else window_s

    def signal(self, name: str, reading: Reading, *, averaged: bool) -> Json:
        """Return a signal document; the last valid value, marked, where the source fell silent."""
        last = reading if reading.value is not None else self._windows.last(name)
        if last is None:
            return None
        document: dict[str, Json] = {"value": last.value, "age_s": max(0, self.now - last.at)}
        if reading.value is None:
            document["quality"] = Quality.STALE.value
        if averaged and self._window_s is not None:
            reduced = self._windows.over(name, self.now, self._window_s)
            if reduced is not None and (self._strict or reduced.coverage >= self._min_coverage):
                document["value"] = reduced.value
                document["coverage"] = reduced.coverage
        return document


def _series(series: Series, now: int) -> Json:
    ahead: list[Json] = [[iso_utc(start), mean] for start, mean in series if start < now + _AHEAD_S]
    return ahead or None
