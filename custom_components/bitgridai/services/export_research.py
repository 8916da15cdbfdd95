"""Hand a research bundle to the owner: only with consent, and only through the agent."""

from .service import Call, Outcome, Unmet, refuse, writing


async def _export(call: Call) -> Outcome:
    if not call.coordinator.research:
        return refuse(call, Unmet.NO_CONSENT)
    # The agent makes the bundle, and no household has one yet.
    return refuse(call, Unmet.NO_AGENT)


SERVICE = writing("export_research", _export, admin=True)
