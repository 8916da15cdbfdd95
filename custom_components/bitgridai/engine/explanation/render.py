"""From a decision to sentences: what happens, why, and the figures behind it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
import string
from typing import Final

from ..arbitration import LoadDecision
from ..votes import Value
from . import de, en
from .formatting import Formatter
from .texts import Reason, Texts

LANGUAGES: Final[Mapping[str, Texts]] = {"en": en.TEXTS, "de": de.TEXTS}

SHORT_MAX: Final = 140
"""Characters of the short text at most."""
_NAME_MAX: Final = 40
"""Characters of a load's name that fit into every short text."""


class Audience(StrEnum):
    """Who is told."""

    ENERGY = "energy"
    """Someone who looks at sun, battery and grid."""
    HEAT = "heat"
    """Someone who wants it warm."""
    TECHNICAL = "technical"
    """Someone who checks the figures."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """One decision about one load, told three times."""

    short: str
    detail: str
    technical: str


def parameters(decision: LoadDecision) -> Mapping[str, Value]:
    """Return the figures an explanation needs; stored with the record, so that it can be told again."""
    decisive = decision.decisive
    return {
        **decisive.values,
        **decisive.thresholds,
        "action": decision.action.value,
        "target_w": decision.target_w,
        "previous_w": decision.previous_w,
    }


def explain(
    decision: LoadDecision, language: str, name: str | None = None, audience: Audience = Audience.ENERGY
) -> Explanation:
    """Explain a decision; an unknown language reads English."""
    return render(decision.code.value, parameters(decision), language, name or decision.load, audience)


def render(
    code: str, figures: Mapping[str, Value], language: str, name: str, audience: Audience = Audience.ENERGY
) -> Explanation:
    """Fill the text of a code with its figures.

    ``figures`` are :func:`parameters`. Raises KeyError for a code without a text.
    """
    texts = texts_of(language)
    technical = _technical(code, figures)
    name = name if len(name) <= _NAME_MAX else name[: _NAME_MAX - 1] + "…"
    happening = _happening(texts, figures, name, audience)
    if audience is Audience.TECHNICAL:
        return Explanation(_fit(f"{happening}: {technical}"), f"{happening}. {technical}", technical)
    reason = reason_for(texts, code, audience)
    shown = shown_figures(texts, figures)
    return Explanation(
        short=_fit(f"{happening}: {fill(reason.because, shown)}."),
        detail=f"{happening}. {fill(_detail(reason, figures), shown)}",
        technical=technical,
    )


def because(code: str, figures: Mapping[str, Value], language: str) -> str:
    """Return the reason alone, as half a sentence in the energy voice."""
    texts = texts_of(language)
    return fill(texts.energy.reasons[code].because, shown_figures(texts, figures))


def texts_of(language: str) -> Texts:
    """Return the texts of a language, English for one that is not known."""
    return LANGUAGES.get(language, en.TEXTS)


def shown_figures(texts: Texts, figures: Mapping[str, Value]) -> dict[str, str]:
    """Show every figure the way a reader of the language writes it."""
    formatter = Formatter(texts)
    return {key: formatter.show(key, value) for key, value in figures.items()}


def _happening(texts: Texts, figures: Mapping[str, Value], name: str, audience: Audience) -> str:
    target_w = figures.get("target_w") or 0
    voice = texts.heat if audience is Audience.HEAT else texts.energy
    target = Formatter(texts).show("target_w", target_w)
    return voice.actions[told_action(figures)].format(load=name, target=target)


def told_action(figures: Mapping[str, Value]) -> str:
    """Name the text of what happens: of doing nothing there are three kinds."""
    action = str(figures.get("action", "HOLD"))
    return _hold(figures.get("target_w") or 0, figures.get("previous_w")) if action == "HOLD" else action


def _hold(target_w: Value, previous_w: Value) -> str:
    if target_w:
        return "HOLD_ON"
    return "HOLD_UNKNOWN" if previous_w is None else "HOLD_OFF"


def reason_for(texts: Texts, code: str, audience: Audience) -> Reason:
    """Return the reason as an audience is told it; KeyError for a code without a text."""
    if audience is Audience.HEAT and code in texts.heat.reasons:
        return texts.heat.reasons[code]
    return texts.energy.reasons[code]


def _detail(reason: Reason, figures: Mapping[str, Value]) -> str:
    if not reason.otherwise:
        return reason.detail
    names = {name for _, name, _, _ in string.Formatter().parse(reason.detail) if name}
    return reason.otherwise if any(figures.get(name) is None for name in names) else reason.detail


class _Shown(dict[str, str]):
    """Figures by name; one that is not known reads as a dash instead of failing."""

    def __missing__(self, key: str) -> str:
        return "–"


def fill(template: str, shown: Mapping[str, str]) -> str:
    """Put figures into a text."""
    return template.format_map(_Shown(shown))


def _fit(text: str) -> str:
    return text if len(text) <= SHORT_MAX else text[: SHORT_MAX - 1] + "…"


def _technical(code: str, figures: Mapping[str, Value]) -> str:
    parts = []
    for key, value in figures.items():
        if isinstance(value, float):
            parts.append(f"{key}={value:.10g}")
        else:
            parts.append(f"{key}={value}")
    return f"{code} | " + ", ".join(parts)
