"""``bitgridai bench agent``: what the agent costs, each figure beside its goal."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import asdict
import json
from pathlib import Path
import sys
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from ..bench.quality.trace import BlockTrace, TraceFileError, read_blocks
from .extra import needing
from .failure import CommandError

_DAY_BLOCKS = 144

if TYPE_CHECKING:
    from ..bench.agent import Cost, Costs


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what is recorded, and where it is kept."""
    parser.add_argument(
        "--trace", type=Path, metavar="FILE", help="CSV with utc,load_w,pv_w,pv_forecast_w (default: a generated year)"
    )
    parser.add_argument("--days", type=int, metavar="N", help="fewer days; the goals shrink with them")
    parser.add_argument(
        "--work", type=Path, metavar="FOLDER", help="keeps the recorded ledger for the next time (about 350 MB)"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(measure=measure)


def measure(arguments: Namespace) -> int:
    """Measure and print; recording the year takes minutes, the rest about one."""
    from ..bench import agent  # noqa: PLC0415  # each measurement loads only its own needs
    from ..bench.year import YEAR_DAYS, generated_year  # noqa: PLC0415

    days = arguments.days or YEAR_DAYS
    if not 1 <= days <= YEAR_DAYS:
        raise CommandError(f"--days: expected 1 to {YEAR_DAYS}, found {days}")
    trace = generated_year(days) if arguments.trace is None else _read(arguments.trace, days)
    try:
        if arguments.work is not None:
            costs = agent.measure(trace, arguments.work, _progress())
        else:
            with TemporaryDirectory(prefix="bitgridai-bench-") as folder:
                costs = agent.measure(trace, Path(folder), _progress())
    except (agent.AgentBenchError, OSError) as err:
        raise CommandError(str(err)) from err
    print(json.dumps(_document(costs)) if arguments.json else _text(costs))
    return 0


def _read(file: Path, days: int) -> BlockTrace:
    """Read a trace, and repeat or cut it to so many days."""
    with needing("sweep"):
        from ..bench.speed import a_year_of, cut  # noqa: PLC0415  # loads numba
    try:
        return cut(a_year_of(read_blocks(file)), days * _DAY_BLOCKS)
    except (TraceFileError, ValueError) as err:
        raise CommandError(f"{file.name}: {err}") from err


def _progress() -> Callable[[float], None]:
    if not sys.stderr.isatty():
        return lambda _: None
    return lambda done: print(f"\rRecording {done:.0%}", end="", file=sys.stderr, flush=True)


def _document(costs: Costs) -> dict[str, object]:
    budgets = [{**asdict(budget), "met": budget.met} for budget in costs.budgets]
    return {"budgets": budgets, **asdict(costs)}


def _text(costs: Costs) -> str:
    lines = [f"{costs.days} days, {costs.records} records, {costs.archive_files} files"]
    for budget in costs.budgets:
        verdict = "met" if budget.met else "MISSED"
        lines.append(
            f"  {budget.name:14} {budget.value:8g} {budget.unit:3} goal {budget.goal:g} {budget.unit}: {verdict}"
        )
    lines.append(f"  memory with what is shared counted in part: {costs.idle_pss_mb:g} MB")
    for name, cost in (
        ("archive add", costs.add),
        ("archive verify", costs.prove),
        ("replay, first run", costs.first_replay),
        ("replay", costs.replay),
    ):
        lines.append(_line(name, cost))
    return "\n".join(lines)


def _line(name: str, cost: Cost) -> str:
    return f"  {name}: {cost.seconds:g} s, {cost.cpu_seconds:g} s of processor time, at most {cost.peak_mb:g} MB"
