"""What is asked of an owner about the world outside: prices, forecasts and the market."""

from collections.abc import Mapping
from typing import Any

from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.selector import (
    EntitySelector,
    EntitySelectorConfig,
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
)
from homeassistant.loader import IntegrationNotFound, async_get_integration
import probatio as vol

from ..const import (
    CONF_BTC_PRICE_ENTITY,
    CONF_FEED_IN_CT,
    CONF_FEED_IN_ENTITY,
    CONF_FORECAST_ENTITIES,
    CONF_FORECAST_ENTRIES,
    CONF_HASHRATE_ENTITY,
    CONF_PRICE_ENTITY,
)
from ..values import SELECTORS, Quantity, is_silent, problem_of_entity, problems_of_sensors
from .series import pv_series

_FEED_IN_MIN_CT, _FEED_IN_MAX_CT = -1000, 1000
_FIELDS: Mapping[str, Quantity] = {
    CONF_PRICE_ENTITY: Quantity.PRICE,
    CONF_FEED_IN_ENTITY: Quantity.PRICE,
    CONF_BTC_PRICE_ENTITY: Quantity.BTC_PRICE,
    CONF_HASHRATE_ENTITY: Quantity.HASHRATE,
}
OUTSIDE_KEYS = frozenset({*_FIELDS, CONF_FEED_IN_CT, CONF_FORECAST_ENTRIES, CONF_FORECAST_ENTITIES})
"""Everything an entry keeps of the world outside."""


async def async_outside_schema(hass: HomeAssistant) -> vol.Schema:
    """Return the form; forecasts can be chosen of every integration that gives the Energy dashboard one."""
    entries = [
        SelectOptionDict(value=entry.entry_id, label=entry.title)
        for entry in hass.config_entries.async_entries(include_ignore=False, include_disabled=False)
        if await _forecasts(hass, entry.domain)
    ]
    chosen = SelectSelectorConfig(options=entries, multiple=True, mode=SelectSelectorMode.LIST)
    offered = {vol.Optional(CONF_FORECAST_ENTRIES): SelectSelector(chosen)} if entries else {}
    return vol.Schema(
        {
            vol.Optional(CONF_PRICE_ENTITY): SELECTORS[Quantity.PRICE],
            vol.Optional(CONF_FEED_IN_ENTITY): SELECTORS[Quantity.PRICE],
            vol.Optional(CONF_FEED_IN_CT): NumberSelector(
                NumberSelectorConfig(mode=NumberSelectorMode.BOX, step="any", unit_of_measurement="ct/kWh")
            ),
            **offered,
            vol.Optional(CONF_FORECAST_ENTITIES): EntitySelector(
                EntitySelectorConfig(domain=Platform.SENSOR, multiple=True)
            ),
            vol.Optional(CONF_BTC_PRICE_ENTITY): SELECTORS[Quantity.BTC_PRICE],
            vol.Optional(CONF_HASHRATE_ENTITY): SELECTORS[Quantity.HASHRATE],
        }
    )


async def _forecasts(hass: HomeAssistant, domain: str) -> bool:
    try:
        integration = await async_get_integration(hass, domain)
    except IntegrationNotFound:
        return False
    return bool(integration.platforms_exists(("energy",)))


def outside_problems(hass: HomeAssistant, entered: Mapping[str, Any], taken: set[str]) -> dict[str, str]:
    """Return an error by field; ``taken`` are entities that serve for something else already."""
    errors = problems_of_sensors(hass, _FIELDS, entered, taken)
    feed_in = entered.get(CONF_FEED_IN_CT)
    if feed_in is not None and not _FEED_IN_MIN_CT <= feed_in <= _FEED_IN_MAX_CT:
        errors[CONF_FEED_IN_CT] = "feed_in_out_of_range"
    for entity_id in entered.get(CONF_FORECAST_ENTITIES, ()):
        if problem := _problem_of_forecast(hass, entity_id):
            errors[CONF_FORECAST_ENTITIES] = problem
    return errors


def _problem_of_forecast(hass: HomeAssistant, entity_id: str) -> str | None:
    problem = problem_of_entity(hass, entity_id)
    state = hass.states.get(entity_id)
    if problem is not None or state is None or is_silent(state) or pv_series(state.attributes):
        return problem
    return "no_forecast"


def outside_data(entered: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the entry keeps."""
    return {key: value for key, value in entered.items() if key in OUTSIDE_KEYS and value not in (None, "", [])}
