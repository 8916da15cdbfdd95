"""A ledger as text: one canonical record per line."""

from pathlib import Path
from typing import Any, Self

from ..engine.canonical import canonical_bytes


class JsonLinesWriter:
    """Writes records to a new file; use it as a context manager."""

    def __init__(self, path: Path) -> None:
        """Create the file; FileExistsError rather than overwrite a ledger."""
        self._file = path.open("xb")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def append(self, record: dict[str, Any]) -> None:
        """Add a record."""
        self._file.write(canonical_bytes(record) + b"\n")
