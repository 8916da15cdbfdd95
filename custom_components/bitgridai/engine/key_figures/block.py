"""Mean powers of one block, as the record of the block tick at its end tells them.

Powers are counted in whole mW, the resolution of every record, and energies in mJ (mW times
s). Sums of whole numbers come out the same in any order, on any machine and across any
restart.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from ..document import Json, Node
from ..load import LoadState, load_from_node
from ..policy import policy_from_node
from ..signals import HOUSE_SIGNALS, Signal, signal_from_node

_MJ_PER_MWH: Final = 3_600
"""Millijoules in a milliwatt-hour."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockPolicy:
    """What of a policy it takes to read a block."""

    policy_hash: str
    length_s: int
    min_coverage: float
    max_age_s: float
    sats_per_kwh: float | None
    """As entered."""

    @classmethod
    def of_document(cls, policy_hash: str, document: object) -> BlockPolicy:
        """Read a policy as its event recorded it; DocumentError where it is none."""
        policy = policy_from_node(Node("policy", document))
        return cls(
            policy_hash=policy_hash,
            length_s=policy.block.length_s,
            min_coverage=policy.block.min_coverage,
            max_age_s=policy.r3.telemetry_max_age_s,
            sats_per_kwh=policy.energy_path.sats_per_kwh,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockMeans:
    """Mean powers over one block in mW. What is not fitted is 0; what is not known is None."""

    grid_mw: int | None
    """+ = import."""
    pv_mw: int | None
    battery_mw: int | None
    """+ = discharge."""
    house_mw: int | None
    """All the house draws, loads included."""
    loads_mw: Mapping[str, int | None]
    miners: frozenset[str]
    """Loads that turn energy into satoshis: those that report a hashrate; where none does, a chip temperature."""
    capacity_mj: int | None
    """Of the battery; None where it, its charge or its power is not known."""
    stored_mj: int
    """In the battery at the end of the block."""

    @property
    def known(self) -> bool:
        """Whether every power is: only then do the block's energies fit together."""
        house = (self.grid_mw, self.pv_mw, self.battery_mw, self.house_mw)
        return None not in house and None not in self.loads_mw.values()


def block_means(state: Mapping[str, Any], policy: BlockPolicy) -> BlockMeans:
    """Read the state of a block tick.

    A mean too old or seen for too small a part of the block is not known, by the same
    measure as for the rules. Raises DocumentError where this is no state.
    """
    signals: dict[str, Json] = state["signals"]

    def milliwatts(name: str) -> int | None:
        if name not in signals:
            return 0
        signal = signal_from_node(Node(name, signals[name]), HOUSE_SIGNALS[name])
        return _milli(signal.judged(policy.max_age_s, policy.min_coverage))

    pv_mw, battery_mw, house_mw = milliwatts("pv_power_w"), milliwatts("battery_power_w"), milliwatts("house_load_w")
    if "grid_power_w" in signals:
        grid_mw = milliwatts("grid_power_w")
    else:
        grid_mw = None if "house_load_w" not in signals else _sum(house_mw, _minus(pv_mw), _minus(battery_mw))
    if "house_load_w" not in signals:
        house_mw = _sum(pv_mw, grid_mw, battery_mw)
    loads = [load_from_node(load_id, Node(load_id, load)) for load_id, load in state["loads"].items()]
    capacity_mj, stored_mj = _battery(state, policy) if "battery_power_w" in signals else (None, 0)
    return BlockMeans(
        grid_mw=grid_mw,
        pv_mw=pv_mw,
        battery_mw=battery_mw,
        house_mw=None if house_mw is None else max(0, house_mw),
        loads_mw={load.id: _load_mw(load, policy) for load in loads},
        miners=frozenset(load.id for load in loads if load.hashrate is not None)
        or frozenset(load.id for load in loads if load.chip_temp_c is not None),
        capacity_mj=capacity_mj,
        stored_mj=stored_mj,
    )


def _load_mw(load: LoadState, policy: BlockPolicy) -> int | None:
    """Mean of the load's meter; without one the nominal power of its setting.

    A fitted meter that says nothing leaves the power unknown, but for a load that is off.
    """
    if load.power_w is None:
        return None if load.level is None else round(load.set_w * 1000)
    measured = _milli(load.power_w.judged(policy.max_age_s, policy.min_coverage))
    return 0 if measured is None and load.level == 0 else measured


def _battery(state: Mapping[str, Any], policy: BlockPolicy) -> tuple[int | None, int]:
    capacity_wh, soc = state.get("battery_capacity_wh"), state["signals"].get("battery_soc_pct")
    if capacity_wh is None or soc is None:
        return None, 0
    signal = signal_from_node(Node("battery_soc_pct", soc), HOUSE_SIGNALS["battery_soc_pct"])
    milli_pct = _milli(signal.judged(policy.max_age_s, policy.min_coverage))
    if milli_pct is None:
        return None, 0
    capacity_mj = round(capacity_wh * 1000) * _MJ_PER_MWH
    return capacity_mj, capacity_mj * milli_pct // 100_000


def _milli(signal: Signal) -> int | None:
    return None if signal.value is None else round(signal.value * 1000)


def _minus(power_mw: int | None) -> int | None:
    return None if power_mw is None else -power_mw


def _sum(*powers_mw: int | None) -> int | None:
    known = [power for power in powers_mw if power is not None]
    return sum(known) if len(known) == len(powers_mw) else None
