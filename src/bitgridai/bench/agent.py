"""What the agent costs: memory while it waits, and a year of records taken in, proven and decided again.

Everything is measured on what runs in a house: the agent as a process on loopback, and the commands
as processes of their own.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
import json
import os
from pathlib import Path
import secrets
import shutil
import socket
import subprocess
import sys
from tempfile import mkdtemp
from time import monotonic, sleep
from typing import Any, Final
from urllib.error import URLError
from urllib.request import Request, urlopen

from .quality.household import BLOCK_S
from .quality.trace import BlockTrace
from .year import YEAR_DAYS, write_year

_REPOSITORY: Final = Path(__file__).resolve().parents[3]
_AGENT: Final = _REPOSITORY / "addon"
_COMMAND: Final = "import sys; from bitgridai.cli.main import main; sys.exit(main())"
_LEDGER: Final = "year"
_START_S: Final = 60
_SETTLES_S: Final = 3
_DAY_S: Final = 86_400


class AgentBenchError(Exception):
    """Something cannot be measured; the text says what."""


@dataclass(frozen=True, slots=True)
class Budget:
    """One figure beside its goal."""

    name: str
    value: float
    unit: str
    goal: float

    @property
    def met(self) -> bool:
        """Whether the figure is within its goal."""
        return self.value <= self.goal


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took."""

    seconds: float
    cpu_seconds: float
    peak_mb: float
    printed: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Costs:
    """Everything measured."""

    days: int
    """How many were measured; goals are those of a year, in proportion."""
    records: int
    archive_files: int
    archive_mb: float
    add: Cost
    prove: Cost
    first_replay: Cost
    """Machine code is made, or read, on the way."""
    replay: Cost
    idle_rss_mb: float
    idle_pss_mb: float
    """Shared libraries counted in part."""

    @property
    def budgets(self) -> tuple[Budget, ...]:
        """All figures that have a goal."""
        share = self.days / YEAR_DAYS
        return (
            Budget("idle memory", self.idle_rss_mb, "MB", 120),
            Budget("archive add", self.add.seconds, "s", round(60 * share, 1)),
            Budget("archive size", self.archive_mb, "MB", round(20 * share, 1)),
            Budget("verify replay", self.replay.seconds, "s", round(5 * share, 1)),
        )


def measure(trace: BlockTrace, work: Path, progress: Callable[[float], None] = lambda _: None) -> Costs:
    """Measure everything. The ledger stays in ``work`` for the next time, all else goes.

    Raises AgentBenchError where the agent is not at hand.
    """
    work.mkdir(parents=True, exist_ok=True)
    ledger = work / f"ledger-{_name(trace)}.jsonl"
    write_year(trace, ledger, progress)
    folder = Path(mkdtemp(prefix="bitgridai-bench-", dir=work))
    try:
        archive = folder / "archive" / _LEDGER
        add = _run("archive", "add", str(archive), str(ledger))
        prove = _run("archive", "verify", str(archive))
        first, again = (_run("replay", "compare", str(archive), "--json") for _ in range(2))
        parts = list((archive / "records").rglob("*.parquet"))
        with _agent(folder):
            pass  # where it was never started, it is compiled now, as an image is when it is built
        with _agent(folder) as (process, ask):
            ask("/v1/archive")  # which opens the archive, as the first household to connect does
            sleep(_SETTLES_S)
            rss_mb, pss_mb = _memory_mb(process)
        return Costs(
            days=len(trace.base_w) * BLOCK_S // _DAY_S,
            records=int(add.printed["added"]),
            archive_files=len(parts),
            archive_mb=round(sum(part.stat().st_size for part in parts) / 1e6, 1),
            add=add,
            prove=prove,
            first_replay=first,
            replay=again,
            idle_rss_mb=rss_mb,
            idle_pss_mb=pss_mb,
        )
    finally:
        shutil.rmtree(folder)


def _name(trace: BlockTrace) -> str:
    """Tell traces and ways to record them apart."""
    sources = (Path(__file__).with_name("year.py").read_bytes(), repr(trace).encode())
    return sha256(b"".join(sources)).hexdigest()[:12]


def _environment() -> dict[str, str]:
    path = os.pathsep.join([str(_AGENT), str(_REPOSITORY / "src"), os.environ.get("PYTHONPATH", "")])
    kept = dict(os.environ)
    # What runs in a house is compiled already; compiling it leaves memory behind.
    if kept.pop("PYTHONDONTWRITEBYTECODE", None):
        kept.setdefault("PYTHONPYCACHEPREFIX", str(_REPOSITORY / ".venv" / "pycache"))
    return {**kept, "PYTHONPATH": path}


def _run(*arguments: str) -> Cost:
    """Run one of our commands to its end."""
    began = monotonic()
    command: Sequence[str] = [sys.executable, "-c", _COMMAND, *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=_environment(), text=True) as process:  # noqa: S603  # our own program
        printed = process.stdout.read() if process.stdout else ""
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise AgentBenchError(f"bitgridai {' '.join(arguments)} ended with {process.returncode}: {printed[:500]}")
    return Cost(
        round(monotonic() - began, 2),
        round(used.ru_utime + used.ru_stime, 2),
        round(used.ru_maxrss / 1024, 1),
        json.loads(printed),
    )


@contextmanager
def _agent(data: Path) -> Iterator[tuple[subprocess.Popen[bytes], Callable[[str], bytes]]]:
    """Run the agent on loopback, and ask it as the integration does."""
    if not _AGENT.is_dir():
        raise AgentBenchError("agent measures the agent of a clone of the repository; run scripts/setup there")
    token, port = secrets.token_urlsafe(32), _free_port()
    command = [sys.executable, "-m", "bitgridai_agent", "--data", str(data), "--port", str(port)]
    process = subprocess.Popen(command, env=_environment() | {"BITGRIDAI_AGENT_TOKEN": token})  # noqa: S603  # our own program

    def ask(path: str) -> bytes:
        request = Request(f"http://127.0.0.1:{port}{path}", headers={"authorization": f"Bearer {token}"})  # loopback
        with urlopen(request, timeout=_START_S) as answer:  # noqa: S310  # loopback
            content: bytes = answer.read()
        return content

    try:
        _wait(process, ask)
        yield process, ask
    finally:
        process.terminate()
        process.wait()


def _wait(process: subprocess.Popen[bytes], ask: Callable[[str], bytes]) -> None:
    until = monotonic() + _START_S
    while monotonic() < until and process.poll() is None:
        try:
            ask("/health")
        except URLError:
            sleep(0.1)
        else:
            return
    raise AgentBenchError("the agent did not start; scripts/setup installs what it needs")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _memory_mb(process: subprocess.Popen[bytes]) -> tuple[float, float]:
    """Return resident memory, and the same with what is shared counted in part."""
    try:
        lines = Path(f"/proc/{process.pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError as err:
        raise AgentBenchError(f"memory is read from /proc, which Linux has ({err})") from err
    told_kb = {name: int(value.split()[0]) for name, _, value in (line.partition(":") for line in lines[1:])}
    return round(told_kb["Rss"] / 1024, 1), round(told_kb["Pss"] / 1024, 1)
