"""Everybody's course on one trace, and how much of the possible gain each reached."""

from dataclasses import asdict, dataclass
from typing import Final

from ...engine import Policy
from .bound import Bound
from .controls import Engine, Threshold, never, planned
from .household import House
from .runs import Control, Month, live
from .trace import BlockTrace

PV_FACTORS: Final = (1, 2)
_MONTHS: Final = frozenset(range(1, 13))
_ODD: Final = frozenset(range(1, 13, 2))


@dataclass(frozen=True, slots=True)
class Quality:
    """How one controller did, against leaving the load off."""

    share_of_bound: float
    """Of the gain of someone who knew the whole trace."""
    gain_eur: float
    used_kwh: float
    extra_import_kwh: float
    starts_per_day: float
    below_reserve_blocks: int
    share_odd_months: float | None
    share_even_months: float | None
    """Choices were made on the odd months; None where the trace has none of these."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One PV factor."""

    engine: Quality
    threshold: Quality
    bound: Quality

    def document(self) -> dict[str, object]:
        """Write the engine's figures, the others' beside them."""
        return {**asdict(self.engine), "threshold": asdict(self.threshold), "bound": asdict(self.bound)}


def compare(house: House, trace: BlockTrace, policy: Policy) -> Comparison:
    """Let nobody, the threshold rule, the engine and the best plan each control the household once."""
    courses: dict[str, Control] = {
        "never": never,
        "threshold": Threshold(house),
        "engine": Engine(house, trace, policy),
        "bound": planned(Bound(house, trace).plan().levels_w),
    }
    lived = {name: live(house, trace, control) for name, control in courses.items()}

    def gain_ct(name: str, months: frozenset[int]) -> float:
        return _of(lived[name], months).value_ct - _of(lived["never"], months).value_ct

    def share(name: str, months: frozenset[int]) -> float | None:
        possible_ct = gain_ct("bound", months)
        return round(gain_ct(name, months) / possible_ct, 4) if possible_ct > 0 else None

    def quality(name: str) -> Quality:
        total, idle = _of(lived[name], _MONTHS), _of(lived["never"], _MONTHS)
        return Quality(
            share_of_bound=share(name, _MONTHS) or 0.0,
            gain_eur=round(gain_ct(name, _MONTHS) / 100, 2),
            used_kwh=round(total.used_kwh, 1),
            extra_import_kwh=round(total.import_kwh - idle.import_kwh, 1),
            starts_per_day=round(total.starts / trace.days, 3),
            below_reserve_blocks=total.below_reserve_blocks,
            share_odd_months=share(name, _ODD),
            share_even_months=share(name, _MONTHS - _ODD),
        )

    return Comparison(quality("engine"), quality("threshold"), quality("bound"))


def _of(months: dict[int, Month], wanted: frozenset[int]) -> Month:
    return sum((month for number, month in months.items() if number in wanted), Month())
