"""Every decision in words a person can check."""

from .render import LANGUAGES, Explanation, explain, parameters, render

__all__ = ["LANGUAGES", "Explanation", "explain", "parameters", "render"]
