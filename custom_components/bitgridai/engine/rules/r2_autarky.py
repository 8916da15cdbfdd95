"""R2: autarky. The house battery and the grid connection come before any load.

At the hard minimum everything stops, at the soft minimum nothing starts or is raised, and
a net import beyond the limit is taken back from the loads, lowest priority first.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ..load import LoadState
from ..situation import Situation
from ..threshold import count, threshold
from ..vocabulary import Rule, Trigger, Verdict
from ..votes import Vote


class R2Code(StrEnum):
    """Reasons of R2."""

    SOC_HARD_MIN = "R2_SOC_HARD_MIN"
    SOC_SOFT_MIN = "R2_SOC_SOFT_MIN"
    GRID_IMPORT = "R2_GRID_IMPORT"


@dataclass(frozen=True, slots=True, kw_only=True)
class R2Thresholds:
    """Policy section ``r2``."""

    soc_hard_min_pct: float = threshold(
        50, unit="%", low=0, high=100, doc="At or below this state of charge every load stops."
    )
    soc_soft_min_pct: float = threshold(
        53, unit="%", low=0, high=100, doc="At or below this state of charge nothing starts or is raised."
    )
    battery_priority_soc_pct: float = threshold(
        80, unit="%", low=0, high=100, doc="Until this state of charge the battery is filled before any load."
    )
    max_grid_import_w: float = threshold(
        500, unit="W", low=0, high=100_000, doc="Net import that is tolerated before loads are lowered."
    )
    import_hold_s: int = count(
        60, unit="s", low=10, high=600, doc="Window over which the import is averaged before R2 acts."
    )


def import_ceilings(
    situation: Situation,
    exempt: frozenset[str],
    limits: R2Thresholds,
    cheap_import_w: float,
    narrow: Callable[[LoadState, float], float],
) -> Mapping[str, float]:
    """Targets in W, each below the present setting, that together take the excess import back.

    ``exempt`` are loads a person started, ``cheap_import_w`` the import that a low price
    permits, ``narrow`` what dwell times leave of a wish to lower.
    """
    grid_w = situation.signal("grid_power_hold_w")
    if grid_w is None:
        grid_w = situation.signal("grid_power_w")
    if grid_w is None or situation.state.trigger is Trigger.SAFETY:
        return {}
    allowed_w = limits.max_grid_import_w
    if situation.cheap_grid:
        allowed_w = max(allowed_w, cheap_import_w)
    excess_w = grid_w - allowed_w
    ceilings: dict[str, float] = {}
    for load in reversed(situation.state.loads):
        if excess_w <= 0:
            break
        if not load.running or load.id in exempt:
            continue
        # What lowering gives back is counted from the setting, or from the draw below it.
        drawn_w = min(load.draw_w, load.set_w)
        wanted_w = load.spec.at_most(drawn_w - excess_w)
        ceilings[load.id] = wanted_w
        excess_w -= max(0.0, drawn_w - narrow(load, wanted_w))
    return ceilings


def vote(
    situation: Situation,
    load: LoadState,
    proposal_w: float,
    import_ceiling_w: float | None,
    limits: R2Thresholds,
) -> Vote:
    """Judge a proposal; the strictest reason that applies is given."""
    soc_pct = situation.signal("battery_soc_pct")
    if soc_pct is not None and soc_pct <= limits.soc_hard_min_pct:
        return Vote(
            Rule.R2,
            Verdict.FORCE,
            0.0,
            R2Code.SOC_HARD_MIN,
            {"battery_soc_pct": soc_pct},
            {"soc_hard_min_pct": limits.soc_hard_min_pct},
        )
    if import_ceiling_w is not None:
        grid_w = situation.signal("grid_power_hold_w")
        return Vote(
            Rule.R2,
            Verdict.FORCE,
            min(import_ceiling_w, proposal_w),
            R2Code.GRID_IMPORT,
            {"grid_power_w": situation.signal("grid_power_w") if grid_w is None else grid_w},
            {"max_grid_import_w": limits.max_grid_import_w, "import_hold_s": limits.import_hold_s},
        )
    if soc_pct is not None and soc_pct <= limits.soc_soft_min_pct and proposal_w > load.set_w:
        return Vote(
            Rule.R2,
            Verdict.VETO,
            load.set_w,
            R2Code.SOC_SOFT_MIN,
            {"battery_soc_pct": soc_pct},
            {"soc_soft_min_pct": limits.soc_soft_min_pct},
        )
    if situation.state.trigger is Trigger.SAFETY:
        return Vote(Rule.R2, Verdict.ABSTAIN, proposal_w)
    return Vote(
        Rule.R2,
        Verdict.ALLOW,
        proposal_w,
        None,
        {"battery_soc_pct": soc_pct, "grid_power_w": situation.signal("grid_power_w")},
        {"soc_soft_min_pct": limits.soc_soft_min_pct, "max_grid_import_w": limits.max_grid_import_w},
    )
