from tests.integration.owner import BLOCK_S, Owner
from tests.integration.services.asking import ask


async def test_it_stops_at_once_and_is_never_refused_for_being_pressed_often(owner: Owner) -> None:
    await owner.connect()
    await owner.live(BLOCK_S + 30)
    assert owner.heating()
    for _ in range(25):
        answer = await ask(owner.hass, "emergency_stop")
        assert answer["status"] == "accepted"
        assert answer["loads"] == ["heater"]
    await owner.live(10)
    assert not owner.heating()
    assert owner.state("sensor.heater_reason").state == "r3_emergency_stop"
