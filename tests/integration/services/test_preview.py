from homeassistant.exceptions import ServiceValidationError
import pytest

from tests.integration.owner import BLOCK_S, GRID, Owner
from tests.integration.services.asking import ask


async def test_it_foretells_the_next_block_and_changes_nothing(owner: Owner) -> None:
    await owner.connect()
    await owner.live(BLOCK_S - 60)
    records = owner.coordinator.data.records
    ahead = await ask(owner.hass, "preview")
    assert ahead["hypothetical"] is True
    assert ahead["at"] == "2026-06-15T19:10:00+00:00"
    assert ahead["text"] == (
        "Next decision at 12:10, as things are now. "
        "Heater starts at 1,500 W: surplus of 3,000 W covers the 1,500 W needed."
    )
    heater = ahead["loads"]["heater"]
    assert (heater["action"], heater["reason"], heater["target_w"]) == ("start", "r1_surplus_ok", 1500.0)
    assert owner.coordinator.data.records == records
    await owner.live(60)
    assert owner.heating(), "and so it came"


async def test_it_speaks_the_language_that_is_asked_for(owner: Owner) -> None:
    await owner.connect()
    await owner.live(30)
    ahead = await ask(owner.hass, "preview", language="de", audience="heat", load="heater")
    assert ahead["text"].startswith("Nächste Entscheidung um 12:10, wenn es so bleibt.")
    with pytest.raises(ServiceValidationError, match="language must be one of: en, de"):
        await ask(owner.hass, "preview", language="fr")


async def test_before_the_first_readings_there_is_nothing_to_foretell(owner: Owner) -> None:
    owner.shown[GRID] = "unavailable"
    owner.report()
    await owner.connect()
    with pytest.raises(ServiceValidationError, match="readings are not there yet"):
        await ask(owner.hass, "preview")
    with pytest.raises(ServiceValidationError, match="readings are not there yet"):
        await ask(owner.hass, "what_if", signals={"grid_power_w": 0})
