"""Every rule's vote as a sentence: who wanted what, and who decided."""

from ..arbitration import LoadDecision
from ..vocabulary import Rule, Verdict
from ..votes import Vote
from .formatting import Formatter
from .render import because, texts_of

_SPOKEN = frozenset({Verdict.PROPOSE, Verdict.VETO, Verdict.FORCE})


def tell_votes(decision: LoadDecision, language: str) -> str:
    """Tell the votes from R1's proposal up to R3; rules without an objection are named last."""
    texts = texts_of(language)
    formatter = Formatter(texts)

    def clause(vote: Vote) -> str:
        target = formatter.show("target_w", vote.target_w) if vote.target_w else texts.verdicts["OFF"]
        reason = "" if vote.code is None else because(vote.code.value, {**vote.values, **vote.thresholds}, language)
        return texts.verdicts[vote.verdict.value].format(
            rule=texts.rules[vote.rule.value], target=target, because=reason
        )

    spoken = [vote for vote in decision.votes if vote.verdict in _SPOKEN]
    # A command or an autonomy level that has nothing to say is not worth a word.
    silent = [
        vote
        for vote in decision.votes
        if vote.verdict not in _SPOKEN and vote.rule not in {Rule.OVERRIDE, Rule.AUTONOMY}
    ]
    clauses = [clause(vote) for vote in (*spoken, *silent)]
    clauses.append(texts.decided.format(rule=texts.rules[decision.rule.value]))
    text = "; ".join(clauses) + "."
    return text[0].upper() + text[1:]
