"""The courses of the next 24 hours, step by step by hand; what is planned on them stands in test_outlook.py."""

from typing import Any

import pytest

from custom_components.bitgridai.engine.learned import HOURS, Learned, PastDay
from custom_components.bitgridai.engine.outlook import Ahead, Caution, look_ahead
from custom_components.bitgridai.engine.plan import Battery, Course, Prices

BLOCK_S, HOUR_S, DAY_S = 600, 3600, 86_400
NOON = 20_000 * DAY_S + 12 * HOUR_S
HALF = Battery(capacity_wh=10_000.0, stored_wh=5000.0)
PRICES = Prices(load_ct=14.0, import_ct=30.0, export_ct=8.0, start_ct=3.0)


def day(base_w: float = 500.0, ratio: float = 1.0) -> PastDay:
    return PastDay((base_w,) * HOURS, ratio, ratio)


def knows(*days: PastDay, usual_w: float = 0.0, **values: Any) -> Learned:
    """Return what was learned in a house whose sun usually shines from 6 to 18 h."""
    usual = tuple(usual_w if 6 <= hour < 18 else 0.0 for hour in range(HOURS))
    return Learned(**{"days": days, "usual_w": usual, **values})


def ahead(**values: Any) -> Ahead:
    """Noon, in a house whose sun has just been what it usually is there."""
    given: dict[str, Any] = {"now": NOON, "block_s": BLOCK_S, "pv_w": 2000.0, "base_w": 500.0, "forecast": ()}
    return Ahead(**{**given, "battery": HALF, "totals_w": (), **values})


def courses(learned: Learned, moment: Ahead) -> tuple[Course, ...]:
    found = look_ahead(learned, moment, Caution(5000.0, 5500.0), PRICES)
    assert found is not None
    assert found.days == len(found.courses) == len(learned.days)
    return found.courses


def course(learned: Learned, moment: Ahead) -> Course:
    """The only course, as all days were alike."""
    found = courses(learned, moment)
    assert len(set(found)) == 1
    return found[0]


def near(expected_w: float, near_w: float, blocks: int) -> float:
    """What is expected a number of blocks ahead, where the sun of the last block goes on with so much."""
    share = 0.8 * 0.9**blocks
    return near_w * share + expected_w * (1 - share)


class TestItsSteps:
    def test_a_course_is_an_hour_in_blocks_and_a_day_in_half_hours(self) -> None:
        found = course(knows(*[day()] * 3, usual_w=2000.0), ahead())
        assert [hours for _, hours in found] == [1 / 6] * 6 + [0.5] * 46
        assert sum(hours for _, hours in found) == pytest.approx(24)
        assert sum(hours for surplus_w, hours in found if surplus_w > 0) == pytest.approx(12)

    def test_blocks_that_do_not_fit_a_half_hour_go_on_until_they_do(self) -> None:
        found = course(knows(*[day()] * 3), ahead(now=NOON + BLOCK_S))
        assert [hours for _, hours in found][:8] == [1 / 6] * 8
        assert [hours for _, hours in found][8:10] == [0.5, 0.5]

    @pytest.mark.parametrize(("block_s", "steps"), [(1800, 48), (3600, 47), (900, 4 + 46)])
    def test_longer_blocks_are_steps_of_their_own(self, block_s: int, steps: int) -> None:
        found = course(knows(*[day(300.0)] * 3), ahead(block_s=block_s, base_w=400.0))
        assert len(found) == steps
        # 100 W more fade by a fifth a block; a step shorter than a block counts as one.
        assert -found[0][0] == pytest.approx(400)
        assert -found[1][0] == pytest.approx(380)
        assert -found[2][0] == pytest.approx(364)


