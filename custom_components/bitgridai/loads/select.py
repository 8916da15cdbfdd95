"""A load with an operating mode alone, one of which means off."""

from dataclasses import dataclass

from homeassistant.core import HomeAssistant
from homeassistant.helpers.selector import TextSelector
import probatio as vol

from . import choice
from .actuator import Scale, Setting
from .choice import Choice
from .fields import CONF_LEVELS, CONF_OFF_OPTION, CONF_OPTION, CONF_SELECT_ENTITY
from .shape import Answers, Problems, Shape, entity_of


@dataclass(frozen=True, slots=True)
class Select:
    """Chooses an option for each level and one for off."""

    choice: Choice

    @property
    def scale(self) -> Scale:
        """The choice's."""
        return self.choice.scale

    @property
    def entity_ids(self) -> tuple[str, ...]:
        """The select."""
        return (self.choice.entity_id,)

    def read(self) -> Setting:
        """Return the chosen option as a setting."""
        return self.choice.read()

    async def command(self, level: int, target_w: float) -> None:
        """Choose the level's option."""
        await self.choice.set(level)


def _check(hass: HomeAssistant, answers: Answers, problems: Problems) -> None:
    choice.check(hass, answers, problems)
    off, known = answers[CONF_OFF_OPTION], choice.options_of(hass, answers)
    if off not in known:
        problems.add(CONF_OFF_OPTION, "option_unknown", option=off, options=", ".join(known))
    elif any(item[CONF_OPTION] == off for item in answers.get(CONF_LEVELS) or []):
        problems.add(CONF_OFF_OPTION, "off_is_a_level")


def _build(hass: HomeAssistant, answers: Answers) -> Select:
    return Select(choice.choice_of(hass, answers, answers[CONF_OFF_OPTION]))


SHAPE = Shape(
    key="select",
    questions={
        vol.Required(CONF_SELECT_ENTITY): entity_of(*choice.SELECTS),
        vol.Required(CONF_OFF_OPTION): TextSelector(),
        vol.Required(CONF_LEVELS): choice.LEVELS,
    },
    controls=(CONF_SELECT_ENTITY,),
    check=_check,
    build=_build,
)
