"""Reading the canonical form, compiled: values where they must stand, and nothing taken for granted.

Every function takes the bytes and a place in them, and returns the place after what it read, or ``NOT``
where something else stands there. ``NOT`` as a place is handed on, so a reader checks once, at its end.
Whatever these functions accept reads the same with ``json``; much that ``json`` reads they refuse.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from ...engine.document import EARLIEST, LATEST
from ...sweep.compiled import compiled

type Bytes = NDArray[np.uint8]

NOT: Final = -1
NO_MOMENT: Final = -1
"""Stands for null where a moment may."""

_QUOTE, _BACKSLASH, _MINUS, _POINT, _COMMA, _COLON = (ord(char) for char in '"\\-.,:')
_ZERO, _NINE, _SMALL_A, _SMALL_F, _CAPITAL_A, _CAPITAL_F = (ord(char) for char in "09afAF")
_OPEN_LIST, _CLOSE_LIST, _OPEN, _CLOSE, _SMALL_U = (ord(char) for char in "[]{}u")
_FIRST_PRINTABLE, _LAST_PRINTABLE = ord(" "), ord("~")
_DIGITS_MAX: Final = 15
"""Of a number: all of them are whole in binary, so that one division rounds as reading the text does."""
_DECIMALS_MAX: Final = 3
_TENS: Final = np.array([1.0, 10.0, 100.0, 1000.0])
_DEPTH_MAX: Final = 30
_HEX_DIGITS: Final = 64
_MONTH_DAYS: Final = np.array([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])


def word(text: str) -> Bytes:
    """Return a text as :func:`literal` compares it."""
    return np.frombuffer(text.encode(), np.uint8)


_NULL, _TRUE, _FALSE = word("null"), word("true"), word("false")
_ESCAPED: Final = word('"\\/bfnrt')


@compiled
def literal(body: Bytes, at: int, expected: Bytes) -> int:
    """Read exactly these bytes."""
    end = at + len(expected)
    if at < 0 or end > len(body):
        return NOT
    for place in range(len(expected)):
        if body[at + place] != expected[place]:
            return NOT
    return end


@compiled
def stands(body: Bytes, at: int, expected: Bytes) -> bool:
    """Whether these bytes stand here."""
    return literal(body, at, expected) >= 0


@compiled
def number(body: Bytes, at: int) -> tuple[int, float]:
    """Read a number of at most three decimals."""
    size = len(body)
    if at < 0 or at >= size:
        return NOT, 0.0
    negative = body[at] == _MINUS
    if negative:
        at += 1
    begin, mantissa = at, 0
    while at < size and _ZERO <= body[at] <= _NINE:
        mantissa = mantissa * 10 + (body[at] - _ZERO)
        at += 1
        if at - begin > _DIGITS_MAX:
            return NOT, 0.0
    digits = at - begin
    if digits == 0 or (digits > 1 and body[begin] == _ZERO):
        return NOT, 0.0
    decimals = 0
    if at < size and body[at] == _POINT:
        at += 1
        while at < size and _ZERO <= body[at] <= _NINE and decimals < _DECIMALS_MAX:
            mantissa = mantissa * 10 + (body[at] - _ZERO)
            at += 1
            decimals += 1
        if decimals == 0 or digits + decimals > _DIGITS_MAX:
            return NOT, 0.0
    if at < size and not (body[at] == _COMMA or body[at] == _CLOSE or body[at] == _CLOSE_LIST):
        return NOT, 0.0
    value = mantissa / _TENS[decimals]
    return at, -value if negative else value


@compiled
def within(body: Bytes, at: int, low: float, high: float) -> tuple[int, float]:
    """Read a number of a closed range."""
    after, value = number(body, at)
    return (after, value) if low <= value <= high else (NOT, 0.0)


@compiled
def number_or_null(body: Bytes, at: int, low: float, high: float) -> tuple[int, float]:
    """Read a number of a closed range; NaN for null."""
    if stands(body, at, _NULL):
        return at + len(_NULL), np.nan
    return within(body, at, low, high)


@compiled
def count(body: Bytes, at: int, high: int) -> tuple[int, int]:
    """Read a whole number from 0 on."""
    after, value = number(body, at)
    whole = int(value)
    return (after, whole) if 0 <= value <= high and whole == value else (NOT, 0)


@compiled
def count_or_null(body: Bytes, at: int, high: int) -> tuple[int, int]:
    """Read a whole number from 0 on; -1 for null."""
    if stands(body, at, _NULL):
        return at + len(_NULL), -1
    return count(body, at, high)


@compiled
def switched(body: Bytes, at: int) -> tuple[int, bool]:
    """Read true or false."""
    if stands(body, at, _TRUE):
        return at + len(_TRUE), True
    return literal(body, at, _FALSE), False


@compiled
def text(body: Bytes, at: int) -> int:
    """Pass over a text of printable ASCII without anything escaped."""
    if at < 0 or at >= len(body) or body[at] != _QUOTE:
        return NOT
    at += 1
    while at < len(body) and _FIRST_PRINTABLE <= body[at] <= _LAST_PRINTABLE and body[at] != _BACKSLASH:
        if body[at] == _QUOTE:
            return at + 1
        at += 1
    return NOT


@compiled
def same(body: Bytes, first: int, second: int, length: int) -> bool:
    """Whether the same bytes stand in two places."""
    if first < 0 or second < 0 or max(first, second) + length > len(body):
        return False
    equal = True
    for place in range(length):
        equal = equal and body[first + place] == body[second + place]
    return equal


@compiled
def digest(body: Bytes, at: int) -> int:
    """Pass over a SHA-256 in quotes."""
    if at < 0 or at + _HEX_DIGITS + 2 > len(body) or body[at] != _QUOTE:
        return NOT
    for place in range(at + 1, at + 1 + _HEX_DIGITS):
        char = body[place]
        if not (_ZERO <= char <= _NINE or _SMALL_A <= char <= _SMALL_F):
            return NOT
    end = at + 1 + _HEX_DIGITS
    return end + 1 if body[end] == _QUOTE else NOT


@compiled
def _whole(body: Bytes, at: int, digits: int) -> int:
    value = 0
    for place in range(at, at + digits):
        if not _ZERO <= body[place] <= _NINE:
            return NOT
        value = value * 10 + (body[place] - _ZERO)
    return value


@compiled
def day(body: Bytes, at: int) -> tuple[int, int]:
    """Read ``2026-05-01`` (no quotes) as days since 1970."""
    if at < 0 or at + 10 > len(body) or body[at + 4] != _MINUS or body[at + 7] != _MINUS:
        return NOT, 0
    year, month, date = _whole(body, at, 4), _whole(body, at + 5, 2), _whole(body, at + 8, 2)
    if year < 1 or not 1 <= month <= len(_MONTH_DAYS) or date < 1:
        return NOT, 0
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    if date > _MONTH_DAYS[month - 1] + (leap and month == 2):  # noqa: PLR2004  # February
        return NOT, 0
    # Days of the years since March of year 0, so that the leap day is the last one.
    year -= month <= 2  # noqa: PLR2004
    passed = (153 * ((month + 9) % 12) + 2) // 5 + date - 1
    return at + 10, year * 365 + year // 4 - year // 100 + year // 400 + passed - 719468


@compiled
def quoted_day(body: Bytes, at: int) -> tuple[int, int]:
    """Read ``"2026-05-01"`` as days since 1970."""
    if at < 0 or at + 12 > len(body) or body[at] != _QUOTE or body[at + 11] != _QUOTE:
        return NOT, 0
    after, days = day(body, at + 1)
    return (at + 12 if after >= 0 else NOT), days


@compiled
def moment(body: Bytes, at: int) -> tuple[int, int]:
    """Read ``"2026-05-01T12:00:00Z"`` as epoch seconds."""
    end = at + 22
    if at < 0 or end > len(body) or body[at] != _QUOTE or body[end - 1] != _QUOTE:
        return NOT, 0
    after, days = day(body, at + 1)
    hour, minute, second = _whole(body, at + 12, 2), _whole(body, at + 15, 2), _whole(body, at + 18, 2)
    spelt = body[at + 11] == 84 and body[at + 14] == 58 and body[at + 17] == 58 and body[at + 20] == 90  # noqa: PLR2004  # T : : Z
    if after < 0 or not spelt or not (0 <= hour < 24 and 0 <= minute < 60 and 0 <= second < 60):  # noqa: PLR2004
        return NOT, 0
    seconds = days * 86_400 + hour * 3600 + minute * 60 + second
    return (end, seconds) if EARLIEST <= seconds <= LATEST else (NOT, 0)


@compiled
def moment_or_null(body: Bytes, at: int) -> tuple[int, int]:
    """Read a moment; ``NO_MOMENT`` for null."""
    if stands(body, at, _NULL):
        return at + len(_NULL), NO_MOMENT
    return moment(body, at)


@compiled
def ends(body: Bytes, at: int) -> int:
    """Pass over the comma before the next key, or stop at the end of an object."""
    if at < 0 or at + 1 >= len(body):
        return NOT
    if body[at] == _COMMA and body[at + 1] == _QUOTE:
        return at + 1
    return at if body[at] == _CLOSE else NOT


@compiled
def anything(body: Bytes, at: int) -> int:
    """Pass over one JSON value of any kind, proving that it is one."""
    depth, lists, size = 0, 0, len(body)
    while 0 <= at < size:
        if body[at] == _OPEN or body[at] == _OPEN_LIST:
            if depth == _DEPTH_MAX:
                return NOT
            is_list = body[at] == _OPEN_LIST
            lists = lists * 2 + is_list
            depth += 1
            at += 1
            if at < size and body[at] != (_CLOSE_LIST if is_list else _CLOSE):
                at = at if is_list else _key(body, at)
                continue
        else:
            at = _plain(body, at)
        # After a value come the next one, or the ends of what it is in.
        while 0 <= at < size and depth and body[at] == (_CLOSE_LIST if lists % 2 else _CLOSE):
            depth -= 1
            lists //= 2
            at += 1
        if depth == 0:
            return at
        if at < 0 or at >= size or body[at] != _COMMA:
            return NOT
        at = at + 1 if lists % 2 else _key(body, at + 1)
    return NOT


@compiled
def _key(body: Bytes, at: int) -> int:
    after = _string(body, at)
    return after + 1 if 0 <= after < len(body) and body[after] == _COLON else NOT


@compiled
def _plain(body: Bytes, at: int) -> int:
    if body[at] == _QUOTE:
        return _string(body, at)
    for constant in (_NULL, _TRUE, _FALSE):
        if stands(body, at, constant):
            return at + len(constant)
    after, _ = number(body, at)
    return after


@compiled
def _string(body: Bytes, at: int) -> int:
    """Pass over a text as it is written in ASCII."""
    size = len(body)
    if at < 0 or at >= size or body[at] != _QUOTE:
        return NOT
    at += 1
    while at < size and _FIRST_PRINTABLE <= body[at] <= _LAST_PRINTABLE:
        if body[at] == _QUOTE:
            return at + 1
        at = _escaped(body, at + 1) if body[at] == _BACKSLASH else at + 1
        if at < 0:
            return NOT
    return NOT


@compiled
def _escaped(body: Bytes, at: int) -> int:
    if at >= len(body):
        return NOT
    for char in _ESCAPED:
        if body[at] == char:
            return at + 1
    if body[at] != _SMALL_U or at + 5 > len(body):
        return NOT
    for place in range(at + 1, at + 5):
        char = body[place]
        if not (_ZERO <= char <= _NINE or _SMALL_A <= char <= _SMALL_F or _CAPITAL_A <= char <= _CAPITAL_F):
            return NOT
    return at + 5
