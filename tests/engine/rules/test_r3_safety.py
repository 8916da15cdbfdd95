from dataclasses import replace
from typing import Any

import pytest

from custom_components.bitgridai.engine.rules.r3_safety import R3Thresholds
from tests.engine.houses import (
    NOON,
    Document,
    command,
    decided,
    lockout,
    made,
    memory,
    miner,
    policy,
    remembered,
    running_for,
    state,
    without,
)

SETTLED = running_for(20)
EVERY_TRIGGER = ["BLOCK_TICK", "SAFETY", "GUARD", "TRIM", "OVERRIDE", "RECOVERY", "CONFIG"]


@pytest.mark.parametrize("trigger", EVERY_TRIGGER)
@pytest.mark.parametrize(("temp", "stops"), [(85, False), (85.001, True)])
def test_a_chip_above_the_limit_stops_its_load_whatever_asked(trigger: str, temp: float, *, stops: bool) -> None:
    decision = made(state(trigger, loads={"miner": miner(1, chip_temp_c=temp)}), SETTLED)
    assert (decision.action == "STOP") == stops
    assert (decision.code == "R3_OVERTEMP") == stops


@pytest.mark.parametrize("autonomy", ["manual", "assisted", "semi", "full"])
def test_a_hot_miner_stops_even_under_an_override(autonomy: str) -> None:
    before = memory([command("start")], last_change="START", blocks_since_change=0, blocks_since_start=0)
    present = state("SAFETY", loads={"miner": miner(2, chip_temp_c=86)})
    assert made(present, before, policy(autonomy=autonomy)).code == "R3_OVERTEMP"
    assert remembered(present, before, policy(autonomy=autonomy)).overrides == ()


def test_the_absolute_limit_holds_for_a_policy_that_was_never_validated() -> None:
    for odd in (1e9, float("nan"), float("inf")):
        limits = R3Thresholds(max_chip_temp_c=odd, comm_timeout_s=odd, telemetry_max_age_s=odd)
        rules = replace(policy(), r3=limits)
        hot = state("SAFETY", loads={"miner": miner(1, chip_temp_c=95.001)})
        assert made(hot, SETTLED, rules).code == "R3_OVERTEMP"
        silent = state("SAFETY", loads={"miner": miner(1, heartbeat_age_s=300.001)})
        assert made(silent, SETTLED, rules).code == "R3_COMM_TIMEOUT"
        old = state("SAFETY", grid_power_w={"value": 0, "age_s": 300.001}, loads={"miner": miner(1)})
        assert made(old, SETTLED, rules).code == "R3_MISSING_TELEMETRY"


@pytest.mark.parametrize(("age", "stops"), [(60, False), (60.001, True), (None, True)])
def test_a_silent_load_is_stopped(age: float | None, *, stops: bool) -> None:
    decision = made(state("SAFETY", loads={"miner": miner(1, heartbeat_age_s=age)}), SETTLED)
    assert (decision.code == "R3_COMM_TIMEOUT") == stops


def test_the_age_of_a_sign_of_life_counts_as_silence() -> None:
    old_news = {"value": 20, "age_s": 41}
    assert made(state("SAFETY", loads={"miner": miner(1, heartbeat_age_s=old_news)})).code == "R3_COMM_TIMEOUT"


def test_a_load_without_sign_of_life_is_lost_when_it_is_not_available() -> None:
    load = miner(1, available=False)
    del load["heartbeat_age_s"]
    assert made(state("SAFETY", loads={"miner": load})).code == "R3_COMM_TIMEOUT"


def test_a_load_that_was_heard_a_moment_ago_may_be_unavailable_for_a_while() -> None:
    for level in (1, None):
        present = state("SAFETY", loads={"miner": miner(level, available=False, heartbeat_age_s=30)})
        assert made(present, SETTLED).action == "HOLD"


def test_a_load_that_is_not_available_is_not_started() -> None:
    present = state(grid_power_w=-5000, loads={"miner": miner(0, available=False)})
    assert made(present).code == "R3_COMM_TIMEOUT"
    assert made(replace(present), memory([command("start")])).action == "HOLD"


@pytest.mark.parametrize("name", ["grid_power_w", "battery_soc_pct"])
@pytest.mark.parametrize("fault", [None, {"value": 60, "age_s": 180.001}, {"value": 60, "coverage": 0.49}, 1e9])
def test_nothing_runs_without_a_mandatory_reading(name: str, fault: Any) -> None:
    decision = made(state("SAFETY", loads={"miner": miner(1)}, **{name: fault}), SETTLED)
    assert (decision.action, decision.code) == ("STOP", "R3_MISSING_TELEMETRY")
    assert decision.decisive.values["missing"] == name


def test_a_mandatory_reading_of_exactly_the_allowed_age_will_do() -> None:
    present = state("SAFETY", grid_power_w={"value": 0, "age_s": 180}, loads={"miner": miner(1)})
    assert made(present, SETTLED).action == "HOLD"


