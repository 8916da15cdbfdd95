"""Every decision in words a person can check."""

from .render import LANGUAGES, Audience, Explanation, explain, parameters, render
from .trace import tell_votes

__all__ = ["LANGUAGES", "Audience", "Explanation", "explain", "parameters", "render", "tell_votes"]
