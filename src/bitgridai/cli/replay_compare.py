"""``bitgridai replay compare``: find decisions that this engine makes differently."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
import os
from pathlib import Path
from typing import Any

from ..ledger import LedgerError, open_ledger
from ..replay import Comparison, Differing, compare, executor
from ..replay.files import save_comparison
from .extra import needing
from .failure import CommandError
from .json_output import print_document
from .replayed_house import saved


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("source", type=Path, metavar="SOURCE", help="ledger file, or folder of an archive")
    parser.add_argument(
        "--workers", type=int, default=1, metavar="N", help="stretches at a time; 0 is one per core (default: 1)"
    )
    parser.add_argument("--most", type=int, default=20, metavar="N", help="differences to show (default: 20)")
    parser.add_argument("--language", choices=("en", "de"), default="en", help="of texts and plot (default: en)")
    parser.add_argument("--out", type=Path, metavar="FOLDER", help="write JSON, Parquet and a plot into this folder")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(arguments: Namespace) -> int:
    """Compare and report; 1 where anything differs."""
    if arguments.workers < 0 or arguments.most < 0:
        raise CommandError("--workers and --most: expected whole numbers of at least 0")
    bodies, policies = _source(arguments.source)
    try:
        result = _compared(bodies, policies, arguments.most, arguments.workers or os.cpu_count() or 1)
    except LedgerError as err:
        raise CommandError(str(err)) from err
    files = saved(arguments, save_comparison, result)
    if arguments.json:
        print_document({"source": str(arguments.source), **result.document(), "files": files})
    else:
        print("\n".join([*_told(result, arguments.language), *files]))
    return 0 if result.same else 1


def _compared(bodies: Iterator[bytes], policies: tuple[Any, ...], most: int, workers: int) -> Comparison:
    if workers == 1:
        return compare(bodies, policies, most=most)
    with executor(workers) as pool:
        return compare(bodies, policies, most=most, workers=pool)


def _source(path: Path) -> tuple[Iterator[bytes], tuple[Any, ...]]:
    """Return records in canonical form, and policies that may lie before them."""
    if path.is_dir():
        return _archived(path), ()
    try:
        ledger = open_ledger(path)
    except LedgerError as err:
        raise CommandError(str(err)) from err
    return ledger.bodies, ledger.policies


def _archived(folder: Path) -> Iterator[bytes]:
    with needing("archive"):
        from ..archive import ArchiveError  # noqa: PLC0415 - only an archive needs pyarrow
        from ..archive.archive import bodies_in  # noqa: PLC0415
    if not (folder / "records").is_dir():
        raise CommandError(f"{folder}: not an archive (it has no folder named records)")
    try:
        yield from bodies_in(folder)
    except ArchiveError as err:
        raise CommandError(str(err)) from err


def _told(result: Comparison, language: str) -> Iterator[str]:
    made_by = ", ".join(sorted(result.recorded_by))
    yield f"{result.decisions} decisions of engine {made_by}, decided again by engine {result.replayed_by}"
    for each in result.differing:
        yield from _side_by_side(each, language)
    yield from result.undecided
    yield from result.broken
    if result.same:
        yield "All of them are the same, and the chain is whole."
    else:
        yield f"{result.differing_decisions} differ, {result.undecided_records} could not be decided."
        yield f"The chain is broken in {result.broken_links} places." if result.broken_links else "The chain is whole."


def _side_by_side(each: Differing, language: str) -> Iterator[str]:
    yield f"\n{each.time}  record {each.seq}, {each.load}"
    yield f"  was  {each.recorded.text[language]}  [{each.recorded.code}, {each.recorded.target_w:g} W]"
    yield f"  now  {each.replayed.text[language]}  [{each.replayed.code}, {each.replayed.target_w:g} W]"
