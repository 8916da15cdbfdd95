"""How a long computation tells how far it is, ends early and goes on later."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from .errors import StoppedError


def _nobody(_: float) -> None:
    pass


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """Who looks on. Every part may be left out."""

    progress: Callable[[float], None] = _nobody
    """Hears the share that is done, 0 to 1."""
    stop: Callable[[], bool] = _never
    """Asked every now and then; true ends the work with StoppedError."""
    work: Path | None = None
    """Folder that keeps what is done, so that the same request goes on from there; None keeps nothing."""

    def check(self) -> None:
        """Raise StoppedError where somebody wants an end."""
        if self.stop():
            raise StoppedError
