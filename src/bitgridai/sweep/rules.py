"""The rules R1, R2, R4 and R5 at a block tick; each mirrors its file in ``engine.rules``.

R3, autonomy and commands have no say here: nothing is hot, silent or commanded.
"""

from typing import Final, NamedTuple

import numpy as np

from ..engine.rules import ALL_CODES
from ..engine.rules.r1_surplus import R1Code
from ..engine.rules.r2_autarky import R2Code
from ..engine.rules.r4_forecast import _MIN_COVERAGE, R4Code
from ..engine.rules.r5_stability import R5Code
from ..engine.vocabulary import Action, Verdict
from .compiled import compiled
from .outlook import Outlook, pays
from .rows import Mind, Row
from .signals import window_mean
from .situation import ACTIONS, NO_CODE, VERDICTS, LoadMemory, Situation, Vote

PROPOSE: Final = VERDICTS.index(Verdict.PROPOSE)
ALLOW: Final = VERDICTS.index(Verdict.ALLOW)
ABSTAIN: Final = VERDICTS.index(Verdict.ABSTAIN)
VETO: Final = VERDICTS.index(Verdict.VETO)
FORCE: Final = VERDICTS.index(Verdict.FORCE)
START: Final = ACTIONS.index(Action.START)
STOP: Final = ACTIONS.index(Action.STOP)

SURPLUS_OK: Final = ALL_CODES.index(R1Code.SURPLUS_OK)
SURPLUS_PARTIAL: Final = ALL_CODES.index(R1Code.SURPLUS_PARTIAL)
SURPLUS_LOW: Final = ALL_CODES.index(R1Code.SURPLUS_LOW)
BATTERY_CREDIT: Final = ALL_CODES.index(R1Code.BATTERY_CREDIT)
MARGIN_LOW: Final = ALL_CODES.index(R1Code.MARGIN_LOW)
SOC_BAND_RESERVE: Final = ALL_CODES.index(R1Code.SOC_BAND_RESERVE)
SOC_BAND_HOLD: Final = ALL_CODES.index(R1Code.SOC_BAND_HOLD)
SOC_BAND_ECO: Final = ALL_CODES.index(R1Code.SOC_BAND_ECO)
SOC_BAND_STANDARD: Final = ALL_CODES.index(R1Code.SOC_BAND_STANDARD)
SOC_BAND_SUPER: Final = ALL_CODES.index(R1Code.SOC_BAND_SUPER)
SOC_HARD_MIN: Final = ALL_CODES.index(R2Code.SOC_HARD_MIN)
SOC_SOFT_MIN: Final = ALL_CODES.index(R2Code.SOC_SOFT_MIN)
GRID_IMPORT: Final = ALL_CODES.index(R2Code.GRID_IMPORT)
SURPLUS_DROP: Final = ALL_CODES.index(R4Code.SURPLUS_DROP)
RUN_SHORT: Final = ALL_CODES.index(R4Code.RUN_SHORT)
WARM_UP: Final = ALL_CODES.index(R4Code.WARM_UP)
NO_FORECAST: Final = ALL_CODES.index(R4Code.NO_FORECAST)
MIN_RUNTIME: Final = ALL_CODES.index(R5Code.MIN_RUNTIME)
MIN_PAUSE: Final = ALL_CODES.index(R5Code.MIN_PAUSE)
DEADBAND: Final = ALL_CODES.index(R5Code.DEADBAND)
START_BUDGET: Final = ALL_CODES.index(R5Code.START_BUDGET)


@compiled
def at_most(house: Row, power_w: float) -> float:
    """Return the largest setting that does not exceed ``power_w``; 0 below the smallest."""
    best = 0.0
    for level in range(house.levels):
        if house.levels_w[level] <= power_w:
            best = house.levels_w[level]
    return best


