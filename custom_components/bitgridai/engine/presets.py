"""Three ways to run a house, as partial policies over the defaults.

They differ in how much they keep back for the house and how often they switch; none touches R3.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final

from .policy import Policy, policy_with


class Preset(StrEnum):
    """How bold the controller is."""

    CAREFUL = "careful"
    """The battery comes first, and a load starts only where that clearly pays."""
    BALANCED = "balanced"
    """The defaults."""
    EAGER = "eager"
    """Surplus is used early, also for short runs and at the cost of a little import."""


PRESETS: Final[Mapping[Preset, Mapping[str, Any]]] = {
    Preset.CAREFUL: {
        "r1": {"start_margin_w": -200, "stop_margin_w": 100},
        "r2": {
            "soc_hard_min_pct": 60,
            "soc_soft_min_pct": 70,
            "battery_priority_soc_pct": 95,
            "max_grid_import_w": 200,
        },
        "r4": {"load_ct_kwh": 12, "start_ct": 5, "reserve_margin_pct": 10},
        "r5": {"min_pause_blocks": 3, "max_starts_per_day": 3},
    },
    Preset.BALANCED: {},
    Preset.EAGER: {
        "r1": {"start_margin_w": 100, "stop_margin_w": 400},
        "r2": {
            "soc_hard_min_pct": 25,
            "soc_soft_min_pct": 35,
            "battery_priority_soc_pct": 60,
            "max_grid_import_w": 1000,
        },
        "r4": {"load_ct_kwh": 18, "start_ct": 1, "reserve_margin_pct": 3},
        "r5": {"min_runtime_blocks": 2, "min_pause_blocks": 1, "max_starts_per_day": 12},
    },
}
"""What each preset changes."""


def preset_policy(preset: Preset) -> Policy:
    """Return the whole policy of a preset."""
    return policy_with(Policy(), dict(PRESETS[preset]))
