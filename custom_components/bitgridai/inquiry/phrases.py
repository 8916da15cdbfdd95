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
    """Before an answer to "what if", which is about the next block too: ``{time}``."""
    unchanged: str
    """After it, where no load would do anything else."""
    other_engine: str
    """Instead of a text: ``{code}``."""
    unknown_load: str
    """``{name}`` and ``{loads}``."""
    no_household: str
    ask_title: str
    ask: Mapping[str, str]
    """What assisted mode asks, by action: ``{load}`` and ``{target}``."""
    ask_reason: str
    """After it: ``{because}``."""
    ask_how: str
    """Where there is no button to press."""
    approve: str
    reject: str
    too_late: str


EN: Final = Phrases(
    ahead="Next decision at {time}, as things are now.",
    hypothetical="If that were so, this would be decided at {time}.",
    unchanged="Nothing would be different.",
    other_engine="Decided by an engine of another version for the reason {code}",
    unknown_load="I know no load called {name}. There is: {loads}.",
    no_household="BitGridAI controls no house at the moment.",
    ask_title="BitGridAI asks",
    ask={
        "START": "Start {load} at {target}?",
        "STOP": "Stop {load}?",
        "RAISE": "Raise {load} to {target}?",
        "LOWER": "Lower {load} to {target}?",
    },
    ask_reason="Because {because}.",
    ask_how="Approve with the button “Approve proposals” on the BitGridAI device. Without an answer nothing changes.",
    approve="Approve",
    reject="Not now",
    too_late="This proposal is no longer open, so nothing was changed.",
)
DE: Final = Phrases(
    ahead="Nächste Entscheidung um {time}, wenn es so bleibt.",
    hypothetical="Wäre es so, würde um {time} dies entschieden.",
    unchanged="Es wäre nichts anders.",
    other_engine="Von einer anderen Version des Regelwerks entschieden, aus dem Grund {code}",
    unknown_load="Einen Verbraucher namens {name} kenne ich nicht. Es gibt: {loads}.",
    no_household="BitGridAI steuert gerade kein Haus.",
    ask_title="BitGridAI fragt",
    ask={
        "START": "{load} mit {target} starten?",
        "STOP": "{load} stoppen?",
        "RAISE": "{load} auf {target} anheben?",
        "LOWER": "{load} auf {target} absenken?",
    },
    ask_reason="Der Grund: {because}.",
    ask_how="Freigeben mit der Taste „Vorschläge freigeben“ am Gerät BitGridAI. Ohne Antwort bleibt alles, wie es ist.",
    approve="Freigeben",
    reject="Jetzt nicht",
    too_late="Dieser Vorschlag ist nicht mehr offen, deshalb wurde nichts geändert.",
)

_LANGUAGES: Final[Mapping[str, Phrases]] = {"en": EN, "de": DE}


def phrases(language: str) -> Phrases:
    """Return the phrases of a language such as ``de`` or ``de-CH``; English for one that is not known."""
    return _LANGUAGES.get(language.partition("-")[0], EN)
