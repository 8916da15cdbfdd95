from dataclasses import fields
from typing import Any

import pytest

from custom_components.bitgridai.engine.policy import Policy, policy_document, policy_hash
from custom_components.bitgridai.engine.presets import PRESETS, Preset, preset_policy


def test_every_preset_is_a_valid_policy_of_its_own() -> None:
    policies = {preset: preset_policy(preset) for preset in Preset}
    assert PRESETS.keys() == set(Preset)
    assert len(set(policies.values())) == len(Preset)
    assert policies[Preset.BALANCED] == Policy()


@pytest.mark.parametrize(
    ("preset", "digest"),
    [
        (Preset.CAREFUL, "f7b5c222b95f255718729880f57c6eb88a4af01c3670ee1391ed8c82e7b0f1d8"),
        (Preset.BALANCED, "765072f6e8266a9beb1ec0d780861ed89740e11238e20e13d9e84e7e4e0f5f42"),
        (Preset.EAGER, "eb0d7976a5f21722ad5fd93fcbda3d3999a9aa641576e39488cf4e9c852f542c"),
    ],
)
def test_whoever_chose_a_preset_keeps_its_thresholds_with_the_next_release(preset: Preset, digest: str) -> None:
    # Options name the preset alone: another number here is another policy in every house that chose it.
    assert policy_hash(preset_policy(preset)) == digest


@pytest.mark.parametrize("preset", Preset)
def test_no_preset_touches_safety_or_autonomy(preset: Preset) -> None:
    policy = preset_policy(preset)
    assert policy.r3 == Policy().r3
    assert policy.autonomy == Policy().autonomy


@pytest.mark.parametrize("preset", Preset)
def test_a_preset_names_only_what_it_changes(preset: Preset) -> None:
    default: dict[str, Any] = policy_document(Policy())
    for section, changes in PRESETS[preset].items():
        assert section in {item.name for item in fields(Policy)}
        for name, value in changes.items():
            # Thresholds that came later are left out of the default's document.
            assert default[section].get(name) != value


def test_careful_keeps_more_back_than_balanced_and_eager_less() -> None:
    careful, balanced, eager = (preset_policy(preset) for preset in Preset)
    for low, middle, high in (
        (eager.r2.soc_hard_min_pct, balanced.r2.soc_hard_min_pct, careful.r2.soc_hard_min_pct),
        (eager.r2.soc_soft_min_pct, balanced.r2.soc_soft_min_pct, careful.r2.soc_soft_min_pct),
        (eager.r4.start_ct, balanced.r4.start_ct, careful.r4.start_ct),
        (careful.r4.load_ct_kwh, balanced.r4.load_ct_kwh, eager.r4.load_ct_kwh),
        (eager.r4.reserve_margin_pct, balanced.r4.reserve_margin_pct, careful.r4.reserve_margin_pct),
        (eager.r5.min_pause_blocks, balanced.r5.min_pause_blocks, careful.r5.min_pause_blocks),
        (careful.r1.start_margin_w, balanced.r1.start_margin_w, eager.r1.start_margin_w),
        (careful.r2.max_grid_import_w, balanced.r2.max_grid_import_w, eager.r2.max_grid_import_w),
        (careful.r5.max_starts_per_day, balanced.r5.max_starts_per_day, eager.r5.max_starts_per_day),
    ):
        assert low < middle < high
