"""Recorded days with every reason the engine can give: in disguise they are decided alike, to the byte."""

import json
import lzma
from pathlib import Path
from typing import Any

import pytest

from bitgridai.research import Secret
from bitgridai.research.disguise import Chain, Disguise
from bitgridai.research.words import is_harmless
from custom_components.bitgridai.engine import verify
from custom_components.bitgridai.engine.memory import GENESIS

DAYS = sorted((Path(__file__).parents[1] / "golden" / "days").glob("*.jsonl.xz"))


def _records(day: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in lzma.decompress(day.read_bytes()).splitlines()]


@pytest.mark.parametrize("day", DAYS, ids=lambda day: day.name.partition(".")[0])
def test_a_recorded_day_in_disguise_is_decided_alike(day: Path) -> None:
    records = _records(day)
    loads = {load for record in records for load in (record.get("state") or {}).get("loads", {})}
    disguise = Disguise(Secret(bytes(32)), loads)
    chain = Chain(disguise, GENESIS)
    plain = [json.loads(chain.add(record)[1]) for record in records]
    proof = verify(plain, chain.last_hash, (records[0]["seq"] - 1, GENESIS))
    assert proof.difference is None
    assert proof.decisions == sum(record["kind"] == "decision" for record in records) > 0
    names = [load for load in loads for record in plain if load in _texts(record)]
    assert names == []


@pytest.mark.parametrize("day", DAYS, ids=lambda day: day.name.partition(".")[0])
def test_no_word_of_the_engine_is_taken_for_a_name(day: Path) -> None:
    for record in _records(day):
        if record["kind"] == "decision":
            strange = {text for text in _texts(record["decision"]) if not is_harmless(text)}
            # What it only passes on is not its own.
            passed_on = _texts(record["memory"]) | record["state"]["loads"].keys()
            assert strange <= passed_on, record["seq"]


def _texts(value: Any) -> set[str]:
    """Return every text in a document that is no key, and keys that could be a load's id."""
    if isinstance(value, dict):
        listed = set(value.get("loads", ())) if isinstance(value.get("loads"), dict) else set()
        return listed.union(*(_texts(each) for each in value.values()))
    if isinstance(value, list):
        return set().union(*(_texts(each) for each in value))
    return {value} if isinstance(value, str) else set()


def test_there_are_such_days() -> None:
    assert len(DAYS) > 3
