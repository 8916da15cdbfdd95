"""Pages of the documentation that are written from the code: ``python -m bitgridai.pages``."""

from collections.abc import Callable
from pathlib import Path

from .engine.explanation import LANGUAGES, Audience, render
from .engine.rules import ALL_CODES
from .key_figures_page import key_figures
from .policy_page import policy

SHOWN: dict[str, float | str] = {
    "available_w": 1234.0, "needed_w": 800.0, "next_w": 1500.0, "price_ct_kwh": 31.2, "price_max_ct": 25.0,
    "price_below_ct": 5.0, "max_import_w": 1500.0, "load_value_ct_kwh": 6.0, "alternative_ct_kwh": 8.0,
    "min_margin_ct": 2.0, "battery_soc_pct": 48.5, "reserve_pct": 50.0, "eco_pct": 58.0, "pv_start_w": 500.0,
    "pv_power_w": 320.0, "standard_pct": 80.0, "super_pct": 90.0, "missing": "grid_power_w", "quality": "stale",
    "telemetry_max_age_s": 180.0, "soc_hard_min_pct": 50.0, "soc_soft_min_pct": 53.0, "grid_power_w": 1250.0,
    "max_grid_import_w": 500.0, "import_hold_s": 60, "chip_temp_c": 88.5, "max_chip_temp_c": 85.0,
    "heartbeat_age_s": 75.0, "comm_timeout_s": 60.0, "error": "ValueError", "cause": "R3_OVERTEMP", "left_min": 12,
    "lockout_min": 30, "resume_chip_temp_c": 75.0, "predicted_surplus_w": 640.0, "lookahead_min": 60,
    "credit_w": 600.0, "gain_ct": 6.3, "days": 10.0, "lowest_w": 800.0, "start_cost_ct": 3.9,
    "pv_forecast_w": 1900.0, "base_load_w": 1260.0, "price_ahead_ct_kwh": 42.0, "in_min": 20, "price_spike_ct": 30.0,
    "blocks_since_start": 1, "min_runtime_blocks": 3, "blocks_since_stop": 1, "min_pause_blocks": 2,
    "blocks_since_change": 1, "deadband_blocks": 2, "starts_today": 6, "max_starts_per_day": 6, "origin": "user",
    "limit_w": 800.0, "proposed_w": 1500.0,
}  # fmt: skip
"""Figures to fill every text with."""

_RUNS = {
    "R1_SURPLUS_OK": ("START", 1500.0),
    "R1_SURPLUS_PARTIAL": ("START", 800.0),
    "R1_BATTERY_CREDIT": ("HOLD", 800.0),
    "R1_CHEAP_GRID": ("START", 1500.0),
    "R1_SOC_BAND_ECO": ("START", 800.0),
    "R1_SOC_BAND_STANDARD": ("RAISE", 1500.0),
    "R1_SOC_BAND_SUPER": ("RAISE", 2200.0),
    "R2_SOC_HARD_MIN": ("STOP", 0.0),
    "R2_GRID_IMPORT": ("LOWER", 800.0),
    "R3_OVERTEMP": ("STOP", 0.0),
    "R3_COMM_TIMEOUT": ("STOP", 0.0),
    "R4_WARM_UP": ("START", 800.0),
    "R5_MIN_RUNTIME": ("HOLD", 800.0),
    "R5_DEADBAND": ("HOLD", 1500.0),
    "OVERRIDE_START": ("START", 1500.0),
    "OVERRIDE_STOP": ("STOP", 0.0),
    "OVERRIDE_LIMIT": ("LOWER", 800.0),
    "OVERRIDE_EXPIRED": ("STOP", 0.0),
    "AUTONOMY_SEMI": ("HOLD", 800.0),
}
"""A typical action for codes that do more than hold a load off."""


_FIGURES: dict[str, dict[str, float | str]] = {
    "R1_SURPLUS_OK": {"available_w": 1834.0, "needed_w": 1500.0},
    "R1_SURPLUS_LOW": {"available_w": 380.0},
    "R1_CHEAP_GRID": {"price_ct_kwh": 3.1},
    "R1_SOC_BAND_ECO": {"battery_soc_pct": 62.0},
    "R1_SOC_BAND_STANDARD": {"battery_soc_pct": 83.0},
    "R1_SOC_BAND_SUPER": {"battery_soc_pct": 94.0},
    "R1_DEGRADED": {"missing": "pv_power_w"},
    "R2_SOC_SOFT_MIN": {"battery_soc_pct": 52.0},
    "R4_RUN_SHORT": {"gain_ct": 1.3},
}
"""Figures that make sense for one code only."""


def explanations() -> str:
    """Return every text of every code, filled with example figures."""
    lines = [
        "# Explanations",
        "",
        "Every reason BitGridAI can give, as it is told to each audience. The figures are examples.",
        "Written from the code by `scripts/docs`; a test keeps it up to date.",
    ]
    for code in ALL_CODES:
        action, target_w = _RUNS.get(code.value, ("HOLD", 0.0))
        figures = {
            **SHOWN,
            **_FIGURES.get(code.value, {}),
            "action": action,
            "target_w": target_w,
            "previous_w": 800.0 if target_w else 0.0,
        }
        lines += ["", f"## `{code.value}`", "", "| | English | Deutsch |", "| --- | --- | --- |"]
        for audience in (Audience.ENERGY, Audience.HEAT):
            told = [render(code.value, figures, language, "Miner", audience) for language in LANGUAGES]
            lines.append(f"| {audience.value} | {told[0].short} | {told[1].short} |")
            lines.append(f"| {audience.value}, in detail | {told[0].detail} | {told[1].detail} |")
    return "\n".join(lines) + "\n"


PAGES: dict[str, Callable[[], str]] = {
    "docs/explanations.md": explanations,
    "docs/key-figures.md": key_figures,
    "docs/policy.md": policy,
}
"""Generated pages by their place in the repository."""


def main() -> None:
    """Write all pages."""
    root = Path(__file__).resolve().parents[2]
    for name, page in PAGES.items():
        (root / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
