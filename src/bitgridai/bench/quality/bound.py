"""The most that anyone could have gained, who knew the whole trace.

A dynamic programme backwards over (stored energy, dwell state). The load's level is a free choice
in every block, so it needs no place in the state; the dwell state tells how long the load has
run or rested, up to the minimum. Values between two grid points are interpolated, and the plan is
then carried out in the exact plant, so that the bound is a course that really could have been.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .household import BLOCK_H, House
from .plant import flow
from .trace import BlockTrace

type Floats = NDArray[np.float64]

STEP_WH = 10.0
"""Distance of grid points. Halving it raises the bound of a year by 0.04 %."""
_CHUNK = 1008
"""Blocks whose values are kept at a time: a week."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The best course and what the programme expected of it."""

    levels_w: tuple[float, ...]
    value_ct: float
    """At the start, as interpolated, the battery at the end included; the exact course differs by 0.2 % at most."""


class Bound:
    """The programme for one household and trace."""

    def __init__(self, house: House, trace: BlockTrace, step_wh: float = STEP_WH) -> None:
        """Prepare the grid; the battery's content at the very end is worth what it sells for."""
        self._house = house
        self._missing_w = np.array(trace.base_w) - np.array(trace.pv_w)
        count = round((house.capacity_wh - house.floor_wh) / step_wh) + 1
        self._grid: Floats = np.linspace(house.floor_wh, house.capacity_wh, count)
        self._step_wh = float(self._grid[1] - self._grid[0])
        # Dwell states: free to start, resting (1 .. pause - 1), running (1 .. runtime).
        self._rests = house.min_pause_blocks - 1
        self._runs = house.min_runtime_blocks
        self._states = 1 + self._rests + self._runs

    def plan(self) -> Plan:
        """Find the best course."""
        blocks = len(self._missing_w)
        edges = list(range(0, blocks, _CHUNK))
        kept = {
            blocks: np.tile(self._grid * self._house.export_ct_kwh * self._house.efficiency / 1000, (self._states, 1))
        }
        for first in reversed(edges):
            values = kept[min(first + _CHUNK, blocks)]
            for block in range(min(first + _CHUNK, blocks) - 1, first - 1, -1):
                values = self._before(block, values)
            kept[first] = values
        stored_wh, state = self._house.initial_wh, 0
        start_ct = float(np.interp(stored_wh, self._grid, kept[0][0]))
        levels: list[float] = []
        for first in edges:
            last = min(first + _CHUNK, blocks)
            ahead = [kept[last]]
            for block in range(last - 1, first, -1):
                ahead.append(self._before(block, ahead[-1]))
            for block in range(first, last):
                level_w, stored_wh, state = self._best(block, stored_wh, state, ahead.pop())
                levels.append(level_w)
        return Plan(tuple(levels), start_ct)

    def _passed(self, block: int, load_w: float, stored: Floats) -> tuple[Floats, Floats]:
        """Stored energy after the block, and the worth of its grid energy in ct."""
        house = self._house
        missing_w = float(self._missing_w[block]) + load_w
        if missing_w < 0:
            battery_w = -np.minimum(
                (house.capacity_wh - stored) / house.efficiency / BLOCK_H, min(-missing_w, house.battery_w)
            )
            after = stored - battery_w * (house.efficiency * BLOCK_H)
        else:
            battery_w = np.minimum(
                (stored - house.floor_wh) * house.efficiency / BLOCK_H, min(missing_w, house.battery_w)
            )
            after = stored - battery_w * (BLOCK_H / house.efficiency)
        grid_w = missing_w - battery_w
        price = np.where(grid_w > 0, house.import_ct_kwh, house.export_ct_kwh)
        return after, -grid_w * price * (BLOCK_H / 1000)

    def _before(self, block: int, ahead: Floats) -> Floats:
        """Values at the beginning of a block from those at its end."""
        options = self._options(block, self._grid, ahead)
        return np.stack(
            [np.max(np.stack([worth for _, _, worth in options(state)]), axis=0) for state in range(self._states)]
        )

    def _options(
        self, block: int, stored: Floats, ahead: Floats
    ) -> Callable[[int], Sequence[tuple[float, int, Floats]]]:
        """For a dwell state: level, next state and worth of every choice; -inf where it is not allowed."""
        house = self._house
        off_after, off_ct = self._passed(block, 0.0, stored)
        idle = 1 + self._rests
        off = self._read(ahead[:idle], off_after) + off_ct
        running = []
        possible = np.zeros(len(stored), dtype=bool)
        for level_w in house.levels_w[1:]:
            after, grid_ct = self._passed(block, level_w, stored)
            allowed = (stored >= house.reserve_wh) & (after >= house.reserve_wh)
            possible |= allowed
            made_ct = level_w * house.load_ct_kwh * BLOCK_H / 1000
            worth = np.where(allowed, self._read(ahead[idle:], after) + (grid_ct + made_ct), -np.inf)
            running.append((level_w, worth, made_ct * (1 - house.first_block_share) + house.start_ct))
        last = self._states - 1

        def of(state: int) -> Sequence[tuple[float, int, Floats]]:
            if state == 0:
                return [(0.0, 0, off[0]), *((level, idle, worth[0] - cost) for level, worth, cost in running)]
            if state < idle:
                after_rest = state + 1 if state + 1 < idle else 0
                return [(0.0, after_rest, off[after_rest])]
            go_on = min(state + 1, last)
            stop = 1 if self._rests else 0
            # The reserve ends a run before its time, as it does for the controller.
            stopped = off[stop] if state == last else np.where(possible, -np.inf, off[stop])
            return [(0.0, stop, stopped), *((level, go_on, worth[go_on - idle]) for level, worth, _ in running)]

        return of

    def _read(self, values: Floats, stored: Floats) -> Floats:
        place = (stored - self._grid[0]) / self._step_wh
        index = np.minimum(place.astype(np.int64), len(self._grid) - 2)
        part = place - index
        read: Floats = values[:, index] * (1 - part) + values[:, index + 1] * part
        return read

    def _best(self, block: int, stored_wh: float, state: int, ahead: Floats) -> tuple[float, float, int]:
        options = self._options(block, np.array([stored_wh]), ahead)(state)
        level_w, after_state, _ = max(options, key=lambda option: float(option[2][0]))
        return level_w, flow(self._house, stored_wh, float(self._missing_w[block]), 0.0, level_w).stored_wh, after_state
