"""What all entities share: the device they belong to, and when they have something new to say."""

from abc import abstractmethod
from collections import defaultdict
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, override

from homeassistant.core import Context, HomeAssistant, callback
from homeassistant.helpers import device_registry as dr, entity_platform, entity_registry as er
from homeassistant.helpers.device_registry import DeviceEntryType, DeviceInfo
from homeassistant.helpers.entity import EntityDescription
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.helpers.update_coordinator import CoordinatorEntity

from .agent import agent_of
from .const import DOMAIN, SUBENTRY_AGENT, SUBENTRY_INVERTER, SUBENTRY_METER, SUBENTRY_STORAGE
from .coordinator import BitGridConfigEntry, BitGridCoordinator
from .engine.arbitration import LoadDecision
from .engine.explanation import Explanation, explain
from .engine.explanation.whatif import tell_nearest_in_force
from .engine.signals import Signal, SignalKind
from .engine.step import Decision
from .ports import Reading

MANUFACTURER = "BitGridAI"
MODEL_ID_LOAD = "load"
"""By this the actions' device selector finds the loads."""


class Part(StrEnum):
    """The parts of a house that are devices of their own."""

    HOUSEHOLD = "household"
    METER = SUBENTRY_METER
    INVERTER = SUBENTRY_INVERTER
    STORAGE = SUBENTRY_STORAGE
    AGENT = SUBENTRY_AGENT


def controller_identifier(entry: BitGridConfigEntry) -> tuple[str, str]:
    """Identify the controller's device."""
    return (DOMAIN, entry.entry_id)


def part_identifier(entry: BitGridConfigEntry, part: Part) -> tuple[str, str]:
    """Identify the device of a part of the house."""
    return (DOMAIN, f"{entry.entry_id}_{part}")


def load_identifier(entry: BitGridConfigEntry, load_id: str) -> tuple[str, str]:
    """Identify the device of a load."""
    return (DOMAIN, f"{entry.entry_id}_load_{load_id}")


def load_of_device(entry: BitGridConfigEntry, device: dr.DeviceEntry) -> str | None:
    """Return the id of the load whose device this is; None for any other device."""
    for load_id in entry.runtime_data.data.descriptions:
        if load_identifier(entry, load_id) in device.identifiers:
            return load_id
    return None


@callback
def async_register_controller(hass: HomeAssistant, entry: BitGridConfigEntry) -> None:
    """Register the controller's device, which all others are linked to."""
    dr.async_get(hass).async_get_or_create(
        config_entry_id=entry.entry_id,
        entry_type=DeviceEntryType.SERVICE,
        identifiers={controller_identifier(entry)},
        manufacturer=MANUFACTURER,
        name="BitGridAI",
    )


@callback
def async_remove_stale_devices(hass: HomeAssistant, entry: BitGridConfigEntry) -> None:
    """Remove the devices of loads and parts that this household no longer has."""
    kept = {
        controller_identifier(entry),
        *(part_identifier(entry, part) for part in parts_of(entry.runtime_data)),
        *(load_identifier(entry, load_id) for load_id in entry.runtime_data.data.descriptions),
    }
    registry = dr.async_get(hass)
    for device in dr.async_entries_for_config_entry(registry, entry.entry_id):
        if not device.identifiers & kept:
            registry.async_remove_device(device.id)


@callback
def async_remove_stale_entities(hass: HomeAssistant, entry: BitGridConfigEntry) -> None:
    """Remove what an earlier start registered and this one has not, such as a power that is measured no more.

    What its owner disabled is never there, and stays as it is.
    """
    platforms = [item for item in entity_platform.async_get_platforms(hass, DOMAIN) if item.config_entry is entry]
    there = {entity_id for platform in platforms for entity_id in platform.entities}
    registry = er.async_get(hass)
    for known in er.async_entries_for_config_entry(registry, entry.entry_id):
        if known.entity_id not in there and not known.disabled:
            registry.async_remove(known.entity_id)


def parts_of(coordinator: BitGridCoordinator) -> frozenset[Part]:
    """Return the parts that this house has."""
    fitted = {
        Part.METER: {"grid_power_w"},
        Part.INVERTER: {"pv_power_w"},
        Part.STORAGE: {"battery_power_w", "battery_soc_pct"},
        Part.HOUSEHOLD: coordinator.household.signals,
    }
    measured = {part for part, signals in fitted.items() if signals & coordinator.household.signals}
    return frozenset(measured if coordinator.agent is None else {*measured, Part.AGENT})


class BitGridEntity(CoordinatorEntity[BitGridCoordinator]):
    """An entity of the controller's own device."""

    _attr_has_entity_name = True
    _attr_available = True

    subentry: str | None = None
    """What :attr:`~.household.HouseholdSite.subentry_of` calls the subentry it belongs to."""

    def __init__(self, coordinator: BitGridCoordinator, description: EntityDescription) -> None:
        """Show what the description names."""
        super().__init__(coordinator)
        entry = coordinator.config_entry
        self.entity_description = description
        self._attr_unique_id = f"{entry.entry_id}_{description.key}"
        self._attr_device_info = DeviceInfo(identifiers={controller_identifier(entry)})

    def _belongs_to(self, device: DeviceInfo) -> None:
        """Move it from the controller's device to one that is linked to it."""
        entry = self.coordinator.config_entry
        device["manufacturer"] = MANUFACTURER
        device["via_device_id"] = dr.async_get_device_id_by_identifier(
            self.coordinator.hass, controller_identifier(entry), config_entry_id=entry.entry_id
        )
        self._attr_device_info = device

    @abstractmethod
    def _refresh(self) -> None:
        """Set the ``_attr_`` values from the coordinator's data."""

    @abstractmethod
    def _shown(self) -> object:
        """Return what the entity's state is made of, attributes aside."""

    @property
    @override
    def available(self) -> bool:
        """Whether there is a valid value to show."""
        return super().available and self._attr_available

    @override
    async def async_added_to_hass(self) -> None:
        """Take up the first value; Home Assistant writes it."""
        await super().async_added_to_hass()
        self._refresh()

    @callback
    @override
    def _handle_coordinator_update(self) -> None:
        """Write a state only where there is a new one: the controller looks every few seconds."""
        before = self._picture()
        self._refresh()
        if self._picture() != before:
            self.async_write_ha_state()

    def _picture(self) -> tuple[bool, object, Mapping[str, Any] | None]:
        return self.available, self._shown(), self.extra_state_attributes

    @property
    def _origin(self) -> str:
        """Who caused what happens to the entity right now, in the words of the ledger."""
        return origin(self._context)


