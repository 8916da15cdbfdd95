"""An update is judged by the past: which decisions would it have made differently, and why?"""

from concurrent.futures import ProcessPoolExecutor
import json
import multiprocessing
from pathlib import Path
from typing import Any

import pytest

from bitgridai.replay import compare
from custom_components.bitgridai.engine.canonical import canonical_bytes
from custom_components.bitgridai.engine.record import record_hash
from tests.archive.chains import some_records
from tests.cli.run import bitgridai


def _as_an_older_engine_decided(records: list[bytes], wanted: int) -> list[bytes]:
    """Let the n-th decision have been another one, in a chain that is whole."""
    changed: list[dict[str, Any]] = []
    decision = 0
    for body in records:
        record: dict[str, Any] = json.loads(body)
        record["engine"] = "0.9.0"
        if record["kind"] == "decision":
            decision += 1
            if decision == wanted:
                record["decision"]["loads"]["miner"] |= {"action": "START", "target_w": 3200, "code": "R1_GUESS"}
                record["explanation"]["miner"]["key"] = "R1_GUESS"
        changed.append(record)
    return _chained_anew(changed)


def _chained_anew(records: list[dict[str, Any]]) -> list[bytes]:
    out: list[bytes] = []
    last_hash = "0" * 64
    for record in records:
        record["prev_hash"] = last_hash
        record["hash"] = last_hash = record_hash(record)
        out.append(canonical_bytes(record))
    return out


def test_the_same_engine_decides_the_same() -> None:
    result = compare(some_records())
    assert result.same
    assert result.decisions > 20
    assert result.records == len(some_records())


def test_a_decision_that_differs_is_told_twice() -> None:
    result = compare(_as_an_older_engine_decided(some_records(), wanted=3))
    assert (result.same, result.differing_decisions, result.recorded_by) == (False, 1, {"0.9.0"})
    each = result.differing[0]
    assert (each.load, each.recorded.action, each.recorded.target_w) == ("miner", "START", 3200)
    assert each.recorded.text == {"en": "R1_GUESS", "de": "R1_GUESS"}, "this engine has no words for that reason"
    assert each.replayed.text["en"] != each.replayed.text["de"]
    assert each.replayed.code.startswith("R")


def test_stretches_decided_side_by_side_come_to_the_same() -> None:
    records = _as_an_older_engine_decided(some_records(), wanted=5) * 60
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
        assert compare(records, most=3, workers=pool) == compare(records, most=3)


def test_what_this_engine_cannot_read_is_named_and_not_passed_over() -> None:
    records = [json.loads(body) for body in some_records()]
    records[5]["state"]["signals"]["grid_power_w"] = {"value": 1, "volts": 230}
    result = compare([canonical_bytes(record) for record in records])
    assert not result.same
    assert len(result.undecided) == 1
    assert result.undecided[0].startswith("record 6: state.signals.grid_power_w")


def _changed(body: bytes, old: bytes, new: bytes) -> bytes:
    assert old in body
    return body.replace(old, new, 1)


def test_a_record_that_was_changed_is_found() -> None:
    records = some_records()
    records[4] = _changed(records[4], b'"trigger":"BLOCK_TICK","unusable"', b'"trigger":"SAFETY","unusable"')
    result = compare(records)
    assert (result.same, result.broken) == (False, ["record 5 is not what its hash says"])


def test_a_record_that_is_missing_is_found_wherever_the_stretches_meet() -> None:
    records = some_records()
    result = compare([*records[:6], *records[7:]])
    assert (result.same, result.broken) == (False, ["record 8 does not follow record 6"])
    halves = compare(records[:6])
    halves.add(compare(records[7:], [json.loads(records[1])["detail"]["policy"]]))
    assert halves == result


def test_a_policy_that_was_changed_is_found_though_the_chain_is_whole() -> None:
    records = [json.loads(body) for body in some_records()]
    records[1]["detail"]["policy"]["r2"]["max_grid_import_w"] = 400
    result = compare(_chained_anew(records))
    assert result.broken == ["record 2: its policy is not what its hash says"]


def test_whoever_waits_hears_how_far_it_is_and_may_end_it() -> None:
    told: list[int] = []
    compare(some_records(), progress=told.append)
    assert told == [len(some_records())]

    def enough(_: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        compare(some_records(), progress=enough)


def test_a_ledger_without_its_policy_is_not_guessed_at() -> None:
    without = [body for body in some_records() if b'"event":"policy"' not in body]
    result = compare(without)
    assert result.differing_decisions == 0
    assert len(result.undecided) == result.decisions
    assert "is not in the ledger" in result.undecided[0]


@pytest.fixture
def older(tmp_path: Path) -> Path:
    path = tmp_path / "older.jsonl"
    path.write_bytes(b"".join(body + b"\n" for body in _as_an_older_engine_decided(some_records(), wanted=3)))
    return path


def test_the_command_shows_both_reasons_and_ends_with_a_finding(older: Path) -> None:
    ran = bitgridai("replay", "compare", older)
    assert ran.code == 1
    assert "was  R1_GUESS" in ran.out
    assert "1 differ" in ran.out
    german = bitgridai("replay", "compare", older, "--language", "de").out
    assert next(line for line in german.splitlines() if line.startswith("  now")) not in ran.out


def test_an_archive_is_compared_like_its_ledger(older: Path, tmp_path: Path) -> None:
    bitgridai("archive", "add", tmp_path / "archive", older)
    told = bitgridai("replay", "compare", tmp_path / "archive", "--json", "--workers", "2").json
    assert told["differing"] == bitgridai("replay", "compare", older, "--json").json["differing"]


def test_what_is_no_ledger_is_refused(tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text("hello")
    for source in (tmp_path, tmp_path / "text.txt", tmp_path / "nothing"):
        ran = bitgridai("replay", "compare", source)
        assert (ran.code, len(ran.err.splitlines())) == (2, 1)
