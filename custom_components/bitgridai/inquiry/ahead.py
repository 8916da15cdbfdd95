"""What comes next, and what would be if: decisions that were not taken."""

from collections.abc import Mapping
from typing import Any

from homeassistant.core import callback
from homeassistant.util import dt as dt_util

from ..coordinator import BitGridCoordinator
from ..engine.errors import DocumentError
from ..engine.explanation import explain
from ..engine.preview import preview, what_if
from ..engine.signals import HOUSE_SIGNALS
from ..engine.step import Decision
from .errors import invalid, misfit
from .past import sentence
from .phrases import phrases
from .question import Question, name_of


@callback
def async_preview(coordinator: BitGridCoordinator, question: Question) -> dict[str, Any]:
    """Tell what the next block would bring with present readings.

    Raises ServiceValidationError where there is no such load, or nothing to decide from yet.
    """
    decision = coordinator.data.preview
    if decision is None:
        raise invalid("not_ready")
    begins = coordinator.clock.wall(coordinator.data.next_block_at)
    opening = phrases(question.language).ahead.format(time=f"{dt_util.as_local(begins):%H:%M}")
    return _hypothesis(coordinator, decision, question, opening) | {"at": begins.isoformat()}


@callback
def async_what_if(coordinator: BitGridCoordinator, changes: Mapping[str, Any], question: Question) -> dict[str, Any]:
    """Tell what the next block would bring with other readings or another policy.

    ``changes`` are partial: ``{"signals": {...}, "loads": {id: {...}}, "policy": {...}}``.
    Raises ServiceValidationError where one does not fit, or where nothing is changed.
    """
    if coordinator.data.preview is None:
        raise invalid("not_ready")
    if not any(changes.values()):
        raise invalid("nothing_changed")
    basis = coordinator.controller.basis(coordinator.now)
    try:
        asked = _checked(changes, coordinator)
        decision = what_if(basis.state, basis.memory, basis.policy, asked).decision
    except DocumentError as err:
        raise misfit(err) from err
    unchanged = preview(basis.state, basis.memory, basis.policy)
    answer = _hypothesis(coordinator, decision, question, phrases(question.language).hypothetical)
    for load, told in answer["loads"].items():
        before = unchanged.load(load)
        told["unchanged"] = {
            "action": before.action.value.lower(),
            "target_w": before.target_w,
            "reason": before.code.value.lower(),
        }
        told["differs"] = before.target_w != told["target_w"]
    if not any(told["differs"] for told in answer["loads"].values()):
        answer["text"] += f" {phrases(question.language).unchanged}"
    return answer


def _checked(changes: Mapping[str, Any], coordinator: BitGridCoordinator) -> dict[str, Any]:
    """Refuse what the engine would take for a broken sensor or for one more load."""
    signals, loads = changes.get("signals") or {}, changes.get("loads") or {}
    for name, value in signals.items() if isinstance(signals, dict) else ():
        kind = HOUSE_SIGNALS.get(name)
        if kind is not None and isinstance(value, int | float) and not kind.low <= value <= kind.high:
            raise DocumentError(f"signals.{name}", f"a number from {kind.low:g} to {kind.high:g}", f"{value:g}")
    for load in loads if isinstance(loads, dict) else ():
        Question(load=str(load)).loads(coordinator.data.descriptions)
    if isinstance(signals, dict) and "grid_power_w" in signals:
        # R2 looks at the mean of the last minute: in a house where it is so, that is so too.
        changes = {**changes, "signals": {"grid_power_hold_w": signals["grid_power_w"], **signals}}
    return {name: part for name, part in changes.items() if part}


def _hypothesis(
    coordinator: BitGridCoordinator, decision: Decision, question: Question, opening: str
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
    return {"hypothetical": True, "text": f"{opening} {told}", "loads": loads}