@compiled
def r1_propose(now: Situation, house: Row, policy: Row) -> Vote:
    """Propose a target."""
    wish = _by_soc(now, house, policy) if policy.by_soc else _by_surplus(now, house, policy)
    if policy.worth_too_little and wish.target_w > 0:
        return Vote(PROPOSE, 0.0, MARGIN_LOW)
    return wish


@compiled
def _by_surplus(now: Situation, house: Row, policy: Row) -> Vote:
    target_w = _affordable(now, house, policy)
    planned_w = at_most(house, now.surplus_w) if now.credit_w > 0 else 0.0
    if planned_w > target_w:
        return Vote(PROPOSE, planned_w, BATTERY_CREDIT)
    if target_w > 0:
        return Vote(PROPOSE, target_w, SURPLUS_OK if target_w >= house.top_w else SURPLUS_PARTIAL)
    return Vote(PROPOSE, 0.0, SURPLUS_LOW)


@compiled
def _affordable(now: Situation, house: Row, policy: Row) -> float:
    set_w, available_w, lowest_w = now.reading.set_w, now.surplus_w - now.credit_w, house.lowest_w
    target_w = at_most(house, available_w + policy.start_margin_w)
    if set_w == 0 or target_w > set_w:
        return target_w
    for kept_w in (set_w, min(lowest_w, set_w)):
        if target_w <= kept_w <= available_w + policy.stop_margin_w:
            return kept_w
    return target_w


@compiled
def _by_soc(now: Situation, house: Row, policy: Row) -> Vote:
    set_w, soc_pct = now.reading.set_w, now.reading.soc_pct
    if soc_pct < policy.reserve_pct:
        return Vote(PROPOSE, 0.0, SOC_BAND_RESERVE)
    dark = set_w == 0 and now.reading.pv_w < policy.pv_start_w
    if soc_pct < policy.eco_pct or dark:
        return Vote(PROPOSE, min(set_w, house.lowest_w), SOC_BAND_HOLD)
    return _band_level(now, house, policy)


@compiled
def _band_level(now: Situation, house: Row, policy: Row) -> Vote:
    set_w, soc_pct, highest = now.reading.set_w, now.reading.soc_pct, house.levels - 1
    eco, standard, top = house.lowest_w, house.levels_w[min(2, highest)], house.levels_w[min(3, highest)]
    super_from = policy.super_exit_pct if set_w >= top > standard else policy.super_pct
    standard_from = policy.standard_exit_pct if set_w >= standard > eco else policy.standard_pct
    if soc_pct >= super_from and top > standard:
        return Vote(PROPOSE, top, SOC_BAND_SUPER)
    if soc_pct >= standard_from and standard > eco:
        return Vote(PROPOSE, standard, SOC_BAND_STANDARD)
    return Vote(PROPOSE, eco, SOC_BAND_ECO)


@compiled
def r2_import_ceiling(now: Situation, house: Row, policy: Row) -> float:
    """Target that takes the excess import back; NaN where there is none."""
    reading = now.reading
    excess_w = reading.import_w - policy.max_grid_import_w
    if excess_w <= 0 or reading.set_w == 0:
        return np.nan
    return at_most(house, min(reading.draw_w, reading.set_w) - excess_w)


@compiled
def r2_vote(now: Situation, proposal_w: float, ceiling_w: float, policy: Row) -> Vote:
    """Judge a proposal; the strictest reason that applies is given."""
    soc_pct = now.reading.soc_pct
    if soc_pct <= policy.soc_hard_min_pct:
        return Vote(FORCE, 0.0, SOC_HARD_MIN)
    if not np.isnan(ceiling_w):
        return Vote(FORCE, min(ceiling_w, proposal_w), GRID_IMPORT)
    if soc_pct <= policy.soc_soft_min_pct and proposal_w > now.reading.set_w:
        return Vote(VETO, now.reading.set_w, SOC_SOFT_MIN)
    return Vote(ALLOW, proposal_w, NO_CODE)


class Sight(NamedTuple):
    """What R4 looks at."""

    moment: Row
    points: Row
    outlook: Outlook
    mind: Mind


