"""One simulated miner or heater: it starts slowly, gets warm, reports, and may misbehave."""

from dataclasses import dataclass
from math import exp, isfinite

from .checks import check
from .errors import SnapshotError
from .load_spec import LoadKind, SimulatedLoad

HARDWARE_LIMIT_C = 105.0
"""The device switches itself off here: the only protection that is its own."""
HARDWARE_RESUME_C = 90.0
"""Cooled down to this it takes commands again."""
HOT_FAULT_C = 110.0
"""Where a chip without cooling settles."""


@dataclass(frozen=True, kw_only=True, slots=True)
class LoadState:
    """What a load is doing: enough to go on from there."""

    target_w: float
    """The setpoint the device works towards."""
    power_w: float
    """Mean power of the last step, as a meter in its plug shows it."""
    on_for_s: float
    """Since the last start; 0 while off."""
    productive: float
    """Share of the last step (0 to 1) in which the power was of use."""
    chip_temp_c: float
    reported_temp_c: float
    """The temperature last sent: older than ``chip_temp_c`` while the device is silent."""
    heartbeat_at: int
    tripped: bool
    """The hardware switched itself off and is still too hot."""
    energy_wh: float
    """Drawn since the simulation's start, standby included."""
    productive_wh: float
    """The part of it that was of use."""


class LoadModel:
    """A device that obeys, unless a fault says otherwise.

    Power rises no faster than full power per ``ramp_s`` and falls at once. The chip follows
    its power with a first-order lag towards ambient + rise * share of full power.
    """

    __slots__ = (
        "_energy_wh",
        "_heartbeat_at",
        "_hours",
        "_lag",
        "_on_for_s",
        "_power_w",
        "_productive",
        "_productive_wh",
        "_ramp_per_step_w",
        "_reported_temp_c",
        "_rise_per_w",
        "_step_s",
        "_target_w",
        "_temp_c",
        "_tripped",
        "hot",
        "silent",
        "spec",
        "stubborn",
    )

    def __init__(self, spec: SimulatedLoad, step_s: int, t: int) -> None:
        """Start switched off, at ambient temperature, having reported at ``t``."""
        self.spec = spec
        self.hot = self.silent = self.stubborn = False
        full_w = spec.full_w * spec.measured_factor
        self._step_s = step_s
        self._hours = step_s / 3600
        self._lag = 1 - exp(-step_s / spec.thermal_time_constant_s)
        self._rise_per_w = spec.temp_rise_c / full_w
        self._ramp_per_step_w = full_w * step_s / spec.ramp_s if spec.ramp_s else full_w
        self.state = LoadState(
            target_w=0.0,
            power_w=spec.standby_w,
            on_for_s=0.0,
            productive=0.0,
            chip_temp_c=spec.ambient_c,
            reported_temp_c=spec.ambient_c,
            heartbeat_at=t,
            tripped=False,
            energy_wh=0.0,
            productive_wh=0.0,
        )

    @property
    def state(self) -> LoadState:
        """What the load is doing now."""
        return LoadState(
            target_w=self._target_w,
            power_w=self._power_w,
            on_for_s=self._on_for_s,
            productive=self._productive,
            chip_temp_c=self._temp_c,
            reported_temp_c=self._reported_temp_c,
            heartbeat_at=self._heartbeat_at,
            tripped=self._tripped,
            energy_wh=self._energy_wh,
            productive_wh=self._productive_wh,
        )

    @state.setter
    def state(self, state: LoadState) -> None:
        if state.target_w != self.spec.setpoint_w(state.target_w):
            raise SnapshotError("target_w", f"a power that {self.spec.id} can be set to")
        for name in ("power_w", "on_for_s", "energy_wh", "productive_wh"):
            check(name, getattr(state, name), 0)
        check("productive", state.productive, 0, 1)
        self._target_w = state.target_w
        self._power_w = state.power_w
        self._on_for_s = state.on_for_s
        self._productive = state.productive
        self._temp_c = state.chip_temp_c
        self._reported_temp_c = state.reported_temp_c
        self._heartbeat_at = state.heartbeat_at
        self._tripped = state.tripped
        self._energy_wh = state.energy_wh
        self._productive_wh = state.productive_wh

    @property
    def obeys(self) -> bool:
        """Whether a command would be carried out now."""
        return not (self.silent or self.stubborn or self._tripped)

    def command(self, target_w: float) -> bool:
        """Ask for a power in W; True if the device answered.

        It settles on the highest setpoint that is not above the target. An answer is no
        promise: a stubborn or tripped device answers and stays as it is.
        """
        if not isfinite(target_w):
            raise ValueError(f"target of {self.spec.id}: expected a finite power, found {target_w}")
        if self.obeys:
            self._target_w = self.spec.setpoint_w(target_w)
        return not self.silent

    def step(self, until: int) -> float:
        """Live through one step ending at ``until``; its mean power in W."""
        spec = self.spec
        productive = 0.0
        if self._target_w > 0:
            power = self._power_w + self._ramp_per_step_w
            goal = self._target_w * spec.measured_factor
            power = min(power, goal)
            self._on_for_s += self._step_s
            productive = 1.0
            if spec.kind is LoadKind.MINER and self._on_for_s < spec.ramp_s + self._step_s:
                productive = max(0.0, (self._on_for_s - spec.ramp_s) / self._step_s)
            self._productive_wh += power * productive * self._hours
        else:
            power = spec.standby_w
            self._on_for_s = 0.0
        settles_c = spec.ambient_c + self._rise_per_w * power
        if self.hot and self._target_w > 0 and settles_c < HOT_FAULT_C:
            settles_c = HOT_FAULT_C
        self._power_w = power
        self._productive = productive
        self._energy_wh += power * self._hours
        self._temp_c += (settles_c - self._temp_c) * self._lag
        if self._temp_c >= HARDWARE_LIMIT_C:
            self._tripped = True
            self._target_w = 0.0
        elif self._tripped and self._temp_c <= HARDWARE_RESUME_C:
            self._tripped = False
        if not self.silent:
            self._heartbeat_at = until
            self._reported_temp_c = self._temp_c
        return power
