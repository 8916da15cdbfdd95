"""A grid becomes policies in a fixed order, or is refused at the place and value that do not fit."""

import pytest

from bitgridai.engine import DocumentError, Policy
from bitgridai.engine.document import Node
from bitgridai.sweep.grid import read_grid


def test_every_combination_comes_once_and_the_last_place_changes_first() -> None:
    grid = read_grid(Node("grid", {"r2": {"soc_soft_min_pct": [55, 60]}, "r5": {"min_pause_blocks": [1, 2]}}))
    assert [tuple(variant.changes.values()) for variant in grid.variants] == [(55, 1), (55, 2), (60, 1), (60, 2)]
    assert [variant.policy.r2.soc_soft_min_pct for variant in grid.variants] == [55, 55, 60, 60]
    assert grid.variants[0].changes == {"r2.soc_soft_min_pct": 55, "r5.min_pause_blocks": 1}
    assert grid.left_out == 0


def test_an_empty_grid_is_the_default_policy_and_a_single_value_holds_everywhere() -> None:
    assert [variant.policy for variant in read_grid(Node("grid", {})).variants] == [Policy()]
    (only,) = read_grid(Node("grid", {"r1": {"soc_band": {"pv_start_w": 300}}})).variants
    assert only.policy.r1.soc_band.pv_start_w == 300


def test_thresholds_that_contradict_each_other_are_left_out_and_counted() -> None:
    grid = read_grid(Node("grid", {"r2": {"soc_hard_min_pct": [40, 60], "soc_soft_min_pct": [55, 65]}}))
    assert len(grid.variants) == 3
    assert grid.left_out == 1
    with pytest.raises(DocumentError, match="contradict"):
        read_grid(Node("grid", {"r2": {"soc_hard_min_pct": 60, "soc_soft_min_pct": 55}}))


@pytest.mark.parametrize(
    ("document", "place"),
    [
        ({"r2": {"soc_soft_min_pct": [55, 200]}}, "grid.r2.soc_soft_min_pct[1]"),
        ({"r2": {"soc_soft_min_pct": 200}}, "grid.r2.soc_soft_min_pct"),
        ({"r2": {"soc_soft": [55]}}, "grid.r2.soc_soft"),
        ({"r2": {"soc_soft_min_pct": []}}, "grid.r2.soc_soft_min_pct"),
        ({"r2": [1]}, "grid.r2[0]"),
        ({"r1": {"strategy": ["surplus", "luck"]}}, "grid.r1.strategy[1]"),
        ({"r5": dict.fromkeys(("min_pause_blocks", "deadband_blocks", "min_runtime_blocks"), [1] * 47)}, "grid"),
        (None, "grid"),
    ],
)
def test_what_is_no_grid_is_refused_at_its_place(document: object, place: str) -> None:
    with pytest.raises(DocumentError) as refused:
        read_grid(Node("grid", document))
    assert refused.value.path == place
