"""Lets an AI Task entity put an explanation into other words.

It is given a sentence with placeholders, never a figure or a name of the house, and what it
answers is checked before it is told. Each answer is an event in the ledger, so that the rate
at which the template has to step in can be counted.
"""

import asyncio
from collections.abc import Mapping
from typing import Any

from homeassistant.core import callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.selector import TextSelector
import probatio as vol

from ..const import LOGGER, OPTION_AI_TASK
from ..coordinator import BitGridCoordinator
from ..engine.explanation import Audience
from ..engine.rephrase import REPHRASED_EVENT, Flaw, Order, Rephrasing, instructions, order_for, rephrased
from ..engine.requests import Refusal
from .errors import invalid
from .past import sentence
from .question import Depth, Question

DEADLINE_S = 8.0
"""Longer nobody waits for a nicer sentence."""
_TASK = "BitGridAI explanation"
_GATE = "rephrase"


@callback
def model_of(coordinator: BitGridCoordinator) -> str | None:
    """Return the AI Task entity that the owner chose; None where none was."""
    return coordinator.config_entry.options.get(OPTION_AI_TASK) or None


async def async_reworded(coordinator: BitGridCoordinator, answer: dict[str, Any], question: Question) -> dict[str, Any]:
    """Return an explanation with its sentences put into other words, as far as they pass the checks.

    Raises ServiceValidationError where no entity is chosen for it.
    """
    entity_id = model_of(coordinator)
    if entity_id is None:
        raise invalid("no_model")
    if Depth.TECHNICAL is question.depth or question.audience is Audience.TECHNICAL:
        # Whoever asks for the figures as they are gets them as they are.
        return answer
    loads: Mapping[str, dict[str, Any]] = answer["loads"]
    told = await asyncio.gather(
        *(_reword(coordinator, entity_id, about, question, answer["record"], load) for load, about in loads.items())
    )
    return {
        **answer,
        "text": " ".join(sentence(about["text"]) for about in told),
        "loads": dict(zip(loads, told, strict=True)),
    }


async def _reword(
    coordinator: BitGridCoordinator,
    entity_id: str,
    about: dict[str, Any],
    question: Question,
    record: int,
    load: str,
) -> dict[str, Any]:
    try:
        order = order_for(
            about["reason"].upper(), about["figures"], question.language, about["name"], question.audience
        )
    except KeyError:
        return {**about, "told_by": "template", "flaw": None}
    if not coordinator.gate.admits(coordinator.now, _GATE):
        return {**about, "told_by": "template", "flaw": Refusal.TOO_MANY.value}
    rephrasing = await _ask(coordinator, entity_id, order)
    flaw = None if rephrasing.flaw is None else rephrasing.flaw.value
    coordinator.controller.note(coordinator.now, REPHRASED_EVENT, {"record": record, "load": load, "flaw": flaw})
    if flaw is not None:
        return {**about, "told_by": "template", "flaw": flaw}
    return {**about, "text": rephrasing.text, "told_by": "model", "flaw": None}


async def _ask(coordinator: BitGridCoordinator, entity_id: str, order: Order) -> Rephrasing:
    # The component is there where its entity is.
    from homeassistant.components.ai_task import async_generate_data  # noqa: PLC0415

    try:
        async with asyncio.timeout(DEADLINE_S):
            result = await async_generate_data(
                coordinator.hass,
                task_name=_TASK,
                entity_id=entity_id,
                instructions=instructions(order),
                structure=vol.Schema({vol.Required("text", description="The sentence"): TextSelector()}),
            )
    except TimeoutError:
        return Rephrasing(order.plain, Flaw.OVER_TIME)
    except (HomeAssistantError, KeyError) as err:
        LOGGER.debug("%s did not rephrase: %s", entity_id, err)
        return Rephrasing(order.plain, Flaw.UNAVAILABLE)
    except Exception:  # noqa: BLE001  # someone else's code: whatever it does, the question is answered
        LOGGER.exception("%s failed to rephrase", entity_id)
        return Rephrasing(order.plain, Flaw.UNAVAILABLE)
    data = result.data
    return rephrased(data.get("text") if isinstance(data, dict) else data, order)
