"""Serves the card, and tells Home Assistant's dashboards where it is.

Where dashboards keep their resources in storage, one resource is created or brought up to
date; where they are written in YAML, the page loads the card itself. The address holds a hash
of the card, so that a browser takes a new one at once and keeps an old one for good.
"""

from hashlib import sha256
from pathlib import Path
from typing import Final

from homeassistant.components.frontend import DATA_EXTRA_MODULE_URL, add_extra_js_url, remove_extra_js_url
from homeassistant.components.http.server import StaticPathConfig
from homeassistant.components.lovelace.const import LOVELACE_DATA
from homeassistant.components.lovelace.resources import ResourceStorageCollection
from homeassistant.core import HomeAssistant
from homeassistant.util.hass_dict import HassKey

from ..const import LOGGER

BUNDLE: Final = Path(__file__).parent / "bitgridai-card.js"
_FILE_URL: Final = f"/bitgridai_frontend/{BUNDLE.name}"
_SERVED: HassKey[str] = HassKey("bitgridai_card_url")
_HASH_SHOWN: Final = 12


async def async_serve_card(hass: HomeAssistant) -> None:
    """Serve the card and have dashboards load it, once however often it is called.

    A Home Assistant without pages needs neither, and what goes wrong here is no reason not to control a house.
    """
    if "http" not in hass.config.components:
        return
    try:
        url = hass.data.get(_SERVED) or await _async_serve(hass)
        if not await _async_keep_resource(hass, url) and DATA_EXTRA_MODULE_URL in hass.data:
            add_extra_js_url(hass, url)
    except Exception:  # noqa: BLE001 - whatever it is, it must not keep a house from being controlled
        LOGGER.exception("Dashboards have to go without the card")


async def async_forget_card(hass: HomeAssistant) -> None:
    """Take the card off the dashboards: with the last household gone, nobody shows it any more."""
    resources, url = _stored_resources(hass), hass.data.get(_SERVED)
    if resources is not None:
        await resources.async_get_info()
        for item in _ours(resources):
            await resources.async_delete_item(item["id"])
    elif url is not None and DATA_EXTRA_MODULE_URL in hass.data and url in hass.data[DATA_EXTRA_MODULE_URL].urls:
        remove_extra_js_url(hass, url)


async def _async_serve(hass: HomeAssistant) -> str:
    content = await hass.async_add_executor_job(BUNDLE.read_bytes)
    url = f"{_FILE_URL}?v={sha256(content).hexdigest()[:_HASH_SHOWN]}"
    hass.data[_SERVED] = url
    await hass.http.async_register_static_paths([StaticPathConfig(_FILE_URL, str(BUNDLE), cache_headers=True)])
    return url


async def _async_keep_resource(hass: HomeAssistant, url: str) -> bool:
    """Keep exactly one resource at the present address; False where resources are not stored."""
    resources = _stored_resources(hass)
    if resources is None:
        return False
    # Loads what is stored: to create before that would throw the owner's own resources away.
    await resources.async_get_info()
    ours = _ours(resources)
    if not ours:
        await resources.async_create_item({"res_type": "module", "url": url})
    for item in ours[:1]:
        if item["url"] != url:
            await resources.async_update_item(item["id"], {"res_type": "module", "url": url})
    for double in ours[1:]:
        await resources.async_delete_item(double["id"])
    return True


def _stored_resources(hass: HomeAssistant) -> ResourceStorageCollection | None:
    lovelace = hass.data.get(LOVELACE_DATA)
    resources = None if lovelace is None else lovelace.resources
    return resources if isinstance(resources, ResourceStorageCollection) else None


def _ours(resources: ResourceStorageCollection) -> list[dict[str, str]]:
    return [item for item in resources.async_items() if str(item["url"]).partition("?")[0] == _FILE_URL]
