"""Sensors of a load: what it was told, what it does, and why."""

from homeassistant.components.sensor import SensorDeviceClass, SensorStateClass
from homeassistant.const import UnitOfPower, UnitOfTemperature

from ..coordinator import BitGridCoordinator
from ..engine.signals import POWER_UP, TEMPERATURE
from ..entity import LoadCondition, LoadEntity, load_condition, story, whole_watts
from ..household import CHIP_TEMP, POWER
from ..ports import LoadReading
from .base import (
    ACTIONS,
    REASONS,
    Attributes,
    BitGridSensor,
    BitGridSensorDescription,
    trace,
    usable,
)

_TEMPERATURE_STEP_K = 1.0

STATES = [condition.value for condition in LoadCondition]


class LoadSensor(LoadEntity, BitGridSensor):
    """A sensor of a load."""

    @property
    def reading(self) -> LoadReading:
        """What the load reports."""
        return self.coordinator.data.loads[self.load_id]


def _level(entity: LoadSensor) -> Attributes:
    description = entity.coordinator.data.descriptions[entity.load_id]
    return {
        "load_id": entity.load_id,
        "level": entity.reading.level,
        "levels_w": list(description.levels_w) or None,
        "range_w": None if description.range_w is None else list(description.range_w),
        "priority": description.priority,
    }


def _chip_temp_c(entity: LoadSensor) -> float | None:
    value = usable(entity, TEMPERATURE, entity.reading.chip_temp)
    return None if value is None else round(value, 1)


def _decision(entity: LoadSensor) -> Attributes:
    made = entity.made
    return None if made is None else {"rule": made.rule.value.lower(), "target_w": made.target_w}


SENSORS: tuple[BitGridSensorDescription[LoadSensor], ...] = (
    BitGridSensorDescription(
        key="state",
        translation_key="load_state",
        device_class=SensorDeviceClass.ENUM,
        options=STATES,
        value=lambda entity: load_condition(entity.coordinator, entity.load_id).value,
        attributes=_level,
    ),
    BitGridSensorDescription(
        key="target_power",
        translation_key="target_power",
        device_class=SensorDeviceClass.POWER,
        native_unit_of_measurement=UnitOfPower.WATT,
        suggested_display_precision=0,
        value=lambda entity: entity.made.target_w if entity.made else None,
    ),
    BitGridSensorDescription(
        key="decision",
        translation_key="decision",
        device_class=SensorDeviceClass.ENUM,
        options=ACTIONS,
        value=lambda entity: entity.made.action.value.lower() if entity.made else None,
        attributes=_decision,
    ),
    BitGridSensorDescription(
        key="reason",
        translation_key="reason",
        device_class=SensorDeviceClass.ENUM,
        options=REASONS,
        value=lambda entity: entity.made.code.value.lower() if entity.made else None,
    ),
    BitGridSensorDescription(
        key="explanation",
        translation_key="explanation",
        value=lambda entity: story(entity.coordinator, entity.made).short if entity.made else None,
        attributes=lambda entity: trace(entity, entity.made),
    ),
    BitGridSensorDescription(
        key="starts_today",
        translation_key="starts_today",
        value=lambda entity: entity.coordinator.data.memory.of(entity.load_id).starts_today,
    ),
)

MEASURED: dict[str, BitGridSensorDescription[LoadSensor]] = {
    POWER: BitGridSensorDescription(
        key="power",
        translation_key="load_power",
        device_class=SensorDeviceClass.POWER,
        state_class=SensorStateClass.MEASUREMENT,
        native_unit_of_measurement=UnitOfPower.WATT,
        suggested_display_precision=0,
        value=lambda entity: whole_watts(usable(entity, POWER_UP, entity.reading.power)),
        measured=True,
    ),
    CHIP_TEMP: BitGridSensorDescription(
        key="chip_temperature",
        translation_key="chip_temperature",
        device_class=SensorDeviceClass.TEMPERATURE,
        state_class=SensorStateClass.MEASUREMENT,
        native_unit_of_measurement=UnitOfTemperature.CELSIUS,
        suggested_display_precision=1,
        value=_chip_temp_c,
        measured=True,
        step=_TEMPERATURE_STEP_K,
    ),
}


def load_sensors(coordinator: BitGridCoordinator) -> list[BitGridSensor]:
    """Build the sensors of all loads."""
    sensors: list[BitGridSensor] = []
    for load_id in coordinator.data.descriptions:
        fitted = coordinator.household.measures.get(load_id, frozenset())
        measured = [description for name, description in MEASURED.items() if name in fitted]
        sensors += [LoadSensor(coordinator, description, load_id) for description in (*SENSORS, *measured)]
    return sensors
