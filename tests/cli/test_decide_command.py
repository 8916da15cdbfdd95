"""``bitgridai decide`` and ``explain``: documents in, documents out, mistakes named in one line."""

import json
import subprocess
import sys
from typing import Any

import pytest

from .run import COMMAND, bitgridai

DOCUMENT: dict[str, Any] = {
    "policy": {},
    "state": {
        "now": "2026-06-15T10:30:00Z",
        "trigger": "BLOCK_TICK",
        "signals": {
            "grid_power_w": -3000,
            "pv_power_w": 4500,
            "battery_soc_pct": 80,
            "price_ct_kwh": 12,
            "pv_forecast": [["2026-06-15T10:30:00Z", 4000], ["2026-06-15T11:00:00Z", 4000]],
        },
        "loads": {
            "miner": {
                "levels_w": [0, 1500],
                "level": 0,
                "power_w": 0,
                "chip_temp_c": 45,
                "heartbeat_age_s": 5,
                "available": True,
            }
        },
    },
    "memory": {"loads": {"miner": {"last_change": "STOP", "blocks_since_change": 5, "starts_today": 1}}},
}


def test_a_sunny_morning_starts_the_miner() -> None:
    ran = bitgridai("decide", stdin=json.dumps(DOCUMENT))
    assert (ran.code, ran.err) == (0, "")
    made = ran.json["decision"]["loads"]["miner"]
    assert {key: made[key] for key in ("action", "level", "target_w", "rule", "code")} == {
        "action": "START",
        "level": 1,
        "target_w": 1500,
        "rule": "R1",
        "code": "R1_SURPLUS_OK",
    }
    assert [vote["rule"] for vote in made["votes"]] == ["R1", "AUTONOMY", "R5", "R4", "R2", "OVERRIDE", "R3"]
    assert set(made["explanation"]) == {"en", "de"}
    assert "Überschuss" in ran.out, "text is written as text, not as escapes"


def test_the_new_memory_goes_in_again_and_the_chain_goes_on() -> None:
    first = bitgridai("decide", stdin=json.dumps(DOCUMENT)).json
    state = {**DOCUMENT["state"], "now": "2026-06-15T10:40:00Z"}
    second = bitgridai("decide", stdin=json.dumps({"state": state, "memory": first["memory"]})).json
    assert second["record"]["seq"] == 2
    assert second["record"]["prev_hash"] == first["record"]["hash"] == first["memory"]["last_hash"]


def test_the_same_document_gives_the_same_bytes() -> None:
    body = json.dumps(DOCUMENT)
    assert bitgridai("decide", stdin=body).out == bitgridai("decide", stdin=body).out


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "document: expected one JSON object on standard input, found nothing"),
        (b"{", "document: expected JSON, found a mistake in line 1, column 2"),
        (b"\xff\xfe", "document: expected text in UTF-8"),
        (b"[1]", "document: expected an object, found [1]"),
        (b'{"state": {"now": 1,}}', "document: expected JSON, found a mistake in line 1, column 20 ("),
        (b'{"state": NaN}', "state: expected an object, found NaN"),
        (b'{"memory": {"seq": -Infinity}}', 'document: expected an object with "state"'),
        (b'{"memory": {"seq": 1e999}, "state": {}}', "memory.seq: expected a whole number from 0 to "),
        (b'{"memory": {"seq": ' + b"9" * 9999 + b'}, "state": {}}', "memory.seq: expected a whole number from 0 to "),
        (b'{"state": 1, "state": 2}', 'document: expected every key once in an object, found "state" twice'),
        (b'{"state": {"loads": {"a": 1, "a": 2}}}', 'state.loads: expected every key once in an object, found "a"'),
        (b'{"state": {"a\\nb": {"": 1, "": 2}}}', r'state["a\nb"]: expected every key once in an object, found ""'),
        (rb'{"\ud800": 1}', r'document: expected text as every key, found "\ud800"'),
        ("{}".encode("utf-16"), "document: expected text in UTF-8"),
        (b"[" * 100_000, "document: expected JSON that is not nested this deep"),
        (b'{"state":' * 5000, "document: expected JSON"),
        (b"1" * 5000, "document: expected an object, found Infinity"),
        (b'{"stat": {}}', 'document.stat: expected no such key here, but "state"'),
        (b'{"state": {"now": "noon"}}', "state: expected an object with"),
    ],
)
def test_what_is_no_document_is_refused_in_one_line(body: bytes, says: str) -> None:
    ran = bitgridai("decide", stdin=body)
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.startswith(f"bitgridai decide: {says}")
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        (("state", "signals", "grid_power_w"), "lots", "state.signals.grid_power_w"),
        (("state", "signals", "grid_power_w"), True, "state.signals.grid_power_w"),
        (("state", "signals", "pv_forecast"), [["noon", 1]], "state.signals.pv_forecast[0][0]"),
        (("state", "now"), "2026-06-15T10:30:00", "state.now"),
        (("state", "loads", "miner", "levels_w"), [0], "state.loads.miner.levels_w"),
        (("state", "loads", "miner", "level"), 7, "state.loads.miner.level"),
        (("policy",), {"r2": {"soc_hard_min_pct": 120}}, "policy.r2.soc_hard_min_pct"),
        (("policy",), {"r3": {"max_chip_temp_c": 96}}, "policy.r3.max_chip_temp_c"),
        (("memory",), {"loads": {"miner": {"starts_today": -1}}}, "memory.loads.miner.starts_today"),
    ],
)
def test_a_mistake_is_named_by_its_path(path: tuple[str, ...], value: object, place: str) -> None:
    document = json.loads(json.dumps(DOCUMENT))
    part = document
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = value
    ran = bitgridai("decide", stdin=json.dumps(document))
    assert ran.code == 2
    assert ran.err.startswith(f"bitgridai decide: {place}: expected ")


