"""Rounding as the engine does it."""

from math import floor
from typing import Final

from .compiled import compiled

_THOUSAND: Final = 1000.0
_SPLIT: Final = 134217729.0
"""2^27 + 1 cuts a number into two halves whose products are exact."""


@compiled
def quantize(number: float) -> float:
    """Round to three decimals, exactly as Python's ``round`` does: to the nearest, of two to the even one.

    The product with 1000 is rounded itself, so what it lost decides where it lies on a tie.
    For numbers below 4e12.
    """
    size = abs(number)
    product = size * _THOUSAND
    whole = floor(product)
    beyond = product - whole - 0.5
    if beyond == 0:
        cut = _SPLIT * size
        high = cut - (cut - size)
        lost = (high * _THOUSAND - product) + (size - high) * _THOUSAND
        up = lost > 0 or (lost == 0 and whole % 2 == 1)
    else:
        up = beyond > 0
    rounded = (whole + 1 if up else whole) / _THOUSAND
    return rounded if number > 0 else 0.0 - rounded
