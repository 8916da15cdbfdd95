"""``bitgridai``: the engine from the command line, JSON in and JSON out."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from importlib import import_module
import sys

from ..engine.version import ENGINE_VERSION
from .failure import CommandError
from .json_output import write_no_more

_COMMANDS = {
    "decide": "decide one document from standard input",
    "explain": "explain what decide decides: texts, votes, counterfactuals, preview, what-if",
    "simulate": "run a household under the controller, without Home Assistant",
    "verify": "check a ledger's chain and replay every record",
    "report": "count the key figures of a ledger",
    "replay": "decide a recorded past again with this engine",
    "archive": "keep a ledger as Parquet files, and prove them",
    "research": "make a bundle for research, or open one",
    "sweep": "compare many policies on a recorded household",
    "bench": "measure what BitGridAI costs and gains",
}
"""A subcommand is the module of its name, with ``add_arguments(parser)`` and ``run(arguments)``."""


def _parser(chosen: str | None) -> ArgumentParser:
    parser = ArgumentParser(prog="bitgridai", description="Local energy control that explains itself.")
    parser.add_argument("--version", action="version", version=f"bitgridai, engine {ENGINE_VERSION}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, does in _COMMANDS.items():
        command = commands.add_parser(name, help=does, description=does[0].upper() + does[1:] + ".")
        if name == chosen:
            # Only what runs is imported: `decide` has no business loading a simulated house.
            module = import_module(f".{name}", __package__)
            module.add_arguments(command)
            command.set_defaults(run=module.run)
    return parser


def main(argv: list[str] | None = None) -> int:
    """Run a subcommand; 0 done, 1 done with a finding, 2 not possible."""
    arguments = sys.argv[1:] if argv is None else argv
    chosen = next((word for word in arguments if word in _COMMANDS), None)
    parsed = _parser(chosen).parse_args(arguments)
    run: Callable[[Namespace], int] = parsed.run
    try:
        code = run(parsed)
        sys.stdout.flush()
    except CommandError as err:
        print(f"bitgridai {parsed.command}: {' '.join(str(err).splitlines())}", file=sys.stderr)
        return err.exit_code
    except BrokenPipeError:
        write_no_more()  # the reader has seen enough
        return 0
    except KeyboardInterrupt:
        return 130
    return code
