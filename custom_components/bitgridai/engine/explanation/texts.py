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
class Texts:
    """Everything one language needs."""

    decimal: str
    group: str
    actions: Mapping[str, str]
    """By action; HOLD is told apart by whether the load runs, and whether that is known."""
    reasons: Mapping[str, Reason]
    """By code."""
    words: Mapping[str, str]
    """Names of signals, causes and origins that appear as a figure."""
