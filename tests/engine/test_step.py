from dataclasses import replace
from typing import Any

import pytest

from custom_components.bitgridai.engine import Policy, decide, step
from custom_components.bitgridai.engine.document import iso_utc
from custom_components.bitgridai.engine.learned import Learned
from custom_components.bitgridai.engine.outlook import Ahead, Caution
from custom_components.bitgridai.engine.plan import Battery, Prices
from custom_components.bitgridai.engine.state import EnergyState
from custom_components.bitgridai.engine.step import decision_document
from tests.engine.houses import (
    BLOCK,
    BLOCK_S,
    NOON,
    Document,
    command,
    decided,
    knowing,
    lockout,
    memory,
    miner,
    policy,
    remembered,
    rod,
    state,
    without,
)


def test_a_load_is_found_by_its_name() -> None:
    decision = decided(state())
    assert decision.load("miner").load == "miner"
    with pytest.raises(KeyError):
        decision.load("nobody")


def test_a_start_is_remembered_with_its_dwell_times() -> None:
    after = remembered(state(grid_power_w=-5000)).of("miner")
    assert (after.last_change, after.blocks_since_change, after.blocks_since_start, after.starts_today) == (
        "START",
        0,
        0,
        1,
    )


def test_a_stop_is_remembered_and_the_runtime_is_over() -> None:
    after = remembered(state(battery_soc_pct=40, loads={"miner": miner(1)})).of("miner")
    assert (after.last_change, after.blocks_since_change, after.blocks_since_start) == ("STOP", 0, None)


def test_doing_nothing_changes_no_dwell_time() -> None:
    before = memory(blocks_since_change=7)
    assert remembered(state(grid_power_w=0), before).of("miner") == before.of("miner")


def test_only_a_block_tick_uses_up_a_block() -> None:
    assert remembered(state("GUARD")).block_id == BLOCK - 1
    assert remembered(state("BLOCK_TICK")).block_id == BLOCK


def test_the_memory_of_other_loads_is_kept() -> None:
    after = remembered(state(loads={"other": miner()}), memory(starts_today=3))
    assert after.of("miner").starts_today == 3
    assert after.of("other").starts_today == 0


def test_a_decision_tells_whether_anything_changes() -> None:
    assert decided(state(grid_power_w=-5000)).changes
    assert not decided(state(grid_power_w=0)).changes


def test_a_decision_names_the_signals_it_could_not_use() -> None:
    present = state(pv_power_w=None, price_ct_kwh=1e9, controller_health="degraded", grid_power_hold_w=None)
    assert decided(present).unusable == ("pv_power_w", "price_ct_kwh", "controller_health")


class TestAnInternalError:
    """No validation lets a policy without R1 through; here it stands for any mistake in the engine."""

    BROKEN = replace(Policy(), r1=None)  # type: ignore[arg-type]

    def test_everything_that_runs_is_stopped_and_rests(self) -> None:
        present = state(loads={"miner": miner(1), "rod": rod(700), "blind": miner(None), "off": miner(0)})
        before = memory(starts_today=2, last_change="START", blocks_since_change=9, blocks_since_start=9)
        decision, after = decide(present, before, self.BROKEN)
        assert {made.load: made.action for made in decision.loads} == {
            "miner": "STOP",
            "rod": "STOP",
            "blind": "STOP",
            "off": "HOLD",
        }
        assert {(made.target_w, made.level, made.wished_w) for made in decision.loads} == {(0, 0, 0)}
        assert {vote.target_w for made in decision.loads for vote in made.votes} == {0}
        assert [made.previous_w for made in decision.loads] == [None, 800, 0, 700]
        stopped = after.of("miner")
        assert (stopped.last_change, stopped.blocks_since_change, stopped.blocks_since_start) == ("STOP", 0, None)
        assert stopped.starts_today == 2
        assert (after.of("blind").last_change, after.of("off").last_change) == ("STOP", None)

    def test_it_is_noted_in_the_block_it_happens_in(self) -> None:
        decision, _ = decide(state("SAFETY", now=NOON + 5), memory(), self.BROKEN)
        assert (decision.block_id, type(decision.block_id)) == (BLOCK, int)

    def test_nothing_is_claimed_to_be_known(self) -> None:
        decision, _ = decide(state(), memory(), self.BROKEN)
        surplus, paths = decision.surplus, decision.paths
        assert (surplus.surplus_w, surplus.managed_w, surplus.grid_w, surplus.battery_w) == (None, 0, None, 0)
        assert (surplus.share, surplus.source, surplus.base_load_w) == (0, "none", None)
        assert (paths.export_ct, paths.heat_ct, paths.hodl_ct) == (0, 0, 0)
        assert decision.unusable == ("engine",)
        assert (decision.block_id, decision.trigger) == (BLOCK, "BLOCK_TICK")

    def test_starts_by_command_are_over_and_other_commands_stay(self) -> None:
        before = memory([command("start"), command("limit", power_w=900), command("stop", "rod")])
        _, after = decide(state(), before, self.BROKEN)
        assert [item.kind for item in after.overrides] == ["limit", "stop"]


