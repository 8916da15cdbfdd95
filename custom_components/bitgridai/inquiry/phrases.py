"""What is said around an explanation, in each language."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """Everything that is said in one language."""

    ahead: str
    """Before a preview: ``{time}``."""
    hypothetical: str
    """Before an answer to "what if"."""
    unchanged: str
    """After it, where no load would do anything else."""
    other_engine: str
    """Instead of a text: ``{code}``."""
    unknown_load: str
    """``{name}`` and ``{loads}``."""
    no_household: str


EN: Final = Phrases(
    ahead="Next decision at {time}, as things are now.",
    hypothetical="Only if that were so:",
    unchanged="Nothing would be different.",
    other_engine="Decided by an engine of another version for the reason {code}",
    unknown_load="I know no load called {name}. There is: {loads}.",
    no_household="BitGridAI controls no house at the moment.",
)
DE: Final = Phrases(
    ahead="Nächste Entscheidung um {time}, wenn es so bleibt.",
    hypothetical="Nur wenn es so wäre:",
    unchanged="Es wäre nichts anders.",
    other_engine="Von einer anderen Version des Regelwerks entschieden, aus dem Grund {code}",
    unknown_load="Einen Verbraucher namens {name} kenne ich nicht. Es gibt: {loads}.",
    no_household="BitGridAI steuert gerade kein Haus.",
)

_LANGUAGES: Final[Mapping[str, Phrases]] = {"en": EN, "de": DE}


def phrases(language: str) -> Phrases:
    """Return the phrases of a language such as ``de`` or ``de-CH``; English for one that is not known."""
    return _LANGUAGES.get(language.partition("-")[0], EN)
