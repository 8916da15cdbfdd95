"""What is kept, and whether it is whole."""

from dataclasses import asdict
from itertools import groupby
from operator import attrgetter

from fastapi import APIRouter

from bitgridai.archive import prove
from bitgridai.archive.archive import records_in
from bitgridai.archive.parts import parts_in
from bitgridai.archive.policies import policies_in
from bitgridai.archive.proof import set_aside_in
from bitgridai.archive.telemetry import telemetry_in

from ..models import (
    Consent,
    DayKept,
    DeletionNotice,
    LedgerId,
    LedgerStatus,
    MissingRecords,
    PolicyKept,
    Proof,
    Refusal,
)
from ..state import Agent, AgentState

router = APIRouter(prefix="/v1/archive", tags=["archive"])
_day, _size = attrgetter("day"), attrgetter("bytes")


@router.get("")
def archives(agent: Agent) -> list[LedgerStatus]:
    """Describe every archive."""
    return [_status(agent, ledger) for ledger in agent.vault.ledgers()]


@router.get("/{ledger}/proof", responses={404: {"model": Refusal}, 409: {"model": Refusal}})
def proof(ledger: LedgerId, agent: Agent) -> Proof:
    """Check every checksum, every hash and the whole chain."""
    return Proof.model_validate(asdict(found := prove(agent.vault.folder_of(ledger))) | {"whole": found.whole})


@router.get("/{ledger}/consent", responses={404: {"model": Refusal}, 409: {"model": Refusal}})
def consent(ledger: LedgerId, agent: Agent) -> Consent:
    """Say whether a research bundle may be made and handed out."""
    refusal = agent.exports.refusal(ledger)
    return Consent(granted=refusal == "", detail=refusal)


@router.get("/{ledger}/days", responses={404: {"model": Refusal}})
def days(ledger: LedgerId, agent: Agent) -> list[DayKept]:
    """Say what each day holds, in UTC, oldest first; what still waits for its file is not among it."""
    parts = parts_in(records_in(agent.vault.folder_of(ledger)))
    return [
        DayKept(day=day, records=sum(part.last - part.first + 1 for part in of_day), bytes=sum(map(_size, of_day)))
        for day, of_day in ((day, list(run)) for day, run in groupby(sorted(parts, key=_day), _day))
    ]


@router.get("/{ledger}/policies", responses={404: {"model": Refusal}})
def policies(ledger: LedgerId, agent: Agent) -> list[PolicyKept]:
    """Return the policies that decisions were made with, the newest first."""
    return [PolicyKept.model_validate(asdict(kept)) for kept in policies_in(agent.vault.folder_of(ledger))]


def _status(agent: AgentState, ledger: str) -> LedgerStatus:
    tip = agent.vault.tip(ledger)
    folder = agent.vault.folder_of(ledger)
    parts, minutes = parts_in(records_in(folder)), parts_in(telemetry_in(folder))
    notice = agent.vault.notices.get(ledger)
    return LedgerStatus(
        ledger=ledger,
        seq=tip.seq,
        files=len(parts) + len(minutes),
        bytes=sum(part.bytes for part in (*parts, *minutes)),
        first_day=parts[0].day if parts else None,
        last_day=parts[-1].day if parts else None,
        waiting=tip.waiting,
        gaps=[MissingRecords(first=gap.first, last=gap.last) for gap in tip.gaps],
        telemetry_until=agent.vault.telemetry_until(ledger),
        heard_at=agent.heard_at.get(ledger),
        set_aside=set_aside_in(folder),
        notice=None if notice is None else DeletionNotice.model_validate(asdict(notice)),
    )
