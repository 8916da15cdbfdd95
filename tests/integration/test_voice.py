"""Assist answers "why is the miner off?" with the sentences that an owner copies from the examples."""

from pathlib import Path
import shutil

from homeassistant.components.conversation import async_converse
from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers import device_registry as dr, intent
from homeassistant.setup import async_setup_component
import pytest

from custom_components.bitgridai.entity import load_identifier
from tests.integration.conftest import Simulate
from tests.integration.owner import BLOCK_S, GRID, Owner

SENTENCES = Path(__file__).parents[2] / "config_examples" / "custom_sentences"


@pytest.fixture
async def listening(hass: HomeAssistant, hass_config_dir: str) -> None:
    """Let Home Assistant understand the example sentences."""
    await hass.async_add_executor_job(shutil.copytree, SENTENCES, Path(hass_config_dir) / "custom_sentences")
    for component in ("homeassistant", "conversation"):
        assert await async_setup_component(hass, component, {})


async def _say(hass: HomeAssistant, text: str, language: str = "en") -> intent.IntentResponse:
    result = await async_converse(hass, text, None, Context(), language)
    return result.response


async def _answer(hass: HomeAssistant, text: str, language: str = "en") -> str:
    response = await _say(hass, text, language)
    assert response.response_type is intent.IntentResponseType.QUERY_ANSWER, response.as_dict()
    return str(response.speech["plain"]["speech"])


@pytest.mark.parametrize(
    ("language", "question", "answer"),
    [
        ("en", "Why is the heater off?", "Heater stays off: surplus is −300 W, 1,500 W needed."),
        ("en", "why isn't my heater running", "Heater stays off: surplus is −300 W, 1,500 W needed."),
        ("de", "Warum ist der Heater aus?", "Heater bleibt aus: "),
        ("de", "Wieso läuft der Heater gerade nicht", "Heater bleibt aus: "),
        ("en", "explain the last decision", "Heater stays off: "),
        ("en", "what will the heater do next", "Next decision at 12:20, as things are now. Heater stays off: "),
        ("de", "Wann startet der Heater?", "Nächste Entscheidung um 12:20, wenn es so bleibt. Heater bleibt aus: "),
    ],
)
async def test_a_question_is_answered_in_the_language_it_was_asked_in(
    owner: Owner, listening: None, language: str, question: str, answer: str
) -> None:
    owner.surplus_w = -300
    owner.report()
    await owner.connect()
    await owner.live(BLOCK_S + 30)
    records = owner.coordinator.data.records
    assert (await _answer(owner.hass, question, language)).startswith(answer)
    assert owner.coordinator.data.records == records, "asking changes nothing"


async def test_the_name_its_owner_gave_a_device_is_understood(owner: Owner, listening: None) -> None:
    await owner.connect()
    await owner.live(30)
    registry = dr.async_get(owner.hass)
    device_id = dr.async_get_device_id_by_identifier(
        owner.hass, load_identifier(owner.entry, "heater"), config_entry_id=owner.entry.entry_id
    )
    assert device_id is not None
    registry.async_update_device(device_id, name_by_user="Bubbling Pot")
    assert (await _answer(owner.hass, "why is the bubbling pot off")).startswith("Heater stays off")


async def test_an_unknown_load_is_answered_with_those_there_are(owner: Owner, listening: None) -> None:
    await owner.connect()
    await owner.live(30)
    response = await _say(owner.hass, "why is the pool pump off")
    assert response.error_code is intent.IntentResponseErrorCode.NO_VALID_TARGETS
    assert response.speech["plain"]["speech"] == "I know no load called pool pump. There is: Heater."


async def test_what_is_not_known_yet_is_said_in_the_language_of_the_question(owner: Owner, listening: None) -> None:
    owner.shown[GRID] = "unavailable"
    owner.report()
    await owner.connect()
    response = await _say(owner.hass, "was macht bitgrid als nächstes", "de")
    assert response.speech["plain"]["speech"].startswith("Die nötigen Messwerte sind noch nicht da")
    response = await _say(owner.hass, "warum ist der heater aus", "de")
    assert response.speech["plain"]["speech"].startswith("Es wurde noch nichts entschieden")


async def test_without_a_household_it_says_so(owner: Owner, listening: None) -> None:
    await owner.connect()
    await owner.leave()
    response = await _say(owner.hass, "why is the heater off")
    assert response.speech["plain"]["speech"] == "BitGridAI controls no house at the moment."


async def test_a_part_of_a_name_is_enough_where_it_is_clear(
    hass: HomeAssistant, listening: None, simulate: Simulate
) -> None:
    coordinator = await simulate("three_loads")
    await coordinator.async_run_until(coordinator.now + 3600)
    assert (await _answer(hass, "why is the rod off")).startswith("Heating rod ")
    response = await _say(hass, "why is the miner off")
    assert response.speech["plain"]["speech"].startswith("I know no load called miner. There is: "), "there are two"
