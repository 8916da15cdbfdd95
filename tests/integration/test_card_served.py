"""The card reaches every dashboard, once, whatever is reloaded, restarted or removed."""

import gzip
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
from typing import Any

from homeassistant.components.frontend import DATA_EXTRA_MODULE_URL
from homeassistant.components.lovelace.const import LOVELACE_DATA
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator  # type: ignore[import-untyped]

from custom_components.bitgridai import frontend
from tests.integration.conftest import Simulate

FILE = "/bitgridai_frontend/bitgridai-card.js"
BUILT = frontend.BUNDLE.read_bytes()
HASH = sha256(BUILT).hexdigest()[:12]
FOREIGN = {"id": "1", "type": "module", "url": "/local/other-card.js"}


@pytest.fixture
def lovelace() -> dict[str, Any]:
    """How dashboards are configured."""
    return {}


@pytest.fixture
async def pages(hass: HomeAssistant, lovelace: dict[str, Any], hass_storage: dict[str, Any]) -> None:
    """A Home Assistant that serves pages, with a card of somebody else's."""
    hass_storage["lovelace_resources"] = {
        "version": 1,
        "minor_version": 1,
        "key": "lovelace_resources",
        "data": {"items": [dict(FOREIGN), *lovelace.pop("stored", [])]},
    }
    assert await async_setup_component(hass, "frontend", {"frontend": {}, "lovelace": lovelace})
    await hass.async_block_till_done()


def _resources(hass: HomeAssistant) -> list[str]:
    return [item["url"] for item in hass.data[LOVELACE_DATA].resources.async_items() or []]


async def test_the_page_gets_the_card_as_it_was_built(
    hass: HomeAssistant, pages: None, simulate: Simulate, hass_client: ClientSessionGenerator
) -> None:
    await simulate()
    url = next(url for url in _resources(hass) if url.startswith(FILE))
    response = await (await hass_client()).get(url)
    assert response.status == HTTPStatus.OK
    assert "javascript" in response.headers["Content-Type"]
    assert await response.read() == BUILT
    assert "max-age" in response.headers["Cache-Control"]


async def test_it_is_one_resource_beside_the_owners_own(hass: HomeAssistant, pages: None, simulate: Simulate) -> None:
    coordinator = await simulate()
    wanted = [FOREIGN["url"], f"{FILE}?v={HASH}"]
    assert _resources(hass) == wanted
    for _ in range(2):
        assert await hass.config_entries.async_reload(coordinator.config_entry.entry_id)
        await hass.async_block_till_done()
        assert _resources(hass) == wanted
    assert await hass.config_entries.async_unload(coordinator.config_entry.entry_id)
    assert _resources(hass) == wanted, "a dashboard goes on saying why there is nothing to see"


@pytest.mark.parametrize(
    "lovelace",
    [
        {
            "stored": [
                {"id": "2", "type": "module", "url": f"{FILE}?v=older"},
                {"id": "3", "type": "module", "url": f"{FILE}?v=double"},
            ]
        }
    ],
)
async def test_after_an_update_the_resource_is_brought_up_to_date(
    hass: HomeAssistant, pages: None, simulate: Simulate
) -> None:
    await simulate()
    assert _resources(hass) == [FOREIGN["url"], f"{FILE}?v={HASH}"]


async def test_with_the_household_the_resource_goes_and_comes_back(
    hass: HomeAssistant, pages: None, simulate: Simulate
) -> None:
    coordinator = await simulate()
    await hass.config_entries.async_remove(coordinator.config_entry.entry_id)
    await hass.async_block_till_done()
    assert _resources(hass) == [FOREIGN["url"]]
    await simulate()
    assert _resources(hass) == [FOREIGN["url"], f"{FILE}?v={HASH}"]


@pytest.mark.parametrize(
    "lovelace", [{"resource_mode": "yaml", "resources": [{"type": "module", "url": "/local/a.js"}]}]
)
async def test_where_resources_are_written_in_yaml_the_page_loads_it(
    hass: HomeAssistant, pages: None, simulate: Simulate
) -> None:
    coordinator = await simulate()
    assert _resources(hass) == ["/local/a.js"]
    assert [url for url in hass.data[DATA_EXTRA_MODULE_URL].urls if url.startswith(FILE)] == [f"{FILE}?v={HASH}"]
    assert await hass.config_entries.async_reload(coordinator.config_entry.entry_id)
    await hass.config_entries.async_remove(coordinator.config_entry.entry_id)
    await hass.async_block_till_done()
    assert not [url for url in hass.data[DATA_EXTRA_MODULE_URL].urls if url.startswith(FILE)]


async def test_a_missing_card_stops_no_controller(
    hass: HomeAssistant,
    pages: None,
    simulate: Simulate,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(frontend, "BUNDLE", Path("/nowhere/bitgridai-card.js"))
    coordinator = await simulate()
    assert coordinator.data.now
    assert "Dashboards have to go without the card" in caplog.text
    assert not [url for url in _resources(hass) if url.startswith(FILE)]


async def test_without_pages_there_is_nothing_to_serve(hass: HomeAssistant, simulate: Simulate) -> None:
    assert (await simulate()).data.now
    assert "http" not in hass.config.components


def test_the_card_stays_small() -> None:
    """Rebuilding and comparing it is scripts/card's work; a bundle that grew is seen everywhere."""

    assert len(gzip.compress(BUILT, 9)) <= 80_000
