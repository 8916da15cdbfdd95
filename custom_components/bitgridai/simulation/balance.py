"""One house behind one grid connection: who covers whom, and the totals of it."""

from dataclasses import dataclass

from .battery import Battery, BatterySpec
from .checks import check
from .errors import SnapshotError


@dataclass(frozen=True, kw_only=True, slots=True)
class SiteState:
    """Stored energy and running totals in Wh: enough to go on from there."""

    battery_wh: float
    pv_wh: float = 0.0
    base_wh: float = 0.0
    import_wh: float = 0.0
    export_wh: float = 0.0
    charge_wh: float = 0.0
    """Into the battery, at the house side of its inverter."""
    discharge_wh: float = 0.0
    """Out of the battery, at the house side of its inverter."""


class Site:
    """Closes the balance ``pv + grid + battery = base + loads``: the grid gives what is missing."""

    __slots__ = (
        "_base_wh",
        "_battery",
        "_charge_wh",
        "_discharge_wh",
        "_export_wh",
        "_import_wh",
        "_pv_wh",
        "battery_w",
        "grid_w",
    )

    def __init__(self, battery: BatterySpec) -> None:
        """Start with a fresh battery and all totals at 0."""
        self._battery = Battery(battery)
        self.grid_w = 0.0
        """Mean of the last step; + = import."""
        self.battery_w = 0.0
        """Mean of the last step; + = discharge."""
        self.state = SiteState(battery_wh=self._battery.energy_wh)

    @property
    def soc_pct(self) -> float:
        """The battery's state of charge."""
        return self._battery.soc_pct

    def settle(self, pv_w: float, base_w: float, loads_w: float, hours: float) -> None:
        """Live through one step of constant powers."""
        self.battery_w = battery_w = self._battery.exchange(pv_w - base_w - loads_w, hours)
        self.grid_w = grid_w = base_w + loads_w - pv_w - battery_w
        self._pv_wh += pv_w * hours
        self._base_wh += base_w * hours
        if grid_w > 0:
            self._import_wh += grid_w * hours
        else:
            self._export_wh -= grid_w * hours
        if battery_w > 0:
            self._discharge_wh += battery_w * hours
        else:
            self._charge_wh -= battery_w * hours

    @property
    def state(self) -> SiteState:
        """Stored energy and totals now."""
        return SiteState(
            battery_wh=self._battery.energy_wh,
            pv_wh=self._pv_wh,
            base_wh=self._base_wh,
            import_wh=self._import_wh,
            export_wh=self._export_wh,
            charge_wh=self._charge_wh,
            discharge_wh=self._discharge_wh,
        )

    @state.setter
    def state(self, state: SiteState) -> None:
        least, most = self._battery.limits_wh
        if not least <= state.battery_wh <= most:
            raise SnapshotError("battery_wh", f"an energy from {least:g} to {most:g}")
        for name in ("pv_wh", "base_wh", "import_wh", "export_wh", "charge_wh", "discharge_wh"):
            check(name, getattr(state, name), 0)
        self._battery.energy_wh = state.battery_wh
        self._pv_wh = state.pv_wh
        self._base_wh = state.base_wh
        self._import_wh = state.import_wh
        self._export_wh = state.export_wh
        self._charge_wh = state.charge_wh
        self._discharge_wh = state.discharge_wh
