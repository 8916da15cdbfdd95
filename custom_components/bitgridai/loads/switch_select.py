"""A load with a switch and an operating mode: an Avalon with eco, standard and super."""

from dataclasses import dataclass

from homeassistant.core import HomeAssistant
import probatio as vol

from ..const import CONF_SWITCH_ENTITY
from . import choice
from .actuator import Scale, Setting, shown
from .choice import Choice
from .fields import CONF_LEVELS, CONF_SELECT_ENTITY
from .shape import Answers, Shape, entity_of
from .switch import SWITCHES, Switch


@dataclass(frozen=True, slots=True)
class SwitchSelect:
    """Chooses the mode first and switches on after it."""

    hass: HomeAssistant
    switch: Switch
    choice: Choice

    @property
    def scale(self) -> Scale:
        """The choice's."""
        return self.choice.scale

    @property
    def entity_ids(self) -> tuple[str, ...]:
        """Switch and select."""
        return (self.switch.entity_id, self.choice.entity_id)

    def read(self) -> Setting:
        """Return the mode while it is on; while it is off the mode says nothing about it."""
        setting = self.switch.read()
        return self.choice.read() if setting.level else setting

    async def command(self, level: int, target_w: float) -> None:
        """Choose and switch on, or switch off and leave the mode as it is."""
        running = self.switch.read().level
        if level:
            # Some devices take a mode only while they are on. Then it is set when the command is repeated.
            if running or shown(self.hass, self.choice.entity_id) is not None:
                await self.choice.set(level)
            if not running:
                await self.switch.command(level, target_w)
        else:
            await self.switch.command(0, 0.0)


def _build(hass: HomeAssistant, answers: Answers) -> SwitchSelect:
    setting = choice.choice_of(hass, answers)
    return SwitchSelect(hass, Switch(hass, answers[CONF_SWITCH_ENTITY], setting.scale), setting)


SHAPE = Shape(
    key="switch_select",
    questions={
        vol.Required(CONF_SWITCH_ENTITY): entity_of(*SWITCHES),
        vol.Required(CONF_SELECT_ENTITY): entity_of(*choice.SELECTS),
        vol.Required(CONF_LEVELS): choice.LEVELS,
    },
    controls=(CONF_SWITCH_ENTITY, CONF_SELECT_ENTITY),
    check=choice.check,
    build=_build,
)
