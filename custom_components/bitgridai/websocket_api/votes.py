"""Votes as the card draws them: each figure against the threshold it was held to."""

from collections.abc import Mapping
from typing import Final, Literal, NamedTuple

from ..engine.arbitration import LoadDecision
from ..engine.explanation.render import because, texts_of
from ..engine.votes import Value, Vote
from .schema import Measure, RuleVote


class _Pair(NamedTuple):
    value: str
    limit: str
    bound: Literal["min", "max"]
    unit: str
    open_end: bool = False
    """Whether the figure must lie beyond the limit and not only on it."""


_PAIRS: Final = (
    _Pair("available_w", "needed_w", "min", "W"),
    _Pair("predicted_surplus_w", "needed_w", "min", "W"),
    _Pair("battery_soc_pct", "soc_hard_min_pct", "min", "%", open_end=True),
    _Pair("battery_soc_pct", "soc_soft_min_pct", "min", "%", open_end=True),
    _Pair("battery_soc_pct", "reserve_pct", "min", "%"),
    _Pair("battery_soc_pct", "eco_pct", "min", "%"),
    _Pair("battery_soc_pct", "standard_pct", "min", "%"),
    _Pair("battery_soc_pct", "super_pct", "min", "%"),
    _Pair("pv_power_w", "pv_start_w", "min", "W"),
    _Pair("grid_power_w", "max_grid_import_w", "max", "W"),
    _Pair("price_ct_kwh", "price_max_ct", "max", "ct/kWh"),
    _Pair("price_ct_kwh", "price_below_ct", "max", "ct/kWh"),
    _Pair("price_ahead_ct_kwh", "price_spike_ct", "max", "ct/kWh", open_end=True),
    _Pair("chip_temp_c", "max_chip_temp_c", "max", "°C"),
    _Pair("chip_temp_c", "resume_chip_temp_c", "max", "°C", open_end=True),
    _Pair("heartbeat_age_s", "comm_timeout_s", "max", "s"),
    _Pair("age_s", "telemetry_max_age_s", "max", "s"),
    _Pair("gain_ct", "start_cost_ct", "min", "ct", open_end=True),
    _Pair("blocks_since_start", "min_runtime_blocks", "min", "blocks"),
    _Pair("blocks_since_stop", "min_pause_blocks", "min", "blocks"),
    _Pair("blocks_since_change", "deadband_blocks", "min", "blocks"),
    _Pair("starts_today", "max_starts_per_day", "max", "starts", open_end=True),
)
"""Which figure of a vote belongs to which of its thresholds."""


def rule_votes(made: LoadDecision, language: str) -> list[RuleVote]:
    """Return the votes of a decision, with R1's proposal first."""
    return [_rule_vote(vote, decisive=vote.rule is made.rule, language=language) for vote in made.votes]


def _rule_vote(vote: Vote, *, decisive: bool, language: str) -> RuleVote:
    figures = {**vote.values, **vote.thresholds}
    return RuleVote(
        rule=vote.rule.value,
        rule_name=texts_of(language).rules[vote.rule.value],
        verdict=vote.verdict.value,
        decisive=decisive,
        target_w=vote.target_w,
        because="" if vote.code is None else because(vote.code.value, figures, language),
        measures=measures(vote.values, vote.thresholds),
    )


def measures(values: Mapping[str, Value], thresholds: Mapping[str, Value]) -> list[Measure]:
    """Pair the figures of a vote with its thresholds, as far as both are numbers."""
    found: list[Measure] = []
    for pair in _PAIRS:
        value, limit = _number(values.get(pair.value)), _number(thresholds.get(pair.limit))
        if value is not None and limit is not None:
            met = _met(value, limit, pair)
            measure = Measure(name=pair.value, value=value, limit=limit, unit=pair.unit, bound=pair.bound, met=met)
            found.append(measure)
    return found


def _met(value: float, limit: float, pair: _Pair) -> bool:
    if value == limit:
        return not pair.open_end
    return (value > limit) is (pair.bound == "min")


def _number(value: Value) -> float | None:
    return None if value is None or isinstance(value, bool | str) else float(value)
