"""A ledger of a whole year, as a household with one load keeps it: made once, for measurements to read.

The household of :mod:`.quality` lives under the engine itself, block by block, and every decision is
recorded with what a miner and a meter report beside: temperature, sign of life, its own draw. Once a week
a person stops the load for an hour.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from ..engine import ENGINE_VERSION, Memory, Policy, apply_request, decide
from ..engine.canonical import canonical_bytes
from ..engine.document import Json
from ..engine.load import LoadSpec, LoadState
from ..engine.policy import policy_document, policy_hash
from ..engine.record import Record, decision_record, event_record, linked, request_record
from ..engine.requests import answer_document
from ..engine.signals import HOUSE_SIGNALS, TEMPERATURE, Signal
from ..engine.state import EnergyState
from ..engine.verify import POLICY_EVENT
from ..engine.vocabulary import ControllerHealth, Trigger
from ..simulation import bundled_households, load_household, open_profile
from .quality.household import BLOCK_S, House
from .quality.runs import Seen, live
from .quality.trace import BlockTrace

YEAR_DAYS: Final = 365
_DAY_S: Final = 86_400
_BEGINS: Final = 1_735_689_600
"""2025-01-01: winter, summer, winter."""
_AHEAD_S: Final = 24 * 3600
_SAMPLES: Final = 10
"""Of sun and base load in a block."""
_LOOKS_AFTER_S: Final = 2
"""Home Assistant looks every 5 s, so a block is decided a little after it begins."""
_LOAD: Final = "miner"
_STANDBY_W: Final = 8.0
_AMBIENT_C: Final = 22.0
_RISE_C_PER_W: Final = 0.03
_FEED_IN_CT: Final = 8.0
_COMMAND: Final[Record] = {"kind": "set_override", "override": "stop", "duration_min": 60, "origin": "user"}

type Take = Callable[[bytes], object]
"""Takes a record in canonical form."""


def generated_year(days: int = YEAR_DAYS, begins: int = _BEGINS) -> BlockTrace:
    """Sun and base load of the bundled house that is computed for any season."""
    profile = open_profile(load_household(bundled_households()["generated"]))
    starts = range(begins, begins + days * _DAY_S, BLOCK_S)
    forecast = profile.forecast(begins, days * _DAY_S + _AHEAD_S)
    return BlockTrace(
        start=begins,
        base_w=tuple(_mean(profile.load_w, start) for start in starts),
        pv_w=tuple(_mean(profile.pv_w, start) for start in starts),
        forecast_start=begins,
        forecast_s=forecast[1][0] - forecast[0][0],
        forecast_w=tuple(mean_w for _, mean_w in forecast),
    )


def _mean(power_w: Callable[[float], float], start: int) -> float:
    step_s = BLOCK_S / _SAMPLES
    return sum(power_w(start + (place + 0.5) * step_s) for place in range(_SAMPLES)) / _SAMPLES


def live_through(household: Household, progress: Callable[[float], None] = lambda _: None) -> int:
    """Let a household live through its trace; return how many records there are."""
    trace = household.trace

    def decided(seen: Seen) -> float:
        progress(seen.block / len(trace.base_w))
        return household.decided(seen) if seen.block else 0.0

    live(household.house, trace, decided)
    return household.memory.seq


class Household:
    """Decides, answers, and hands each record over in canonical form."""

    def __init__(
        self,
        trace: BlockTrace,
        take: Take,
        house: House | None = None,
        policy: Policy | None = None,
        memory: Memory | None = None,
    ) -> None:
        """Begin a ledger with what is usual: the start, and the policy."""
        self.trace, self.house = trace, house or House()
        self.memory = memory or Memory()
        self._take = take
        self._policy = policy or Policy()
        self._spec = LoadSpec(self.house.levels_w)
        self._temp_c = _AMBIENT_C
        self._note("start", {"engine": ENGINE_VERSION, "loads": [_LOAD]})
        self._note(POLICY_EVENT, {"hash": policy_hash(self._policy), "policy": policy_document(self._policy)})

    def decided(self, seen: Seen) -> float:
        """Decide the block that begins; return the load's target in W."""
        state = self._state(seen)
        decision, after = decide(state, self.memory, self._policy)
        self._add(decision_record(state, self.memory, self._policy, decision), after)
        moment = datetime.fromtimestamp(state.now, UTC)
        if moment.weekday() == 5 and (moment.hour, moment.minute) == (12, 0):  # noqa: PLR2004  # Saturday noon
            self._command(replace(state, trigger=Trigger.OVERRIDE))
        return decision.loads[0].target_w

    def _command(self, state: EnergyState) -> None:
        answer, after = apply_request(state, self.memory, self._policy, _COMMAND)
        self._add(request_record(state, self.memory, self._policy, _COMMAND, answer_document(answer)), after)

    def _note(self, name: str, detail: dict[str, Json]) -> None:
        self._add(event_record(self.memory, self.trace.start, name, detail), self.memory)

    def _add(self, record: Record, after: Memory) -> None:
        self.memory = linked(after, record)
        self._take(canonical_bytes(record))

    def _state(self, seen: Seen) -> EnergyState:
        now = self.trace.start + seen.block * BLOCK_S + _LOOKS_AFTER_S
        readings = {
            "grid_power_w": seen.last.grid_w,
            "grid_power_hold_w": seen.last.grid_w,
            "pv_power_w": seen.pv_w,
            "battery_power_w": seen.last.battery_w,
            # Full must not come out a rounding error above full.
            "battery_soc_pct": min(100.0, seen.stored_wh / self.house.capacity_wh * 100),
            "feed_in_ct_kwh": _FEED_IN_CT,
        }
        return EnergyState(
            now=now,
            trigger=Trigger.BLOCK_TICK,
            local_date=datetime.fromtimestamp(now, UTC).date().isoformat(),
            signals={name: Signal.of(HOUSE_SIGNALS[name], value) for name, value in readings.items()},
            pv_forecast=self.trace.forecast(now, _AHEAD_S),
            price_forecast=(),
            controller_health=ControllerHealth.OK,
            battery_capacity_wh=self.house.capacity_wh,
            loads=(self._load(seen.level_w),),
        )

    def _load(self, level_w: float) -> LoadState:
        draw_w = level_w or _STANDBY_W
        self._temp_c += (_AMBIENT_C + draw_w * _RISE_C_PER_W - self._temp_c) / 2
        return LoadState(
            id=_LOAD,
            spec=self._spec,
            priority=1,
            level=self._spec.level_of(level_w),
            set_w=level_w,
            power_w=Signal(draw_w),
            chip_temp_c=Signal.of(TEMPERATURE, self._temp_c),
            heartbeat_age_s=Signal(0.0),
            available=True,
            hashrate=None,
        )


def write_year(trace: BlockTrace, file: Path, progress: Callable[[float], None] = lambda _: None) -> None:
    """Write the ledger of a trace (JSON Lines); a file that is there is whole, and stays."""
    if file.exists():
        return
    unfinished = file.with_name(f".{file.name}.new")
    with unfinished.open("wb") as stream:
        live_through(Household(trace, lambda body: stream.write(body + b"\n")), progress)
    unfinished.replace(file)
