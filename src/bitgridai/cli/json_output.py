"""Writing one JSON document to standard output, in UTF-8 whatever the terminal is set to."""

from collections.abc import Mapping
import json
import os
import sys

from .failure import CommandError


def print_document(document: Mapping[str, object]) -> None:
    """Print a document; CommandError where standard output takes nothing."""
    text = json.dumps(document, indent=2, ensure_ascii=False)
    try:
        sys.stdout.buffer.write(text.encode() + b"\n")
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except (OSError, AttributeError) as err:
        if sys.stdout is not None:
            write_no_more()
        raise CommandError("standard output: expected to be writable") from err


def write_no_more() -> None:
    """Let what is still buffered go nowhere, so that Python does not complain when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
