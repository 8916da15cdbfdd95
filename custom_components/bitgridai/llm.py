"""Tools for language models. They only read, and every number in their answers comes from the engine."""

from collections.abc import Mapping
from typing import Any, override

from homeassistant.components.homeassistant.exposed_entities import async_should_expose
from homeassistant.components.llm import LLMTools
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.llm import LLM_API_ASSIST, LLMContext, Tool, ToolAnnotations, ToolInput, ToolResult
import probatio as vol

from .const import DOMAIN
from .coordinator import BitGridCoordinator
from .inquiry import Depth, Moment, Question, async_explain, async_preview
from .inquiry.errors import async_in_words
from .inquiry.question import name_of
from .inquiry.spoken import entities_of, households

PROMPT = (
    "BitGridAI decides when loads such as a miner or a heating rod run on solar surplus. "
    "Ask bitgridai__explain why a load runs or does not run, and bitgridai__preview what comes next; do not guess. "
    "Repeat their figures exactly as given. These tools cannot start or stop anything."
)
PARAM_LOAD = "load"

type Exposed = Mapping[str, tuple[BitGridCoordinator, str]]
"""By the name that is told to the model: household and id of a load."""


class InquiryTool(Tool):
    """A question about decisions."""

    annotations = ToolAnnotations(read_only=True, destructive=False, idempotent=True, open_world=False)
    integration = DOMAIN

    def __init__(self, loads: Exposed) -> None:
        """Offer the loads that the assistant may know of."""
        self._loads = loads
        self.parameters = vol.Schema(
            {vol.Optional(PARAM_LOAD, description="The load asked about; leave it out for all"): vol.In(list(loads))}
        )

    @override
    async def async_call(self, hass: HomeAssistant, tool_input: ToolInput, llm_context: LLMContext) -> ToolResult:
        """Answer, or say why there is no answer."""
        language = llm_context.language or hass.config.language
        try:
            named = self.parameters(tool_input.tool_args).get(PARAM_LOAD)
        except vol.Invalid as err:
            return ToolResult(data={"error": str(err)}, error=True)
        answers: dict[str, Any] = {}
        try:
            for coordinator, load, among in self._asked(named):
                question = Question(load=load, among=among, language=language.partition("-")[0], depth=Depth.DETAIL)
                answers |= _facts(await self._answer(coordinator, question))
        except HomeAssistantError as err:
            return ToolResult(data={"error": await async_in_words(hass, err, language)}, error=True)
        return ToolResult(data=answers)

    def _asked(self, named: str | None) -> list[tuple[BitGridCoordinator, str | None, frozenset[str]]]:
        if named is not None:
            coordinator, load = self._loads[named]
            return [(coordinator, load, frozenset({load}))]
        among: dict[BitGridCoordinator, set[str]] = {}
        for coordinator, load in self._loads.values():
            among.setdefault(coordinator, set()).add(load)
        return [(coordinator, None, frozenset(loads)) for coordinator, loads in among.items()]

    async def _answer(self, coordinator: BitGridCoordinator, question: Question) -> dict[str, Any]:
        raise NotImplementedError


class ExplainTool(InquiryTool):
    """Why a load does what it does."""

    name = f"{DOMAIN}__explain"
    title = "Explain a decision about a load"
    description = (
        "Tells why a load controlled by BitGridAI runs or does not run now, with the figures that decided and the "
        "smallest change that would decide otherwise. Use it for questions like 'Why is the miner off?'."
    )

    @override
    async def _answer(self, coordinator: BitGridCoordinator, question: Question) -> dict[str, Any]:
        return await async_explain(coordinator, Moment(), question)


class PreviewTool(InquiryTool):
    """What the next block would bring."""

    name = f"{DOMAIN}__preview"
    title = "Preview the next decision"
    description = (
        "Tells what BitGridAI would decide at the next block if everything stays as it is now. It is hypothetical. "
        "Use it for questions like 'Will the heater start soon?'."
    )

    @override
    async def _answer(self, coordinator: BitGridCoordinator, question: Question) -> dict[str, Any]:
        return async_preview(coordinator, question)


@callback
def async_get_tools(hass: HomeAssistant, llm_context: LLMContext, api_id: str) -> LLMTools | None:
    """Return the tools where the assistant may know of a load."""
    if api_id != LLM_API_ASSIST:
        return None
    loads = {
        name_of(coordinator, load): (coordinator, load)
        for coordinator in households(hass)
        for load in coordinator.data.descriptions
        if any(async_should_expose(hass, llm_context.assistant, item) for item in entities_of(coordinator, load))
    }
    return LLMTools(tools=[ExplainTool(loads), PreviewTool(loads)], prompt=PROMPT) if loads else None


def _facts(answer: Mapping[str, Any]) -> dict[str, Any]:
    """Keep what a model needs, by the name of the load: the fewer figures, the fewer to mix up."""
    about = {key: answer[key] for key in ("time", "at") if key in answer}
    return {
        told["name"]: {
            "hypothetical": answer["hypothetical"],
            **about,
            **{key: told[key] for key in ("action", "target_w", "text", "nearest") if key in told},
        }
        for told in answer["loads"].values()
    }