def test_nothing_that_went_in_is_changed() -> None:
    present, before, rules = state(grid_power_w=-5000), memory(), Policy()
    first = decide(present, before, rules)
    assert decide(present, before, rules) == first
    assert (present, before, rules) == (state(grid_power_w=-5000, now=NOON), memory(), Policy())


def test_a_trim_is_due_when_its_interval_has_passed_to_the_second_and_counts_when_it_changed_something() -> None:
    rules = policy(trim={"enabled": True})
    present = state("TRIM", grid_power_w=-500, loads={"miner": rod(700)})
    for ago_s, action in ((299, "HOLD"), (300, "RAISE")):
        before = replace(memory(last_change="START", blocks_since_change=20), last_trim=NOON - ago_s)
        decision, after = decide(present, before, rules)
        assert decision.load("miner").action == action
        assert after.last_trim == (NOON if action == "RAISE" else NOON - ago_s)
    settled = state("TRIM", grid_power_w=0, loads={"miner": rod(700)})
    before = replace(memory(last_change="START", blocks_since_change=20), last_trim=NOON - 900)
    assert decide(settled, before, rules)[1].last_trim == NOON - 900


def test_a_load_of_one_watt_follows_the_surplus_like_any_other() -> None:
    tiny = {"range_w": {"min": 1, "max": 3, "step": 1}, "level": 1, "target_w": 3, "power_w": 3}
    before = replace(memory(last_change="START", blocks_since_change=9, blocks_since_start=9), last_trim=NOON - 900)
    present = state("TRIM", grid_power_w=2, loads={"miner": tiny})
    decision, after = decide(present, before, policy(trim={"enabled": True}))
    assert (decision.load("miner").action, decision.load("miner").target_w) == ("LOWER", 1)
    assert after.of("miner").blocks_since_change == 9


def test_a_market_figure_has_no_coverage_to_be_judged_by() -> None:
    rules = policy(energy_path={"sats_per_kwh": 50})
    seldom = state(btc_price_eur={"value": 100_000, "coverage": 0.1})
    assert decided(seldom, rules=rules).paths.hodl_ct == pytest.approx(5)


KNOWN = knowing(memory(), 500, 500, 500)


@pytest.mark.parametrize(
    ("present", "looks"),
    [
        (state(), True),
        (state("TRIM"), True),
        (state("OVERRIDE"), True),
        (state("SAFETY"), False),
        (state("GUARD"), False),
        (state("RECOVERY"), False),
        (state(battery_soc_pct=None), False),
        (state(pv_power_w=None), False),
        (state(pv_power_w=None, house_load_w=500), False),
        (state(grid_power_w=None), False),
        (state(grid_power_w=None, house_load_w=500), True),
        (replace(state(), battery_capacity_wh=None), False),
        (without(state(), "battery_soc_pct"), False),
    ],
)
def test_it_looks_ahead_where_loads_may_change_and_sun_house_and_battery_are_known(
    present: EnergyState, *, looks: bool
) -> None:
    assert (decided(present, KNOWN).outlook is not None) == looks
    assert decided(present, KNOWN).unusable != ("engine",)
    assert decided(present, KNOWN, policy(r4={"learned_days": 0})).outlook is None


@pytest.mark.parametrize(
    ("present", "learns"),
    [
        (state(), True),
        (state("TRIM"), False),
        (state(price_ct_kwh=None), False),
        (without(state(house_load_w=500), "pv_power_w"), False),
        (without(state(house_load_w=500), "grid_power_w"), True),
        (without(state(), "grid_power_w"), False),
    ],
)
def test_it_learns_from_a_block_of_which_sun_and_base_load_are_known(present: EnergyState, *, learns: bool) -> None:
    decision, after = decide(present, memory(), policy())
    assert (after.learned.block is not None) == learns
    assert decision.load("miner").code != "R3_INTERNAL_ERROR"


def test_only_what_autonomy_alone_stands_against_is_proposed() -> None:
    assisted = policy(autonomy="assisted")
    sunny = state(grid_power_w=-5000)
    assert remembered(sunny, memory(), assisted).of("miner").proposal is not None
    assert remembered(sunny, memory(blocks_since_change=1), assisted).of("miner").proposal is None
    assert remembered(state(grid_power_w=0), memory(), assisted).of("miner").proposal is None
    for before in (memory([command("stop")]), memory(lockout=lockout())):
        assert remembered(sunny, before, assisted).of("miner").proposal is None


