"""What the demo can be told on the command line.

``scripts/demo`` runs this first, with any Python from 3.9 on: a mistyped option or a busy port is
answered before anything is installed.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
import errno
import os
from pathlib import Path
import socket
import sys
from typing import NoReturn

from .texts import say

REPOSITORY = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
_HOUSEHOLDS = REPOSITORY / "custom_components/bitgridai/simulation/households"
_MAX_SPEED = 3600
_MAX_DAYS = 366


@dataclass(frozen=True)
class Options:
    """A checked command line."""

    port: int
    speed: int
    """Simulated seconds per second."""
    fresh: bool
    household: str
    headless: bool
    days: int
    json: bool
    keep: bool
    agent: bool
    """Whether the agent runs beside it."""
    state: Path


class _Parser(argparse.ArgumentParser):
    """Answers a mistake in one line."""

    def error(self, message: str) -> NoReturn:  # type: ignore[explicit-override]  # older Pythons have no override
        """Print what is wrong and where help is; exit code 2."""
        self.exit(2, f"{self.prog}: {message}. '{self.prog} --help' lists the options.\n")


def parse(arguments: Sequence[str]) -> Options:
    """Read the command line; SystemExit(2) with one line where it is wrong."""
    parser = _parser()
    given = parser.parse_args(arguments)
    if not given.headless:
        for name in ("days", "json", "keep"):
            if getattr(given, name):
                parser.error(f"--{name} needs --headless")
    return Options(
        port=given.port,
        speed=given.speed,
        fresh=given.fresh,
        household=given.household,
        headless=given.headless,
        days=given.days or 7,
        json=given.json,
        keep=given.keep,
        agent=given.agent,
        state=_started_in() / given.state,
    )


def _started_in() -> Path:
    """Return the folder in which the person sits; scripts/demo itself has gone to the repository's."""
    return Path(os.environ.get("BITGRIDAI_DEMO_FROM", "."))


def _parser() -> _Parser:
    parser = _Parser(
        prog="scripts/demo",
        allow_abbrev=False,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description=(
            "Runs BitGridAI in a simulated household.\n\n"
            "Without --headless: Home Assistant with a dashboard on this machine only. Log in as demo, password demo;\n"
            "Ctrl-C stops it, and the next start goes on where it stopped."
        ),
        epilog="docs/demo.md explains the dashboard and defines every figure of the headless report.",
    )
    parser.add_argument(
        "--household",
        default="real_week",
        choices=households(),
        metavar="NAME",
        help=f"the house to simulate: {', '.join(households())} (default: real_week)",
    )
    parser.add_argument(
        "--agent", action="store_true", help="run the agent beside it: an archive, its page, and replays of the past"
    )
    shown = parser.add_argument_group("with the dashboard")
    shown.add_argument(
        "--port",
        type=_number("a port", 1, 65535),
        default=8123,
        metavar="N",
        help="where Home Assistant listens (default: 8123)",
    )
    shown.add_argument(
        "--speed",
        type=_number("a speed", 1, _MAX_SPEED),
        default=60,
        metavar="N",
        help="simulated seconds per second (default: 60)",
    )
    shown.add_argument("--fresh", action="store_true", help="forget what earlier runs left, and begin anew")
    shown.add_argument(
        "--state",
        type=Path,
        default=REPOSITORY / ".demo",
        metavar="FOLDER",
        help="where the demo keeps its files (default: .demo in the repository)",
    )
    headless = parser.add_argument_group("without")
    headless.add_argument("--headless", action="store_true", help="run as fast as possible, verify and report")
    headless.add_argument(
        "--days",
        type=_number("days", 1, _MAX_DAYS),
        metavar="N",
        help="how many days to live through (default: 7)",
    )
    headless.add_argument("--json", action="store_true", help="report as one JSON object")
    headless.add_argument("--keep", action="store_true", help="leave the ledger, and say where it is")
    return parser


def households() -> list[str]:
    """Names of the bundled households."""
    return sorted(file.stem for file in _HOUSEHOLDS.glob("*.yaml"))


def _number(what: str, low: int, high: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if text.isascii() and text.isdigit() and low <= int(text) <= high:
            return int(text)
        raise argparse.ArgumentTypeError(f"{text!r} is not {what} from {low} to {high}")

    return read


def why_port_is_unusable(port: int) -> str | None:
    """Try to listen on a port of this machine; return what is in the way, None if nothing is."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        # As Home Assistant does: connections of an earlier run that are not quite gone do not matter.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, port))
            listener.listen()
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return f"port {port} is in use by another program"
            return f"port {port} cannot be used ({os.strerror(error.errno or 0).lower()})"
    return None


def main() -> int:
    """Check the command line and the port; the exit code is 0 when the demo can start."""
    options = parse(sys.argv[1:])
    if not options.headless and (reason := why_port_is_unusable(options.port)):
        say(f"scripts/demo: {reason}. Choose another one: scripts/demo --port {_other(options.port)}")
        return 1
    return 0


def _other(port: int) -> int:
    """Return a port that may well be free."""
    candidates = [8124, 8125, 8126, 18123]
    return next((one for one in candidates if one != port and why_port_is_unusable(one) is None), 18124)


if __name__ == "__main__":
    sys.exit(main())
