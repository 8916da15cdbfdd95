from homeassistant.exceptions import ServiceValidationError
import pytest

from tests.integration.owner import BLOCK_S, Owner
from tests.integration.services.asking import ask, tell


async def test_after_the_release_the_controller_decides_again(owner: Owner) -> None:
    await owner.connect()
    await tell(owner.hass, "emergency_stop")
    await owner.live(2 * BLOCK_S)
    assert not owner.heating()
    answer = await ask(owner.hass, "release_emergency_stop")
    assert answer["status"] == "accepted"
    await owner.live(2 * BLOCK_S)
    assert owner.heating()


async def test_there_is_nothing_to_release_where_nothing_is_set(dark: Owner) -> None:
    answer = await ask(dark.hass, "release_emergency_stop")
    assert answer["reason"] == "not_set"
    with pytest.raises(ServiceValidationError, match="nothing to release"):
        await tell(dark.hass, "release_emergency_stop")
