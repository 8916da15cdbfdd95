"""Figures as a reader of the language writes them."""

from ..votes import Value
from .texts import Texts


class Formatter:
    """Shows a figure by the unit its name ends with."""

    def __init__(self, texts: Texts) -> None:
        """Format for one language."""
        self._texts = texts

    def show(self, name: str, value: Value) -> str:
        """Return the text of a figure."""
        if value is None:
            return "–"
        if isinstance(value, bool):
            return self._texts.words["true" if value else "false"]
        if isinstance(value, str):
            return ", ".join(self._texts.words.get(word, word) for word in value.split(", "))
        if name.endswith("_w"):
            return self._number(value, 0) + " W"
        if name.endswith(("_ct_kwh", "_ct")):
            return self._number(value, 1) + " ct/kWh"
        if name.endswith("_pct"):
            return self._number(value, 1) + " %"
        if name.endswith("_c"):
            return self._number(value, 1) + " °C"
        if name.endswith("_min"):
            return self._number(value, 0) + " min"
        if name.endswith("_s"):
            return self._number(value, 0) + " s"
        return self._number(value, 1)

    def _number(self, value: float, decimals: int) -> str:
        text = f"{value:,.{decimals}f}"
        if decimals:
            text = text.rstrip("0").rstrip(".")
        if text in ("-0", "-"):
            text = "0"
        swap = str.maketrans({",": self._texts.group, ".": self._texts.decimal, "-": "−"})
        return text.translate(swap)
