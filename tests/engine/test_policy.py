from dataclasses import fields
from typing import Any

import pytest

from custom_components.bitgridai.engine import DocumentError, Policy, policy_hash
from custom_components.bitgridai.engine.document import Node
from custom_components.bitgridai.engine.policy import policy_document, policy_from_node, policy_with
from custom_components.bitgridai.engine.threshold import Spec
from tests.engine.houses import policy


def nested(path: str, value: Any) -> dict[str, Any]:
    document: Any = value
    for name in reversed(path.split(".")):
        document = {name: document}
    assert isinstance(document, dict)
    return document


def thresholds(section: Any = Policy, prefix: str = "") -> list[tuple[str, Spec]]:
    """Every field of the policy by its path."""
    found = []
    for item in fields(section):
        path = f"{prefix}{item.name}"
        if "section" in item.metadata:
            found += thresholds(item.metadata["section"], f"{path}.")
        else:
            found.append((path, item.metadata["spec"]))
    return found


RANGED = [(path, spec) for path, spec in thresholds() if spec.low is not None and spec.high is not None]


def test_nothing_said_is_the_default_policy() -> None:
    assert policy_from_node(Node("policy", None)) == policy_from_node(Node("policy", {})) == Policy()


def test_a_policy_reads_back_as_it_was_written() -> None:
    rules = policy(autonomy="semi", r1={"price_max_ct": None, "soc_band": {"eco_pct": 60}}, trim={"enabled": True})
    assert policy_from_node(Node("policy", policy_document(rules))) == rules


RETIRED = ("spare_days_pct", "start_days_pct", "hold_days_pct", "min_run_min")


@pytest.mark.parametrize("name", RETIRED)
@pytest.mark.parametrize("value", [90, 10.5, None, "once something else"])
def test_a_threshold_that_no_longer_decides_is_passed_over(name: str, value: Any) -> None:
    document: Any = {"r4": {name: value, "start_ct": 5}}
    assert policy_from_node(Node("policy", document)) == policy(r4={"start_ct": 5})
    assert policy_with(Policy(), document) == policy(r4={"start_ct": 5})
    written: Any = policy_document(policy_from_node(Node("policy", document)))
    assert name not in written["r4"]


@pytest.mark.parametrize(
    ("document", "path"),
    [
        ({"r4": {"spare_days_pct": 80, "run_min": 5}}, "policy.r4.run_min"),
        ({"r4": {"days_pct": 80}}, "policy.r4.days_pct"),
        *(({"r1": {name: 80}}, f"policy.r1.{name}") for name in RETIRED),
        *(({name: 80}, f"policy.{name}") for name in RETIRED),
    ],
)
def test_any_other_threshold_that_is_none_is_refused(document: Any, path: str) -> None:
    with pytest.raises(DocumentError, match=path.replace(".", r"\.")):
        policy_from_node(Node("policy", document))


def test_part_of_a_policy_leaves_the_rest_at_its_default() -> None:
    rules = policy(r1={"stop_margin_w": 100})
    assert rules.r1.stop_margin_w == 100
    assert rules.r1.start_margin_w == 0
    assert rules.r3 == Policy().r3


@pytest.mark.parametrize(("path", "spec"), RANGED, ids=[path for path, _ in RANGED])
def test_each_threshold_has_a_closed_range_a_meaning_and_a_default_inside(path: str, spec: Spec) -> None:
    assert spec.low is not None
    assert spec.high is not None
    assert spec.doc.endswith(".")
    wrong: list[Any] = [spec.low - 0.01, spec.high + 0.01, float("nan"), "5", True, [], {}]
    for outside in wrong:
        with pytest.raises(DocumentError) as error:
            policy_from_node(Node("policy", nested(path, outside)))
        assert error.value.path == f"policy.{path}"
    value: Any = Policy()
    for name in path.split("."):
        value = getattr(value, name)
    assert value is None or spec.low <= value <= spec.high


@pytest.mark.parametrize(("path", "spec"), RANGED, ids=[path for path, _ in RANGED])
def test_only_what_can_be_turned_off_may_be_empty(path: str, spec: Spec) -> None:
    if spec.nullable:
        policy_from_node(Node("policy", nested(path, None)))
    else:
        with pytest.raises(DocumentError):
            policy_from_node(Node("policy", nested(path, None)))


