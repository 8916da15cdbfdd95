"""Records come in by number, and only what follows the last one."""

from typing import Annotated

from fastapi import APIRouter, Body

from ..models import NDJSON, ChainRefusal, LedgerId, Position, Refusal, Sealed, Tip
from ..state import Agent
from ..vault import Tip as VaultTip

router = APIRouter(prefix="/v1/ledgers", tags=["ledgers"])


def _told(tip: VaultTip) -> Tip:
    return Tip(seq=tip.seq, hash=tip.hash, waiting=tip.waiting)


@router.get("")
def ledgers(agent: Agent) -> list[str]:
    """Name all ledgers, sealed ones too."""
    return agent.vault.ledgers()


@router.get("/{ledger}", responses={404: {"model": Refusal}, 409: {"model": Refusal}})
def tip(ledger: LedgerId, agent: Agent) -> Tip:
    """Say where a ledger's archive ends: a sender goes on with the next record."""
    return _told(agent.vault.tip(ledger))


@router.post(
    "/{ledger}/records",
    responses={409: {"model": ChainRefusal}, 507: {"model": Refusal}},
    openapi_extra={
        "requestBody": {"required": True, "content": {NDJSON: {"schema": {"type": "string", "minLength": 1}}}}
    },
)
def append(ledger: LedgerId, agent: Agent, records: Annotated[bytes, Body(media_type=NDJSON)]) -> Tip:
    """Take records in, one a line in canonical form, all or none.

    Records that are there already are passed over, so whoever heard no answer sends them again. The
    answer comes after they are on disk.
    """
    return _told(agent.vault.append(ledger, [line for line in records.split(b"\n") if line]))


@router.post("/{ledger}/begin", responses={409: {"model": Refusal}})
def begin(ledger: LedgerId, position: Position, agent: Agent) -> Tip:
    """Let a new archive begin after a record, where a ledger's oldest ones are gone already."""
    return _told(agent.vault.begin_after(ledger, position.seq, position.hash))


@router.post("/{ledger}/seal", responses={404: {"model": Refusal}, 409: {"model": Refusal}})
def seal(ledger: LedgerId, agent: Agent) -> Sealed:
    """Put an archive away, so that another course of its ledger can begin: after a restored backup."""
    return Sealed(ledger=agent.vault.seal(ledger))
