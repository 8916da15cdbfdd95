"""Assisted mode asks, in Home Assistant and on a phone, and a phone's answer is heard."""

from collections.abc import AsyncIterator, Awaitable, Callable
from http import HTTPStatus
from pathlib import Path
import shutil
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from homeassistant.components import persistent_notification
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator  # type: ignore[import-untyped]

from custom_components.bitgridai.const import OPTION_NOTIFY
from tests.integration.owner import BLOCK_S, Owner
from tests.integration.services.asking import events, records

PHONE = "notify.pixel"
BLUEPRINTS = Path(__file__).parents[2] / "config_examples" / "blueprints"


class Phone:
    """The companion app as it talks to Home Assistant: it registers, takes pushes and calls its webhook."""

    def __init__(self, client: TestClient[Any, Any]) -> None:
        self.client = client
        self.messages: list[dict[str, Any]] = []
        self.webhook_id = ""

    async def take(self, request: web.Request) -> web.Response:
        """Take a push as the push service does."""
        self.messages.append(await request.json())
        return web.json_response({}, status=HTTPStatus.CREATED)

    async def register(self, push_url: str) -> None:
        """Register with Home Assistant."""
        answer = await self.client.post(
            "/api/mobile_app/registrations",
            json={
                "app_id": "io.homeassistant.companion.android",
                "app_name": "Home Assistant",
                "app_version": "2026.10.1",
                "device_name": "Pixel",
                "device_id": "pixel-1",
                "manufacturer": "Google",
                "model": "Pixel",
                "os_name": "Android",
                "os_version": "17",
                "supports_encryption": False,
                "app_data": {"push_token": "token", "push_url": push_url},
            },
        )
        assert answer.status == HTTPStatus.CREATED
        self.webhook_id = (await answer.json())["webhook_id"]

    async def press(self, action: str) -> None:
        """Press a button of a notification."""
        event = {"event_type": "mobile_app_notification_action", "event_data": {"action": action}}
        answer = await self.client.post(f"/api/webhook/{self.webhook_id}", json={"type": "fire_event", "data": event})
        assert answer.status == HTTPStatus.OK


@pytest.fixture
async def phone(hass: HomeAssistant, owner: Owner, hass_client: ClientSessionGenerator) -> AsyncIterator[Phone]:
    """A phone with the companion app, and the service that pushes to it."""
    for component in ("mobile_app", "notify"):
        assert await async_setup_component(hass, component, {})
    phone = Phone(await hass_client())
    app = web.Application()
    app.router.add_post("/push", phone.take)
    async with TestServer(app) as server:
        await phone.register(str(server.make_url("/push")))
        await hass.async_block_till_done()
        yield phone


type Assist = Callable[..., Awaitable[None]]


@pytest.fixture
async def assist(owner: Owner) -> Assist:
    """Put the house under control in assisted mode."""

    async def begin(*receivers: str) -> None:
        await owner.connect()
        options = {**owner.entry.options, OPTION_NOTIFY: list(receivers)}
        owner.hass.config_entries.async_update_entry(owner.entry, options=options)
        data = {"entity_id": "select.bitgridai_autonomy", "option": "assisted"}
        await owner.hass.services.async_call("select", "select_option", data, blocking=True)
        await owner.live(BLOCK_S + 10)
        assert not owner.heating()

    return begin


def _shown(hass: HomeAssistant) -> list[str]:
    notifications = persistent_notification._async_get_or_create_notifications(hass)
    return [item["message"] for item in notifications.values()]


async def test_a_proposal_is_shown_with_its_reason_until_it_is_gone(owner: Owner, assist: Assist) -> None:
    await assist()
    (message,) = _shown(owner.hass)
    assert message.startswith("Start Heater at 1,500 W? Because surplus of 3,000 W covers the 1,500 W needed.")
    assert "Approve proposals" in message
    await owner.live(BLOCK_S)
    assert _shown(owner.hass) == [message], "the same wish is asked once"
    owner.surplus_w = 100
    await owner.live(2 * BLOCK_S)
    assert _shown(owner.hass) == []


async def test_an_approval_takes_the_question_away(owner: Owner, assist: Assist) -> None:
    await assist()
    await owner.hass.services.async_call("bitgridai", "approve", {"load": "heater"}, blocking=True)
    await owner.live(10)
    assert owner.heating()
    assert _shown(owner.hass) == []


