"""Sun and base load of a house nobody recorded: any day of any year, the same for everyone."""

from .base_load import BaseLoad
from .household import GeneratorSource, Location
from .sky import Clouds, clear_sky_w

_DAY_S = 86_400
_MINUTE_S = 60
_SUN_STEP_S = 600
"""The sun moves evenly enough to be computed every ten minutes."""
_FORECAST_S = 1800
_KEPT_DAYS = 2


class Generator:
    """The same questions as a Trace answers, answered by models.

    A UTC day is computed when first asked for, minute by minute; between minutes power is
    interpolated linearly.
    """

    __slots__ = ("_base_load", "_clouds", "_days", "_location", "_source", "_sun")

    def __init__(self, source: GeneratorSource, location: Location) -> None:
        """Equal arguments give equal powers at equal times."""
        self._source = source
        self._location = location
        self._clouds = Clouds(source.seed, source.cloudiness)
        self._base_load = BaseLoad(source.seed, source.base_load_wh_per_day, location.zone)
        self._days: dict[int, tuple[list[float], list[float]]] = {}
        self._sun: dict[int, list[float]] = {}

    def load_w(self, t: float) -> float:
        """Base load in W at a moment."""
        day = int(t // _DAY_S)
        powers = (self._days.get(day) or self._compute(day))[0]
        place = (t - day * _DAY_S) / _MINUTE_S
        index = int(place)
        low = powers[index]
        return low + (powers[index + 1] - low) * (place - index)

    def pv_w(self, t: float) -> float:
        """PV power in W at a moment."""
        day = int(t // _DAY_S)
        powers = (self._days.get(day) or self._compute(day))[1]
        place = (t - day * _DAY_S) / _MINUTE_S
        index = int(place)
        low = powers[index]
        return low + (powers[index + 1] - low) * (place - index)

    def forecast(self, t: int, horizon_s: int) -> tuple[tuple[int, float], ...]:
        """Forecast PV power: (start of the half hour, mean in W), for what begins before the horizon.

        The first half hour is the one that holds ``t``.
        """
        return tuple(
            (start, self._expected_w(start + _FORECAST_S // 2))
            for start in range(t - t % _FORECAST_S, t + horizon_s, _FORECAST_S)
        )

    def _expected_w(self, t: int) -> float:
        clear_w = self._clear_w(t)
        return clear_w * self._clouds.expected_factor(t) if clear_w else 0.0

    def _clear_w(self, t: int) -> float:
        day, rest = divmod(t, _DAY_S)
        sun = self._sun.get(day)
        if sun is None:
            sun = [
                clear_sky_w(self._source.pv, self._location, day * _DAY_S + second)
                for second in range(0, _DAY_S + _SUN_STEP_S, _SUN_STEP_S)
            ]
            # Forecasts look a day or two ahead; more than a few days are never in use at once.
            _keep(self._sun, 4 * _KEPT_DAYS)[day] = sun
        index, rest = divmod(rest, _SUN_STEP_S)
        return sun[index] + (sun[index + 1] - sun[index]) * rest / _SUN_STEP_S

    def _compute(self, day: int) -> tuple[list[float], list[float]]:
        start = day * _DAY_S
        # Two more than a day's minutes: the last one leads over to the next day, and the other
        # serves a moment so close to midnight that its place rounds up.
        count = _DAY_S // _MINUTE_S + 2
        pv_w = []
        for t in range(start, start + count * _MINUTE_S, _MINUTE_S):
            clear_w = self._clear_w(t)
            pv_w.append(clear_w * self._clouds.factor(t) if clear_w else 0.0)
        computed = self._base_load.sample(start, _MINUTE_S, count), pv_w
        _keep(self._days, _KEPT_DAYS)[day] = computed
        return computed


def _keep[K, V](cache: dict[K, V], most: int) -> dict[K, V]:
    while len(cache) >= most:
        cache.pop(next(iter(cache)))
    return cache
