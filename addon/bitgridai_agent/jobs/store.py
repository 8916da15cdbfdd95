"""Jobs on disk, a folder each: ``job.json``, what a worker remembers, and ``results/``."""

import logging
from pathlib import Path
import re
import shutil
from threading import Condition
from typing import Any, Final

from pydantic import ValidationError

from bitgridai.archive.durable import write_text

from .errors import UnknownJobError
from .limits import JobLimits
from .models import ENDED, JOB_ID, Job

_LOGGER: Final = logging.getLogger(__name__)
_JOB_ID: Final = re.compile(JOB_ID)
_LOG_LINES: Final = 20


class JobStore:
    """Keeps jobs. Every method may block; hold :attr:`changed` around them."""

    def __init__(self, folder: Path, limits: JobLimits) -> None:
        """Read what is there; a folder without a readable job is cleared away, for its results can be made again."""
        self._folder = folder
        self._limits = limits
        self._jobs: dict[str, Job] = {}
        self.changed = Condition()
        """Tells whoever waits that a job came or ended."""
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            job = _read(path)
            if job is None:
                shutil.rmtree(path, ignore_errors=True)
            else:
                self._jobs[job.id] = job

    def all(self) -> list[Job]:
        """Return all jobs, newest first."""
        return sorted(self._jobs.values(), key=lambda job: (job.created, job.id), reverse=True)

    def get(self, job_id: str) -> Job:
        """Return a job. Raises UnknownJobError."""
        try:
            return self._jobs[job_id]
        except KeyError:
            raise UnknownJobError(job_id) from None

    def hold(self, job: Job) -> Job:
        """Take a job's newest state up without writing it."""
        self._jobs[job.id] = job
        return job

    def save(self, job: Job) -> Job:
        """Write a job. Raises OSError; its state is held even then."""
        self.hold(job)
        folder = self.folder_of(job.id)
        folder.mkdir(parents=True, exist_ok=True)
        write_text(folder / "job.json", job.model_dump_json(by_alias=True, indent=1) + "\n")
        return job

    def note(self, job: Job, **changes: Any) -> Job:
        """Take up how a job changed, even where the disk does not."""
        changed = job.model_copy(update=changes)
        try:
            self.save(changed)
        except OSError:
            _LOGGER.exception("Job %s cannot be written", job.id)
        return changed

    def remove(self, job_id: str) -> None:
        """Forget a job and delete what it made."""
        self._jobs.pop(job_id, None)
        folder = self.folder_of(job_id)
        if folder.exists():
            # Out of the way first: a crash must not leave half a job that looks like a whole one.
            gone = folder.rename(folder.with_name(f".{job_id}.gone"))
            shutil.rmtree(gone, ignore_errors=True)

    def tidy(self) -> None:
        """Let the oldest ended jobs go until the rest is within the limits."""
        room = self._limits.kept_bytes
        for place, job in enumerate(job for job in self.all() if job.state in ENDED):
            room -= sum(path.stat().st_size for path in self.folder_of(job.id).rglob("*") if path.is_file())
            if place and (place >= self._limits.kept or room < 0):
                self.remove(job.id)

    def folder_of(self, job_id: str) -> Path:
        """Return where a job is kept."""
        return self._folder / job_id

    def results_of(self, job_id: str) -> Path:
        """Return where the files of a job's result are."""
        return self.folder_of(job_id) / "results"

    def last_words(self, job_id: str) -> str:
        """Return the end of what a job's process printed."""
        lines = (self.folder_of(job_id) / "log.txt").read_text(encoding="utf-8", errors="replace").splitlines()
        return "\n".join(lines[-_LOG_LINES:])


def _read(path: Path) -> Job | None:
    if not _JOB_ID.fullmatch(path.name):
        return None
    try:
        job = Job.model_validate_json((path / "job.json").read_bytes())
    except (OSError, ValidationError) as err:
        _LOGGER.warning("Job %s cannot be read and is cleared away: %s", path.name, err)
        return None
    return job if job.id == path.name else None