def test_a_byte_order_mark_is_no_mistake() -> None:
    assert bitgridai("decide", stdin=b"\xef\xbb\xbf" + json.dumps(DOCUMENT).encode()).code == 0


def test_a_name_from_anywhere_is_written_as_it_is() -> None:
    loads = {"Bär 熊": DOCUMENT["state"]["loads"]["miner"]}
    document = {"state": {**DOCUMENT["state"], "loads": loads}}
    ran = bitgridai("decide", stdin=json.dumps(document), environment={"LC_ALL": "C", "PYTHONUTF8": "0"})
    assert ran.code == 0
    assert '"Bär 熊": {' in ran.out


def test_a_reader_that_has_seen_enough_ends_it_quietly() -> None:
    script = f"{COMMAND} decide <<< '{json.dumps(DOCUMENT)}' | head -c 10; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", script], capture_output=True, check=True)
    assert done.stderr == b""
    assert done.stdout.endswith(b"0\n")


@pytest.mark.parametrize("output", ["> /dev/full", ">&-"])
def test_an_output_that_takes_nothing_is_named_in_one_line(output: str) -> None:
    script = f"{COMMAND} decide <<< '{json.dumps(DOCUMENT)}' {output}"
    done = subprocess.run(["bash", "-c", script], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (2, b"bitgridai decide: standard output: expected to be writable\n")


def test_an_input_that_is_closed_is_named_in_one_line() -> None:
    done = subprocess.run(["bash", "-c", f"{COMMAND} decide <&-"], capture_output=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith(b"bitgridai decide: document: expected one JSON object on standard input")
    assert done.stderr.count(b"\n") == 1


def test_deciding_imports_no_home_assistant() -> None:
    script = (
        "import sys; from bitgridai.cli.main import main; main(['decide']); "
        "sys.exit(any(name.split('.')[0] in {'homeassistant', 'astral', 'yaml'} for name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script], input=json.dumps(DOCUMENT).encode(), check=False)
    assert done.returncode == 0


def test_a_reader_that_has_seen_enough_ends_the_command_quietly() -> None:
    shell = f"'{COMMAND}' decide | head -c 1 > /dev/null; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["/bin/bash", "-c", shell], input=json.dumps(DOCUMENT).encode(), capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_an_explanation_tells_votes_flips_and_what_if() -> None:
    asked = {**DOCUMENT, "what_if": {"signals": {"battery_soc_pct": 40}}}
    told = bitgridai("explain", stdin=json.dumps(asked)).json
    assert told["loads"]["miner"]["en"]["votes"].endswith("R1 (surplus) decides.")
    assert told["loads"]["miner"]["counterfactuals"]
    assert told["what_if"] | {"loads": None, "block_id": None} == {
        "hypothetical": True,
        "loads": None,
        "block_id": None,
    }
    assert told["what_if"]["loads"]["miner"]["code"] == "R2_SOC_HARD_MIN"


def test_the_version_names_the_engine() -> None:
    ran = bitgridai("--version")
    assert ran.code == 0
    assert ran.out.startswith("bitgridai, engine ")


@pytest.mark.parametrize("arguments", [(), ("dance",), ("verify",), ("bench",)])
def test_a_command_that_is_none_gets_a_usage_line(arguments: tuple[str, ...]) -> None:
    ran = bitgridai(*arguments)
    assert ran.code == 2
    assert "usage: bitgridai" in ran.err
