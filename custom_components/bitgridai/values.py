"""What an owner's entity measures: which to offer, whether one fits, and its number in the engine's units."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from math import isfinite
from typing import Any

from homeassistant.components.sensor import SensorDeviceClass
from homeassistant.const import (
    ATTR_UNIT_OF_MEASUREMENT,
    PERCENTAGE,
    STATE_UNAVAILABLE,
    STATE_UNKNOWN,
    Platform,
    UnitOfPower,
    UnitOfTemperature,
)
from homeassistant.core import HomeAssistant, State
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.selector import (
    EntitySelector,
    EntitySelectorConfig,
    EntityWithDeviceFilterSelectorConfig,
)
from homeassistant.util.unit_conversion import PowerConverter, TemperatureConverter

from .const import DOMAIN

_MINOR_UNITS = frozenset(
    {"ct", "cts", "c", "cent", "cents", "¢", "p", "pence", "öre", "øre", "ore", "rp", "rappen", "gr", "haléř"}
)
"""What a hundredth of a currency is called in units of prices."""
_SILENT = frozenset({STATE_UNAVAILABLE, STATE_UNKNOWN})


class Quantity(StrEnum):
    """What a sensor measures."""

    POWER = "power"
    PERCENT = "percent"
    PRICE = "price"
    TEMPERATURE = "temperature"
    BTC_PRICE = "btc_price"
    HASHRATE = "hashrate"


def numeric(state: State) -> float | None:
    """Return the state as a finite number; None for text, ``unknown``, ``unavailable`` or NaN."""
    try:
        value = float(state.state)
    except ValueError:
        return None
    return value if isfinite(value) else None


def is_silent(state: State) -> bool:
    """Whether an entity says nothing right now."""
    return state.state in _SILENT


def watts(state: State) -> float | None:
    """Power in W from a sensor in any unit of power."""
    value = numeric(state)
    unit = _unit(state)
    if value is None or unit not in PowerConverter.VALID_UNITS:
        return None
    return PowerConverter.convert(value, unit, UnitOfPower.WATT)


def percent(state: State) -> float | None:
    """Percent from a sensor that says it is in percent."""
    return numeric(state) if _unit(state) == PERCENTAGE else None


def celsius(state: State) -> float | None:
    """Temperature in °C from a sensor in any unit of temperature."""
    value = numeric(state)
    unit = _unit(state)
    if value is None or unit not in TemperatureConverter.VALID_UNITS:
        return None
    return TemperatureConverter.convert(value, unit, UnitOfTemperature.CELSIUS)


def cents_per_kwh(state: State) -> float | None:
    """Price in ct/kWh from a sensor in any currency's major or minor unit per Wh, kWh or MWh."""
    value = numeric(state)
    factor = price_factor(state)
    return None if value is None or factor is None else value * factor


def euros(state: State) -> float | None:
    """Price in EUR from a sensor that says so, as a plain amount or for one bitcoin."""
    value = numeric(state)
    money = (_unit(state) or "").partition("/")[0].strip().upper()
    return value if money in {"EUR", "€"} else None


def exahashes(state: State) -> float | None:
    """Hashrate in EH/s from a sensor in any size of hashes a second."""
    value = numeric(state)
    size, _, hashes = (_unit(state) or "").partition("H/s")
    exponent = {"": 0, "k": 3, "M": 6, "G": 9, "T": 12, "P": 15, "E": 18, "Z": 21}.get(size.strip())
    if value is None or exponent is None or hashes or not (_unit(state) or "").endswith("H/s"):
        return None
    return value * 10.0 ** (exponent - 18)


CONVERT: Mapping[Quantity, Callable[[State], float | None]] = {
    Quantity.POWER: watts,
    Quantity.PERCENT: percent,
    Quantity.PRICE: cents_per_kwh,
    Quantity.TEMPERATURE: celsius,
    Quantity.BTC_PRICE: euros,
    Quantity.HASHRATE: exahashes,
}


