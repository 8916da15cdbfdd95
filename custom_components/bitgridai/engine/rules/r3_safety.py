"""R3: safety. Whatever else is wanted, these conditions switch off.

Overtemperature and lost communication latch a lockout, which ends only when its time has
passed and its cause is gone. Two limits are constants: no policy reaches beyond them.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from ..load import LoadState
from ..memory import Lockout
from ..signals import Quality, Signal
from ..situation import Situation
from ..surplus import SurplusSource, usable
from ..threshold import count, threshold
from ..vocabulary import ControllerHealth, Rule, Verdict
from ..votes import Value, Vote

ABSOLUTE_MAX_CHIP_TEMP_C: Final = 95.0
ABSOLUTE_TIMEOUT_S: Final = 300.0


class R3Code(StrEnum):
    """Reasons of R3."""

    OVERTEMP = "R3_OVERTEMP"
    COMM_TIMEOUT = "R3_COMM_TIMEOUT"
    MISSING_TELEMETRY = "R3_MISSING_TELEMETRY"
    EMERGENCY_STOP = "R3_EMERGENCY_STOP"
    UPS_ON_BATTERY = "R3_UPS_ON_BATTERY"
    CONTROLLER_HEALTH = "R3_CONTROLLER_HEALTH"
    INTERNAL_ERROR = "R3_INTERNAL_ERROR"
    LOCKOUT = "R3_LOCKOUT"


@dataclass(frozen=True, slots=True, kw_only=True)
class R3Thresholds:
    """Policy section ``r3``."""

    max_chip_temp_c: float = threshold(
        85, unit="°C", low=30, high=ABSOLUTE_MAX_CHIP_TEMP_C, doc="Above this chip temperature a load stops."
    )
    resume_chip_temp_c: float = threshold(
        75, unit="°C", low=10, high=ABSOLUTE_MAX_CHIP_TEMP_C, doc="Below this a lockout for heat may end."
    )
    comm_timeout_s: float = threshold(
        60, unit="s", low=5, high=ABSOLUTE_TIMEOUT_S, doc="A load silent for longer than this is stopped."
    )
    telemetry_max_age_s: float = threshold(
        180, unit="s", low=5, high=ABSOLUTE_TIMEOUT_S, doc="Readings older than this are not used any more."
    )
    lockout_min: int = count(
        30, unit="min", low=1, high=1440, doc="Shortest time a lockout lasts after heat or lost communication."
    )

    # The absolute limits come first: min() keeps them where a threshold is no number.

    @property
    def stop_above_c(self) -> float:
        """Chip temperature above which a load stops."""
        return min(ABSOLUTE_MAX_CHIP_TEMP_C, self.max_chip_temp_c)

    @property
    def silence_max_s(self) -> float:
        """Silence after which a load stops."""
        return min(ABSOLUTE_TIMEOUT_S, self.comm_timeout_s)

    @property
    def age_max_s(self) -> float:
        """Age after which a reading is not used any more."""
        return min(ABSOLUTE_TIMEOUT_S, self.telemetry_max_age_s)


def vote(situation: Situation, load: LoadState, proposal_w: float, limits: R3Thresholds) -> Vote:
    """Allow, or force off with the most pressing reason."""
    reason = _house_reason(situation, limits) or _load_reason(situation, load, limits)
    if reason is None:
        return Vote(
            Rule.R3,
            Verdict.ALLOW,
            proposal_w,
            None,
            {"chip_temp_c": usable(load.chip_temp_c)},
            {"max_chip_temp_c": limits.stop_above_c},
        )
    code, values, thresholds = reason
    return Vote(Rule.R3, Verdict.FORCE, 0.0, code, values, thresholds)


def blind(load: LoadState, target_w: float, limits: R3Thresholds) -> Vote | None:
    """Keep a load where it is while its thermometer is silent; None where it may go to ``target_w``.

    For as long as a reading may be old, what runs may go on by the last temperature. Nobody starts or raises
    it on that, a person neither.
    """
    sensor = load.chip_temp_c
    if sensor is None or sensor.quality is Quality.OK or target_w <= load.set_w:
        return None
    values, thresholds = _age_values(sensor, "chip_temp_c"), _age_limit(limits)
    return Vote(Rule.R3, Verdict.VETO, load.set_w, R3Code.MISSING_TELEMETRY, values, thresholds)


type _Reason = tuple[R3Code, dict[str, Value], dict[str, Value]]


def _house_reason(situation: Situation, limits: R3Thresholds) -> _Reason | None:
    state = situation.state
    if situation.memory.emergency_stop is not None:
        return R3Code.EMERGENCY_STOP, {"origin": situation.memory.emergency_stop.origin}, {}
    if state.controller_health is ControllerHealth.CRITICAL:
        return R3Code.CONTROLLER_HEALTH, {}, {}
    if situation.signal("ups_on_battery"):
        return R3Code.UPS_ON_BATTERY, {}, {}
    missing = _missing_telemetry(situation)
    if missing is not None:
        return R3Code.MISSING_TELEMETRY, _age_values(state.signals.get(missing), missing), _age_limit(limits)
    return None


def _missing_telemetry(situation: Situation) -> str | None:
    """Name the mandatory house signal without which nothing may run."""
    signals = situation.state.signals
    if situation.surplus.source is SurplusSource.NONE:
        # Without a meter at the grid, PV and house load take its place.
        without = () if "grid_power_w" in signals else ("pv_power_w", "house_load_w")
        blind = (name for name in without if name in signals and situation.signal(name) is None)
        return next(blind, "grid_power_w")
    if "battery_soc_pct" in signals and situation.signal("battery_soc_pct") is None:
        return "battery_soc_pct"
    return None


def _age_values(signal: Signal | None, name: str) -> dict[str, Value]:
    return {
        "missing": name,
        "quality": (signal.quality if signal is not None else Quality.MISSING).value,
        "age_s": signal.age_s if signal is not None else None,
    }


def _age_limit(limits: R3Thresholds) -> dict[str, Value]:
    return {"telemetry_max_age_s": limits.age_max_s}


def _load_reason(situation: Situation, load: LoadState, limits: R3Thresholds) -> _Reason | None:
    temp_c, temp_max_c = usable(load.chip_temp_c), limits.stop_above_c
    if temp_c is not None and temp_c > temp_max_c:
        return R3Code.OVERTEMP, {"chip_temp_c": temp_c}, {"max_chip_temp_c": temp_max_c}
    if _silent(load, limits) or (not load.available and load.level == 0):
        values: dict[str, Value] = {"heartbeat_age_s": load.silence_s, "available": load.available}
        return R3Code.COMM_TIMEOUT, values, {"comm_timeout_s": limits.silence_max_s}
    if load.chip_temp_c is not None and temp_c is None:
        return R3Code.MISSING_TELEMETRY, _age_values(load.chip_temp_c, "chip_temp_c"), _age_limit(limits)
    lockout = latch(situation, load, limits)
    if lockout is not None:
        left_s = lockout.since + limits.lockout_min * 60 - situation.state.now
        return (
            R3Code.LOCKOUT,
            {"cause": lockout.code, "left_min": max(0, -(-left_s // 60)), "chip_temp_c": temp_c},
            {"lockout_min": limits.lockout_min, "resume_chip_temp_c": limits.resume_chip_temp_c},
        )
    return None


def _silent(load: LoadState, limits: R3Thresholds) -> bool:
    if load.heartbeat_age_s is None:
        return not load.available
    silence_s = load.silence_s
    return silence_s is None or silence_s > limits.silence_max_s


def latch(situation: Situation, load: LoadState, limits: R3Thresholds) -> Lockout | None:
    """Return the lockout of a load after this step: kept, newly latched, or released."""
    now = situation.state.now
    temp_c = usable(load.chip_temp_c)
    lockout = situation.of(load).lockout
    if lockout is not None and lockout.since > now:
        # The clock went back: the time already served is not known, so it starts again.
        lockout = replace(lockout, since=now)
    if temp_c is not None and temp_c > limits.stop_above_c:
        if lockout is None or lockout.code != R3Code.OVERTEMP:
            return Lockout(R3Code.OVERTEMP.value, now)
        return lockout
    if _silent(load, limits):
        return lockout or Lockout(R3Code.COMM_TIMEOUT.value, now)
    if lockout is None or now - lockout.since < limits.lockout_min * 60:
        return lockout
    return None if _cool(load, limits) else lockout


def _cool(load: LoadState, limits: R3Thresholds) -> bool:
    """Whether a fresh reading is below the resume temperature, or no sensor is fitted.

    Some devices report their temperature only while they run: then time alone counts.
    """
    sensor = load.chip_temp_c
    if sensor is None:
        return True
    return sensor.quality is Quality.OK and sensor.value is not None and sensor.value < limits.resume_chip_temp_c
