"""How much the engine may do by itself: the household's choice, not a measurement."""

from enum import StrEnum

from ..load import LoadState
from ..situation import Situation
from ..vocabulary import Autonomy, Rule, Verdict
from ..votes import Vote


class AutonomyCode(StrEnum):
    """Reasons that come from the autonomy level."""

    MANUAL = "AUTONOMY_MANUAL"
    ASSISTED = "AUTONOMY_ASSISTED"
    """Proposed to a person; nothing happens before the approval."""
    SEMI = "AUTONOMY_SEMI"


def vote(situation: Situation, load: LoadState, proposal_w: float, autonomy: Autonomy) -> Vote:
    """Narrow a proposal to what this autonomy level does without a person."""
    if proposal_w == load.set_w or autonomy is Autonomy.FULL:
        return Vote(Rule.AUTONOMY, Verdict.ALLOW, proposal_w)
    if autonomy is Autonomy.SEMI:
        if proposal_w > 0:
            return Vote(Rule.AUTONOMY, Verdict.ALLOW, proposal_w)
        kept_w = min(load.spec.lowest_w, load.set_w)
        return Vote(Rule.AUTONOMY, Verdict.VETO, kept_w, AutonomyCode.SEMI, {"proposed_w": proposal_w})
    proposal = situation.of(load).proposal
    approved = (
        autonomy is Autonomy.ASSISTED
        and proposal is not None
        and proposal.approved
        and proposal.target_w == proposal_w
        and proposal.block_id == situation.block_id
    )
    if approved:
        return Vote(Rule.AUTONOMY, Verdict.ALLOW, proposal_w)
    code = AutonomyCode.MANUAL if autonomy is Autonomy.MANUAL else AutonomyCode.ASSISTED
    return Vote(Rule.AUTONOMY, Verdict.VETO, load.set_w, code, {"proposed_w": proposal_w})
