import json
from typing import Any, ClassVar

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.bitgridai.engine import DocumentError, Memory, Policy, decide_document, explain_document
from custom_components.bitgridai.engine.canonical import canonical_bytes
from custom_components.bitgridai.engine.counterfactual import counterfactuals
from custom_components.bitgridai.engine.document import Node
from custom_components.bitgridai.engine.explanation import LANGUAGES, Audience, explain, tell_votes
from custom_components.bitgridai.engine.explanation.whatif import tell_counterfactual, tell_nearest
from custom_components.bitgridai.engine.memory import memory_document
from custom_components.bitgridai.engine.state import EnergyState, state_from_node
from tests.engine.houses import BLOCK, SUNNY, Document, command, decided, forecast, lockout, memory, miner, rod

DOCUMENT: Document = {
    "state": {
        "now": "2026-06-15T12:00:00Z",
        "signals": {**SUNNY, "grid_power_w": -1000.0004},
        "loads": {"miner": miner()},
    }
}
SURPLUS_W = 1000
"""Of this document, as the engine rounds it."""


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


@pytest.mark.parametrize("document", [None, [], {}, {"state": 5}, {**DOCUMENT, "memry": {}}])
def test_what_cannot_be_decided_is_not_explained_either_and_refused_alike(document: Any) -> None:
    with pytest.raises(DocumentError) as decided:
        decide_document(document)
    with pytest.raises(DocumentError) as explained:
        explain_document(document)
    told = [(error.value.path, error.value.expected, error.value.found) for error in (decided, explained)]
    assert told[0] == told[1]


def test_a_refusal_tells_place_expectation_and_finding_one_by_one_too() -> None:
    with pytest.raises(DocumentError) as error:
        decide_document({"state": 5})
    assert (error.value.path, error.value.expected, error.value.found) == ("state", "an object", "5")


FULL: Document = {
    "policy": {"autonomy": "semi", "r1": {"soc_band": {"eco_pct": 60}}, "r3": {"max_chip_temp_c": 80}},
    "state": {
        **DOCUMENT["state"],
        "trigger": "GUARD",
        "local_date": "2026-06-15",
        "signals": {
            "grid_power_w": {"value": 5, "age_s": 1, "coverage": 1, "quality": "ok"},
            "pv_forecast": forecast(1, 2),
            "emergency_stop": False,
            "controller_health": "ok",
        },
        "loads": {"miner": miner(1, available=True, hashrate=5), "rod": rod(700)},
        "battery_capacity_wh": 5,
    },
    "memory": {
        **memory_document(memory([command("limit", power_w=5)], lockout=lockout(), starts_today=1)),
        "emergency_stop": {"since": "2026-06-15T12:00:00Z", "origin": "user"},
        "request_times": ["2026-06-15T12:00:00Z"],
    },
}


