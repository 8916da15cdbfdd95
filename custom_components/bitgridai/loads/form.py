"""What is asked of an owner about a load: its shape's own questions, then those every load has."""

from collections.abc import Mapping
from typing import Any

from homeassistant.config_entries import ConfigSubentryData
from homeassistant.const import CONF_NAME, UnitOfPower, UnitOfTime
from homeassistant.core import HomeAssistant
from homeassistant.helpers.selector import (
    BooleanSelector,
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    TextSelector,
)
from homeassistant.util import slugify
import probatio as vol

from ..const import (
    CONF_LOAD_ID,
    CONF_POWER_ENTITY,
    CONF_SHAPE,
    CONF_TEMPERATURE_ENTITY,
    CONF_TEMPERATURE_WHEN_ON,
    SUBENTRY_INVERTER,
    SUBENTRY_LOAD,
    SUBENTRY_METER,
    SUBENTRY_STORAGE,
)
from ..values import SELECTORS, Quantity, problems_of_sensors
from .fields import CONF_CONFIRM_ENTITY, CONF_CONFIRM_S, CONF_CONFIRM_STATE, CONF_CONFIRM_W, CONF_RAMP_S
from .registry import CONFIRM_S, SHAPES
from .shape import NOMINAL_MAX_W, NOMINAL_MIN_W, Problems, box, check_entity, entity_of
from .witness import WITNESSES, check_witness, completed

_WORDS = ("low", "high", "low_w", "high_w", "step_w", "option", "options")
"""What texts of errors may name; each shape says what of it is true."""
PLACEHOLDERS = {"min_w": str(NOMINAL_MIN_W), "max_w": str(NOMINAL_MAX_W), **dict.fromkeys(_WORDS, "")}
_ID_MAX = 40
_RESERVED = frozenset({SUBENTRY_METER, SUBENTRY_INVERTER, SUBENTRY_STORAGE})
"""Ids that name the parts of the house."""
_CONFIRM_MIN_S, _CONFIRM_MAX_S = 5, 1800
_RAMP_MAX_S = 3600

_FIELDS: Mapping[str, Quantity] = {
    CONF_POWER_ENTITY: Quantity.POWER,
    CONF_TEMPERATURE_ENTITY: Quantity.TEMPERATURE,
}


def _seconds(low: int, high: int) -> NumberSelector:
    return NumberSelector(
        NumberSelectorConfig(
            mode=NumberSelectorMode.BOX, min=low, max=high, step=1, unit_of_measurement=UnitOfTime.SECONDS
        )
    )


def load_schema(shape: str) -> vol.Schema:
    """Return the form of a shape."""
    described = SHAPES[shape]
    witness = vol.Required if described.needs_witness else vol.Optional
    return vol.Schema(
        {
            vol.Required(CONF_NAME): TextSelector(),
            **described.questions,
            vol.Optional(CONF_POWER_ENTITY): SELECTORS[Quantity.POWER],
            vol.Optional(CONF_TEMPERATURE_ENTITY): SELECTORS[Quantity.TEMPERATURE],
            vol.Optional(CONF_TEMPERATURE_WHEN_ON, default=False): BooleanSelector(),
            witness(CONF_CONFIRM_ENTITY): entity_of(*WITNESSES),
            vol.Optional(CONF_CONFIRM_W): box(UnitOfPower.WATT),
            vol.Optional(CONF_CONFIRM_STATE): TextSelector(),
            vol.Optional(CONF_CONFIRM_S, default=CONFIRM_S): _seconds(_CONFIRM_MIN_S, _CONFIRM_MAX_S),
            vol.Optional(CONF_RAMP_S, default=0): _seconds(0, _RAMP_MAX_S),
        }
    )


def load_problems(hass: HomeAssistant, shape: str, entered: Mapping[str, Any], taken: set[str]) -> Problems:
    """Return what is wrong; ``taken`` are entities that serve for something else already."""
    problems, used = Problems(words=dict(PLACEHOLDERS)), set(taken)
    described = SHAPES[shape]
    if not entered[CONF_NAME].strip():
        problems.add(CONF_NAME, "name_empty")
    for name in described.controls:
        check_entity(hass, entered, name, used, problems)
    if not problems.errors.keys() & described.controls:
        described.check(hass, entered, problems)
    for name, error in problems_of_sensors(hass, _FIELDS, entered, used).items():
        problems.add(name, error)
    # What measures a load's power may also show that it runs.
    check_entity(hass, entered, CONF_CONFIRM_ENTITY, used, problems)
    if entered.get(CONF_CONFIRM_ENTITY) and CONF_CONFIRM_ENTITY not in problems.errors:
        check_witness(hass, entered, problems)
    return problems


def load_subentry(
    hass: HomeAssistant, shape: str, entered: Mapping[str, Any], taken_ids: set[str]
) -> ConfigSubentryData:
    """Build a new load's subentry with an id that no other load has."""
    name = load_name(entered)
    load_id = _load_id(name, taken_ids)
    data = load_data(hass, shape, entered, load_id)
    return ConfigSubentryData(data=data, subentry_type=SUBENTRY_LOAD, title=name, unique_id=load_id)


def load_name(entered: Mapping[str, Any]) -> str:
    """Return the name as it was meant."""
    return str(entered[CONF_NAME]).strip()


def load_data(hass: HomeAssistant, shape: str, entered: Mapping[str, Any], load_id: str) -> dict[str, Any]:
    """Return what is stored of a load that has no problems; its name is the subentry's title."""
    described = SHAPES[shape]
    answers = {key: value for key, value in entered.items() if key != CONF_NAME}
    answers = completed(hass, described.complete(hass, answers), _lowest_w(hass, shape, answers))
    return {CONF_LOAD_ID: load_id, CONF_SHAPE: shape, **answers}


def _lowest_w(hass: HomeAssistant, shape: str, answers: Mapping[str, Any]) -> float:
    described = SHAPES[shape]
    return described.build(hass, described.complete(hass, answers)).scale.lowest_w


def _load_id(name: str, taken_ids: set[str]) -> str:
    taken = taken_ids | _RESERVED
    base = slugify(name)[:_ID_MAX]
    numbered = (f"{base}_{number}" for number in range(2, len(taken) + 3))
    return next(candidate for candidate in (base, *numbered) if candidate not in taken)
