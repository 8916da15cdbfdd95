"""The policy in force, and where it comes from."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from ..const import OPTION_POLICY, OPTION_PRESET
from ..engine.document import Node
from ..engine.policy import Policy, policy_with
from ..engine.presets import Preset, preset_policy

_AUTONOMY = "autonomy"


class PolicyOrigin(StrEnum):
    """Where a policy comes from."""

    CAREFUL = Preset.CAREFUL.value
    BALANCED = Preset.BALANCED.value
    EAGER = Preset.EAGER.value
    OPTIONS = "options"
    """A preset with thresholds that the owner changed."""
    FILE = "file"


@dataclass(frozen=True, slots=True)
class ActivePolicy:
    """A valid policy and its origin."""

    policy: Policy
    origin: PolicyOrigin
    autonomy_fixed: bool = False
    """Whether the file says how much the controller does by itself, so that nobody else does."""

    def may_change(self, changes: Mapping[str, Any]) -> bool:
        """Whether a change made in Home Assistant would have an effect."""
        if self.origin is not PolicyOrigin.FILE:
            return True
        return changes.keys() == {_AUTONOMY} and not self.autonomy_fixed


def preset_of(options: Mapping[str, Any]) -> Preset:
    """Return the preset that was chosen; DocumentError where it is none."""
    return Node("preset", options.get(OPTION_PRESET, Preset.BALANCED.value)).choice(Preset)


def from_options(options: Mapping[str, Any]) -> ActivePolicy:
    """Read preset and changed thresholds; DocumentError where they do not fit."""
    preset = preset_of(options)
    changes = {name: node.value for name, node in Node("policy", options.get(OPTION_POLICY, {})).mapping().items()}
    base = preset_policy(preset)
    policy = policy_with(base, changes)
    # How much the controller does by itself is chosen on the dashboard, under any preset.
    pure = replace(policy, autonomy=base.autonomy) == base
    return ActivePolicy(policy, PolicyOrigin(preset.value) if pure else PolicyOrigin.OPTIONS)


def from_file(document: Any, options: Mapping[str, Any]) -> ActivePolicy:
    """Take the whole policy from a file's document; the autonomy from the options where it is left out there."""
    policy = policy_with(Policy(), document or {})
    fixed = _AUTONOMY in (document or {})
    if not fixed:
        policy = replace(policy, autonomy=from_options(options).policy.autonomy)
    return ActivePolicy(policy, PolicyOrigin.FILE, autonomy_fixed=fixed)
