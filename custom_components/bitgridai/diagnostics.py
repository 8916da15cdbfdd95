"""What a supporter needs: configuration, policy, readings, health and the last decisions with every vote.

Left out is what says who lives where: titles, names of loads, places, addresses, tokens, and whom
a message goes to. Entity ids stay, for without them nobody could tell which sensor is meant.
"""

from collections.abc import Mapping
from pathlib import Path
import sqlite3
from typing import Any

from homeassistant.components.diagnostics.util import async_redact_data
from homeassistant.config_entries import ConfigSubentry
from homeassistant.const import (
    CONF_ADDRESS,
    CONF_API_KEY,
    CONF_HOST,
    CONF_IP_ADDRESS,
    CONF_LATITUDE,
    CONF_LONGITUDE,
    CONF_MAC,
    CONF_NAME,
    CONF_PASSWORD,
    CONF_TOKEN,
    CONF_URL,
    CONF_USERNAME,
)
from homeassistant.core import HomeAssistant
from homeassistant.helpers.device_registry import DeviceEntry

from .const import CONF_HOUSEHOLD, LOGGER
from .coordinator import BitGridConfigEntry, BitGridCoordinator
from .engine.arbitration import LoadDecision
from .engine.explanation import explain
from .engine.memory import memory_document
from .engine.policy import policy_document
from .engine.version import ENGINE_VERSION
from .engine.votes import vote_document
from .entity import load_of_device
from .ports import LoadReading, Reading

REDACTED_KEYS = frozenset(
    {
        CONF_ADDRESS,
        CONF_API_KEY,
        CONF_HOST,
        CONF_IP_ADDRESS,
        CONF_LATITUDE,
        CONF_LONGITUDE,
        CONF_MAC,
        CONF_NAME,
        CONF_PASSWORD,
        CONF_TOKEN,
        CONF_URL,
        CONF_USERNAME,
        "agent_token",
        "agent_url",
        "notify",
        "notify_entity",
        "notify_targets",
        "recipients",
        "title",
        "unique_id",
    }
)
RECORDS_SHOWN = 30
"""Of the ledger's end: about five hours of a quiet house, each with state, memory and votes."""


async def async_get_config_entry_diagnostics(hass: HomeAssistant, entry: BitGridConfigEntry) -> dict[str, Any]:
    """Return the whole household."""
    coordinator = entry.runtime_data
    data = coordinator.data
    return {
        "engine_version": ENGINE_VERSION,
        "entry": _entry(entry),
        "policy": {"hash": data.policy_hash, "document": policy_document(coordinator.controller.policy)},
        "sensors": _sensors(hass, coordinator),
        "signals": {name: _reading(data.now, reading) for name, reading in data.house.signals.items()},
        "loads": {load_id: _load(coordinator, load_id) for load_id in data.descriptions},
        "health": {
            "level": data.health.level.value,
            "causes": [{"cause": cause.value, "about": subject} for cause, subject in data.health.causes],
        },
        "memory": memory_document(data.memory),
        "figures_today": data.figures.today.document(),
        "agent": _agent(coordinator),
        "ledger": await hass.async_add_executor_job(_ledger, coordinator),
    }


async def async_get_device_diagnostics(
    hass: HomeAssistant, entry: BitGridConfigEntry, device: DeviceEntry
) -> dict[str, Any]:
    """Return a load, or what any other device of the house reads."""
    coordinator = entry.runtime_data
    load_id = load_of_device(entry, device)
    if load_id is None:
        signals = coordinator.data.house.signals
        return {
            "model_id": device.model_id,
            "sensors": _sensors(hass, coordinator),
            "signals": {name: _reading(coordinator.data.now, reading) for name, reading in signals.items()},
        }
    subentry_id = coordinator.household.subentry_of.get(load_id)
    return {
        "configuration": None if subentry_id is None else _subentry(entry.subentries[subentry_id]),
        **_load(coordinator, load_id),
        "memory": memory_document(coordinator.data.memory)["loads"].get(load_id),  # type: ignore[union-attr]
    }


def _entry(entry: BitGridConfigEntry) -> dict[str, Any]:
    data = dict(entry.data)
    if CONF_HOUSEHOLD in data:
        # The path of an own household file may tell a name.
        data[CONF_HOUSEHOLD] = Path(data[CONF_HOUSEHOLD]).name
    return {
        "version": f"{entry.version}.{entry.minor_version}",
        "data": async_redact_data(data, REDACTED_KEYS),
        "options": async_redact_data(dict(entry.options), REDACTED_KEYS),
        "subentries": [_subentry(item) for item in entry.subentries.values()],
    }


def _subentry(subentry: ConfigSubentry) -> dict[str, Any]:
    return {"type": subentry.subentry_type, "data": async_redact_data(dict(subentry.data), REDACTED_KEYS)}


def _sensors(hass: HomeAssistant, coordinator: BitGridCoordinator) -> dict[str, Any]:
    """Return the owner's entities as Home Assistant shows them: state, unit, and how old they are."""
    shown: dict[str, Any] = {}
    for entity_id in sorted(coordinator.household.watched):
        state = hass.states.get(entity_id)
        shown[entity_id] = (
            None
            if state is None
            else {
                "state": state.state,
                "unit": state.attributes.get("unit_of_measurement"),
                "device_class": state.attributes.get("device_class"),
                "age_s": round(coordinator.clock.now() - state.last_reported.timestamp()),
            }
        )
    return shown


def _reading(now: int, reading: Reading | None) -> dict[str, Any] | None:
    return None if reading is None else {"value": reading.value, "age_s": now - reading.at}


def _load(coordinator: BitGridCoordinator, load_id: str) -> dict[str, Any]:
    data = coordinator.data
    description = data.descriptions[load_id]
    made = None if data.decision is None else data.decision.load(load_id)
    return {
        "levels_w": list(description.levels_w),
        "range_w": None if description.range_w is None else list(description.range_w),
        "priority": description.priority,
        "reading": _load_reading(data.now, data.loads[load_id]),
        "last_decision": None if made is None else _decision(made),
    }


def _load_reading(now: int, reading: LoadReading) -> dict[str, Any]:
    return {
        "available": reading.available,
        "level": reading.level,
        "target_w": reading.target_w,
        "power": _reading(now, reading.power),
        "chip_temp": _reading(now, reading.chip_temp),
    }


def _decision(made: LoadDecision) -> dict[str, Any]:
    return {
        "action": made.action.value,
        "rule": made.rule.value,
        "code": made.code.value,
        "target_w": made.target_w,
        "technical": explain(made, "en", made.load).technical,
        "votes": [vote_document(vote) for vote in made.votes],
    }


def _agent(coordinator: BitGridCoordinator) -> dict[str, Any] | None:
    """Return how things stand with the agent; its address and token are no part of that."""
    status = coordinator.agent
    if status is None:
        return None
    return {"state": status.state.value, "archived_seq": status.archived_seq, "waiting": status.waiting}


def _ledger(coordinator: BitGridCoordinator) -> Mapping[str, Any]:
    """Return the ledger's size and its end. Blocks."""
    store, last = coordinator.ledger, coordinator.data.records
    try:
        size = store.path.stat().st_size
        records = store.records(max(0, last - RECORDS_SHOWN), RECORDS_SHOWN)
    except (OSError, sqlite3.Error) as err:
        LOGGER.debug("The ledger cannot be read for diagnostics", exc_info=True)
        return {"error": f"{type(err).__name__}: {err}", "waiting": store.waiting}
    return {"records": last, "size_bytes": size, "waiting": store.waiting, "last_records": records}