def freshest_report(hass: HomeAssistant, state: State) -> float | None:
    """When the device behind a slow sensor last reported anything, in epoch seconds.

    A charge of 100 % may stand for hours while the battery's power changes every second: the
    device is alive, so the value holds. None for a sensor without a device: nothing vouches for
    it, and who asks decides. The house's slow sensors then count as alive while they are
    available, a load's are as old as their own last report.
    """
    entry = er.async_get(hass).async_get(state.entity_id)
    if entry is None or entry.device_id is None or dr.async_get(hass).async_get(entry.device_id) is None:
        return None
    times = [state.last_reported.timestamp()]
    for sibling in er.async_entries_for_device(er.async_get(hass), entry.device_id):
        other = hass.states.get(sibling.entity_id)
        if other is not None and other.state not in _SILENT:
            times.append(other.last_reported.timestamp())
    return max(times)


def _unit(state: State) -> str | None:
    unit = state.attributes.get(ATTR_UNIT_OF_MEASUREMENT)
    return unit if isinstance(unit, str) else None


def price_factor(state: State) -> float | None:
    """Return how many ct/kWh one of a sensor's unit is; None where it is no price of energy."""
    money, _, energy = (_unit(state) or "").partition("/")
    per_kwh = {"Wh": 1000.0, "kWh": 1.0, "MWh": 0.001}.get(energy.strip())
    if not money.strip() or per_kwh is None:
        return None
    minor = money.strip().lower() in {
        "ct",
        "c",
        "cent",
        "cents",
        "¢",
        "p",
        "öre",
        "øre",
        "ore",
        "rp",
        "gr",
        "fillér",
        "haléř",
        "cts",
        "pence",
    }
    return per_kwh * (1.0 if minor else 100.0)


_NUMBERS = [Platform.SENSOR, "input_number"]


def _offered(device_class: SensorDeviceClass, *units: str) -> EntitySelector:
    by_class = EntityWithDeviceFilterSelectorConfig(domain=Platform.SENSOR, device_class=device_class)
    by_unit = EntityWithDeviceFilterSelectorConfig(domain=_NUMBERS, unit_of_measurement=list(units))
    return EntitySelector(EntitySelectorConfig(filter=[by_class, by_unit]))


_ANY_NUMBER = EntitySelector(EntitySelectorConfig(filter=EntityWithDeviceFilterSelectorConfig(domain=_NUMBERS)))

SELECTORS: Mapping[Quantity, EntitySelector] = {
    Quantity.POWER: _offered(SensorDeviceClass.POWER, *UnitOfPower),
    Quantity.PERCENT: _offered(SensorDeviceClass.BATTERY, PERCENTAGE),
    # A price has any currency in its unit, so every number is offered.
    Quantity.PRICE: _ANY_NUMBER,
    Quantity.BTC_PRICE: _ANY_NUMBER,
    Quantity.HASHRATE: _ANY_NUMBER,
    Quantity.TEMPERATURE: _offered(SensorDeviceClass.TEMPERATURE, *UnitOfTemperature),
}
"""What a form offers for each quantity."""


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
    fits = CONVERT[quantity](State(entity_id, "0", state.attributes)) is not None
    return None if fits else f"not_{quantity.value}"


def problems_of_sensors(
    hass: HomeAssistant, fields: Mapping[str, Quantity], entered: Mapping[str, Any], taken: set[str]
) -> dict[str, str]:
    """Return an error by field for each sensor that cannot be used, or is already (``taken``)."""
    errors: dict[str, str] = {}
    seen = set(taken)
    for name, quantity in fields.items():
        entity_id = entered.get(name)
        if not entity_id:
            continue
        if entity_id in seen:
            errors[name] = "already_used"
        elif problem := problem_of_sensor(hass, entity_id, quantity):
            errors[name] = problem
        seen.add(entity_id)
    return errors
