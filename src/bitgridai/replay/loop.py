"""The closed loop: the engine decides, the house answers, block after block.

The same loop as the quality benchmark's, for a recorded house with any number of loads.
"""

from base64 import b64decode, b64encode
from math import isnan
from typing import Any, Final

from ..bench.quality.plant import Flow, flow
from ..engine import Memory, decide
from ..engine.document import Node
from ..engine.load import LoadState
from ..engine.memory import memory_document, memory_from_node
from ..engine.policy import Policy
from ..engine.signals import HOUSE_SIGNALS, Signal
from ..engine.state import EnergyState
from ..engine.vocabulary import ControllerHealth, Trigger
from .course import ACTIONS, CODES, UNDECIDED, Course
from .setting import Setting

_CODE: Final = {code: number for number, code in enumerate(CODES)}


class Loop:
    """One house under one policy, or under none: then its loads stay off."""

    def __init__(self, setting: Setting, policy: Policy | None) -> None:
        """Begin with the first block: all loads off, the battery as it was."""
        self._setting = setting
        self._policy = policy
        self._recorded = setting.recorded
        factor = setting.given.pv_factor
        self._forecast = setting.recorded.pv_forecast.scaled(factor) if factor != 1 else setting.recorded.pv_forecast
        self._memory = Memory(learned=setting.recorded.learned)
        self._stored_wh = setting.house.initial_wh
        self._set_w = {load.id: 0.0 for load in setting.recorded.loads}
        self._last: Flow | None = None
        self.course = Course.empty([load.id for load in setting.recorded.loads])

    @property
    def done(self) -> bool:
        """Whether the recording is at its end."""
        return len(self.course) == self._recorded.blocks

    def advance(self) -> None:
        """Live through one more block."""
        block = len(self.course)
        if not self._recorded.known(block):
            # Time stands still: what cannot be known is neither made up nor counted.
            self._last, self._set_w = None, dict.fromkeys(self._set_w, 0.0)
            self.course.skip(self._stored_wh)
            return
        self._decide(block)
        passed = flow(
            self._setting.house,
            self._stored_wh,
            self._recorded.base_w[block],
            self._pv_w(block),
            sum(self._set_w.values()),
            self._setting.hours,
        )
        self._last, self._stored_wh = passed, passed.stored_wh
        self.course.add_flow(passed.grid_w, passed.battery_w, passed.stored_wh)

    def _pv_w(self, block: int) -> float:
        return self._recorded.pv_w[block] * self._setting.given.pv_factor

    def _decide(self, block: int) -> None:
        """Set the loads; without a block to look back at, they stay off."""
        made = {}
        if self._last is not None and self._policy is not None:
            decision, self._memory = decide(self._state(block, self._last), self._memory, self._policy)
            made = {item.load: item for item in decision.loads}
        for load_id, load in self.course.loads.items():
            item = made.get(load_id)
            self._set_w[load_id] = 0.0 if item is None else item.target_w
            load.target_w.append(self._set_w[load_id])
            load.action.append(UNDECIDED if item is None else ACTIONS.index(item.action))
            load.code.append(UNDECIDED if item is None else _CODE[item.code.value])

    def _state(self, block: int, last: Flow) -> EnergyState:
        """Return what the engine sees when a block begins."""
        recorded, house = self._recorded, self._setting.house
        readings: dict[str, float | None] = {"grid_power_w": last.grid_w, "pv_power_w": self._pv_w(block - 1)}
        if recorded.battery:
            readings["battery_power_w"] = last.battery_w
            # Full must not come out a rounding error above full.
            readings["battery_soc_pct"] = min(100.0, self._stored_wh / house.capacity_wh * 100)
        for name, column in recorded.prices.items():
            readings[name] = None if isnan(column[block]) else column[block]
        return EnergyState(
            now=recorded.time(block),
            trigger=Trigger.BLOCK_TICK,
            local_date=recorded.local_dates[block],
            signals={name: Signal.of(HOUSE_SIGNALS[name], value) for name, value in readings.items()},
            pv_forecast=self._forecast.of(block),
            price_forecast=recorded.price_forecast.of(block),
            controller_health=ControllerHealth.OK,
            battery_capacity_wh=house.capacity_wh if recorded.battery else None,
            loads=tuple(
                LoadState(
                    id=load.id,
                    spec=load.spec,
                    priority=load.priority,
                    level=load.spec.level_of(self._set_w[load.id]),
                    set_w=self._set_w[load.id],
                    power_w=Signal(self._set_w[load.id]),
                    chip_temp_c=None,
                    heartbeat_age_s=None,
                    available=True,
                    hashrate=None,
                )
                for load in recorded.loads
            ),
        )

    def document(self) -> dict[str, Any]:
        """Write where it stands, to go on from there."""
        return {
            "memory": memory_document(self._memory),
            "stored_wh": self._stored_wh,
            "set_w": self._set_w,
            "last": None if self._last is None else [self._last.grid_w, self._last.battery_w, self._last.stored_wh],
            "columns": [b64encode(column.tobytes()).decode() for column in self.course.columns()],
        }

    def restore(self, document: dict[str, Any]) -> None:
        """Go on from what :meth:`document` wrote for the same house and policy."""
        self._memory = memory_from_node(Node("memory", document["memory"]))
        self._stored_wh = document["stored_wh"]
        self._set_w = {load_id: document["set_w"][load_id] for load_id in self._set_w}
        self._last = None if document["last"] is None else Flow(*document["last"])
        self.course = Course.empty(list(self._set_w))
        for column, kept in zip(self.course.columns(), document["columns"], strict=True):
            column.frombytes(b64decode(kept))
