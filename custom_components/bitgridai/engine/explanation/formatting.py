"""Figures as a reader of the language writes them."""

from math import ceil, floor

from ..votes import Value
from .texts import Texts

_UNITS = (
    ("_wh", " Wh", 0),
    ("_w", " W", 0),
    ("_ct_kwh", " ct/kWh", 1),
    ("gain_ct", " ct", 2),
    ("start_ct", " ct", 1),
    ("start_cost_ct", " ct", 2),
    ("_ct", " ct/kWh", 1),
    ("_pct", " %", 1),
    ("_c", " °C", 1),
    ("_min", " min", 0),
    ("_s", " s", 0),
)
"""By the ending of a figure's name: its unit, and the decimals a reader wants."""

_FINEST = 1000
"""Figures have thousandths."""


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
        decimals = _decimals(name)
        scaled = round(value * 10**decimals, 6)
        return self.show(name, (ceil(scaled) if up else floor(scaled)) / 10**decimals)

    def past(self, name: str, value: float, *, up: bool) -> str:
        """Return a figure at which a decision flips, reached from below (``up``) or from above.

        Whole units are rounded on. Of finer ones, what lies a thousandth past a figure is told as more or less than
        that, and anything else in thousandths: no tenth is asked for that is not needed.
        """
        decimals = _decimals(name)
        if decimals == 0:
            return self.beyond(name, value, up=up)
        thousandths = round(value * _FINEST)
        edge = thousandths - 1 if up else thousandths + 1
        if edge % (_FINEST // 10**decimals) == 0:
            words = self._texts.more_than if up else self._texts.less_than
            return words.format(figure=self.show(name, edge / _FINEST))
        return self._show(name, value, 3)

    def _show(self, name: str, value: Value, finer: int = 0) -> str:
        if value is None:
            return "–"
        if isinstance(value, bool):
            return self._texts.words["true" if value else "false"]
        if isinstance(value, str):
            return ", ".join(self._texts.words.get(word, word) for word in value.split(", "))
        for ending, unit, decimals in _UNITS:
            if name.endswith(ending):
                return self._number(value, max(decimals, finer)) + unit
        return self._number(value, max(1, finer))

    def _number(self, value: float, decimals: int) -> str:
        text = f"{value:,.{decimals}f}"
        if decimals:
            text = text.rstrip("0").rstrip(".")
        if text in ("-0", "-"):
            text = "0"
        swap = str.maketrans({",": self._texts.group, ".": self._texts.decimal, "-": "−"})
        return text.translate(swap)


def _decimals(name: str) -> int:
    return next((decimals for ending, _, decimals in _UNITS if name.endswith(ending)), 1)
