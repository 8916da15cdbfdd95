from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
import pytest

from tests.integration.owner import BLOCK_S, Owner
from tests.integration.services.asking import ask, records, tell


async def _assist(hass: HomeAssistant) -> None:
    data = {"entity_id": "select.bitgridai_autonomy", "option": "assisted"}
    await hass.services.async_call("select", "select_option", data, blocking=True)


@pytest.fixture
async def asked(owner: Owner) -> Owner:
    """A house that proposes to start its heater."""
    await owner.connect()
    await _assist(owner.hass)
    await owner.live(BLOCK_S + 30)
    assert not owner.heating()
    return owner


async def test_an_approved_proposal_starts_at_once(asked: Owner) -> None:
    answer = await ask(asked.hass, "approve", load="heater")
    assert answer["status"] == "accepted"
    assert answer["loads"] == ["heater"]
    await asked.live(10)
    assert asked.heating()
    last: dict[str, Any] = [item for item in await records(asked.coordinator) if item["kind"] == "request"][-1]
    assert last["request"] == {"kind": "approve", "load": "heater", "origin": "automation"}


async def test_only_the_proposal_named_is_approved(asked: Owner) -> None:
    answer = await ask(asked.hass, "approve", proposal="0123456789abcdef")
    assert answer["reason"] == "no_proposal"
    proposal = asked.coordinator.data.memory.of("heater").proposal
    assert proposal is not None
    answer = await ask(asked.hass, "approve", proposal=proposal.id)
    assert answer["status"] == "accepted"


async def test_only_the_power_that_was_asked_for_is_approved(asked: Owner) -> None:
    answer = await ask(asked.hass, "approve", load="heater", power_w=800)
    assert answer["reason"] == "no_proposal"
    assert not asked.heating()
    answer = await ask(asked.hass, "approve", power_w=1500)
    assert answer["loads"] == ["heater"]
    await asked.live(10)
    assert asked.heating()


async def test_without_a_proposal_there_is_nothing_to_approve(dark: Owner) -> None:
    with pytest.raises(ServiceValidationError, match="no proposal to approve"):
        await tell(dark.hass, "approve")
    with pytest.raises(ServiceValidationError, match="proposal must be a text"):
        await tell(dark.hass, "approve", proposal=7)
