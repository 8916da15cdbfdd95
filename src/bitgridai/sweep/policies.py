"""Policies as rows of numbers, and which of them are not covered."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from ..bench.quality.household import BLOCK_S
from ..engine import Memory, Policy, decide
from ..engine.document import Node
from ..engine.energy_paths import margin_gate
from ..engine.rules.r1_surplus import Strategy
from ..engine.state import state_from_node
from ..engine.vocabulary import Autonomy
from .errors import SweepError
from .rows import POLICY, Row

_NO_SIGNALS: Final = state_from_node(Node("state", {"now": "2024-01-01T00:00:00Z", "signals": {}, "loads": {}}))


def rows_of(policies: Sequence[Policy]) -> Row:
    """Write policies as rows; SweepError for one that compiled decisions do not cover."""
    rows = np.zeros(len(policies), POLICY)
    for row, policy in zip(rows, policies, strict=True):
        _check(policy)
        for name, value in _figures(policy).items():
            row[name] = value
    return rows


def _check(policy: Policy) -> None:
    if policy.autonomy is not Autonomy.FULL:
        raise SweepError(f"policy.autonomy: expected full, found {policy.autonomy.value}")
    if policy.block.length_s != BLOCK_S:
        raise SweepError(f"policy.block.length_s: expected {BLOCK_S}, found {policy.block.length_s}")


def _figures(policy: Policy) -> dict[str, object]:
    r1, r2, r4, r5, band = policy.r1, policy.r2, policy.r4, policy.r5, policy.r1.soc_band
    return {
        "by_soc": r1.strategy is Strategy.SOC_BAND,
        "start_margin_w": r1.start_margin_w,
        "stop_margin_w": r1.stop_margin_w,
        "reserve_pct": band.reserve_pct,
        "eco_pct": band.eco_pct,
        "standard_pct": band.standard_pct,
        "standard_exit_pct": band.standard_exit_pct,
        "super_pct": band.super_pct,
        "super_exit_pct": band.super_exit_pct,
        "pv_start_w": band.pv_start_w,
        "worth_too_little": _worth_too_little(policy),
        "soc_hard_min_pct": r2.soc_hard_min_pct,
        "soc_soft_min_pct": r2.soc_soft_min_pct,
        "battery_priority_soc_pct": r2.battery_priority_soc_pct,
        "max_grid_import_w": r2.max_grid_import_w,
        "lookahead_s": r4.lookahead_min * 60,
        "min_predicted_surplus_w": np.nan if r4.min_predicted_surplus_w is None else r4.min_predicted_surplus_w,
        "battery_fill_margin": r4.battery_fill_margin,
        "learned_days": r4.learned_days,
        "load_ct": r4.load_ct_kwh,
        "import_ct": r4.import_ct_kwh,
        "export_ct": policy.energy_path.feed_in_ct_kwh,
        "start_ct": r4.start_ct,
        "reserve_margin_pct": r4.reserve_margin_pct,
        "min_runtime_blocks": r5.min_runtime_blocks,
        "min_pause_blocks": r5.min_pause_blocks,
        "deadband_blocks": r5.deadband_blocks,
        "max_starts_per_day": r5.max_starts_per_day,
    }


def _worth_too_little(policy: Policy) -> bool:
    """Whether R1's margin gate is closed; without prices of the day it always is or never."""
    paths = decide(_NO_SIGNALS, Memory(), policy)[0].paths
    gate = margin_gate(paths, policy.energy_path)
    return gate is not None and gate.load_ct - gate.alternative_ct < gate.min_margin_ct
