"""A program as the child of the demo: it ends with the demo, however the demo ends.

Usage: python -P child.py PARENT_PID MODULE ARGUMENT...
"""

import ctypes
import os
import runpy
import signal
import sys

_PR_SET_PDEATHSIG = 1


def _end_with(parent: int) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:
        # It was gone before the line above.
        sys.exit(0)


if __name__ == "__main__":
    _end_with(int(sys.argv.pop(1)))
    runpy.run_module(sys.argv.pop(1), run_name="__main__", alter_sys=True)
