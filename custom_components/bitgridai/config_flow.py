"""Setting up a household: a simulated one, or the owner's own sensors and a first load."""

from collections.abc import Callable, Mapping
from typing import Any, override

from homeassistant.components.sensor import SensorDeviceClass
from homeassistant.config_entries import (
    ConfigEntry,
    ConfigFlow,
    ConfigFlowResult,
    ConfigSubentryData,
    ConfigSubentryFlow,
    SubentryFlowResult,
)
from homeassistant.const import CONF_NAME, PERCENTAGE, Platform, UnitOfEnergy, UnitOfPower, UnitOfTemperature
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.selector import (
    BooleanSelector,
    EntitySelector,
    EntitySelectorConfig,
    EntityWithDeviceFilterSelectorConfig,
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    SelectSelector,
    SelectSelectorConfig,
    TextSelector,
)
from homeassistant.util import slugify
import probatio as vol

from .const import (
    CONF_CAPACITY_KWH,
    CONF_HOUSEHOLD,
    CONF_INVERTED,
    CONF_LOAD_ID,
    CONF_MODE,
    CONF_NOMINAL_W,
    CONF_POWER_ENTITY,
    CONF_PRICE_ENTITY,
    CONF_SOC_ENTITY,
    CONF_SPEED,
    CONF_SWITCH_ENTITY,
    CONF_TEMPERATURE_ENTITY,
    CONF_TEMPERATURE_WHEN_ON,
    DOMAIN,
    MODE_SENSORS,
    MODE_SIMULATED,
    SUBENTRY_INVERTER,
    SUBENTRY_LOAD,
    SUBENTRY_METER,
    SUBENTRY_STORAGE,
)
from .household import DEFAULT_SPEED, is_simulated
from .simulation import bundled_households
from .sources.check import problem_of_entity, problem_of_sensor
from .sources.entities import Quantity

CONF_GRID_ENTITY = "grid_entity"
CONF_GRID_INVERTED = "grid_inverted"
CONF_PV_ENTITY = "pv_entity"
CONF_PV_INVERTED = "pv_inverted"
CONF_BATTERY_ENTITY = "battery_entity"
CONF_BATTERY_INVERTED = "battery_inverted"

DEFAULT_HOUSEHOLD = "real_week"
SPEED_MAX = 3600
NOMINAL_MIN_W, NOMINAL_MAX_W = 10, 25_000
"""Below, no load is worth a decision; above, it is no household's single load."""
CAPACITY_MIN_KWH, CAPACITY_MAX_KWH = 0.1, 1000.0
TITLE = "BitGridAI"

SENSOR_FIELDS: Mapping[str, Quantity] = {
    CONF_GRID_ENTITY: Quantity.POWER,
    CONF_PV_ENTITY: Quantity.POWER,
    CONF_BATTERY_ENTITY: Quantity.POWER,
    CONF_SOC_ENTITY: Quantity.PERCENT,
    CONF_PRICE_ENTITY: Quantity.PRICE,
}
LOAD_FIELDS: Mapping[str, Quantity] = {
    CONF_POWER_ENTITY: Quantity.POWER,
    CONF_TEMPERATURE_ENTITY: Quantity.TEMPERATURE,
}


_NUMBERS = [Platform.SENSOR, "input_number"]
_ANY_NUMBER = EntityWithDeviceFilterSelectorConfig(domain=_NUMBERS)


def _sensor(device_class: SensorDeviceClass, *units: str) -> EntitySelector:
    """Offer sensors of a class, and whatever else has one of its units."""
    by_class = EntityWithDeviceFilterSelectorConfig(domain=Platform.SENSOR, device_class=device_class)
    by_unit = EntityWithDeviceFilterSelectorConfig(domain=_NUMBERS, unit_of_measurement=list(units))
    return EntitySelector(EntitySelectorConfig(filter=[by_class, by_unit]))


