"""What every shape of a load is made of: something that can be set and read back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from homeassistant.const import ATTR_ENTITY_ID, STATE_UNAVAILABLE, STATE_UNKNOWN
from homeassistant.core import HomeAssistant, State, split_entity_id
from homeassistant.exceptions import HomeAssistantError
import probatio as vol

from ..ports import LoadCommandError


@dataclass(frozen=True, slots=True)
class Scale:
    """The power settings a load offers: levels, or a range with a step."""

    levels_w: tuple[float, ...] = ()
    """Off first, then rising; empty where there is a range."""
    range_w: tuple[float, float, float] | None = None
    """Minimum, maximum and step."""

    @property
    def lowest_w(self) -> float:
        """Smallest power at which the load runs."""
        return self.levels_w[1] if self.range_w is None else self.range_w[0]


def on_or_off(nominal_w: float) -> Scale:
    """Return the scale of a load that has one power."""
    return Scale(levels_w=(0.0, nominal_w))


@dataclass(frozen=True, slots=True)
class Setting:
    """What a load is set to, as its entities show it."""

    level: int | None
    """None where what they show is no setting of this load: it is never taken for off."""
    target_w: float = 0.0
    available: bool = True
    """Whether the entities show anything at all."""


UNREACHABLE = Setting(level=None, available=False)


class Actuator(Protocol):
    """Sets a load by entities of Home Assistant."""

    @property
    def scale(self) -> Scale:
        """The settings it offers."""
        ...

    @property
    def entity_ids(self) -> tuple[str, ...]:
        """The entities it commands, the first thing to check when the load does not obey."""
        ...

    def read(self) -> Setting:
        """Return what its entities show now."""
        ...

    async def command(self, level: int, target_w: float) -> None:
        """Ask for a setting; LoadCommandError where an entity is gone or refuses."""
        ...


def shown(hass: HomeAssistant, entity_id: str) -> State | None:
    """Return the state of an entity; None where it is gone, silent or not known."""
    state = hass.states.get(entity_id)
    return None if state is None or state.state in (STATE_UNAVAILABLE, STATE_UNKNOWN) else state


async def async_ask(
    hass: HomeAssistant, entity_id: str, service: str, data: Mapping[str, Any] | None = None, *, domain: str = ""
) -> None:
    """Call an action for one entity and wait for it; LoadCommandError where that cannot work.

    Home Assistant skips entities that are not available without a word, so that is asked first.
    ``domain`` is the entity's own unless another one serves.
    """
    state = hass.states.get(entity_id)
    if state is None:
        raise LoadCommandError(f"{entity_id} does not exist; choose another entity for this load")
    if state.state == STATE_UNAVAILABLE:
        raise LoadCommandError(f"{entity_id} is not available; check the device's power and network")
    try:
        await hass.services.async_call(
            domain or split_entity_id(entity_id)[0],
            service,
            {ATTR_ENTITY_ID: entity_id, **(data or {})},
            blocking=True,
        )
    except (HomeAssistantError, vol.Invalid) as err:
        raise LoadCommandError(f"{entity_id}: {err}") from err
