"""Looking over the controller's shoulder during a headless run."""

from statistics import median
import time

from custom_components.bitgridai.coordinator import BitGridCoordinator
from custom_components.bitgridai.runtime import Taken


class Watch:
    """Times the looks that end in a recorded decision, and sees the battery at each look."""

    def __init__(self, coordinator: BitGridCoordinator) -> None:
        """Step between the coordinator and its controller."""
        controller = coordinator.controller
        self._poll = controller.poll
        self._plant = coordinator.household.plant
        self._decided = False
        self._costs_s: list[float] = []
        self.min_battery_soc_pct: float | None = None
        """Lowest state of charge so far; None without a battery."""
        controller.listen(self._take)
        # The coordinator calls it a few hundred thousand times: nothing slower than this may come between.
        controller.poll = self._look  # type: ignore[method-assign]

    def _take(self, _: Taken) -> None:
        self._decided = True

    def _look(self, now: int, *, urgent: bool = False) -> bool:
        self._decided = False
        began = time.thread_time()
        sent = self._poll(now, urgent=urgent)
        if self._decided:
            self._costs_s.append(time.thread_time() - began)
        soc = self._plant.measurements.battery_soc_pct if self._plant else None
        if soc is not None and (self.min_battery_soc_pct is None or soc < self.min_battery_soc_pct):
            self.min_battery_soc_pct = soc
        return sent

    @property
    def decision_cost_ms(self) -> float | None:
        """Median computing time of the event loop for a recorded decision, reading the house included."""
        return median(self._costs_s) * 1000 if self._costs_s else None
