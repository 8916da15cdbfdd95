"""Reading documents at the edge: every refusal names its place.

A :class:`Node` is one place in a document. Its methods return checked values or raise
:class:`~.errors.DocumentError`; after them no code doubts its input again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from difflib import get_close_matches
from enum import StrEnum
import json
from math import isfinite

from .errors import DocumentError

type Json = bool | int | float | str | list[Json] | dict[str, Json] | None
"""What the json module reads and writes."""

_SHOWN = 40
_EXPONENT_FROM = 1e6
"""Where Python would begin to write an exponent."""
"""Characters of a wrong value that an error repeats."""


EARLIEST, LATEST = 946_684_800, 7_258_118_400
"""2000-01-01 and 2200-01-01: a clock outside is broken, and arithmetic on times stays safe."""
WHOLE_MAX = 2**53
"""Beyond this, whole numbers are not whole any more for every reader of JSON."""


def is_text(value: object) -> bool:
    """Say whether a value is text that can be written in every encoding of Unicode."""
    return isinstance(value, str) and not any("\ud800" <= char <= "\udfff" for char in value)


def describe(value: object) -> str:
    """Show a wrong value, shortened, the way JSON would write it."""
    try:
        text = json.dumps(value, default=str)
    except RecursionError:
        text = "something nested too deeply"
    except TypeError, ValueError:
        text = repr(value)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def written(number: float) -> str:
    """Write a limit as a person reads it: 5000, 0.1, and 1,000,000 instead of 1e+06."""
    return f"{number:g}" if abs(number) < _EXPONENT_FROM else f"{number:,.0f}"


def below(path: str, key: str) -> str:
    """Return the place of a key, on one line whatever the key is."""
    plain = key.isprintable() and is_text(key) and 0 < len(key) <= _SHOWN
    return f"{path}.{key}" if plain else f"{path}[{describe(key)}]"


def number_or_none(value: object) -> float | None:
    """Return a finite number as float; None for anything else (booleans too)."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if isfinite(number) else None


def utc_seconds(text: str) -> int:
    """Epoch seconds of an ISO 8601 time with an offset; ValueError otherwise.

    Fractions of a second are cut: no rule looks closer.
    """
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return int(moment.timestamp() // 1)


def iso_utc(seconds: int) -> str:
    """ISO 8601 in UTC of epoch seconds: ``2026-06-15T10:30:00Z``."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True, slots=True)
class Node:
    """One place in a document."""

    path: str
    value: object

    def fail(self, expected: str) -> DocumentError:
        """Build the error for this place."""
        return DocumentError(self.path, expected, describe(self.value))

    def mapping(self, known: frozenset[str] | None = None) -> dict[str, Node]:
        """Return the children by name; refuse keys outside ``known``."""
        if not isinstance(self.value, dict):
            raise self.fail("an object")
        children: dict[str, Node] = {}
        for key, value in self.value.items():
            if not is_text(key):
                raise DocumentError(self.path, "text as every key", describe(key))
            if known is not None and key not in known:
                near = get_close_matches(key, known, n=1)
                hint = f"one of {', '.join(sorted(known))}" if not near else f'"{near[0]}"'
                raise DocumentError(below(self.path, key), f"no such key here, but {hint}")
            children[key] = Node(below(self.path, key), value)
        return children

    def items(self) -> Iterator[Node]:
        """Iterate over a list."""
        if not isinstance(self.value, list | tuple):
            raise self.fail("a list")
        for index, value in enumerate(self.value):
            yield Node(f"{self.path}[{index}]", value)

    def number(self, low: float | None = None, high: float | None = None) -> float:
        """Return a finite number within the closed range."""
        number = number_or_none(self.value)
        inside = number is not None and (low is None or number >= low) and (high is None or number <= high)
        if number is None or not inside:
            raise self.fail(_number_words("a number", low, high))
        return number

    def integer(self, low: int | None = None, high: int | None = None) -> int:
        """Return a whole number within the closed range."""
        value = self.value
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        inside = (
            isinstance(value, int)
            and not isinstance(value, bool)
            and (low is None or value >= low)
            and (high is None or value <= high)
        )
        if not isinstance(value, int) or not inside:
            raise self.fail(_number_words("a whole number", low, high))
        return value

    def boolean(self) -> bool:
        """Return true or false."""
        if not isinstance(self.value, bool):
            raise self.fail("true or false")
        return self.value

    def text(self, max_length: int = 200) -> str:
        """Return a text that is not empty."""
        value = self.value
        if not isinstance(value, str) or not 0 < len(value) <= max_length or not is_text(value):
            raise self.fail(f"a text of 1 to {max_length} characters")
        return value

    def choice[E: StrEnum](self, kind: type[E]) -> E:
        """Return a member of an enumeration by its value."""
        for member in kind:
            if self.value == member.value:
                return member
        raise self.fail("one of " + ", ".join(member.value for member in kind))

    def time(self) -> int:
        """Return epoch seconds of an ISO 8601 time with an offset."""
        if isinstance(self.value, str):
            try:
                seconds = utc_seconds(self.value)
            except ValueError:
                seconds = -1
            if EARLIEST <= seconds <= LATEST:
                return seconds
        raise self.fail("an ISO 8601 time with an offset, such as 2026-06-15T10:30:00Z")

    def date(self) -> str:
        """Return an ISO date."""
        if isinstance(self.value, str):
            try:
                return date.fromisoformat(self.value).isoformat()
            except ValueError:
                pass
        raise self.fail("an ISO date such as 2026-06-15")


def _number_words(noun: str, low: float | None, high: float | None) -> str:
    if low is not None and high is not None:
        return f"{noun} from {written(low)} to {written(high)}"
    if low is not None:
        return f"{noun} of at least {written(low)}"
    if high is not None:
        return f"{noun} of at most {written(high)}"
    return noun
