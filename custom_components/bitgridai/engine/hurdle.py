"""What stands behind a missing surplus: the rule that would hold a load back even if the surplus were there.

In the evening no single figure alone starts a load, for it lacks surplus and the forecast falls. That
"nothing alone" is true and no help; how much is missing, and what comes after it, is.
"""

from dataclasses import dataclass
from math import ceil

from .arbitration import LoadDecision
from .counterfactual import with_more_surplus
from .memory import Memory
from .policy import Policy
from .rules.r1_surplus import R1Code
from .state import EnergyState
from .step import decide


@dataclass(frozen=True, slots=True)
class Hurdle:
    """A load that lacks surplus would still stay off if it had what it lacks."""

    lacking_w: float
    """Whole watts that the surplus would have to be larger."""
    then: LoadDecision
    """What would be decided with them."""


def next_hurdle(state: EnergyState, memory: Memory, policy: Policy, load_id: str) -> Hurdle | None:
    """Decide again with the surplus that a load lacks; None where it lacks none, or would start with it.

    KeyError where there is no such load.
    """
    made = decide(state, memory, policy)[0].load(load_id)
    if made.code is not R1Code.SURPLUS_LOW or made.target_w > 0:
        return None
    available_w, needed_w = made.decisive.values["available_w"], made.decisive.thresholds["needed_w"]
    if not (isinstance(available_w, int | float) and isinstance(needed_w, int | float)):
        raise TypeError("R1 counts in watts")
    lacking_w = float(ceil(needed_w - available_w))
    then = decide(with_more_surplus(state, lacking_w), memory, policy)[0].load(load_id)
    return None if then.target_w > 0 or then.code is R1Code.SURPLUS_LOW else Hurdle(lacking_w, then)
