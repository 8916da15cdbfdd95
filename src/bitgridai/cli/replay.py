"""``bitgridai replay``: a recorded past, decided again and lived again."""

from argparse import ArgumentParser, Namespace
from importlib import import_module
from typing import Final

_ACTIONS: Final = {
    "compare": "find decisions that this engine makes differently",
    "what-if": "let a recorded house live under a changed policy",
    "sweep": "let a recorded house live under a grid of policies, ranked",
}
"""An action is the module ``replay_NAME``, with ``add_arguments(parser)`` and ``run(arguments)``."""


def add_arguments(parser: ArgumentParser) -> None:
    """Declare what the command takes."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    for name, does in _ACTIONS.items():
        module = import_module(f".replay_{name.replace('-', '_')}", __package__)
        action = actions.add_parser(name, help=does, description=does[0].upper() + does[1:] + ".")
        module.add_arguments(action)
        action.set_defaults(act=module.run)


def run(arguments: Namespace) -> int:
    """Do what was asked."""
    return int(arguments.act(arguments))
