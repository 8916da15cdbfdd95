"""What a model is told to do: as short as it can be, for small models run at home."""

from collections.abc import Mapping
from typing import Final

from .order import Order

_TOLD: Final[Mapping[str, str]] = {
    "en": (
        "Rewrite this sentence in plain, friendly English for someone at home. Answer with one sentence and nothing "
        "else.\n"
        "- Keep these placeholders exactly as written, in this order: {facts}\n"
        "- Write no digits, no number words and no units: the placeholders already contain them.\n"
        "- Say the same thing: what runs, runs; what is off, is off.\n"
        "Sentence: {template}."
    ),
    "de": (
        "Formuliere diesen Satz in einfachem, freundlichem Deutsch für jemanden zu Hause. Antworte mit einem Satz und "
        "sonst nichts.\n"
        "- Behalte diese Platzhalter genau so, in dieser Reihenfolge: {facts}\n"
        "- Schreibe keine Ziffern, keine Zahlwörter und keine Einheiten: die Platzhalter enthalten sie schon.\n"
        "- Sag dasselbe: was läuft, läuft; was aus ist, ist aus.\n"
        "Satz: {template}."
    ),
}


def instructions(order: Order) -> str:
    """Write the task for a model; no figure is in it, only placeholders."""
    facts = ", ".join(f"{{{name}}}" for name in order.facts)
    return _TOLD[order.language].format(facts=facts, template=order.template)
