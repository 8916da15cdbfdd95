"""Courses in machine code: the engine's own to the last bit, for what :mod:`.covered` says."""

from array import array

import numpy as np
from numpy.typing import NDArray

from ..engine.canonical import quantize
from ..engine.policy import Policy
from ..sweep.learned import base_of
from ..sweep.live import MONTHS, SUMS, Diary, diary_of, live
from ..sweep.plant import house_of
from ..sweep.policies import rows_of
from ..sweep.rows import COURSES, MOMENT, POINT, Mind, Row, World, notes_of
from ..sweep.situation import LoadMemory
from ..sweep.sky import look
from .course import Course, LoadCourse
from .forecasts import Forecasts
from .recorded import RecordedHouse
from .setting import Setting

_NOTHING_HAPPENED = LoadMemory(-1, -1, -1, 0)


class Machine:
    """One recorded house, prepared for any number of policies."""

    def __init__(self, setting: Setting) -> None:
        """Prepare a house that is covered."""
        recorded = setting.recorded
        points = _points(recorded.pv_forecast, setting.given.pv_factor)
        moments = _moments(setting)
        look(moments, points, recorded.learned)
        self._recorded = recorded
        self._world = World(house_of(setting.house), moments, points)
        self._notes, self._noted_days = notes_of(0, 0), 0

    def course(self, policy: Policy) -> Course:
        """Follow a policy that is covered."""
        diary = diary_of(self._recorded.blocks)
        days = policy.r4.learned_days
        if self._noted_days < days:
            self._notes, self._noted_days = notes_of(self._recorded.blocks, days), days
        mind = Mind(rows_of([policy])[0], base_of(self._recorded.learned), np.zeros((), COURSES)[()], self._notes)
        live(self._world, mind, _NOTHING_HAPPENED, np.zeros((MONTHS, SUMS)), diary)
        return _course(self._recorded.loads[0].id, diary)


def _course(load_id: str, diary: Diary) -> Course:
    load = LoadCourse(
        _floats(diary.target_w), array("b", diary.action.tobytes()), array("h", diary.code.astype(np.int16).tobytes())
    )
    return Course({load_id: load}, _floats(diary.grid_w), _floats(diary.battery_w), _floats(diary.stored_wh))


def _floats(column: NDArray[np.float64]) -> array[float]:
    return array("d", column.tobytes())


def _points(forecasts: Forecasts, factor: float) -> Row:
    points = np.zeros(len(forecasts.starts), POINT)
    points["start"], points["mean_w"] = forecasts.starts, np.array(forecasts.means) * factor
    return points


def _moments(setting: Setting) -> Row:
    recorded = setting.recorded
    moments = np.zeros(recorded.blocks, MOMENT)
    paid_ct = recorded.prices.get("feed_in_ct_kwh")
    moments["feed_in_ct"] = np.nan if paid_ct is None else [quantize(price_ct) for price_ct in paid_ct]
    moments["place"] = np.arange(recorded.blocks)
    moments["now"] = recorded.start + recorded.block_s * np.arange(recorded.blocks)
    moments["gap"] = gap = np.isnan(np.array(recorded.base_w))
    moments["base_w"] = np.where(gap, 0.0, recorded.base_w)
    moments["pv_w"] = np.where(gap, 0.0, np.array(recorded.pv_w) * setting.given.pv_factor)
    moments["first_point"], moments["end_point"] = recorded.pv_forecast.first, recorded.pv_forecast.end
    moments["decides"][1:] = ~gap[1:] & ~gap[:-1]
    moments["passed"], moments["new_day"] = _elapsed(recorded, moments["decides"].tolist())
    return moments


def _elapsed(recorded: RecordedHouse, decides: list[bool]) -> tuple[list[int], list[bool]]:
    """Blocks since the decision before, and whether a day began since; mirrors ``engine.elapsed``."""
    passed, new_day = [0] * recorded.blocks, [False] * recorded.blocks
    last: int | None = None
    newest = ""
    for block, decided in enumerate(decides):
        if not decided:
            continue
        today = recorded.local_dates[block]
        if last is not None:
            passed[block], new_day[block] = block - last, today > newest
        last, newest = block, max(newest, today)
    return passed, new_day
