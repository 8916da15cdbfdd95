"""The agent as the app starts it: a process with a folder, a port and a token."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
import os
from pathlib import Path
import socket
import subprocess
import sys
import time

import httpx

REPOSITORY = Path(__file__).resolve().parents[2]
TOKEN = "a-token-of-a-house-that-only-tests-know"
LEDGER = "01JHOUSE"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class Running:
    process: subprocess.Popen[str]
    http: httpx.Client
    data: Path

    def send(self, records: list[bytes], ledger: str = LEDGER) -> httpx.Response:
        body = b"".join(record + b"\n" for record in records)
        return self.http.post(
            f"/v1/ledgers/{ledger}/records", content=body, headers={"content-type": "application/x-ndjson"}
        )

    def tip(self, ledger: str = LEDGER) -> int:
        answer = self.http.get(f"/v1/ledgers/{ledger}")
        return 0 if answer.status_code == 404 else int(answer.json()["seq"])

    def stop(self) -> int:
        self.process.terminate()
        return self.process.wait(timeout=20)


@contextmanager
def running(data: Path, port: int | None = None, *arguments: str) -> Iterator[Running]:
    """Start an agent and wait until it answers; kill what is left of it at the end."""
    port = port or free_port()
    path = os.pathsep.join([str(REPOSITORY / "addon"), str(REPOSITORY / "src"), os.environ.get("PYTHONPATH", "")])
    process = subprocess.Popen(
        [sys.executable, "-m", "bitgridai_agent", "--data", str(data), "--port", str(port), *arguments],
        env={**os.environ, "PYTHONPATH": path, "BITGRIDAI_AGENT_TOKEN": TOKEN},
        stderr=subprocess.PIPE,
        text=True,
    )
    http = httpx.Client(base_url=f"http://127.0.0.1:{port}", headers={"authorization": f"Bearer {TOKEN}"}, timeout=20)
    try:
        _wait(process, http)
        yield Running(process, http, data)
    finally:
        http.close()
        process.kill()
        process.communicate()


def _wait(process: subprocess.Popen[str], http: httpx.Client) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if process.poll() is not None:
            msg = f"the agent ended with {process.returncode}: {process.communicate()[1]}"
            raise AssertionError(msg)
        try:
            if http.get("/health").status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    msg = "the agent did not answer within a minute"
    raise AssertionError(msg)
