"""A simulated household under the real controller, without Home Assistant.

The same controller, ports and plant as in the integration; only the timers are missing:
time is told, step by step.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from .engine.policy import Policy
from .loads.simulated import SimulatedLoadPort
from .ports import Site
from .runtime import Controller
from .simulation import Household, Plant, Profile, open_profile
from .sources.simulated import SimulatedHouse

STEP_S = 10
"""Seconds between two looks at the house, as in the integration."""


@dataclass(slots=True)
class Records:
    """Keeps a run's records in memory."""

    records: list[dict[str, Any]] = field(default_factory=list)

    def append(self, record: dict[str, Any], memory: dict[str, Any], figures: dict[str, Any]) -> None:
        """Take a record; the memory and the figures after it are the controller's own."""
        self.records.append(record)


@dataclass(frozen=True, slots=True)
class ClosedLoop:
    """One household with its controller."""

    plant: Plant
    controller: Controller
    ledger: Records

    @classmethod
    def open(cls, household: Household, policy: Policy, start: int, profile: Profile | None = None) -> ClosedLoop:
        """Build the house as it is at ``start`` (epoch seconds); raises TraceError."""
        plant = Plant(household, profile or open_profile(household), start)
        zone = household.location.zone
        ledger = Records()
        controller = Controller(
            Site(SimulatedHouse(plant), tuple(SimulatedLoadPort(plant, load) for load in household.loads)),
            policy,
            ledger,
            lambda moment: datetime.fromtimestamp(moment, zone).date().isoformat(),
        )
        controller.start(start, None)
        return cls(plant, controller, ledger)

    async def run(self, until: int, progress: Callable[[int], None] = lambda _: None) -> None:
        """Let the house live until then; ``progress`` hears of each simulated hour."""
        now = self.plant.t
        while now <= until:
            if self.controller.poll(now):
                await self.controller.settled()
            if now % 3600 == 0:
                progress(now)
            now += STEP_S
        await self.controller.stop()
