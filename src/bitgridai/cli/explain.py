"""``bitgridai explain``: the same document as ``decide``, told instead of decided."""

from argparse import ArgumentParser, Namespace
import json
import sys

from ..engine import DocumentError, explain_document
from .decide import read_document
from .failure import CommandError


def add_arguments(parser: ArgumentParser) -> None:
    """Take nothing: the document comes on standard input."""


def run(arguments: Namespace) -> int:
    """Explain and print."""
    try:
        answer = explain_document(read_document(sys.stdin.buffer.read()))
    except DocumentError as err:
        raise CommandError(str(err)) from err
    sys.stdout.buffer.write(json.dumps(answer, indent=2, ensure_ascii=False).encode() + b"\n")
    return 0
