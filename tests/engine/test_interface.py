import json
from typing import Any

import pytest

from custom_components.bitgridai.engine import DocumentError, decide_document
from custom_components.bitgridai.engine.canonical import canonical_bytes
from tests.engine.houses import NOON, SUNNY, Document, miner

DOCUMENT: Document = {
    "state": {
        "now": "2026-06-15T12:00:00Z",
        "signals": {**SUNNY, "grid_power_w": -1000.0004},
        "loads": {"miner": miner()},
    }
}


def test_a_document_is_answered_with_decision_memory_and_record() -> None:
    answer: Any = decide_document(DOCUMENT)
    assert list(answer) == ["decision", "memory", "record"]
    load = answer["decision"]["loads"]["miner"]
    assert (load["action"], load["target_w"], load["code"]) == ("START", 800, "R1_SURPLUS_PARTIAL")
    assert load["explanation"]["de"]["short"].startswith("miner startet mit 800 W: ")
    assert answer["memory"]["seq"] == answer["record"]["seq"] == 1
    assert answer["memory"]["last_hash"] == answer["record"]["hash"]


def test_the_memory_of_an_answer_goes_into_the_next_document() -> None:
    first: Any = json.loads(json.dumps(decide_document(DOCUMENT)))
    later = {**DOCUMENT["state"], "now": "2026-06-15T12:10:00Z", "loads": {"miner": miner(1)}}
    second: Any = decide_document({"state": later, "memory": first["memory"]})
    assert second["record"]["prev_hash"] == first["record"]["hash"]
    assert second["memory"]["loads"]["miner"]["blocks_since_start"] == 1


def test_an_answer_holds_no_number_finer_than_the_engine_reads() -> None:
    answer = decide_document(DOCUMENT)
    assert json.loads(canonical_bytes(answer)) == json.loads(json.dumps(answer))


def test_policy_and_memory_may_be_left_out_or_null() -> None:
    assert decide_document(DOCUMENT) == decide_document({**DOCUMENT, "policy": None, "memory": None})
    assert decide_document(DOCUMENT) == decide_document({**DOCUMENT, "policy": {}, "memory": {}})


@pytest.mark.parametrize(
    ("document", "text"),
    [
        (None, "document: expected an object, found null"),
        ([], "document: expected an object, found []"),
        ({}, 'document: expected an object with "state", found {}'),
        ({"state": 5}, "state: expected an object, found 5"),
        ({**DOCUMENT, "memry": {}}, 'document.memry: expected no such key here, but "memory"'),
        (
            {**DOCUMENT, "policy": {"r3": {"max_chip_temp_c": 120}}},
            "policy.r3.max_chip_temp_c: expected a number from 30 to 95, found 120",
        ),
        ({**DOCUMENT, "memory": {"seq": "1"}}, "memory.seq: expected a whole number from 0 to "),
    ],
)
def test_a_wrong_document_is_refused_with_its_place(document: Any, text: str) -> None:
    with pytest.raises(DocumentError) as error:
        decide_document(document)
    assert str(error.value).startswith(text)


def test_the_document_is_not_changed() -> None:
    before = json.dumps(DOCUMENT)
    decide_document(DOCUMENT)
    assert json.dumps(DOCUMENT) == before
    assert NOON
