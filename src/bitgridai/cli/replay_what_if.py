"""``bitgridai replay what-if``: a recorded house under a changed policy."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from ..replay import what_if
from ..replay.files import save_what_if
from .failure import CommandError
from .json_output import print_document
from .partial_policy import read_partial, with_settings
from .replayed_house import add_house, assumed, read_house, saved, watched

_ROWS: Final = (
    ("gain_eur", "Gain over loads off, EUR", 2),
    ("loads_kwh", "Energy of all loads, kWh", 1),
    ("import_kwh", "Grid import, kWh", 1),
    ("import_caused_kwh", "Import caused by loads, kWh", 1),
    ("export_kwh", "Grid export, kWh", 1),
    ("surplus_used_pct", "Surplus used by loads, %", 1),
    ("self_consumption_pct", "Self-consumption, %", 1),
    ("autarky_pct", "Autarky, %", 1),
    ("starts", "Starts", 0),
    ("starts_per_day", "Starts per day", 2),
)
_FASTEST: Final = 1e9


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    add_house(parser)
    parser.add_argument(
        "--policy", type=Path, metavar="FILE", help="thresholds that differ from the recorded policy (YAML, JSON)"
    )
    parser.add_argument(
        "--set", dest="settings", action="append", default=[], metavar="PLACE=VALUE", help="one threshold that differs"
    )
    parser.add_argument(
        "--speed",
        type=float,
        metavar="N",
        help="recorded seconds in a second, 1 for as slow as it was (default: as fast as possible)",
    )


def run(arguments: Namespace) -> int:
    """Replay and report."""
    if arguments.speed is not None and not 0 < arguments.speed <= _FASTEST:
        raise CommandError(f"--speed: expected a number above 0, found {arguments.speed:g}")
    changes = with_settings(read_partial(arguments.policy) if arguments.policy else {}, arguments.settings)
    with watched(arguments) as watch:
        house, given = read_house(arguments)
        result = what_if.run(house, changes, given=given, speed=arguments.speed, watch=watch)
    files = saved(arguments, save_what_if, result)
    document = {"source": str(arguments.source), **result.document(), "files": files}
    if arguments.json:
        print_document(document)
    else:
        print("\n".join(_told(document, arguments.language)))
    return 0


def _told(document: dict[str, Any], language: str) -> Iterator[str]:
    recorded, figures, measured = document["recorded"], document["figures"], document["measured"]
    yield (
        f"{document['source']}: {recorded['from']} to {recorded['until']}, "
        f"{recorded['known_blocks']} of {recorded['blocks']} blocks known"
    )
    yield f"{'':<28}{'recorded':>10}{'changed':>10}{'loads off':>11}{'measured':>10}"
    for key, name, decimals in _ROWS:
        cells = [figures[column][key] for column in ("recorded", "changed", "without_loads")]
        first, second, third, fourth = (_cell(value, decimals) for value in (*cells, measured.get(key)))
        yield f"{name:<28}{first:>10}{second:>10}{third:>11}{fourth:>10}"
    yield f"{document['differing_decisions']} of {document['decisions']} decisions differ."
    yield "Taken for granted:"
    yield from assumed(document, language)
    yield from document["files"]


def _cell(value: float | None, decimals: int) -> str:
    return "" if value is None else f"{value:.{decimals}f}"
