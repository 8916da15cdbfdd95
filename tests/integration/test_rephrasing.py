"""An AI Task entity may choose the words; figures and facts stay the program's, and what fails is counted."""

import asyncio
from collections.abc import Awaitable, Callable
import re
from typing import override

from homeassistant.components import ai_task
from homeassistant.components.conversation import ChatLog
from homeassistant.config_entries import ConfigEntry, ConfigFlow
from homeassistant.const import MAJOR_VERSION, MINOR_VERSION
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import intent
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import (  # type: ignore[import-untyped]
    MockConfigEntry,
    MockModule,
    mock_config_flow,
    mock_integration,
    mock_platform,
    setup_test_component_platform,
)

from custom_components.bitgridai.const import OPTION_AI_TASK
from custom_components.bitgridai.engine.key_figures import figure_value
from custom_components.bitgridai.inquiry import model
from tests.integration.owner import BLOCK_S, Owner
from tests.integration.services.asking import ask, events

ENTITY = "ai_task.model"
GOOD = "There is little sun, so {load} stays off: {available_w} are left and {needed_w} would be needed."

type Answer = Callable[[str], Awaitable[object]]


class Model(ai_task.AITaskEntity):
    """A model that answers what the test wants."""

    _attr_name = "model"
    _attr_supported_features = ai_task.AITaskEntityFeature.GENERATE_DATA

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.told: list[str] = []

    @override
    async def _async_generate_data(self, task: ai_task.GenDataTask, chat_log: ChatLog) -> ai_task.GenDataTaskResult:
        self.told.append(task.instructions)
        return ai_task.GenDataTaskResult(conversation_id=chat_log.conversation_id, data=await self.answer(task.name))


class _Flow(ConfigFlow):
    """The test component's flow."""


type Install = Callable[[Answer], Awaitable[Model]]


@pytest.fixture
async def install(hass: HomeAssistant, owner: Owner) -> Install:
    """Install a component with a model, and a house that asks it."""

    async def set_up(answer: Answer) -> Model:
        for component in ("homeassistant", "ai_task"):
            assert await async_setup_component(hass, component, {})

        async def set_up_entry(hass: HomeAssistant, entry: ConfigEntry) -> bool | None:
            await hass.config_entries.async_forward_entry_setups(entry, ["ai_task"])
            # From 2026.11 on a boolean is only tolerated, and not of an integration in no folder.
            return None if (MAJOR_VERSION, MINOR_VERSION) >= (2026, 11) else True

        mock_integration(hass, MockModule("test", async_setup_entry=set_up_entry))
        mock_platform(hass, "test.config_flow")
        found = Model(answer)
        setup_test_component_platform(hass, "ai_task", [found], from_config_entry=True)
        entry = MockConfigEntry(domain="test")
        entry.add_to_hass(hass)
        with mock_config_flow("test", _Flow):
            assert await hass.config_entries.async_setup(entry.entry_id)
        owner.surplus_w = -300
        owner.report()
        await owner.connect()
        owner.hass.config_entries.async_update_entry(owner.entry, options={OPTION_AI_TASK: found.entity_id})
        await owner.live(BLOCK_S + 30)
        return found

    return set_up


def _says(answer: object) -> Answer:
    async def say(_: str) -> object:
        return answer

    return say


async def test_a_good_sentence_is_told_with_the_figures_of_the_house(owner: Owner, install: Install) -> None:
    found = await install(_says({"text": GOOD}))
    told = await ask(owner.hass, "explain", rephrase=True)
    assert told["text"] == "There is little sun, so Heater stays off: −300 W are left and 1,500 W would be needed."
    heater = told["loads"]["heater"]
    assert (heater["told_by"], heater["flaw"]) == ("model", None)
    (instructions,) = found.told
    assert not re.search(r"\d|Heater", instructions), "neither a figure nor a name leaves the house"
    (event,) = await events(owner.coordinator, "rephrased")
    assert event == {"record": told["record"], "load": "heater", "flaw": None}
    assert figure_value("model_fallback_pct", owner.coordinator.controller.figures.total) == 0


