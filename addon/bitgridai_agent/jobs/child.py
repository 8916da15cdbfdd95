"""The process that does a job, seen from the agent."""

from collections.abc import Iterator
from contextlib import suppress
import json
import os
from pathlib import Path
import signal
import subprocess
import sys
from threading import Timer
from typing import Any, Final, Self

_PATIENCE_S: Final = 5.0
_SECRETS: Final = ("BITGRIDAI_AGENT_TOKEN", "SUPERVISOR_TOKEN")
"""A worker talks to nobody, so it needs none."""


class Child:
    """A running worker and what it starts itself: a process group of its own."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        """Hold a started process; :meth:`start` starts one."""
        self._process = process
        self._killer: Timer | None = None

    @classmethod
    def start(cls, job: Path, archive: Path, cluster: str | None) -> Self:
        """Start a worker for the job in a folder. Raises OSError."""
        folders = [str(job), str(archive)]
        environment = {name: value for name, value in os.environ.items() if name not in _SECRETS}
        environment["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
        with (job / "log.txt").open("wb") as log:
            process = subprocess.Popen(  # noqa: S603 - this very program
                [sys.executable, "-m", "bitgridai_agent.jobs.worker", *folders, *([cluster] if cluster else [])],
                # It ends when this pipe does: an agent that was killed leaves no worker behind.
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                env=environment,
                start_new_session=True,
            )
        return cls(process)

    def words(self) -> Iterator[dict[str, Any]]:
        """Iterate over what it says until it ends."""
        for line in self._process.stdout or ():
            try:
                said = json.loads(line)
            except ValueError:
                continue  # a library that prints
            if isinstance(said, dict):
                yield said

    def end(self) -> None:
        """Tell it to end, and kill it if it does not."""
        self._signal(signal.SIGTERM)
        if self._killer is None:
            self._killer = Timer(_PATIENCE_S, self._signal, [signal.SIGKILL])
            self._killer.daemon = True
            self._killer.start()

    def wait(self) -> int:
        """Wait for its end and that of all it started; return how it ended."""
        ended = self._process.wait()
        if self._killer is not None:
            self._killer.cancel()
        self._signal(signal.SIGKILL)
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        return ended

    def _signal(self, number: signal.Signals) -> None:
        with suppress(ProcessLookupError):  # all of them have ended
            os.killpg(self._process.pid, number)
