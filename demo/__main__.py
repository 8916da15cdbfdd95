"""``python -m demo``: what ``scripts/demo`` starts once the packages are there."""

import os
import signal
import sys
import time
from types import FrameType

_BEGAN = time.monotonic()
_STOP = (signal.SIGINT, signal.SIGTERM)


def _end(_: int, __: FrameType | None) -> None:
    # Nothing is open yet. An exception could be lost: imports run callbacks in which Python only mentions it.
    os._exit(0)


# Before all other imports, which take a moment: a Ctrl-C in it is no error. scripts/demo holds it back until here.
for _number in _STOP:
    signal.signal(_number, _end)
signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOP)


def main() -> int:
    """Run what was asked for; return the exit code."""
    from .options import parse  # noqa: PLC0415
    from .texts import DemoError, say  # noqa: PLC0415

    options = parse(sys.argv[1:])
    try:
        if options.headless:
            from .headless import run  # noqa: PLC0415

            return run(options, _BEGAN)
        from .interactive import serve  # noqa: PLC0415

        return serve(options)
    except DemoError as err:
        say(f"scripts/demo: {err}")
        return 1


if __name__ == "__main__":
    sys.exit(main())
