"""Deciding the past again: with this engine, with another policy."""

from .compare import Comparison, Differing, Told, compare

__all__ = ["Comparison", "Differing", "Told", "compare"]
