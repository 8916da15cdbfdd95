"""All thresholds of the engine: versioned, validated whole, hashed."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from .canonical import digest
from .document import Json, Node
from .energy_paths import EnergyPathThresholds
from .errors import DocumentError
from .rules.r1_surplus import R1Thresholds
from .rules.r2_autarky import R2Thresholds
from .rules.r3_safety import R3Thresholds
from .rules.r4_forecast import R4Thresholds
from .rules.r5_stability import R5Thresholds
from .threshold import choice, count, read_section, section, section_document, switch, threshold
from .vocabulary import Autonomy


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockThresholds:
    """Policy section ``block``."""

    length_s: int = count(600, unit="s", low=60, high=3600, doc="Length of a decision window.")
    min_coverage: float = threshold(0.5, unit="", low=0, high=1, doc="Share of a window that must have valid readings.")


@dataclass(frozen=True, slots=True, kw_only=True)
class TrimThresholds:
    """Policy section ``trim``."""

    enabled: bool = switch(default=False, doc="Let continuous loads follow the surplus between block ticks.")
    interval_s: int = count(300, unit="s", low=60, high=3600, doc="Shortest time between two trims.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The household's rules of the game. Build it with :func:`policy_from_node`."""

    version: int = count(1, unit="", low=1, high=1, doc="Version of this document's form.")
    autonomy: Autonomy = choice(Autonomy.FULL, doc="How much the controller does by itself.")
    block: BlockThresholds = section(BlockThresholds, doc="Decision windows.")
    r1: R1Thresholds = section(R1Thresholds, doc="Start and optimise.")
    r2: R2Thresholds = section(R2Thresholds, doc="Autarky.")
    r3: R3Thresholds = section(R3Thresholds, doc="Safety.")
    r4: R4Thresholds = section(R4Thresholds, doc="Forecast veto.")
    r5: R5Thresholds = section(R5Thresholds, doc="Stability.")
    trim: TrimThresholds = section(TrimThresholds, doc="Following the surplus between ticks.")
    energy_path: EnergyPathThresholds = section(EnergyPathThresholds, doc="What a kWh is worth.")


def policy_from_node(node: Node) -> Policy:
    """Read a partial policy over the defaults; DocumentError names what is wrong."""
    policy = Policy() if node.value is None else read_section(Policy, node)
    _check_order(policy, node.path)
    return policy


def _check_order(policy: Policy, path: str) -> None:
    """Refuse thresholds that contradict each other."""
    r2, r3, band = policy.r2, policy.r3, policy.r1.soc_band
    ordered: tuple[tuple[str, float, str, float], ...] = (
        ("r2.soc_soft_min_pct", r2.soc_soft_min_pct, "r2.soc_hard_min_pct", r2.soc_hard_min_pct),
        ("r2.battery_priority_soc_pct", r2.battery_priority_soc_pct, "r2.soc_hard_min_pct", r2.soc_hard_min_pct),
        ("r1.soc_band.eco_pct", band.eco_pct, "r1.soc_band.reserve_pct", band.reserve_pct),
        ("r1.soc_band.standard_pct", band.standard_pct, "r1.soc_band.standard_exit_pct", band.standard_exit_pct),
        ("r1.soc_band.standard_exit_pct", band.standard_exit_pct, "r1.soc_band.eco_pct", band.eco_pct),
        ("r1.soc_band.super_pct", band.super_pct, "r1.soc_band.super_exit_pct", band.super_exit_pct),
        ("r1.soc_band.super_exit_pct", band.super_exit_pct, "r1.soc_band.standard_pct", band.standard_pct),
    )
    for upper_name, upper, lower_name, lower in ordered:
        if upper < lower:
            raise DocumentError(f"{path}.{upper_name}", f"at least {lower_name} ({lower:g})", f"{upper:g}")
    if r3.resume_chip_temp_c >= r3.max_chip_temp_c:
        raise DocumentError(
            f"{path}.r3.resume_chip_temp_c",
            f"less than r3.max_chip_temp_c ({r3.max_chip_temp_c:g})",
            f"{r3.resume_chip_temp_c:g}",
        )


def policy_document(policy: Policy) -> dict[str, Json]:
    """Write the policy with every field, defaults included."""
    return section_document(policy)


@lru_cache(maxsize=64)
def policy_hash(policy: Policy) -> str:
    """SHA-256 of the whole policy: two policies with one hash decide alike."""
    return digest(policy_document(policy))


def policy_with(policy: Policy, changes: dict[str, Any]) -> Policy:
    """Apply a partial document to a policy; DocumentError where it does not fit."""
    return policy_from_node(Node("policy", merged(policy_document(policy), changes)))


def merged(base: dict[str, Json], changes: dict[str, Any]) -> dict[str, Json]:
    """Lay a partial document over another one, section by section."""
    out = dict(base)
    for key, value in changes.items():
        old = out.get(key)
        out[key] = merged(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return out
