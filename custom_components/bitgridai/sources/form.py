"""What is asked of an owner about the house: which sensors measure it."""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from itertools import chain, count
from typing import Any

from homeassistant.config_entries import ConfigSubentryData
from homeassistant.const import UnitOfEnergy
from homeassistant.core import HomeAssistant
from homeassistant.helpers.selector import BooleanSelector, NumberSelector, NumberSelectorConfig, NumberSelectorMode
import probatio as vol

from ..const import (
    CONF_CAPACITY_KWH,
    CONF_INVERTED,
    CONF_OPPOSITE_ENTITY,
    CONF_POWER_ENTITY,
    CONF_PRICE_ENTITY,
    CONF_SOC_ENTITY,
    SUBENTRY_INVERTER,
    SUBENTRY_METER,
    SUBENTRY_STORAGE,
)
from ..values import SELECTORS, Quantity, problems_of_sensors

CONF_GRID_ENTITY = "grid_entity"
CONF_GRID_EXPORT_ENTITY = "grid_export_entity"
CONF_GRID_INVERTED = "grid_inverted"
CONF_PV_ENTITY = "pv_entity"
CONF_PV_INVERTED = "pv_inverted"
CONF_BATTERY_ENTITY = "battery_entity"
CONF_BATTERY_CHARGE_ENTITY = "battery_charge_entity"
CONF_BATTERY_INVERTED = "battery_inverted"
CONF_ADD_LOAD = "add_load"

CAPACITY_MIN_KWH, CAPACITY_MAX_KWH = 0.1, 1000.0
_POWER = SELECTORS[Quantity.POWER]
_CAPACITY = NumberSelector(
    NumberSelectorConfig(mode=NumberSelectorMode.BOX, step="any", unit_of_measurement=UnitOfEnergy.KILO_WATT_HOUR)
)
_FIELDS: Mapping[str, Quantity] = {
    CONF_GRID_ENTITY: Quantity.POWER,
    CONF_PV_ENTITY: Quantity.POWER,
    CONF_BATTERY_ENTITY: Quantity.POWER,
    CONF_POWER_ENTITY: Quantity.POWER,
    CONF_GRID_EXPORT_ENTITY: Quantity.POWER,
    CONF_BATTERY_CHARGE_ENTITY: Quantity.POWER,
    CONF_OPPOSITE_ENTITY: Quantity.POWER,
    CONF_SOC_ENTITY: Quantity.PERCENT,
    CONF_PRICE_ENTITY: Quantity.PRICE,
}
"""Every field that names a sensor, in any of the forms here."""

_DIRECTIONS: Mapping[str, str] = {
    CONF_GRID_EXPORT_ENTITY: CONF_GRID_ENTITY,
    CONF_BATTERY_CHARGE_ENTITY: CONF_BATTERY_ENTITY,
    CONF_OPPOSITE_ENTITY: CONF_POWER_ENTITY,
}
"""By field of a second direction: that of the first, without which it says nothing."""

HOUSE_SCHEMA = vol.Schema(
    {
        vol.Required(CONF_GRID_ENTITY): _POWER,
        vol.Optional(CONF_GRID_EXPORT_ENTITY): _POWER,
        vol.Optional(CONF_GRID_INVERTED, default=False): BooleanSelector(),
        vol.Optional(CONF_PV_ENTITY): _POWER,
        vol.Optional(CONF_PV_INVERTED, default=False): BooleanSelector(),
        vol.Optional(CONF_BATTERY_ENTITY): _POWER,
        vol.Optional(CONF_BATTERY_CHARGE_ENTITY): _POWER,
        vol.Optional(CONF_BATTERY_INVERTED, default=False): BooleanSelector(),
        vol.Optional(CONF_SOC_ENTITY): SELECTORS[Quantity.PERCENT],
        vol.Optional(CONF_CAPACITY_KWH): _CAPACITY,
        vol.Optional(CONF_PRICE_ENTITY): SELECTORS[Quantity.PRICE],
        vol.Optional(CONF_ADD_LOAD, default=True): BooleanSelector(),
    }
)
_INVERTED = {vol.Optional(CONF_INVERTED, default=False): BooleanSelector()}
PART_SCHEMAS: Mapping[str, vol.Schema] = {
    SUBENTRY_METER: vol.Schema(
        {vol.Required(CONF_POWER_ENTITY): _POWER, vol.Optional(CONF_OPPOSITE_ENTITY): _POWER, **_INVERTED}
    ),
    SUBENTRY_INVERTER: vol.Schema({vol.Required(CONF_POWER_ENTITY): _POWER, **_INVERTED}),
    SUBENTRY_STORAGE: vol.Schema(
        {
            vol.Optional(CONF_POWER_ENTITY): _POWER,
            vol.Optional(CONF_OPPOSITE_ENTITY): _POWER,
            **_INVERTED,
            vol.Optional(CONF_SOC_ENTITY): SELECTORS[Quantity.PERCENT],
            vol.Optional(CONF_CAPACITY_KWH): _CAPACITY,
        }
    ),
}
"""The form of each part of the house that is a subentry."""


