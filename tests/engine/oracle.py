"""What must hold, written a second time: plainly, from the documents, without the engine's rules."""

from datetime import datetime
from typing import Any, Final

from tests.engine.houses import Document

ABSOLUTE_MAX_C: Final = 95
ABSOLUTE_TIMEOUT_S: Final = 300
DEFAULT_R3: Final = {
    "max_chip_temp_c": 85,
    "resume_chip_temp_c": 75,
    "comm_timeout_s": 60,
    "telemetry_max_age_s": 180,
    "lockout_min": 30,
}
RANGES: Final = {
    "grid_power_w": (-1e6, 1e6),
    "battery_power_w": (-1e6, 1e6),
    "price_ct_kwh": (-1e4, 1e4),
    "pv_power_w": (0, 1e6),
    "house_load_w": (0, 1e6),
    "battery_soc_pct": (0, 100),
    "chip_temp_c": (-60, 250),
    "heartbeat_age_s": (0, 1e9),
}


def seconds(text: str) -> float:
    return datetime.fromisoformat(text).timestamp()


def parts(signal: Any) -> tuple[Any, float, float, str]:
    """Value, age, coverage and quality of a signal document."""
    if not isinstance(signal, dict):
        return signal, 0, 1, "ok"
    return signal["value"], signal.get("age_s", 0), signal.get("coverage", 1), signal.get("quality", "ok")


def plausible(name: str, signal: Any) -> float | None:
    """The value whatever its age; None where it cannot be."""
    value, _, _, quality = parts(signal)
    low, high = RANGES[name]
    known = value is not None and quality not in {"invalid", "missing"}
    return value if known and low <= value <= high else None


def usable(name: str, signal: Any, max_age_s: float) -> float | None:
    """The value where it is young enough and was seen often enough."""
    _, age_s, coverage, _ = parts(signal)
    return plausible(name, signal) if age_s <= max_age_s and coverage >= 0.5 else None


def says_yes(signals: Document, name: str) -> bool:
    value, _, _, quality = parts(signals.get(name))
    return value is True and quality not in {"invalid", "missing"}


def unsafe(state: Document, memory: Document, policy: Document, load_id: str) -> bool:
    """Whether a load has to be off, whatever anybody wants."""
    limits = {**DEFAULT_R3, **policy.get("r3", {})}
    return _house_unsafe(state, memory, limits) or _load_unsafe(state, memory, limits, load_id)


def _house_unsafe(state: Document, memory: Document, limits: Document) -> bool:
    signals, max_age_s = state["signals"], limits["telemetry_max_age_s"]
    if memory.get("emergency_stop") or says_yes(signals, "emergency_stop") or says_yes(signals, "ups_on_battery"):
        return True
    if signals.get("controller_health") in {"critical", "error"}:
        return True
    if "battery_soc_pct" in signals and usable("battery_soc_pct", signals["battery_soc_pct"], max_age_s) is None:
        return True
    if "grid_power_w" in signals:
        return usable("grid_power_w", signals["grid_power_w"], max_age_s) is None
    return any(usable(name, signals.get(name), max_age_s) is None for name in ("pv_power_w", "house_load_w"))


def _load_unsafe(state: Document, memory: Document, limits: Document, load_id: str) -> bool:
    load = state["loads"][load_id]
    hottest = min(limits["max_chip_temp_c"], ABSOLUTE_MAX_C)
    if "chip_temp_c" in load:
        temp = plausible("chip_temp_c", load["chip_temp_c"])
        fresh = usable("chip_temp_c", load["chip_temp_c"], limits["telemetry_max_age_s"])
        if (temp is not None and temp > hottest) or fresh is None:
            return True
    if silent(load, limits) or (not load.get("available", True) and load["level"] == 0):
        return True
    return locked(state, memory, limits, load_id)


def blind(load: Document) -> bool:
    """Whether a load's temperature is the last one before its thermometer fell silent."""
    return parts(load.get("chip_temp_c"))[3] == "stale"


def silent(load: Document, limits: Document) -> bool:
    if "heartbeat_age_s" not in load:
        return not load.get("available", True)
    heard = plausible("heartbeat_age_s", load["heartbeat_age_s"])
    age_s = parts(load["heartbeat_age_s"])[1]
    return heard is None or heard + age_s > min(limits["comm_timeout_s"], ABSOLUTE_TIMEOUT_S)


def locked(state: Document, memory: Document, limits: Document, load_id: str) -> bool:
    """Whether a lockout from before still holds, given that the load is neither hot nor silent."""
    lockout = memory.get("loads", {}).get(load_id, {}).get("lockout")
    if lockout is None:
        return False
    if seconds(state["now"]) - seconds(lockout["since"]) < limits["lockout_min"] * 60:
        return True
    sensor = state["loads"][load_id].get("chip_temp_c")
    if "chip_temp_c" not in state["loads"][load_id]:
        return False
    temp = usable("chip_temp_c", sensor, limits["telemetry_max_age_s"])
    return temp is None or parts(sensor)[3] == "stale" or temp >= limits["resume_chip_temp_c"]
