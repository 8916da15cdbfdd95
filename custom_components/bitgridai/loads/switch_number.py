"""A load with a switch and a power target: a miner with a power limit, a heating rod with a setpoint."""

from dataclasses import dataclass

from homeassistant.core import HomeAssistant
import probatio as vol

from ..const import CONF_SWITCH_ENTITY
from . import dial
from .actuator import Scale, Setting, shown
from .dial import Dial
from .fields import CONF_NUMBER_ENTITY
from .shape import Answers, Shape, entity_of
from .switch import SWITCHES, Switch


@dataclass(frozen=True, slots=True)
class SwitchNumber:
    """Sets the power first and switches on after it."""

    hass: HomeAssistant
    switch: Switch
    dial: Dial

    @property
    def scale(self) -> Scale:
        """The dial's."""
        return self.dial.scale

    @property
    def entity_ids(self) -> tuple[str, ...]:
        """Switch and number."""
        return (self.switch.entity_id, self.dial.entity_id)

    def read(self) -> Setting:
        """Return the power while it is on; while it is off the number says nothing about it."""
        setting = self.switch.read()
        return self.dial.read() if setting.level else setting

    async def command(self, level: int, target_w: float) -> None:
        """Set and switch on, or switch off and leave the number as it is."""
        running = self.switch.read().level
        if level:
            # Some devices take a power only while they are on. Then it is set when the command is repeated.
            if running or shown(self.hass, self.dial.entity_id) is not None:
                await self.dial.set(target_w)
            if not running:
                await self.switch.command(level, target_w)
        else:
            await self.switch.command(0, 0.0)


def _build(hass: HomeAssistant, answers: Answers) -> SwitchNumber:
    setting = dial.dial_of(hass, answers)
    return SwitchNumber(hass, Switch(hass, answers[CONF_SWITCH_ENTITY], setting.scale), setting)


SHAPE = Shape(
    key="switch_number",
    questions={vol.Required(CONF_SWITCH_ENTITY): entity_of(*SWITCHES), **dial.QUESTIONS},
    controls=(CONF_SWITCH_ENTITY, CONF_NUMBER_ENTITY),
    check=dial.check,
    build=_build,
    complete=dial.complete,
)
