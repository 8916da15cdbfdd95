import fcntl
import os
from pathlib import Path
import signal
import time

import pytest

from tests.e2e.demo_process import DemoProcess, free_port, listening, run_demo, wait_for


def test_help_names_every_option() -> None:
    told = run_demo("--help")
    assert told.returncode == 0
    for option in ("--port", "--speed", "--fresh", "--household", "--headless", "--days", "--json"):
        assert option in told.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["--prot", "8124"],
        ["--port", "http"],
        ["--port", "70000"],
        ["--speed", "0"],
        ["--speed", "-60"],
        ["--household", "castle"],
        ["--headless", "--days", "0"],
        ["--headless", "--days", "1.5"],
        ["--days", "2"],
        ["--json"],
        ["now"],
    ],
    ids=" ".join,
)
def test_a_mistake_is_answered_in_one_line(arguments: list[str]) -> None:
    told = run_demo(*arguments)
    assert told.returncode == 2
    assert told.stdout == ""
    assert len(told.stderr.splitlines()) == 1
    assert "--help" in told.stderr


def test_a_busy_port_is_named_at_once() -> None:
    with listening() as port:
        began = time.monotonic()
        told = run_demo("--port", str(port))
    assert told.returncode == 1
    assert f"port {port} is in use" in told.stderr
    assert "--port" in told.stderr
    assert time.monotonic() - began < 5


def test_a_folder_that_is_not_the_demos_is_left_alone(tmp_path: Path) -> None:
    precious = tmp_path / "real_week/precious.txt"
    precious.parent.mkdir()
    precious.write_text("mine")
    told = run_demo("--port", str(free_port()), "--state", str(tmp_path), "--fresh")
    assert told.returncode == 1
    assert "not made by the demo" in told.stderr
    assert precious.read_text() == "mine"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "SIGTERM"])
@pytest.mark.parametrize("moment", [0.2, 1.2, "Home Assistant runs"])
def test_it_can_be_stopped_while_it_starts(tmp_path: Path, number: signal.Signals, moment: float | str) -> None:
    with DemoProcess(tmp_path, "--port", str(free_port()), "--state", str(tmp_path / "state")) as demo:
        log = tmp_path / "state/real_week/home-assistant.out"
        if isinstance(moment, float):
            time.sleep(moment)
        else:
            wait_for(log.exists)
        started = demo.descendants()
        assert demo.interrupt(number) == 0
    assert not [pid for pid in started if Path(f"/proc/{pid}").exists()]
    assert demo.output.read_text() == ""


def test_two_demos_do_not_share_a_household(tmp_path: Path) -> None:
    with (tmp_path / "real_week.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        told = run_demo("--port", str(free_port()), "--state", str(tmp_path))
    assert told.returncode == 1
    assert "Another demo" in told.stderr


def test_it_says_so_when_home_assistant_dies(tmp_path: Path) -> None:
    with DemoProcess(tmp_path, "--port", str(free_port()), "--state", str(tmp_path / "state")) as demo:
        log = tmp_path / "state/real_week/home-assistant.out"
        wait_for(lambda: log.exists() and log.stat().st_size > 0)
        for pid in demo.descendants():
            os.kill(pid, signal.SIGKILL)
        assert demo.wait() == 1
    told = demo.progress.read_text()
    assert "Home Assistant ended while it started" in told
    assert log.read_text().splitlines()[0] in told
    assert "Traceback" not in told
