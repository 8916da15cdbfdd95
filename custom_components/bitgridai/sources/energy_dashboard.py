"""What the Energy dashboard knows of a house, as a proposal of what measures it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from homeassistant.core import HomeAssistant, valid_entity_id
from homeassistant.helpers import entity_registry as er

from ..const import (
    CONF_CAPACITY_KWH,
    CONF_FEED_IN_CT,
    CONF_FEED_IN_ENTITY,
    CONF_FORECAST_ENTRIES,
    CONF_INVERTED,
    CONF_OPPOSITE_ENTITY,
    CONF_POWER_ENTITY,
    CONF_PRICE_ENTITY,
    CONF_SOC_ENTITY,
    SUBENTRY_INVERTER,
    SUBENTRY_METER,
    SUBENTRY_STORAGE,
)
from ..values import Quantity, problem_of_sensor
from .form import CAPACITY_MAX_KWH, CAPACITY_MIN_KWH

_KINDS: Mapping[str, str] = {"grid": SUBENTRY_METER, "solar": SUBENTRY_INVERTER, "battery": SUBENTRY_STORAGE}
_ENTERED = ("input_number.", "number.")
_PRICE_MAX_CT = 1000.0
"""Above, a number in the dashboard is no price of a kWh in any major currency that has cents."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something the owner should know: the text that tells it and what it names."""

    key: str
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ProposedPart:
    """A meter, an inverter or a battery as it would be stored."""

    kind: str
    data: Mapping[str, Any]

    @property
    def key(self) -> str:
        """Name it in a form."""
        return f"{self.kind}:{self.entity_id}"

    @property
    def entity_id(self) -> str:
        """The sensor it is called after."""
        return str(self.data.get(CONF_POWER_ENTITY) or self.data[CONF_SOC_ENTITY])

    @property
    def turnable(self) -> bool:
        """Whether one sensor tells both directions, so that it may count the other way round."""
        return bool(self.data.get(CONF_POWER_ENTITY)) and not self.data.get(CONF_OPPOSITE_ENTITY)


@dataclass(frozen=True, slots=True)
class Proposal:
    """Everything the dashboard knows that serves a household."""

    parts: tuple[ProposedPart, ...]
    outside: Mapping[str, Any]
    """Prices and forecasts, as the entry's data call them."""
    notes: tuple[Note, ...]
    """What cannot be used, and why."""

    @property
    def complete(self) -> bool:
        """Whether a household can be controlled with it: it needs the power at the grid connection."""
        return any(part.kind == SUBENTRY_METER for part in self.parts)

    def first(self, kind: str) -> Mapping[str, Any]:
        """Return the data of the first part of a kind; empty without one."""
        return next((part.data for part in self.parts if part.kind == kind), {})


async def async_energy_preferences(hass: HomeAssistant) -> Mapping[str, Any] | None:
    """Return the Energy dashboard's preferences; None where there are none."""
    if "energy" not in hass.config.components:
        return None
    # Only where it runs anyway: it brings the recorder and with it a database.
    from homeassistant.components.energy.data import async_get_manager  # noqa: PLC0415

    data = (await async_get_manager(hass)).data
    return data if data and data.get("energy_sources") else None


def propose(hass: HomeAssistant, preferences: Mapping[str, Any]) -> Proposal:
    """Take from the preferences whatever can be read now, and say what cannot."""
    notes: list[Note] = []
    parts: list[ProposedPart] = []
    outside: dict[str, Any] = {}
    for source in preferences["energy_sources"]:
        kind = _KINDS.get(source["type"])
        if kind is None:
            continue
        part = _part(hass, kind, source, notes)
        if part is not None and part.key not in {known.key for known in parts}:
            parts.append(part)
        if kind == SUBENTRY_METER:
            _take_prices(hass, source, outside, notes)
        if kind == SUBENTRY_INVERTER:
            _take_forecasts(hass, source, outside, notes)
    return Proposal(tuple(parts), outside, tuple(note for place, note in enumerate(notes) if note not in notes[:place]))


def _part(hass: HomeAssistant, kind: str, source: Mapping[str, Any], notes: list[Note]) -> ProposedPart | None:
    data = _power(hass, kind, source, notes)
    if kind == SUBENTRY_STORAGE:
        soc = source.get("stat_soc")
        if soc and _usable(hass, soc, Quantity.PERCENT, notes):
            data[CONF_SOC_ENTITY] = soc
        capacity = source.get("capacity")
        if data and capacity and CAPACITY_MIN_KWH <= capacity <= CAPACITY_MAX_KWH:
            data[CONF_CAPACITY_KWH] = capacity
    return ProposedPart(kind, data) if data else None


