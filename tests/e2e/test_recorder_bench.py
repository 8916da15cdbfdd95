"""A day of the demo's household under Home Assistant's own recorder."""

from argparse import Namespace
import json
import os
import subprocess
import sys

import pytest

from bitgridai.cli import bench_recorder
from bitgridai.cli.failure import CommandError
from tests.cli.run import REPOSITORY


@pytest.mark.timeout(400)
def test_a_day_is_few_rows_and_loses_no_decision() -> None:
    path = f"{REPOSITORY}:{REPOSITORY / 'src'}"
    start = "import sys; from bitgridai.cli.main import main; sys.exit(main(['bench', 'recorder', '--json']))"
    environment = {**os.environ, "PYTHONPATH": path}
    done = subprocess.run([sys.executable, "-c", start], capture_output=True, check=False, timeout=380, env=environment)
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    told = json.loads(done.stdout)
    assert told["rows_per_day"] <= told["goal_rows_per_day"] == 1500
    assert told["decisions_in_ledger"] >= 144, "one each block"
    assert told["changes_in_history"] == told["changes_in_ledger"] >= 2
    by_name = {row["name"]: row for row in told["by_name"]}
    assert by_name["event.bitgridai_decision"]["states"] >= 144, "every decision is in the history"
    assert by_name["event.bitgridai_decision"]["attributes"] < 20, "what differs each time is not"
    assert by_name["sensor.miner_energy"]["statistics"] == 24


def test_without_home_assistant_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench_recorder, "find_spec", lambda _: None)
    with pytest.raises(CommandError, match="run scripts/setup"):
        bench_recorder.run(Namespace(household="real_week", days=1, json=False))
