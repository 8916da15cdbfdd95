"""Records come in by number, and only what follows the last one."""

from time import time
from typing import Annotated, Any, Final

from fastapi import APIRouter, Body

from ..models import NDJSON, ChainRefusal, LedgerId, MissingRecords, NewestMinute, Position, Refusal, Sealed, Tip
from ..state import Agent, AgentState
from ..vault import Tip as VaultTip

_LINES: Final[dict[str, Any]] = {
    "requestBody": {"required": True, "content": {NDJSON: {"schema": {"type": "string", "minLength": 1}}}}
}

router = APIRouter(prefix="/v1/ledgers", tags=["ledgers"])


def _told(agent: AgentState, ledger: str, tip: VaultTip) -> Tip:
    agent.heard_at[ledger] = int(time())
    gaps = [MissingRecords(first=gap.first, last=gap.last) for gap in tip.gaps]
    return Tip(seq=tip.seq, hash=tip.hash, waiting=tip.waiting, gaps=gaps)


def _lines(body: bytes) -> list[bytes]:
    return [line for line in body.split(b"\n") if line]


@router.get("")
def ledgers(agent: Agent) -> list[str]:
    """Name all ledgers, sealed ones too."""
    return agent.vault.ledgers()


@router.get("/{ledger}", responses={404: {"model": Refusal}, 409: {"model": Refusal}})
def tip(ledger: LedgerId, agent: Agent) -> Tip:
    """Say where a ledger's archive ends: a sender goes on with the next record."""
    return _told(agent, ledger, agent.vault.tip(ledger))


@router.post(
    "/{ledger}/records",
    responses={409: {"model": ChainRefusal}, 507: {"model": Refusal}},
    openapi_extra=_LINES,
)
def append(ledger: LedgerId, agent: Agent, records: Annotated[bytes, Body(media_type=NDJSON)]) -> Tip:
    """Take records in, one a line in canonical form, all or none.

    Records that are there already are passed over, so whoever heard no answer sends them again. The
    answer comes after they are on disk.
    """
    return _told(agent, ledger, agent.vault.append(ledger, _lines(records)))


@router.post("/{ledger}/begin", responses={409: {"model": Refusal}})
def begin(ledger: LedgerId, position: Position, agent: Agent) -> Tip:
    """Let a new archive begin after a record, where a ledger's oldest ones are gone already."""
    return _told(agent, ledger, agent.vault.begin_after(ledger, position.seq, position.hash))


@router.post("/{ledger}/seal", responses={404: {"model": Refusal}, 409: {"model": Refusal}})
def seal(ledger: LedgerId, agent: Agent) -> Sealed:
    """Put an archive away, so that another course of its ledger can begin: after a restored backup."""
    return Sealed(ledger=agent.vault.seal(ledger))


@router.post(
    "/{ledger}/repair",
    responses={404: {"model": Refusal}, 409: {"model": Refusal}, 507: {"model": Refusal}},
    openapi_extra=_LINES,
)
def repair(ledger: LedgerId, agent: Agent, records: Annotated[bytes, Body(media_type=NDJSON)]) -> Tip:
    """Take records back that were in a damaged file, from the start of a gap on, all or none."""
    return _told(agent, ledger, agent.vault.fill(ledger, _lines(records)))


@router.get("/{ledger}/telemetry", responses={404: {"model": Refusal}, 409: {"model": Refusal}})
def newest_minute(ledger: LedgerId, agent: Agent) -> NewestMinute:
    """Say up to where a ledger's telemetry is kept: a sender goes on with what is later."""
    return NewestMinute(time=agent.vault.telemetry_until(ledger))


@router.post(
    "/{ledger}/telemetry",
    responses={404: {"model": Refusal}, 409: {"model": Refusal}, 507: {"model": Refusal}},
    openapi_extra=_LINES,
)
def add_minutes(ledger: LedgerId, agent: Agent, minutes: Annotated[bytes, Body(media_type=NDJSON)]) -> NewestMinute:
    """Take minutes in, one a line, all or none: ``{"time": …, "signals": {…}, "loads": {…}}``.

    Minutes that are not later than the newest one are passed over.
    """
    return NewestMinute(time=agent.vault.append_telemetry(ledger, _lines(minutes)))
