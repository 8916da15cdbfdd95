"""From a decision to sentences: what happens, why, and the figures behind it."""

from collections.abc import Mapping
from dataclasses import dataclass
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


def explain(decision: LoadDecision, language: str, name: str | None = None) -> Explanation:
    """Explain a decision; an unknown language reads English."""
    return render(decision.code.value, parameters(decision), language, name or decision.load)


def render(code: str, figures: Mapping[str, Value], language: str, name: str) -> Explanation:
    """Fill the text of a code with its figures.

    ``figures`` are :func:`parameters`. Raises KeyError for a code without a text.
    """
    texts = LANGUAGES.get(language, en.TEXTS)
    reason = texts.reasons[code]
    formatter = Formatter(texts)
    shown = {key: formatter.show(key, value) for key, value in figures.items()}
    name = name if len(name) <= _NAME_MAX else name[: _NAME_MAX - 1] + "…"
    target_w = figures.get("target_w") or 0
    action = str(figures.get("action", "HOLD"))
    if action == "HOLD":
        action = _hold(target_w, figures.get("previous_w"))
    happening = texts.actions[action].format(load=name, target=formatter.show("target_w", target_w))
    because = _fill(reason.because, shown)
    return Explanation(
        short=_fit(f"{happening}: {because}."),
        detail=f"{happening}. {_fill(_detail(reason, figures), shown)}",
        technical=_technical(code, figures),
    )


def _hold(target_w: Value, previous_w: Value) -> str:
    if target_w:
        return "HOLD_ON"
    return "HOLD_UNKNOWN" if previous_w is None else "HOLD_OFF"


def _detail(reason: Reason, figures: Mapping[str, Value]) -> str:
    if not reason.otherwise:
        return reason.detail
    names = {name for _, name, _, _ in string.Formatter().parse(reason.detail) if name}
    return reason.otherwise if any(figures.get(name) is None for name in names) else reason.detail


class _Shown(dict[str, str]):
    """Figures by name; one that is not known reads as a dash instead of failing."""

    def __missing__(self, key: str) -> str:
        return "–"


def _fill(template: str, shown: Mapping[str, str]) -> str:
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