_POWER = _sensor(SensorDeviceClass.POWER, *UnitOfPower)
_SOC = _sensor(SensorDeviceClass.BATTERY, PERCENTAGE)
_TEMPERATURE = _sensor(SensorDeviceClass.TEMPERATURE, *UnitOfTemperature)
_PRICE = EntitySelector(EntitySelectorConfig(filter=_ANY_NUMBER))
_SWITCH = EntitySelector(EntitySelectorConfig(domain=[Platform.SWITCH, "input_boolean"]))


def _number(unit: str) -> NumberSelector:
    return NumberSelector(NumberSelectorConfig(mode=NumberSelectorMode.BOX, step="any", unit_of_measurement=unit))


SENSORS_SCHEMA = vol.Schema(
    {
        vol.Required(CONF_GRID_ENTITY): _POWER,
        vol.Optional(CONF_GRID_INVERTED, default=False): BooleanSelector(),
        vol.Required(CONF_PV_ENTITY): _POWER,
        vol.Optional(CONF_PV_INVERTED, default=False): BooleanSelector(),
        vol.Optional(CONF_BATTERY_ENTITY): _POWER,
        vol.Optional(CONF_BATTERY_INVERTED, default=False): BooleanSelector(),
        vol.Optional(CONF_SOC_ENTITY): _SOC,
        vol.Optional(CONF_CAPACITY_KWH): _number(UnitOfEnergy.KILO_WATT_HOUR),
        vol.Optional(CONF_PRICE_ENTITY): _PRICE,
    }
)
LOAD_SCHEMA = vol.Schema(
    {
        vol.Required(CONF_NAME): TextSelector(),
        vol.Required(CONF_SWITCH_ENTITY): _SWITCH,
        vol.Required(CONF_NOMINAL_W): _number(UnitOfPower.WATT),
        vol.Optional(CONF_POWER_ENTITY): _POWER,
        vol.Optional(CONF_TEMPERATURE_ENTITY): _TEMPERATURE,
        vol.Optional(CONF_TEMPERATURE_WHEN_ON, default=False): BooleanSelector(),
    }
)


def _simulated_schema(households: list[str]) -> vol.Schema:
    return vol.Schema(
        {
            vol.Required(CONF_HOUSEHOLD, default=DEFAULT_HOUSEHOLD): SelectSelector(
                SelectSelectorConfig(options=households, translation_key=CONF_HOUSEHOLD)
            ),
            vol.Required(CONF_SPEED, default=DEFAULT_SPEED): NumberSelector(
                NumberSelectorConfig(min=1, max=SPEED_MAX, step=1, mode=NumberSelectorMode.BOX)
            ),
        }
    )


def _problems(
    hass: HomeAssistant, fields: Mapping[str, Quantity], user_input: Mapping[str, Any], taken: set[str]
) -> dict[str, str]:
    """Return an error per field whose sensor cannot be used; ``taken`` grows by those that are named."""
    errors: dict[str, str] = {}
    for field, quantity in fields.items():
        entity_id = user_input.get(field)
        if not entity_id:
            continue
        if entity_id in taken:
            errors[field] = "already_used"
        elif problem := problem_of_sensor(hass, entity_id, quantity):
            errors[field] = problem
        taken.add(entity_id)
    return errors


def _sensor_problems(hass: HomeAssistant, user_input: Mapping[str, Any]) -> dict[str, str]:
    errors = _problems(hass, SENSOR_FIELDS, user_input, set())
    capacity = user_input.get(CONF_CAPACITY_KWH)
    if capacity is not None and not CAPACITY_MIN_KWH <= capacity <= CAPACITY_MAX_KWH:
        errors[CONF_CAPACITY_KWH] = "capacity_out_of_range"
    return errors


def _load_problems(hass: HomeAssistant, user_input: Mapping[str, Any], taken: set[str]) -> dict[str, str]:
    errors: dict[str, str] = {}
    switch = user_input[CONF_SWITCH_ENTITY]
    if switch in taken:
        errors[CONF_SWITCH_ENTITY] = "already_used"
    elif problem := problem_of_entity(hass, switch):
        errors[CONF_SWITCH_ENTITY] = problem
    if not NOMINAL_MIN_W <= user_input[CONF_NOMINAL_W] <= NOMINAL_MAX_W:
        errors[CONF_NOMINAL_W] = "nominal_out_of_range"
    if not user_input[CONF_NAME].strip():
        errors[CONF_NAME] = "name_empty"
    return errors | _problems(hass, LOAD_FIELDS, user_input, {*taken, switch})


