"""From a config entry to a site: which house is read and which loads are controlled."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant
from homeassistant.helpers.storage import Store
from homeassistant.util import dt as dt_util

from .clock import Clock, SimulatedClock, WallClock
from .const import (
    CONF_HOUSEHOLD,
    CONF_MODE,
    CONF_POWER_ENTITY,
    CONF_SPEED,
    CONF_START_HOUR,
    CONF_TEMPERATURE_ENTITY,
    DOMAIN,
    MODE_SIMULATED,
    SUBENTRY_LOAD,
)
from .loads.entity import EntityLoad
from .loads.registry import build_load
from .loads.simulated import SimulatedLoadPort
from .ports import Site
from .simulation import (
    Household,
    LoadKind,
    Plant,
    Profile,
    SnapshotError,
    Trace,
    bundled_households,
    load_household,
    open_profile,
)
from .sources.binding import bind_house
from .sources.simulated import SimulatedHouse

DEFAULT_SPEED = 60
DEFAULT_START_HOUR = 7
POWER = "power"
CHIP_TEMP = "chip_temp"
_GENERATED_FROM = int(datetime(2025, 6, 10, tzinfo=UTC).timestamp())
"""Where a generated house begins: in early summer, whatever the date."""


@dataclass(frozen=True, slots=True)
class HouseholdSite:
    """A site with everything the coordinator needs to run it."""

    site: Site
    clock: Clock
    local_date: Callable[[int], str]
    watched: frozenset[str] = frozenset()
    """Entities whose every change is a sample."""
    safety: frozenset[str] = frozenset()
    """Of these, the ones whose change safety looks at immediately."""
    plant: Plant | None = None
    """The simulated house; None for a real one."""
    name: str = ""
    """Which simulated house it is."""
    speed: float = 1.0
    time_zone: str = ""
    """Where a simulated house stands; empty for the owner's own."""
    subentry_of: dict[str, str] = field(default_factory=dict)
    """Subentry by load id, or by kind of device for the house's own."""
    signals: frozenset[str] = frozenset()
    """House signals that are fitted, whether or not they have a value now."""
    named: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """By load id: the entities to look at when it does not obey."""
    measures: dict[str, frozenset[str]] = field(default_factory=dict)
    """By load id: which of ``power`` and ``chip_temp`` are fitted."""
    refresh: Callable[[], Awaitable[None]] | None = None
    """Asks for forecasts that nobody brings by themselves."""


def is_simulated(entry: ConfigEntry[Any]) -> bool:
    """Whether an entry is a simulated household."""
    return bool(entry.data.get(CONF_MODE) == MODE_SIMULATED)


def build_simulated(entry: ConfigEntry[Any], saved: Mapping[str, object] | None) -> HouseholdSite:
    """Open a simulated household, going on from a snapshot where there is one. Blocks.

    Raises simulation.DocumentError where the household's files cannot be used.
    """
    name = entry.data[CONF_HOUSEHOLD]
    household = load_household(bundled_households().get(name, Path(name)))
    profile = open_profile(household)
    plant = _plant(entry, household, profile, saved)
    speed = float(entry.data.get(CONF_SPEED, DEFAULT_SPEED))
    zone = household.location.zone
    house = SimulatedHouse(plant)
    return HouseholdSite(
        site=Site(house, tuple(SimulatedLoadPort(plant, load) for load in household.loads)),
        clock=SimulatedClock(plant.t, speed),
        local_date=lambda moment: datetime.fromtimestamp(moment, zone).date().isoformat(),
        plant=plant,
        name=name,
        speed=speed,
        time_zone=household.location.time_zone,
        signals=frozenset(house.read(plant.t).signals),
        measures={
            load.id: frozenset({POWER, CHIP_TEMP} if load.kind is LoadKind.MINER else {POWER})
            for load in household.loads
        },
    )


def _plant(
    entry: ConfigEntry[Any], household: Household, profile: Profile, saved: Mapping[str, object] | None
) -> Plant:
    # A snapshot of another house may fit this one by chance, and would still not be its past.
    if saved is not None and saved.get(CONF_HOUSEHOLD) == entry.data[CONF_HOUSEHOLD]:
        try:
            return Plant.restore(household, profile, saved.get("plant"))
        except SnapshotError:
            pass  # its loads or its battery have changed: only a new start is honest
    first = profile.start if isinstance(profile, Trace) else _GENERATED_FROM
    return Plant(household, profile, first + int(entry.data.get(CONF_START_HOUR, DEFAULT_START_HOUR) * 3600))


def build_real(hass: HomeAssistant, entry: ConfigEntry[Any]) -> HouseholdSite:
    """Bind the owner's sensors and switches."""
    bound = bind_house(hass, entry)
    subentry_of = dict(bound.subentry_of)
    loads: list[EntityLoad] = []
    measures: dict[str, frozenset[str]] = {}
    for subentry in entry.get_subentries_of_type(SUBENTRY_LOAD):
        # Loads are served in the order in which they were added.
        load = build_load(hass, subentry.title, subentry.data, priority=len(loads))
        loads.append(load)
        subentry_of[load.description.id] = subentry.subentry_id
        fitted = ((CONF_POWER_ENTITY, POWER), (CONF_TEMPERATURE_ENTITY, CHIP_TEMP))
        measures[load.description.id] = frozenset(name for key, name in fitted if subentry.data.get(key))
    zone = dt_util.get_default_time_zone()
    return HouseholdSite(
        site=Site(bound.house, tuple(loads)),
        clock=WallClock(),
        local_date=lambda moment: datetime.fromtimestamp(moment, zone).date().isoformat(),
        watched=bound.house.entity_ids.union(*(load.entity_ids for load in loads)),
        safety=frozenset().union(*(load.entity_ids for load in loads)),
        subentry_of=subentry_of,
        signals=bound.signals,
        measures=measures,
        named={load.description.id: load.named for load in loads},
        refresh=bound.ahead.async_refresh if bound.ahead.refreshes else None,
    )


def plant_store(hass: HomeAssistant, entry_id: str) -> Store[dict[str, Any]]:
    """Return where a simulated household keeps its state over a restart."""
    return Store(hass, 1, f"{DOMAIN}.{entry_id}.plant")
