"""The one check every constructor of a household makes."""

from math import isfinite

from .errors import HouseholdError

MAX = 1e12
"""No quantity of a home comes near; keeps every sum finite."""


def check(name: str, value: float, low: float, high: float = MAX, *, open_low: bool = False) -> None:
    """Refuse a number that is not finite or lies outside ``low`` to ``high``; ``open_low`` excludes ``low`` itself."""
    if isfinite(value) and low <= value <= high and not (open_low and value == low):
        return
    words = f"a number above {low:g}" if open_low else f"a number of at least {low:g}"
    if high < MAX:
        words = f"a number above {low:g} and up to {high:g}" if open_low else f"a number from {low:g} to {high:g}"
    raise HouseholdError(name, words)
