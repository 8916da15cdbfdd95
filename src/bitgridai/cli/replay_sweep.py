"""``bitgridai replay sweep``: a recorded house under a grid of policies, ranked."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
import json
from pathlib import Path
from typing import Any

from ..replay import sweep
from ..replay.files import save_sweep
from .failure import CommandError
from .json_output import print_document
from .partial_policy import read_partial
from .replayed_house import add_house, assumed, read_house, saved, watched

_HEAD = f"{'':>6} {'gain EUR':>9} {'loads kWh':>10} {'more import kWh':>15} {'starts/day':>10}"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    add_house(parser)
    parser.add_argument(
        "--grid", type=Path, required=True, metavar="FILE", help="partial policy whose values may be lists (YAML, JSON)"
    )
    parser.add_argument("--workers", type=int, default=0, metavar="N", help="processes; 0 is one per core (default: 0)")
    parser.add_argument("--cluster", metavar="ADDRESS", help="Dask scheduler, such as tcp://192.168.1.5:8786")
    parser.add_argument("--top", type=int, default=20, metavar="N", help="rows of the table (default: 20)")


def run(arguments: Namespace) -> int:
    """Replay, rank and report."""
    if arguments.workers < 0:
        raise CommandError("--workers: expected a whole number of at least 0")
    grid = read_partial(arguments.grid)
    with watched(arguments) as watch:
        house, given = read_house(arguments)
        result = sweep.run(
            house, grid, given=given, workers=arguments.workers or None, cluster=arguments.cluster, watch=watch
        )
    files = saved(arguments, save_sweep, result)
    document = {"source": str(arguments.source), **result.document(), "files": files}
    if arguments.json:
        print_document(document)
    else:
        print("\n".join(_told(document, max(1, arguments.top), arguments.language)))
    return 0


def _told(document: dict[str, Any], top: int, language: str) -> Iterator[str]:
    recorded, left_out = document["recorded"], document["left_out"]
    contradicting = f", {left_out} left out because their thresholds contradict each other" if left_out else ""
    yield (
        f"{document['source']}: {recorded['from']} to {recorded['until']}, "
        f"{document['policies']} policies{contradicting}"
    )
    yield _HEAD
    yield _row("", document["recorded_policy"], "recorded policy")
    for row in document["ranking"][:top]:
        changes = ", ".join(f"{place} {json.dumps(value)}" for place, value in row["changes"].items())
        yield _row(f"{row['rank']}{'*' if row['pareto'] else ' '}", row, changes)
    yield "* nobody gains as much with fewer starts"
    yield "Taken for granted:"
    yield from assumed(document, language)
    yield from document["files"]


def _row(place: str, figures: dict[str, Any], told: str) -> str:
    return (
        f"{place:>6} {figures['gain_eur']:>9.2f} {figures['loads_kwh']:>10.1f} {figures['import_caused_kwh']:>15.1f} "
        f"{figures['starts_per_day']:>10.2f}  {told}"
    )
