"""The recorded household that a measurement is about: a file, or what is at hand."""

from argparse import ArgumentParser
import os
from pathlib import Path

from ..bench.quality.trace import BUNDLED, BlockTrace, TraceFileError, read_blocks
from .failure import CommandError

_VARIABLE = "BITGRIDAI_QUALITY_TRACE"
_PLACE = Path("data/household_year.csv")


def add_trace(parser: ArgumentParser) -> None:
    """Declare the argument."""
    parser.add_argument(
        "--trace",
        type=Path,
        metavar="FILE",
        help=f"CSV with utc,load_w,pv_w,pv_forecast_w (default: ${_VARIABLE}, else {_PLACE}, else the bundled week)",
    )


def read_trace(given: Path | None) -> tuple[BlockTrace, str]:
    """Return the trace and what to call it; CommandError where it is none."""
    file, told = _chosen(given)
    try:
        return read_blocks(file), told
    except TraceFileError as err:
        raise CommandError(str(err)) from err


def _chosen(given: Path | None) -> tuple[Path, str]:
    if given is not None:
        return given, given.name
    named = os.environ.get(_VARIABLE)
    if named:
        return Path(named), Path(named).name
    if _PLACE.is_file():
        return _PLACE, _PLACE.name
    return BUNDLED, "bundled week (no year's trace was given)"
