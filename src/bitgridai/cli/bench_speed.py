"""``bitgridai bench speed``: decisions per second, for one policy and for a sweep of many."""

from argparse import ArgumentParser, Namespace
from dataclasses import asdict
import json

from .extra import needing
from .failure import CommandError
from .household_trace import add_trace, read_trace


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the trace, the number of policies and the form of the answer."""
    add_trace(parser)
    parser.add_argument("--policies", type=int, default=1000, metavar="N", help="policies to sweep (default: 1000)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(measure=measure)


def measure(arguments: Namespace) -> int:
    """Measure and print; it takes about a minute."""
    with needing("sweep"):
        from ..bench import speed  # noqa: PLC0415  # loads numba, which only this measurement needs
    trace, told = read_trace(arguments.trace)
    try:
        speeds = speed.measure(trace, max(1, arguments.policies))
    except ValueError as err:
        raise CommandError(f"{told}: {err}") from err
    if arguments.json:
        print(json.dumps({"trace": told, **asdict(speeds)}))
        return 0
    print(f"{told}: a year of {speeds.blocks} blocks, {speeds.cores} cores")
    print(f"compiling or loading {speeds.compile_seconds} s, preparing the trace {speeds.prepare_seconds} s")
    for learned, paces in (("off", speeds.learned_off), ("on", speeds.learned_on)):
        scalar, compiled, sweep = paces.scalar, paces.compiled, paces.sweep
        print(
            f"days remembered {learned}: engine {scalar.decisions_per_second} decisions/s "
            f"({scalar.seconds_per_year} s a year), compiled {compiled.decisions_per_second} decisions/s "
            f"({compiled.seconds_per_year} s), {sweep.policies} policies {sweep.policy_years_per_second} years/s "
            f"({sweep.policy_years_per_cpu_second} per second of a core)"
        )
    return 0