def _entities(data: Mapping[str, Any]) -> set[str]:
    """Return the entities that stored or entered data name."""
    return {value for key, value in data.items() if key.endswith("_entity") and value}


def _load_subentry(user_input: Mapping[str, Any], taken_ids: set[str]) -> ConfigSubentryData:
    name = user_input[CONF_NAME].strip()
    load_id = _load_id(name, taken_ids)
    return ConfigSubentryData(
        data={CONF_LOAD_ID: load_id, **_load_data(user_input)},
        subentry_type=SUBENTRY_LOAD,
        title=name,
        unique_id=load_id,
    )


def _load_data(user_input: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in user_input.items() if key != CONF_NAME}


def _load_id(name: str, taken_ids: set[str]) -> str:
    """Return a name for records and actions that no other load and no part of the house has."""
    base = slugify(name)[:40] or SUBENTRY_LOAD
    taken = {*taken_ids, SUBENTRY_METER, SUBENTRY_INVERTER, SUBENTRY_STORAGE}
    candidates = (base, *(f"{base}_{number}" for number in range(2, len(taken) + 3)))
    return next(candidate for candidate in candidates if candidate not in taken)


def _device_subentries(hass: HomeAssistant, user_input: Mapping[str, Any]) -> list[ConfigSubentryData]:
    """Build the subentries of meter, inverter and storage; each is called like the sensor it reads."""

    def subentry(kind: str, title_from: str, data: dict[str, Any]) -> ConfigSubentryData:
        state = hass.states.get(title_from)
        return ConfigSubentryData(
            data={key: value for key, value in data.items() if value is not None},
            subentry_type=kind,
            title=state.name if state is not None else title_from,
            unique_id=kind,
        )

    power, inverted = CONF_POWER_ENTITY, CONF_INVERTED
    grid, pv = user_input[CONF_GRID_ENTITY], user_input[CONF_PV_ENTITY]
    subentries = [
        subentry(SUBENTRY_METER, grid, {power: grid, inverted: user_input[CONF_GRID_INVERTED]}),
        subentry(SUBENTRY_INVERTER, pv, {power: pv, inverted: user_input[CONF_PV_INVERTED]}),
    ]
    battery, soc = user_input.get(CONF_BATTERY_ENTITY), user_input.get(CONF_SOC_ENTITY)
    if fitted := battery or soc:
        data = {
            power: battery,
            inverted: user_input[CONF_BATTERY_INVERTED],
            CONF_SOC_ENTITY: soc,
            CONF_CAPACITY_KWH: user_input.get(CONF_CAPACITY_KWH),
        }
        subentries.append(subentry(SUBENTRY_STORAGE, fitted, data))
    return subentries