async def test_a_press_on_the_phone_approves_as_the_person_it_belongs_to(
    owner: Owner, phone: Phone, assist: Assist
) -> None:
    await assist(PHONE)
    (message,) = phone.messages
    assert message["title"] == "BitGridAI asks"
    assert message["message"].startswith("Start Heater at 1,500 W?")
    approve, reject = message["data"]["actions"]
    assert (approve["title"], reject["title"]) == ("Approve", "Not now")
    # An answer in the next block is one to the same question.
    await owner.live(BLOCK_S)
    await phone.press(approve["action"])
    await owner.live(10)
    assert owner.heating()
    last = [item for item in await records(owner.coordinator) if item["kind"] == "request"][-1]
    assert last["request"]["kind"] == "approve"
    assert last["request"]["origin"] == "user"
    cleared = phone.messages[-1]
    assert cleared["message"] == "clear_notification"
    assert cleared["data"]["tag"] == message["data"]["tag"]


async def test_not_now_is_noted_and_asked_again_after_an_hour(owner: Owner, phone: Phone, assist: Assist) -> None:
    await assist(PHONE)
    (message,) = phone.messages
    await phone.press(message["data"]["actions"][1]["action"])
    await owner.live(20)
    assert not owner.heating()
    assert _shown(owner.hass) == []
    (event,) = await events(owner.coordinator, "proposal_rejected")
    assert event == {"load": "heater", "target_w": 1500.0, "origin": "user"}
    await owner.live(50 * 60)
    assert _shown(owner.hass) == []
    await owner.live(20 * 60)
    assert len(_shown(owner.hass)) == 1


async def test_an_answer_to_what_is_gone_changes_nothing_and_says_so(
    owner: Owner, phone: Phone, assist: Assist
) -> None:
    await assist(PHONE)
    (message,) = phone.messages
    owner.surplus_w = 100
    await owner.live(2 * BLOCK_S)
    await phone.press(message["data"]["actions"][0]["action"])
    await owner.live(20)
    assert not owner.heating()
    assert _shown(owner.hass) == ["This proposal is no longer open, so nothing was changed."]


@pytest.mark.parametrize("action", ["BITGRIDAI_APPROVE_", "BITGRIDAI_APPROVE_0123456789abcdef", "SILENCE", ""])
async def test_a_button_of_something_else_means_nothing(
    owner: Owner, phone: Phone, assist: Assist, action: str
) -> None:
    await assist(PHONE)
    await phone.press(action)
    await owner.live(20)
    assert not owner.heating()
    assert len(_shown(owner.hass)) == 1


async def test_a_phone_that_is_gone_keeps_nobody_from_being_asked(owner: Owner, assist: Assist) -> None:
    assert await async_setup_component(owner.hass, "notify", {})
    await assist("notify.lost_phone")
    assert len(_shown(owner.hass)) == 1


class TestTheBlueprint:
    @pytest.fixture
    async def asking(self, owner: Owner, phone: Phone, assist: Assist) -> str:
        """Ask by the blueprint alone; returns the button that approves."""
        hass = owner.hass
        folder = Path(hass.config.path("blueprints"))
        await hass.async_add_executor_job(lambda: shutil.copytree(BLUEPRINTS, folder, dirs_exist_ok=True))
        device = next(device for device in dr.async_get(hass).devices if device.name == "Pixel")
        use = {"path": "bitgridai/approve_proposal.yaml", "input": {"phone": device.id, "approve_text": "Ja"}}
        assert await async_setup_component(hass, "automation", {"automation": {"alias": "ask", "use_blueprint": use}})
        await assist()
        (message,) = phone.messages
        assert message["message"].startswith("Heater")
        approve, reject = message["data"]["actions"]
        assert (approve["title"], reject["title"]) == ("Ja", "Not now")
        return str(approve["action"])

    async def test_a_press_approves(self, owner: Owner, phone: Phone, asking: str) -> None:
        await phone.press(asking)
        await owner.live(10)
        assert owner.heating()

    async def test_not_now_leaves_everything_as_it_is(self, owner: Owner, phone: Phone, asking: str) -> None:
        await phone.press("BITGRIDAI_OWN_REJECT")
        await phone.press(asking.replace("1500", "800"))
        await owner.live(10)
        assert not owner.heating(), "nobody was asked for another power"


async def test_the_question_goes_with_its_household(owner: Owner, assist: Assist) -> None:
    await assist()
    await owner.leave()
    assert _shown(owner.hass) == []
