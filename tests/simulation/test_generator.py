from datetime import UTC, datetime, timedelta
from itertools import pairwise
from statistics import fmean

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.bitgridai.simulation import Generator, GeneratorSource, Location, PvArray
from custom_components.bitgridai.simulation.noise import Noise, unit_hash
from custom_components.bitgridai.simulation.sky import clear_sky_w, cloud_factor
from tests.simulation.houses import PLACE, START

DAY = 86_400
SOUTH = PvArray(peak_w=10_000)


def generator(place: Location = PLACE, **values: float) -> Generator:
    seed = int(values.pop("seed", 1))
    return Generator(GeneratorSource(pv=SOUTH, seed=seed, **values), place)


def day_wh(generated: Generator, start: int) -> tuple[float, float]:
    """PV and base load of a day in Wh."""
    times = range(start + 30, start + DAY, 60)
    return sum(map(generated.pv_w, times)) / 60, sum(map(generated.load_w, times)) / 60


def test_the_same_seed_makes_the_same_house() -> None:
    one, other = generator(seed=5), generator(seed=5)
    # Asked in another order, so that nothing depends on what was asked before.
    times = list(range(START, START + 3 * DAY, 977))
    first = {t: (one.load_w(t), one.pv_w(t), one.forecast(t, 7200)) for t in times}
    assert {t: (other.load_w(t), other.pv_w(t), other.forecast(t, 7200)) for t in reversed(times)} == first


def test_another_seed_makes_another_house() -> None:
    noon = START + DAY // 2
    one, other = generator(seed=5), generator(seed=6)
    assert [one.pv_w(noon + k * 600) for k in range(20)] != [other.pv_w(noon + k * 600) for k in range(20)]
    assert [one.load_w(noon + k * 600) for k in range(20)] != [other.load_w(noon + k * 600) for k in range(20)]


@settings(deadline=None)
@given(t=st.floats(-1e9, 4e9), cloudiness=st.floats(0, 1))
def test_power_is_never_negative_nor_beyond_the_array(t: float, cloudiness: float) -> None:
    generated = generator(cloudiness=cloudiness)
    assert 0 <= generated.pv_w(t) <= 1.1 * SOUTH.peak_w
    assert generated.load_w(t) >= 0
    assert all(power >= 0 for _, power in generated.forecast(int(t), DAY))


@settings(deadline=None)
@given(day=st.integers(0, 40_000))
def test_midnight_is_no_seam(day: int) -> None:
    generated = generator(cloudiness=0)
    midnight = day * DAY
    assert generated.pv_w(midnight - 1e-3) == pytest.approx(generated.pv_w(midnight), abs=1)
    assert generated.load_w(midnight - 1e-9) == pytest.approx(generated.load_w(midnight), abs=1e-3)


def test_the_night_is_dark() -> None:
    generated = generator()
    assert generated.pv_w(START) == 0
    assert generated.forecast(START, 3600) == ((START, 0), (START + 1800, 0))


def test_a_clear_noon_in_june_comes_close_to_the_rated_power() -> None:
    noon = START + int(11.5 * 3600)
    assert 0.8 * SOUTH.peak_w < clear_sky_w(SOUTH, PLACE, noon) < SOUTH.peak_w


def test_clear_sky_light_on_flat_ground_is_haurwitz() -> None:
    # The sun stands 25.16° from the zenith: 1098 * 0.9051 * exp(-0.059 / 0.9051) = 931 W/m².
    flat = PvArray(peak_w=1000, tilt_deg=0, performance_ratio=1)
    moment = int(datetime(2024, 6, 21, 11, 30, tzinfo=UTC).timestamp())
    assert clear_sky_w(flat, PLACE, moment) == pytest.approx(931, abs=3)


def test_an_array_that_faces_west_earns_in_the_evening() -> None:
    west, east = PvArray(peak_w=5000, azimuth_deg=270), PvArray(peak_w=5000, azimuth_deg=90)
    morning, evening = START + 6 * 3600, START + 17 * 3600
    assert clear_sky_w(west, PLACE, evening) > 3 * clear_sky_w(east, PLACE, evening)
    assert clear_sky_w(east, PLACE, morning) > 3 * clear_sky_w(west, PLACE, morning)


def test_summer_earns_more_than_winter() -> None:
    generated = generator(cloudiness=0)
    winter = START - 180 * DAY
    assert day_wh(generated, START)[0] > 2 * day_wh(generated, winter)[0]


def test_the_sun_may_stay_away_or_never_set() -> None:
    arctic = Location(latitude=78.2, longitude=15.6, time_zone="Arctic/Longyearbyen")
    generated = generator(arctic, cloudiness=0)
    assert day_wh(generated, START - 180 * DAY)[0] == 0
    assert generated.pv_w(START) > 0


