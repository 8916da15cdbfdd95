"""Setting up a household: a simulated one, or the owner's own sensors and a first load."""

from collections.abc import Mapping
from typing import Any, override

from homeassistant.config_entries import (
    ConfigEntry,
    ConfigFlow,
    ConfigFlowResult,
    ConfigSubentryFlow,
)
from homeassistant.core import callback
from homeassistant.helpers.selector import (
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    SelectSelector,
    SelectSelectorConfig,
)
import probatio as vol

from .const import (
    CONF_HOUSEHOLD,
    CONF_MODE,
    CONF_PRICE_ENTITY,
    CONF_SPEED,
    DOMAIN,
    MODE_SENSORS,
    MODE_SIMULATED,
    SHAPE_SWITCH,
    SUBENTRY_LOAD,
)
from .flows.house_part import HousePartFlow
from .flows.load import LoadSubentryFlow
from .flows.subentry import named_entities
from .household import DEFAULT_SPEED, is_simulated
from .loads.form import PLACEHOLDERS, load_problems, load_schema, load_subentry
from .migration import MINOR_VERSION, VERSION
from .simulation import bundled_households
from .sources.form import (
    HOUSE_SCHEMA,
    PART_SCHEMAS,
    PRICE_SCHEMA,
    house_problems,
    house_subentries,
)

DEFAULT_HOUSEHOLD = "real_week"
SPEED_MAX = 3600
TITLE = "BitGridAI"


def _simulated_data(entered: Mapping[str, Any]) -> dict[str, Any]:
    return {
        CONF_MODE: MODE_SIMULATED,
        CONF_HOUSEHOLD: entered[CONF_HOUSEHOLD],
        CONF_SPEED: int(entered[CONF_SPEED]),
    }


def _sensors_data(entered: Mapping[str, Any]) -> dict[str, Any]:
    price = {key: value for key, value in entered.items() if key == CONF_PRICE_ENTITY and value}
    return {CONF_MODE: MODE_SENSORS, **price}


class BitGridConfigFlow(ConfigFlow, domain=DOMAIN):
    """Sets up the one household."""

    VERSION = VERSION
    MINOR_VERSION = MINOR_VERSION

    def __init__(self) -> None:
        """Begin with nothing entered."""
        self._house: dict[str, Any] = {}

    @classmethod
    @callback
    @override
    def async_get_supported_subentry_types(cls, config_entry: ConfigEntry) -> dict[str, type[ConfigSubentryFlow]]:
        """Return what can be added and changed; a simulated household brings its own."""
        if is_simulated(config_entry):
            return {}
        return {SUBENTRY_LOAD: LoadSubentryFlow, **dict.fromkeys(PART_SCHEMAS, HousePartFlow)}

    @override
    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Choose between a simulated household and one's own."""
        return self.async_show_menu(step_id="user", menu_options=[MODE_SIMULATED, MODE_SENSORS])

    async def async_step_simulated(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Choose a simulated household."""
        if user_input is not None:
            return self.async_create_entry(title=TITLE, data=_simulated_data(user_input))
        return self.async_show_form(step_id="simulated", data_schema=await self._simulated_schema())

    async def async_step_sensors(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Choose the sensors that measure the house."""
        errors: dict[str, str] = {}
        if user_input is not None:
            errors = house_problems(self.hass, user_input, set())
            if not errors:
                self._house = user_input
                return await self.async_step_load()
        schema = self.add_suggested_values_to_schema(HOUSE_SCHEMA, user_input)
        return self.async_show_form(step_id="sensors", data_schema=schema, errors=errors)

    async def async_step_load(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Describe the first load."""
        errors: dict[str, str] = {}
        if user_input is not None:
            errors = load_problems(self.hass, SHAPE_SWITCH, user_input, named_entities(self._house)).errors
            if not errors:
                load = load_subentry(self.hass, SHAPE_SWITCH, user_input, set())
                subentries = [*house_subentries(self.hass, self._house), load]
                return self.async_create_entry(title=TITLE, data=_sensors_data(self._house), subentries=subentries)
        return self.async_show_form(
            step_id="load",
            data_schema=self.add_suggested_values_to_schema(load_schema(SHAPE_SWITCH), user_input),
            errors=errors,
            description_placeholders=PLACEHOLDERS,
        )

    async def async_step_reconfigure(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Change the simulated household, or the price; all else of a real one is in its subentries."""
        entry = self._get_reconfigure_entry()
        if not is_simulated(entry):
            return await self.async_step_price()
        if user_input is not None:
            return self.async_update_and_abort(entry, data=_simulated_data(user_input))
        schema = self.add_suggested_values_to_schema(await self._simulated_schema(), entry.data)
        return self.async_show_form(step_id="reconfigure", data_schema=schema)

    async def async_step_price(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Choose where the price comes from, or that there is none."""
        entry = self._get_reconfigure_entry()
        errors: dict[str, str] = {}
        if user_input is not None:
            taken = set[str]().union(*(named_entities(item.data) for item in entry.subentries.values()))
            errors = house_problems(self.hass, user_input, taken)
            if not errors:
                return self.async_update_and_abort(entry, data=_sensors_data(user_input))
        schema = self.add_suggested_values_to_schema(PRICE_SCHEMA, user_input or entry.data)
        return self.async_show_form(step_id="price", data_schema=schema, errors=errors)

    async def _simulated_schema(self) -> vol.Schema:
        households = await self.hass.async_add_executor_job(bundled_households)
        return vol.Schema(
            {
                vol.Required(CONF_HOUSEHOLD, default=DEFAULT_HOUSEHOLD): SelectSelector(
                    SelectSelectorConfig(options=list(households), translation_key=CONF_HOUSEHOLD)
                ),
                vol.Required(CONF_SPEED, default=DEFAULT_SPEED): NumberSelector(
                    NumberSelectorConfig(min=1, max=SPEED_MAX, step=1, mode=NumberSelectorMode.BOX)
                ),
            }
        )