def places(value: Any) -> list[list[Any]]:
    """The path of everything in a document."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [[]] + [[key, *rest] for key, item in items for rest in places(item)]


ANYTHING: Any = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=4) | st.just("\ud800"),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(st.characters(), max_size=3), inner, max_size=2)
    ),
    max_leaves=4,
)


@settings(max_examples=800)
@given(path=st.sampled_from(places(FULL)[1:]), thing=ANYTHING, add=st.booleans())
def test_anything_in_any_place_is_answered_or_refused_in_one_line(path: list[Any], thing: Any, *, add: bool) -> None:
    document = json.loads(json.dumps(FULL))
    parent = document
    for key in path[:-1]:
        parent = parent[key]
    if add and isinstance(parent[path[-1]], dict):
        parent[path[-1]][str(thing)] = thing
    else:
        parent[path[-1]] = thing
    try:
        written = json.dumps(decide_document(document), ensure_ascii=False)
    except DocumentError as error:
        written = str(error)
        assert len(written.splitlines()) == 1  # both ways out are right
    assert written.encode()


def test_the_document_is_not_changed() -> None:
    before = json.dumps(DOCUMENT)
    decide_document(DOCUMENT)
    assert json.dumps(DOCUMENT) == before


class TestExplaining:
    """The same document, told instead of decided."""

    ASKED: ClassVar[Document] = {**DOCUMENT, "what_if": {"signals": {"grid_power_w": -5000}}}

    def test_every_voice_tells_what_was_decided(self) -> None:
        answer: Any = explain_document(self.ASKED)
        told = answer["loads"]["miner"]
        made = decided(state_of(DOCUMENT)).load("miner")
        assert list(told) == ["action", "code", "counterfactuals", "en", "de"]
        assert (told["action"], told["code"]) == ("START", "R1_SURPLUS_PARTIAL")
        for language in LANGUAGES:
            assert list(told[language]) == ["energy", "heat", "technical", "votes", "nearest", "counterfactuals"]
            for audience in Audience:
                words = explain(made, language, audience=audience)
                expected = {"short": words.short, "detail": words.detail, "technical": words.technical}
                assert told[language][audience] == expected
            assert told[language]["votes"] == tell_votes(made, language)

    def test_every_change_that_would_flip_it_is_told_as_a_figure_and_in_words(self) -> None:
        answer: Any = explain_document(self.ASKED)
        told = answer["loads"]["miner"]
        flips = counterfactuals(state_of(DOCUMENT), Memory(), Policy(), "miner", thresholds=True)
        assert told["counterfactuals"] == [
            {
                "kind": flip.kind,
                "name": flip.name,
                "unit": flip.unit,
                "now": SURPLUS_W if flip.name == "surplus_w" else flip.now,
                "then": pytest.approx(SURPLUS_W + flip.change if flip.name == "surplus_w" else flip.then, abs=0.0005),
                "change": pytest.approx(flip.change, abs=0.0005),
                "action": flip.action,
                "target_w": flip.target_w,
            }
            for flip in flips
        ]
        for language in LANGUAGES:
            assert told[language]["nearest"] == tell_nearest(flips, language)
            assert told[language]["counterfactuals"] == [tell_counterfactual(flip, language) for flip in flips]

    def test_a_change_of_surplus_is_told_with_the_surplus_before_and_after_it(self) -> None:
        signals = {**SUNNY, "grid_power_w": -3000, "pv_forecast": forecast(4000, 4000)}
        document = {"state": {**DOCUMENT["state"], "signals": signals, "loads": {"miner": miner(levels_w=(0, 1500))}}}
        answer: Any = explain_document(document)
        told = {flip["name"]: flip for flip in answer["loads"]["miner"]["counterfactuals"]}
        surplus, sun = told["surplus_w"], told["pv_forecast_w"]
        assert (surplus["now"], surplus["then"], surplus["change"]) == (3000, 1499.999, -1500.001)
        assert (sun["now"], sun["then"]) == (None, None)
        assert sun["change"] < 0

    def test_preview_and_what_if_are_marked_as_not_decided(self) -> None:
        answer: Any = explain_document(self.ASKED)
        load = {"action": "START", "target_w": 800, "code": "R1_SURPLUS_PARTIAL"}
        for name, block, target_w, code in (
            ("preview", BLOCK + 1, 800, "R1_SURPLUS_PARTIAL"),
            ("what_if", BLOCK, 1500, "R1_SURPLUS_OK"),
        ):
            assert list(answer[name]) == ["hypothetical", "block_id", "loads"]
            assert answer[name]["hypothetical"] is True
            assert answer[name]["block_id"] == block
            short = answer[name]["loads"]["miner"].pop("short")
            assert answer[name]["loads"]["miner"] == {**load, "target_w": target_w, "code": code}
            assert short["de"].startswith(f"miner startet mit {target_w} W: ".replace("1500", "1.500"))
            assert short["en"].startswith("miner starts at ")

    def test_without_the_question_there_is_no_what_if_and_a_wrong_one_is_refused(self) -> None:
        assert list(explain_document(DOCUMENT)) == ["loads", "preview"]
        with pytest.raises(DocumentError, match="what_if: expected an object, found 5"):
            explain_document({**DOCUMENT, "what_if": 5})


def state_of(document: Document) -> EnergyState:
    return state_from_node(Node("state", document["state"]))
