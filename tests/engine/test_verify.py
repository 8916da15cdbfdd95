from copy import deepcopy
import json
from typing import Any

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.bitgridai.engine import ENGINE_VERSION, Policy, verify
from custom_components.bitgridai.engine.canonical import canonical_bytes
from custom_components.bitgridai.engine.document import Json
from custom_components.bitgridai.engine.policy import policy_document
from custom_components.bitgridai.engine.record import Record, record_hash
from custom_components.bitgridai.engine.verify import Difference, first_difference
from tests.engine.houses import policy
from tests.engine.ledgers import some_day

KEEPER = some_day()
RECORDS = tuple(KEEPER.records)
LINES = tuple(canonical_bytes(record) for record in RECORDS)
LAST = str(RECORDS[-1]["hash"])
TEXT = b"\n".join(LINES)

positions = st.integers(0, len(RECORDS) - 1)


def difference(records: list[Record], last_hash: str | None = LAST) -> Difference:
    report = verify(records, last_hash)
    assert not report.verified
    assert report.difference is not None
    return report.difference


def rechained(records: list[Record], start: int) -> list[Record]:
    """What a forger would do: make all hashes fit again."""
    for index in range(start, len(records)):
        if index:
            records[index]["prev_hash"] = records[index - 1]["hash"]
        records[index]["hash"] = record_hash(records[index])
    return records


def test_a_ledger_as_it_was_written_is_verified() -> None:
    report = verify(RECORDS, LAST)
    assert report.verified
    assert (report.records, report.decisions, report.requests) == (len(RECORDS), 24, 2)
    assert (report.engines, report.last_seq, report.last_hash) == ({ENGINE_VERSION}, len(RECORDS), LAST)


def test_an_empty_ledger_is_verified() -> None:
    assert verify([]).verified


def test_a_report_names_the_engine_that_replayed() -> None:
    assert verify([]).replayed_by == ENGINE_VERSION


@given(st.integers(0, len(TEXT) - 1), st.integers(1, 255))
def test_any_single_changed_byte_is_found(place: int, flip: int) -> None:
    damaged = bytearray(TEXT)
    damaged[place] ^= flip
    try:
        records = [json.loads(line) for line in bytes(damaged).split(b"\n")]
    except ValueError:
        return  # not even JSON any more: found before anything is verified
    assert not verify(records, LAST).verified


@given(positions)
def test_any_removed_record_is_found(place: int) -> None:
    found = difference([*RECORDS[:place], *RECORDS[place + 1 :]])
    assert found.seq == (place + 1 if place + 1 < len(RECORDS) else None)


@settings(max_examples=60)
@given(positions, positions)
def test_any_inserted_or_repeated_record_is_found(place: int, which: int) -> None:
    difference([*RECORDS[:place], RECORDS[which], *RECORDS[place:]])


@settings(max_examples=60)
@given(positions, positions)
def test_any_two_exchanged_records_are_found(one: int, other: int) -> None:
    records = list(RECORDS)
    records[one], records[other] = records[other], records[one]
    assert verify(records, LAST).verified == (one == other)


