"""A climate device or water heater that runs in one mode and rests in another."""

from dataclasses import dataclass

from homeassistant.components.climate.const import ATTR_HVAC_MODE, ATTR_HVAC_MODES, SERVICE_SET_HVAC_MODE
from homeassistant.components.water_heater import ATTR_OPERATION_LIST
from homeassistant.components.water_heater.const import ATTR_OPERATION_MODE, SERVICE_SET_OPERATION_MODE
from homeassistant.const import Platform, UnitOfPower
from homeassistant.core import HomeAssistant, split_entity_id
from homeassistant.helpers.selector import TextSelector
import probatio as vol

from ..const import CONF_NOMINAL_W
from .actuator import UNREACHABLE, Scale, Setting, async_ask, on_or_off, shown
from .fields import CONF_REST_MODE, CONF_RUN_MODE, CONF_THERMOSTAT_ENTITY
from .shape import Answers, Problems, Shape, box, check_nominal, entity_of

THERMOSTATS = (Platform.CLIMATE, Platform.WATER_HEATER)


@dataclass(frozen=True, slots=True)
class ThermostatMode:
    """Changes the mode of a thermostat."""

    hass: HomeAssistant
    entity_id: str
    run_mode: str
    rest_mode: str
    scale: Scale

    @property
    def entity_ids(self) -> tuple[str, ...]:
        """The thermostat."""
        return (self.entity_id,)

    def read(self) -> Setting:
        """Return whether it is in one of the two modes; a third one is somebody else's wish."""
        state = shown(self.hass, self.entity_id)
        if state is None:
            return UNREACHABLE
        level = {self.run_mode: 1, self.rest_mode: 0}.get(state.state)
        return Setting(level, self.scale.lowest_w if level else 0.0)

    async def command(self, level: int, target_w: float) -> None:
        """Change the mode."""
        mode = self.run_mode if level else self.rest_mode
        if split_entity_id(self.entity_id)[0] == Platform.CLIMATE:
            await async_ask(self.hass, self.entity_id, SERVICE_SET_HVAC_MODE, {ATTR_HVAC_MODE: mode})
        else:
            await async_ask(self.hass, self.entity_id, SERVICE_SET_OPERATION_MODE, {ATTR_OPERATION_MODE: mode})


def _check(hass: HomeAssistant, answers: Answers, problems: Problems) -> None:
    check_nominal(answers, problems)
    state = hass.states.get(answers[CONF_THERMOSTAT_ENTITY])
    attributes = {} if state is None else state.attributes
    known = [str(mode) for mode in attributes.get(ATTR_HVAC_MODES) or attributes.get(ATTR_OPERATION_LIST) or []]
    for name in (CONF_RUN_MODE, CONF_REST_MODE):
        if answers[name] not in known:
            problems.add(name, "option_unknown", option=answers[name], options=", ".join(known))
    if answers[CONF_RUN_MODE] == answers[CONF_REST_MODE]:
        problems.add(CONF_REST_MODE, "modes_alike")


def _build(hass: HomeAssistant, answers: Answers) -> ThermostatMode:
    return ThermostatMode(
        hass,
        answers[CONF_THERMOSTAT_ENTITY],
        answers[CONF_RUN_MODE],
        answers[CONF_REST_MODE],
        on_or_off(float(answers[CONF_NOMINAL_W])),
    )


SHAPE = Shape(
    key="thermostat_mode",
    questions={
        vol.Required(CONF_THERMOSTAT_ENTITY): entity_of(*THERMOSTATS),
        vol.Required(CONF_RUN_MODE, default="heat"): TextSelector(),
        vol.Required(CONF_REST_MODE, default="off"): TextSelector(),
        vol.Required(CONF_NOMINAL_W): box(UnitOfPower.WATT),
    },
    controls=(CONF_THERMOSTAT_ENTITY,),
    check=_check,
    build=_build,
)