def _power(hass: HomeAssistant, kind: str, source: Mapping[str, Any], notes: list[Note]) -> dict[str, Any]:
    """Return how a source's power is measured; empty where it is not, or cannot be read."""
    config = source.get("power_config") or {}
    inverted = "stat_rate_inverted" in config
    # Where a configuration is there, `stat_rate` is a sensor that Home Assistant made from it.
    first = config.get("stat_rate") or config.get("stat_rate_inverted") or config.get("stat_rate_from")
    first = first or source.get("stat_rate")
    second = config.get("stat_rate_to")
    if not first:
        notes.append(Note("note_energy_only", {"part": kind}))
        return {}
    # Both are looked at, so that both are told of.
    usable = [_usable(hass, entity, Quantity.POWER, notes) for entity in (first, second) if entity]
    if not all(usable):
        return {}
    return {CONF_POWER_ENTITY: first} | ({CONF_OPPOSITE_ENTITY: second} if second else {}) | {CONF_INVERTED: inverted}


def _take_prices(hass: HomeAssistant, source: Mapping[str, Any], outside: dict[str, Any], notes: list[Note]) -> None:
    price = source.get("entity_energy_price")
    # A number that a person entered does not follow a market.
    entered = price is not None and price.startswith(_ENTERED)
    if price and not entered and _usable(hass, price, Quantity.PRICE, notes):
        outside.setdefault(CONF_PRICE_ENTITY, price)
    if entered or source.get("number_energy_price") is not None:
        notes.append(Note("note_fixed_tariff"))
    feed_in, number = source.get("entity_energy_price_export"), source.get("number_energy_price_export")
    if feed_in and _usable(hass, feed_in, Quantity.PRICE, notes):
        outside.setdefault(CONF_FEED_IN_ENTITY, feed_in)
    elif number is not None and abs(number * 100) <= _PRICE_MAX_CT:
        outside.setdefault(CONF_FEED_IN_CT, round(number * 100, 4))


def _take_forecasts(hass: HomeAssistant, source: Mapping[str, Any], outside: dict[str, Any], notes: list[Note]) -> None:
    for entry_id in source.get("config_entry_solar_forecast") or ():
        known = outside.setdefault(CONF_FORECAST_ENTRIES, [])
        if hass.config_entries.async_get_entry(entry_id) is None:
            notes.append(Note("note_forecast_gone"))
        elif entry_id not in known:
            known.append(entry_id)
    if not outside.get(CONF_FORECAST_ENTRIES):
        outside.pop(CONF_FORECAST_ENTRIES, None)


def _usable(hass: HomeAssistant, entity_id: str, quantity: Quantity, notes: list[Note]) -> bool:
    """Whether a sensor measures what the dashboard says; else with a note of what is wrong with it."""
    if not valid_entity_id(entity_id):
        notes.append(Note("note_no_entity", {"entity": entity_id}))
        return False
    problem = problem_of_sensor(hass, entity_id, quantity)
    if problem is None:
        return True
    state = hass.states.get(entity_id)
    names = {"entity": entity_id}
    if state is not None:
        names["shows"] = f"{state.state} {state.attributes.get('unit_of_measurement', '')}".strip()
    notes.append(Note(f"note_{problem}", names))
    return False


def switches_beside(hass: HomeAssistant, preferences: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the dashboard's devices that a switch belongs to: the power sensor and the switch."""
    for device in preferences.get("device_consumption", ()):
        power = device.get("stat_rate")
        if power and valid_entity_id(power) and problem_of_sensor(hass, power, Quantity.POWER) is None:
            switch = _switch_beside(hass, power)
            if switch is not None:
                yield power, switch


def _switch_beside(hass: HomeAssistant, power: str) -> str | None:
    registry = er.async_get(hass)
    known = registry.async_get(power)
    if known is not None and known.device_id is not None:
        beside = er.async_entries_for_device(registry, known.device_id)
        switches = [item.entity_id for item in beside if item.domain == "switch" and item.entity_category is None]
        return switches[0] if len(switches) == 1 else None
    # What was made by hand has no device: `switch.boiler` goes with `sensor.boiler_power`.
    name = power.partition(".")[2]
    switches = [
        state.entity_id
        for state in hass.states.async_all(["switch", "input_boolean"])
        if name.startswith(f"{state.object_id}_")
    ]
    return switches[0] if len(switches) == 1 else None
