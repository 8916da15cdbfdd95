"""Who may be in control: nobody, a rule as it is widely published, a known plan, BitGridAI's engine."""

from collections.abc import Sequence
from datetime import UTC, datetime

from ...engine import Memory, Policy, decide
from ...engine.load import LoadSpec, LoadState
from ...engine.signals import HOUSE_SIGNALS, Signal
from ...engine.state import EnergyState
from ...engine.vocabulary import ControllerHealth, Trigger
from .household import BLOCK_S, House
from .runs import Control, Seen
from .trace import BlockTrace

_AHEAD_S = 24 * 3600


def never(_: Seen) -> float:
    """Leave the load off."""
    return 0.0


def planned(levels_w: Sequence[float]) -> Control:
    """Carry a plan out."""
    return lambda seen: levels_w[seen.block]


class Threshold:
    """Set the load to the highest level that the surplus at the meter carries.

    The load's own draw is not added back, so a load that runs takes away the surplus it was started
    for. The battery comes first below 80 %, nothing starts below 58 %, and dwell times are kept.
    """

    _PRIORITY = 0.8
    _START = 0.58

    def __init__(self, house: House) -> None:
        """Control one household."""
        self._house = house
        self._since = house.min_pause_blocks

    def __call__(self, seen: Seen) -> float:
        """Return the level of the block that begins."""
        level_w = self._level_w(seen)
        self._since = 1 if (level_w > 0) != (seen.level_w > 0) else self._since + 1
        return level_w

    def _level_w(self, seen: Seen) -> float:
        house, full = self._house, seen.stored_wh / self._house.capacity_wh
        if seen.stored_wh <= house.reserve_wh:
            return 0.0
        charging_w = max(0.0, -seen.last.battery_w) if full >= self._PRIORITY else 0.0
        surplus_w = -seen.last.grid_w - max(0.0, seen.last.battery_w) + charging_w
        wish_w = max(level_w for level_w in house.levels_w if level_w <= max(0.0, surplus_w))
        if seen.level_w:
            return wish_w or (house.levels_w[1] if self._since < house.min_runtime_blocks else 0.0)
        return wish_w if self._since >= house.min_pause_blocks and full > self._START else 0.0


class Engine:
    """The real rules with a policy, asked at every block tick with the means of the block that ended."""

    def __init__(self, house: House, trace: BlockTrace, policy: Policy, memory: Memory | None = None) -> None:
        """Control one household; the memory begins empty where none is given."""
        self._house = house
        self._trace = trace
        self._policy = policy
        self._memory = Memory() if memory is None else memory
        self._spec = LoadSpec(house.levels_w)

    def __call__(self, seen: Seen) -> float:
        """Decide the block that begins."""
        decision, self._memory = decide(self.state(seen), self._memory, self._policy)
        return decision.loads[0].target_w

    @property
    def memory(self) -> Memory:
        """What the engine remembers now."""
        return self._memory

    def state(self, seen: Seen) -> EnergyState:
        """Return what the engine sees."""
        now = self._trace.start + seen.block * BLOCK_S
        readings = {
            "grid_power_w": seen.last.grid_w,
            "pv_power_w": seen.pv_w,
            "battery_power_w": seen.last.battery_w,
            # Full must not come out a rounding error above full.
            "battery_soc_pct": min(100.0, seen.stored_wh / self._house.capacity_wh * 100),
        }
        load = LoadState(
            id="load",
            spec=self._spec,
            priority=0,
            level=self._spec.level_of(seen.level_w),
            set_w=seen.level_w,
            power_w=Signal(seen.level_w),
            chip_temp_c=None,
            heartbeat_age_s=None,
            available=True,
            hashrate=None,
        )
        return EnergyState(
            now=now,
            trigger=Trigger.BLOCK_TICK,
            local_date=datetime.fromtimestamp(now, UTC).date().isoformat(),
            signals={name: Signal.of(HOUSE_SIGNALS[name], value) for name, value in readings.items()},
            pv_forecast=self._trace.forecast(now, _AHEAD_S),
            price_forecast=(),
            controller_health=ControllerHealth.OK,
            battery_capacity_wh=self._house.capacity_wh,
            loads=(load,),
        )
