"""A load that is on or off: a switch, a plug, a light, a fan, a humidifier, a helper."""

from dataclasses import dataclass

from homeassistant.const import SERVICE_TURN_OFF, SERVICE_TURN_ON, STATE_OFF, STATE_ON, Platform, UnitOfPower
from homeassistant.core import DOMAIN as HOMEASSISTANT_DOMAIN, HomeAssistant
import probatio as vol

from ..const import CONF_NOMINAL_W, CONF_SWITCH_ENTITY, SHAPE_SWITCH
from .actuator import UNREACHABLE, Scale, Setting, async_ask, on_or_off, shown
from .shape import Answers, Problems, Shape, box, check_nominal, entity_of

SWITCHES = (Platform.SWITCH, "input_boolean", Platform.LIGHT, Platform.FAN, Platform.HUMIDIFIER)
"""Domains whose entities are ``on`` or ``off`` and can be turned so."""


@dataclass(frozen=True, slots=True)
class Switch:
    """Turns an entity on and off."""

    hass: HomeAssistant
    entity_id: str
    scale: Scale

    @property
    def entity_ids(self) -> tuple[str, ...]:
        """The entity."""
        return (self.entity_id,)

    def read(self) -> Setting:
        """Return on or off; any other state is none of the two."""
        state = shown(self.hass, self.entity_id)
        if state is None:
            return UNREACHABLE
        level = {STATE_ON: 1, STATE_OFF: 0}.get(state.state)
        return Setting(level, self.scale.lowest_w if level else 0.0, available=level is not None)

    async def command(self, level: int, target_w: float) -> None:
        """Turn it on or off."""
        await async_turn(self.hass, self.entity_id, level)


async def async_turn(hass: HomeAssistant, entity_id: str, level: int) -> None:
    """Turn an entity of any domain off at level 0, else on."""
    service = SERVICE_TURN_ON if level else SERVICE_TURN_OFF
    await async_ask(hass, entity_id, service, domain=HOMEASSISTANT_DOMAIN)


def _check(_: HomeAssistant, answers: Answers, problems: Problems) -> None:
    check_nominal(answers, problems)


def _build(hass: HomeAssistant, answers: Answers) -> Switch:
    return Switch(hass, answers[CONF_SWITCH_ENTITY], on_or_off(float(answers[CONF_NOMINAL_W])))


SHAPE = Shape(
    key=SHAPE_SWITCH,
    questions={
        vol.Required(CONF_SWITCH_ENTITY): entity_of(*SWITCHES),
        vol.Required(CONF_NOMINAL_W): box(UnitOfPower.WATT),
    },
    controls=(CONF_SWITCH_ENTITY,),
    check=_check,
    build=_build,
)
