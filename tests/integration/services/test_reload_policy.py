from pathlib import Path

from homeassistant.core import Context
from homeassistant.exceptions import ServiceValidationError, Unauthorized
import pytest
from pytest_homeassistant_custom_component.common import MockUser  # type: ignore[import-untyped]

from custom_components.bitgridai.engine.policy import policy_hash
from custom_components.bitgridai.policies import policy_path
from tests.integration.owner import Owner
from tests.integration.services.asking import ask, events, tell


def _write(path: Path, content: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(content, "utf-8")


async def test_a_changed_file_is_taken_over_and_noted(dark: Owner) -> None:
    _write(policy_path(dark.hass), "r1:\n  start_margin_w: 150\n")
    answer = await ask(dark.hass, "reload_policy")
    assert answer["status"] == "accepted"
    assert answer["source"] == "file"
    assert answer["policy_hash"] == policy_hash(dark.coordinator.controller.policy)
    assert dark.coordinator.controller.policy.r1.start_margin_w == 150
    (event,) = await events(dark.coordinator, "policy_reloaded")
    assert event == {"source": "file", "policy_hash": answer["policy_hash"], "origin": "automation"}


async def test_a_mistake_is_told_with_its_line_and_changes_nothing(dark: Owner) -> None:
    before = dark.coordinator.controller.policy
    _write(policy_path(dark.hass), "r1:\n  start_margin_w: lots\n")
    with pytest.raises(ServiceValidationError, match="2"):
        await tell(dark.hass, "reload_policy")
    assert dark.coordinator.controller.policy == before
    (refused,) = await events(dark.coordinator, "request_refused")
    assert refused["request"] == "reload_policy"


async def test_only_an_administrator_may_change_the_policy(dark: Owner, hass_read_only_user: MockUser) -> None:
    with pytest.raises(Unauthorized):
        await tell(dark.hass, "reload_policy", Context(user_id=hass_read_only_user.id))
