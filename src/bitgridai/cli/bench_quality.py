"""``bitgridai bench quality``: how much of the possible gain the rules reach on a recorded household."""

from argparse import ArgumentParser, Namespace
import json
import os
from pathlib import Path

from .failure import CommandError

_VARIABLE = "BITGRIDAI_QUALITY_TRACE"
_PLACE = Path("data/household_year.csv")


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the trace and the form of the answer."""
    parser.add_argument(
        "--trace",
        type=Path,
        metavar="FILE",
        help=f"CSV with utc,load_w,pv_w,pv_forecast_w (default: ${_VARIABLE}, else {_PLACE}, else the bundled week)",
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(measure=measure)


def measure(arguments: Namespace) -> int:
    """Measure and print; a whole year takes about two minutes."""
    try:
        from ..bench.quality import report  # noqa: PLC0415  # loads numpy, which only this command needs
    except ModuleNotFoundError as err:
        raise CommandError(f"this measurement needs {err.name}") from err
    from ..bench.quality.household import House  # noqa: PLC0415
    from ..bench.quality.trace import TraceFileError, read_blocks  # noqa: PLC0415
    from ..engine import Policy  # noqa: PLC0415

    file, told = _trace(arguments.trace, report.BUNDLED)
    try:
        trace = read_blocks(file)
    except TraceFileError as err:
        raise CommandError(str(err)) from err
    factors = {
        str(factor): report.compare(House(), trace.scaled(factor), Policy()).document() for factor in report.PV_FACTORS
    }
    if arguments.json:
        print(json.dumps({"trace": told, "days": round(trace.days, 2), "pv_factors": factors}))
        return 0
    print(f"{told}, {trace.days:.0f} days")
    for factor, figures in factors.items():
        print(
            f"PV x{factor}: {figures['share_of_bound']:.1%} of the bound, {figures['gain_eur']} EUR; "
            f"{figures['used_kwh']} kWh used, {figures['extra_import_kwh']} kWh more import, "
            f"{figures['starts_per_day']} starts a day, {figures['below_reserve_blocks']} blocks below the reserve"
        )
    return 0


def _trace(given: Path | None, bundled: Path) -> tuple[Path, str]:
    """Return the file to measure on and what to call it."""
    if given is not None:
        return given, given.name
    named = os.environ.get(_VARIABLE)
    if named:
        return Path(named), Path(named).name
    if _PLACE.is_file():
        return _PLACE, _PLACE.name
    return bundled, "bundled week (no year's trace was given)"