@pytest.mark.parametrize("fault", [None, 300, {"value": 60, "age_s": 181}])
def test_a_chip_sensor_without_a_reading_stops_its_load_and_no_other(fault: Any) -> None:
    present = state("SAFETY", loads={"miner": miner(1, chip_temp_c=fault), "other": miner(1)})
    assert made(present, SETTLED).code == "R3_MISSING_TELEMETRY"
    assert made(present, SETTLED, load="other").action == "HOLD"


@pytest.mark.parametrize("name", ["pv_power_w", "house_load_w"])
def test_without_a_grid_meter_the_missing_part_of_the_balance_is_named(name: str) -> None:
    signals: Document = {"pv_power_w": 4000, "house_load_w": 500, name: None}
    present = without(state("SAFETY", loads={"miner": miner(1)}, **signals), "grid_power_w")
    decision = made(present, SETTLED)
    assert (decision.code, decision.decisive.values["missing"]) == ("R3_MISSING_TELEMETRY", name)


def test_where_the_grid_meter_is_mute_it_is_what_is_missing() -> None:
    mute: Document = {"grid_power_w": None, "pv_power_w": None, "house_load_w": None}
    decision = made(state("SAFETY", loads={"miner": miner(1)}, **mute), SETTLED)
    assert decision.decisive.values["missing"] == "grid_power_w"


def test_the_quality_and_age_of_what_is_missing_are_told() -> None:
    old = {"value": 0, "age_s": 200}
    values = made(state("SAFETY", grid_power_w=old, loads={"miner": miner(1)}), SETTLED).decisive.values
    assert dict(values) == {"missing": "grid_power_w", "quality": "stale", "age_s": 200}


def test_a_house_that_measures_nothing_runs_nothing() -> None:
    present = without(state(loads={"miner": miner(1)}), "grid_power_w", "pv_power_w", "battery_soc_pct")
    decision = made(present, SETTLED)
    assert (decision.code, decision.decisive.values["missing"]) == ("R3_MISSING_TELEMETRY", "grid_power_w")


class TestHouseWideStops:
    @pytest.mark.parametrize(
        ("signals", "code"),
        [
            ({"emergency_stop": True}, "R3_EMERGENCY_STOP"),
            ({"ups_on_battery": True}, "R3_UPS_ON_BATTERY"),
            ({"controller_health": "critical"}, "R3_CONTROLLER_HEALTH"),
            ({"controller_health": "error"}, "R3_CONTROLLER_HEALTH"),
        ],
    )
    def test_each_stops_every_load(self, signals: Document, code: str) -> None:
        present = state("SAFETY", loads={"a": miner(1), "b": miner(2)}, **signals)
        assert {made(present, SETTLED, load=name).code for name in ("a", "b")} == {code}

    def test_an_emergency_stop_stays_after_its_signal_is_gone(self) -> None:
        after = remembered(state("SAFETY", emergency_stop=True))
        assert made(state(grid_power_w=-5000, emergency_stop=False), after).code == "R3_EMERGENCY_STOP"

    def test_a_warning_of_the_controller_changes_nothing(self) -> None:
        assert made(state(grid_power_w=-5000, controller_health="warn")).action == "START"

    @pytest.mark.parametrize("signal", ["ups_on_battery", "emergency_stop"])
    def test_an_alarm_holds_however_old_it_is(self, signal: str) -> None:
        old: Document = {signal: {"value": True, "age_s": 5000}}
        present = state("OVERRIDE", **old)
        assert made(present, memory([command("start")])).target_w == 0

    def test_a_chip_that_was_too_hot_when_last_seen_is_locked_out(self) -> None:
        present = state("SAFETY", loads={"miner": miner(1, chip_temp_c={"value": 90, "age_s": 900})})
        assert made(present, SETTLED).code == "R3_OVERTEMP"
        assert remembered(present, SETTLED).of("miner").lockout is not None


