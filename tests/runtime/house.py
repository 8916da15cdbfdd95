"""A house of sensors and one load whose every reading a test sets by hand."""

from dataclasses import dataclass, field
from typing import Any

from custom_components.bitgridai.engine.document import Node
from custom_components.bitgridai.engine.policy import policy_from_node
from custom_components.bitgridai.ports import (
    HouseReading,
    LoadCommandError,
    LoadDescription,
    LoadReading,
    Reading,
    Site,
)
from custom_components.bitgridai.runtime import Controller

NOON = 1_781_524_800
"""2026-06-15T12:00:00Z, a block's first second."""
BLOCK = 600


@dataclass
class Sensors:
    """Shows what it is told, as of the time it was told."""

    values: dict[str, float | None] = field(default_factory=lambda: {"grid_power_w": -3000.0, "battery_soc_pct": 90.0})
    frozen_at: int | None = None

    def read(self, now: int) -> HouseReading:
        at = now if self.frozen_at is None else self.frozen_at
        return HouseReading({name: Reading(value, at) for name, value in self.values.items()})


@dataclass
class Heater:
    """A load of 1500 W that obeys, or not."""

    obeys: bool = True
    reachable: bool = True
    level: int = 0
    temperature: float | None = 45.0
    heard_at: int | None = None
    orders: list[int] = field(default_factory=list)

    description = LoadDescription(id="miner", name="Miner", levels_w=(0.0, 1500.0), confirm_s=30)

    def read(self, now: int) -> LoadReading:
        return LoadReading(
            level=self.level,
            target_w=1500.0 * self.level,
            power=Reading(1500.0 * self.level, now),
            chip_temp=Reading(self.temperature, now),
            heartbeat_at=now if self.heard_at is None else self.heard_at,
        )

    async def command(self, level: int, target_w: float) -> None:
        self.orders.append(level)
        if not self.reachable:
            raise LoadCommandError("no route")
        if self.obeys:
            self.level = level


@dataclass
class Ledger:
    """Keeps records in memory."""

    records: list[dict[str, Any]] = field(default_factory=list)
    memories: list[dict[str, Any]] = field(default_factory=list)
    figures: list[dict[str, Any]] = field(default_factory=list)

    def append(self, record: dict[str, Any], memory: dict[str, Any], figures: dict[str, Any]) -> None:
        self.records.append(record)
        self.memories.append(memory)
        self.figures.append(figures)

    @property
    def decisions(self) -> list[dict[str, Any]]:
        return [record for record in self.records if record["kind"] == "decision"]

    def last(self) -> dict[str, Any]:
        made: dict[str, Any] = self.decisions[-1]["decision"]["loads"]["miner"]
        return made


@dataclass
class House:
    """A controller with everything it is connected to, and its own clock."""

    sensors: Sensors = field(default_factory=Sensors)
    heater: Heater = field(default_factory=Heater)
    ledger: Ledger = field(default_factory=Ledger)
    policy: dict[str, Any] = field(default_factory=dict)
    now: int = NOON
    memory: dict[str, Any] | None = None

    def __post_init__(self) -> None:
        policy = policy_from_node(Node("policy", self.policy))
        self.minutes: list[dict[str, Any]] = []
        self.controller = Controller(
            Site(self.sensors, (self.heater,)),
            policy,
            self.ledger,
            lambda _: "2026-06-15",
            on_minute=self.minutes.append,
        )
        self.controller.start(self.now, self.memory)

    async def live(self, seconds: int, step: int = 5) -> None:
        """Let time pass, looking every few seconds."""
        end = self.now + seconds
        while self.now < end:
            self.now += step
            self.controller.poll(self.now)
            await self.controller.settled()

    async def run_up(self) -> None:
        """Live until the load has been started on surplus."""
        await self.live(2 * BLOCK)
        assert self.heater.level == 1
