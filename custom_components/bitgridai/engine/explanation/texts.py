"""The form of one language's texts."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """Why, for one code: half a sentence, and a paragraph."""

    because: str
    detail: str
    otherwise: str = ""
    """The paragraph where a figure of ``detail`` is not known."""


@dataclass(frozen=True, slots=True)
class Voice:
    """How one audience is spoken to."""

    actions: Mapping[str, str]
    """By action; HOLD is told apart by whether the load runs, and whether that is known."""
    reasons: Mapping[str, Reason]
    """By code."""


@dataclass(frozen=True, slots=True)
class Turn:
    """How a change of one figure reads: ``{change}`` without its sign, or ``{then}``."""

    up: str
    down: str


@dataclass(frozen=True, slots=True)
class Texts:
    """Everything one language needs."""

    decimal: str
    group: str
    energy: Voice
    """Complete: it has a text for every action and code."""
    heat: Voice
    """For someone who wants it warm. What it does not say itself, it says as the energy voice does."""
    words: Mapping[str, str]
    """Names of signals, causes and origins that appear as a figure."""
    verdicts: Mapping[str, str]
    """One rule's vote as a clause: ``{rule}``, ``{target}`` and ``{because}``."""
    decided: str
    """The last clause of a vote trace."""
    rules: Mapping[str, str]
    """What a rule is called."""
    turns: Mapping[str, Turn]
    """By the name of a figure a counterfactual turns."""
    thresholds: Mapping[str, str]
    """What a threshold is called, by its place in the policy."""
    threshold_turn: str
    """For any threshold: ``{name}``, ``{now}`` and ``{then}``."""
    more_than: str
    """Of a figure that flips a decision as soon as it lies above ``{figure}``."""
    less_than: str
    """Of one that does as soon as it lies below."""
    flips: Mapping[str, str]
    """What would happen then, by action."""
    nothing_alone: str