class TestLockout:
    def test_heat_and_lost_communication_latch(self) -> None:
        for load, code in (
            (miner(1, chip_temp_c=90), "R3_OVERTEMP"),
            (miner(1, heartbeat_age_s=99), "R3_COMM_TIMEOUT"),
        ):
            latched = remembered(state("SAFETY", loads={"miner": load})).of("miner").lockout
            assert latched is not None
            assert (latched.code, latched.since) == (code, NOON)

    def test_while_it_is_hot_the_time_counts_from_the_first_moment(self) -> None:
        before = memory(lockout=lockout(minutes_ago=10))
        hot = state("SAFETY", loads={"miner": miner(0, chip_temp_c=90)})
        assert remembered(hot, before).of("miner").lockout == before.of("miner").lockout

    def test_while_it_is_silent_the_time_counts_from_the_first_moment(self) -> None:
        before = memory(lockout=lockout("R3_COMM_TIMEOUT", 10))
        silent = state("SAFETY", loads={"miner": miner(0, heartbeat_age_s=99)})
        assert remembered(silent, before).of("miner").lockout == before.of("miner").lockout

    def test_the_time_left_is_told_in_whole_minutes_and_never_below_none(self) -> None:
        warm = state(loads={"miner": miner(0, chip_temp_c=80)})
        for minutes_ago, left_min in ((29.5, 1), (29, 1), (28.99, 2), (30, 0), (90, 0)):
            decision = made(warm, memory(lockout=lockout(minutes_ago=minutes_ago)))
            assert (decision.code, decision.decisive.values["left_min"]) == ("R3_LOCKOUT", left_min)

    def test_a_sensor_that_says_nothing_does_not_end_it(self) -> None:
        before = memory(lockout=lockout(minutes_ago=60))
        for reading in (None, 999):
            mute = state("SAFETY", loads={"miner": miner(0, chip_temp_c=reading)})
            assert made(mute, before).code == "R3_MISSING_TELEMETRY"
            assert remembered(mute, before).of("miner").lockout is not None

    def test_a_missing_reading_does_not_latch(self) -> None:
        assert remembered(state("SAFETY", grid_power_w=None)).of("miner").lockout is None

    @pytest.mark.parametrize(("minutes", "temp", "locked"), [(29.99, 40, True), (30, 74.999, False), (30, 75, True)])
    def test_it_ends_when_its_time_has_passed_and_the_chip_is_cool(
        self, minutes: float, temp: float, *, locked: bool
    ) -> None:
        before = memory(lockout=lockout(minutes_ago=minutes))
        present = state(grid_power_w=-5000, loads={"miner": miner(0, chip_temp_c=temp)})
        assert (made(present, before).code == "R3_LOCKOUT") == locked
        assert (remembered(present, before).of("miner").lockout is not None) == locked

    def test_lost_communication_is_over_only_when_the_device_answers(self) -> None:
        before = memory(lockout=lockout("R3_COMM_TIMEOUT", 90))
        silent = state(grid_power_w=-5000, loads={"miner": miner(0, heartbeat_age_s=61)})
        assert made(silent, before).action == "HOLD"
        assert remembered(silent, before).of("miner").lockout is not None
        assert made(state(grid_power_w=-5000), before).action == "START"

    def test_a_reading_from_before_the_sensor_fell_silent_does_not_end_it(self) -> None:
        before = memory(lockout=lockout(minutes_ago=60))
        quiet = {"value": 40, "age_s": 30, "quality": "stale"}
        present = state("SAFETY", loads={"miner": miner(0, chip_temp_c=quiet)})
        assert remembered(present, before).of("miner").lockout is not None

    def test_a_device_that_reports_heat_only_while_it_runs_is_released_by_time(self) -> None:
        load = miner(0)
        del load["chip_temp_c"]
        present = state(grid_power_w=-5000, loads={"miner": load})
        assert made(present, memory(lockout=lockout(minutes_ago=29))).code == "R3_LOCKOUT"
        assert made(present, memory(lockout=lockout(minutes_ago=30))).action == "START"

    @pytest.mark.parametrize("autonomy", ["manual", "assisted", "semi", "full"])
    @pytest.mark.parametrize("trigger", EVERY_TRIGGER)
    def test_no_command_starts_a_locked_load(self, autonomy: str, trigger: str) -> None:
        before = memory([command("start", minutes=300)], lockout=lockout())
        decision = made(state(trigger, grid_power_w=-5000), before, policy(autonomy=autonomy))
        assert (decision.target_w, decision.code) == (0, "R3_LOCKOUT")

    def test_heat_during_a_lockout_for_silence_makes_it_one_for_heat_from_now_on(self) -> None:
        before = memory(lockout=lockout("R3_COMM_TIMEOUT", 29))
        latched = remembered(state("SAFETY", loads={"miner": miner(0, chip_temp_c=90)}), before).of("miner").lockout
        assert latched is not None
        assert (latched.code, latched.since) == ("R3_OVERTEMP", NOON)

    def test_a_clock_set_back_makes_it_longer_never_shorter(self) -> None:
        before = memory(lockout=lockout(minutes_ago=-120))
        after = remembered(state("SAFETY"), before).of("miner").lockout
        assert after is not None
        assert after.since == NOON

    def test_it_is_kept_for_a_load_that_is_gone_for_a_while(self) -> None:
        before = memory(lockout=lockout())
        after = remembered(state("SAFETY", loads={"other": miner()}), before)
        assert made(state("SAFETY"), after).code == "R3_LOCKOUT"


def test_an_error_inside_switches_everything_off() -> None:
    broken = replace(policy(), r1=None)  # type: ignore[arg-type]  # what no validation lets through
    before = memory([command("start")])
    present = state(loads={"miner": miner(2), "off": miner(0), "unknown": miner(None)})
    assert [made(present, before, broken, load=name).action for name in ("miner", "off", "unknown")] == [
        "STOP",
        "HOLD",
        "STOP",
    ]
    assert made(present, before, broken).code == "R3_INTERNAL_ERROR"
    assert remembered(present, before, broken).overrides == ()


def test_after_an_error_inside_nothing_is_lent_and_nothing_assumed() -> None:
    broken = replace(policy(), r1=None)  # type: ignore[arg-type]  # what no validation lets through
    surplus = decided(state(loads={"miner": miner(2)}), SETTLED, broken).surplus
    assert (surplus.surplus_w, surplus.credit_w, surplus.assumed) == (None, 0, ())
