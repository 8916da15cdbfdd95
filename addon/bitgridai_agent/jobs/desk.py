"""Takes requests for work; the runner does them one after the other."""

from datetime import UTC, datetime
from pathlib import Path
import secrets
import shutil

from .errors import JobError
from .limits import JobLimits
from .models import ENDED, RESUMABLE, Job, JobFile, JobRequest, JobState, Place, SweepRequest
from .runner import Runner
from .store import JobStore


class JobDesk:
    """Jobs of one agent. Methods block a little and may be called from any thread."""

    def __init__(
        self, folder: Path, archives: Path, limits: JobLimits | None = None, *, cluster: str | None = None
    ) -> None:
        """Keep jobs below ``folder`` and read ledgers below ``archives``. What ran at the last end is interrupted.

        ``cluster`` is the address of the owner's Dask scheduler, where there is one.
        """
        self._limits = limits or JobLimits()
        self._folder = folder
        self._store = JobStore(folder, self._limits)
        self._cluster = cluster
        self._runner = Runner(self._store, archives, cluster)
        for job in self._store.all():
            if job.state is JobState.RUNNING:
                self._store.note(job, state=JobState.INTERRUPTED, ended=datetime.now(UTC))

    def start(self) -> None:
        """Begin with what waits."""
        self._runner.start()

    def stop(self) -> None:
        """End the running job, which can be resumed, and wait for its end."""
        self._runner.stop()

    def submit(self, request: JobRequest, last_seq: int) -> Job:
        """Take a request up to a ledger's present end. Raises JobError and OSError."""
        with self._store.changed:
            self._check_place(request)
            self._check_room()
            now = datetime.now(UTC)
            job = Job(
                id=f"{now:%Y%m%dT%H%M%S}-{secrets.token_hex(4)}",
                kind=request.kind,
                ledger=request.ledger,
                state=JobState.QUEUED,
                created=now,
                request=request,
                last_seq=last_seq,
            )
            try:
                self._store.save(job)
            except OSError:
                self._store.remove(job.id)
                raise
            self._store.changed.notify_all()
            return job

    def all(self) -> list[Job]:
        """Return all jobs, newest first."""
        with self._store.changed:
            return self._store.all()

    def get(self, job_id: str) -> Job:
        """Return a job. Raises UnknownJobError."""
        with self._store.changed:
            return self._store.get(job_id)

    def cancel(self, job_id: str) -> Job:
        """End a job that waits or runs; what it remembers stays. Raises UnknownJobError and JobError."""
        with self._store.changed:
            job = self._store.get(job_id)
            if job.state is JobState.QUEUED:
                cancelled = self._store.note(job, state=JobState.CANCELLED, ended=datetime.now(UTC))
                self._store.tidy()
                return cancelled
            if job.state is not JobState.RUNNING:
                raise JobError("not_running", f"job {job_id} is {job.state}; only what waits or runs can be cancelled")
            self._runner.end(JobState.CANCELLED)
            self._store.changed.wait_for(lambda: self._store.get(job_id).state in ENDED)
            return self._store.get(job_id)

    def resume(self, job_id: str) -> Job:
        """Let a job that did not get done go on where it stopped. Raises UnknownJobError and JobError."""
        with self._store.changed:
            job = self._store.get(job_id)
            if job.state not in RESUMABLE:
                raise JobError("not_resumable", f"job {job_id} is {job.state}; only what did not get done can go on")
            self._check_place(job.request)
            self._check_room()
            resumed = self._store.note(job, state=JobState.QUEUED, ended=None, error=None)
            self._store.changed.notify_all()
            return resumed

    def remove(self, job_id: str) -> None:
        """Forget a job and its results. Raises UnknownJobError and JobError."""
        with self._store.changed:
            if self._store.get(job_id).state is JobState.RUNNING:
                raise JobError("still_running", f"job {job_id} is running; cancel it first")
            self._store.remove(job_id)

    def file(self, job_id: str, name: str) -> tuple[Path, JobFile]:
        """Return where a file of a job's list is. Raises UnknownJobError and JobError."""
        job = self.get(job_id)
        if job.state is not JobState.DONE:
            raise JobError("not_done", f"job {job_id} is {job.state}; its results are there when it is done")
        for each in job.files:
            if each.name == name:
                return self._store.results_of(job_id) / each.name, each
        raise JobError("no_such_file", f"job {job_id} made no {name}; its list of files names what there is")

    def _check_place(self, request: JobRequest) -> None:
        if self._cluster is None and isinstance(request, SweepRequest) and request.where is Place.CLUSTER:
            text = 'this agent has no cluster; its owner enters one in the option "cluster", or leave "where" out'
            raise JobError("no_cluster", text)

    def _check_room(self) -> None:
        waiting = sum(job.state is JobState.QUEUED for job in self._store.all())
        if waiting >= self._limits.waiting:
            raise JobError("too_many_waiting", f"{waiting} jobs wait already; let one end, or delete one")
        self._folder.mkdir(parents=True, exist_ok=True)
        if shutil.disk_usage(self._folder).free < self._limits.free_bytes:
            needed = self._limits.free_bytes >> 20
            raise JobError("disk_full", f"fewer than {needed} MB are free; delete jobs, or make room on the disk")
