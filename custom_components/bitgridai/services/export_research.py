"""Hand a research bundle to the owner: only with consent, and only through the agent."""

from .service import Call, Outcome, Unmet, refuse, writing


async def _export(call: Call) -> Outcome:
    if not call.coordinator.research:
        return refuse(call, Unmet.NO_CONSENT)
    if call.coordinator.agent is None:
        return refuse(call, Unmet.NO_AGENT)
    # The agent makes the bundle, and no version of it can do so yet.
    return refuse(call, Unmet.AGENT_CANNOT_EXPORT)


SERVICE = writing("export_research", _export, admin=True)
