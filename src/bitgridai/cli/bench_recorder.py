"""``bitgridai bench recorder``: rows that Home Assistant's recorder writes; runs inside of a Home Assistant."""

from argparse import ArgumentParser, Namespace
from importlib.util import find_spec
from pathlib import Path
import subprocess
import sys

from .failure import CommandError

REPOSITORY = Path(__file__).resolve().parents[3]
MODULE = "demo.recorder"


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what to measure."""
    parser.add_argument("--household", default="real_week", help="a bundled household (default: real_week)")
    parser.add_argument("--days", type=int, default=1, metavar="N", help="simulated days (default: 1)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(measure=run)


def run(arguments: Namespace) -> int:
    """Start the measurement in a process of its own: this tool itself runs without Home Assistant."""
    if find_spec("homeassistant") is None or not (REPOSITORY / "demo" / "recorder.py").exists():
        raise CommandError(
            "recorder measures a running Home Assistant. Clone the repository, run scripts/setup there, "
            "then .venv/bin/bitgridai bench recorder."
        )
    command = [sys.executable, "-m", MODULE, "--household", arguments.household, "--days", str(arguments.days)]
    done = subprocess.run([*command, *(["--json"] if arguments.json else [])], cwd=REPOSITORY, check=False)  # noqa: S603  # our own module
    return done.returncode
