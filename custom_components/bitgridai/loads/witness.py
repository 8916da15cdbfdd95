"""What shows whether a load really runs: a power sensor, or anything with a state."""

from dataclasses import dataclass
from typing import Any

from homeassistant.const import ATTR_UNIT_OF_MEASUREMENT, STATE_ON, Platform
from homeassistant.core import HomeAssistant, State
from homeassistant.util.unit_conversion import PowerConverter

from ..ports import Evidence
from ..values import watts
from .actuator import shown
from .fields import CONF_CONFIRM_ENTITY, CONF_CONFIRM_STATE, CONF_CONFIRM_W
from .shape import Answers, Problems

WITNESSES = (Platform.SENSOR, Platform.BINARY_SENSOR, Platform.SWITCH, "input_boolean", "input_select", Platform.SELECT)


@dataclass(frozen=True, slots=True)
class Witness:
    """An entity and what it shows while the load runs."""

    hass: HomeAssistant
    entity_id: str
    above_w: float | None = None
    """Power above which the load runs; None where the state itself says it."""
    running_state: str = STATE_ON

    def read(self) -> Evidence:
        """Return what it shows now; silence is neither running nor resting."""
        state = shown(self.hass, self.entity_id)
        if state is None:
            return Evidence.UNKNOWN
        if self.above_w is None:
            return Evidence.RUNNING if state.state == self.running_state else Evidence.RESTING
        power_w = watts(state)
        if power_w is None:
            return Evidence.UNKNOWN
        return Evidence.RUNNING if power_w > self.above_w else Evidence.RESTING


def witness_of(hass: HomeAssistant, answers: Answers) -> Witness:
    """Build the witness that is stored; KeyError where there is none."""
    above_w = answers.get(CONF_CONFIRM_W)
    return Witness(
        hass,
        answers[CONF_CONFIRM_ENTITY],
        None if above_w is None else float(above_w),
        str(answers.get(CONF_CONFIRM_STATE) or STATE_ON),
    )


def check_witness(hass: HomeAssistant, answers: Answers, problems: Problems) -> None:
    """Refuse a witness that measures something other than power."""
    state = hass.states.get(answers[CONF_CONFIRM_ENTITY])
    if state is not None and state.attributes.get(ATTR_UNIT_OF_MEASUREMENT) and not _measures_power(state):
        problems.add(CONF_CONFIRM_ENTITY, "confirm_not_power")


def completed(hass: HomeAssistant, answers: dict[str, Any], lowest_w: float) -> dict[str, Any]:
    """Decide by what the witness is how it is read: a power sensor by half of the lowest power, all else by state."""
    if not answers.get(CONF_CONFIRM_ENTITY):
        return _without(answers, CONF_CONFIRM_ENTITY, CONF_CONFIRM_W, CONF_CONFIRM_STATE)
    state = hass.states.get(answers[CONF_CONFIRM_ENTITY])
    if state is None or not _measures_power(state):
        return _without(answers, CONF_CONFIRM_W)
    above_w = answers.get(CONF_CONFIRM_W)
    return {**_without(answers, CONF_CONFIRM_STATE), CONF_CONFIRM_W: lowest_w / 2 if above_w is None else above_w}


def _measures_power(state: State) -> bool:
    return state.attributes.get(ATTR_UNIT_OF_MEASUREMENT) in PowerConverter.VALID_UNITS


def _without(answers: dict[str, Any], *names: str) -> dict[str, Any]:
    return {key: value for key, value in answers.items() if key not in names}
