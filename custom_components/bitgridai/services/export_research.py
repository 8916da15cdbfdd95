"""Let the agent make a research bundle: only with consent, which both sides look up for themselves."""

from typing import Final

from ..agent import AgentError, ExportRefusedError, NoExportsError, Wish
from ..const import LOGGER
from ..engine.requests import Answer, AnswerStatus
from ..inquiry.errors import invalid
from .service import Call, Outcome, Unmet, refuse, writing

ATTR_SCOPE = "scope"
ATTR_FROM = "from"
ATTR_TO = "to"
ATTR_RECIPIENT = "recipient"
SCOPES: Final = ("decisions", "measurements", "all")
_UNMET: Final = {
    "no_consent": Unmet.AGENT_NO_CONSENT,
    "unknown_ledger": Unmet.NOTHING_TO_EXPORT,
    "nothing_to_export": Unmet.NOTHING_TO_EXPORT,
    "bad_recipient": Unmet.BAD_RECIPIENT,
    "export_busy": Unmet.EXPORT_BUSY,
}
"""By the agent's code."""


async def _export(call: Call) -> Outcome:
    wish = _wish(call)
    if not call.coordinator.research:
        return refuse(call, Unmet.NO_CONSENT)
    if call.coordinator.agent is None:
        return refuse(call, Unmet.NO_AGENT)
    try:
        export = await call.coordinator.async_export(wish, call.origin)
    except ExportRefusedError as err:
        LOGGER.warning("The agent makes no bundle: %s", err)
        return refuse(call, _UNMET.get(err.code, Unmet.AGENT_REFUSED))
    except NoExportsError:
        return refuse(call, Unmet.AGENT_TOO_OLD)
    except AgentError as err:
        LOGGER.warning("The agent made no bundle: %s", err)
        return refuse(call, Unmet.AGENT_AWAY)
    told = {
        "name": export.name,
        "bytes": export.bytes,
        "records": export.records,
        "sha256": export.sha256,
        "inner_sha256": export.inner_sha256,
        "encrypted": export.encrypted,
        "url": export.url,
    }
    return Outcome(Answer(AnswerStatus.ACCEPTED, id=export.id), told)


def _wish(call: Call) -> Wish:
    fields = call.fields
    first, last = fields.day(ATTR_FROM), fields.day(ATTR_TO)
    if first is not None and last is not None and last < first:
        raise invalid("bad_period", first=first, last=last)
    return Wish(fields.option(ATTR_SCOPE, SCOPES) or "all", first, last, fields.text(ATTR_RECIPIENT))


SERVICE = writing("export_research", _export, ATTR_SCOPE, ATTR_FROM, ATTR_TO, ATTR_RECIPIENT, admin=True)
