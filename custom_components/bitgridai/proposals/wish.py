"""What is asked for: a load at a power. It stays the same from block to block, so that one answer is enough."""

from dataclasses import dataclass

from ..coordinator import BitGridCoordinator
from ..engine.arbitration import LoadDecision
from ..engine.canonical import digest
from ..engine.explanation.formatting import Formatter
from ..engine.explanation.render import because, texts_of
from ..engine.memory import Proposal
from ..engine.vocabulary import Rule
from ..entity import language
from ..inquiry.phrases import phrases
from ..inquiry.question import name_of


@dataclass(frozen=True, slots=True)
class Wish:
    """One load at one power."""

    load: str
    target_w: float

    def key(self, entry_id: str) -> str:
        """Return the name by which an answer finds it: nothing else is consented to by it."""
        return digest([entry_id, self.load, self.target_w])[:16]


def open_proposals(coordinator: BitGridCoordinator) -> dict[Wish, Proposal]:
    """Return what waits for approval in this block."""
    data = coordinator.data
    block_id = data.now // coordinator.controller.policy.block.length_s
    proposals = {load: data.memory.of(load).proposal for load in data.descriptions}
    return {
        Wish(load, proposal.target_w): proposal
        for load, proposal in proposals.items()
        if proposal is not None and not proposal.approved and proposal.block_id == block_id
    }


def worded(coordinator: BitGridCoordinator, wish: Wish) -> str:
    """Ask for it in the language of the house, with the reason of the rule that proposed it."""
    words = phrases(language(coordinator))
    decision = coordinator.data.decision
    made = None if decision is None else decision.load(wish.load)
    before_w = (made.previous_w if made is not None else None) or 0.0
    target = Formatter(texts_of(language(coordinator))).show("target_w", wish.target_w)
    question = words.ask[_action(before_w, wish.target_w)].format(load=name_of(coordinator, wish.load), target=target)
    reason = None if made is None else _reason(coordinator, made)
    return question if reason is None else f"{question} {words.ask_reason.format(because=reason)}"


def _action(before_w: float, target_w: float) -> str:
    if target_w == 0:
        return "STOP"
    if before_w == 0:
        return "START"
    return "RAISE" if target_w > before_w else "LOWER"


def _reason(coordinator: BitGridCoordinator, made: LoadDecision) -> str | None:
    """Return why R1 proposed it, as half a sentence."""
    vote = next(vote for vote in made.votes if vote.rule is Rule.R1)
    if vote.code is None:
        return None
    return because(vote.code.value, {**vote.values, **vote.thresholds}, language(coordinator))
