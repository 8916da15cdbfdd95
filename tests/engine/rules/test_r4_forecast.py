from collections.abc import Callable
from dataclasses import replace

import pytest

from custom_components.bitgridai.engine import Memory, Policy
from custom_components.bitgridai.engine.outlook import Outlook
from custom_components.bitgridai.engine.state import EnergyState
from custom_components.bitgridai.engine.votes import Vote
from tests.engine.houses import (
    NOON,
    Document,
    decided,
    forecast,
    knowing,
    made,
    memory,
    miner,
    policy,
    running_for,
    state,
    without,
)

SETTLED = running_for(20)
# PV 4000 W and 2000 W fed in: the house itself takes 2000 W.
SURPLUS: Document = {"grid_power_w": -2000, "pv_power_w": 4000}


@pytest.mark.parametrize(
    ("ahead_w", "target_w", "code"),
    [
        (3500, 1500, "R1_SURPLUS_OK"),
        (3499.999, 800, "R4_SURPLUS_DROP"),
        (2800, 800, "R4_SURPLUS_DROP"),
        (2799.999, 0, "R4_SURPLUS_DROP"),
    ],
)
def test_a_start_goes_as_far_as_the_forecast_carries_it(ahead_w: float, target_w: float, code: str) -> None:
    decision = made(state(pv_forecast=forecast(*[ahead_w] * 4), **SURPLUS))
    assert (decision.target_w, decision.code) == (target_w, code)


def test_a_raise_is_held_back_and_a_running_load_is_left_alone() -> None:
    present = state(pv_forecast=forecast(0, 0, 0, 0), loads={"miner": miner(1)}, **SURPLUS)
    decision = made(present, SETTLED)
    assert (decision.action, decision.code) == ("HOLD", "R4_SURPLUS_DROP")


def test_a_fixed_need_of_predicted_surplus_replaces_the_power_of_the_level() -> None:
    rules = policy(r4={"min_predicted_surplus_w": 300})
    assert made(state(pv_forecast=forecast(*[2300] * 4), **SURPLUS), rules=rules).target_w == 1500
    assert made(state(pv_forecast=forecast(*[2299.999] * 4), **SURPLUS), rules=rules).target_w == 0


def test_without_a_forecast_it_abstains_and_says_so() -> None:
    vote = next(vote for vote in made(state(**SURPLUS)).votes if vote.rule == "R4")
    assert (vote.verdict, vote.code) == ("ABSTAIN", "R4_NO_FORECAST")


@pytest.mark.parametrize(("begins_in_s", "starts"), [(1801, True), (1800, False)])
def test_a_forecast_of_less_than_half_the_time_ahead_does_not_count(begins_in_s: int, *, starts: bool) -> None:
    decision = made(state(pv_forecast=forecast(0, 0, 0, start=NOON + begins_in_s), **SURPLUS))
    assert (decision.action == "START") == starts


def test_it_looks_no_further_than_it_is_told() -> None:
    present = state(pv_forecast=forecast(4000, 4000, 0, 0, 0, 0), **SURPLUS)
    assert made(present).target_w == 0
    assert made(present, rules=policy(r4={"lookahead_min": 30})).target_w == 1500


def test_without_a_pv_meter_there_is_nothing_to_compare_the_forecast_with() -> None:
    present = without(state(pv_forecast=forecast(0, 0, 0, 0), **SURPLUS), "pv_power_w")
    assert made(present).action == "START"


@pytest.mark.parametrize(("price", "starts"), [(29.999, True), (30, False)])
def test_nothing_starts_before_a_price_spike(price: float, *, starts: bool) -> None:
    present = state(price_forecast=forecast(20, 20, 20, price), **SURPLUS)
    decision = made(present)
    assert (decision.action == "START") == starts
    assert (decision.code == "R4_PRICE_SPIKE") != starts


def test_a_spike_after_the_time_ahead_is_no_reason_yet() -> None:
    hour_ahead = forecast(90, start=NOON + 3600)
    assert made(state(price_forecast=hour_ahead, **SURPLUS)).action == "START"
    assert made(state(price_forecast=forecast(90, start=NOON + 3599), **SURPLUS)).code == "R4_PRICE_SPIKE"


def test_a_spike_that_is_over_is_no_reason_any_more() -> None:
    present = state(price_forecast=forecast(90, 10, start=NOON - 900), **SURPLUS)
    assert made(present).action == "START"


def test_a_spike_vetoes_a_start_on_cheap_grid_power_and_the_forecast_of_sun_does_not() -> None:
    rules = policy(r1={"opportunity": {"enabled": True}})
    dark = forecast(0, 0, 0, 0)
    assert made(state(price_ct_kwh=1, pv_forecast=dark), rules=rules).action == "START"
    assert made(state(price_ct_kwh=1, price_forecast=forecast(1, 40)), rules=rules).code == "R4_PRICE_SPIKE"


def test_the_price_ahead_can_be_ignored() -> None:
    rules = policy(r4={"price_spike_ct": None})
    assert made(state(price_forecast=forecast(90), **SURPLUS), rules=rules).action == "START"


def test_it_steps_back_while_the_controller_is_degraded() -> None:
    present = state(
        "OVERRIDE", price_forecast=forecast(90), controller_health="degraded", loads={"miner": miner(1)}, **SURPLUS
    )
    assert next(vote for vote in made(present).votes if vote.rule == "R4").verdict == "ALLOW"
    assert decided(present).load("miner").action == "HOLD"


# 3000 W go into a battery of 10 kWh that lacks 4 kWh; the house itself takes 1000 W.
CHARGING: Document = {"battery_soc_pct": 60, "battery_power_w": -3000, "grid_power_w": 0, "pv_power_w": 4000}


