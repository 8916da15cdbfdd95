"""Arguments of replays: which recorded house, and what its records do not tell."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields
from datetime import date
from pathlib import Path
import signal
import sys
from threading import Event
from typing import Any, Final

from ..replay.errors import ReplayError, StoppedError
from ..replay.recorded import RecordedHouse, read_recorded
from ..replay.setting import Given
from ..replay.watch import Watch
from .extra import needing
from .failure import CommandError

_NUMBERS: Final = {
    "pv-factor": "size of the array over that of the recorded one (default: 1)",
    "battery-wh": "capacity of the battery in Wh, where the records do not tell it",
    "battery-w": "most the battery takes or gives, in W",
    "battery-efficiency": "share of the energy that arrives, one way (default: 0.95)",
    "battery-floor-pct": "charge below which the battery gives nothing, in %%",
    "import-ct-kwh": "price of a kWh where none was recorded (default: 30)",
    "feed-in-ct-kwh": "payment for a kWh where none was recorded (default: the policy's)",
    "load-ct-kwh": "worth of a kWh that a load uses (default: heat and satoshis as the policy values them, else 14)",
    "start-ct": "what a start costs in wear (default: 3)",
}
_GIVEN: Final = {field.name for field in fields(Given)}


class StoppedByHandError(CommandError):
    """Somebody pressed Ctrl+C."""

    exit_code = 130


def add_house(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("source", type=Path, metavar="SOURCE", help="ledger file, or folder of an archive")
    parser.add_argument("--from", dest="begin", type=_day, metavar="DATE", help="first day (default: all)")
    parser.add_argument("--to", dest="end", type=_day, metavar="DATE", help="last day (default: all)")
    for name, does in _NUMBERS.items():
        parser.add_argument(f"--{name}", type=float, metavar="N", help=does)
    parser.add_argument("--out", type=Path, metavar="FOLDER", help="write JSON, Parquet and plots into this folder")
    parser.add_argument("--work", type=Path, metavar="FOLDER", help="keep what is done here, and go on from it")
    parser.add_argument("--language", choices=("en", "de"), default="en", help="of texts and plots (default: en)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as err:
        raise ArgumentTypeError(f"expected a date such as 2026-05-01, found {text!r}") from err


def read_house(arguments: Namespace) -> tuple[RecordedHouse, Given]:
    """Read the recorded house and what was given about it; ReplayError where that is not possible."""
    given = {name: value for name, value in vars(arguments).items() if name in _GIVEN and value is not None}
    with needing("archive"):
        return read_recorded(arguments.source, arguments.begin, arguments.end), Given(**given)


@contextmanager
def watched(arguments: Namespace) -> Iterator[Watch]:
    """Show progress, let Ctrl+C end the work in good order, and tell errors in one line."""
    wanted = Event()
    before = signal.signal(signal.SIGINT, lambda *_: wanted.set())
    try:
        yield Watch(progress=_shown(), stop=wanted.is_set, work=arguments.work)
    except ReplayError as err:
        raise CommandError(str(err)) from err
    except StoppedError as err:
        kept = "; what is done is kept, run it again to go on" if arguments.work else ""
        raise StoppedByHandError(f"stopped{kept}") from err
    finally:
        signal.signal(signal.SIGINT, before)


def _shown() -> Callable[[float], None]:
    if not sys.stderr.isatty():
        return lambda _: None
    return lambda share: print(f"\r{share:4.0%}", end="" if share < 1 else "\n", file=sys.stderr, flush=True)


def saved[T](arguments: Namespace, save: Callable[[T, Path, str], list[Path]], result: T) -> list[str]:
    """Write a result's files where they were asked for; return their names."""
    if arguments.out is None:
        return []
    try:
        with needing("archive"):
            return [str(file) for file in save(result, arguments.out, arguments.language)]
    except OSError as err:
        raise CommandError(f"--out {arguments.out}: {err.strerror or err}; choose another folder") from err


def assumed(document: dict[str, Any], language: str) -> list[str]:
    """Say what was taken for granted."""
    return [f"- {each['text'][language]}" for each in document["assumptions"]]
