"""A select entity as a power setting: some of its options are levels, each with a power."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from homeassistant.components.select import ATTR_OPTIONS
from homeassistant.const import Platform, UnitOfPower
from homeassistant.core import HomeAssistant
from homeassistant.helpers.selector import ObjectSelector, ObjectSelectorConfig, ObjectSelectorField, TextSelector

from .actuator import UNREACHABLE, Scale, Setting, async_ask, shown
from .fields import CONF_LEVELS, CONF_OPTION, CONF_POWER_W, CONF_SELECT_ENTITY
from .shape import NOMINAL_MAX_W, NOMINAL_MIN_W, Answers, Problems, box

SELECTS = (Platform.SELECT, "input_select")
_LEVELS_MAX = 31

LEVELS = ObjectSelector(
    ObjectSelectorConfig(
        multiple=True,
        label_field=CONF_OPTION,
        description_field=CONF_POWER_W,
        translation_key="load_levels",
        fields={
            CONF_OPTION: ObjectSelectorField(required=True, selector=TextSelector()),
            CONF_POWER_W: ObjectSelectorField(required=True, selector=box(UnitOfPower.WATT)),
        },
    )
)


@dataclass(frozen=True, slots=True)
class Choice:
    """Reads and sets a select entity."""

    hass: HomeAssistant
    entity_id: str
    options: tuple[str, ...]
    """By level, from 1 on."""
    scale: Scale
    off_option: str | None = None
    """The option that switches off; None where something else does."""

    def read(self) -> Setting:
        """Return the level of the chosen option; another option is no setting of this load."""
        state = shown(self.hass, self.entity_id)
        if state is None:
            return UNREACHABLE
        if state.state == self.off_option:
            return Setting(0)
        if state.state not in self.options:
            return Setting(None)
        level = self.options.index(state.state) + 1
        return Setting(level, self.scale.levels_w[level])

    async def set(self, level: int) -> None:
        """Choose the option of a level; level 0 only where an option switches off."""
        option = self.options[level - 1] if level else self.off_option
        await async_ask(self.hass, self.entity_id, "select_option", {"option": option})


def choice_of(hass: HomeAssistant, answers: Answers, off_option: str | None = None) -> Choice:
    """Build the choice that is stored."""
    levels = _rising(answers)
    return Choice(
        hass,
        answers[CONF_SELECT_ENTITY],
        tuple(option for option, _ in levels),
        Scale(levels_w=(0.0, *(power_w for _, power_w in levels))),
        off_option,
    )


def _rising(answers: Answers) -> list[tuple[str, float]]:
    entered: list[Mapping[str, Any]] = list(answers.get(CONF_LEVELS) or [])
    levels = [(str(item[CONF_OPTION]).strip(), float(item[CONF_POWER_W])) for item in entered]
    return sorted(levels, key=lambda level: level[1])


def options_of(hass: HomeAssistant, answers: Answers) -> list[str]:
    """Return the options that the select entity offers now."""
    state = hass.states.get(answers[CONF_SELECT_ENTITY])
    return [] if state is None else [str(option) for option in state.attributes.get(ATTR_OPTIONS) or []]


def check(hass: HomeAssistant, answers: Answers, problems: Problems) -> None:
    """Refuse levels that the entity has no option for, and powers that tell no two of them apart."""
    levels = _rising(answers)
    known = options_of(hass, answers)
    powers_w = [power_w for _, power_w in levels]
    unknown = [option for option, _ in levels if option not in known]
    if not 1 <= len(levels) <= _LEVELS_MAX:
        problems.add(CONF_LEVELS, "levels_missing", options=", ".join(known))
    elif unknown:
        problems.add(CONF_LEVELS, "option_unknown", option=unknown[0], options=", ".join(known))
    elif len(set(powers_w)) < len(levels) or len({option for option, _ in levels}) < len(levels):
        problems.add(CONF_LEVELS, "levels_alike")
    elif not NOMINAL_MIN_W <= powers_w[0] <= powers_w[-1] <= NOMINAL_MAX_W:
        problems.add(CONF_LEVELS, "nominal_out_of_range")
