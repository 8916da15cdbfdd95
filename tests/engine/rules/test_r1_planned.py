"""R1 where days are remembered: loads get what was planned."""

from typing import Any

import pytest

from custom_components.bitgridai.engine import Policy, step
from custom_components.bitgridai.engine.outlook import Outlook
from custom_components.bitgridai.engine.plan import Battery, Prices
from custom_components.bitgridai.engine.rules import r4_forecast
from custom_components.bitgridai.engine.vocabulary import Rule, Verdict
from custom_components.bitgridai.engine.votes import Vote
from tests.engine.houses import Document, decided, knowing, miner, policy, rod, running_for, state, wish

SETTLED = running_for(20)


def planning(planned_w: float) -> Outlook:
    """An outlook that planned so much, beside a full battery that would take nothing."""
    battery, prices = Battery(10_000, 10_000), Prices(14, 30, 8, 3)
    return Outlook(
        days=3,
        dark=False,
        charge_w=0.0,
        planned_w=planned_w,
        gain_ct=2.5,
        courses=(((0.0, 1 / 6),),) * 3,
        battery=battery,
        hard_min_wh=0.0,
        prices=prices,
        plan=None,
    )


class TestWithDaysToLookBackOn:
    BEFORE = knowing(SETTLED, 300, 300, 300, usual_w=4000)

    @staticmethod
    def asked(planned_w: float, left_w: float, load: Document, rules: Policy | None = None, **signals: Any) -> Vote:
        """What R1 says where so much was planned, and the sun leaves so much."""
        present = state(loads={"miner": load}, battery_soc_pct=90, **{"grid_power_w": -left_w, **signals})
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(step, "look_ahead", lambda *_: planning(planned_w))
            return wish(present, TestWithDaysToLookBackOn.BEFORE, rules)

    def test_a_load_gets_what_was_planned_although_the_sun_carries_less(self) -> None:
        vote = self.asked(1500, 900, miner(0))
        assert (vote.target_w, vote.code) == (1500, "R1_BATTERY_CREDIT")
        assert vote.values == {"available_w": 1500, "credit_w": 600, "gain_ct": 2.5, "days": 3}
        assert vote.thresholds == {"needed_w": 1500}

    @pytest.mark.parametrize(
        ("left_w", "code"), [(1500, "R1_SURPLUS_OK"), (1499.999, "R1_BATTERY_CREDIT"), (-900, "R1_BATTERY_CREDIT")]
    )
    def test_what_the_sun_alone_carries_needs_no_credit(self, left_w: float, code: str) -> None:
        vote = self.asked(1500, left_w, miner(0))
        assert (vote.target_w, vote.code) == (1500, code)

    def test_what_the_sun_carries_as_well_is_not_called_lent(self) -> None:
        # 900 W were planned and 800 W is the level that fits, with the battery's help or without.
        vote = self.asked(900, 800, miner(0))
        assert (vote.target_w, vote.code, vote.thresholds) == (
            800,
            "R1_SURPLUS_PARTIAL",
            {"needed_w": 800, "next_w": 1500},
        )
        assert self.asked(900, 799.999, miner(0)).code == "R1_BATTERY_CREDIT"

    def test_what_was_planned_below_the_lowest_level_starts_nothing(self) -> None:
        vote = self.asked(799, 100, miner(0))
        assert (vote.target_w, vote.code) == (0, "R1_SURPLUS_LOW")
        assert (vote.values, vote.thresholds) == ({"available_w": 799}, {"needed_w": 800})

    def test_the_stop_margin_is_bridged_from_what_the_sun_carries_and_not_from_what_is_lent(self) -> None:
        # It needs 1500 W: 1300 W of sun keep it up, 1299 W of sun and 100 W of credit do not.
        kept = self.asked(800, 200 - 400, miner(2, power_w=1500))
        assert (kept.target_w, kept.code) == (1500, "R1_SURPLUS_OK")
        lowered = self.asked(1399, 1299 - 1500, miner(2, power_w=1500))
        assert (lowered.target_w, lowered.code) == (800, "R1_SURPLUS_PARTIAL")

    def test_a_running_load_goes_on_at_the_level_that_was_planned(self) -> None:
        vote = self.asked(800, -1500 - 300, miner(2, power_w=1500))
        assert (vote.target_w, vote.code, vote.values["credit_w"]) == (800, "R1_BATTERY_CREDIT", 800)
        assert self.asked(0, -1500 - 300, miner(2, power_w=1500)).target_w == 0

    def test_the_start_margin_is_for_the_sun_and_what_was_planned_needs_none(self) -> None:
        generous, careful = policy(r1={"start_margin_w": 100}), policy(r1={"start_margin_w": -100})
        assert self.asked(1400, 100, miner(0), generous).target_w == 800
        assert self.asked(1500, 100, miner(0), careful).target_w == 1500
        assert self.asked(0, 1400, miner(0), generous).target_w == 1500

    def test_what_was_planned_is_shared_by_priority(self) -> None:
        loads = {"first": miner(priority=1), "second": miner(priority=2)}
        present = state(loads=loads, battery_soc_pct=90, grid_power_w=-1600)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(step, "look_ahead", lambda *_: planning(2300))
            patch.setattr(
                r4_forecast, "_run_ahead", lambda _, __, target_w, *___: Vote(Rule.R4, Verdict.ALLOW, target_w)
            )
            decision = decided(present, self.BEFORE)
        votes = [made.votes[0] for made in decision.loads]
        assert [(vote.target_w, vote.code) for vote in votes] == [(1500, "R1_SURPLUS_OK"), (800, "R1_BATTERY_CREDIT")]
        assert votes[1].values["available_w"] == 800

    @pytest.mark.parametrize(
        ("first_w", "second_w"), [(800.1, 700.05), (1234.567, 0.001), (0.1, 0.2), (999.999, 3000.003), (350.5, 2100.25)]
    )
    def test_what_the_first_leaves_of_a_plan_carries_the_second_to_the_last_digit(
        self, first_w: float, second_w: float
    ) -> None:
        loads = {
            "first": miner(levels_w=(0, first_w), priority=1),
            "second": miner(levels_w=(0, second_w), priority=2),
        }
        present = state(loads=loads, battery_soc_pct=90, grid_power_w=5)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(step, "look_ahead", lambda *_: planning(first_w + second_w))
            patch.setattr(
                r4_forecast, "_run_ahead", lambda _, __, target_w, *___: Vote(Rule.R4, Verdict.ALLOW, target_w)
            )
            decision = decided(present, self.BEFORE)
        assert [made.votes[0].target_w for made in decision.loads] == [first_w, second_w]

    @pytest.mark.parametrize(("max_import_w", "code"), [(699, "R1_BATTERY_CREDIT"), (700, "R1_CHEAP_GRID")])
    def test_only_what_is_more_than_was_planned_is_bought(self, max_import_w: float, code: str) -> None:
        cheap = policy(r1={"opportunity": {"enabled": True, "max_import_w": max_import_w}})
        vote = self.asked(800, 100, miner(0), cheap, price_ct_kwh=-3)
        assert (vote.target_w, vote.code) == (1500 if max_import_w == 700 else 800, code)

    def test_what_is_not_planned_is_not_bought_either(self) -> None:
        # 600 W are missing and 700 W may be bought: 100 W start nothing.
        cheap = policy(r1={"opportunity": {"enabled": True, "max_import_w": 700}})
        vote = self.asked(0, -600, miner(0, (0, 500)), cheap, price_ct_kwh=-3)
        assert (vote.target_w, vote.values) == (0, {"available_w": -600})

    @pytest.mark.parametrize(
        ("planned_w", "left_w", "target_w", "code"),
        [
            (2000, 0, 2000, "R1_BATTERY_CREDIT"),
            (2000, 999, 2000, "R1_BATTERY_CREDIT"),
            (2000, 1000, 2000, "R1_SURPLUS_PARTIAL"),
            (2000, 1100, 2100, "R1_SURPLUS_PARTIAL"),
            (400, -1000, 500, "R1_SURPLUS_LOW"),
            (0, -300, 700, "R1_SURPLUS_PARTIAL"),
            (0, -700, 500, "R1_SURPLUS_LOW"),
        ],
    )
    def test_following_the_surplus_a_load_gets_what_was_planned(
        self, planned_w: float, left_w: float, target_w: float, code: str
    ) -> None:
        trims = policy(trim={"enabled": True})
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(step, "look_ahead", lambda *_: planning(planned_w))
            present = state("TRIM", loads={"miner": rod(1000)}, battery_soc_pct=90, grid_power_w=-left_w)
            vote = wish(present, self.BEFORE, trims)
        assert (vote.target_w, vote.code) == (target_w, code)

    def test_following_the_surplus_keeps_the_start_margin_off_what_was_planned(self) -> None:
        trims = policy(trim={"enabled": True}, r1={"start_margin_w": -200})
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(step, "look_ahead", lambda *_: planning(1500))
            present = state("TRIM", loads={"miner": rod(1000)}, battery_soc_pct=90, grid_power_w=-400)
            vote = wish(present, self.BEFORE, trims)
        assert (vote.target_w, vote.code, vote.values["credit_w"]) == (1500, "R1_BATTERY_CREDIT", 100)
