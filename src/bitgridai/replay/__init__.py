"""Deciding the past again: with this engine, with another policy."""

from .compare import compare
from .comparison import Comparison, Differing, Told

__all__ = ["Comparison", "Differing", "Told", "compare"]
