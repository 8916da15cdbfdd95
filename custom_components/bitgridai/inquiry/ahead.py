"""What comes next, and what would be if: decisions that were not taken."""

from collections.abc import Mapping
from typing import Any

from homeassistant.core import callback
from homeassistant.util import dt as dt_util

from ..coordinator import BitGridCoordinator
from ..engine.errors import DocumentError
from ..engine.explanation import explain
from ..engine.step import Decision
from .errors import invalid, misfit
from .past import sentence
from .phrases import phrases
from .question import Question, name_of
from .supposition import suppose


@callback
def async_preview(coordinator: BitGridCoordinator, question: Question) -> dict[str, Any]:
    """Tell what the next block would bring with present readings.

    Raises ServiceValidationError where there is no such load, or nothing to decide from yet.
    """
    decision = coordinator.data.preview
    if decision is None:
        raise invalid("not_ready")
    opening = phrases(question.language).ahead
    return _hypothesis(coordinator, decision, coordinator.data.next_block_at, question, opening)


@callback
def async_what_if(coordinator: BitGridCoordinator, changes: Mapping[str, Any], question: Question) -> dict[str, Any]:
    """Tell what the next block would bring with other readings or another policy.

    Whatever runs out by the clock, such as a lockout, has that much less left then; so the answer names the time.
    ``changes`` are partial: ``{"signals": {...}, "loads": {id: {...}}, "policy": {...}}``.
    Raises ServiceValidationError where one does not fit, or where nothing is changed.
    """
    if coordinator.data.preview is None:
        raise invalid("not_ready")
    if not any(changes.values()):
        raise invalid("nothing_changed")
    for load in changes.get("loads") or {}:
        # The engine would take it for one more load.
        Question(load=str(load)).loads(coordinator.data.descriptions)
    try:
        basis = coordinator.controller.basis(coordinator.now)
        supposed = suppose(basis, changes)
    except DocumentError as err:
        raise misfit(err) from err
    opening = phrases(question.language).hypothetical
    answer = _hypothesis(coordinator, supposed.decision, basis.state.now, question, opening)
    for load, told in answer["loads"].items():
        before = supposed.expected.load(load)
        told["unchanged"] = {
            "action": before.action.value.lower(),
            "target_w": before.target_w,
            "reason": before.code.value.lower(),
        }
        told["differs"] = supposed.differs(load)
    if not any(told["differs"] for told in answer["loads"].values()):
        answer["text"] += f" {phrases(question.language).unchanged}"
    return answer


def _hypothesis(
    coordinator: BitGridCoordinator, decision: Decision, at: int, question: Question, opening: str
) -> dict[str, Any]:
    loads: dict[str, Any] = {}
    for load in question.loads(made.load for made in decision.loads):
        made = decision.load(load)
        name = name_of(coordinator, load)
        loads[load] = {
            "name": name,
            "action": made.action.value.lower(),
            "target_w": made.target_w,
            "rule": made.rule.value.lower(),
            "reason": made.code.value.lower(),
            "text": question.text(explain(made, question.language, name, question.audience)),
        }
    told = " ".join(sentence(about["text"]) for about in loads.values())
    begins = coordinator.clock.wall(at)
    told = f"{opening.format(time=f'{dt_util.as_local(begins):%H:%M}')} {told}"
    return {"hypothetical": True, "text": told, "loads": loads, "at": begins.isoformat()}
