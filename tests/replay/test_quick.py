"""Deciding a year in seconds: compiled code is believed only where the engine would say the same."""

from collections.abc import Callable
from functools import cache
from importlib import import_module
import json
import lzma
from pathlib import Path
from random import Random
from time import process_time
from typing import Any

from hypothesis import given, settings, strategies as st
import pytest

from bitgridai.bench.year import Household, generated_year, live_through
from bitgridai.engine import Memory, Policy
from bitgridai.engine.canonical import canonical_bytes
from bitgridai.engine.learned import DAYS_MAX, Learned
from bitgridai.engine.policy import policy_with
from bitgridai.engine.record import record_hash
from bitgridai.replay import compare
from bitgridai.replay.by_engine import by_engine
from bitgridai.replay.quick import quick, settled
from tests.sweep.households import any_learned, case

type Record = dict[str, Any]

MAY = 1_746_057_600
"""2025-05-01: days that start and stop a miner."""
GOLDEN = Path(__file__).parents[1] / "golden" / "days"


@cache
def some_days(days: int = 5) -> tuple[bytes, ...]:
    """Live through days of May, with ten others in mind."""
    dice, bodies = Random(5), list[bytes]()  # noqa: S311  # not a secret
    learned = Learned(days=(any_learned(dice, MAY).days * DAYS_MAX)[:10])
    live_through(Household(generated_year(days, MAY), bodies.append, memory=Memory(learned=learned)))
    return tuple(bodies)


def documents(bodies: tuple[bytes, ...]) -> dict[str, Any]:
    events = [json.loads(body) for body in bodies if b'"event":"policy"' in body]
    return {event["detail"]["hash"]: event["detail"]["policy"] for event in events}


def chained_anew(records: list[Record]) -> tuple[bytes, ...]:
    bodies, last_hash = [], "0" * 64
    for record in records:
        record["prev_hash"] = last_hash
        record["hash"] = last_hash = record_hash(record)
        bodies.append(canonical_bytes(record))
    return tuple(bodies)


def assert_both_say_the_same(bodies: tuple[bytes, ...]) -> None:
    known = documents(bodies)
    assert quick(bodies, known, 1000) == by_engine(bodies, known, 1000)


def test_what_is_usual_is_settled_without_the_engine() -> None:
    bodies = some_days()
    told = settled(bodies, documents(bodies))
    assert sum(span.settled for span in told) > 0.97 * len(bodies)
    assert_both_say_the_same(bodies)


def test_the_usual_days_meet_starts_stops_and_many_reasons() -> None:
    made = [json.loads(body)["decision"]["loads"]["miner"] for body in some_days() if b'"kind":"decision"' in body]
    assert {"START", "STOP", "HOLD"} <= {each["action"] for each in made}
    assert len({each["code"] for each in made}) > 5


def _another_decision(record: Record, dice: Random) -> None:
    made = record["decision"]["loads"]["miner"]
    what = dice.choice(["action", "target_w", "code"])
    made[what] = {"action": "RAISE", "target_w": 799.999, "code": "R1_SURPLUS_LOW" + dice.choice(["", "X"])}[what]


def _another_reading(record: Record, dice: Random) -> None:
    signals = record["state"]["signals"]
    name = dice.choice(sorted(signals.keys() - {"pv_forecast"}))
    odd: list[Any] = [None, -1, 5000.5, 1e9, {"age_s": 500, "value": 12}, {"quality": "stale", "value": 3}]
    signals[name] = dice.choice(
        [*odd, {"coverage": 0.2, "value": 40}, {"age_s": 2.5, "coverage": 0.9, "value": 88.125}]
    )


def _another_memory(record: Record, dice: Random) -> None:
    learned, load = record["memory"].get("learned", {}), record["memory"]["loads"].get("miner", {})
    for part in (learned, load, record["memory"]):
        name = dice.choice(sorted(part)) if part else ""
        if isinstance(part.get(name), int | float) and name != "seq":
            part[name] = dice.choice([0, 1, 7, part[name] + 1, -1, 3.5])
    if learned.get("days"):
        dice.choice(learned["days"])["base_w"][dice.randrange(24)] = dice.choice([0, 312, 2500.125, -5])


def _another_moment(record: Record, dice: Random) -> None:
    state = record["state"]
    what = dice.choice(["now", "local_date", "trigger", "battery_capacity_wh", "pv_forecast"])
    if what == "pv_forecast":
        series = state["signals"].setdefault("pv_forecast", [["2025-05-02T00:00:00Z", 900]])
        series.insert(dice.randrange(len(series)), dice.choice([series[0], ["2025-05-03T00:10:00Z", 40]]))
    else:
        state[what] = {
            "now": dice.choice(["2025-05-03T12:00:00Z", "2025-02-29T12:00:00Z", "2025-05-03T12:07:11+02:00"]),
            "local_date": dice.choice(["2025-05-09", "2025-13-01"]),
            "trigger": dice.choice(["SAFETY", "GUARD", "NOON"]),
            "battery_capacity_wh": dice.choice([12_000, 0.5, None]),
        }[what]


def _another_load(record: Record, dice: Random) -> None:
    load = record["state"]["loads"]["miner"]
    change: Record = dice.choice(
        [
            {"chip_temp_c": 85.001},
            {"chip_temp_c": 60},
            {"level": None},
            {"level": 2},
            {"level": 7},
            {"available": False},
            {"heartbeat_age_s": 61},
            {"levels_w": [0, 500]},
            {"levels_w": [0, 500, 400]},
            {"power_w": 640.5},
            {"power_w": {"age_s": 400, "value": 640}},
            {"hashrate": 12.5},
            {"priority": 1001},
            {"fan": 3},
        ]
    )
    load.update(change)


