"""Whether an entity can serve as a source or a load, asked before it is bound."""

from homeassistant.const import ATTR_UNIT_OF_MEASUREMENT, PERCENTAGE, STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.util.unit_conversion import PowerConverter, TemperatureConverter

from ..const import DOMAIN
from ..values import numeric, price_factor
from .entities import Quantity

_SILENT = frozenset({STATE_UNAVAILABLE, STATE_UNKNOWN})


def problem_of_entity(hass: HomeAssistant, entity_id: str) -> str | None:
    """Return why an entity cannot be used for anything; None where it can."""
    known = er.async_get(hass).async_get(entity_id)
    if known is not None and known.platform == DOMAIN:
        return "own_entity"
    return "entity_not_found" if hass.states.get(entity_id) is None else None


def problem_of_sensor(hass: HomeAssistant, entity_id: str, quantity: Quantity) -> str | None:
    """Return why a sensor cannot measure a quantity; None where it can.

    One that is silent right now is taken by its unit alone: inverters sleep at night.
    """
    problem = problem_of_entity(hass, entity_id)
    state = hass.states.get(entity_id)
    if problem is not None or state is None:
        return problem
    if state.state not in _SILENT and numeric(state) is None:
        return "not_a_number"
    unit = state.attributes.get(ATTR_UNIT_OF_MEASUREMENT)
    fits = {
        Quantity.POWER: unit in PowerConverter.VALID_UNITS,
        Quantity.PERCENT: unit == PERCENTAGE,
        Quantity.PRICE: price_factor(unit) is not None,
        Quantity.TEMPERATURE: unit in TemperatureConverter.VALID_UNITS,
    }
    return None if fits[quantity] else f"not_{quantity.value}"
