"""``bitgridai decide``: one document in, the decision, the new memory and the record out."""

from argparse import ArgumentParser, Namespace

from ..engine import DocumentError, decide_document
from .failure import CommandError
from .json_input import read_stdin
from .json_output import print_document


def add_arguments(parser: ArgumentParser) -> None:
    """Take nothing: the document comes on standard input."""


def run(arguments: Namespace) -> int:
    """Decide and print."""
    try:
        answer = decide_document(read_stdin())
    except DocumentError as err:
        raise CommandError(str(err)) from err
    print_document(answer)
    return 0
