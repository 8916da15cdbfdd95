"""A load of the simulated household."""

from ..ports import LoadCommandError, LoadDescription, LoadReading, Reading
from ..simulation import LoadKind, Plant, SimulatedLoad


class SimulatedLoadPort:
    """Commands one load of a plant."""

    def __init__(self, plant: Plant, spec: SimulatedLoad) -> None:
        """Control this load."""
        self._plant = plant
        self._spec = spec
        power_range = spec.range
        self._description = LoadDescription(
            id=spec.id,
            name=spec.name,
            levels_w=spec.levels_w,
            range_w=None if power_range is None else (power_range.min_w, power_range.max_w, power_range.step_w),
            priority=spec.priority,
        )

    @property
    def description(self) -> LoadDescription:
        """What it is."""
        return self._description

    def read(self, now: int) -> LoadReading:
        """Return what the device and its plug meter report."""
        shown = self._plant.measurements.load(self._spec.id)
        miner = self._spec.kind is LoadKind.MINER
        return LoadReading(
            level=shown.level,
            target_w=shown.target_w,
            power=Reading(shown.power_w, self._plant.t),
            chip_temp=Reading(shown.chip_temp_c, shown.heartbeat_at) if miner else None,
            heartbeat_at=shown.heartbeat_at,
        )

    async def command(self, level: int, target_w: float) -> None:
        """Set the power; LoadCommandError while the device is silent."""
        if not self._plant.command(self._spec.id, target_w):
            raise LoadCommandError(f"{self._spec.name} does not answer; check its power and network")
