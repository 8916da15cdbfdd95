"""A climate device or water heater whose target temperature is moved: a store for surplus, never cold."""

from dataclasses import dataclass

from homeassistant.components.climate.const import ATTR_MAX_TEMP, ATTR_MIN_TEMP, SERVICE_SET_TEMPERATURE
from homeassistant.const import ATTR_TEMPERATURE, STATE_OFF, UnitOfPower
from homeassistant.core import HomeAssistant
import probatio as vol

from ..const import CONF_NOMINAL_W
from .actuator import UNREACHABLE, Scale, Setting, async_ask, on_or_off, shown
from .fields import CONF_REST_TEMPERATURE, CONF_RUN_TEMPERATURE, CONF_THERMOSTAT_ENTITY
from .shape import Answers, Problems, Shape, box, check_nominal, entity_of
from .thermostat_mode import THERMOSTATS

_APART = 1.0
"""Degrees that both temperatures must differ by at least, so that they can be told apart."""


@dataclass(frozen=True, slots=True)
class ThermostatSetpoint:
    """Moves the target temperature between two values, in the house's unit."""

    hass: HomeAssistant
    entity_id: str
    run_at: float
    rest_at: float
    scale: Scale

    @property
    def entity_ids(self) -> tuple[str, ...]:
        """The thermostat."""
        return (self.entity_id,)

    def read(self) -> Setting:
        """Return which of the two it is set to; one that is switched off rests whatever its target."""
        state = shown(self.hass, self.entity_id)
        if state is None:
            return UNREACHABLE
        if state.state == STATE_OFF:
            return Setting(0)
        target = state.attributes.get(ATTR_TEMPERATURE)
        if not isinstance(target, int | float):
            return Setting(None)
        if abs(target - self.run_at) < _APART / 2:
            return Setting(1, self.scale.lowest_w)
        return Setting(0) if abs(target - self.rest_at) < _APART / 2 else Setting(None)

    async def command(self, level: int, target_w: float) -> None:
        """Move the target. Its mode is its owner's: what was switched off stays off."""
        target = self.run_at if level else self.rest_at
        await async_ask(self.hass, self.entity_id, SERVICE_SET_TEMPERATURE, {ATTR_TEMPERATURE: target})


def _check(hass: HomeAssistant, answers: Answers, problems: Problems) -> None:
    check_nominal(answers, problems)
    state = hass.states.get(answers[CONF_THERMOSTAT_ENTITY])
    attributes = {} if state is None else state.attributes
    low, high = attributes.get(ATTR_MIN_TEMP), attributes.get(ATTR_MAX_TEMP)
    if not isinstance(low, int | float) or not isinstance(high, int | float):
        problems.add(CONF_THERMOSTAT_ENTITY, "no_target_temperature")
        return
    for name in (CONF_RUN_TEMPERATURE, CONF_REST_TEMPERATURE):
        if not low <= answers[name] <= high:
            problems.add(name, "temperature_outside", low=f"{low:g}", high=f"{high:g}")
    if abs(answers[CONF_RUN_TEMPERATURE] - answers[CONF_REST_TEMPERATURE]) < _APART:
        problems.add(CONF_REST_TEMPERATURE, "temperatures_alike")


def _build(hass: HomeAssistant, answers: Answers) -> ThermostatSetpoint:
    return ThermostatSetpoint(
        hass,
        answers[CONF_THERMOSTAT_ENTITY],
        float(answers[CONF_RUN_TEMPERATURE]),
        float(answers[CONF_REST_TEMPERATURE]),
        on_or_off(float(answers[CONF_NOMINAL_W])),
    )


SHAPE = Shape(
    key="thermostat_setpoint",
    questions={
        vol.Required(CONF_THERMOSTAT_ENTITY): entity_of(*THERMOSTATS),
        vol.Required(CONF_RUN_TEMPERATURE): box("°"),
        vol.Required(CONF_REST_TEMPERATURE): box("°"),
        vol.Required(CONF_NOMINAL_W): box(UnitOfPower.WATT),
    },
    controls=(CONF_THERMOSTAT_ENTITY,),
    check=_check,
    build=_build,
)
