from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import ServiceValidationError, Unauthorized
import pytest
from pytest_homeassistant_custom_component.common import MockUser  # type: ignore[import-untyped]

from tests.integration.conftest import Simulate
from tests.integration.owner import BLOCK_S, Owner, state


async def _select(hass: HomeAssistant, option: str) -> None:
    data = {"entity_id": "select.bitgridai_autonomy", "option": option}
    await hass.services.async_call("select", "select_option", data, blocking=True)
    await hass.async_block_till_done()


async def _approve(hass: HomeAssistant) -> None:
    data = {"entity_id": "button.bitgridai_approve_proposals"}
    await hass.services.async_call("button", "press", data, blocking=True)
    await hass.async_block_till_done()


async def test_in_manual_mode_nothing_starts_by_itself(owner: Owner) -> None:
    coordinator = await owner.connect()
    policy = owner.state("sensor.bitgridai_policy_hash")
    await _select(owner.hass, "manual")
    assert owner.state("select.bitgridai_autonomy").state == "manual"
    assert owner.state("sensor.bitgridai_policy_hash").state != policy.state
    await owner.live(2 * BLOCK_S)
    assert not owner.heating()
    assert owner.state("sensor.heater_reason").state == "autonomy_manual"
    assert owner.coordinator is coordinator, "nothing is reloaded for it"
    await _select(owner.hass, "full")
    await owner.live(BLOCK_S + 10)
    assert owner.heating()


async def test_in_assisted_mode_a_person_approves(owner: Owner) -> None:
    await owner.connect()
    await _select(owner.hass, "assisted")
    with pytest.raises(ServiceValidationError, match="no proposal"):
        await _approve(owner.hass)
    await owner.live(BLOCK_S + 30)
    assert owner.state("sensor.heater_reason").state == "autonomy_assisted"
    assert not owner.heating()
    await _approve(owner.hass)
    await owner.live(10)
    assert owner.heating()


async def test_only_an_administrator_decides_what_may_leave_the_house(
    hass: HomeAssistant, simulate: Simulate, hass_read_only_user: MockUser, hass_admin_user: MockUser
) -> None:
    coordinator = await simulate()
    hass_read_only_user.mock_policy({"entities": True})
    data = {"entity_id": "switch.bitgridai_research_use"}
    for service in ("turn_on", "turn_off"):
        with pytest.raises(Unauthorized):
            await hass.services.async_call(
                "switch", service, data, blocking=True, context=Context(user_id=hass_read_only_user.id)
            )
    assert not coordinator.research
    context = Context(user_id=hass_admin_user.id)
    await hass.services.async_call("switch", "turn_on", data, blocking=True, context=context)
    assert coordinator.research


async def test_consent_to_research_is_off_until_given_and_recorded(hass: HomeAssistant, simulate: Simulate) -> None:
    coordinator = await simulate()
    assert state(hass, "switch.bitgridai_research_use").state == "off"
    for service, consent in (("turn_on", True), ("turn_off", False)):
        data = {"entity_id": "switch.bitgridai_research_use"}
        await hass.services.async_call("switch", service, data, blocking=True)
        assert hass.states.is_state("switch.bitgridai_research_use", "on") is consent
        assert coordinator.config_entry.options["research"] is consent
        await coordinator.async_flush()
        records = await hass.async_add_executor_job(coordinator.ledger.records)
        assert records[-1]["event"] == "research_consent"
        assert records[-1]["detail"] == {"consent": consent}
