"""Whether a sentence says what is so: that the load runs or is off, and that there was enough or too little."""

from collections.abc import Iterable, Iterator
import re
from typing import Final

from .order import Order, Sense
from .words import WORDS, Words

_PART: Final = re.compile(r"[.,;:!?()–—…\"“”„]+")
_TOKEN: Final = re.compile(r"\{load\}|[^\W\d_{}]+(?:['\u2019][^\W\d_]+)?")
_LOAD: Final = "{load}"

ENOUGH: Final = frozenset(
    {
        "R1_SURPLUS_OK",
        "R1_BATTERY_CREDIT",
        "R1_SOC_BAND_ECO",
        "R1_SOC_BAND_STANDARD",
        "R1_SOC_BAND_SUPER",
    }
)
"""Reasons that there is enough of something."""
TOO_LITTLE: Final = frozenset(
    {
        "R1_SURPLUS_LOW",
        "R1_SOC_BAND_RESERVE",
        "R1_SOC_BAND_HOLD",
        "R2_SOC_HARD_MIN",
        "R2_SOC_SOFT_MIN",
        "R4_SURPLUS_DROP",
        "R4_RUN_SHORT",
    }
)
"""Reasons that there is too little."""


def says_what_is_so(text: str, order: Order) -> bool:
    """Whether the sentence says of the load what is so, and nothing to the contrary.

    Whatever is not plainly said counts as both, and so as the contrary.
    """
    words = WORDS[order.language]
    clauses = list(_clauses(text, words))
    about = [clause for clause in clauses if _LOAD in clause]
    claims = {claim for clause in about for claim in _claims(clause, words)}
    if claims != (set() if order.sense is Sense.UNKNOWN else {order.sense}):
        return False
    # Elsewhere a sentence may speak of other things that run or stop, but only as the template does.
    told = frozenset(word for clause in _clauses(order.template, words) for word in clause)
    other = words.without(told | words.vague)
    contrary = {
        claim for clause in clauses if _LOAD not in clause for claim in _claims(clause, other) if claim != order.sense
    }
    return not contrary and _measures(clauses, words.without(told), order.code)


def _clauses(text: str, words: Words) -> Iterator[list[str]]:
    """Split a sentence at its punctuation and at the words that begin another clause."""
    for part in _PART.split(text):
        clause: list[str] = []
        for token in _TOKEN.findall(part):
            word = token.casefold().replace("\u2019", "'")
            if word in words.joints and clause:
                yield clause
                clause = []
            else:
                clause.append(word)
        if clause:
            yield clause


def _claims(clause: list[str], words: Words) -> frozenset[Sense]:
    """Say what a clause claims: nothing, that something runs, that it is off, or both where it is not plain."""
    running = [index for index, word in enumerate(clause) if word in words.running]
    off = [index for index, word in enumerate(clause) if word in words.off]
    denied = [index for index, word in enumerate(clause) if word in words.denials]
    if not running and not off:
        return frozenset()
    if denied:
        return _IS_OFF if not off and _plainly_denied(clause, running, denied, words) else _UNCLEAR
    if running and off:
        stopped = any(clause[index] in words.stoppers for index in off)
        return _IS_OFF if stopped and all(clause[index] in words.gerunds for index in running) else _UNCLEAR
    return _RUNS if running else _IS_OFF


_RUNS: Final = frozenset({Sense.RUNS})
_IS_OFF: Final = frozenset({Sense.IS_OFF})
_UNCLEAR: Final = frozenset({Sense.RUNS, Sense.IS_OFF})


def _plainly_denied(clause: list[str], running: list[int], denied: list[int], words: Words) -> bool:
    """Whether one denial denies that it runs, and not how: "does not run", but not "does not run on grid power"."""
    if len(denied) != 1:
        return False
    first = min(*running, *denied)
    rest = [word for index, word in enumerate(clause) if index > first and index not in (*running, *denied)]
    return all(word in words.fillers for word in rest)


def _measures(clauses: Iterable[list[str]], words: Words, code: str) -> bool:
    """Whether what is said to be enough or too little is so."""
    if code not in ENOUGH | TOO_LITTLE:
        return True
    for clause in clauses:
        denied = not words.denials.isdisjoint(clause)
        enough, lacking = not words.enough.isdisjoint(clause), not words.lacking.isdisjoint(clause)
        if code in TOO_LITTLE and ((enough and not denied) or (lacking and denied)):
            return False
        if code in ENOUGH and (lacking or (enough and denied)):
            return False
    return True
