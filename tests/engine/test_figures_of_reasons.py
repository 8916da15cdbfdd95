"""Every reason tells the figures it rests on: what was measured, and what it was measured against."""

from typing import Any

import pytest

from tests.engine.scenarios import SCENARIOS, Scenario

LOCKED = {"lockout_min": 30, "resume_chip_temp_c": 75}
START_CT = pytest.approx(3 + 0.8 * 14 / 6 / 2)
OLD = {"telemetry_max_age_s": 180}
DARK = {"eco_pct": 58, "pv_start_w": 500}

TOLD: tuple[tuple[str, dict[str, Any], dict[str, Any]], ...] = (
    ("R1_SURPLUS_OK", {"available_w": 5000}, {"needed_w": 1500}),
    ("R1_SURPLUS_OK", {"available_w": 1500}, {"needed_w": 1300}),
    ("R1_SURPLUS_PARTIAL", {"available_w": 1000}, {"needed_w": 800, "next_w": 1500}),
    ("R1_SURPLUS_PARTIAL", {"available_w": 900}, {"needed_w": 900, "next_w": 1000}),
    ("R1_SURPLUS_LOW", {"available_w": 100}, {"needed_w": 800}),
    ("R1_SURPLUS_LOW", {"available_w": 350}, {"needed_w": 600}),
    ("R1_SURPLUS_LOW", {"available_w": 150}, {"needed_w": 500}),
    ("R1_PRICE_HIGH", {"available_w": 5000, "price_ct_kwh": 40}, {"price_max_ct": 25}),
    (
        "R1_BATTERY_CREDIT",
        {"available_w": 1500, "credit_w": 1500, "gain_ct": pytest.approx(6.11, abs=0.001), "days": 3},
        {"needed_w": 1500},
    ),
    ("R1_CHEAP_GRID", {"available_w": 0, "price_ct_kwh": -3}, {"price_below_ct": 5, "max_import_w": 1500}),
    ("R1_MARGIN_LOW", {"load_value_ct_kwh": 10, "alternative_ct_kwh": 8}, {"min_margin_ct": 5}),
    ("R1_SOC_BAND_RESERVE", {"battery_soc_pct": 49.5, "pv_power_w": 4000}, {"reserve_pct": 50}),
    ("R1_SOC_BAND_HOLD", {"battery_soc_pct": 55, "pv_power_w": 4000}, DARK),
    ("R1_SOC_BAND_ECO", {"battery_soc_pct": 60, "pv_power_w": 4000}, {"eco_pct": 58}),
    ("R1_SOC_BAND_STANDARD", {"battery_soc_pct": 82, "pv_power_w": 4000}, {"standard_pct": 80}),
    ("R1_SOC_BAND_SUPER", {"battery_soc_pct": 95, "pv_power_w": 4000}, {"super_pct": 90}),
    ("R1_SOC_BAND_HOLD", {"battery_soc_pct": 60, "pv_power_w": 100}, DARK),
    ("R1_SOC_BAND_HOLD", {"battery_soc_pct": 60, "pv_power_w": None}, DARK),
    ("R1_DEGRADED", {"missing": "pv_power_w"}, {}),
    ("R1_DEGRADED", {"missing": "level"}, {}),
    ("R1_NOT_DUE", {}, {}),
    ("R1_NOT_DUE", {}, {}),
    ("R2_SOC_HARD_MIN", {"battery_soc_pct": 48}, {"soc_hard_min_pct": 50}),
    ("R2_SOC_SOFT_MIN", {"battery_soc_pct": 52}, {"soc_soft_min_pct": 53}),
    ("R2_GRID_IMPORT", {"grid_power_w": 1900}, {"max_grid_import_w": 500, "import_hold_s": 60}),
    ("R3_OVERTEMP", {"chip_temp_c": 91}, {"max_chip_temp_c": 85}),
    ("R3_COMM_TIMEOUT", {"heartbeat_age_s": 99, "available": True}, {"comm_timeout_s": 60}),
    ("R3_COMM_TIMEOUT", {"heartbeat_age_s": None, "available": False}, {"comm_timeout_s": 60}),
    ("R3_MISSING_TELEMETRY", {"missing": "grid_power_w", "quality": "missing", "age_s": 0}, OLD),
    ("R3_MISSING_TELEMETRY", {"missing": "grid_power_w", "quality": "missing", "age_s": None}, OLD),
    ("R3_MISSING_TELEMETRY", {"missing": "chip_temp_c", "quality": "invalid", "age_s": 0}, OLD),
    ("R3_EMERGENCY_STOP", {"origin": "signal"}, {}),
    ("R3_UPS_ON_BATTERY", {}, {}),
    ("R3_CONTROLLER_HEALTH", {}, {}),
    ("R3_INTERNAL_ERROR", {"error": "AttributeError"}, {}),
    ("R3_LOCKOUT", {"cause": "R3_OVERTEMP", "left_min": 20, "chip_temp_c": 60}, LOCKED),
    ("R3_LOCKOUT", {"cause": "R3_COMM_TIMEOUT", "left_min": 29, "chip_temp_c": 60}, LOCKED),
    (
        "R4_SURPLUS_DROP",
        {"predicted_surplus_w": 900, "pv_forecast_w": 900, "base_load_w": 0},
        {"needed_w": 1500, "lookahead_min": 60},
    ),
    ("R4_RUN_SHORT", {"gain_ct": pytest.approx(-2.133, abs=0.001)}, {"start_cost_ct": START_CT, "days": 3}),
    (
        "R4_WARM_UP",
        {"gain_ct": pytest.approx(5.55), "lowest_w": 800, "proposed_w": 1500},
        {"start_cost_ct": START_CT, "days": 3},
    ),
    ("R4_PRICE_SPIKE", {"price_ahead_ct_kwh": 50, "in_min": 15}, {"price_spike_ct": 30, "lookahead_min": 60}),
    ("R4_NO_FORECAST", {}, {}),
    ("R5_MIN_RUNTIME", {"blocks_since_start": 1}, {"min_runtime_blocks": 3}),
    ("R5_MIN_PAUSE", {"blocks_since_stop": 1}, {"min_pause_blocks": 2}),
    ("R5_DEADBAND", {"blocks_since_change": 1}, {"deadband_blocks": 2}),
    ("R5_START_BUDGET", {"starts_today": 6}, {"max_starts_per_day": 6}),
    ("OVERRIDE_START", {"origin": "user", "left_min": 30, "limit_w": 0}, {}),
    ("OVERRIDE_STOP", {"origin": "user", "left_min": 30, "limit_w": 0}, {}),
    ("OVERRIDE_LIMIT", {"origin": "user", "left_min": 30, "limit_w": 900}, {}),
    ("OVERRIDE_EXPIRED", {}, {}),
    ("AUTONOMY_MANUAL", {"proposed_w": 1500}, {}),
    ("AUTONOMY_ASSISTED", {"proposed_w": 1500}, {}),
    ("AUTONOMY_SEMI", {"proposed_w": 0}, {}),
)


@pytest.mark.parametrize(
    ("scenario", "told"),
    zip(SCENARIOS, TOLD, strict=True),
    ids=[f"{number}-{code}" for number, (code, _, _) in enumerate(TOLD)],
)
def test_a_reason_tells_what_was_measured_and_against_what(
    scenario: Scenario, told: tuple[str, dict[str, Any], dict[str, Any]]
) -> None:
    decision = scenario.decide().loads[0]
    vote = next(vote for vote in decision.votes if vote.code == scenario.code)
    assert (scenario.code, dict(vote.values), dict(vote.thresholds)) == told
