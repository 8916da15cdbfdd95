from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
import pytest

from tests.integration.conftest import Simulate


@pytest.mark.parametrize(
    ("language", "told"),
    [("de", "Miner bleibt aus: "), ("fr", "Miner stays off: "), ("en-GB", "Miner stays off: ")],
)
async def test_a_decision_is_told_in_the_language_of_the_house(
    hass: HomeAssistant, simulate: Simulate, language: str, told: str
) -> None:
    hass.config.language = language
    coordinator = await simulate()
    await coordinator.async_run_until(coordinator.now + 1200)
    registry = er.async_get(hass)
    entity_id = registry.async_get_entity_id(
        "sensor", "bitgridai", f"{coordinator.config_entry.entry_id}_load_miner_explanation"
    )
    assert entity_id is not None
    shown = hass.states.get(entity_id)
    assert shown is not None
    assert shown.state.startswith(told)


async def test_german_names_and_answers(hass: HomeAssistant, simulate: Simulate) -> None:
    hass.config.language = "de"
    await simulate()
    shown = hass.states.get("sensor.zahler_netzleistung")
    assert shown is not None
    assert shown.name == "Zähler Netzleistung"
    answer = await hass.services.async_call(
        "bitgridai", "set_override", {"override": "start", "duration": 0}, blocking=True, return_response=True
    )
    assert answer is not None
    assert str(answer["message"]).startswith("Abgelehnt: ")
