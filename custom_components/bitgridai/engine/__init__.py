"""The decision engine of BitGridAI: pure, deterministic, standard library only.

``decide(state, memory, policy) -> (decision, memory)`` reads no clock, draws no random
number and touches nothing outside. The rules are in ``rules/``, one file each.
"""

from .errors import DocumentError
from .interface import decide_document, explain_document
from .memory import Memory
from .policy import Policy, policy_hash
from .preview import next_block, preview
from .requests import apply_request
from .step import Decision, decide
from .verify import verify
from .version import ENGINE_VERSION

__all__ = [
    "ENGINE_VERSION",
    "Decision",
    "DocumentError",
    "Memory",
    "Policy",
    "apply_request",
    "decide",
    "decide_document",
    "explain_document",
    "next_block",
    "policy_hash",
    "preview",
    "verify",
]
