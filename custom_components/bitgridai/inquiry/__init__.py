"""Questions about decisions: what was decided and why, what comes next, what would be if.

Everything here only reads. Actions, voice and language models ask the same functions, so
that they give the same answer.
"""

from .ahead import async_preview, async_what_if
from .model import async_reworded, model_of
from .past import async_explain
from .question import Depth, Moment, Question

__all__ = [
    "Depth",
    "Moment",
    "Question",
    "async_explain",
    "async_preview",
    "async_reworded",
    "async_what_if",
    "model_of",
]
