"""A house as Home Assistant sees it: states of other integrations, and a switch that really switches."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.config_entries import ConfigEntryState, ConfigSubentryData
from homeassistant.core import HomeAssistant, State
from homeassistant.util import dt as dt_util
from pytest_homeassistant_custom_component.common import (  # type: ignore[import-untyped]
    MockConfigEntry,
    async_fire_time_changed,
)

from custom_components.bitgridai.const import (
    CONF_CAPACITY_KWH,
    CONF_INVERTED,
    CONF_LOAD_ID,
    CONF_MODE,
    CONF_NOMINAL_W,
    CONF_POWER_ENTITY,
    CONF_SOC_ENTITY,
    CONF_SWITCH_ENTITY,
    CONF_TEMPERATURE_ENTITY,
    DOMAIN,
    MODE_SENSORS,
    SUBENTRY_INVERTER,
    SUBENTRY_LOAD,
    SUBENTRY_METER,
    SUBENTRY_STORAGE,
)
from custom_components.bitgridai.coordinator import BitGridCoordinator, ledger_path
from custom_components.bitgridai.engine import verify
from custom_components.bitgridai.engine.verify import Report
from custom_components.bitgridai.ledger import open_ledger

NOON = "2026-06-15 19:00:00+00:00"
"""Noon where Home Assistant's tests live, a block's first second."""
BLOCK_S = 600
HEATER_W = 1500.0
GRID, PV, SOC = "sensor.meter", "sensor.roof", "sensor.battery_charge"
TEMPERATURE = "sensor.heater_temperature"
HEATER = "input_boolean.heater"
_STEP_S = 10


@dataclass
class Owner:
    """Shows what it is told; the meter follows the heater as a real one would."""

    hass: HomeAssistant
    freezer: FrozenDateTimeFactory
    surplus_w: float = 3000.0
    pv_w: float = 4000.0
    soc_pct: float = 90.0
    temperature_c: float = 45.0
    factor: float = 1.0
    """1 for a meter in W that counts import as positive."""
    unit: str = "W"
    shown: dict[str, str] = field(default_factory=dict)
    """States that sensors show instead of their value."""
    frozen: set[str] = field(default_factory=set)
    """Sensors that report nothing any more."""
    turned_back: bool = False
    """Whether the controller's timer has to be fired by hand: the frozen clock turned it back as well."""
    entry: MockConfigEntry = None
    options: dict[str, Any] = field(default_factory=dict)
    """What the owner chose, besides the parts of the house."""
    draws: Callable[[], float] | None = None
    """What the load draws, where it is not the heater."""

    def report(self) -> None:
        """Let every sensor report once."""
        drawn_w = HEATER_W if self.hass.states.is_state(HEATER, "on") else 0.0
        if self.draws is not None:
            drawn_w = self.draws()
        self._show(GRID, (drawn_w - self.surplus_w) * self.factor, self.unit)
        self._show(PV, self.pv_w * abs(self.factor), self.unit)
        self._show(SOC, self.soc_pct, "%")
        self._show(TEMPERATURE, self.temperature_c, "°C")

    def _show(self, entity_id: str, value: float, unit: str) -> None:
        if entity_id not in self.frozen:
            attributes = {"unit_of_measurement": unit, "state_class": "measurement"}
            self.hass.states.async_set(entity_id, self.shown.get(entity_id, str(value)), attributes)

    async def live(self, seconds: float) -> None:
        """Let time pass, with all sensors reporting every few seconds."""
        until = dt_util.utcnow() + timedelta(seconds=seconds)
        while dt_util.utcnow() < until:
            await self._settle()
            self.freezer.tick(_STEP_S)
            self.report()
            await self._fire()

    async def jump(self, seconds: float) -> None:
        """Set the clock, forward or back."""
        self.turned_back = self.turned_back or seconds < 0
        self.freezer.tick(seconds)
        self.report()
        await self._fire()

    async def _fire(self) -> None:
        if self.turned_back:
            self.coordinator._tick(None)
        else:
            async_fire_time_changed(self.hass)
        await self._settle()

    async def _settle(self) -> None:
        if self.entry is not None and self.entry.state is ConfigEntryState.LOADED:
            # A command takes no time here, so it must not be overtaken by a step of ten seconds.
            await self.coordinator.controller.settled()
        await self.hass.async_block_till_done()

    async def connect(self, **changed: Any) -> BitGridCoordinator:
        """Put the house under control; ``changed`` replaces data of subentries by kind."""
        return await self._connect({}, changed)

    async def connect_with(self, **outside: Any) -> BitGridCoordinator:
        """Put the house under control with prices and forecasts."""
        return await self._connect(outside, {})

    async def _connect(self, outside: dict[str, Any], changed: dict[str, Any]) -> BitGridCoordinator:
        subentries = [part for part in subentries_with(changed) if part["data"]]
        self.entry = MockConfigEntry(
            domain=DOMAIN,
            title="BitGridAI",
            data={CONF_MODE: MODE_SENSORS, **outside},
            options=self.options,
            subentries_data=subentries,
        )
        self.entry.add_to_hass(self.hass)
        assert await self.hass.config_entries.async_setup(self.entry.entry_id)
        await self.hass.async_block_till_done()
        return self.coordinator

    async def leave(self) -> None:
        """Take the house out of control, as far as it was in."""
        if self.entry is not None and self.entry.state is ConfigEntryState.LOADED:
            await self.hass.config_entries.async_unload(self.entry.entry_id)

    @property
    def coordinator(self) -> BitGridCoordinator:
        """The controller at work."""
        coordinator: BitGridCoordinator = self.entry.runtime_data
        return coordinator

    def now(self) -> int:
        """Epoch seconds."""
        return int(dt_util.utcnow().timestamp())

    def heating(self) -> bool:
        """Whether the heater is on."""
        return self.hass.states.is_state(HEATER, "on")

    def state(self, entity_id: str) -> State:
        """Return a state that is there."""
        return state(self.hass, entity_id)


def subentries_with(changed: dict[str, Any]) -> list[ConfigSubentryData]:
    """Return the subentries of the house, with data replaced by kind."""
    data: dict[str, dict[str, Any]] = {
        SUBENTRY_METER: {CONF_POWER_ENTITY: GRID, CONF_INVERTED: False},
        SUBENTRY_INVERTER: {CONF_POWER_ENTITY: PV, CONF_INVERTED: False},
        SUBENTRY_STORAGE: {CONF_SOC_ENTITY: SOC, CONF_CAPACITY_KWH: 10},
        SUBENTRY_LOAD: {
            CONF_LOAD_ID: "heater",
            CONF_SWITCH_ENTITY: HEATER,
            CONF_NOMINAL_W: HEATER_W,
            CONF_TEMPERATURE_ENTITY: TEMPERATURE,
        },
    } | changed
    return [
        ConfigSubentryData(
            data=MappingProxyType(content),
            subentry_type=kind,
            title="Heater" if kind == SUBENTRY_LOAD else kind,
            unique_id="heater" if kind == SUBENTRY_LOAD else kind,
        )
        for kind, content in data.items()
    ]


def state(hass: HomeAssistant, entity_id: str) -> State:
    """Return a state that is there."""
    found = hass.states.get(entity_id)
    assert found is not None, f"{entity_id} is not there"
    return found


async def verified(hass: HomeAssistant, entry: MockConfigEntry) -> Report:
    """Verify a household's ledger as it lies on disk."""
    path: Path = ledger_path(hass, entry.entry_id)

    def check() -> Report:
        ledger = open_ledger(path)
        return verify(ledger.records, ledger.last_hash)

    return await hass.async_add_executor_job(check)
