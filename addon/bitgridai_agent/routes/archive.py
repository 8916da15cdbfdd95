"""What is kept, and whether it is whole."""

from dataclasses import asdict

from fastapi import APIRouter

from bitgridai.archive import prove
from bitgridai.archive.archive import records_in
from bitgridai.archive.parts import parts_in
from bitgridai.archive.telemetry import telemetry_in

from ..models import DeletionNotice, LedgerId, LedgerStatus, MissingRecords, Proof, Refusal
from ..state import Agent, AgentState

router = APIRouter(prefix="/v1/archive", tags=["archive"])


@router.get("")
def archives(agent: Agent) -> list[LedgerStatus]:
    """Describe every archive."""
    return [_status(agent, ledger) for ledger in agent.vault.ledgers()]


@router.get("/{ledger}/proof", responses={404: {"model": Refusal}, 409: {"model": Refusal}})
def proof(ledger: LedgerId, agent: Agent) -> Proof:
    """Check every checksum, every hash and the whole chain."""
    return Proof.model_validate(asdict(found := prove(agent.vault.folder_of(ledger))) | {"whole": found.whole})


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
        set_aside=agent.vault.set_aside().get(ledger, []),
        notice=None if notice is None else DeletionNotice.model_validate(asdict(notice)),
    )
