"""Let the agent live through recorded days again. It reads its archive; nothing here or there is commanded by it."""

import asyncio
from collections.abc import Mapping
import re
from typing import Any, Final

from homeassistant.exceptions import HomeAssistantError, ServiceValidationError

from ..agent import CLUSTER, HERE, AgentError, AgentJobs, AgentLink, Job, JobRefusedError, NoJobsError
from ..const import DOMAIN
from ..engine.document import Json
from ..inquiry.errors import invalid
from .replay_summary import async_summary
from .service import Call, reading

ATTR_KIND = "kind"
ATTR_FROM = "from"
ATTR_TO = "to"
ATTR_POLICY = "policy"
ATTR_GRID = "grid"
ATTR_PV_FACTOR = "pv_factor"
ATTR_WHERE = "where"
ATTR_JOB = "job"
ATTR_WAIT = "wait"

KINDS: Final = ("verify", "what_if", "sweep")
WHERES: Final = (HERE, CLUSTER)
PV_FACTOR_MAX: Final = 100
WAIT_S: Final = 30
WAIT_MAX_S: Final = 600
_LOOK_S: Final = 0.5
_JOB_ID: Final = re.compile(r"[0-9A-Za-z-]{1,64}")
_ONLY: Final[Mapping[str, tuple[str, ...]]] = {
    ATTR_POLICY: ("what_if",),
    ATTR_GRID: ("sweep",),
    ATTR_PV_FACTOR: ("what_if", "sweep"),
    ATTR_WHERE: ("sweep",),
}
"""Fields that only some kinds know."""
_NOTHING_THERE: Final = frozenset({"unknown_ledger", "no_records"})


async def _replay(call: Call) -> dict[str, Any]:
    wait_s = call.fields.number(ATTR_WAIT, 0, WAIT_MAX_S)
    known = _job(call)
    kind, request = ("", {}) if known is not None else _request(call)
    if call.coordinator.agent is None:
        raise invalid("replay_no_agent")
    try:
        link = await call.coordinator.async_agent()
        _check_place(link, request)
        jobs = link.jobs
        job = await (jobs.begin(kind, request) if known is None else jobs.look(known))
        job = await _followed(jobs, job, WAIT_S if wait_s is None else wait_s)
        result = await jobs.result(job) if job.done else None
    except NoJobsError as err:
        raise invalid("replay_agent_too_old") from err
    except JobRefusedError as err:
        raise _refused(err, known) from err
    except AgentError as err:
        raise HomeAssistantError(
            translation_domain=DOMAIN, translation_key="replay_agent_away", translation_placeholders={"error": str(err)}
        ) from err
    return {
        "job": job.id,
        "kind": job.kind,
        "where": job.where,
        "state": job.state,
        "progress_pct": round(100 * job.progress),
        "summary": await async_summary(call.service.hass, job, result),
        "error": job.error,
        "result": None if result is None else _without_series(result),
    }


def _job(call: Call) -> str | None:
    """Return the job of an earlier call."""
    known = call.fields.text(ATTR_JOB)
    if known is not None and _JOB_ID.fullmatch(known) is None:
        raise invalid("replay_unknown_job", job=known)
    return known


def _request(call: Call) -> tuple[str, dict[str, Json]]:
    fields = call.fields
    kind = fields.option(ATTR_KIND, KINDS) or KINDS[0]
    first, last = fields.day(ATTR_FROM), fields.day(ATTR_TO)
    if first is not None and last is not None and last < first:
        raise invalid("bad_period", first=first, last=last)
    told: dict[str, Json | None] = {
        "from": None if first is None else first.isoformat(),
        "to": None if last is None else last.isoformat(),
        ATTR_POLICY: fields.mapping(ATTR_POLICY) or None,
        ATTR_GRID: fields.mapping(ATTR_GRID) or None,
        ATTR_PV_FACTOR: fields.number(ATTR_PV_FACTOR, 0, PV_FACTOR_MAX),
        ATTR_WHERE: fields.option(ATTR_WHERE, WHERES),
    }
    for field, kinds in _ONLY.items():
        if told[field] is not None and kind not in kinds:
            raise invalid("replay_foreign_field", field=field, kind=kind)
    if kind == "sweep" and told[ATTR_GRID] is None:
        raise invalid("replay_needs_grid")
    if told[ATTR_WHERE] == HERE:
        told[ATTR_WHERE] = None  # what every agent does, one that is too old for the word included
    return kind, {name: value for name, value in told.items() if value is not None}


def _check_place(link: AgentLink, request: Mapping[str, Json]) -> None:
    """Refuse what is to be computed on a cluster where there is none."""
    if request.get(ATTR_WHERE) != CLUSTER:
        return
    shaken = link.status.handshake
    known = None if shaken is None else shaken.cluster
    if not known:
        raise invalid("replay_cluster_too_old" if known is None else "replay_no_cluster")


async def _followed(jobs: AgentJobs, job: Job, wait_s: float) -> Job:
    """Return a job as it is when it ends, or after so long."""
    try:
        async with asyncio.timeout(wait_s):
            while not job.ended:
                await asyncio.sleep(_LOOK_S)
                job = await jobs.look(job.id)
    except TimeoutError:
        pass  # whoever asked can come back with its id
    return job


def _refused(err: JobRefusedError, known: str | None) -> ServiceValidationError:
    if known is not None:
        return invalid("replay_unknown_job", job=known)
    if err.code == "no_cluster":
        return invalid("replay_no_cluster")
    if err.code in _NOTHING_THERE:
        return invalid("replay_no_records", reason=err)
    return invalid("replay_refused", reason=err)


def _without_series(result: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is for charts: a year of blocks belongs in no trace."""
    return {name: value for name, value in result.items() if name != "series"}


SERVICE = reading(
    "replay",
    _replay,
    ATTR_KIND,
    ATTR_FROM,
    ATTR_TO,
    ATTR_POLICY,
    ATTR_GRID,
    ATTR_PV_FACTOR,
    ATTR_WHERE,
    ATTR_JOB,
    ATTR_WAIT,
)
