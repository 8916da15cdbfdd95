import pytest

from tests.engine.houses import (
    Document,
    command,
    decided,
    forecast,
    lockout,
    made,
    memory,
    miner,
    policy,
    rod,
    running_for,
    state,
)

EVERY_TRIGGER = ["BLOCK_TICK", "SAFETY", "GUARD", "TRIM", "OVERRIDE", "RECOVERY", "CONFIG"]


def test_every_rule_votes_on_every_load_in_one_order() -> None:
    decision = made(state())
    assert [vote.rule for vote in decision.votes] == ["R1", "AUTONOMY", "R5", "R4", "R2", "OVERRIDE", "R3"]


def test_of_several_vetoes_the_one_that_keeps_the_load_nearest_to_what_it_does_counts() -> None:
    # The forecast would allow the lower level, the pause allows nothing.
    present = state(grid_power_w=-2000, pv_forecast=forecast(*[3000] * 4))
    decision = made(present, memory(last_change="STOP", blocks_since_change=1))
    assert (decision.target_w, decision.code) == (0, "R5_MIN_PAUSE")
    assert made(present).code == "R4_SURPLUS_DROP"


def test_of_equal_vetoes_the_highest_authority_is_named() -> None:
    paused = memory(last_change="STOP", blocks_since_change=1)
    dark = forecast(0, 0, 0, 0)
    assert made(state(grid_power_w=-2000), paused).code == "R5_MIN_PAUSE"
    assert made(state(grid_power_w=-2000, pv_forecast=dark), paused).code == "R4_SURPLUS_DROP"
    low = state(grid_power_w=-2000, pv_forecast=dark, battery_soc_pct=52)
    assert made(low, paused).code == "R2_SOC_SOFT_MIN"


def test_a_veto_that_changes_nothing_is_not_named() -> None:
    decision = made(state(grid_power_w=-100, battery_soc_pct=52))
    assert decision.code == "R1_SURPLUS_LOW"


def test_the_order_of_those_who_force_is_import_person_minimum_safety() -> None:
    loads = {"miner": miner(2)}
    stop = [command("stop")]
    settled: Document = {"last_change": "START", "blocks_since_change": 20, "blocks_since_start": 20}
    assert made(state("GUARD", grid_power_w=900, loads=loads), memory(**settled)).code == "R2_GRID_IMPORT"
    assert made(state("GUARD", grid_power_w=900, loads=loads), memory(stop, **settled)).code == "OVERRIDE_STOP"
    low = state("GUARD", grid_power_w=900, battery_soc_pct=40, loads=loads)
    assert made(low, memory(stop, **settled)).code == "R2_SOC_HARD_MIN"
    unsafe = state("GUARD", grid_power_w=900, battery_soc_pct=40, ups_on_battery=True, loads=loads)
    assert made(unsafe, memory(stop, **settled)).code == "R3_UPS_ON_BATTERY"


def test_where_the_surplus_asks_for_less_than_the_import_limit_the_surplus_is_the_reason() -> None:
    present = state(grid_power_w=1000, loads={"miner": miner(2)})
    assert made(present, running_for(20)).code == "R1_SURPLUS_LOW"
    semi = made(present, running_for(20), policy(autonomy="semi"))
    assert (semi.target_w, semi.code) == (800, "AUTONOMY_SEMI")


@pytest.mark.parametrize(
    ("level", "grid_w", "action"),
    [(0, 0, "HOLD"), (0, -900, "START"), (1, -900, "RAISE"), (2, 500, "LOWER"), (1, 400, "STOP"), (1, 0, "HOLD")],
)
def test_what_happens_has_one_of_five_names(level: int, grid_w: float, action: str) -> None:
    assert made(state(grid_power_w=grid_w, loads={"miner": miner(level)}), running_for(20)).action == action


def test_the_decision_names_the_level_it_asks_for() -> None:
    assert made(state(grid_power_w=-1000)).level == 1
    assert made(state(grid_power_w=-2000)).level == 2
    assert made(state(grid_power_w=-2000, loads={"miner": rod()})).level == 1
    assert made(state(grid_power_w=0)).level == 0


BLIND: Document = {"miner": miner(None, power_w=1500)}


