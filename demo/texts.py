"""Speaking to whoever started the demo: progress on stderr, what they came for on stdout."""

import sys


def say(text: str) -> None:
    """Tell what goes on."""
    print(text, file=sys.stderr, flush=True)


def tell(text: str) -> None:
    """Give the result."""
    print(text, flush=True)


class DemoError(Exception):
    """The demo cannot go on; the text says why and what to do, in one line or a few."""
