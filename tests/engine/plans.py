"""Courses as tests ask about them: steps in, worths out; and a slow way to find the same."""

from collections.abc import Sequence
from functools import cache

from custom_components.bitgridai.engine.plan import Bounds, Levels, Path, Prices, Worths, backwards

type Steps = Sequence[tuple[float, float]]

SMALL_WH = 1000.0
"""Charges from the floor of 100 Wh to full, 100 Wh apart; it takes and gives at most 500 W."""
PRICES = Prices(load_ct=20.0, import_ct=30.0, export_ct=10.0, start_ct=1.0)
KEPT_CT = 0.019
"""What a Wh left at the end is worth: 0.95 of the middle between 30 and 10 ct a kWh."""
LATER = (0.0, 1 / 6)
"""Some first step: what comes before makes no difference to what a charge is worth after it."""


def worths_of(
    steps: Steps,
    powers_w: Sequence[float] = (0.0,),
    costs_ct: Sequence[float] = (0.0, 3.0, 3.0, 3.0),
    *,
    prices: Prices = PRICES,
    full_wh: float = SMALL_WH,
    hard_min_wh: float = 0.0,
    count: int | None = None,
) -> Worths:
    """What each charge is worth after the first step, in lists that held something else before."""
    worths = Worths(*([float("nan")] * 10 for _ in range(4)))
    path = Path([sun_w for sun_w, _ in steps], [hours for _, hours in steps])
    levels = Levels(powers_w, costs_ct, len(powers_w) if count is None else count)
    backwards(path, len(steps), levels, Bounds(full_wh, hard_min_wh), prices, worths)
    return worths


class Reference:
    """The same question asked step by step from now on, for any charge, in energies instead of powers."""

    def __init__(
        self, steps: Steps, powers_w: Sequence[float], full_wh: float, hard_min_wh: float, prices: Prices
    ) -> None:
        self.steps, self.powers_w, self.prices = steps, powers_w, prices
        self.full_wh, self.hard_min_wh = full_wh, hard_min_wh
        self.grid_wh = [full_wh * tenth / 10 for tenth in range(1, 11)]
        self.at = cache(self._at)

    def begins_ct(self, stored_wh: float, total_w: float) -> float:
        """What a power in the first step is worth."""
        after_wh, made_ct = self.moved(0, stored_wh, total_w)
        return made_ct + self.between(1, after_wh, runs=total_w > 0)

    def moved(self, step: int, stored_wh: float, power_w: float) -> tuple[float, float]:
        """The charge after a step with loads of this power, and what it made."""
        sun_w, hours = self.steps[step]
        made_ct = power_w * hours * self.prices.load_ct / 1000
        lacks_wh, most_wh = (power_w - sun_w) * hours, self.full_wh / 2 * hours
        if lacks_wh > 0:
            gives_wh = min(lacks_wh, most_wh, max(0.0, stored_wh - self.grid_wh[0]) * 0.95)
            return stored_wh - gives_wh / 0.95, made_ct - (lacks_wh - gives_wh) * self.prices.import_ct / 1000
        takes_wh = min(-lacks_wh, most_wh, (self.full_wh - stored_wh) / 0.95)
        return stored_wh + takes_wh * 0.95, made_ct + (-lacks_wh - takes_wh) * self.prices.export_ct / 1000

    def between(self, step: int, stored_wh: float, *, runs: bool) -> float:
        """The worth of any charge, on the line between the charges next to it."""
        upper = next((place for place in range(1, 9) if self.grid_wh[place] >= stored_wh), 9)
        low_wh, high_wh = self.grid_wh[upper - 1], self.grid_wh[upper]
        share = (max(stored_wh, low_wh) - low_wh) / (high_wh - low_wh)
        return self.at(step, upper - 1, runs) * (1 - share) + self.at(step, upper, runs) * share

    def _at(self, step: int, place: int, runs: bool) -> float:  # noqa: FBT001  # a cache takes no keywords
        stored_wh = self.grid_wh[place]
        if step == len(self.steps):
            return stored_wh * 0.95 * (self.prices.import_ct + self.prices.export_ct) / 2000
        outcomes = []
        for power_w in self.powers_w:
            after_wh, made_ct = self.moved(step, stored_wh, power_w)
            if power_w and min(stored_wh, after_wh) < self.hard_min_wh:
                continue
            start_ct = 0.0
            if power_w and not runs:
                start_ct = self.prices.start_ct + power_w * self.steps[0][1] * self.prices.load_ct / 2000
            outcomes.append(made_ct - start_ct + self.between(step + 1, after_wh, runs=power_w > 0))
        return max(outcomes)
