"""What if another policy had been in force, or the array had been larger? The recorded house lives again.

Two policies go through the same loop: the recorded one and the changed one. Their difference is that of the
policies alone, whatever the loop leaves out.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from math import isnan
from typing import Any, Final

from ..engine.document import iso_utc
from ..engine.policy import policy_hash
from ..engine.version import ENGINE_VERSION
from .course import ACTIONS, CODES, UNDECIDED, Course
from .figures import Figures, Measured, account_of, figures_of, measured_of
from .lives import live
from .recorded import RecordedHouse
from .setting import Given, Setting, assumptions_document, policy_to_replay, setting_of
from .watch import Watch

DIFFERENCES_MAX: Final = 500
"""Decisions that differ are told up to this number, and counted beyond."""


@dataclass(frozen=True, slots=True)
class Made:
    """What a load was told in a block, and the reason's code."""

    action: str
    target_w: float
    code: str


@dataclass(frozen=True, slots=True)
class Differing:
    """A decision that the two policies made differently, each in its own course of things."""

    time: str
    load: str
    recorded: Made
    changed: Made


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """What a changed policy came to."""

    setting: Setting
    changes: Mapping[str, Any]
    recorded_policy: str
    """Hash."""
    changed_policy: str
    """Hash."""
    recorded: Figures
    """The recorded policy in the same loop."""
    changed: Figures
    without_loads: Figures
    measured: Measured
    differing_decisions: int
    """All of them, once per load."""
    decisions: int
    differing: tuple[Differing, ...]
    """The first ones."""
    courses: Mapping[str, Course]
    """``recorded`` and ``changed``."""

    def document(self) -> dict[str, Any]:
        """Write it as JSON can hold it."""
        return {
            "kind": "what_if",
            "engine": ENGINE_VERSION,
            "recorded": self.setting.recorded.document(),
            "changes": dict(self.changes),
            "pv_factor": self.setting.given.pv_factor,
            "policy_hashes": {"recorded": self.recorded_policy, "changed": self.changed_policy},
            "assumptions": assumptions_document(self.setting),
            "figures": {
                "recorded": self.recorded.document(),
                "changed": self.changed.document(),
                "without_loads": self.without_loads.document(),
            },
            "measured": asdict(self.measured),
            "decisions": self.decisions,
            "differing_decisions": self.differing_decisions,
            "differing": [asdict(each) for each in self.differing],
            "series": _series(self.setting, self.courses),
        }


def run(
    recorded: RecordedHouse,
    changes: Mapping[str, Any],
    *,
    given: Given | None = None,
    speed: float | None = None,
    watch: Watch | None = None,
) -> WhatIf:
    """Let a recorded house live under a changed policy.

    ``changes`` is a partial policy over the recorded one; ``given.pv_factor`` scales sun and forecasts.
    ``speed`` is recorded seconds in a second, None for as fast as possible. Raises ReplayError where it cannot
    be done and StoppedError where ``watch`` wants an end.
    """
    setting = setting_of(recorded, given)
    policies = (policy_to_replay(recorded, {}), policy_to_replay(recorded, changes))
    before, after = live(setting, policies, watch or Watch(), speed)
    (idle,) = live(setting, (None,), Watch())
    nothing = account_of(idle, setting)
    differing = list(_differing(recorded, before, after))
    return WhatIf(
        setting=setting,
        changes=changes,
        recorded_policy=policy_hash(policies[0]),
        changed_policy=policy_hash(policies[1]),
        recorded=figures_of(account_of(before, setting), nothing, setting),
        changed=figures_of(account_of(after, setting), nothing, setting),
        without_loads=figures_of(nothing, nothing, setting),
        measured=measured_of(setting),
        decisions=sum(len(load.action) - load.action.count(UNDECIDED) for load in after.loads.values()),
        differing_decisions=len(differing),
        differing=tuple(differing[:DIFFERENCES_MAX]),
        courses={"recorded": before, "changed": after},
    )


def _differing(recorded: RecordedHouse, before: Course, after: Course) -> Iterator[Differing]:
    for block in range(recorded.blocks):
        for load_id, was in before.loads.items():
            now = after.loads[load_id]
            if (was.action[block], was.target_w[block]) == (now.action[block], now.target_w[block]):
                continue
            if was.action[block] == UNDECIDED:
                continue  # nobody decided, and what is not known equals nothing
            made = [
                Made(ACTIONS[load.action[block]].value, load.target_w[block], CODES[load.code[block]])
                for load in (was, now)
            ]
            yield Differing(iso_utc(recorded.time(block)), load_id, *made)


def _series(setting: Setting, courses: Mapping[str, Course]) -> dict[str, Any]:
    recorded = setting.recorded
    factor = setting.given.pv_factor
    return {
        "start": iso_utc(recorded.start),
        "block_s": recorded.block_s,
        "pv_w": [_shown(power_w * factor) for power_w in recorded.pv_w],
        "base_w": [_shown(power_w) for power_w in recorded.base_w],
        "courses": {name: _course(setting, course) for name, course in courses.items()},
    }


def _course(setting: Setting, course: Course) -> dict[str, Any]:
    document: dict[str, Any] = {
        "loads": {load_id: [_shown(power_w) for power_w in load.target_w] for load_id, load in course.loads.items()},
        "grid_w": [_shown(power_w) for power_w in course.grid_w],
        "battery_w": [_shown(power_w) for power_w in course.battery_w],
    }
    if setting.recorded.battery:
        capacity_wh = setting.house.capacity_wh
        document["battery_soc_pct"] = [_shown(stored_wh / capacity_wh * 100) for stored_wh in course.stored_wh]
    return document


def _shown(value: float) -> float | None:
    """Round for reading; None for what is not known."""
    return None if isnan(value) else round(value, 1) + 0.0
