"""What the sensors share: how they show a value, and the tables they are made from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, override

from homeassistant.components.sensor import SensorEntity, SensorEntityDescription

from ..engine.arbitration import LoadDecision
from ..engine.explanation import tell_votes
from ..engine.rules import ALL_CODES
from ..engine.signals import SignalKind
from ..engine.vocabulary import Action
from ..engine.votes import vote_document
from ..entity import BitGridEntity, language, nearest, story, usable as usable_value
from ..ports import Reading

ACTIONS = [action.value.lower() for action in Action]
REASONS = [code.value.lower() for code in ALL_CODES]
TRACE = frozenset({"detail", "technical", "nearest_change", "vote_trace", "votes"})
"""Attributes that would fill the recorder; the ledger keeps them."""
EXPLANATION_MAX = 255
"""Characters that a state can hold."""

type Value = str | int | float | datetime | None
type Attributes = Mapping[str, Any] | None


@dataclass(frozen=True, kw_only=True)
class BitGridSensorDescription[E: BitGridEntity](SensorEntityDescription):
    """A sensor and where its value comes from."""

    value: Callable[[E], Value]
    """None where nothing valid is known."""
    attributes: Callable[[E], Attributes] = lambda _: None
    measured: bool = False
    """Whether it shows an instrument, so that no value means unavailable and not unknown."""
    step: float = 0.0
    """A smaller change is not shown, unless it is to 0: every state is a row in the recorder."""


class BitGridSensor(BitGridEntity, SensorEntity):
    """A sensor made from a description."""

    entity_description: BitGridSensorDescription[Any]
    _unrecorded_attributes = frozenset({*TRACE, "causes", "details", "explanation", "hash"})

    @override
    def _refresh(self) -> None:
        description = self.entity_description
        value = description.value(self)
        if _differ(self._attr_native_value, value, description.step):
            self._attr_native_value = value
        self._attr_extra_state_attributes = dict(description.attributes(self) or {})
        self._attr_available = value is not None or not description.measured

    @override
    def _shown(self) -> object:
        return self._attr_native_value


def _differ(shown: object, value: object, step: float) -> bool:
    """Whether a value is worth showing."""
    if step and value and isinstance(shown, int | float) and isinstance(value, int | float):
        return abs(value - shown) >= step
    return value != shown


def usable(entity: BitGridEntity, kind: SignalKind, reading: Reading | None) -> float | None:
    """Return a reading's value where the engine would use it too."""
    return usable_value(entity.coordinator, kind, reading)


def trace(entity: BitGridEntity, made: LoadDecision | None) -> Attributes:
    """Return the long texts and every rule's vote."""
    if made is None:
        return None
    words = story(entity.coordinator, made)
    return {
        "detail": words.detail,
        "technical": words.technical,
        "nearest_change": nearest(entity.coordinator, made),
        "vote_trace": tell_votes(made, language(entity.coordinator)),
        "votes": [vote_document(vote) for vote in made.votes],
    }
