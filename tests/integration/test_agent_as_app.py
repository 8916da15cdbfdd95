"""From the app's start to a connected agent: Home Assistant's own Supervisor integration carries the announcement."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from uuid import UUID, uuid4

from aiohttp import web
from homeassistant.components.hassio.const import DATA_COMPONENT
from homeassistant.components.hassio.discovery import HassIODiscovery
from homeassistant.components.hassio.handler import HassIO
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers.aiohttp_client import async_get_clientsession
import pytest
import yaml

from custom_components.bitgridai.const import CONF_APP, SUBENTRY_AGENT
from tests.agent.running import REPOSITORY, running
from tests.integration.conftest import Simulate

APP: Final = "a0b1c2d3_bitgridai_agent"
TOKEN: Final = "only-the-supervisor-knows"
CONFIG: dict[str, Any] = yaml.safe_load((REPOSITORY / "addon" / "config.yaml").read_text("utf-8"))

OFF: Final = {
    *("advanced", "audio", "auth_api", "auto_update", "build", "detached", "devicetree", "docker_api", "full_access"),
    *("gpio", "hassio_api", "homeassistant_api", "host_dbus", "host_ipc", "host_network", "host_pid", "host_uts"),
    *("kernel_modules", "signed", "stdin", "system_managed", "uart", "udev", "update_available", "usb", "video"),
    "watchdog",
}
NOTHING: Final = {
    *("audio_input", "audio_output", "ingress_entry", "ingress_url", "long_description"),
    *("system_managed_config_entry", "webui"),
}


@dataclass
class Supervisor:
    """Takes announcements of apps and hands them to Home Assistant, as the Supervisor's HTTP interface does."""

    told: dict[UUID, dict[str, Any]] = field(default_factory=dict)
    heard: asyncio.Event = field(default_factory=asyncio.Event)
    address: str = ""

    async def take(self, request: web.Request) -> web.Response:
        if request.headers["authorization"] != f"Bearer {TOKEN}":
            return web.json_response({"result": "error", "message": "unauthorized"}, status=401)
        document = await request.json()
        if document["service"] not in CONFIG["discovery"]:
            return web.json_response({"result": "error", "message": "not in discovery"}, status=403)
        # An app's host name leads to its container; here everything is on loopback.
        document["config"]["host"] = "127.0.0.1"
        uuid = uuid4()
        self.told[uuid] = {"addon": APP, "uuid": uuid.hex, **document}
        self.heard.set()
        return _ok({"uuid": uuid.hex})

    async def give(self, request: web.Request) -> web.Response:
        return _ok(self.told[UUID(request.match_info["uuid"])])

    async def describe(self, request: web.Request) -> web.Response:
        return _ok(_app_info())


def _ok(data: dict[str, Any]) -> web.Response:
    return web.json_response({"result": "ok", "data": data})


def _app_info() -> dict[str, Any]:
    """Describe the running app as the Supervisor does: what its config.yaml says, and what it is by itself."""
    return {
        **dict.fromkeys(OFF, False),
        **dict.fromkeys(NOTHING),
        **{key: CONFIG[key] for key in ("name", "description", "url", "arch", "homeassistant", "startup", "boot")},
        **{key: CONFIG[key] for key in ("version", "options", "discovery", "ingress", "ingress_port")},
        **dict.fromkeys(
            ("available", "icon", "logo", "documentation", "changelog", "protected", "ingress_panel"), True
        ),
        "slug": APP,
        "hostname": APP.replace("_", "-"),
        "version_latest": CONFIG["version"],
        "repository": "a0b1c2d3",
        "stage": "stable",
        "state": "started",
        "boot_config": CONFIG["boot"],
        "apparmor": "profile",
        "rating": 8,
        "hassio_role": "default",
        "dns": [],
        "schema": [],
        "machine": [],
        "network": CONFIG["ports"],
        "network_description": {},
        "privileged": [],
        "services": [],
        "translations": {},
        "ip_address": "172.30.33.5",
        "devices": [],
    }


@pytest.fixture
async def supervisor(hass: HomeAssistant, aiohttp_server: Any, socket_enabled: None) -> Supervisor:
    house = Supervisor()
    app = web.Application()
    app.router.add_post("/discovery", house.take)
    app.router.add_get("/discovery/{uuid}", house.give)
    app.router.add_get("/addons/{slug}/info", house.describe)
    server = await aiohttp_server(app)
    house.address = f"{server.host}:{server.port}"
    hass.data[DATA_COMPONENT] = HassIO(hass.loop, async_get_clientsession(hass), house.address)
    return house


@pytest.fixture
async def app(supervisor: Supervisor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    """The agent, started as the Supervisor starts an app."""
    monkeypatch.setenv("SUPERVISOR_TOKEN", TOKEN)
    monkeypatch.setenv("SUPERVISOR", supervisor.address)
    with ExitStack() as stack:
        await asyncio.to_thread(stack.enter_context, running(tmp_path))
        yield


def _connection(hass: HomeAssistant) -> str | None:
    shown = hass.states.get("sensor.agent_connection")
    return None if shown is None else shown.state


@pytest.mark.usefixtures("app")
async def test_starting_the_app_is_enough_for_home_assistant_to_ask_and_to_connect(
    hass: HomeAssistant, simulate: Simulate, supervisor: Supervisor
) -> None:
    coordinator = await simulate()
    async with asyncio.timeout(30):
        await supervisor.heard.wait()
    (uuid,) = supervisor.told
    discovery = HassIODiscovery(hass)
    await discovery.async_rediscover(uuid.hex)
    await hass.async_block_till_done()
    (card,) = hass.config_entries.flow.async_progress()
    assert card["context"]["title_placeholders"] == {"name": CONFIG["name"]}
    done = await hass.config_entries.flow.async_configure(card["flow_id"], {})
    assert (done["type"], done["reason"]) == (FlowResultType.ABORT, "agent_connected")
    await hass.async_block_till_done()
    entry = coordinator.config_entry
    (subentry,) = entry.get_subentries_of_type(SUBENTRY_AGENT)
    assert subentry.data[CONF_APP] == APP
    async with asyncio.timeout(30):
        while _connection(hass) != "connected":
            await asyncio.sleep(0.05)
            await hass.async_block_till_done()
    await discovery.async_rediscover(uuid.hex)
    await hass.async_block_till_done()
    assert not hass.config_entries.flow.async_progress(), "what is connected is not asked about again"
