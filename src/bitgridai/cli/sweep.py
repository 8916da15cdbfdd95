"""``bitgridai sweep``: a grid of policies on one recorded household, ranked by what they gain."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import asdict
import json
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from ..engine import DocumentError, Policy
from ..engine.document import Node
from .extra import needing
from .failure import CommandError
from .household_trace import add_trace, read_trace

if TYPE_CHECKING:
    from ..sweep.grid import Grid
    from ..sweep.ranking import Ranked, Result

_HEAD = f"{'':>5} {'gain EUR':>9} {'used kWh':>9} {'more import kWh':>15} {'starts/day':>10}"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    add_trace(parser)
    parser.add_argument(
        "--grid", type=Path, required=True, metavar="FILE", help="partial policy whose values may be lists (YAML, JSON)"
    )
    parser.add_argument("--top", type=int, default=20, metavar="N", help="rows of the table (default: 20)")
    parser.add_argument("--json", action="store_true", help="print one JSON object with every policy")


def run(arguments: Namespace) -> int:
    """Sweep and print; the default policy is measured beside the grid."""
    with needing("sweep"):
        from ..sweep.ranking import compare, rank  # noqa: PLC0415  # loads numba, which only this command needs
    from ..bench.quality.household import House  # noqa: PLC0415
    from ..sweep.errors import SweepError  # noqa: PLC0415

    grid = _grid(arguments.grid)
    trace, told = read_trace(arguments.trace)
    try:
        default, *results = compare(House(), trace, [Policy(), *(variant.policy for variant in grid.variants)])
    except SweepError as err:
        raise CommandError(str(err)) from err
    ranked = rank(grid.variants, results)
    if arguments.json:
        print(json.dumps(_document(told, trace.days, grid, default, ranked)))
        return 0
    print(f"{told}, {trace.days:.0f} days, {len(ranked)} policies{_left_out(grid.left_out)}")
    print("\n".join([_HEAD, _row("", default, "default policy"), *_rows(ranked[: max(1, arguments.top)])]))
    print("* nobody gains as much with fewer starts")
    return 0


def _grid(file: Path) -> Grid:
    from ..sweep.grid import read_grid  # noqa: PLC0415

    try:
        return read_grid(Node("grid", yaml.safe_load(file.read_text(encoding="utf-8"))))
    except OSError as err:
        raise CommandError(f"{file}: expected a readable file ({err.strerror or err})") from err
    except DocumentError as err:
        raise CommandError(f"{file.name}: {err}") from err
    except (yaml.YAMLError, ValueError) as err:
        raise CommandError(f"{file.name}: expected valid YAML or JSON") from err


def _document(told: str, days: float, grid: Grid, default: Result, ranked: Sequence[Ranked]) -> dict[str, object]:
    return {
        "trace": told,
        "days": round(days, 2),
        "policies": len(ranked),
        "left_out": grid.left_out,
        "default": asdict(default),
        "ranking": [
            {"rank": place, "changes": item.variant.changes, **asdict(item.result), "pareto": item.front}
            for place, item in enumerate(ranked, start=1)
        ],
    }


def _rows(ranked: Sequence[Ranked]) -> list[str]:
    return [
        _row(f"{place}{'*' if item.front else ' '}", item.result, _told(item.variant.changes))
        for place, item in enumerate(ranked, start=1)
    ]


def _row(place: str, result: Result, told: str) -> str:
    return (
        f"{place:>5} {result.gain_eur:>9.2f} {result.used_kwh:>9.1f} {result.extra_import_kwh:>15.1f} "
        f"{result.starts_per_day:>10.3f}  {told}"
    )


def _told(changes: dict[str, object]) -> str:
    return ", ".join(f"{place} {json.dumps(value)}" for place, value in changes.items()) or "default policy"


def _left_out(count: int) -> str:
    return f", {count} left out because their thresholds contradict each other" if count else ""