def sections(section: Any = Policy, path: str = "policy") -> list[tuple[str, str]]:
    """Every section of the policy by its path, and what it is about."""
    inner = [item for item in fields(section) if "section" in item.metadata]
    return [
        *((f"{path}.{item.name}", item.metadata["doc"]) for item in inner),
        *(found for item in inner for found in sections(item.metadata["section"], f"{path}.{item.name}")),
    ]


@pytest.mark.parametrize(("path", "doc"), sections(), ids=[path for path, _ in sections()])
def test_each_section_says_what_it_is_about(path: str, doc: str) -> None:
    assert doc.endswith("."), path


@pytest.mark.parametrize(
    ("document", "path"),
    [
        ({"r9": {}}, "policy.r9"),
        ({"r1": {"averaging": 600}}, "policy.r1.averaging"),
        ({"r1": {"soc_band": {"eco": 5}}}, "policy.r1.soc_band.eco"),
        ({"r1": []}, "policy.r1"),
        ({"r1": None}, "policy.r1"),
        ({"version": 2}, "policy.version"),
        ({"autonomy": "none"}, "policy.autonomy"),
        ({"trim": {"enabled": 1}}, "policy.trim.enabled"),
        ({"r1": {"strategy": "SURPLUS"}}, "policy.r1.strategy"),
        ({"block": {"length_s": 600.5}}, "policy.block.length_s"),
        ([], "policy"),
    ],
)
def test_what_is_no_policy_is_refused_whole_with_its_place(document: Any, path: str) -> None:
    with pytest.raises(DocumentError) as error:
        policy_from_node(Node("policy", document))
    assert error.value.path == path


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("r3.max_chip_temp_c", 95.001),
        ("r3.resume_chip_temp_c", 95.001),
        ("r3.comm_timeout_s", 300.001),
        ("r3.telemetry_max_age_s", 300.001),
        ("r3.lockout_min", 0),
    ],
)
def test_no_policy_widens_the_absolute_limits(path: str, value: float) -> None:
    with pytest.raises(DocumentError):
        policy_from_node(Node("policy", nested(path, value)))


@pytest.mark.parametrize(
    ("document", "path"),
    [
        ({"r2": {"soc_soft_min_pct": 49}}, "policy.r2.soc_soft_min_pct"),
        ({"r2": {"battery_priority_soc_pct": 49}}, "policy.r2.battery_priority_soc_pct"),
        ({"r3": {"resume_chip_temp_c": 85}}, "policy.r3.resume_chip_temp_c"),
        ({"r3": {"max_chip_temp_c": 75}}, "policy.r3.resume_chip_temp_c"),
        ({"r1": {"soc_band": {"reserve_pct": 59}}}, "policy.r1.soc_band.eco_pct"),
        ({"r1": {"soc_band": {"standard_pct": 74}}}, "policy.r1.soc_band.standard_pct"),
        ({"r1": {"soc_band": {"super_pct": 84}}}, "policy.r1.soc_band.super_pct"),
        ({"r1": {"soc_band": {"super_exit_pct": 79}}}, "policy.r1.soc_band.super_exit_pct"),
    ],
)
def test_thresholds_that_contradict_each_other_are_refused(document: Any, path: str) -> None:
    with pytest.raises(DocumentError) as error:
        policy_from_node(Node("policy", document))
    assert error.value.path == path