class TestItsSun:
    def test_a_forecast_counts_where_there_is_one_and_the_usual_sun_elsewhere(self) -> None:
        forecast = ((NOON, 3000.0), (NOON + HOUR_S, 1000.0))
        found = course(knows(*[day()] * 3, usual_w=2000.0), ahead(forecast=forecast))
        for block in range(6):
            assert found[block][0] == pytest.approx(near(3000, 2000, block) - 500)
        assert found[6][0] == pytest.approx(near(1000, 2000, 6) - 500)
        assert found[7][0] == pytest.approx(near(1000, 2000, 9) - 500)
        assert found[8][0] == pytest.approx(1500), "two hours ahead nobody forecast anything"
        assert found[-1][0] == pytest.approx(1500)

    def test_a_forecast_counts_from_its_first_second_to_its_last(self) -> None:
        forecast = ((NOON - 600, 9000.0), (NOON, 3000.0), (NOON + 600, 1000.0), (NOON + 1200, 5000.0))
        found = course(knows(*[day(0.0)] * 3), ahead(forecast=forecast, base_w=0.0))
        assert [surplus_w for surplus_w, _ in found[:4]] == [3000.0, 1000.0, 5000.0, 0.0]
        late = course(knows(*[day(0.0)] * 3), ahead(forecast=((NOON + 1200, 7.0), (NOON + 1800, 8.0)), base_w=0.0))
        assert [surplus_w for surplus_w, _ in late[:5]] == [0.0, 0.0, 7.0, 8.0, 0.0]

    def test_each_course_turns_out_as_its_day_did(self) -> None:
        days = (day(ratio=0.5), day(base_w=300.0), day(ratio=2.0))
        found = courses(knows(*days, usual_w=2000.0), ahead())
        assert [one[0][0] for one in found] == [
            pytest.approx(near(sun_w, 2000, 0) - 500) for sun_w in (1000, 2000, 4000)
        ]
        assert [one[8][0] for one in found] == [
            pytest.approx(near(1000, 2000, 12) - 500),
            pytest.approx(2000 - 300 - 200 * 0.8**12),
            pytest.approx(near(4000, 2000, 12) - 500),
        ]

    def test_a_day_turns_out_differently_with_a_forecast_and_without(self) -> None:
        odd = PastDay((500.0,) * HOURS, forecast_ratio=2.0, usual_ratio=0.5)
        found = course(knows(*[odd] * 3, usual_w=2000.0), ahead(forecast=((NOON, 3000.0), (NOON + HOUR_S, 1000.0))))
        assert found[0][0] == pytest.approx(near(6000, 2000, 0) - 500)
        assert found[8][0] == pytest.approx(near(1000, 2000, 12) - 500)

    def test_how_the_sun_does_just_now_fades_from_block_to_block(self) -> None:
        learned = knows(*[day()] * 3, usual_w=2000.0, recent_w=100.0, recent_expected_w=200.0)
        found = course(learned, ahead())
        for step, blocks in ((0, 0), (1, 1), (7, 9)):
            expected_w = 2000 * (1 - 0.5 * 0.96**blocks)
            assert found[step][0] == pytest.approx(near(expected_w, 2000, blocks) - 500)

    def test_how_the_sun_does_lately_pulls_at_what_is_expected(self) -> None:
        learned = knows(*[day()] * 3, usual_w=2000.0, lately_w=400.0, lately_usual_w=200.0)
        found = course(learned, ahead(forecast=tuple((NOON + n * HOUR_S, 0.0) for n in range(25))))
        for step, blocks in ((0, 0), (1, 1), (7, 9)):
            expected_w = 0.3 * 0.985**blocks * 2 * 2000
            assert found[step][0] == pytest.approx(near(expected_w, 2000, blocks) - 500)

    def test_the_usual_sun_pulls_at_nothing_where_nobody_knows_how_it_does_lately(self) -> None:
        dark = tuple((NOON + n * HOUR_S, 0.0) for n in range(25))
        found = course(knows(*[day()] * 3, usual_w=2000.0), ahead(forecast=dark))
        assert found[0][0] == pytest.approx(near(0, 2000, 0) - 500)
        gloomy = knows(*[day()] * 3, usual_w=2000.0, lately_w=0.0, lately_usual_w=200.0)
        pulled = course(gloomy, ahead(forecast=tuple((NOON + n * HOUR_S, 1000.0) for n in range(25))))
        assert pulled[0][0] == pytest.approx(near(700, 2000, 0) - 500)