class TestALoadWhoseSettingIsNotKnown:
    @pytest.mark.parametrize("trigger", EVERY_TRIGGER)
    def test_it_is_never_started_by_itself(self, trigger: str) -> None:
        assert made(state(trigger, grid_power_w=-9000, loads=BLIND), running_for(20)).target_w == 0

    @pytest.mark.parametrize("trigger", ["SAFETY", "GUARD", "TRIM", "OVERRIDE", "RECOVERY", "CONFIG"])
    def test_between_ticks_it_is_left_as_it_is(self, trigger: str) -> None:
        decision = made(state(trigger, loads=BLIND), running_for(20))
        assert (decision.action, decision.previous_w) == ("HOLD", None)

    def test_at_a_tick_it_is_told_to_stop_and_why(self) -> None:
        decision = made(state(loads=BLIND), running_for(20))
        assert (decision.action, decision.code) == ("STOP", "R1_DEGRADED")
        assert decision.decisive.values["missing"] == "level"

    def test_it_keeps_its_minimum_runtime(self) -> None:
        assert made(state(loads=BLIND), running_for(2)).action == "HOLD"

    def test_it_is_not_told_twice_unless_it_draws_power(self) -> None:
        stopped = memory(last_change="STOP", blocks_since_change=1)
        assert made(state(loads={"miner": miner(None, power_w=5)}), stopped).action == "HOLD"
        assert made(state(loads={"miner": miner(None, power_w=1500)}), stopped).action == "STOP"

    @pytest.mark.parametrize(("drawn_w", "action"), [(300, "HOLD"), (399, "HOLD"), (400, "STOP")])
    def test_it_draws_power_from_half_its_lowest_level_on(self, drawn_w: float, action: str) -> None:
        stopped = memory(last_change="STOP", blocks_since_change=1)
        assert made(state(loads={"miner": miner(None, power_w=drawn_w)}), stopped).action == action

    @pytest.mark.parametrize("autonomy", ["manual", "assisted", "semi"])
    def test_only_full_autonomy_gives_up_on_it(self, autonomy: str) -> None:
        assert made(state(loads=BLIND), running_for(20), policy(autonomy=autonomy)).action == "HOLD"

    @pytest.mark.parametrize("trigger", EVERY_TRIGGER)
    def test_safety_and_the_hard_minimum_stop_it_at_once(self, trigger: str) -> None:
        hot = state(trigger, loads={"miner": miner(None, chip_temp_c=90)})
        assert made(hot, running_for(0)).action == "STOP"
        assert made(state(trigger, battery_soc_pct=40, loads=BLIND), running_for(0)).action == "STOP"
        assert made(state(trigger, loads=BLIND), memory(lockout=lockout(), last_change="START")).action == "STOP"

    def test_one_that_cannot_be_reached_is_left_to_safety(self) -> None:
        lost = miner(None, available=False, heartbeat_age_s=20)
        assert made(state(loads={"miner": lost}), running_for(20)).action == "HOLD"

    @pytest.mark.parametrize("trigger", ["SAFETY", "GUARD", "RECOVERY"])
    def test_a_start_that_may_not_begin_now_is_no_stop(self, trigger: str) -> None:
        started = memory([command("start")], last_change="START", blocks_since_change=0)
        assert made(state(trigger, loads=BLIND), started).action == "HOLD"

    def test_a_person_may_start_and_stop_it(self) -> None:
        assert made(state("OVERRIDE", loads=BLIND), memory([command("start")])).action == "START"
        running = memory([command("stop")], last_change="START")
        assert made(state("OVERRIDE", loads=BLIND), running).action == "STOP"


def test_a_continuous_load_between_two_steps_may_stay_where_it_is() -> None:
    decision = made(state(grid_power_w=0, loads={"miner": rod(1055)}), running_for(20))
    assert (decision.action, decision.target_w) == ("HOLD", 1055)
    raised = made(state(grid_power_w=-100, loads={"miner": rod(1055)}), running_for(20))
    assert (raised.action, raised.target_w) == ("RAISE", 1100)


def test_a_house_without_loads_decides_about_nothing() -> None:
    assert decided(state(loads={})).loads == ()
    assert not decided(state(loads={})).changes