class BitGridConfigFlow(ConfigFlow, domain=DOMAIN):
    """Sets up the one household."""

    VERSION = 1

    def __init__(self) -> None:
        """Begin with nothing entered."""
        self._sensors: dict[str, Any] = {}

    @classmethod
    @callback
    @override
    def async_get_supported_subentry_types(cls, config_entry: ConfigEntry) -> dict[str, type[ConfigSubentryFlow]]:
        """A simulated household brings its own loads."""
        return {} if is_simulated(config_entry) else {SUBENTRY_LOAD: LoadSubentryFlow}

    @override
    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Choose between a simulated household and one's own."""
        return self.async_show_menu(step_id="user", menu_options=[MODE_SIMULATED, MODE_SENSORS])

    async def async_step_simulated(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Choose a simulated household."""
        if user_input is not None:
            return self.async_create_entry(title=TITLE, data=_simulated_data(user_input))
        return self.async_show_form(step_id="simulated", data_schema=await self._simulated_schema())

    async def async_step_reconfigure(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Choose another simulated household or another speed."""
        entry = self._get_reconfigure_entry()
        if not is_simulated(entry):
            return self.async_abort(reason="reconfigure_devices")
        if user_input is not None:
            return self.async_update_and_abort(entry, data_updates=_simulated_data(user_input))
        schema = self.add_suggested_values_to_schema(await self._simulated_schema(), entry.data)
        return self.async_show_form(step_id="reconfigure", data_schema=schema)

    async def _simulated_schema(self) -> vol.Schema:
        return _simulated_schema(list(await self.hass.async_add_executor_job(bundled_households)))

    async def async_step_sensors(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Choose the sensors that measure the house."""
        errors: dict[str, str] = {}
        if user_input is not None:
            errors = _sensor_problems(self.hass, user_input)
            if not errors:
                self._sensors = user_input
                return await self.async_step_load()
        schema = self.add_suggested_values_to_schema(SENSORS_SCHEMA, user_input)
        return self.async_show_form(step_id="sensors", data_schema=schema, errors=errors)

    async def async_step_load(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Describe the first load."""
        errors: dict[str, str] = {}
        if user_input is not None:
            errors = _load_problems(self.hass, user_input, _entities(self._sensors))
            if not errors:
                data = {CONF_MODE: MODE_SENSORS}
                if price := self._sensors.get(CONF_PRICE_ENTITY):
                    data[CONF_PRICE_ENTITY] = price
                subentries = [*_device_subentries(self.hass, self._sensors), _load_subentry(user_input, set())]
                return self.async_create_entry(title=TITLE, data=data, subentries=subentries)
        schema = self.add_suggested_values_to_schema(LOAD_SCHEMA, user_input)
        return self.async_show_form(step_id="load", data_schema=schema, errors=errors, description_placeholders=_LIMITS)


def _simulated_data(user_input: Mapping[str, Any]) -> dict[str, Any]:
    return {
        CONF_MODE: MODE_SIMULATED,
        CONF_HOUSEHOLD: user_input[CONF_HOUSEHOLD],
        CONF_SPEED: int(user_input[CONF_SPEED]),
    }


_LIMITS = {"min_w": str(NOMINAL_MIN_W), "max_w": f"{NOMINAL_MAX_W}"}


class LoadSubentryFlow(ConfigSubentryFlow):
    """Adds and changes a load."""

    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Add a load."""
        others = self._others(None)

        def add(entered: dict[str, Any]) -> SubentryFlowResult:
            made = _load_subentry(entered, {str(other[CONF_LOAD_ID]) for other in others if CONF_LOAD_ID in other})
            return self.async_create_entry(title=made["title"], data=made["data"], unique_id=made["unique_id"])

        return self._form("user", user_input, None, others, add)

    async def async_step_reconfigure(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Change a load; its id stays, and with it what the controller remembers of it."""
        subentry = self._get_reconfigure_subentry()

        def change(entered: dict[str, Any]) -> SubentryFlowResult:
            data = {CONF_LOAD_ID: subentry.data[CONF_LOAD_ID], **_load_data(entered)}
            return self.async_update_and_abort(self._get_entry(), subentry, title=entered[CONF_NAME].strip(), data=data)

        known = {CONF_NAME: subentry.title, **subentry.data}
        return self._form("reconfigure", user_input, known, self._others(subentry.subentry_id), change)

    def _others(self, subentry_id: str | None) -> list[Mapping[str, Any]]:
        """Return the data of the entry and of all subentries but the one that is changed."""
        entry = self._get_entry()
        return [entry.data, *(item.data for key, item in entry.subentries.items() if key != subentry_id)]

    def _form(
        self,
        step_id: str,
        user_input: dict[str, Any] | None,
        known: Mapping[str, Any] | None,
        others: list[Mapping[str, Any]],
        finish: Callable[[dict[str, Any]], SubentryFlowResult],
    ) -> SubentryFlowResult:
        errors: dict[str, str] = {}
        if user_input is not None:
            errors = _load_problems(self.hass, user_input, set().union(*map(_entities, others)))
            if not errors:
                return finish(user_input)
        schema = self.add_suggested_values_to_schema(LOAD_SCHEMA, user_input or known)
        return self.async_show_form(
            step_id=step_id, data_schema=schema, errors=errors, description_placeholders=_LIMITS
        )
