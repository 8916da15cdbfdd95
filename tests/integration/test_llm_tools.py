"""Language models get two tools that read, through Home Assistant's own API for them."""

from typing import Any

from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.core import Context, HomeAssistant
from homeassistant.helpers import llm
from homeassistant.setup import async_setup_component
import pytest

from tests.integration.owner import BLOCK_S, GRID, HEATER, Owner

ASSISTANT = "conversation"


@pytest.fixture
async def exposed(owner: Owner) -> Owner:
    """A house without surplus whose heater the assistant may know of."""
    for component in ("homeassistant", "llm"):
        assert await async_setup_component(owner.hass, component, {})
    async_expose_entity(owner.hass, ASSISTANT, HEATER, should_expose=True)
    owner.surplus_w = -300
    owner.report()
    await owner.connect()
    await owner.live(BLOCK_S + 30)
    return owner


async def _api(hass: HomeAssistant, language: str = "en") -> llm.APIInstance:
    context = llm.LLMContext(platform="test", context=Context(), language=language, assistant=ASSISTANT, device_id=None)
    return await llm.async_get_api(hass, llm.LLM_API_ASSIST, context)


async def _call(api: llm.APIInstance, name: str, **arguments: Any) -> llm.ToolResult:
    return await api.async_call_tool(llm.ToolInput(name, arguments))


def _ours(api: llm.APIInstance) -> list[llm.Tool]:
    return [tool for tool in api.tools if tool.name.startswith("bitgridai")]


async def test_the_tools_only_read(exposed: Owner) -> None:
    api = await _api(exposed.hass)
    assert [tool.name for tool in _ours(api)] == ["bitgridai__explain", "bitgridai__preview"]
    for tool in _ours(api):
        assert tool.annotations == llm.ToolAnnotations(
            read_only=True, destructive=False, idempotent=True, open_world=False
        )
        assert tool.integration == "bitgridai"
    assert "bitgridai__explain" in api.api_prompt


async def test_the_reason_comes_from_the_engine_with_its_figures(exposed: Owner) -> None:
    records = exposed.coordinator.data.records
    answer = await _call(await _api(exposed.hass), "bitgridai__explain", load="Heater")
    assert not answer.error
    heater: Any = answer.data["Heater"]
    assert heater["hypothetical"] is False
    assert heater["action"] == "hold"
    assert heater["text"] == (
        "Heater stays off. The surplus available to it is −300 W, and its smallest level needs 1,500 W."
    )
    assert heater["nearest"] == "It would start at 1,500 W with 1,800 W more surplus."
    assert exposed.coordinator.data.records == records


async def test_it_answers_in_the_language_of_the_conversation(exposed: Owner) -> None:
    answer = await _call(await _api(exposed.hass, "de-AT"), "bitgridai__preview")
    heater: Any = answer.data["Heater"]
    assert heater["hypothetical"] is True
    assert heater["text"].startswith("Heater bleibt aus.")


async def test_a_model_that_makes_up_a_load_is_told_so(exposed: Owner) -> None:
    answer = await _call(await _api(exposed.hass), "bitgridai__explain", load="Sauna")
    assert answer.error
    assert "error" in answer.data


async def test_what_cannot_be_answered_is_an_error_in_words(exposed: Owner) -> None:
    await exposed.leave()
    exposed.shown[GRID] = "unavailable"
    exposed.report()
    assert await exposed.hass.config_entries.async_setup(exposed.entry.entry_id)
    answer = await _call(await _api(exposed.hass, "de"), "bitgridai__preview")
    assert answer.error
    assert str(answer.data["error"]).startswith("Die nötigen Messwerte")


async def test_a_load_that_is_not_exposed_is_not_mentioned(exposed: Owner) -> None:
    async_expose_entity(exposed.hass, ASSISTANT, HEATER, should_expose=False)
    for entity_id in exposed.hass.states.async_entity_ids():
        async_expose_entity(exposed.hass, ASSISTANT, entity_id, should_expose=False)
    assert _ours(await _api(exposed.hass)) == []
    async_expose_entity(exposed.hass, ASSISTANT, "sensor.heater_explanation", should_expose=True)
    assert len(_ours(await _api(exposed.hass))) == 2


async def test_without_a_household_there_are_no_tools(exposed: Owner) -> None:
    await exposed.leave()
    assert _ours(await _api(exposed.hass)) == []
