"""A number entity as a power setting: in W or kW, within its own limits, in its own steps."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import isfinite
from typing import Any

from homeassistant.components.number import ATTR_MAX, ATTR_MIN, ATTR_STEP
from homeassistant.const import ATTR_UNIT_OF_MEASUREMENT, Platform, UnitOfPower
from homeassistant.core import HomeAssistant, State
from homeassistant.helpers.selector import TextSelector
from homeassistant.util.unit_conversion import PowerConverter
import probatio as vol

from ..values import watts
from .actuator import UNREACHABLE, Scale, Setting, async_ask, shown
from .fields import CONF_LEVELS_W, CONF_MAX_W, CONF_MIN_W, CONF_NUMBER_ENTITY, CONF_STEP_W
from .shape import NOMINAL_MAX_W, NOMINAL_MIN_W, Answers, Problems, box, entity_of

NUMBERS = (Platform.NUMBER, "input_number")
_LEVELS_MAX = 31
_ROUNDING = 1e-6
_DIGITS = 6
_NEAR_W = 1.0

QUESTIONS: Mapping[vol.Marker, Any] = {
    vol.Required(CONF_NUMBER_ENTITY): entity_of(*NUMBERS),
    vol.Optional(CONF_LEVELS_W): TextSelector(),
    vol.Optional(CONF_MIN_W): box(UnitOfPower.WATT),
    vol.Optional(CONF_MAX_W): box(UnitOfPower.WATT),
}


@dataclass(frozen=True, slots=True)
class Limits:
    """What a number entity takes, in W."""

    min_w: float
    max_w: float
    step_w: float

    def takes(self, power_w: float) -> bool:
        """Whether it can be set to exactly this power."""
        steps = (power_w - self.min_w) / self.step_w
        return self.min_w - _ROUNDING <= power_w <= self.max_w + _ROUNDING and abs(steps - round(steps)) < _ROUNDING


@dataclass(frozen=True, slots=True)
class Dial:
    """Reads and sets a number entity in W."""

    hass: HomeAssistant
    entity_id: str
    scale: Scale

    def read(self) -> Setting:
        """Return what it is set to; a power that is no setting of the load has no level."""
        state = shown(self.hass, self.entity_id)
        power_w = None if state is None else watts(state)
        if power_w is None:
            return UNREACHABLE
        if abs(power_w) < _NEAR_W:
            return Setting(0)
        if self.scale.range_w is not None:
            low_w, high_w, _ = self.scale.range_w
            inside = low_w - _NEAR_W < power_w < high_w + _NEAR_W
            return Setting(1, min(max(power_w, low_w), high_w)) if inside else Setting(None)
        for level, level_w in enumerate(self.scale.levels_w):
            if abs(level_w - power_w) < _NEAR_W:
                return Setting(level, level_w)
        return Setting(None)

    async def set(self, power_w: float) -> None:
        """Set it to a power, in its own unit."""
        state = self.hass.states.get(self.entity_id)
        unit = None if state is None else state.attributes.get(ATTR_UNIT_OF_MEASUREMENT)
        factor = PowerConverter.convert(1.0, UnitOfPower.WATT, unit) if unit in PowerConverter.VALID_UNITS else 1.0
        await async_ask(self.hass, self.entity_id, "set_value", {"value": round(power_w * factor, _DIGITS)})


def dial_of(hass: HomeAssistant, answers: Answers) -> Dial:
    """Build the dial that is stored."""
    levels_w = levels_from_text(str(answers.get(CONF_LEVELS_W) or ""))
    if levels_w:
        return Dial(hass, answers[CONF_NUMBER_ENTITY], Scale(levels_w=(0.0, *levels_w)))
    range_w = (float(answers[CONF_MIN_W]), float(answers[CONF_MAX_W]), float(answers[CONF_STEP_W]))
    return Dial(hass, answers[CONF_NUMBER_ENTITY], Scale(range_w=range_w))


def levels_from_text(text: str) -> tuple[float, ...]:
    """Read ``800, 1200``; ValueError where a word is no number."""
    return tuple(float(word) for word in text.replace(";", " ").replace(",", " ").split())


def limits_of(state: State | None) -> Limits | None:
    """Return the limits of a number entity in W; None where it is no power."""
    unit = None if state is None else state.attributes.get(ATTR_UNIT_OF_MEASUREMENT)
    if state is None or unit not in PowerConverter.VALID_UNITS:
        return None
    values = [state.attributes.get(name) for name in (ATTR_MIN, ATTR_MAX, ATTR_STEP)]
    numbers = [float(value) for value in values if isinstance(value, int | float) and isfinite(value)]
    if len(numbers) != len(values) or numbers[2] <= 0:
        return None
    return Limits(*(PowerConverter.convert(number, unit, UnitOfPower.WATT) for number in numbers))


def complete(hass: HomeAssistant, answers: Answers) -> dict[str, Any]:
    """Fill in lowest and highest power and the step from the number's own."""
    limits = limits_of(hass.states.get(answers[CONF_NUMBER_ENTITY]))
    if limits is None or answers.get(CONF_LEVELS_W):
        return {key: value for key, value in answers.items() if key not in (CONF_MIN_W, CONF_MAX_W, CONF_STEP_W)}
    return {
        **answers,
        CONF_MIN_W: answers.get(CONF_MIN_W) or limits.min_w,
        CONF_MAX_W: answers.get(CONF_MAX_W) or limits.max_w,
        CONF_STEP_W: max(1.0, limits.step_w),
    }