class TestTheSunOfTheLastBlock:
    DARK = tuple((NOON + n * HOUR_S, 0.0) for n in range(25))

    @staticmethod
    def near_suns_w(usual_w: dict[int, float | None], pv_w: float = 700.0) -> list[float]:
        """What the sun of the last block makes of a night without base load: by step, the share taken out."""
        usual = tuple(usual_w.get(hour, 0.0) for hour in range(HOURS))
        nothing = TestTheSunOfTheLastBlock.DARK
        moment = ahead(forecast=nothing, pv_w=pv_w, base_w=0.0)
        found = course(Learned(days=(day(0.0),) * 3, usual_w=usual), moment)
        blocks = [*range(6), *range(6, 6 + 3 * 46, 3)]
        return [surplus_w / (0.8 * 0.9**count) for (surplus_w, _), count in zip(found, blocks, strict=True)]

    def test_it_goes_on_like_the_usual_sun_and_is_forgotten_within_hours(self) -> None:
        found = self.near_suns_w({12: 1000.0, 13: 800.0, 14: 1500.0})
        assert found[:6] == pytest.approx([700] * 6)
        assert found[6:8] == pytest.approx([560] * 2)
        assert found[8:10] == pytest.approx([1050] * 2)
        assert found[10:] == pytest.approx([0.0] * 42, abs=1e-6)

    def test_it_leads_one_to_expect_no_more_than_twice_of_it(self) -> None:
        found = self.near_suns_w({12: 1000.0, 13: 1999.0, 14: 2001.0, 15: 9000.0})
        assert found[6] == pytest.approx(700 * 1.999)
        assert found[8] == found[9] == pytest.approx(1400)
        assert found[10] == pytest.approx(1400)

    @pytest.mark.parametrize(("usual_w", "tells"), [(60.0, False), (60.001, True), (59.0, False), (None, False)])
    def test_it_tells_nothing_in_an_hour_of_little_light(self, usual_w: float | None, *, tells: bool) -> None:
        found = self.near_suns_w({12: usual_w, 15: 2000.0, 16: 1000.0, 17: None})
        assert (found[0] == pytest.approx(700)) == tells
        assert (max(found) > 0) == tells

    def test_an_hour_that_nobody_saw_is_no_sunny_one(self) -> None:
        assert self.near_suns_w({12: 0.02, 13: None})[0] == pytest.approx(700)

    def test_it_is_compared_with_the_sunniest_hour_wherever_that_is(self) -> None:
        for sunniest in (0, 23):
            assert self.near_suns_w({12: 60.0, sunniest: 2000.0, 15: 500.0})[0] == 0
            assert self.near_suns_w({12: 60.0, sunniest: 1999.0, 15: 500.0})[0] == pytest.approx(700)

    def test_without_any_sun_in_it_none_is_expected(self) -> None:
        assert self.near_suns_w({12: 1000.0}, pv_w=0.0)[0] == 0
        bright = course(knows(*[day(0.0)] * 3, usual_w=1000.0), ahead(pv_w=0.0, base_w=0.0))
        assert bright[0][0] == pytest.approx(200)
        assert bright[1][0] == pytest.approx(1000 * (1 - 0.72))

    def test_a_house_that_never_saw_sun_expects_none(self) -> None:
        assert self.near_suns_w({})[0] == 0
        assert {surplus_w for surplus_w, _ in course(Learned(days=(day(),) * 3), ahead())} == {-500.0}


class TestItsBaseLoad:
    def test_what_the_house_draws_beyond_what_the_day_did_fades_from_block_to_block(self) -> None:
        found = course(knows(*[day(base_w=300.0)] * 3), ahead())
        for step, blocks in ((0, 0), (1, 1), (5, 5), (6, 6), (7, 9), (8, 12)):
            assert found[step][0] == pytest.approx(-(300 + 200 * 0.8**blocks))

    def test_it_is_compared_with_the_hour_of_the_block_that_ended(self) -> None:
        hours = tuple(float(100 * hour) for hour in range(HOURS))
        found = course(knows(*[PastDay(hours, 1.0, 1.0)] * 3), ahead(base_w=1150.0))
        # It drew 50 W more than at eleven; from noon on it draws 1200 W, and from one o'clock on 1300 W.
        assert found[0][0] == pytest.approx(-1250)
        assert found[6][0] == pytest.approx(-(1300 + 50 * 0.8**6))
        assert found[-1][0] == pytest.approx(-1100)
        later = course(knows(*[PastDay(hours, 1.0, 1.0)] * 3), ahead(now=NOON + BLOCK_S, base_w=1250.0))
        assert later[0][0] == pytest.approx(-1250)

    def test_it_is_never_below_nothing(self) -> None:
        found = course(knows(*[day(base_w=500.0)] * 3), ahead(base_w=0.0))
        assert found[0][0] == 0.0
        assert found[1][0] == pytest.approx(-100)
        assert course(knows(*[day(base_w=500.0)] * 3), ahead(base_w=-900.0))[0][0] == 0.0
