"""The lines of *System information*: is it deciding, and is what it decides kept?"""

from typing import Any

from homeassistant.components import system_health
from homeassistant.core import HomeAssistant, callback

from .const import DOMAIN
from .coordinator import BitGridConfigEntry
from .engine.version import ENGINE_VERSION
from .runtime import Cause

_HASH_SHOWN = 12
_MIB = 1024 * 1024


@callback
def async_register(hass: HomeAssistant, register: system_health.SystemHealthRegistration) -> None:
    """Register the lines."""
    register.async_register_info(system_health_info)


async def system_health_info(hass: HomeAssistant) -> dict[str, Any]:
    """Return the lines of the one household; only the engine's version while none is set up."""
    entries: list[BitGridConfigEntry] = hass.config_entries.async_loaded_entries(DOMAIN)
    if not entries:
        return {"engine_version": ENGINE_VERSION}
    coordinator = entries[0].runtime_data
    data = coordinator.data
    decided = "-" if data.decided_at is None else coordinator.clock.wall(data.decided_at).isoformat(timespec="seconds")
    broken = any(cause is Cause.LEDGER for cause, _ in data.health.causes)
    size = await hass.async_add_executor_job(lambda: coordinator.ledger.path.stat().st_size)
    return {
        "engine_version": ENGINE_VERSION,
        "health": data.health.level.value,
        "decisions_today": data.figures.today.decisions,
        "last_decision": decided,
        "policy_hash": data.policy_hash[:_HASH_SHOWN],
        "records": data.records,
        "agent": "-" if coordinator.agent is None else coordinator.agent.state.value,
        "ledger": "not writable" if broken else "ok",
        "ledger_size_mib": round(size / _MIB, 1),
    }
