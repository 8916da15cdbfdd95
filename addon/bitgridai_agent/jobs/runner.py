"""Does one job at a time, each in a process of its own."""

from datetime import UTC, datetime
import logging
from pathlib import Path
import signal
from threading import Thread
from time import monotonic
from typing import Any, Final

from .child import Child
from .models import Job, JobState
from .results import files_in, outcome_in
from .store import JobStore

_LOGGER: Final = logging.getLogger(__name__)
_SAVE_S: Final = 5.0
"""Between two notes of a job's progress on disk."""


class Runner:
    """Runs what waits in a store, oldest first."""

    def __init__(self, store: JobStore, archives: Path, cluster: str | None) -> None:
        """Read ledgers below ``archives``; ``cluster`` is for jobs that ask for it."""
        self._store = store
        self._archives = archives
        self._cluster = cluster
        self._thread: Thread | None = None
        self._stopping = False
        self._child: Child | None = None
        self._meant: JobState | None = None
        """What becomes of the running job, where it was told to end."""

    def start(self) -> None:
        """Begin with what waits."""
        self._stopping = False
        self._thread = Thread(target=self._run, name="jobs", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the running job as interrupted, and wait for its end."""
        with self._store.changed:
            self._stopping = True
            self.end(JobState.INTERRUPTED)
            self._store.changed.notify_all()
        if self._thread is not None:
            self._thread.join()

    def end(self, meant: JobState) -> None:
        """Tell the running job to end; hold the store's lock. A store that hears of its end is notified."""
        if self._child is not None and self._meant is None:
            self._meant = meant
            self._child.end()

    def _run(self) -> None:
        while (job := self._take()) is not None:
            if self._child is not None:
                self._see_through(job, self._child)

    def _take(self) -> Job | None:
        """Wait for a job and start it; None when the agent ends."""
        with self._store.changed:
            while not self._stopping:
                waiting = [job for job in self._store.all() if job.state is JobState.QUEUED]
                if waiting:
                    return self._begin(waiting[-1])
                self._store.changed.wait()
        return None

    def _begin(self, job: Job) -> Job:
        try:
            self._child = Child.start(self._store.folder_of(job.id), self._archives / job.ledger, self._cluster)
        except OSError as err:
            _LOGGER.exception("Job %s cannot be started", job.id)
            return self._store.note(job, state=JobState.FAILED, ended=_now(), error=f"it cannot be started: {err}")
        return self._store.note(job, state=JobState.RUNNING, started=_now())

    def _see_through(self, job: Job, child: Child) -> None:
        error: str | None = None
        saved_at = monotonic()
        for said in child.words():
            error = said.get("error", error)
            if "progress" in said:
                told = {"progress": said["progress"], "message": said["message"]}
                with self._store.changed:
                    if monotonic() - saved_at < _SAVE_S:
                        self._store.hold(self._store.get(job.id).model_copy(update=told))
                    else:
                        saved_at = monotonic()
                        self._store.note(self._store.get(job.id), **told)
        outcome = self._outcome(job, child.wait(), error)
        with self._store.changed:
            self._child = None
            if outcome["state"] is not JobState.DONE and self._meant is not None:
                outcome = {"state": self._meant, "error": None}
            self._meant = None
            self._store.note(self._store.get(job.id), ended=_now(), **outcome)
            self._store.tidy()
            self._store.changed.notify_all()

    def _outcome(self, job: Job, ended: int, error: str | None) -> dict[str, Any]:
        if ended == 0:
            results = self._store.results_of(job.id)
            made = {"files": files_in(results), "outcome": outcome_in(results)}
            return {"state": JobState.DONE, "progress": 1.0, **made}
        if error is None:
            error = "the system ended it, most likely for want of memory; ask for fewer days"
            if ended != -signal.SIGKILL:
                error = "it failed in a way that nobody foresaw; the agent's log says how"
                _LOGGER.error("Job %s failed:\n%s", job.id, self._store.last_words(job.id))
        return {"state": JobState.FAILED, "error": error}


def _now() -> datetime:
    return datetime.now(UTC)
