from homeassistant.exceptions import ServiceValidationError
import pytest

from tests.integration.owner import BLOCK_S, Owner
from tests.integration.services.asking import ask, events, tell


@pytest.fixture
async def overheated(owner: Owner) -> Owner:
    """A house whose heater was too hot and is locked out."""
    await owner.connect()
    await owner.live(BLOCK_S + 60)
    assert owner.heating()
    owner.temperature_c = 90
    await owner.live(20)
    assert not owner.heating()
    return owner


async def test_seeing_a_lockout_is_noted_and_releases_nothing(overheated: Owner) -> None:
    lockout = overheated.state("binary_sensor.heater_lockout")
    assert lockout.attributes["acknowledged"] is False
    answer = await ask(overheated.hass, "acknowledge_lockout", load="heater")
    assert answer["status"] == "accepted"
    assert answer["loads"] == ["heater"]
    (event,) = await events(overheated.coordinator, "lockout_acknowledged")
    assert event == {
        "load": "heater",
        "code": "R3_OVERTEMP",
        "since": "2026-06-15T19:11:10Z",
        "origin": "automation",
    }
    lockout = overheated.state("binary_sensor.heater_lockout")
    assert lockout.state == "on"
    assert lockout.attributes["acknowledged"] is True
    # Its time passes, but its cause stays: acknowledged or not, it holds.
    await overheated.live(45 * 60)
    assert not overheated.heating()
    assert overheated.state("binary_sensor.heater_lockout").state == "on"
    overheated.temperature_c = 40
    await overheated.live(2 * BLOCK_S)
    assert overheated.state("binary_sensor.heater_lockout").state == "off"


async def test_what_was_seen_is_still_known_after_a_restart(overheated: Owner) -> None:
    await tell(overheated.hass, "acknowledge_lockout")
    await overheated.leave()
    assert await overheated.hass.config_entries.async_setup(overheated.entry.entry_id)
    await overheated.hass.async_block_till_done()
    assert overheated.state("binary_sensor.heater_lockout").attributes["acknowledged"] is True


async def test_the_next_lockout_is_a_new_one(overheated: Owner) -> None:
    await tell(overheated.hass, "acknowledge_lockout")
    overheated.temperature_c = 40
    await overheated.live(31 * 60 + 2 * BLOCK_S)
    assert overheated.heating()
    overheated.temperature_c = 90
    await overheated.live(20)
    lockout = overheated.state("binary_sensor.heater_lockout")
    assert lockout.state == "on"
    assert lockout.attributes["acknowledged"] is False


async def test_there_is_nothing_to_acknowledge_where_nothing_is_locked(dark: Owner) -> None:
    answer = await ask(dark.hass, "acknowledge_lockout")
    assert answer["reason"] == "no_lockout"
    with pytest.raises(ServiceValidationError, match="no lockout to acknowledge"):
        await tell(dark.hass, "acknowledge_lockout")
    with pytest.raises(ServiceValidationError, match="no such load"):
        await tell(dark.hass, "acknowledge_lockout", load="pool")
    reasons = [item["reason"] for item in await events(dark.coordinator, "request_refused")]
    assert reasons == ["no_lockout", "no_lockout", "unknown_load"]