class PartEntity(BitGridEntity):
    """An entity of a part of the house."""

    def __init__(self, coordinator: BitGridCoordinator, description: EntityDescription, part: Part) -> None:
        """Show what the description names, on the part's device."""
        super().__init__(coordinator, description)
        self.subentry = part
        self._belongs_to(
            DeviceInfo(
                identifiers={part_identifier(coordinator.config_entry, part)},
                model_id=part.value,
                translation_key=part.value,
            )
        )


class LoadEntity(BitGridEntity):
    """An entity of one load."""

    def __init__(self, coordinator: BitGridCoordinator, description: EntityDescription, load_id: str) -> None:
        """Show what the description names, on the load's device."""
        super().__init__(coordinator, description)
        entry = coordinator.config_entry
        self.load_id = load_id
        self.subentry = load_id
        self._attr_unique_id = f"{entry.entry_id}_load_{load_id}_{description.key}"
        self._belongs_to(
            DeviceInfo(
                identifiers={load_identifier(entry, load_id)},
                model_id=MODEL_ID_LOAD,
                name=coordinator.data.descriptions[load_id].name,
            )
        )

    @property
    def made(self) -> LoadDecision | None:
        """The last decision about this load."""
        decision = self.coordinator.data.decision
        return None if decision is None else decision.load(self.load_id)


@callback
def async_add(
    coordinator: BitGridCoordinator,
    async_add_entities: AddConfigEntryEntitiesCallback,
    entities: Iterable[BitGridEntity],
) -> None:
    """Add entities, each to the subentry that its device comes from."""
    groups: defaultdict[str | None, list[BitGridEntity]] = defaultdict(list)
    for entity in entities:
        subentry_id = None if entity.subentry is None else _subentry_id(coordinator, entity.subentry)
        groups[subentry_id].append(entity)
    for subentry_id, group in groups.items():
        async_add_entities(group, config_subentry_id=subentry_id)


def _subentry_id(coordinator: BitGridCoordinator, name: str) -> str | None:
    if name == Part.AGENT:
        subentry = agent_of(coordinator.config_entry)
        return None if subentry is None else subentry.subentry_id
    return coordinator.household.subentry_of.get(name)


def usable(coordinator: BitGridCoordinator, kind: SignalKind, reading: Reading | None) -> float | None:
    """Return a reading's value where the engine would use it too: possible, and not too old."""
    if reading is None or isinstance(reading.value, bool):
        return None
    age_s = max(0, coordinator.data.now - reading.at)
    limit_s = coordinator.controller.policy.r3.telemetry_max_age_s
    return Signal.of(kind, reading.value, age_s).judged(limit_s, 0).value


def whole_watts(value: float | None) -> int | None:
    """Round a power to 10 W, so that an instrument's noise is not a new state every second."""
    return None if value is None else round(value / 10) * 10


class LoadCondition(StrEnum):
    """What a person would say of a load at a glance."""

    OFF = "off"
    RUNNING = "running"
    LOCKED_OUT = "locked_out"
    NOT_ANSWERING = "not_answering"


def load_condition(coordinator: BitGridCoordinator, load_id: str) -> LoadCondition:
    """Return how a load is."""
    reading = coordinator.data.loads[load_id]
    if not reading.available or reading.level is None:
        return LoadCondition.NOT_ANSWERING
    if coordinator.data.memory.of(load_id).lockout is not None:
        return LoadCondition.LOCKED_OUT
    return LoadCondition.RUNNING if reading.level else LoadCondition.OFF


def origin(context: Context | None) -> str:
    """Return ``user`` where a person is behind a call, ``automation`` where none is."""
    return "user" if context is not None and context.user_id is not None else "automation"


def language(coordinator: BitGridCoordinator) -> str:
    """Return the house's language as the explanations call it."""
    return coordinator.hass.config.language.partition("-")[0]


def story(coordinator: BitGridCoordinator, made: LoadDecision) -> Explanation:
    """Tell a decision in the language of the house."""
    return explain(made, language(coordinator), coordinator.data.descriptions[made.load].name)


def nearest(coordinator: BitGridCoordinator, made: LoadDecision) -> str | None:
    """Tell the smallest change that would have decided otherwise; None where that is not known (yet)."""
    flips = coordinator.flips.get(made.load)
    return None if flips is None else tell_nearest_in_force(flips, language(coordinator), made.target_w)


def leading(decision: Decision | None) -> LoadDecision | None:
    """Return the decision to show first: of a load that changes, else of the first by priority."""
    if decision is None or not decision.loads:
        return None
    changing = (item for item in decision.loads if item.action != "HOLD")
    return next(changing, decision.loads[0])
