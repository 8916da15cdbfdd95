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
    if autonomy is Autonomy.FULL or (proposal_w == load.set_w and not situation.gives_up(load)):
        return Vote(Rule.AUTONOMY, Verdict.ALLOW, proposal_w)
    if autonomy is Autonomy.SEMI:
        if proposal_w > 0:
            return Vote(Rule.AUTONOMY, Verdict.ALLOW, proposal_w)
        kept_w = min(load.spec.lowest_w, load.set_w)
        return Vote(Rule.AUTONOMY, Verdict.VETO, kept_w, AutonomyCode.SEMI, {"proposed_w": proposal_w})
    approved = situation.approved(load) if autonomy is Autonomy.ASSISTED else None
    if approved is not None and _on_the_way(load.set_w, proposal_w, approved.target_w):
        return Vote(Rule.AUTONOMY, Verdict.ALLOW, proposal_w)
    code = AutonomyCode.MANUAL if autonomy is Autonomy.MANUAL else AutonomyCode.ASSISTED
    return Vote(Rule.AUTONOMY, Verdict.VETO, load.set_w, code, {"proposed_w": proposal_w})


def _on_the_way(now_w: float, proposal_w: float, approved_w: float) -> bool:
    """Whether a proposal goes no further than what was approved."""
    return min(now_w, approved_w) <= proposal_w <= max(now_w, approved_w)
