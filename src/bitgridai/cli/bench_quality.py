"""``bitgridai bench quality``: how much of the possible gain the rules reach on a recorded household."""

from argparse import ArgumentParser, Namespace
import json

from .failure import CommandError
from .household_trace import add_trace, read_trace


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the trace and the form of the answer."""
    add_trace(parser)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(measure=measure)


def measure(arguments: Namespace) -> int:
    """Measure and print; a whole year takes about two minutes."""
    try:
        from ..bench.quality import report  # noqa: PLC0415  # loads numpy, which only this command needs
    except ModuleNotFoundError as err:
        raise CommandError(f"this measurement needs {err.name}") from err
    from ..bench.quality.household import House  # noqa: PLC0415
    from ..engine import Policy  # noqa: PLC0415

    trace, told = read_trace(arguments.trace)
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