@pytest.mark.parametrize(
    ("document", "text"),
    [
        ({"r2": {"soc_soft_min_pct": 49}}, "r2.soc_soft_min_pct: expected at least r2.soc_hard_min_pct (50), found 49"),
        (
            {"r2": {"battery_priority_soc_pct": 49}},
            "r2.battery_priority_soc_pct: expected at least r2.soc_hard_min_pct (50), found 49",
        ),
        (
            {"r3": {"resume_chip_temp_c": 85}},
            "r3.resume_chip_temp_c: expected less than r3.max_chip_temp_c (85), found 85",
        ),
        (
            {"r1": {"soc_band": {"reserve_pct": 59}}},
            "r1.soc_band.eco_pct: expected at least r1.soc_band.reserve_pct (59), found 58",
        ),
        (
            {"r1": {"soc_band": {"standard_pct": 74}}},
            "r1.soc_band.standard_pct: expected at least r1.soc_band.standard_exit_pct (75), found 74",
        ),
        (
            {"r1": {"soc_band": {"standard_exit_pct": 57}}},
            "r1.soc_band.standard_exit_pct: expected at least r1.soc_band.eco_pct (58), found 57",
        ),
        (
            {"r1": {"soc_band": {"super_pct": 84}}},
            "r1.soc_band.super_pct: expected at least r1.soc_band.super_exit_pct (85), found 84",
        ),
        (
            {"r1": {"soc_band": {"super_exit_pct": 79}}},
            "r1.soc_band.super_exit_pct: expected at least r1.soc_band.standard_pct (80), found 79",
        ),
    ],
)
def test_a_contradiction_names_both_thresholds_and_what_they_are(document: Any, text: str) -> None:
    with pytest.raises(DocumentError) as error:
        policy_from_node(Node("policy", document))
    assert str(error.value) == f"policy.{text}"


@pytest.mark.parametrize(
    "document",
    [
        {"r2": {"soc_soft_min_pct": 50}},
        {"r2": {"soc_hard_min_pct": 0, "soc_soft_min_pct": 0, "battery_priority_soc_pct": 0}},
        {"r3": {"resume_chip_temp_c": 84.999}},
        {"r3": {"max_chip_temp_c": 95}},
    ],
)
def test_thresholds_that_just_agree_are_accepted(document: Any) -> None:
    policy_from_node(Node("policy", document))


@pytest.mark.parametrize("path", ["block.length_s", "r3.lockout_min", "r4.learned_days", "r5.min_pause_blocks"])
def test_days_minutes_and_blocks_are_counted_whole(path: str) -> None:
    with pytest.raises(DocumentError, match=f"{path}: expected a whole number from"):
        policy_from_node(Node("policy", nested(path, 7.5)))


def test_two_policies_with_one_hash_are_one_policy() -> None:
    assert policy_hash(policy(r1={"price_max_ct": 25})) == policy_hash(Policy())
    assert policy_hash(policy(r1={"price_max_ct": 25.001})) != policy_hash(Policy())
    assert policy_hash(policy(r1={"price_max_ct": 25.0004})) == policy_hash(Policy())


class TestChangingAPolicy:
    def test_only_what_is_named_changes(self) -> None:
        rules = policy_with(policy(autonomy="semi"), {"r1": {"soc_band": {"eco_pct": 60}}})
        assert (rules.autonomy, rules.r1.soc_band.eco_pct, rules.r1.soc_band.standard_pct) == ("semi", 60, 80)

    def test_the_rest_of_a_section_stays_as_it_was_set(self) -> None:
        rules = policy(r1={"stop_margin_w": 100, "soc_band": {"eco_pct": 60}})
        changed = policy_with(rules, {"r1": {"start_margin_w": 5, "soc_band": {"pv_start_w": 1}}})
        assert (changed.r1.start_margin_w, changed.r1.soc_band.pv_start_w) == (5, 1)
        assert (changed.r1.stop_margin_w, changed.r1.soc_band.eco_pct) == (100, 60)

    def test_a_bad_change_changes_nothing(self) -> None:
        with pytest.raises(DocumentError, match=r"policy\.r3\.max_chip_temp_c"):
            policy_with(Policy(), {"r3": {"max_chip_temp_c": 120}})
        with pytest.raises(DocumentError, match=r"policy\.nonsense"):
            policy_with(Policy(), {"nonsense": 1})

    @pytest.mark.parametrize("changes", [{"r1": 5}, {"r1": None}, {"r1": [1]}, {"r1": "soc_band"}])
    def test_no_section_gives_way_to_what_is_none(self, changes: dict[str, Any]) -> None:
        with pytest.raises(DocumentError) as error:
            policy_with(Policy(), changes)
        assert error.value.path == "policy.r1"
        with pytest.raises(DocumentError) as error:
            policy_with(Policy(), {"r1": {"soc_band": changes["r1"]}})
        assert error.value.path == "policy.r1.soc_band"