@pytest.mark.parametrize(
    ("answer", "flaw"),
    [
        ({"text": GOOD.replace("{available_w}", "-300 W")}, "number"),
        ({"text": GOOD.replace("{needed_w}", "{battery}")}, "placeholder"),
        ({"text": "{load} stays off."}, "missing_fact"),
        ({"text": GOOD.replace("stays off", "is running")}, "polarity"),
        ({"sentence": GOOD}, "no_text"),
        (None, "no_text"),
        (["{load}"], "no_text"),
    ],
)
async def test_a_bad_answer_is_told_by_the_template_and_counted(
    owner: Owner, install: Install, answer: object, flaw: str
) -> None:
    await install(_says(answer))
    plain = await ask(owner.hass, "explain", depth="short")
    told = await ask(owner.hass, "explain", depth="short", rephrase=True)
    assert told["text"] == plain["text"] == "Heater stays off: surplus is −300 W, 1,500 W needed."
    heater = told["loads"]["heater"]
    assert (heater["told_by"], heater["flaw"]) == ("template", flaw)
    (event,) = await events(owner.coordinator, "rephrased")
    assert event["flaw"] == flaw
    assert figure_value("model_fallback_pct", owner.coordinator.controller.figures.total) == 100


@pytest.mark.parametrize("error", [HomeAssistantError("no quota"), RuntimeError("broken"), KeyError("model")])
async def test_a_model_that_fails_costs_nobody_the_answer(
    owner: Owner, install: Install, error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    async def fail(_: str) -> object:
        raise error

    await install(fail)
    told = await ask(owner.hass, "explain", rephrase=True)
    assert told["text"].startswith("Heater stays off. ")
    assert told["loads"]["heater"]["flaw"] == "unavailable"


async def test_a_slow_model_is_not_waited_for(owner: Owner, install: Install, monkeypatch: pytest.MonkeyPatch) -> None:
    cancelled = asyncio.Event()

    async def dream(_: str) -> object:
        try:
            await asyncio.Event().wait()
        finally:
            cancelled.set()
        return None

    await install(dream)
    # Under a frozen clock only what is due at once comes to pass.
    monkeypatch.setattr(model, "DEADLINE_S", 0)
    told = await ask(owner.hass, "explain", rephrase=True)
    assert told["loads"]["heater"]["flaw"] == "over_time"
    assert told["text"].startswith("Heater stays off. ")


async def test_a_loop_cannot_wear_out_the_model(owner: Owner, install: Install) -> None:
    found = await install(_says({"text": GOOD}))
    for _ in range(14):
        await ask(owner.hass, "explain", rephrase=True)
    told = await ask(owner.hass, "explain", rephrase=True)
    assert len(found.told) == 10
    assert told["loads"]["heater"]["flaw"] == "too_many_requests"


async def test_technical_figures_stay_as_they_are(owner: Owner, install: Install) -> None:
    found = await install(_says({"text": GOOD}))
    told = await ask(owner.hass, "explain", rephrase=True, depth="technical")
    assert told["text"].startswith("R1_SURPLUS_LOW | ")
    assert not found.told


async def test_without_a_model_it_says_what_to_do(owner: Owner) -> None:
    await owner.connect()
    await owner.live(BLOCK_S + 10)
    with pytest.raises(ServiceValidationError, match="No AI Task entity is chosen"):
        await ask(owner.hass, "explain", rephrase=True)
    with pytest.raises(ServiceValidationError, match="rephrase must be one of: true, false"):
        await ask(owner.hass, "explain", rephrase="nicely")


async def test_an_entity_that_is_gone_costs_nobody_the_answer(owner: Owner, install: Install) -> None:
    await install(_says({"text": GOOD}))
    owner.hass.config_entries.async_update_entry(owner.entry, options={OPTION_AI_TASK: "ai_task.gone"})
    told = await ask(owner.hass, "explain", rephrase=True)
    assert told["loads"]["heater"]["flaw"] == "unavailable"


async def test_a_spoken_answer_is_rephrased_where_a_model_is_chosen(owner: Owner, install: Install) -> None:
    await install(_says({"text": GOOD}))
    assert await async_setup_component(owner.hass, "intent", {})
    response = await intent.async_handle(
        owner.hass, "test", "BitGridAIExplain", {"load": {"value": "heater"}}, context=Context(), language="en"
    )
    assert response.speech["plain"]["speech"].startswith("There is little sun, so Heater stays off: ")