def test_clouds_take_at_most_three_quarters() -> None:
    assert cloud_factor(0) == 1
    assert cloud_factor(1) == pytest.approx(0.25)


def test_a_year_has_sunny_mixed_and_poor_days() -> None:
    cloudy, clear = generator(), generator(cloudiness=0)
    shares = [day_wh(cloudy, START + day * DAY)[0] / day_wh(clear, START + day * DAY)[0] for day in range(0, 364, 7)]
    assert sum(share > 0.9 for share in shares) > 5
    assert sum(0.45 < share < 0.8 for share in shares) > 5
    assert sum(share < 0.35 for share in shares) > 3
    assert 0.5 < fmean(shares) < 0.75


def test_broken_clouds_move_within_minutes() -> None:
    generated = generator(cloudiness=0.6)
    noon = [START + day * DAY + DAY // 2 for day in range(30)]
    jumps = [max(abs(generated.pv_w(t + s + 60) - generated.pv_w(t + s)) for s in range(0, 3600, 60)) for t in noon]
    assert max(jumps) > 0.03 * SOUTH.peak_w


def test_the_base_load_has_the_mean_it_was_given() -> None:
    generated = generator(base_load_wh_per_day=9000)
    days = [day_wh(generated, START + day * DAY)[1] for day in range(0, 360, 6)]
    assert fmean(days) == pytest.approx(9000, rel=0.06)
    assert max(days) > 1.15 * min(days)


def test_the_house_sleeps_at_local_night_and_cooks_in_the_evening() -> None:
    generated = generator()
    weeks = [START + day * DAY for day in range(28)]

    def mean_at(local_hour: int) -> float:
        # Paris is two hours ahead of UTC in June.
        return fmean(
            generated.load_w(start + (local_hour - 2) * 3600 + minute * 60) for start in weeks for minute in range(60)
        )

    assert mean_at(19) > 2 * mean_at(4)
    assert mean_at(8) > 1.5 * mean_at(4)


def test_habits_follow_the_clock_change() -> None:
    generated = generator()

    def evening_w(first: datetime, utc_hour: int) -> float:
        starts = [int((first + timedelta(days=day, hours=utc_hour)).timestamp()) for day in range(60)]
        return fmean(generated.load_w(start + minute * 60) for start in starts for minute in range(0, 60, 5))

    summer, winter = datetime(2026, 6, 1, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC)
    # 06:30 local is the steep rise of the morning: an hour makes a difference of half.
    assert evening_w(summer, 5) == pytest.approx(evening_w(winter, 6), rel=0.15)


def test_the_forecast_is_useful_but_wrong() -> None:
    generated = generator()
    errors, powers = [], []
    for day in range(0, 120, 4):
        for start, expected in generated.forecast(START + day * DAY, DAY):
            power = fmean(generated.pv_w(start + second) for second in range(30, 1800, 60))
            if power or expected:
                errors.append(expected - power)
                powers.append(power)
    assert 0.03 < fmean(map(abs, errors)) / fmean(powers) < 0.3
    assert abs(fmean(errors)) / fmean(powers) < 0.12


def test_a_forecast_reaches_beyond_midnight() -> None:
    forecast = generator().forecast(START + DAY - 100, 2 * DAY)
    starts = [start for start, _ in forecast]
    assert starts[0] == START + DAY - 1800
    assert all(later - earlier == 1800 for earlier, later in pairwise(starts))
    assert starts[-1] < START + 3 * DAY - 100 <= starts[-1] + 1800


@given(seed=st.integers(-(2**70), 2**70), channel=st.integers(0, 50), t=st.integers(-(10**10), 10**10))
def test_noise_stays_between_0_and_1_and_depends_on_nothing_else(seed: int, channel: int, t: int) -> None:
    noise = Noise(seed, channel, 600)
    value = noise.at(t)
    noise.at(t + 10_000)
    assert 0 <= value <= 1
    assert noise.at(t) == value == Noise(seed, channel, 600).at(t)


def test_hashes_are_evenly_spread() -> None:
    values = [unit_hash(3, 1, index) for index in range(4000)]
    assert fmean(values) == pytest.approx(0.5, abs=0.02)
    assert [sum(k / 10 <= value < (k + 1) / 10 for value in values) for k in range(10)] == pytest.approx(
        [400] * 10, abs=80
    )
    assert fmean((a - 0.5) * (b - 0.5) for a, b in pairwise(values)) == pytest.approx(0, abs=0.01)
