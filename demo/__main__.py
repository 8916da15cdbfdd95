"""``python -m demo``: what ``scripts/demo`` starts once the packages are there."""

from contextlib import suppress
import signal
import sys
from types import FrameType

from .options import Options, parse


def _end(_: int, __: FrameType | None) -> None:
    sys.exit(0)


def main() -> int:
    """Run what was asked for; return the exit code."""
    # The imports below take a moment, and a Ctrl-C in it is no error.
    signal.signal(signal.SIGTERM, _end)
    signal.signal(signal.SIGINT, _end)
    options = parse(sys.argv[1:])
    from .texts import DemoError, say  # noqa: PLC0415

    try:
        return _run(options)
    except DemoError as err:
        say(f"scripts/demo: {err}")
        return 1


def _run(options: Options) -> int:
    import asyncio  # noqa: PLC0415

    if options.headless:
        from . import headless  # noqa: PLC0415

        return headless.run(options)
    from . import interactive  # noqa: PLC0415

    return asyncio.run(interactive.run(options))


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        sys.exit(main())
