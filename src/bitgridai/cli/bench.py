"""``bitgridai bench``: one measurement by name."""

from argparse import ArgumentParser, Namespace
from dataclasses import asdict
import json

from ..simulation import bundled_households, load_household
from . import bench_agent, bench_quality, bench_recorder, bench_speed


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the measurements."""
    names = parser.add_subparsers(dest="name", required=True, metavar="NAME")
    loop = names.add_parser("loop", help="how long a decision keeps the event loop busy")
    loop.add_argument("--household", choices=sorted(bundled_households()), default="real_week")
    loop.add_argument("--days", type=int, default=1, metavar="N", help="simulated days to measure (default: 1)")
    loop.add_argument("--json", action="store_true", help="print one JSON object")
    loop.set_defaults(measure=_loop)
    bench_agent.add_arguments(names.add_parser("agent", help="memory of the agent, and what a year of records takes"))
    bench_recorder.add_arguments(names.add_parser("recorder", help="rows that the recorder writes in a day"))
    bench_speed.add_arguments(names.add_parser("speed", help="how many decisions a second"))
    bench_quality.add_arguments(names.add_parser("quality", help="how much of the possible gain the rules reach"))


def run(arguments: Namespace) -> int:
    """Measure and print."""
    measured: int = arguments.measure(arguments)
    return measured


def _loop(arguments: Namespace) -> int:
    from ..bench.loop import measure  # noqa: PLC0415  # each measurement loads only its own needs

    cost = measure(load_household(bundled_households()[arguments.household]), max(1, arguments.days))
    if arguments.json:
        print(json.dumps(asdict(cost)))
        return 0
    print(f"{cost.blocks} block ticks: median {cost.block_tick_median_ms} ms, 99 % below {cost.block_tick_p99_ms} ms")
    print(f"looks between ticks: median {cost.look_median_ms} ms")
    return 0