@compiled
def r4_vote(
    now: Situation,
    proposal_w: float,
    house: Row,
    policy: Row,
    ahead: Sight,
    rests_on_surplus: bool,  # noqa: FBT001  # compiled functions know no keywords
) -> Vote:
    """Veto a start or raise that the hours ahead do not carry."""
    if proposal_w <= now.reading.set_w or not rests_on_surplus:
        return Vote(ALLOW, proposal_w, NO_CODE)
    if now.days and np.isnan(policy.min_predicted_surplus_w):
        return _run_ahead(now, proposal_w, house, policy, ahead)
    return _surplus_ahead(now, proposal_w, house, policy, ahead)


@compiled
def _run_ahead(now: Situation, proposal_w: float, house: Row, policy: Row, ahead: Sight) -> Vote:
    set_w, lowest_w = now.reading.set_w, house.lowest_w
    if set_w > 0:
        return Vote(ALLOW, proposal_w, NO_CODE)
    if not pays(ahead.outlook, ahead.moment, house, ahead.mind):
        return Vote(VETO, set_w, RUN_SHORT)
    if proposal_w > lowest_w:
        return Vote(VETO, lowest_w, WARM_UP)
    return Vote(ALLOW, proposal_w, NO_CODE)


@compiled
def _surplus_ahead(now: Situation, proposal_w: float, house: Row, policy: Row, ahead: Sight) -> Vote:
    moment = ahead.moment
    mean_w, covered_s = window_mean(
        ahead.points, moment.first_point, moment.end_point, moment.now, moment.now + policy.lookahead_s
    )
    if covered_s / policy.lookahead_s < _MIN_COVERAGE:
        return Vote(ABSTAIN, proposal_w, NO_FORECAST)
    predicted_w = mean_w - now.reading.base_w
    if np.isnan(policy.min_predicted_surplus_w):
        carried_w = at_most(house, predicted_w)
    else:
        carried_w = proposal_w if predicted_w >= policy.min_predicted_surplus_w else 0.0
    if carried_w >= proposal_w:
        return Vote(ALLOW, proposal_w, NO_CODE)
    return Vote(VETO, max(now.reading.set_w, carried_w), SURPLUS_DROP)


@compiled
def r5_vote(now: Situation, proposal_w: float, house: Row, policy: Row) -> Vote:
    """Narrow a proposal toward what the load does now."""
    set_w, memory = now.reading.set_w, now.memory
    if proposal_w == set_w:
        return Vote(ALLOW, proposal_w, NO_CODE)
    if set_w == 0:
        return _start(memory, proposal_w, policy)
    if proposal_w > 0:
        allowed = _settled(memory, policy)
        return Vote(ALLOW, proposal_w, NO_CODE) if allowed else Vote(VETO, set_w, DEADBAND)
    ran = memory.blocks_since_start
    if memory.last_change == STOP or ran < 0 or ran >= policy.min_runtime_blocks:
        return Vote(ALLOW, proposal_w, NO_CODE)
    lowest_w = min(house.lowest_w, set_w)
    return Vote(VETO, lowest_w if lowest_w == set_w or _settled(memory, policy) else set_w, MIN_RUNTIME)


@compiled
def _start(memory: LoadMemory, proposal_w: float, policy: Row) -> Vote:
    rests = memory.last_change in (-1, STOP)
    if rests and 0 <= memory.blocks_since_change < policy.min_pause_blocks:
        return Vote(VETO, 0.0, MIN_PAUSE)
    if memory.starts_today >= policy.max_starts_per_day:
        return Vote(VETO, 0.0, START_BUDGET)
    return Vote(ALLOW, proposal_w, NO_CODE)


@compiled
def _settled(memory: LoadMemory, policy: Row) -> bool:
    if memory.last_change == START:
        return True
    since = memory.blocks_since_start if memory.blocks_since_change < 0 else memory.blocks_since_change
    return since < 0 or since >= policy.deadband_blocks
