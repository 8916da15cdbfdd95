"""The pages about the command show what it prints: every shown output is compared with a run."""

from collections.abc import Iterator
import json
from pathlib import Path
import re
from typing import Any

import pytest

from bitgridai.bench.quality.trace import BUNDLED
from custom_components.bitgridai.engine.canonical import canonical_bytes
from custom_components.bitgridai.engine.record import record_hash

from .run import REPOSITORY, Ran, bitgridai

type Records = list[dict[str, Any]]

COMMANDS = (REPOSITORY / "docs" / "command-line.md").read_text(encoding="utf-8")
REPLAY = (REPOSITORY / "docs" / "replay.md").read_text(encoding="utf-8")
PATIENCE_S = 500
"""A week is 30 s of work; a busy machine takes its time."""
pytestmark = pytest.mark.timeout(PATIENCE_S + 100)
_FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def shown(page: str, first: str) -> str:
    """Return the one output on a page that begins so."""
    (text,) = [text for _, text in _FENCED.findall(page) if text.startswith(first)]
    return str(text)


@pytest.fixture(scope="module")
def week(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger that the page tells to make."""
    ledger = tmp_path_factory.mktemp("week") / "week.jsonl"
    household = REPOSITORY / "config_examples" / "household_real_week.yaml"
    assert bitgridai("simulate", "--household", household, "--ledger", ledger, timeout_s=PATIENCE_S).code == 0
    return ledger


@pytest.fixture
def records(week: Path) -> Records:
    return [json.loads(line) for line in week.read_bytes().splitlines()]


def written(records: Records, ledger: Path) -> Path:
    """Chain records anew, so that hashes and links fit whatever was changed, and write them."""
    for before, record in zip([None, *records], records, strict=False):
        if before is not None:
            record["prev_hash"] = before["hash"]
            if "memory" in record:
                record["memory"]["last_hash"] = before["hash"]
        record["hash"] = record_hash(record)
    ledger.write_bytes(b"".join(canonical_bytes(record) + b"\n" for record in records))
    return ledger


def at(ledger: Path, ran: Ran) -> str:
    """Return what was printed as the page has it: the ledger lies in the folder where the command runs."""
    return ran.out.replace(str(ledger), ledger.name)


def fits(shown_value: Any, value: Any) -> bool:
    """Whether a document is what a shortened one says: three dots stand for anything."""
    if shown_value in ("...", ["..."]):
        return True
    if isinstance(shown_value, dict):
        return "..." in shown_value or all(key in value and fits(each, value[key]) for key, each in shown_value.items())
    return bool(shown_value == value)


def arguments_of(page: str, first: str, ledger: Path) -> list[str]:
    """Return the arguments of a command on a page, with the ledger where it is."""
    (line,) = re.findall(rf"^\$ ({re.escape(first)}.*)$", page, re.MULTILINE)
    return [str(ledger) if word == ledger.name else word for word in line.split()[1:]]


def stripped(text: str) -> Iterator[str]:
    return (line.rstrip() for line in text.splitlines())


def heredoc(page: str) -> str:
    return shown(page, "bitgridai decide <<'JSON'").split("\n", 1)[1].rsplit("JSON\n", 1)[0]


def test_the_example_is_decided_as_shown() -> None:
    told = json.loads(shown(COMMANDS, '{\n  "decision"'))
    ran = bitgridai("decide", stdin=heredoc(COMMANDS))
    assert fits(told, ran.json), ran.out


def test_a_mistake_is_named_as_shown() -> None:
    document = json.loads(heredoc(COMMANDS))
    document["state"]["signals"]["grid_power_w"] = "lots"
    ran = bitgridai("decide", stdin=json.dumps(document))
    assert (ran.code, ran.err) == (2, shown(COMMANDS, "bitgridai decide: "))


def test_a_changed_record_is_found_as_shown(records: Records, tmp_path: Path) -> None:
    records[-1]["decision"]["loads"]["miner"]["target_w"] = 1500
    ledger = written(records, tmp_path / "week.jsonl")
    told = json.loads(shown(COMMANDS, '{\n  "ledger"'))
    ran = bitgridai("verify", ledger)
    assert ran.code == 1
    assert fits(told, json.loads(at(ledger, ran))), ran.out
    assert told.keys() == ran.json.keys()


def test_the_report_has_the_lines_that_are_shown(week: Path) -> None:
    printed = bitgridai("report", week).out.splitlines()
    missing = [line for line in shown(COMMANDS, "     ").splitlines() if line not in printed]
    assert missing == []


def test_a_decision_of_an_older_engine_is_told_as_shown(records: Records, tmp_path: Path) -> None:
    """That engine's rule kept the level for two blocks after a start; this one's does not."""
    (record,) = [record for record in records if record["seq"] == 57]
    figures = {"action": "HOLD", "target_w": 800, "previous_w": 800, "blocks_since_change": 1, "deadband_blocks": 2}
    record["decision"]["loads"]["miner"] |= {"action": "HOLD", "code": "R5_DEADBAND", "rule": "R5", "target_w": 800}
    record["explanation"]["miner"] = {"key": "R5_DEADBAND", "parameters": figures}
    ran = bitgridai("replay", "compare", written(records, tmp_path / "week.jsonl"))
    assert ran.code == 1
    assert shown(COMMANDS, "2024-08-12T09:00:00Z") in ran.out


def test_every_end_of_a_comparison_has_its_exit_code(week: Path, records: Records, tmp_path: Path) -> None:
    assert re.search(r"\bends with 0 .*with 1 .*with 2 ", COMMANDS.split("## replay")[1], re.DOTALL)
    archive = tmp_path / "archive"
    bitgridai("archive", "add", archive, week)
    assert bitgridai("replay", "compare", archive).code == 0
    records[-1]["decision"]["loads"]["miner"]["target_w"] = 1500
    assert bitgridai("replay", "compare", written(records, tmp_path / "other.jsonl")).code == 1
    part = next((archive / "records").glob("*/*.parquet"))
    part.write_bytes(part.read_bytes()[:-100])
    for source, told in ((archive, "choose days without it"), (tmp_path / "no.jsonl", "no.jsonl")):
        ran = bitgridai("replay", "compare", source)
        assert (ran.code, len(ran.err.splitlines())) == (2, 1)
        assert told in ran.err


def test_a_sweep_over_the_bundled_week_prints_what_is_shown(tmp_path: Path) -> None:
    grid = tmp_path / "grid.yaml"
    grid.write_text(COMMANDS.split("With `grid.yaml`\n\n```yaml\n")[1].split("```")[0], encoding="utf-8")
    assert bitgridai("sweep", "--grid", grid, "--trace", BUNDLED).out == shown(COMMANDS, BUNDLED.name)


def test_a_replay_under_another_policy_prints_what_is_shown(week: Path) -> None:
    ran = bitgridai(*arguments_of(REPLAY, "bitgridai replay what-if week.jsonl --set", week))
    told = list(stripped(shown(REPLAY, "week.jsonl: 2024-08-12T00:10:00Z to 2024-08-19T00:00:00Z, 1007")))
    assert list(stripped(at(week, ran)))[: len(told)] == told


def test_a_sweep_over_a_recorded_house_prints_what_is_shown(week: Path, tmp_path: Path) -> None:
    grid = tmp_path / "grid.yaml"
    sections = re.search(r"With\s+`(r2: .*?)` and `(r5: .*?)` it prints", REPLAY, re.DOTALL)
    assert sections is not None
    grid.write_text("\n".join(sections.groups()), encoding="utf-8")
    ran = bitgridai("replay", "sweep", week, "--grid", grid, "--top", "6")
    told = list(stripped(shown(REPLAY, "week.jsonl: 2024-08-12T00:10:00Z to 2024-08-19T00:00:00Z, 9 policies")))
    assert list(stripped(at(week, ran)))[: len(told)] == told
