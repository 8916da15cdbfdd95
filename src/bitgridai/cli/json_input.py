"""Reading one JSON document from standard input: strict, and every refusal names its place."""

from collections.abc import Iterator
import json
import sys
from typing import Any

from ..engine.document import below, describe
from .failure import CommandError

_DIGITS_MAX = 400
"""A whole number of more digits is beyond every range there is."""


def read_stdin() -> object:
    """Parse standard input; CommandError where it is not one JSON document."""
    if sys.stdin is None:
        raise CommandError("document: expected one JSON object on standard input, found it closed")
    return parse(sys.stdin.buffer.read())


def parse(body: bytes) -> object:
    """Parse a document; CommandError names line and column, or the path of a key that comes twice.

    Python's reader also takes NaN and Infinity. They stay numbers here, so that whoever
    expects a finite number at their place can say where that is.
    """
    if not body.strip():
        raise CommandError("document: expected one JSON object on standard input, found nothing")
    try:
        document = json.loads(body.decode("utf-8-sig"), parse_int=_whole, object_pairs_hook=_object)
    except UnicodeDecodeError as err:
        raise CommandError(f"document: expected text in UTF-8, found something else at byte {err.start}") from err
    except json.JSONDecodeError as err:
        raise CommandError(
            f"document: expected JSON, found a mistake in line {err.lineno}, column {err.colno} ({err.msg})"
        ) from err
    except RecursionError as err:
        raise CommandError("document: expected JSON that is not nested this deep") from err
    for path, key in _doubled(document):
        raise CommandError(f"{path}: expected every key once in an object, found {describe(key)} twice")
    return document


def _whole(digits: str) -> float:
    return int(digits) if len(digits) <= _DIGITS_MAX else float(digits)


class _Doubled(dict[str, Any]):
    """An object in which a key came twice."""

    key = ""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    document = dict(pairs)
    if len(document) == len(pairs):
        return document
    doubled = _Doubled(document)
    keys = [key for key, _ in pairs]
    doubled.key = next(key for key in keys if keys.count(key) > 1)
    return doubled


def _doubled(document: object) -> Iterator[tuple[str, str]]:
    """Yield path and key of every object with a key that came twice."""
    waiting: list[tuple[str, object]] = [("document", document)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, _Doubled):
            yield path, value.key
        if isinstance(value, dict):
            waiting += [(below(path, key).removeprefix("document."), item) for key, item in value.items()]
        elif isinstance(value, list):
            waiting += [(f"{path}[{index}]", item) for index, item in enumerate(value)]
