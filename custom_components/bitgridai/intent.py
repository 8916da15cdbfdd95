"""Intents: "why is the miner off?" and "what comes next?", answered in the language of whoever asks."""

from typing import override

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import intent
import probatio as vol

from .coordinator import BitGridCoordinator
from .inquiry import Moment, Question, async_explain, async_preview, async_reworded, model_of
from .inquiry.errors import async_in_words
from .inquiry.phrases import phrases
from .inquiry.question import name_of
from .inquiry.spoken import households, load_called

INTENT_EXPLAIN = "BitGridAIExplain"
INTENT_PREVIEW = "BitGridAIPreview"
SLOT_LOAD = "load"


async def async_setup_intents(hass: HomeAssistant) -> None:
    """Register the intents."""
    intent.async_register(hass, ExplainIntent())
    intent.async_register(hass, PreviewIntent())


class _Asking(intent.IntentHandler):
    """A question about one load or about all of them."""

    # A spoken name of a load; without one all loads are told.
    slot_schema = {vol.Optional(SLOT_LOAD): intent.non_empty_string}  # noqa: RUF012  # as the base class has it

    @override
    async def async_handle(self, intent_obj: intent.Intent) -> intent.IntentResponse:
        """Answer, or say why there is no answer."""
        hass, language = intent_obj.hass, intent_obj.language
        response: intent.IntentResponse = intent_obj.create_response()
        response.response_type = intent.IntentResponseType.QUERY_ANSWER
        slots = self.async_validate_slots(intent_obj.slots)
        spoken = slots[SLOT_LOAD]["value"].strip() if SLOT_LOAD in slots else None
        asked = _asked(hass, spoken)
        if not asked:
            response.async_set_error(intent.IntentResponseErrorCode.NO_VALID_TARGETS, _nobody(hass, spoken, language))
            return response
        try:
            answers = [
                await self._answer(coordinator, Question(load=load, language=language.partition("-")[0]))
                for coordinator, load in asked
            ]
        except HomeAssistantError as err:
            words = await async_in_words(hass, err, language)
            response.async_set_error(intent.IntentResponseErrorCode.FAILED_TO_HANDLE, words)
            return response
        response.async_set_speech(" ".join(answers))
        return response

    async def _answer(self, coordinator: BitGridCoordinator, question: Question) -> str:
        raise NotImplementedError


class ExplainIntent(_Asking):
    """Why a load does what it does."""

    intent_type = INTENT_EXPLAIN
    description = "Tells why a load controlled by BitGridAI, such as a miner or a heater, runs or does not run"

    @override
    async def _answer(self, coordinator: BitGridCoordinator, question: Question) -> str:
        answer = await async_explain(coordinator, Moment(), question)
        if model_of(coordinator) is not None:
            answer = await async_reworded(coordinator, answer, question)
        return str(answer["text"])


class PreviewIntent(_Asking):
    """What the next block would bring."""

    intent_type = INTENT_PREVIEW
    description = "Tells what BitGridAI would decide next if everything stays as it is now"

    @override
    async def _answer(self, coordinator: BitGridCoordinator, question: Question) -> str:
        return str(async_preview(coordinator, question)["text"])


def _asked(hass: HomeAssistant, spoken: str | None) -> list[tuple[BitGridCoordinator, str | None]]:
    if spoken is None:
        return [(coordinator, None) for coordinator in households(hass)]
    found = load_called(hass, spoken)
    return [] if found is None else [found]


def _nobody(hass: HomeAssistant, spoken: str | None, language: str) -> str:
    words = phrases(language)
    running = households(hass)
    if spoken is None or not running:
        return words.no_household
    names = [name_of(coordinator, load) for coordinator in running for load in coordinator.data.descriptions]
    return words.unknown_load.format(name=spoken, loads=", ".join(names) or "–")
