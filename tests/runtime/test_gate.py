"""So many writes of a kind a minute, whatever the clock does, and a trace of the others that cannot grow wild."""

from typing import Any

from bitgridai.engine.document import Json
from bitgridai.runtime import Gate
from bitgridai.runtime.gate import REFUSALS_PER_MINUTE, WRITES_PER_MINUTE


def _gate() -> tuple[Gate, list[dict[str, Any]]]:
    noted: list[dict[str, Any]] = []

    def note(now: int, name: str, detail: dict[str, Json]) -> None:
        noted.append({"now": now, "name": name, **detail})

    return Gate(note), noted


def test_ten_of_a_kind_pass_within_a_minute_and_another_kind_is_its_own() -> None:
    gate, _ = _gate()
    assert [gate.admits(1000, "approve") for _ in range(WRITES_PER_MINUTE + 2)] == [True] * 10 + [False] * 2
    assert gate.admits(1000, "clear_override")
    assert not gate.admits(1059, "approve")
    assert gate.admits(1060, "approve")


def test_what_was_not_let_through_does_not_count() -> None:
    gate, _ = _gate()
    for now in range(1000, 1059):
        gate.admits(now, "approve")
    assert gate.admits(1060, "approve"), "an endless caller gets through as soon as anybody"


def test_a_clock_set_back_shuts_nobody_out() -> None:
    gate, _ = _gate()
    for _ in range(WRITES_PER_MINUTE):
        gate.admits(1_000_000, "approve")
    assert gate.admits(5000, "approve")


def test_a_flood_of_refusals_is_counted_and_not_written_out() -> None:
    gate, noted = _gate()
    for _ in range(500):
        gate.refused(1000, "approve", "too_many_requests", "api")
    assert len(noted) == REFUSALS_PER_MINUTE
    assert "left_out" not in noted[-1]
    gate.refused(1061, "approve", "too_many_requests", "api")
    gate.refused(1062, "approve", "too_many_requests", "api")
    assert noted[-2]["left_out"] == 490
    assert "left_out" not in noted[-1]
    assert noted[-1] == {
        "now": 1062,
        "name": "request_refused",
        "request": "approve",
        "reason": "too_many_requests",
        "origin": "api",
    }
