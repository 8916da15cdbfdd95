"""What is asked of an owner about a load that can be switched."""

from collections.abc import Mapping
from typing import Any

from homeassistant.config_entries import ConfigSubentryData
from homeassistant.const import CONF_NAME, Platform, UnitOfPower
from homeassistant.core import HomeAssistant
from homeassistant.helpers.selector import (
    BooleanSelector,
    EntitySelector,
    EntitySelectorConfig,
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    TextSelector,
)
from homeassistant.util import slugify
import probatio as vol

from ..const import (
    CONF_LOAD_ID,
    CONF_NOMINAL_W,
    CONF_POWER_ENTITY,
    CONF_SHAPE,
    CONF_SWITCH_ENTITY,
    CONF_TEMPERATURE_ENTITY,
    CONF_TEMPERATURE_WHEN_ON,
    SHAPE_SWITCH,
    SUBENTRY_INVERTER,
    SUBENTRY_LOAD,
    SUBENTRY_METER,
    SUBENTRY_STORAGE,
)
from ..values import SELECTORS, Quantity, problem_of_entity, problems_of_sensors

NOMINAL_MIN_W, NOMINAL_MAX_W = 10, 25_000
"""Below, no load is worth a decision; above, it is no household's single load."""
PLACEHOLDERS = {"min_w": str(NOMINAL_MIN_W), "max_w": str(NOMINAL_MAX_W)}
_ID_MAX = 40
_RESERVED = frozenset({SUBENTRY_METER, SUBENTRY_INVERTER, SUBENTRY_STORAGE})
"""Ids that name the parts of the house."""

LOAD_SCHEMA = vol.Schema(
    {
        vol.Required(CONF_NAME): TextSelector(),
        vol.Required(CONF_SWITCH_ENTITY): EntitySelector(
            EntitySelectorConfig(domain=[Platform.SWITCH, "input_boolean"])
        ),
        vol.Required(CONF_NOMINAL_W): NumberSelector(
            NumberSelectorConfig(mode=NumberSelectorMode.BOX, step="any", unit_of_measurement=UnitOfPower.WATT)
        ),
        vol.Optional(CONF_POWER_ENTITY): SELECTORS[Quantity.POWER],
        vol.Optional(CONF_TEMPERATURE_ENTITY): SELECTORS[Quantity.TEMPERATURE],
        vol.Optional(CONF_TEMPERATURE_WHEN_ON, default=False): BooleanSelector(),
    }
)
_FIELDS: Mapping[str, Quantity] = {
    CONF_POWER_ENTITY: Quantity.POWER,
    CONF_TEMPERATURE_ENTITY: Quantity.TEMPERATURE,
}


def load_problems(hass: HomeAssistant, entered: Mapping[str, Any], taken: set[str]) -> dict[str, str]:
    """Return an error by field; ``taken`` are entities that serve for something else already."""
    errors: dict[str, str] = {}
    if not entered[CONF_NAME].strip():
        errors[CONF_NAME] = "name_empty"
    switch = entered[CONF_SWITCH_ENTITY]
    if switch in taken:
        errors[CONF_SWITCH_ENTITY] = "already_used"
    elif problem := problem_of_entity(hass, switch):
        errors[CONF_SWITCH_ENTITY] = problem
    if not NOMINAL_MIN_W <= entered[CONF_NOMINAL_W] <= NOMINAL_MAX_W:
        errors[CONF_NOMINAL_W] = "nominal_out_of_range"
    return errors | problems_of_sensors(hass, _FIELDS, entered, {*taken, switch})


def load_subentry(entered: Mapping[str, Any], taken_ids: set[str]) -> ConfigSubentryData:
    """Build a new load's subentry with an id that no other load has."""
    name = load_name(entered)
    load_id = _load_id(name, taken_ids)
    return ConfigSubentryData(
        data=load_data(entered, load_id), subentry_type=SUBENTRY_LOAD, title=name, unique_id=load_id
    )


def load_name(entered: Mapping[str, Any]) -> str:
    """Return the name as it was meant."""
    return str(entered[CONF_NAME]).strip()


def load_data(entered: Mapping[str, Any], load_id: str) -> dict[str, Any]:
    """Return what is stored of a load; its name is the subentry's title."""
    return {
        CONF_LOAD_ID: load_id,
        CONF_SHAPE: SHAPE_SWITCH,
        **{key: value for key, value in entered.items() if key != CONF_NAME},
    }


def _load_id(name: str, taken_ids: set[str]) -> str:
    taken = taken_ids | _RESERVED
    base = slugify(name)[:_ID_MAX]
    numbered = (f"{base}_{number}" for number in range(2, len(taken) + 3))
    return next(candidate for candidate in (base, *numbered) if candidate not in taken)
