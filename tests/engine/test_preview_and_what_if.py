"""Looking ahead and asking what if, without changing anything."""

from dataclasses import replace
from typing import Any

import pytest

from custom_components.bitgridai.engine import explain_document
from custom_components.bitgridai.engine.errors import DocumentError
from custom_components.bitgridai.engine.memory import memory_document
from custom_components.bitgridai.engine.policy import Policy
from custom_components.bitgridai.engine.preview import HypothesisKind, next_block, preview, what_if
from custom_components.bitgridai.engine.state import state_document

from .houses import BLOCK, BLOCK_S, NOON, memory, miner, state


def test_the_preview_decides_the_next_block_with_present_readings() -> None:
    ahead = preview(state("GUARD", grid_power_w=-3000), replace(memory(), block_id=BLOCK), Policy())
    assert ahead.block_id == BLOCK + 1
    assert ahead.load("miner").action == "START"


def test_the_next_block_begins_after_now_even_at_a_blocks_first_second() -> None:
    assert next_block(NOON, BLOCK_S) == NOON + BLOCK_S
    assert next_block(NOON + BLOCK_S - 1, BLOCK_S) == NOON + BLOCK_S


def test_what_if_more_sun_shone() -> None:
    answer = what_if(state(grid_power_w=0), memory(), Policy(), {"signals": {"grid_power_w": -2000}})
    assert answer.kind is HypothesisKind.WHAT_IF
    assert answer.decision.load("miner").action == "START"


def test_what_if_the_owner_were_more_careful() -> None:
    answer = what_if(state(grid_power_w=-3000), memory(), Policy(), {"policy": {"r2": {"soc_soft_min_pct": 95}}})
    assert answer.decision.load("miner").code == "R2_SOC_SOFT_MIN"


def test_what_if_a_plain_reading_were_an_old_one() -> None:
    old = {"signals": {"grid_power_w": {"value": -3000, "age_s": 999}}}
    answer = what_if(state(grid_power_w=-3000, loads={"miner": miner(1)}), memory(), Policy(), old)
    assert answer.decision.load("miner").code == "R3_MISSING_TELEMETRY"


def test_what_if_the_miner_were_hot() -> None:
    hot = {"loads": {"miner": {"chip_temp_c": 90}}}
    answer = what_if(state(loads={"miner": miner(1)}), memory(), Policy(), hot)
    assert answer.decision.load("miner").code == "R3_OVERTEMP"


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"signals": {"grid": 1}}, "what_if.signals.grid"),
        ({"signals": 3}, "what_if.signals"),
        ({"loads": {"miner": 5}}, "what_if.loads.miner"),
        ({"policy": {"r9": {}}}, "policy.r9"),
        ({"weather": {}}, "what_if.weather"),
        ({"loads": {"miner": {"level": 7}}}, "what_if.loads.miner.level"),
    ],
)
def test_an_impossible_what_if_is_refused_with_its_place(changes: dict[str, object], place: str) -> None:
    with pytest.raises(DocumentError) as caught:
        what_if(state(), memory(), Policy(), changes)
    assert caught.value.path == place


def test_the_document_of_an_explanation_marks_what_was_not_decided() -> None:
    document = {
        "state": state_document(state(grid_power_w=-380)),
        "memory": memory_document(memory()),
        "what_if": {"signals": {"grid_power_w": -2000}},
    }
    told: Any = explain_document(document)
    assert told["preview"]["hypothetical"] is True
    assert told["what_if"]["hypothetical"] is True
    assert told["what_if"]["loads"]["miner"]["action"] == "START"
    assert told["loads"]["miner"]["en"]["nearest"].endswith("with 420 W more surplus.")
