"""Questions about decisions: what was decided and why, what comes next, what would be if.

Everything here only reads. Actions, voice, language models and the card ask the same functions,
so that they give the same answer.
"""

from .ahead import async_preview, async_what_if
from .model import async_reworded, model_of
from .past import async_explain
from .question import Depth, Moment, Question
from .supposition import Supposed, suppose

__all__ = [
    "Depth",
    "Moment",
    "Question",
    "Supposed",
    "async_explain",
    "async_preview",
    "async_reworded",
    "async_what_if",
    "model_of",
    "suppose",
]
