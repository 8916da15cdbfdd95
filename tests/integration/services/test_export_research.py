from homeassistant.core import Context
from homeassistant.exceptions import ServiceValidationError, Unauthorized
import pytest
from pytest_homeassistant_custom_component.common import MockUser  # type: ignore[import-untyped]

from tests.integration.owner import Owner
from tests.integration.services.asking import ask, events, tell


async def test_without_consent_nothing_leaves_and_the_attempt_is_noted(dark: Owner) -> None:
    answer = await ask(dark.hass, "export_research")
    assert answer["status"] == "refused"
    assert answer["reason"] == "no_consent"
    assert "no consent" in answer["message"]
    (refused,) = await events(dark.coordinator, "request_refused")
    assert refused == {"request": "export_research", "reason": "no_consent", "origin": "automation"}


async def test_with_consent_it_says_that_the_agent_is_missing(dark: Owner) -> None:
    dark.coordinator.async_set_research(consent=True)
    with pytest.raises(ServiceValidationError, match="Agent is not connected"):
        await tell(dark.hass, "export_research")
    (refused,) = await events(dark.coordinator, "request_refused")
    assert refused["reason"] == "no_agent"


async def test_only_an_administrator_may_ask(dark: Owner, hass_admin_user: MockUser) -> None:
    guest = await dark.hass.auth.async_create_user("Guest", group_ids=["system-users"])
    with pytest.raises(Unauthorized):
        await tell(dark.hass, "export_research", Context(user_id=guest.id))
    answer = await ask(dark.hass, "export_research", Context(user_id=hass_admin_user.id))
    assert answer["reason"] == "no_consent"
