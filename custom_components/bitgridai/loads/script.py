"""A load that one script starts and another one stops. Only something else can tell what it does."""

from dataclasses import dataclass

from homeassistant.const import SERVICE_TURN_ON, Platform, UnitOfPower
from homeassistant.core import HomeAssistant, split_entity_id
import probatio as vol

from ..const import CONF_NOMINAL_W
from ..ports import Evidence
from .actuator import UNREACHABLE, Scale, Setting, async_ask, on_or_off
from .fields import CONF_START_ENTITY, CONF_STOP_ENTITY
from .shape import Answers, Problems, Shape, box, check_nominal, entity_of
from .witness import Witness, witness_of

_BUTTONS = (Platform.BUTTON, "input_button")
STARTERS = ("script", *_BUTTONS)


@dataclass(frozen=True, slots=True)
class Script:
    """Runs a script, or presses a button, for each of start and stop."""

    hass: HomeAssistant
    start_entity: str
    stop_entity: str
    witness: Witness
    scale: Scale

    @property
    def entity_ids(self) -> tuple[str, ...]:
        """Both scripts, and what shows the outcome."""
        return (self.start_entity, self.stop_entity, self.witness.entity_id)

    def read(self) -> Setting:
        """Return what the witness shows; nothing else knows."""
        evidence = self.witness.read()
        if evidence is Evidence.UNKNOWN:
            return UNREACHABLE
        return Setting(1, self.scale.lowest_w) if evidence is Evidence.RUNNING else Setting(0)

    async def command(self, level: int, target_w: float) -> None:
        """Begin the script without waiting for its end, which may be minutes away."""
        entity_id = self.start_entity if level else self.stop_entity
        service = "press" if split_entity_id(entity_id)[0] in _BUTTONS else SERVICE_TURN_ON
        await async_ask(self.hass, entity_id, service)


def _check(_: HomeAssistant, answers: Answers, problems: Problems) -> None:
    check_nominal(answers, problems)


SHAPE = Shape(
    key="script",
    questions={
        vol.Required(CONF_START_ENTITY): entity_of(*STARTERS),
        vol.Required(CONF_STOP_ENTITY): entity_of(*STARTERS),
        vol.Required(CONF_NOMINAL_W): box(UnitOfPower.WATT),
    },
    controls=(CONF_START_ENTITY, CONF_STOP_ENTITY),
    check=_check,
    build=lambda hass, answers: Script(
        hass,
        answers[CONF_START_ENTITY],
        answers[CONF_STOP_ENTITY],
        witness_of(hass, answers),
        on_or_off(float(answers[CONF_NOMINAL_W])),
    ),
    needs_witness=True,
)
