"""Deciding the past again: with this engine, with another policy."""

from .compare import compare, executor, quickest
from .comparison import Comparison, Differing, Told

__all__ = ["Comparison", "Differing", "Told", "compare", "executor", "quickest"]
