"""What a household draws without the loads the controller moves."""

from collections.abc import Iterator
from datetime import datetime, tzinfo

from .noise import Noise, unit_hash

_HOUR_WEIGHTS = (
    0.55, 0.50, 0.48, 0.48, 0.50, 0.62, 0.95, 1.30, 1.20, 1.00, 0.95, 1.10,
    1.30, 1.05, 0.90, 0.90, 1.00, 1.25, 1.65, 1.80, 1.60, 1.35, 1.00, 0.70,
)  # fmt: skip
"""Relative draw at each local hour: low at night, humps in the morning, at noon and in the evening."""
_MEAN_WEIGHT = sum(_HOUR_WEIGHTS) / 24

_FRIDGE_SHARE = 0.10
_FRIDGE_CYCLE_S = 2700
_FRIDGE_ON = 0.4
"""Share of each cycle in which the compressor runs."""

_KITCHEN_SHARE = 0.20
_KITCHEN_SLOT_S = 1800
_KITCHEN_RUN_S = 360
_KITCHEN_W = 2000.0
"""Kettles, ovens, dryers: short and strong. How often follows from their share of the energy."""

_FRIDGE, _KITCHEN, _KITCHEN_START, _HABITS, _FLICKER = 20, 21, 22, 23, 24
"""Channels of the noise."""


type _Run = tuple[int, int, float]
"""Start (epoch seconds), duration in s, power in W."""


class BaseLoad:
    """A deterministic base load with a given long-term mean."""

    __slots__ = ("_flicker", "_habits", "_mean_w", "_seed", "_zone")

    def __init__(self, seed: int, wh_per_day: float, zone: tzinfo) -> None:
        """``zone`` is where the people of the house get up and go to bed."""
        self._seed = seed
        self._mean_w = wh_per_day / 24
        self._zone = zone
        self._habits = Noise(seed, _HABITS, 5400)
        self._flicker = Noise(seed, _FLICKER, 240)

    def sample(self, start: int, step_s: int, count: int) -> list[float]:
        """Powers in W at ``count`` moments, ``step_s`` apart."""
        times = range(start, start + count * step_s, step_s)
        powers = self._habits_w(times)
        for begins, run_s, power in (*self._fridge_runs(times), *self._kitchen_runs(times)):
            first = max(0, -((start - begins) // step_s))
            behind = max(0, -((start - begins - run_s) // step_s))
            for index in range(first, min(behind, count)):
                powers[index] += power
        return powers

    def _habits_w(self, times: range) -> list[float]:
        mean_w = (1 - _FRIDGE_SHARE - _KITCHEN_SHARE) * self._mean_w
        weights = {quarter: self._weight(quarter * 900) for quarter in range(times[0] // 900, times[-1] // 900 + 1)}
        habits, flicker = self._habits.at, self._flicker.at
        return [mean_w * weights[t // 900] * (0.4 + 0.8 * habits(t) + 0.4 * flicker(t)) for t in times]

    def _fridge_runs(self, times: range) -> Iterator[_Run]:
        for cycle in range(times[0] // _FRIDGE_CYCLE_S, times[-1] // _FRIDGE_CYCLE_S + 1):
            # Between 0.5 and 1.5 of the usual run: a door opened often cools longer.
            run_s = int(_FRIDGE_CYCLE_S * _FRIDGE_ON * (0.5 + unit_hash(self._seed, _FRIDGE, cycle)))
            yield cycle * _FRIDGE_CYCLE_S, run_s, _FRIDGE_SHARE / _FRIDGE_ON * self._mean_w

    def _kitchen_runs(self, times: range) -> Iterator[_Run]:
        for slot in range(times[0] // _KITCHEN_SLOT_S, times[-1] // _KITCHEN_SLOT_S + 1):
            weight = self._weight(slot * _KITCHEN_SLOT_S)
            chance = _KITCHEN_SHARE * self._mean_w * weight * _KITCHEN_SLOT_S / (_KITCHEN_W * _KITCHEN_RUN_S)
            if unit_hash(self._seed, _KITCHEN, slot) < chance:
                late = unit_hash(self._seed, _KITCHEN_START, slot)
                begins = slot * _KITCHEN_SLOT_S + int(late * (_KITCHEN_SLOT_S - _KITCHEN_RUN_S))
                yield begins, _KITCHEN_RUN_S, _KITCHEN_W

    def _weight(self, t: int) -> float:
        local = datetime.fromtimestamp(t, self._zone)
        low, high = _HOUR_WEIGHTS[local.hour], _HOUR_WEIGHTS[(local.hour + 1) % 24]
        return (low + (high - low) * local.minute / 60) / _MEAN_WEIGHT
