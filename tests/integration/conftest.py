from collections.abc import AsyncIterator, Awaitable, Callable

from freezegun.api import FrozenDateTimeFactory
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry  # type: ignore[import-untyped]

# Home Assistant's test folder has a package of the same name; whoever is imported first is found.
from custom_components.bitgridai.const import CONF_HOUSEHOLD, CONF_MODE, CONF_SPEED, DOMAIN, MODE_SIMULATED
from custom_components.bitgridai.coordinator import BitGridCoordinator
from tests.integration.owner import NOON, Owner

type Simulate = Callable[..., Awaitable[BitGridCoordinator]]


@pytest.fixture
def hass_config_dir(hass_tmp_config_dir: str) -> str:
    """Keep each test's ledger and storage to itself."""
    return hass_tmp_config_dir


@pytest.fixture(autouse=True)
def _custom_integrations(enable_custom_integrations: None) -> None:
    """Let Home Assistant find BitGridAI in this repository."""


@pytest.fixture
async def owner(hass: HomeAssistant, freezer: FrozenDateTimeFactory) -> AsyncIterator[Owner]:
    """A real house at noon, with sensors, a battery and one switch."""
    freezer.move_to(NOON)
    assert await async_setup_component(hass, "homeassistant", {})
    assert await async_setup_component(hass, "input_boolean", {"input_boolean": {"heater": {"name": "Heater"}}})
    house = Owner(hass, freezer)
    house.report()
    yield house
    await house.leave()


@pytest.fixture
async def simulate(hass: HomeAssistant) -> AsyncIterator[Simulate]:
    """Set up simulated households in which time passes only when told to."""
    entries: list[MockConfigEntry] = []

    async def set_up(household: str = "real_week") -> BitGridCoordinator:
        data = {CONF_MODE: MODE_SIMULATED, CONF_HOUSEHOLD: household, CONF_SPEED: 0}
        entry = MockConfigEntry(domain=DOMAIN, title="BitGridAI", data=data)
        entry.add_to_hass(hass)
        entries.append(entry)
        assert await hass.config_entries.async_setup(entry.entry_id)
        await hass.async_block_till_done()
        coordinator: BitGridCoordinator = entry.runtime_data
        return coordinator

    yield set_up
    for entry in entries:
        if entry.state is ConfigEntryState.LOADED:
            await hass.config_entries.async_unload(entry.entry_id)