CHANGES = (_another_decision, _another_reading, _another_memory, _another_moment, _another_load)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__.strip("_"))
def test_a_ledger_that_was_changed_and_chained_anew_says_the_same_both_ways(
    change: Callable[[Record, Random], None],
) -> None:
    dice, records = Random(11), [json.loads(body) for body in some_days()]  # noqa: S311  # not a secret
    for record in records:
        if record["kind"] == "decision" and dice.random() < 0.4:
            change(record, dice)
    changed = chained_anew(records)
    assert_both_say_the_same(changed)
    assert changed != some_days()


def test_one_decision_among_hundreds_is_found_and_told_with_both_reasons() -> None:
    records = [json.loads(body) for body in some_days()]
    wanted = next(
        r for r in records if r["kind"] == "decision" and r["decision"]["loads"]["miner"]["action"] == "START"
    )
    wanted["decision"]["loads"]["miner"] |= {"action": "HOLD", "target_w": 0}
    result = quick(chained_anew(records), documents(some_days()), 10)
    assert (result.differing_decisions, result.broken_links) == (1, 0)
    assert (result.differing[0].seq, result.differing[0].replayed.action) == (wanted["seq"], "START")


def test_one_changed_byte_is_found() -> None:
    bodies = list(some_days())
    at = bodies[300].index(b'"age_s"') if b'"age_s"' in bodies[300] else bodies[300].index(b'"base_load_w":') + 14
    bodies[300] = bodies[300][:at] + (b"7" if bodies[300][at : at + 1] != b"7" else b"8") + bodies[300][at + 1 :]
    result = quick(tuple(bodies), documents(some_days()), 10)
    assert result.broken == ["record 301 is not what its hash says"]


def test_one_threshold_of_the_policy_is_found_in_policy_and_decisions() -> None:
    records = [json.loads(body) for body in some_days()]
    records[1]["detail"]["policy"]["r2"]["soc_hard_min_pct"] = 95
    records[1]["detail"]["policy"]["r2"]["soc_soft_min_pct"] = 96
    records[1]["detail"]["policy"]["r2"]["battery_priority_soc_pct"] = 97
    changed = chained_anew(records)
    assert_both_say_the_same(changed)
    result = quick(changed, documents(changed), 10)
    assert result.broken == ["record 2: its policy is not what its hash says"]
    assert result.differing_decisions > 10


def test_what_is_no_record_is_found() -> None:
    bodies = list(some_days()[:200])
    for place, junk in ((50, b""), (70, b"{}"), (90, b'{"decision":'), (110, b"[1]"), (130, bodies[130][:-1])):
        bodies[place] = junk
    changed = tuple(bodies)
    known = documents(some_days())
    assert quick(changed, known, 99) == by_engine(changed, known, 99)
    assert quick(changed, known, 99).broken_links >= 5


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32))
def test_any_house_with_any_policy_is_decided_the_same(seed: int) -> None:
    dice, drawn, bodies = Random(seed), case(seed, blocks=40), list[bytes]()  # noqa: S311  # not a secret
    memory = Memory(learned=drawn.memory.learned)
    live_through(Household(drawn.trace, bodies.append, drawn.house, drawn.policy, memory))
    records = [json.loads(body) for body in bodies]
    for record in records:
        if record["kind"] == "decision" and dice.random() < 0.2:
            dice.choice(CHANGES)(record, dice)
    assert_both_say_the_same(tuple(bodies))
    assert_both_say_the_same(chained_anew(records))


def test_a_house_without_a_battery_is_settled_too() -> None:
    records = [json.loads(body) for body in some_days()]
    for record in records:
        if record["kind"] != "decision":
            continue
        del record["state"]["battery_capacity_wh"]
        for name in ("battery_power_w", "battery_soc_pct"):
            del record["state"]["signals"][name]
    changed = chained_anew(records)
    known = documents(changed)
    decided = by_engine(changed, known, len(records))
    # As the engine decides now, so that there is something to settle.
    wanted = {each.seq: each.replayed for each in decided.differing}
    for record in records:
        if record["seq"] in wanted:
            made = wanted[record["seq"]]
            record["decision"]["loads"]["miner"] |= {
                "action": made.action,
                "target_w": made.target_w,
                "code": made.code,
            }
    changed = chained_anew(records)
    assert sum(span.settled for span in settled(changed, known)) > 0.9 * len(changed)
    assert_both_say_the_same(changed)


@pytest.mark.parametrize("day", sorted(path.name.removesuffix(".jsonl.xz") for path in GOLDEN.glob("*.xz")))
def test_golden_days_say_the_same_both_ways(day: str) -> None:
    with lzma.open(GOLDEN / f"{day}.jsonl.xz") as file:
        assert_both_say_the_same(tuple(line.rstrip(b"\n") for line in file))


def test_a_ledger_long_enough_is_decided_quickly_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("bitgridai.replay.compare"), "_WORTH_IT", 1000)
    bodies = some_days(8)
    assert len(bodies) > 1000
    began = process_time()
    slow = compare(bodies, decider=by_engine)
    engine_s = process_time() - began
    quick(bodies[:200], documents(bodies), 10)  # what must be compiled is compiled
    began = process_time()
    assert compare(bodies) == slow
    assert process_time() - began < engine_s / 4


def test_policies_that_compiled_code_does_not_know_are_left_to_the_engine() -> None:
    bodies: list[bytes] = []
    policy = policy_with(Policy(), {"autonomy": "semi"})
    live_through(Household(generated_year(1, MAY), bodies.append, policy=policy))
    assert not any(span.settled for span in settled(bodies, documents(tuple(bodies))))
    assert_both_say_the_same(tuple(bodies))
