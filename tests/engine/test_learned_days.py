"""What becomes of a day when the next one begins, and within which bounds forecasts are corrected."""

from dataclasses import replace

import pytest

from custom_components.bitgridai.engine.learned import HOURS, Ended, Learned, learn

DAY_S = 86_400
MIDNIGHT = 20_619 * DAY_S
TODAY = Learned(day=20_618, sun_wh=600.0, usual_wh=500.001)


def next_morning(today: Learned) -> Learned:
    return learn(today, Ended(MIDNIGHT, 600, 300, 0), None, 10)


def seen_for(hours: int, base_w: float = 400) -> Learned:
    seen = tuple(int(hour < hours) for hour in range(HOURS))
    return replace(TODAY, seen=seen, base_w=tuple(base_w * count for count in seen))


@pytest.mark.parametrize(("hours", "days"), [(24, 1), (20, 1), (19, 0), (0, 0)])
def test_a_day_of_which_too_little_was_seen_is_not_remembered(hours: int, days: int) -> None:
    assert len(next_morning(seen_for(hours)).days) == days


def test_an_hour_nobody_saw_is_taken_as_the_mean_of_the_others() -> None:
    today = replace(seen_for(22), base_w=(*(100.0,) * 11, *(500.0,) * 11, 0.0, 0.0))
    assert next_morning(today).days[0].base_w == (*(100.0,) * 11, *(500.0,) * 11, 300.0, 300.0)


def test_an_hour_in_which_the_house_drew_nothing_stays_at_nothing() -> None:
    today = replace(seen_for(24), base_w=(0.0, *(500.0,) * 23))
    assert next_morning(today).days[0].base_w[0] == 0


@pytest.mark.parametrize(("usual_wh", "ratio"), [(500.001, 1.2), (500, 1), (0, 1), (240, 1), (6000, 0.2), (600, 1)])
def test_a_day_is_judged_by_the_usual_sun_where_there_was_enough_of_it(usual_wh: float, ratio: float) -> None:
    day = next_morning(replace(seen_for(24), usual_wh=usual_wh)).days[0]
    assert day.usual_ratio == pytest.approx(ratio, abs=1e-3)
    assert day.forecast_ratio == day.usual_ratio, "there was no forecast to judge it by"


@pytest.mark.parametrize(("sun_wh", "ratio"), [(0, 0.2), (1000, 1), (2500, 2.5), (9000, 2.5)])
def test_a_forecast_was_never_wrong_beyond_reason(sun_wh: float, ratio: float) -> None:
    today = replace(seen_for(24), forecast_wh=1000.0, forecast_sun_wh=sun_wh)
    assert next_morning(today).days[0].forecast_ratio == ratio


@pytest.mark.parametrize(
    ("given_w", "told_w", "bias"), [(0, 0, 1), (0, 1e6, 0.3), (1e6, 0, 3), (700, 200, 2), (200, 700, 0.5)]
)
def test_a_bias_stays_within_bounds_and_little_sun_says_little(given_w: float, told_w: float, bias: float) -> None:
    learned = Learned(given_w=(given_w,) * HOURS, told_w=(told_w,) * HOURS)
    assert learned.bias(5) == bias
    assert learned.expected_w(5, 100) == 100 * bias


@pytest.mark.parametrize(("sun_w", "ratio"), [(0, 0), (400, 2), (200, 1), (9000, 3)])
def test_how_the_sun_does_just_now_has_a_bound(sun_w: float, ratio: float) -> None:
    assert Learned(recent_w=sun_w, recent_expected_w=200).recent_ratio == ratio
    assert Learned(recent_w=sun_w, recent_expected_w=100).recent_ratio is None, "in the dark nobody can tell"


@pytest.mark.parametrize(("sun_w", "ratio"), [(0, 0), (300, 1.5), (400, 2), (9000, 2)])
def test_how_the_sun_does_lately_has_a_bound(sun_w: float, ratio: float) -> None:
    assert Learned(lately_w=sun_w, lately_usual_w=200).lately_ratio == ratio
    assert Learned(lately_w=sun_w, lately_usual_w=100).lately_ratio is None, "in the dark nobody can tell"


@pytest.mark.parametrize("keep_days", [1, 3, 10])
def test_as_many_days_are_kept_as_asked_for_and_the_newest_ones(keep_days: int) -> None:
    learned = replace(seen_for(24), days=())
    for count in range(1, 15):
        start = MIDNIGHT + (count - 1) * DAY_S
        learned = learn(learned, Ended(start, 600, 300, 0), None, keep_days)
        assert len(learned.days) == min(count, keep_days)
        assert learned.days[-1].base_w == (float(count if count > 1 else 400),) * HOURS
        learned = replace(learned, seen=(1,) * HOURS, base_w=(count + 1.0,) * HOURS)


def test_a_new_day_begins_with_nothing_but_its_first_block() -> None:
    after = next_morning(replace(seen_for(24), forecast_wh=1000.0, forecast_sun_wh=900.0))
    assert (after.day, after.seen) == (20_619, (1, *(0,) * 23))
    assert after.base_w == (300.0, *(0.0,) * 23)
    assert (after.forecast_wh, after.forecast_sun_wh, after.usual_wh, after.sun_wh) == (0, 0, 0, 0)


def test_what_a_block_teaches_by_hand() -> None:
    # 1200 W were forecast for ten minutes after midnight, the sun gave 600 W, and 900 W are told for the next ten.
    known = Learned(block=MIDNIGHT // 600, coming_w=1200.0, day=20_619)
    assert learn(known, Ended(MIDNIGHT, 600, 300, 600), 900, 10) == replace(
        known,
        block=MIDNIGHT // 600 + 1,
        coming_w=900,
        seen=(1, *(0,) * 23),
        base_w=(300, *(0,) * 23),
        sun_wh=100,
        usual_w=(600, *(None,) * 23),
        recent_w=300,
        recent_expected_w=600,
        lately_w=120,
        forecast_wh=200,
        forecast_sun_wh=100,
        given_w=(7, *(0,) * 23),
        told_w=(14, *(0,) * 23),
    )


def test_the_mean_of_an_hour_and_the_usual_sun_move_with_every_block() -> None:
    known = Learned(day=20_619, usual_w=(600.0, *(None,) * 23), seen=(1, *(0,) * 23), base_w=(300.0, *(0.0,) * 23))
    after = learn(known, Ended(MIDNIGHT + 600, 600, 600, 1200), None, 10)
    assert (after.seen[0], after.base_w[0]) == (2, 450)
    assert (after.usual_w[0], after.usual_wh, after.sun_wh) == (610, 100, 200)
    assert (after.lately_w, after.lately_usual_w) == (240, 120)
    assert (after.coming_w, after.forecast_wh, after.given_w) == (None, 0, known.given_w)


def test_what_is_learned_is_kept_to_a_thousandth() -> None:
    known = Learned(block=MIDNIGHT // 600, coming_w=100.0, day=20_619, usual_w=(100.0,) * HOURS, seen=(2,) * HOURS)
    after = learn(known, Ended(MIDNIGHT, 600, 100, 100), None, 10)
    assert (after.base_w[0], after.usual_wh, after.sun_wh) == (33.333, 16.667, 16.667)
    assert (after.forecast_wh, after.forecast_sun_wh, after.given_w[0]) == (16.667, 16.667, 1.167)
