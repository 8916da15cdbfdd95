"""A load with a power target alone: 0 is off."""

from dataclasses import dataclass

from homeassistant.core import HomeAssistant

from . import dial
from .actuator import Scale, Setting
from .dial import Dial
from .fields import CONF_NUMBER_ENTITY
from .shape import Answers, Problems, Shape


@dataclass(frozen=True, slots=True)
class Number:
    """Sets a number entity, to 0 for off."""

    dial: Dial

    @property
    def scale(self) -> Scale:
        """The dial's."""
        return self.dial.scale

    @property
    def entity_ids(self) -> tuple[str, ...]:
        """The number."""
        return (self.dial.entity_id,)

    def read(self) -> Setting:
        """Return the number as a setting."""
        return self.dial.read()

    async def command(self, level: int, target_w: float) -> None:
        """Set the number."""
        await self.dial.set(target_w if level else 0.0)


def _check(hass: HomeAssistant, answers: Answers, problems: Problems) -> None:
    dial.check(hass, answers, problems)
    limits = dial.limits_of(hass.states.get(answers[CONF_NUMBER_ENTITY]))
    if limits is not None and not limits.takes(0):
        problems.add(CONF_NUMBER_ENTITY, "number_never_off")


def _build(hass: HomeAssistant, answers: Answers) -> Number:
    return Number(dial.dial_of(hass, answers))


SHAPE = Shape(
    key="number",
    questions=dial.QUESTIONS,
    controls=(CONF_NUMBER_ENTITY,),
    check=_check,
    build=_build,
    complete=dial.complete,
)
