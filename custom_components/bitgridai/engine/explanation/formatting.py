"""Figures as a reader of the language writes them."""

from math import ceil, floor

from ..votes import Value
from .texts import Texts

_UNITS = (
    ("_wh", " Wh", 0),
    ("_w", " W", 0),
    ("_ct_kwh", " ct/kWh", 1),
    ("_ct", " ct/kWh", 1),
    ("_pct", " %", 1),
    ("_c", " °C", 1),
    ("_min", " min", 0),
    ("_s", " s", 0),
)
"""By the ending of a figure's name: its unit, and the decimals a reader wants."""


class Formatter:
    """Shows a figure by the unit its name ends with."""

    def __init__(self, texts: Texts) -> None:
        """Format for one language."""
        self._texts = texts

    def show(self, name: str, value: Value) -> str:
        """Return the text of a figure."""
        return self._show(name, value)

    def beyond(self, name: str, value: float, *, up: bool) -> str:
        """Return a figure rounded on to the next decimal that is shown, up or down.

        A value just past an edge must not be shown as lying before it.
        """
        decimals = next((decimals for ending, _, decimals in _UNITS if name.endswith(ending)), 1)
        scaled = round(value * 10**decimals, 6)
        return self.show(name, (ceil(scaled) if up else floor(scaled)) / 10**decimals)

    def _show(self, name: str, value: Value) -> str:
        if value is None:
            return "–"
        if isinstance(value, bool):
            return self._texts.words["true" if value else "false"]
        if isinstance(value, str):
            return ", ".join(self._texts.words.get(word, word) for word in value.split(", "))
        for ending, unit, decimals in _UNITS:
            if name.endswith(ending):
                return self._number(value, decimals) + unit
        return self._number(value, 1)

    def _number(self, value: float, decimals: int) -> str:
        text = f"{value:,.{decimals}f}"
        if decimals:
            text = text.rstrip("0").rstrip(".")
        if text in ("-0", "-"):
            text = "0"
        swap = str.maketrans({",": self._texts.group, ".": self._texts.decimal, "-": "−"})
        return text.translate(swap)
