"""``bitgridai decide``: one document in, the decision, the new memory and the record out."""

from argparse import ArgumentParser, Namespace
import json
import sys
from typing import Any

from ..engine import DocumentError, decide_document
from .failure import CommandError


def add_arguments(parser: ArgumentParser) -> None:
    """Take nothing: the document comes on standard input."""


def run(arguments: Namespace) -> int:
    """Decide and print."""
    try:
        answer = decide_document(read_document(sys.stdin.buffer.read()))
    except DocumentError as err:
        raise CommandError(str(err)) from err
    text = json.dumps(answer, indent=2, ensure_ascii=False)
    sys.stdout.buffer.write(text.encode() + b"\n")
    return 0


def read_document(body: bytes) -> object:
    """Parse JSON as strictly as it is defined; CommandError names the place."""
    if not body.strip():
        raise CommandError("document: expected one JSON object on standard input, found nothing")
    try:
        return json.loads(body.decode(), parse_constant=_no_constant, object_pairs_hook=_no_duplicates)
    except UnicodeDecodeError as err:
        raise CommandError(f"document: expected text in UTF-8, found another byte at position {err.start}") from err
    except json.JSONDecodeError as err:
        raise CommandError(
            f"document: expected JSON, found a mistake in line {err.lineno}, column {err.colno}"
        ) from err
    except RecursionError as err:
        raise CommandError("document: expected JSON that is not nested this deep") from err
    except ValueError as err:
        raise CommandError(f"document: expected JSON ({err})") from err


def _no_constant(name: str) -> Any:
    raise CommandError(f"document: expected finite numbers or null, found {name}, which is not JSON")


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    document = dict(pairs)
    if len(document) != len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise CommandError(f'document: expected every key once in an object, found "{twice}" twice')
    return document
