"""A Dask cluster on loopback: a scheduler and workers, each a process of its own that may die."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
import json
import os
from pathlib import Path
import subprocess
import sys
from time import monotonic, sleep

_PATIENCE_S = 60
_AWAIT = "import sys; from distributed import Client; Client(sys.argv[1]).wait_for_workers(int(sys.argv[2]), 60)"


@dataclass
class Cluster:
    """What was started; everything of it is killed at the end."""

    folder: Path
    scheduler: subprocess.Popen[bytes] | None = None
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)
    port: int = 0

    @property
    def address(self) -> str:
        return f"tcp://127.0.0.1:{self.port}"

    def start_scheduler(self, environment: Mapping[str, str] | None = None) -> None:
        """Start it, where it was before if there was one."""
        told = self.folder / "scheduler.json"
        told.unlink(missing_ok=True)
        arguments = ["--no-dashboard", "--scheduler-file", str(told), "--port", str(self.port)]
        self.scheduler = self._start("dask_scheduler", *arguments, environment=environment)
        until = monotonic() + _PATIENCE_S
        while monotonic() < until:
            if told.exists() and (text := told.read_text()):
                self.port = int(json.loads(text)["address"].rpartition(":")[2])
                return
            sleep(0.1)
        raise TimeoutError("the scheduler did not start")

    def start_worker(self, environment: Mapping[str, str] | None = None) -> subprocess.Popen[bytes]:
        arguments = [self.address, "--no-dashboard", "--nthreads", "1", "--no-nanny"]
        worker = self._start("dask_worker", *arguments, environment=environment)
        self.workers.append(worker)
        return worker

    def await_workers(self, count: int) -> None:
        """Wait until so many have found the scheduler."""
        subprocess.run([sys.executable, "-c", _AWAIT, self.address, str(count)], check=True, timeout=2 * _PATIENCE_S)

    def stop(self, process: subprocess.Popen[bytes] | None) -> None:
        # A worker whose scheduler goes asks for it again and again instead of ending.
        if process is not None:
            process.kill()
            process.wait(_PATIENCE_S)

    def _start(
        self, program: str, *arguments: str, environment: Mapping[str, str] | None = None
    ) -> subprocess.Popen[bytes]:
        quiet = {**os.environ, "DASK_DISTRIBUTED__LOGGING__DISTRIBUTED": "error", **(environment or {})}
        command = [sys.executable, "-m", f"distributed.cli.{program}", *arguments, "--host", "127.0.0.1"]
        return subprocess.Popen(command, env=quiet, cwd=self.folder)


@contextmanager
def cluster(folder: Path, workers: int) -> Iterator[Cluster]:
    """Start a scheduler and so many workers."""
    started = Cluster(folder)
    try:
        started.start_scheduler()
        for _ in range(workers):
            started.start_worker()
        if workers:
            started.await_workers(workers)
        yield started
    finally:
        for process in (*started.workers, started.scheduler):
            started.stop(process)