@given(st.integers(0, len(RECORDS) - 1))
def test_a_ledger_cut_off_is_found_where_its_last_hash_is_kept(length: int) -> None:
    found = difference(list(RECORDS[:length]))
    assert (found.seq, found.path) == (None, "last hash")
    assert verify(RECORDS[:length]).verified


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every number, text and flag in a document."""
    if isinstance(value, dict):
        return [place for key, item in value.items() for place in places(item, (*path, key))]
    if isinstance(value, list):
        return [place for index, item in enumerate(value) for place in places(item, (*path, index))]
    return [path]


DECIDED = 3
DECISION_PLACES = [place for place in places(RECORDS[DECIDED]) if place[0] in {"decision", "explanation"}]


@given(st.sampled_from(DECISION_PLACES))
def test_an_outcome_that_does_not_follow_from_its_inputs_is_found_although_all_hashes_fit(
    place: tuple[Any, ...],
) -> None:
    records: Any = deepcopy(list(RECORDS))
    parent = records[DECIDED]
    for step in place[:-1]:
        parent = parent[step]
    old = parent[place[-1]]
    parent[place[-1]] = "forged" if old != "forged" else "true"
    found = difference(rechained(records, DECIDED), None)
    assert found.seq == DECIDED + 1
    assert found.path.startswith(str(place[0]))
    assert "forged" in found.recorded


def test_a_difference_names_record_place_and_both_values() -> None:
    records: Any = deepcopy(list(RECORDS))
    records[DECIDED]["decision"]["loads"]["miner"]["target_w"] = 1234
    text = str(difference(rechained(records, DECIDED)))
    assert text.startswith("record 4, decision.loads.miner.target_w: recorded 1234, expected ")
    assert str(difference([], LAST)).startswith("the ledger, last hash: recorded 0000")


def test_an_answer_that_was_never_given_is_found() -> None:
    records: Any = deepcopy(list(RECORDS))
    index = next(number for number, record in enumerate(records) if record["kind"] == "request")
    records[index]["answer"]["status"] = "refused"
    assert difference(rechained(records, index)).path == "answer.status"


def test_a_policy_that_is_not_the_one_it_says_is_found() -> None:
    records: Any = deepcopy(list(RECORDS))
    records[1]["detail"]["policy"]["r3"]["max_chip_temp_c"] = 90
    assert difference(rechained(records, 1)).path == "detail.hash"


def test_a_decision_by_a_policy_nobody_recorded_is_found() -> None:
    found = difference(rechained([dict(record) for record in RECORDS if record["seq"] != 2], 0), None)
    assert found.path == "seq"
    renumbered: Any = [dict(record) for record in RECORDS if record["seq"] != 2]
    for number, record in enumerate(renumbered, 1):
        record["seq"] = number
    assert difference(rechained(renumbered, 0), None).path == "policy_hash"


class TestAPrunedLedger:
    KEPT = 9
    ANCHOR = (KEPT, str(RECORDS[KEPT - 1]["hash"]))
    POLICIES = (policy_document(Policy()),)

    def test_its_rest_is_verified_from_the_anchor(self) -> None:
        report = verify(RECORDS[self.KEPT :], LAST, self.ANCHOR, self.POLICIES)
        assert report.verified
        assert (report.records, report.last_seq) == (len(RECORDS) - self.KEPT, len(RECORDS))

    def test_nothing_left_is_verified_by_the_anchor_itself(self) -> None:
        assert verify([], self.ANCHOR[1], self.ANCHOR).verified

    @pytest.mark.parametrize(
        ("anchor", "path"), [((KEPT - 1, ANCHOR[1]), "seq"), ((KEPT, "f" * 64), "prev_hash"), (None, "seq")]
    )
    def test_a_wrong_anchor_is_found(self, anchor: tuple[int, str] | None, path: str) -> None:
        found = verify(RECORDS[self.KEPT :], LAST, anchor, self.POLICIES).difference
        assert found is not None
        assert (found.seq, found.path) == ((anchor or (0, ""))[0] + 1, path)

    def test_without_its_policies_it_cannot_be_replayed(self) -> None:
        found = verify(RECORDS[self.KEPT :], LAST, self.ANCHOR).difference
        assert found is not None
        assert found.path == "policy_hash"

    def test_another_policy_does_not_help(self) -> None:
        other = policy_document(policy(r1={"stop_margin_w": 1}))
        assert not verify(RECORDS[self.KEPT :], LAST, self.ANCHOR, [other]).verified

    def test_a_damaged_policy_is_named(self) -> None:
        report = verify([], None, None, [{}, {"r1": {"stop_margin_w": "much"}}])
        assert str(report.difference) == (
            'the ledger, policies[1].r1.stop_margin_w: recorded "much", expected a number from 0 to 5000'
        )


@pytest.mark.parametrize(
    "record",
    [
        5,
        None,
        [],
        {},
        {"seq": True},
        {**RECORDS[0], "seq": 1.0},
        {**RECORDS[0], "x": float("nan")},
        {**RECORDS[0], "x": {1, 2}},
        {**RECORDS[0], "kind": "dream"},
        {**RECORDS[0], "hash": None},
    ],
)
def test_what_is_no_record_is_a_difference_and_no_accident(record: Any) -> None:
    found = difference([record], None)
    assert found.seq == 1


def test_a_record_whose_state_is_none_is_a_difference() -> None:
    records: Any = deepcopy(list(RECORDS))
    records[DECIDED]["state"] = {"now": "soon"}
    assert difference(rechained(records, DECIDED)).path == "state"


def test_another_engine_that_decides_alike_is_welcome() -> None:
    records: Any = deepcopy(list(RECORDS))
    for record in records:
        record["engine"] = "2.7.1"
    report = verify(rechained(records, 0))
    # The memory in each record names the hash before it, so a chain cannot just be made anew.
    assert not report.verified
    assert report.engines == {"2.7.1"}


@pytest.mark.parametrize(
    ("left", "right", "found"),
    [
        ({"a": 1, "b": 2}, {"a": 1, "b": 3}, ("b", 2, 3)),
        ({"a": {"b": [1, 2]}}, {"a": {"b": [1, 9]}}, ("a.b[1]", 2, 9)),
        ({"a": {"b": 1}}, {"a": {}}, ("a.b", 1, None)),
        ({"a": None}, {}, ("a", None, None)),
        ({"a": {"b": 1}}, {"a": 5}, ("a", {"b": 1}, 5)),
        ({"a": 5}, {"a": {"b": 1}}, ("a", 5, {"b": 1})),
        ({"a": [1]}, {"a": 5}, ("a", [1], 5)),
        ({"a": 5}, {"a": [1]}, ("a", 5, [1])),
        ({"a": [1, 2]}, {"a": [1]}, ("a", [1, 2], [1])),
    ],
)
def test_the_first_difference_is_named_by_its_place(left: Json, right: Json, found: tuple[str, Json, Json]) -> None:
    assert first_difference(left, right, "") == found


@pytest.mark.parametrize(
    ("place", "value", "told"),
    [
        (("state", "wish"), 1, "record 4, state.wish: recorded something else, expected no such key here"),
        (("policy_hash",), "0" * 16, 'record 4, policy_hash: recorded "0000000000000000", expected a policy recorded'),
        (("policy_hash",), None, "record 4, policy_hash: recorded null, expected a policy recorded before"),
        (("kind",), "dream", 'record 4, kind: recorded "dream", expected one of'),
        (("memory", "seq"), -1, "record 4, memory.seq: recorded -1, expected a whole number"),
    ],
)
def test_what_cannot_be_replayed_is_told_with_its_record_and_what_was_found(
    place: tuple[str, ...], value: Any, told: str
) -> None:
    records: Any = deepcopy(list(RECORDS))
    parent = records[DECIDED]
    for step in place[:-1]:
        parent = parent[step]
    parent[place[-1]] = value
    assert str(difference(rechained(records, DECIDED), None)).startswith(told)


def test_a_record_in_another_spelling_is_named_as_such() -> None:
    found = difference([{**RECORDS[0], "x": 1.0}], None)
    assert (found.seq, found.path, found.recorded, found.expected) == (
        1, "record", "another spelling", "its canonical form",
    )  # fmt: skip
    no_record: Any = 5
    nothing = difference([no_record], None)
    assert (nothing.path, nothing.recorded, nothing.expected) == ("record", "5", "an object")


def test_a_policy_under_a_wrong_name_is_told_with_its_record() -> None:
    records: Any = deepcopy(list(RECORDS))
    records[1]["detail"]["hash"] = "0" * 64
    found = difference(rechained(records, 1), None)
    assert (found.seq, found.path, found.recorded) == (2, "detail.hash", '"' + "0" * 38 + "…")


def test_a_policy_event_without_a_name_is_taken() -> None:
    records: Any = deepcopy(list(RECORDS[:2]))
    del records[1]["detail"]["hash"]
    assert verify(rechained(records, 1)).verified


def test_a_damaged_policy_of_before_is_told_with_what_was_found() -> None:
    report = verify([], None, None, [{"wish": 1}])
    assert str(report.difference).startswith(
        "the ledger, policies[0].wish: recorded something else, expected no such key here, but one of autonomy, block"
    )


def test_the_first_of_many_differences_is_the_first_by_name() -> None:
    names = [f"{letter}{number}" for letter in "XbAq.z" for number in range(20)]
    assert first_difference(dict.fromkeys(names, 1), dict.fromkeys(names, 2), "p") == ("p..0", 1, 2)
    assert first_difference({"XX": 1}, {"XX": 2}, "") == ("XX", 1, 2)


@pytest.mark.parametrize("request_", [5, None, [], "start"])
def test_a_request_that_is_no_object_is_shown_as_it_was_recorded(request_: Any) -> None:
    records: Any = deepcopy(list(RECORDS))
    index = next(number for number, record in enumerate(records) if record["kind"] == "request")
    records[index]["request"] = request_
    found = difference(rechained(records, index), None)
    assert (found.seq, found.path, found.recorded) == (index + 1, "request", json.dumps(request_))
    assert found.expected == "an object"


def test_true_is_no_number_of_a_record() -> None:
    records: Any = deepcopy(list(RECORDS[:1]))
    records[0]["seq"] = True
    found = difference(rechained(records, 0), None)
    assert (found.seq, found.path, found.recorded, found.expected) == (1, "seq", "true", "1")
