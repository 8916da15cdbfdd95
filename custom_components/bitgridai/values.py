"""States of Home Assistant as numbers in the engine's units; None for what is no usable number."""

from math import isfinite

from homeassistant.const import ATTR_UNIT_OF_MEASUREMENT, UnitOfPower, UnitOfTemperature
from homeassistant.core import State
from homeassistant.util.unit_conversion import PowerConverter, TemperatureConverter


def numeric(state: State) -> float | None:
    """Return the state as a finite number; None for text, ``unknown``, ``unavailable`` or NaN."""
    try:
        value = float(state.state)
    except ValueError:
        return None
    return value if isfinite(value) else None


def watts(state: State) -> float | None:
    """Power in W from a sensor in any unit of power."""
    value = numeric(state)
    unit = state.attributes.get(ATTR_UNIT_OF_MEASUREMENT)
    if value is None or unit not in PowerConverter.VALID_UNITS:
        return None
    return PowerConverter.convert(value, unit, UnitOfPower.WATT)


def celsius(state: State) -> float | None:
    """Temperature in °C from a sensor in any unit of temperature."""
    value = numeric(state)
    unit = state.attributes.get(ATTR_UNIT_OF_MEASUREMENT)
    if value is None or unit not in TemperatureConverter.VALID_UNITS:
        return None
    return TemperatureConverter.convert(value, unit, UnitOfTemperature.CELSIUS)


def cents_per_kwh(state: State) -> float | None:
    """Price in ct/kWh from a sensor in any currency's major or minor unit per Wh, kWh or MWh."""
    value = numeric(state)
    factor = price_factor(state.attributes.get(ATTR_UNIT_OF_MEASUREMENT))
    return None if value is None or factor is None else value * factor


def price_factor(unit: str | None) -> float | None:
    """Return how many ct/kWh one of ``unit`` is; None where it is no price of energy."""
    money, _, energy = str(unit or "").partition("/")
    per_kwh = {"Wh": 1000.0, "kWh": 1.0, "MWh": 0.001}.get(energy.strip())
    if not money.strip() or per_kwh is None:
        return None
    minor = money.strip().lower() in {"ct", "c", "cent", "cents", "¢", "p", "öre", "øre"}
    return per_kwh * (1.0 if minor else 100.0)
