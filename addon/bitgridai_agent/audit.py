"""What was asked of research data, whatever became of it: a line each, on disk before the answer."""

import json
import os
from pathlib import Path
from threading import Lock
import time
from typing import Final

from bitgridai.archive.durable import sync_folder
from bitgridai.engine.document import Json, iso_utc
from bitgridai.runtime import Gate

_OUTSIDE: Final = "agent"


class Audit:
    """An append-only file. Of refusals beyond ten a minute only the number is written: no loop fills the disk."""

    def __init__(self, path: Path) -> None:
        """Append to this file; made with the first line."""
        self._path = path
        self._lock = Lock()
        self._gate = Gate(self._refusal)

    def note(self, event: str, detail: dict[str, Json]) -> None:
        """Write what was done. Raises OSError: what cannot be noted must not be done."""
        self._write(int(time.time()), event, detail)

    def refused(self, request: str, ledger: str, reason: str) -> None:
        """Write what was refused, and why."""
        with self._lock:
            self._gate.refused(int(time.time()), f"{request} {ledger}", reason, _OUTSIDE)

    def _refusal(self, now: int, event: str, detail: dict[str, Json]) -> None:
        self._write(now, event, detail)

    def _write(self, now: int, event: str, detail: dict[str, Json]) -> None:
        is_new = not self._path.exists()
        self._path.parent.mkdir(parents=True, exist_ok=True)
        line = json.dumps({"time": iso_utc(now), "event": event, **detail}, sort_keys=True) + "\n"
        handle = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            os.write(handle, line.encode())
            os.fsync(handle)
        finally:
            os.close(handle)
        if is_new:
            sync_folder(self._path.parent)
