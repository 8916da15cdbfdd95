"""Sensors of the controller: what it decided, why, what comes next, and how it is."""

from datetime import UTC, datetime, timedelta
from typing import override

from homeassistant.components.sensor import SensorDeviceClass, SensorStateClass
from homeassistant.const import EntityCategory, UnitOfPower

from ..coordinator import BitGridCoordinator
from ..engine.arbitration import LoadDecision
from ..engine.explanation import LANGUAGES
from ..entity import language, leading, story, whole_watts
from ..policies import PolicyOrigin
from ..runtime import HealthLevel
from .base import (
    ACTIONS,
    REASONS,
    Attributes,
    BitGridSensor,
    BitGridSensorDescription,
    trace,
)

_SURPLUS_STEP_W = 100
_CLOCK_STEP_S = 600
"""A simulated clock that showed every second would fill the recorder."""
_HASH_SHOWN = 12


class ControllerSensor(BitGridSensor):
    """A sensor of the controller."""

    @property
    def main(self) -> LoadDecision | None:
        """The decision to show first."""
        return self.coordinator.data.main


def _decision(entity: ControllerSensor) -> str | None:
    return entity.main.action.value.lower() if entity.main else None


def _decision_context(entity: ControllerSensor) -> Attributes:
    """Return what was decided, and since when that is so: to decide the same again is no news."""
    data, made = entity.coordinator.data, entity.main
    if made is None or data.decision is None or data.decided_at is None:
        return None
    told = {"load": made.load, "rule": made.rule.value.lower(), "target_w": made.target_w}
    before = entity.extra_state_attributes or {}
    if entity.native_value == _decision(entity) and told.items() <= before.items():
        return before
    return {
        **told,
        "trigger": data.decision.trigger.value.lower(),
        "decided_at": entity.coordinator.clock.wall(data.decided_at).isoformat(timespec="seconds"),
    }


def _explanation(entity: ControllerSensor) -> str | None:
    if not entity.coordinator.data.descriptions:
        # Nothing to decide about is no fault, but nothing to leave unsaid either.
        return LANGUAGES.get(language(entity.coordinator), LANGUAGES["en"]).words["no_load"]
    return story(entity.coordinator, entity.main).short if entity.main else None


def _surplus(entity: ControllerSensor) -> int | None:
    preview = entity.coordinator.data.preview
    return whole_watts(preview.surplus.surplus_w) if preview else None


def _next_decision(entity: ControllerSensor) -> datetime:
    moment = entity.coordinator.clock.wall(entity.coordinator.data.next_block_at)
    # Whole seconds: the wall time of a simulated moment has a tail that means nothing.
    return (moment + timedelta(milliseconds=500)).replace(microsecond=0)


def _health_causes(entity: ControllerSensor) -> Attributes:
    data = entity.coordinator.data
    words = LANGUAGES.get(language(entity.coordinator), LANGUAGES["en"]).words

    def named(subject: str) -> str:
        load = data.descriptions.get(subject)
        return load.name if load is not None else words.get(subject, subject)

    return {
        "causes": list(dict.fromkeys(cause.value for cause, _ in data.health.causes)),
        "details": [{"cause": cause.value, "about": named(subject)} for cause, subject in data.health.causes],
    }


def _simulated_time(entity: ControllerSensor) -> datetime:
    now = entity.coordinator.data.now
    return datetime.fromtimestamp(now - now % _CLOCK_STEP_S, UTC)