class TestBatteryCredit:
    @pytest.mark.parametrize(("hours", "mean_w", "share"), [(4, 2200, 1), (4, 2199, 0), (2, 3400, 1)])
    def test_loads_may_take_charging_power_when_the_day_fills_the_battery_anyway(
        self, hours: int, mean_w: float, share: float
    ) -> None:
        present = state(pv_forecast=forecast(*[mean_w] * hours, step_s=3600), **CHARGING)
        surplus = decided(present).surplus
        assert surplus.share == share
        assert surplus.share_reason == ("forecast_fills" if share else "battery_first")
        assert surplus.surplus_w == 3000 * share

    def test_a_smaller_margin_is_reached_earlier(self) -> None:
        present = state(pv_forecast=forecast(*[2000] * 4, step_s=3600), **CHARGING)
        assert decided(present).surplus.share == 0
        assert decided(present, rules=policy(r4={"battery_fill_margin": 1})).surplus.share == 1

    def test_tomorrows_sun_does_not_fill_todays_battery(self) -> None:
        evening = forecast(1500, 0, 0, 9000, 9000, step_s=3600)
        assert decided(state(pv_forecast=evening, **CHARGING)).surplus.share == 0


KNOWN = knowing(memory(), 500, 500, 500, usual_w=4000)


@pytest.mark.parametrize(("gain_ct", "code"), [(4.5, "R4_RUN_SHORT"), (4.501, "R4_WARM_UP"), (-4.5, "R4_RUN_SHORT")])
def test_a_start_must_bring_more_than_it_costs(monkeypatch: pytest.MonkeyPatch, gain_ct: float, code: str) -> None:
    asked: list[tuple[float | tuple[float, ...], ...]] = []

    def answering(answer_ct: float) -> Callable[..., float]:
        def answer(_: Outlook, *powers_w: float | tuple[float, ...]) -> float:
            asked.append(powers_w)
            return answer_ct

        return answer

    monkeypatch.setattr(Outlook, "run_gain_ct", answering(gain_ct))
    monkeypatch.setattr(Outlook, "start_cost_ct", answering(4.5))
    loads = {"first": miner(2, priority=1), "miner": miner(priority=2), "last": miner(1, priority=3)}
    vote = next(vote for vote in made(state(loads=loads, **SURPLUS), KNOWN).votes if vote.rule == "R4")
    assert (vote.code, vote.values["gain_ct"]) == (code, gain_ct)
    assert vote.thresholds == {"start_cost_ct": 4.5, "days": 3}
    assert asked == [(2300, (800, 1500)), (800,)], "beside what runs, and at its lowest level"


def test_a_load_starts_beside_another_where_the_sun_is_enough_for_both() -> None:
    loads = {"first": miner(2, priority=1), "miner": miner(priority=2)}
    before = knowing(memory(), 500, 500, 500, usual_w=6000)
    plenty = state(loads=loads, pv_power_w=6000, grid_power_w=-4000, battery_soc_pct=100)
    assert decided(plenty, before).load("miner").code in ("R4_WARM_UP", "R1_SURPLUS_PARTIAL")
    assert decided(plenty, before).load("miner").target_w == 800


def test_what_was_planned_may_be_raised_without_the_cost_of_a_start() -> None:
    dear = policy(r4={"start_ct": 1000})
    running = state(loads={"miner": miner(1)}, **SURPLUS)
    decision = decided(running, replace(KNOWN, loads=SETTLED.loads), dear)
    assert decision.outlook is not None
    vote = next(vote for vote in decision.load("miner").votes if vote.rule == "R4")
    assert (vote.verdict, vote.target_w, vote.thresholds) == ("ALLOW", 1500, {"days": 3})
    assert vote.values == {"planned_w": decision.outlook.planned_w, "gain_ct": decision.outlook.gain_ct}
    assert forecast_vote(state(**SURPLUS), KNOWN, dear).code == "R4_RUN_SHORT"


def test_what_a_kilowatt_hour_is_worth_tells_whether_a_start_pays() -> None:
    for worth, code in (({"load_ct_kwh": 7}, "R4_RUN_SHORT"), ({"load_ct_kwh": 30}, "R4_WARM_UP")):
        # A full battery leaves it the sun, which the grid would pay 8 ct for.
        assert forecast_vote(state(battery_soc_pct=100, **SURPLUS), KNOWN, policy(r4=worth)).code == code


def forecast_vote(present: EnergyState, before: Memory | None = None, rules: Policy | None = None) -> Vote:
    """What R4 says, whoever decides in the end."""
    return next(vote for vote in made(present, before, rules).votes if vote.rule == "R4")


def test_the_time_to_a_price_spike_is_told_in_whole_minutes() -> None:
    for in_s, in_min in ((890, 14), (900, 15), (0, 0), (-60, 0)):
        vote = forecast_vote(state(price_forecast=forecast(90, start=NOON + in_s), **SURPLUS))
        assert vote.values["in_min"] == in_min


def test_a_start_at_the_lowest_level_is_warm_up_enough() -> None:
    vote = forecast_vote(state(loads={"miner": miner(0, (0, 800))}, **SURPLUS), KNOWN)
    assert (vote.verdict, vote.target_w) == ("ALLOW", 800)


def test_a_fixed_need_of_predicted_surplus_comes_before_the_days_remembered() -> None:
    before = knowing(memory(), 500, 500, 500)
    rules = policy(r4={"min_predicted_surplus_w": 300})
    present = state(battery_soc_pct=100, pv_forecast=forecast(*[2000] * 4), **SURPLUS)
    assert forecast_vote(present, before).code == "R4_RUN_SHORT"
    vote = forecast_vote(present, before, rules)
    assert (vote.code, vote.thresholds["needed_w"]) == ("R4_SURPLUS_DROP", 300)
