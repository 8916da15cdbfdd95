"""Checks a rephrasing and puts the figures in.

Refusing a good sentence costs a nicer one; believing a bad one costs trust.
"""

from collections.abc import Iterator
from dataclasses import dataclass
import re
from typing import Final
import unicodedata

from .flaw import Flaw
from .order import Order
from .polarity import says_what_is_so
from .words import WORDS

LENGTH_MAX: Final = 300
"""Characters before the figures are put in."""

_PLACEHOLDER: Final = re.compile(r"\{([a-z_]+)\}")
_PUNCTUATION: Final = frozenset(" .,;:!?'\u2019\"“”„()–—-…")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?")


@dataclass(frozen=True, slots=True)
class Rephrasing:
    """What became of one: the sentence to tell, and the flaw that sent it back to the template."""

    text: str
    flaw: Flaw | None = None


def rephrased(answer: object, order: Order) -> Rephrasing:
    """Return a model's sentence with its figures, or the template's where a check fails."""
    found = flaw_of(answer, order)
    if found is not None or not isinstance(answer, str):
        return Rephrasing(order.plain, found or Flaw.NO_TEXT)
    text = _PLACEHOLDER.sub(lambda match: order.shown[match.group(1)], answer.strip())
    return Rephrasing(text if text.endswith((".", "!", "?", "…")) else f"{text}.")


def flaw_of(answer: object, order: Order) -> Flaw | None:
    """Return the first thing that is wrong with a model's answer; None where nothing is."""
    if not isinstance(answer, str) or not answer.strip():
        return Flaw.NO_TEXT
    if len(answer) > LENGTH_MAX:
        return Flaw.TOO_LONG
    text = answer.strip()
    return next((flaw for flaw in _flaws(text, order)), None)


def _flaws(text: str, order: Order) -> Iterator[Flaw]:
    plain = _PLACEHOLDER.sub(" ", text)
    if any(unicodedata.numeric(char, None) is not None for char in text):
        yield Flaw.NUMBER
    if "{" in plain or "}" in plain or _glued(text):
        yield Flaw.PLACEHOLDER
    if not all(_plain(char) for char in plain):
        yield Flaw.STRANGE_CHARACTER
    names = _PLACEHOLDER.findall(text)
    if not all(name in order.shown for name in names):
        yield Flaw.PLACEHOLDER
    if _number_words(plain, order):
        yield Flaw.NUMBER
    if not set(order.facts) <= set(names):
        yield Flaw.MISSING_FACT
    if tuple(dict.fromkeys(name for name in names if name in order.facts)) != order.facts:
        yield Flaw.ORDER
    if not says_what_is_so(text, order):
        yield Flaw.POLARITY


def _glued(text: str) -> bool:
    """Whether something touches a placeholder that could become a part of its figure."""
    for match in _PLACEHOLDER.finditer(text):
        before, after = text[: match.start()][-1:], text[match.end() :][:1]
        if (before and before not in ' ("“„') or (after and after not in " .,;:!?)…'\u2019\"“”–—"):
            return True
        # "{a}.{b}" or "{a},5" would read as one figure.
        if after in {".", ","} and text[match.end() + 1 :][:1] not in {"", " ", '"', "”", "“", ")"}:
            return True
    return False


def _plain(char: str) -> bool:
    return char in _PUNCTUATION or (char.isalpha() and unicodedata.name(char, "").startswith("LATIN"))


def _number_words(plain: str, order: Order) -> bool:
    """Whether it names a number or a unit that the template does not name."""
    words = WORDS[order.language]
    allowed = set(words_of(_PLACEHOLDER.sub(" ", order.template)))
    return any(word in words.numbers | words.units and word not in allowed for word in words_of(plain))


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case."""
    return [word.casefold().replace("\u2019", "'") for word in _WORD.findall(text)]
