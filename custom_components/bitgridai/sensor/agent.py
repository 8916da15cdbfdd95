"""Sensors of the agent: how things stand, and what it still lacks."""

from datetime import datetime

from homeassistant.components.sensor import SensorDeviceClass, SensorStateClass
from homeassistant.const import EntityCategory

from ..agent import LinkState, LinkStatus
from ..coordinator import BitGridCoordinator
from ..entity import Part, PartEntity
from .base import Attributes, BitGridSensor, BitGridSensorDescription


class AgentSensor(PartEntity, BitGridSensor):
    """A sensor of the agent."""

    entity_description: BitGridSensorDescription[AgentSensor]

    @property
    def status(self) -> LinkStatus:
        """How things stand."""
        return self.coordinator.agent or LinkStatus()


def _told(entity: AgentSensor) -> Attributes:
    shaken = entity.status.handshake
    return {
        "error": entity.status.error,
        "version": None if shaken is None else shaken.version,
        "engine_version": None if shaken is None else shaken.engine_version,
    }


def _exported_at(entity: AgentSensor) -> datetime | None:
    last = entity.coordinator.exports.last
    return None if last is None else entity.coordinator.clock.wall(last.at)


def _exported(entity: AgentSensor) -> Attributes:
    last = entity.coordinator.exports.last
    if last is None:
        return None
    return {"file": last.name, "records": last.records, "bytes": last.bytes, "hash": last.sha256}


SENSORS: tuple[BitGridSensorDescription[AgentSensor], ...] = (
    BitGridSensorDescription(
        key="agent_link",
        translation_key="agent_link",
        device_class=SensorDeviceClass.ENUM,
        entity_category=EntityCategory.DIAGNOSTIC,
        options=[state.value for state in LinkState],
        value=lambda entity: entity.status.state.value,
        attributes=_told,
    ),
    BitGridSensorDescription(
        key="agent_waiting",
        translation_key="agent_waiting",
        entity_category=EntityCategory.DIAGNOSTIC,
        state_class=SensorStateClass.MEASUREMENT,
        entity_registry_enabled_default=False,
        value=lambda entity: entity.status.waiting,
    ),
    BitGridSensorDescription(
        key="last_export",
        translation_key="last_export",
        device_class=SensorDeviceClass.TIMESTAMP,
        entity_category=EntityCategory.DIAGNOSTIC,
        value=_exported_at,
        attributes=_exported,
    ),
)


def agent_sensors(coordinator: BitGridCoordinator) -> list[AgentSensor]:
    """Build the sensors of the agent, where there is one."""
    if coordinator.agent is None:
        return []
    return [AgentSensor(coordinator, description, Part.AGENT) for description in SENSORS]
