from itertools import pairwise
import json

import pytest

from custom_components.bitgridai.engine import ENGINE_VERSION, Memory, Policy
from custom_components.bitgridai.engine.canonical import canonical_bytes, is_canonical
from custom_components.bitgridai.engine.explanation import render
from custom_components.bitgridai.engine.record import decision_record, event_record, linked, record_hash
from tests.engine.houses import NOON, decided, memory, state
from tests.engine.ledgers import some_day


def test_a_record_carries_its_number_the_hash_before_it_and_its_own() -> None:
    records = some_day().records
    for before, record in pairwise(records):
        assert record["seq"] == before["seq"] + 1  # type: ignore[operator]  # numbers
        assert record["prev_hash"] == before["hash"]
        assert record["hash"] == record_hash(record)


def test_the_first_record_follows_on_zeros() -> None:
    record = event_record(Memory(), NOON, "start", {})
    assert (record["seq"], record["prev_hash"]) == (1, "0" * 64)


def test_a_record_is_in_canonical_form_from_the_start() -> None:
    for record in some_day().records:
        assert is_canonical(record)
        assert json.loads(canonical_bytes(record)) == record


def test_a_decision_record_holds_all_it_takes_to_decide_again() -> None:
    present, before = state(grid_power_w=-1000), memory()
    record = decision_record(present, before, Policy(), decided(present, before))
    assert record["engine"] == ENGINE_VERSION
    assert record["trigger"] == "BLOCK_TICK"
    assert {"policy_hash", "state", "memory", "decision", "explanation", "time"} <= record.keys()


def test_a_decision_can_be_told_from_its_record_alone() -> None:
    present = state(grid_power_w=-1000)
    record = json.loads(canonical_bytes(decision_record(present, memory(), Policy(), decided(present))))
    told = record["explanation"]["miner"]
    words = render(told["key"], told["parameters"], "en", "miner")
    assert words.short == "miner starts at 800 W: surplus is 1,000 W, the next level needs 1,500 W."


def test_the_memory_after_a_record_points_at_it() -> None:
    record = event_record(Memory(), NOON, "start", {})
    after = linked(Memory(), record)
    assert (after.seq, after.last_hash) == (1, record["hash"])
    with pytest.raises(TypeError, match="a number and a hash"):
        linked(Memory(), {"seq": "1", "hash": None})


@pytest.mark.parametrize(("seq", "last_hash"), [("1", "0" * 64), (1, None), (None, "0" * 64)])
def test_no_memory_points_at_what_has_no_number_or_no_hash(seq: int | str | None, last_hash: str | None) -> None:
    with pytest.raises(TypeError, match="a number and a hash"):
        linked(Memory(), {"seq": seq, "hash": last_hash})
