"""The explanation says what would have had to be different."""

from custom_components.bitgridai.websocket_api.picture import Painter
from tests.integration.conftest import Simulate
from tests.integration.owner import BLOCK_S, Owner

EXPLANATION = "sensor.heater_explanation"


async def test_a_heater_that_stays_off_says_how_much_surplus_it_lacked(owner: Owner) -> None:
    owner.surplus_w = 1000.0  # but for the first ten seconds of the block, with 3000 W
    await owner.connect()
    await owner.live(BLOCK_S + 60)
    assert not owner.heating()
    assert owner.state(EXPLANATION).attributes["nearest_change"] == "It would start at 1,500 W with 467 W more surplus."


async def test_a_stop_between_block_ticks_leaves_no_old_answer_behind(owner: Owner) -> None:
    await owner.connect()
    await owner.live(BLOCK_S + 60)
    assert owner.heating()
    owner.temperature_c = 90.0
    await owner.live(30)
    assert not owner.heating()
    assert owner.state(EXPLANATION).attributes["nearest_change"] is None


async def test_while_it_rests_the_card_is_told_what_is_missing_and_what_comes_after_it(owner: Owner) -> None:
    coordinator = await owner.connect()
    painter = Painter(coordinator, "en", {})
    await owner.live(3 * BLOCK_S)
    assert owner.heating()
    owner.surplus_w = 100.0
    while owner.heating():
        await owner.live(BLOCK_S)
    assert painter.picture()["loads"][0]["hurdle"] is None, "what stops has nothing in its way"
    await owner.live(BLOCK_S)
    await owner.hass.async_block_till_done(wait_background_tasks=True)
    (load,) = painter.picture()["loads"]
    assert load["nearest"] == "No single figure alone would change this."
    assert load["hurdle"] is not None
    assert load["hurdle"]["reason"] == "R5_MIN_PAUSE"
    assert 1400 <= load["hurdle"]["lacking_w"] <= 1450, "the block's mean has a little of the stop in it"


async def test_the_votes_are_told_with_the_decision(owner: Owner) -> None:
    await owner.connect()
    await owner.live(BLOCK_S + 60)
    told = owner.state(EXPLANATION).attributes["vote_trace"]
    assert told.startswith("R1 (surplus) proposes 1,500 W")
    assert told.endswith("R1 (surplus) decides.")


async def test_a_house_that_lives_as_fast_as_it_can_does_not_wonder(simulate: Simulate) -> None:
    coordinator = await simulate()
    await coordinator.async_run_until(coordinator.now + 2 * BLOCK_S)
    assert coordinator.flips == {}
