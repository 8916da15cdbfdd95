"""Key figures: a catalogue, and the code that counts them from a ledger's records."""

from .accumulate import KeyFigures
from .catalogue import FIGURES, LOAD_ENERGY, Figure, figure_value, load_energy_kwh
from .document import key_figures_document, key_figures_from_node
from .report import catalogue_page, figures_report, figures_table
from .totals import Totals

__all__ = [
    "FIGURES",
    "LOAD_ENERGY",
    "Figure",
    "KeyFigures",
    "Totals",
    "catalogue_page",
    "figure_value",
    "figures_report",
    "figures_table",
    "key_figures_document",
    "key_figures_from_node",
    "load_energy_kwh",
]
