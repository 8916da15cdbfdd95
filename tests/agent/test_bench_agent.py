"""What the agent costs is measured on the agent, and said beside its goal."""

from pathlib import Path
import re

from bitgridai.bench.agent import Cost, Costs
from bitgridai.cli.bench_agent import _text
from tests.agent.histories import history
from tests.agent.running import running
from tests.cli.run import bitgridai


def test_two_days_are_recorded_taken_in_proven_and_decided_again(tmp_path: Path) -> None:
    ran = bitgridai("bench", "agent", "--days", "2", "--work", tmp_path, "--json")
    assert ran.code == 0
    told = ran.json
    assert (told["days"], told["records"], told["archive_files"]) == (2, 2 * 144 - 1 + 2, 2)
    budgets = {each["name"]: each for each in told["budgets"]}
    assert list(budgets) == ["idle memory", "archive add", "archive size", "verify replay"]
    assert all(each["value"] > 0 and each["met"] == (each["value"] <= each["goal"]) for each in told["budgets"])
    assert budgets["idle memory"]["met"]
    assert told["prove"]["printed"]["whole"]
    assert told["replay"]["printed"]["same"]
    assert told["replay"]["printed"]["decisions"] == 2 * 144 - 1
    assert [path.suffix for path in tmp_path.iterdir()] == [".jsonl"], "the ledger stays, the archive goes"


def test_a_waiting_agent_holds_neither_numpy_nor_a_client_of_any_cloud(tmp_path: Path) -> None:
    with running(tmp_path) as agent:
        assert agent.send(history(2)).status_code == 200
        maps = Path(f"/proc/{agent.process.pid}/maps").read_text("utf-8")
    assert "libparquet" in maps, "the archive is open"
    assert "numpy" not in maps
    assert not re.search(r"_(s3|gcs|azure)fs|_hdfs|libarrow_s3", maps)


def test_a_goal_that_is_missed_is_said() -> None:
    cost = Cost(4.0, 3.5, 90.0, {})
    costs = Costs(365, 52_561, 365, 14.2, Cost(61.0, 60.0, 90.0, {}), cost, cost, cost, 99.0, 60.0)
    lines = _text(costs).splitlines()
    assert next(line for line in lines if "archive add  " in line).endswith("goal 60 s: MISSED")
    assert next(line for line in lines if "verify replay" in line).endswith("goal 5 s: met")


def test_days_that_are_no_number_of_days_are_refused() -> None:
    ran = bitgridai("bench", "agent", "--days", "400")
    assert (ran.code, len(ran.err.splitlines())) == (2, 1)
    assert "expected 1 to 365" in ran.err
