"""Read policy.yaml anew and put it in force, whole or not at all."""

from ..engine.policy import policy_hash
from ..engine.requests import Answer, AnswerStatus
from .service import Call, Outcome, writing

RELOADED_EVENT = "policy_reloaded"


async def _reload(call: Call) -> Outcome:
    coordinator = call.coordinator
    active = await coordinator.async_reload_policy()
    told = {"source": active.origin.value, "policy_hash": policy_hash(active.policy)}
    coordinator.controller.note(coordinator.now, RELOADED_EVENT, {**told, "origin": call.origin})
    return Outcome(Answer(AnswerStatus.ACCEPTED), told)


SERVICE = writing("reload_policy", _reload, admin=True)
