"""Letting a language model put an explanation into other words, and never believing it.

A model gets an :class:`Order`: the template's sentence with placeholders for every figure. It
answers with a sentence of its own that holds the placeholders. :func:`rephrased` checks it and
puts the figures in; whatever fails a check is left to the template.
"""

from .check import Rephrasing, rephrased
from .flaw import Flaw
from .instructions import instructions
from .order import Order, order_for

REPHRASED_EVENT = "rephrased"
"""Name of the ledger's event for each answer of a model, good or not."""

__all__ = ["REPHRASED_EVENT", "Flaw", "Order", "Rephrasing", "instructions", "order_for", "rephrased"]