SENSORS: tuple[BitGridSensorDescription[ControllerSensor], ...] = (
    BitGridSensorDescription(
        key="decision",
        translation_key="decision",
        device_class=SensorDeviceClass.ENUM,
        options=ACTIONS,
        value=_decision,
        attributes=_decision_context,
    ),
    BitGridSensorDescription(
        key="reason",
        translation_key="reason",
        device_class=SensorDeviceClass.ENUM,
        options=REASONS,
        value=lambda entity: entity.main.code.value.lower() if entity.main else None,
    ),
    BitGridSensorDescription(
        key="explanation",
        translation_key="explanation",
        value=_explanation,
        attributes=lambda entity: trace(entity, entity.main),
    ),
    BitGridSensorDescription(
        key="surplus",
        translation_key="surplus",
        device_class=SensorDeviceClass.POWER,
        state_class=SensorStateClass.MEASUREMENT,
        native_unit_of_measurement=UnitOfPower.WATT,
        suggested_display_precision=0,
        value=_surplus,
        measured=True,
        step=_SURPLUS_STEP_W,
    ),
    BitGridSensorDescription(
        key="next_decision",
        translation_key="next_decision",
        device_class=SensorDeviceClass.TIMESTAMP,
        value=_next_decision,
    ),
    BitGridSensorDescription(
        key="health",
        translation_key="health",
        device_class=SensorDeviceClass.ENUM,
        entity_category=EntityCategory.DIAGNOSTIC,
        options=[level.value for level in HealthLevel],
        value=lambda entity: entity.coordinator.data.health.level.value,
        attributes=_health_causes,
    ),
    BitGridSensorDescription(
        key="policy_hash",
        translation_key="policy_hash",
        entity_category=EntityCategory.DIAGNOSTIC,
        value=lambda entity: entity.coordinator.data.policy_hash[:_HASH_SHOWN],
        attributes=lambda entity: {"hash": entity.coordinator.data.policy_hash},
    ),
    BitGridSensorDescription(
        key="policy_origin",
        translation_key="policy_origin",
        device_class=SensorDeviceClass.ENUM,
        entity_category=EntityCategory.DIAGNOSTIC,
        options=[origin.value for origin in PolicyOrigin],
        value=lambda entity: entity.coordinator.policy_origin.value,
    ),
    BitGridSensorDescription(
        key="records",
        translation_key="records",
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        value=lambda entity: entity.coordinator.data.records,
    ),
    BitGridSensorDescription(
        key="last_record",
        translation_key="last_record",
        entity_category=EntityCategory.DIAGNOSTIC,
        entity_registry_enabled_default=False,
        value=lambda entity: entity.coordinator.data.memory.last_hash[:_HASH_SHOWN],
        attributes=lambda entity: {"hash": entity.coordinator.data.memory.last_hash},
    ),
)

SIMULATED_TIME: BitGridSensorDescription[ControllerSensor] = BitGridSensorDescription(
    key="simulated_time",
    translation_key="simulated_time",
    device_class=SensorDeviceClass.TIMESTAMP,
    entity_category=EntityCategory.DIAGNOSTIC,
    value=_simulated_time,
)

PREVIEW: BitGridSensorDescription[PreviewSensor] = BitGridSensorDescription(
    key="next_block",
    translation_key="next_block",
    device_class=SensorDeviceClass.ENUM,
    options=ACTIONS,
    value=lambda entity: entity.ahead.action.value.lower() if entity.ahead else None,
    attributes=lambda entity: entity.told(),
)


class PreviewSensor(BitGridSensor):
    """What the next block would bring if nothing changed until then."""

    _told: Attributes = None
    _told_of: tuple[str, str, float, int] | None = None

    @property
    def ahead(self) -> LoadDecision | None:
        """The decision that would be taken."""
        return leading(self.coordinator.data.preview)

    @override
    def _shown(self) -> object:
        return self._attr_native_value, self._told_of

    def told(self) -> Attributes:
        """Return what the preview says; the same until the block's end as long as nothing but figures moved."""
        made = self.ahead
        if made is None:
            return None
        of = (made.load, made.code.value, made.target_w, self.coordinator.data.next_block_at)
        if self._told is None or of != self._told_of:
            self._told_of = of
            self._told = {
                "load": made.load,
                "reason": made.code.value.lower(),
                "target_w": made.target_w,
                "explanation": story(self.coordinator, made).short,
            }
        return self._told


def controller_sensors(coordinator: BitGridCoordinator) -> list[BitGridSensor]:
    """Build the controller's sensors."""
    descriptions = SENSORS if coordinator.household.plant is None else (*SENSORS, SIMULATED_TIME)
    return [
        *(ControllerSensor(coordinator, description) for description in descriptions),
        PreviewSensor(coordinator, PREVIEW),
    ]
