"""What is ahead: solar forecasts and prices, from entities and from the Energy dashboard's forecasts."""

import asyncio
from collections.abc import Callable, Sequence

from homeassistant.core import HomeAssistant, State
from homeassistant.loader import IntegrationNotFound, async_get_integration

from ..const import LOGGER
from ..engine.signals import Series
from ..values import cents_per_kwh, price_factor
from .series import added, ahead, hourly_means, price_series, pv_series

_ANSWER_S = 10
"""How long another integration may take; the house does not wait longer for it."""


class Ahead:
    """Reads forecasts; what is not there is left out, and the rules that need it abstain."""

    def __init__(
        self, hass: HomeAssistant, forecast_entries: Sequence[str], forecast_entities: Sequence[str], price: str | None
    ) -> None:
        """Look at config entries that know the sun, at sensors that do, and at the sensor of the price."""
        self._hass = hass
        self._entries = tuple(forecast_entries)
        self._entities = tuple(forecast_entities)
        self._price = price
        self._from_entries: dict[str, Series] = {}
        self._read: dict[str, tuple[State, Series]] = {}
        """The last state of each sensor with what it said: states change rarely, and readings come every second."""
        self._added: tuple[tuple[Series, ...], Series] = ((), ())
        """The forecasts that were added last, and their sum."""

    @property
    def refreshes(self) -> bool:
        """Whether there is anything that has to be asked for."""
        return bool(self._entries)

    async def async_refresh(self) -> None:
        """Ask the integrations behind the Energy dashboard's forecasts."""
        for entry_id in self._entries:
            self._from_entries[entry_id] = await async_energy_forecast(self._hass, entry_id)

    def pv_forecast(self, now: int) -> Series:
        """PV power ahead, in W."""
        told = (self._of(entity_id, lambda state: pv_series(state.attributes)) for entity_id in self._entities)
        parts = (*self._from_entries.values(), *told)
        if parts != self._added[0]:
            self._added = (parts, added(parts))
        return ahead(self._added[1], now)

    def price_forecast(self, now: int) -> Series:
        """Prices ahead, in ct/kWh."""
        return () if self._price is None else ahead(self._of(self._price, lambda state: _prices(state, now)), now)

    def _of(self, entity_id: str, read: Callable[[State], Series]) -> Series:
        state = self._hass.states.get(entity_id)
        if state is None:
            return ()
        known = self._read.get(entity_id)
        if known is None or known[0] is not state:
            known = self._read[entity_id] = (state, read(state))
        return known[1]


def _prices(state: State, now: int) -> Series:
    factor = price_factor(state)
    return () if factor is None else price_series(state.attributes, factor, cents_per_kwh(state), now)


async def async_energy_forecast(hass: HomeAssistant, entry_id: str) -> Series:
    """Return what a config entry forecasts for the Energy dashboard, in W; empty where it has nothing to say."""
    entry = hass.config_entries.async_get_entry(entry_id)
    if entry is None:
        return ()
    try:
        integration = await async_get_integration(hass, entry.domain)
        platform = await integration.async_get_platform("energy")
        async with asyncio.timeout(_ANSWER_S):
            told = await platform.async_get_solar_forecast(hass, entry_id)
    except IntegrationNotFound, ImportError, AttributeError:
        return ()
    except Exception:  # noqa: BLE001 - another integration's fault must not be ours
        LOGGER.exception("The solar forecast of %s cannot be read", entry.title)
        return ()
    return hourly_means(told["wh_hours"]) if told else ()
