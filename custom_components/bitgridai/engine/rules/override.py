"""A person's command: it replaces R1, R4, R5 and R2's soft minimum until it runs out."""

from enum import StrEnum

from ..load import LoadState
from ..memory import Override, OverrideKind
from ..situation import Situation
from ..vocabulary import Autonomy, Rule, Verdict
from ..votes import Vote


class OverrideCode(StrEnum):
    """Reasons that come from a command."""

    START = "OVERRIDE_START"
    STOP = "OVERRIDE_STOP"
    LIMIT = "OVERRIDE_LIMIT"
    EXPIRED = "OVERRIDE_EXPIRED"
    """A start command ran out where nobody but a person would stop the load."""


def active(situation: Situation, load: LoadState, kind: OverrideKind) -> Override | None:
    """Return the newest command of a kind for a load."""
    found = None
    for override in situation.memory.overrides:
        if override.load == load.id and override.kind is kind:
            found = override
    return found


def started_by_command(situation: Situation) -> frozenset[str]:
    """Loads that a person wants to run now."""
    return frozenset(item.load for item in situation.memory.overrides if item.kind is OverrideKind.START)


def vote(situation: Situation, load: LoadState, target_w: float, autonomy: Autonomy) -> Vote:
    """Replace or limit what the other rules arrived at (``target_w``)."""
    stop = active(situation, load, OverrideKind.STOP)
    if stop is not None:
        return _force(situation, stop, 0.0, OverrideCode.STOP)
    start = active(situation, load, OverrideKind.START)
    limit = active(situation, load, OverrideKind.LIMIT)
    limit_w = None if limit is None else load.spec.at_most(limit.power_w or 0.0)
    if start is not None:
        wanted_w = load.spec.at_most(load.spec.top_w if start.power_w is None else start.power_w)
        wanted_w = max(wanted_w, load.spec.lowest_w)
        if limit is not None and limit_w is not None and limit_w < wanted_w:
            return _force(situation, limit, limit_w, OverrideCode.LIMIT)
        return _force(situation, start, wanted_w, OverrideCode.START)
    if load.level != 0 and load.id in situation.ended_starts and not _goes_on(situation, load, autonomy):
        return Vote(Rule.OVERRIDE, Verdict.FORCE, 0.0, OverrideCode.EXPIRED)
    if limit is not None and limit_w is not None and limit_w < target_w:
        return _force(situation, limit, limit_w, OverrideCode.LIMIT)
    return Vote(Rule.OVERRIDE, Verdict.ABSTAIN, target_w)


def _goes_on(situation: Situation, load: LoadState, autonomy: Autonomy) -> bool:
    """Whether a load whose start command ran out has something else to run for.

    At full autonomy R1 decides. Semi stops nothing by itself, so there it takes surplus now.
    """
    if autonomy is Autonomy.SEMI:
        return (situation.surplus.surplus_w or 0.0) >= load.spec.lowest_w
    return autonomy is Autonomy.FULL


def _force(situation: Situation, override: Override, target_w: float, code: OverrideCode) -> Vote:
    return Vote(
        Rule.OVERRIDE,
        Verdict.FORCE,
        target_w,
        code,
        {
            "origin": override.origin,
            "left_min": -(-(override.valid_until - situation.state.now) // 60),
            "limit_w": override.power_w or 0.0,
        },
    )
