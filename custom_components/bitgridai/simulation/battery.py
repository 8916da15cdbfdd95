"""A home battery in self-consumption: it takes what is left over and covers what is missing."""

from dataclasses import dataclass

from .checks import check


@dataclass(frozen=True, kw_only=True, slots=True)
class BatterySpec:
    """A home battery behind its inverter."""

    capacity_wh: float
    power_w: float
    """Limit of charging and of discharging, at the house side of the inverter."""
    efficiency: float = 0.95
    """One way: a full cycle returns its square."""
    floor_pct: float = 0.0
    """The inverter never discharges below this state of charge."""
    initial_soc_pct: float = 50.0

    def __post_init__(self) -> None:
        check("capacity_wh", self.capacity_wh, 0, open_low=True)
        check("power_w", self.power_w, 0)
        check("efficiency", self.efficiency, 0, 1, open_low=True)
        check("floor_pct", self.floor_pct, 0, 100)
        check("initial_soc_pct", self.initial_soc_pct, self.floor_pct, 100)


NO_BATTERY = BatterySpec(capacity_wh=1.0, power_w=0.0)
"""Neither takes nor gives: lets a house without a battery run through the same code."""


class Battery:
    """The charge of one battery over time."""

    __slots__ = ("_ceiling_wh", "_efficiency", "_floor_wh", "_power_w", "energy_wh")

    def __init__(self, spec: BatterySpec) -> None:
        """Start at the initial state of charge."""
        self._ceiling_wh = spec.capacity_wh
        self._floor_wh = min(spec.capacity_wh, spec.capacity_wh * spec.floor_pct / 100)
        self._power_w = spec.power_w
        self._efficiency = spec.efficiency
        # Full must not come out a rounding error above the ceiling.
        self.energy_wh = min(spec.capacity_wh, spec.capacity_wh * spec.initial_soc_pct / 100)
        """Stored energy, before the loss of discharging."""

    @property
    def soc_pct(self) -> float:
        """State of charge, 0 to 100."""
        return self.energy_wh / self._ceiling_wh * 100

    @property
    def limits_wh(self) -> tuple[float, float]:
        """The least and the most energy it can hold."""
        return self._floor_wh, self._ceiling_wh

    def exchange(self, surplus_w: float, hours: float) -> float:
        """Let the battery answer a surplus (or, below 0, a deficit) for a while.

        Returns its power in W at the house side, + = discharge. Charging stores ``power *
        efficiency``, discharging takes ``power / efficiency`` out of the store. Where the store
        would run full or empty within the time, the power is the mean that just fills or
        empties it.
        """
        power = min(abs(surplus_w), self._power_w)
        if surplus_w >= 0:
            stored = power * self._efficiency * hours
            room = self._ceiling_wh - self.energy_wh
            if stored >= room:
                self.energy_wh = self._ceiling_wh
                return 0.0 - room / (self._efficiency * hours)
            self.energy_wh += stored
            # Subtracted, not negated: nobody wants to read -0.0 W.
            return 0.0 - power
        taken = power / self._efficiency * hours
        left = self.energy_wh - self._floor_wh
        if taken >= left:
            self.energy_wh = self._floor_wh
            return left * self._efficiency / hours
        self.energy_wh -= taken
        return power
