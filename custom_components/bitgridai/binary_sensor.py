"""Lockouts, the emergency stop and people's commands, as something that is or is not."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, override

from homeassistant.components.binary_sensor import BinarySensorEntity, BinarySensorEntityDescription
from homeassistant.components.binary_sensor.const import BinarySensorDeviceClass
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from .coordinator import BitGridConfigEntry, BitGridCoordinator
from .engine.memory import Override
from .entity import BitGridEntity, LoadEntity, async_add

# They read what the coordinator has.
PARALLEL_UPDATES = 0


@dataclass(frozen=True, kw_only=True)
class BitGridBinarySensorDescription[E: BitGridEntity](BinarySensorEntityDescription):
    """A binary sensor and where its state comes from."""

    is_on: Callable[[E], bool]
    attributes: Callable[[E], Mapping[str, Any] | None] = lambda _: None


class BitGridBinarySensor(BitGridEntity, BinarySensorEntity):
    """A binary sensor of the controller."""

    entity_description: BitGridBinarySensorDescription[Any]

    @override
    def _refresh(self) -> None:
        self._attr_is_on = self.entity_description.is_on(self)
        self._attr_extra_state_attributes = dict(self.entity_description.attributes(self) or {})

    @override
    def _shown(self) -> object:
        return self._attr_is_on


class LoadBinarySensor(LoadEntity, BitGridBinarySensor):
    """A binary sensor of a load."""


def _wall(coordinator: BitGridCoordinator, moment: int) -> str:
    return coordinator.clock.wall(moment).isoformat(timespec="seconds")


def _locked(entity: BitGridEntity) -> list[str]:
    data = entity.coordinator.data
    return [load_id for load_id in data.descriptions if data.memory.of(load_id).lockout is not None]


def _lockout(entity: LoadBinarySensor) -> Mapping[str, Any] | None:
    lockout = entity.coordinator.data.memory.of(entity.load_id).lockout
    if lockout is None:
        return None
    return {
        "cause": lockout.code.lower(),
        "since": _wall(entity.coordinator, lockout.since),
        "acknowledged": entity.coordinator.acknowledged.seen(entity.coordinator.data.memory, entity.load_id),
    }


def _emergency_stop(entity: BitGridEntity) -> Mapping[str, Any] | None:
    stop = entity.coordinator.data.memory.emergency_stop
    return None if stop is None else {"origin": stop.origin, "since": _wall(entity.coordinator, stop.since)}


def _told(entity: BitGridEntity, overrides: Iterable[Override]) -> list[dict[str, Any]]:
    return [
        {
            "id": item.id,
            "load": item.load,
            "override": item.kind.value,
            "power_w": item.power_w,
            "origin": item.origin,
            "valid_until": _wall(entity.coordinator, item.valid_until),
        }
        for item in overrides
    ]


def _of_load(entity: LoadBinarySensor) -> list[Override]:
    return [item for item in entity.coordinator.data.memory.overrides if item.load == entity.load_id]


CONTROLLER: tuple[BitGridBinarySensorDescription[BitGridBinarySensor], ...] = (
    BitGridBinarySensorDescription(
        key="lockout",
        translation_key="lockout",
        device_class=BinarySensorDeviceClass.PROBLEM,
        is_on=lambda entity: bool(_locked(entity)),
        attributes=lambda entity: {"loads": _locked(entity)},
    ),
    BitGridBinarySensorDescription(
        key="emergency_stop",
        translation_key="emergency_stop",
        device_class=BinarySensorDeviceClass.SAFETY,
        is_on=lambda entity: entity.coordinator.data.memory.emergency_stop is not None,
        attributes=_emergency_stop,
    ),
    BitGridBinarySensorDescription(
        key="override",
        translation_key="override",
        is_on=lambda entity: bool(entity.coordinator.data.memory.overrides),
        attributes=lambda entity: {"overrides": _told(entity, entity.coordinator.data.memory.overrides)},
    ),
)

LOAD: tuple[BitGridBinarySensorDescription[LoadBinarySensor], ...] = (
    BitGridBinarySensorDescription(
        key="lockout",
        translation_key="lockout",
        device_class=BinarySensorDeviceClass.PROBLEM,
        is_on=lambda entity: entity.load_id in _locked(entity),
        attributes=_lockout,
    ),
    BitGridBinarySensorDescription(
        key="override",
        translation_key="override",
        is_on=lambda entity: bool(_of_load(entity)),
        attributes=lambda entity: {"overrides": _told(entity, _of_load(entity))},
    ),
)


async def async_setup_entry(
    hass: HomeAssistant, entry: BitGridConfigEntry, async_add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the binary sensors of the controller and its loads."""
    coordinator = entry.runtime_data
    async_add(
        coordinator,
        async_add_entities,
        [
            *(BitGridBinarySensor(coordinator, description) for description in CONTROLLER),
            *(
                LoadBinarySensor(coordinator, description, load_id)
                for load_id in coordinator.data.descriptions
                for description in LOAD
            ),
        ],
    )
