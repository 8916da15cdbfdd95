"""Compiling a function to machine code that rounds like Python does."""

from collections.abc import Callable
from hashlib import sha256
import os
from pathlib import Path
from typing import cast

from numba import config, njit

_HERE = Path(__file__).parent


def _sources() -> str:
    """Digest of all that compiled code is made from."""
    digest = sha256()
    for folder in ("sweep", "replay/quick", "engine", "bench/quality"):
        for file in sorted((_HERE.parent / folder).rglob("*.py")):
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _keeps() -> bool:
    """Choose where machine code is kept from one run to the next; False where that is not possible."""
    place = Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser() / "bitgridai" / "compiled" / _sources()
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    # numba looks at the file of a function only, not at those of the functions that it calls.
    config.CACHE_DIR = str(place)  # type: ignore[attr-defined]  # made from the environment at import
    return os.access(place, os.W_OK)


KEEPS = _keeps()


def compiled[F: Callable[..., object]](function: F) -> F:
    """Compile a function at its first call; threads may run it side by side.

    Nothing may be reordered for speed: every operation rounds as it does in Python.
    """
    return cast("F", njit(cache=KEEPS, nogil=True, fastmath=False, error_model="numpy")(function))