def house_problems(hass: HomeAssistant, entered: Mapping[str, Any], taken: set[str]) -> dict[str, str]:
    """Return an error by field; ``taken`` are entities that serve for something else already."""
    errors = problems_of_sensors(hass, _FIELDS, entered, taken)
    capacity = entered.get(CONF_CAPACITY_KWH)
    if capacity is not None and not CAPACITY_MIN_KWH <= capacity <= CAPACITY_MAX_KWH:
        errors[CONF_CAPACITY_KWH] = "capacity_out_of_range"
    for second, first in _DIRECTIONS.items():
        if entered.get(second) and not entered.get(first):
            errors[first] = "direction_alone"
    return errors


def part_problems(hass: HomeAssistant, kind: str, entered: Mapping[str, Any], taken: set[str]) -> dict[str, str]:
    """Return an error by field of one part's form."""
    errors = house_problems(hass, entered, taken)
    if kind == SUBENTRY_STORAGE and not (entered.get(CONF_POWER_ENTITY) or entered.get(CONF_SOC_ENTITY)):
        errors[CONF_POWER_ENTITY] = "storage_empty"
    return errors


def part_subentry(
    hass: HomeAssistant, kind: str, data: Mapping[str, Any], taken_ids: Container[str | None] = ()
) -> ConfigSubentryData:
    """Build a part's subentry, called like the sensor it reads, with an id that no other part has."""
    numbered = (f"{kind}_{number}" for number in count(2))
    entity_id = str(data.get(CONF_POWER_ENTITY) or data[CONF_SOC_ENTITY])
    state = hass.states.get(entity_id)
    return ConfigSubentryData(
        data=dict(data),
        subentry_type=kind,
        title=entity_id if state is None else state.name,
        unique_id=next(candidate for candidate in chain([kind], numbered) if candidate not in taken_ids),
    )


@dataclass(frozen=True, slots=True)
class _Part:
    kind: str
    names: Mapping[str, str]
    """Field of the house's form by the name it has in the part's subentry."""


_PARTS = (
    _Part(
        SUBENTRY_METER,
        {
            CONF_POWER_ENTITY: CONF_GRID_ENTITY,
            CONF_OPPOSITE_ENTITY: CONF_GRID_EXPORT_ENTITY,
            CONF_INVERTED: CONF_GRID_INVERTED,
        },
    ),
    _Part(SUBENTRY_INVERTER, {CONF_POWER_ENTITY: CONF_PV_ENTITY, CONF_INVERTED: CONF_PV_INVERTED}),
    _Part(
        SUBENTRY_STORAGE,
        {
            CONF_POWER_ENTITY: CONF_BATTERY_ENTITY,
            CONF_OPPOSITE_ENTITY: CONF_BATTERY_CHARGE_ENTITY,
            CONF_INVERTED: CONF_BATTERY_INVERTED,
            CONF_SOC_ENTITY: CONF_SOC_ENTITY,
            CONF_CAPACITY_KWH: CONF_CAPACITY_KWH,
        },
    ),
)


def house_subentries(hass: HomeAssistant, entered: Mapping[str, Any]) -> list[ConfigSubentryData]:
    """Build the subentries of all parts that the house's form names a sensor of."""
    filled = (
        (part.kind, {name: entered[field] for name, field in part.names.items() if field in entered}) for part in _PARTS
    )
    return [
        part_subentry(hass, kind, data)
        for kind, data in filled
        if data.get(CONF_POWER_ENTITY) or data.get(CONF_SOC_ENTITY)
    ]


def form_of(proposed: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Return what the house's form would hold for one part of each kind."""
    return {
        field: proposed[part.kind][name]
        for part in _PARTS
        for name, field in part.names.items()
        if name in proposed.get(part.kind, {})
    }


def turned_round(entered: Mapping[str, Any], kinds: Container[str]) -> dict[str, Any]:
    """Return the house's form with exactly the parts of these kinds inverted."""
    turned = {part.names[CONF_INVERTED]: part.kind in kinds for part in _PARTS}
    return {**entered, **turned}
