"""scripts/demo as a person runs it, but from a test."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
import os
from pathlib import Path
import re
import signal
import socket
import subprocess
import time
from typing import Self

REPOSITORY = Path(__file__).parents[2]
SCRIPT = str(REPOSITORY / "scripts/demo")
_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")


def run_demo(*arguments: str, timeout_s: float = 120) -> subprocess.CompletedProcess[str]:
    """Run scripts/demo to its end."""
    return subprocess.run(
        [SCRIPT, *arguments], capture_output=True, text=True, timeout=timeout_s, check=False, env=_environment()
    )


def wait_for(true: Callable[[], object], timeout_s: float = 60) -> None:
    """Wait until something is true; AssertionError where it does not become so."""
    until = time.monotonic() + timeout_s
    while not true():
        assert time.monotonic() < until, f"not within {timeout_s} s"
        time.sleep(0.1)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _environment() -> dict[str, str]:
    return {**os.environ, "LC_ALL": "C.UTF-8"}


class DemoProcess:
    """A running demo."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        """Start it, with its output in files of ``folder``."""
        self.output, self.progress = folder / "stdout", folder / "stderr"
        with self.output.open("w") as output, self.progress.open("w") as progress:
            # Where tests run in the background Ctrl-C is ignored, and a shell cannot take that back.
            command = ["env", "--default-signal=INT", SCRIPT, *arguments]
            self._process = subprocess.Popen(
                command, stdout=output, stderr=progress, env=_environment(), start_new_session=True
            )

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    def address(self, timeout_s: float = 150) -> str:
        """Wait for the printed address and return it."""
        wait_for(lambda: self._process.poll() is not None or _ADDRESS.search(self.output.read_text()), timeout_s)
        found = _ADDRESS.search(self.output.read_text())
        assert found, f"it ended with {self._process.returncode}:\n{self.progress.read_text()}"
        return found[0]

    def descendants(self) -> set[int]:
        """Return the processes it started, and those they started."""
        found: set[int] = set()
        waiting = [self.pid]
        while waiting:
            pid = waiting.pop()
            try:
                text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
            except OSError:
                continue
            children = {int(child) for child in text.split()}
            found |= children
            waiting += children
        return found

    def interrupt(self, number: signal.Signals = signal.SIGINT, timeout_s: float = 60) -> int:
        """Press Ctrl-C and return the exit code."""
        self._process.send_signal(number)
        return self.wait(timeout_s)

    def wait(self, timeout_s: float = 60) -> int:
        """Wait until it is gone and return the exit code."""
        return self._process.wait(timeout_s)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()


@contextmanager
def listening() -> Iterator[int]:
    """Keep a port busy."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]
