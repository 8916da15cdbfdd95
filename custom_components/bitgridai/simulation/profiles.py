"""Where a household's sun and base load come from."""

from typing import Protocol

from .generator import Generator
from .household import Household, TraceSource
from .trace import read_trace


class Profile(Protocol):
    """Sun and base load of one house at any time, past or future."""

    def load_w(self, t: float) -> float:
        """Base load in W, without the controllable loads."""

    def pv_w(self, t: float) -> float:
        """PV power in W."""

    def forecast(self, t: int, horizon_s: int) -> tuple[tuple[int, float], ...]:
        """What is expected of the sun: (start of the interval, mean PV power in W), in order.

        The first interval holds ``t``, the last begins before ``t + horizon_s``. Empty where
        nothing is known.
        """


def open_profile(household: Household) -> Profile:
    """Open a household's trace or generator; raises TraceError if the trace cannot be used."""
    source = household.source
    if isinstance(source, TraceSource):
        return read_trace(source.file, source.pv_factor)
    return Generator(source, household.location)
