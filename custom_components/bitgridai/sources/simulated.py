"""The simulated household as a source: it shows what real instruments would."""

from ..ports import HouseReading, Reading
from ..simulation import FaultKind, Plant

_HORIZON_S = 24 * 3600
_REFRESH_S = 60
"""Forecasts change by the half hour and prices by the hour: once a minute is plenty."""


class SimulatedHouse:
    """Reads a plant, which lives on up to the moment it is read."""

    def __init__(self, plant: Plant) -> None:
        """Read this plant."""
        self.plant = plant
        self._forecast_at: int | None = None
        self._pv_forecast: tuple[tuple[int, float], ...] = ()
        self._price_forecast: tuple[tuple[int, float], ...] = ()

    def read(self, now: int) -> HouseReading:
        """Let the house live up to ``now`` and read its instruments."""
        plant = self.plant
        plant.advance(now)
        shown = plant.measurements
        battery = plant.household.battery
        values: dict[str, Reading] = {
            "grid_power_w": Reading(shown.grid_power_w, shown.grid_power_at),
            "pv_power_w": Reading(shown.pv_power_w, shown.t),
            "feed_in_ct_kwh": Reading(shown.feed_in_ct_kwh, shown.t),
        }
        if self._dynamic(plant):
            values["price_ct_kwh"] = Reading(shown.price_ct_kwh, shown.t)
        if battery is not None:
            values["battery_power_w"] = Reading(shown.battery_power_w, shown.t)
            values["battery_soc_pct"] = Reading(shown.battery_soc_pct, shown.t)
        self._look_ahead(now)
        return HouseReading(
            signals=values,
            pv_forecast=self._pv_forecast,
            price_forecast=self._price_forecast,
            battery_capacity_wh=None if battery is None else battery.capacity_wh,
        )

    @staticmethod
    def _dynamic(plant: Plant) -> bool:
        """Whether prices change: a fixed tariff is no signal and must not gate anything."""
        spiking = any(kind is FaultKind.PRICE_SPIKE for kind, _ in plant.faults)
        scheduled = any(fault.kind is FaultKind.PRICE_SPIKE for fault in plant.household.faults)
        return bool(plant.household.tariff.hours) or spiking or scheduled

    def _look_ahead(self, now: int) -> None:
        if self._forecast_at is not None and 0 <= now - self._forecast_at < _REFRESH_S:
            return
        self._forecast_at = now
        self._pv_forecast = self.plant.forecast(_HORIZON_S)
        self._price_forecast = self.plant.price_forecast(_HORIZON_S) if self._dynamic(self.plant) else ()
