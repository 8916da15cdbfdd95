"""The sun on a tilted array, and the clouds before it."""

from datetime import UTC, datetime
import math
from math import cos, exp, radians, sin

from astral import Observer  # type: ignore[import-untyped]
from astral.sun import zenith_and_azimuth  # type: ignore[import-untyped]

from .household import Location, PvArray
from .noise import Noise

_BEAM_SHARE = 0.85
"""Of clear-sky light, what comes straight from the sun."""
_DARK_COS_ZENITH = 0.001
"""Nothing is left of the light here, and the exponent has not overflowed yet."""
_LOWEST_COS_ZENITH = 0.1
"""Below about 6° of elevation the tilt gains no more: the horizon is never free."""


def clear_sky_w(array: PvArray, location: Location, t: int) -> float:
    """PV power in W under a cloudless sky.

    Light on the ground after Haurwitz (1945): ``1098 * cos(z) * exp(-0.059 / cos(z))`` W/m², z
    the sun's zenith angle. Its beam share reaches the array by the cosine of the angle of
    incidence, the rest by the share of the sky the tilted array sees.
    """
    observer = Observer(location.latitude, location.longitude)
    zenith_deg: float
    azimuth_deg: float
    zenith_deg, azimuth_deg = zenith_and_azimuth(observer, datetime.fromtimestamp(t, UTC))
    zenith = radians(zenith_deg)
    cos_zenith = cos(zenith)
    if cos_zenith <= _DARK_COS_ZENITH:
        return 0.0
    ground_w_m2 = 1098 * cos_zenith * exp(-0.059 / cos_zenith)
    tilt = radians(array.tilt_deg)
    aside = radians(azimuth_deg - array.azimuth_deg)
    cos_incidence = cos_zenith * cos(tilt) + sin(zenith) * sin(tilt) * cos(aside)
    beam = max(0.0, cos_incidence) / max(cos_zenith, _LOWEST_COS_ZENITH)
    diffuse = (1 + cos(tilt)) / 2
    array_w_m2 = ground_w_m2 * (_BEAM_SHARE * beam + (1 - _BEAM_SHARE) * diffuse)
    return array.peak_w * array_w_m2 / 1000 * array.performance_ratio


def cloud_factor(cover: float) -> float:
    """Share of clear-sky light left by a cloud cover of 0 to 1 (Kasten and Czeplak, 1980)."""
    return 1 - 0.75 * math.pow(cover, 3.4)


class Clouds:
    """Cloud cover over time: weather that lasts for days, fronts of hours, clouds of minutes."""

    __slots__ = ("_cloudiness", "_error", "_scales")

    def __init__(self, seed: int, cloudiness: float) -> None:
        """``cloudiness`` is the sky's mean cover: 0 always clear, 1 always overcast."""
        self._cloudiness = cloudiness
        self._scales = tuple(
            Noise(seed, channel, period_s) for channel, period_s in enumerate((40 * 3600, 5 * 3600, 2400, 420))
        )
        self._error = Noise(seed, 10, 7 * 3600)

    def _weather(self, t: int) -> float:
        days, hours, _, _ = self._scales
        swing = 0.65 * days.at(t) + 0.35 * hours.at(t) - 0.5
        # No swing at the ends: 0 must stay clear and 1 overcast.
        room = 4 * self._cloudiness * (1 - self._cloudiness)
        return _unit(self._cloudiness + 4.5 * room * swing)

    def factor(self, t: int) -> float:
        """Share of clear-sky power that arrives."""
        _, _, clumps, clouds = self._scales
        weather = self._weather(t)
        # A half covered sky is broken; a clear or a closed one is calm.
        broken = 4 * weather * (1 - weather)
        gap = 0.6 * clumps.at(t) + 0.4 * clouds.at(t) - 0.5
        return cloud_factor(_unit(weather + 1.6 * broken * gap))

    def expected_factor(self, t: int) -> float:
        """What a forecast says of it: no single clouds, and wrong by up to some 15 % of cover."""
        weather = self._weather(t)
        error = 0.3 * (self._error.at(t) - 0.5) * min(1.0, 4 * self._cloudiness)
        return cloud_factor(_unit(weather + error))


def _unit(value: float) -> float:
    return min(1.0, max(0.0, value))
