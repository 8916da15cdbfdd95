"""Records that were taken in but are not in a Parquet file yet.

A line each, on disk before they are acknowledged. A line that a power cut left unfinished was not
acknowledged, so its sender has it still: it is cut off.
"""

from collections.abc import Iterable
import os
from pathlib import Path

from .durable import settle, sync_folder


class Journal:
    """The file that takes records in."""

    def __init__(self, path: Path) -> None:
        """Open or create it."""
        self.path = path
        is_new = not path.exists()
        self._file = path.open("ab")
        if is_new:
            sync_folder(path.parent)

    def lines(self) -> list[bytes]:
        """Return the finished lines, oldest first, and cut off what is not finished."""
        content = self.path.read_bytes()
        whole = content.rfind(b"\n") + 1
        if whole < len(content):
            os.truncate(self.path, whole)
        return content[:whole].split(b"\n")[:-1]

    def append(self, lines: Iterable[bytes]) -> None:
        """Add lines; they are on disk when this returns. OSError leaves the journal as it was."""
        size = self.path.stat().st_size
        try:
            self._file.write(b"".join(line + b"\n" for line in lines))
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError:
            # Half a batch must not look like a whole one once the disk has room again.
            self.close()
            os.truncate(self.path, size)
            self._file = self.path.open("ab")
            raise

    def replace(self, lines: Iterable[bytes]) -> None:
        """Keep only these lines."""
        temporary = self.path.with_name(f".{self.path.name}.new")
        temporary.write_bytes(b"".join(line + b"\n" for line in lines))
        self._file.close()
        settle(temporary, self.path)
        self._file = self.path.open("ab")

    def close(self) -> None:
        """Close the file."""
        try:
            self._file.close()
        except OSError:
            # What could not be written then cannot be written now; closing again lets go of the file.
            self._file.close()
