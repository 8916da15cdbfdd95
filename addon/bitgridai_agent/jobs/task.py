"""What a kind of work gets to work with."""

from dataclasses import dataclass
import json
import os
from pathlib import Path
import sys
from time import monotonic
from typing import Any, Final

from pydantic import BaseModel

from bitgridai.archive.durable import write_text
from bitgridai.replay.watch import Watch

from .models import Job

_TELL_S: Final = 0.2
_KEEP_S: Final = 1.0
"""Writing so that a power cut cannot spoil it takes a slow card a tenth of a second."""


@dataclass(slots=True)
class Task:
    """One job inside its process."""

    job: Job
    folder: Path
    """The job's own."""
    archive: Path
    """The ledger's archive; only read."""
    cluster: str | None = None
    """Address of the owner's Dask scheduler."""
    _told: float = 0.0
    _kept: float = 0.0

    def request[R: BaseModel](self, kind: type[R]) -> R:
        """Return what was asked for; the kind is known to whoever does the work."""
        asked = self.job.request
        if not isinstance(asked, kind):
            raise TypeError(f"{self.job.kind} is not work for {kind.__name__}")
        return asked

    def watch(self, message: str) -> Watch:
        """Return who looks on while a library works, and keeps what it has done."""
        return Watch(progress=lambda share: self.tell(share, message), work=self.folder / "work")

    @property
    def results(self) -> Path:
        """Where files of the result belong."""
        return self.folder / "results"

    def tell(self, progress: float, message: str) -> None:
        """Say how far it is; a few times a second is enough."""
        if monotonic() - self._told >= _TELL_S:
            self._told = monotonic()
            say({"progress": min(1.0, max(0.0, progress)), "message": message})

    def remember(self, document: dict[str, Any]) -> None:
        """Keep what the work can go on from after an end that nobody wanted, once a second at most."""
        if monotonic() - self._kept >= _KEEP_S:
            write_text(self._memory, json.dumps(document))
            self._kept = monotonic()

    def remembered(self) -> dict[str, Any] | None:
        """Return what was kept last; None at a first start."""
        try:
            document: dict[str, Any] = json.loads(self._memory.read_bytes())
        except FileNotFoundError:
            return None
        return document

    def keep(self, name: str, document: dict[str, Any]) -> None:
        """Write a JSON file of the result."""
        write_text(self.results / name, json.dumps(document, ensure_ascii=False, allow_nan=False) + "\n")

    @property
    def _memory(self) -> Path:
        return self.folder / "memory.json"


def crew() -> int:
    """Return how many processes may work: all cores but one, which the rest of the machine keeps."""
    return max(1, (os.process_cpu_count() or 1) - 1)


def say(document: dict[str, Any]) -> None:
    """Tell the agent something."""
    sys.stdout.write(json.dumps(document) + "\n")
    sys.stdout.flush()