def check(hass: HomeAssistant, answers: Answers, problems: Problems) -> None:
    """Refuse a number that is no power, and settings that it cannot take."""
    limits = limits_of(hass.states.get(answers[CONF_NUMBER_ENTITY]))
    if limits is None:
        problems.add(CONF_NUMBER_ENTITY, "number_not_power")
        return
    words = {"low_w": _plain(limits.min_w), "high_w": _plain(limits.max_w), "step_w": _plain(limits.step_w)}
    if answers.get(CONF_LEVELS_W):
        _check_levels(str(answers[CONF_LEVELS_W]), limits, problems, words)
    else:
        _check_range(answers, limits, problems, words)


def _check_levels(text: str, limits: Limits, problems: Problems, words: dict[str, str]) -> None:
    try:
        levels_w = levels_from_text(text)
    except ValueError:
        levels_w = ()
    rising = all(below < above for below, above in pairwise(levels_w))
    if not levels_w or not rising or len(levels_w) > _LEVELS_MAX or not all(map(isfinite, levels_w)):
        problems.add(CONF_LEVELS_W, "levels_unreadable")
    elif not NOMINAL_MIN_W <= levels_w[0] <= levels_w[-1] <= NOMINAL_MAX_W:
        problems.add(CONF_LEVELS_W, "nominal_out_of_range")
    elif not all(limits.takes(level_w) for level_w in levels_w):
        problems.add(CONF_LEVELS_W, "number_cannot", **words)


def _check_range(answers: Answers, limits: Limits, problems: Problems, words: dict[str, str]) -> None:
    min_w = answers.get(CONF_MIN_W) or limits.min_w
    max_w = answers.get(CONF_MAX_W) or limits.max_w
    if min_w < NOMINAL_MIN_W:
        problems.add(CONF_MIN_W, "min_needed")
    elif not limits.takes(min_w):
        problems.add(CONF_MIN_W, "number_cannot", **words)
    elif max_w < min_w or not limits.takes(max_w):
        problems.add(CONF_MAX_W, "number_cannot", **words)
    elif max_w > NOMINAL_MAX_W:
        problems.add(CONF_MAX_W, "nominal_out_of_range")


def _plain(power_w: float) -> str:
    return f"{power_w:.10g}"
