"""One rule's verdict on one load."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from .document import Json
from .vocabulary import Rule, Verdict

type Value = float | str | bool | None
"""What a vote may quote: a number in the unit its name ends with, or a word."""


@dataclass(frozen=True, slots=True)
class Vote:
    """What a rule made of R1's proposal, and the figures it looked at."""

    rule: Rule
    verdict: Verdict
    target_w: float
    """Where the load would be set if this rule alone judged R1's proposal."""
    code: StrEnum | None = None
    """The reason; None where the rule had nothing to say."""
    values: Mapping[str, Value] = field(default_factory=dict)
    """Measured or derived figures, named with their unit."""
    thresholds: Mapping[str, Value] = field(default_factory=dict)
    """The policy's figures they were held against."""


def vote_document(vote: Vote) -> dict[str, Json]:
    """Write a vote."""
    return {
        "rule": vote.rule.value,
        "verdict": vote.verdict.value,
        "target_w": vote.target_w,
        "code": None if vote.code is None else vote.code.value,
        "values": dict(vote.values),
        "thresholds": dict(vote.thresholds),
    }
