"""What a model is asked to say in other words."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
import string
from typing import Final

from ..explanation import Audience
from ..explanation.formatting import Formatter
from ..explanation.render import LANGUAGES, reason_for, shown_figures, texts_of, told_action
from ..votes import Value


class Sense(StrEnum):
    """What the load does, whatever the words for it."""

    RUNS = "runs"
    IS_OFF = "is_off"
    UNKNOWN = "unknown"
    """Nobody can tell what it does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One sentence to put into other words."""

    language: str
    template: str
    """The sentence as the program would say it, with its placeholders."""
    shown: Mapping[str, str]
    """What stands for each placeholder: the fixed list."""
    facts: tuple[str, ...]
    """Placeholders that may not be missing, in the order of the template."""
    sense: Sense
    code: str

    @property
    def plain(self) -> str:
        """The template with its figures: what is told where there is nothing better."""
        text = self.template
        for name, value in self.shown.items():
            text = text.replace(f"{{{name}}}", value)
        return f"{text}."


def order_for(
    code: str, figures: Mapping[str, Value], language: str, name: str, audience: Audience = Audience.ENERGY
) -> Order:
    """Build the order for a decision; ``figures`` are the explanation's parameters.

    KeyError for a code without a text. The technical voice is not rephrased: it is read by
    people who want the figures as they are.
    """
    language = language if language in LANGUAGES else "en"
    texts = texts_of(language)
    voice = texts.heat if audience is Audience.HEAT else texts.energy
    action, reason = told_action(figures), reason_for(texts, code, audience)
    shown = shown_figures(texts, {key: value for key, value in figures.items() if value is not None})
    shown |= {"load": name, "target": Formatter(texts).show("target_w", figures.get("target_w") or 0)}
    template = f"{voice.actions[action]}: {reason.because}"
    for unknown in set(placeholders(template)) - shown.keys():
        template = template.replace(f"{{{unknown}}}", "–")
    facts = placeholders(template)
    listed = {*facts, *placeholders(reason.detail)}
    return Order(
        language=language,
        template=template,
        shown={name: text for name, text in shown.items() if name in listed},
        facts=facts,
        sense=_SENSES[action],
        code=code,
    )


_SENSES: Final = {
    "START": Sense.RUNS,
    "RAISE": Sense.RUNS,
    "LOWER": Sense.RUNS,
    "HOLD_ON": Sense.RUNS,
    "STOP": Sense.IS_OFF,
    "HOLD_OFF": Sense.IS_OFF,
    "HOLD_UNKNOWN": Sense.UNKNOWN,
}


def placeholders(template: str) -> tuple[str, ...]:
    """Names of the placeholders of a template, each once, in order."""
    return tuple(dict.fromkeys(name for _, name, _, _ in string.Formatter().parse(template) if name))