def test_a_power_that_is_too_old_is_not_used_although_the_temperature_is_new() -> None:
    old = miner(1, power_w={"value": 700, "age_s": 181})
    assert decided(state(loads={"miner": old})).surplus.managed_w == 800
    assert decided(state(loads={"miner": miner(1, power_w={"value": 700, "age_s": 180})})).surplus.managed_w == 700


def totals_of(present: EnergyState) -> tuple[float, ...]:
    """The powers that a look ahead is asked to compare."""
    seen: list[Ahead] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(step, "look_ahead", lambda _, ahead, *__: seen.append(ahead))
        decided(present, KNOWN)
    (ahead,) = seen
    return ahead.totals_w


@pytest.mark.parametrize(
    ("loads", "totals_w"),
    [
        ({}, ()),
        ({"a": miner()}, (800, 1500)),
        ({"a": miner(2, priority=2), "b": miner(1, (0, 300), priority=1)}, (300, 1100, 1800)),
        ({"a": miner(0, (0, 500), priority=1), "b": miner(0, (0, 500), priority=2)}, (500, 1000)),
        ({"a": miner(), "b": miner(priority=1), "c": miner(priority=2)}, (800, 1500, 2300, 3000, 3800, 4500)),
        # The ends and the middle of a range, and the 2500 W that the sun leaves beside the house.
        ({"a": rod()}, (500, 1700, 2500, 3000)),
        ({"a": rod(priority=1), "b": miner(0, (0, 1040), priority=0)}, (1040, 1540, 2440, 2740, 4040)),
        ({"a": rod(priority=1), "b": miner(0, (0, 2100), priority=0)}, (2100, 2600, 3800, 5100)),
        ({"a": rod(priority=1), "b": miner(0, (0, 2500), priority=0)}, (2500, 3000, 4200, 5500)),
        ({"a": rod(), "b": miner(priority=1)}, (500, 1700, 2500, 3000, 3800, 4500)),
    ],
)
def test_loads_together_take_what_their_settings_add_up_to_by_priority(
    loads: Document, totals_w: tuple[float, ...]
) -> None:
    present = state(loads=loads, house_load_w=1500 + sum(load["power_w"] for load in loads.values()))
    assert totals_of(present) == totals_w


def test_a_house_that_draws_more_than_the_sun_gives_leaves_a_range_its_ends_and_its_middle() -> None:
    present = state(loads={"a": rod()}, house_load_w=9000)
    assert totals_of(present) == (500, 1700, 3000)
    outlook = decided(present, KNOWN).outlook
    assert outlook is not None
    assert outlook.charge_w == 0


def test_a_load_of_a_watt_is_counted_as_well() -> None:
    tiny = {"range_w": {"min": 1, "max": 3, "step": 1}, "level": 0, "target_w": 0, "power_w": 0}
    assert totals_of(state(loads={"a": tiny}, house_load_w=9000)) == (1, 2, 3)


def test_it_looks_ahead_with_the_prices_and_minimums_of_its_policy() -> None:
    rules = policy(
        r2={"soc_hard_min_pct": 40, "soc_soft_min_pct": 50},
        r4={"load_ct_kwh": 15, "import_ct_kwh": 31, "start_ct": 4, "reserve_margin_pct": 7},
        energy_path={"feed_in_ct_kwh": 9},
    )
    seen: list[tuple[Ahead, Caution, Prices]] = []

    def noted(_: Learned, *given: Any) -> None:
        seen.append(given)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(step, "look_ahead", noted)
        decided(state(house_load_w=1500, battery_soc_pct=80, pv_forecast=[[iso_utc(NOON), 5]]), KNOWN, rules)
        decided(state(feed_in_ct_kwh=0), KNOWN, rules)
        decided(state(feed_in_ct_kwh=-2.5), KNOWN, rules)
        decided(state(feed_in_ct_kwh=None), KNOWN, rules)
    ahead, caution, _ = seen[0]
    assert ahead == Ahead(NOON, BLOCK_S, 4000, 1500, ((NOON, 5),), Battery(10_000, 8000), (800, 1500))
    assert (caution.hard_min_wh, caution.reserve_wh) == (4000, 4700)
    assert [prices.export_ct for _, _, prices in seen] == [9, 0, -2.5, 9]
    assert {prices[:2] + prices[3:] for _, _, prices in seen} == {(15, 31, 4)}


SUNNY_DAYS = knowing(memory(), 500, 500, 500, usual_w=4000)


def test_a_decision_tells_what_was_lent_only_where_it_looked_ahead() -> None:
    written: Any = decision_document(decided(state(battery_soc_pct=70, pv_power_w=600), SUNNY_DAYS))
    assert written["surplus"]["credit_w"] > 0
    assert written["outlook"]["planned_w"] == written["surplus"]["surplus_w"]
    blind: Any = decision_document(decided(state()))
    assert "credit_w" not in blind["surplus"]
    assert "outlook" not in blind
