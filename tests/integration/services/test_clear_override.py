from homeassistant.exceptions import ServiceValidationError
import pytest

from tests.integration.owner import Owner
from tests.integration.services.asking import ask, events, tell


async def test_a_command_can_be_taken_back(dark: Owner) -> None:
    await tell(dark.hass, "set_override", override="start", load="heater")
    await dark.live(5)
    answer = await ask(dark.hass, "clear_override", load="heater")
    assert answer["status"] == "accepted"
    assert dark.state("binary_sensor.heater_override").state == "off"
    answer = await ask(dark.hass, "clear_override")
    assert answer["reason"] == "nothing_to_clear"
    with pytest.raises(ServiceValidationError, match="no command to clear"):
        await tell(dark.hass, "clear_override")


async def test_more_than_ten_a_minute_are_refused_and_noted(dark: Owner) -> None:
    for _ in range(10):
        answer = await ask(dark.hass, "clear_override")
        assert answer["reason"] == "nothing_to_clear"
    answer = await ask(dark.hass, "clear_override")
    assert answer["reason"] == "too_many_requests"
    assert (await events(dark.coordinator, "request_refused"))[-1] == {
        "request": "clear_override",
        "reason": "too_many_requests",
        "origin": "automation",
    }
    answer = await ask(dark.hass, "set_override", override="stop")
    assert answer["status"] == "accepted", "one kind of write does not shut out another"
