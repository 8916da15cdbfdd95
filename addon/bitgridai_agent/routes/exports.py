"""Bundles for research: made with consent only, kept here until they are deleted."""

from datetime import date
import re
from typing import Annotated, Any, Final

from fastapi import APIRouter, Path
from fastapi.responses import FileResponse
from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from bitgridai.research import ResearchRequest, Scope

from ..exports import EXPORT_ID, Export as Kept
from ..models import Model, Refusal
from ..state import Agent
from ..vault import LEDGER_ID

router = APIRouter(prefix="/v1/exports", tags=["exports"])

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_NOT_FOUND: Final[dict[int | str, dict[str, Any]]] = {404: {"model": Refusal}, 409: {"model": Refusal}}
_REFUSED: Final = {**_NOT_FOUND, 403: {"model": Refusal}, 507: {"model": Refusal}}


def _a_day(value: object) -> object:
    """Refuse what pydantic would take for a day beside one."""
    if value is not None and not (isinstance(value, str) and _DAY.fullmatch(value)):
        raise PydanticCustomError("day", "expected a day as in 2026-05-31")
    return value


type Day = Annotated[date, BeforeValidator(_a_day)]
type ExportId = Annotated[str, Path(pattern=f"^{EXPORT_ID}$", description="Id of a bundle.")]


class ExportRequest(Model):
    """What a bundle shall hold."""

    ledger: Annotated[str, Field(pattern=f"^{LEDGER_ID}$")]
    scope: Scope
    first_day: Annotated[Day | None, Field(alias="from")] = None
    """First day in UTC; empty for the archive's first."""
    last_day: Annotated[Day | None, Field(alias="to")] = None
    """Last day in UTC, included; empty for the archive's last."""
    recipient: Annotated[str, Field(max_length=200)] | None = None
    """Public key (age1…) to encrypt to."""


class Export(Model):
    """A bundle that lies here."""

    id: str
    ledger: str
    scope: Scope
    first_day: Annotated[str | None, Field(serialization_alias="from")]
    last_day: Annotated[str | None, Field(serialization_alias="to")]
    created: str
    name: str
    bytes: int
    sha256: str
    """Of the file."""
    inner_sha256: str
    """Of what is inside an encrypted bundle: the same request gives the same one."""
    encrypted: bool
    records: int


def _told(export: Kept) -> Export:
    return Export(
        **{name: getattr(export, name) for name in Export.model_fields if name != "scope"}, scope=Scope(export.scope)
    )


@router.post("", status_code=201, responses=_REFUSED)
def make(request: ExportRequest, agent: Agent) -> Export:
    """Make a bundle, if the ledger's last word on research use is yes. Many records take a while."""
    wanted = ResearchRequest(request.scope, request.first_day, request.last_day)
    return _told(agent.exports.make(request.ledger, wanted, request.recipient))


@router.get("", responses={409: {"model": Refusal}})
def exports(agent: Agent) -> list[Export]:
    """Name all bundles, newest first."""
    return [_told(each) for each in agent.exports.all()]


@router.get("/{export}", responses=_NOT_FOUND)
def one(export: ExportId, agent: Agent) -> Export:
    """Describe a bundle."""
    return _told(agent.exports.export(export))


@router.get(
    "/{export}/bundle",
    response_class=FileResponse,
    responses={**_REFUSED, 200: {"content": {"application/octet-stream": {}}, "description": "The bundle."}},
)
def bundle(export: ExportId, agent: Agent) -> FileResponse:
    """Hand a bundle out, unless consent was taken back since."""
    path = agent.exports.bundle(export)
    return FileResponse(path, media_type="application/octet-stream", filename=path.name)


@router.delete("/{export}", status_code=204, responses=_REFUSED)
def remove(export: ExportId, agent: Agent) -> None:
    """Delete a bundle."""
    agent.exports.remove(export)
