"""Commands that need more packages than the engine itself."""

from collections.abc import Iterator
from contextlib import contextmanager

from ..install import install
from .failure import CommandError


@contextmanager
def needing(extra: str) -> Iterator[None]:
    """Say how to install what an import lacks."""
    try:
        yield
    except ImportError as err:
        raise CommandError(f"needs the package {err.name}; install it with: {install(extra)}") from err
