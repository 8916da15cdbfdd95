"""The household that quality is measured on, and what its energy is worth."""

from dataclasses import dataclass

BLOCK_S = 600
BLOCK_H = BLOCK_S / 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """Battery, load and tariff of the benchmark. Energies in Wh, powers in W, money in ct."""

    capacity_wh: float = 7000
    battery_w: float = 3000
    """Most the battery takes or gives, measured outside of its losses."""
    efficiency: float = 0.95
    """One way."""
    floor_pct: float = 5
    initial_soc_pct: float = 50
    levels_w: tuple[float, ...] = (0, 800, 1500)
    import_ct_kwh: float = 30
    export_ct_kwh: float = 8
    load_ct_kwh: float = 14
    """What a kWh is worth that the load uses."""
    start_ct: float = 3
    first_block_share: float = 0.5
    """How productive the first block of a run is."""
    reserve_pct: float = 50
    """The load may run only while the battery stays at or above this."""
    min_runtime_blocks: int = 3
    min_pause_blocks: int = 2

    @property
    def floor_wh(self) -> float:
        """Stored energy below which the battery gives nothing."""
        return self.capacity_wh * self.floor_pct / 100

    @property
    def reserve_wh(self) -> float:
        """Stored energy below which the load must not run."""
        return self.capacity_wh * self.reserve_pct / 100

    @property
    def initial_wh(self) -> float:
        """Stored energy at the beginning."""
        return self.capacity_wh * self.initial_soc_pct / 100
