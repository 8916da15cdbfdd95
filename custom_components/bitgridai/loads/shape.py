"""What a shape has to say about itself: its questions, what is wrong with the answers, and how to build it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers.selector import (
    EntitySelector,
    EntitySelectorConfig,
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
)
import probatio as vol

from ..const import CONF_NOMINAL_W
from ..values import problem_of_entity
from .actuator import Actuator

type Answers = Mapping[str, Any]


@dataclass(slots=True)
class Problems:
    """What is wrong with the answers: an error by field, and the words that its text needs."""

    errors: dict[str, str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, error: str, **words: str) -> None:
        """Say what is wrong with a field; the first thing said stands."""
        if name not in self.errors:
            self.errors[name] = error
            self.words |= words


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """One way of commanding a load."""

    key: str
    """Its name in what is stored and in the texts."""
    questions: Mapping[vol.Marker, Any]
    """Its own fields; those that every load has are asked after them."""
    controls: tuple[str, ...]
    """Fields that name the entities it commands."""
    check: Callable[[HomeAssistant, Answers, Problems], None]
    """Say what is wrong; asked only where every entity it commands exists."""
    build: Callable[[HomeAssistant, Answers], Actuator]
    """Build it from what is stored. Entities need not be there yet."""
    complete: Callable[[HomeAssistant, Answers], dict[str, Any]] = lambda _hass, answers: dict(answers)
    """Fill in what its entities say now, so that it can be built without them later."""
    needs_witness: bool = False
    """Whether nothing but another entity can tell what the load does."""


def entity_of(*domains: str) -> EntitySelector:
    """Offer the entities of these domains."""
    return EntitySelector(EntitySelectorConfig(domain=list(domains)))


def box(unit: str) -> NumberSelector:
    """Ask for a number in a unit."""
    return NumberSelector(NumberSelectorConfig(mode=NumberSelectorMode.BOX, step="any", unit_of_measurement=unit))


NOMINAL_MIN_W, NOMINAL_MAX_W = 10, 25_000
"""Below, no load is worth a decision; above, it is no household's single load."""


def check_nominal(answers: Answers, problems: Problems) -> None:
    """Refuse a nominal power that no household's load has."""
    if not NOMINAL_MIN_W <= answers[CONF_NOMINAL_W] <= NOMINAL_MAX_W:
        problems.add(CONF_NOMINAL_W, "nominal_out_of_range")


def check_entity(hass: HomeAssistant, answers: Answers, name: str, taken: set[str], problems: Problems) -> None:
    """Refuse an entity that is gone, BitGridAI's own or used for something else; else it is taken from here on."""
    entity_id = answers.get(name)
    if not entity_id:
        return
    if entity_id in taken:
        problems.add(name, "already_used")
    elif problem := problem_of_entity(hass, entity_id):
        problems.add(name, problem)
    taken.add(entity_id)
