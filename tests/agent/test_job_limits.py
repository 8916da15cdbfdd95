"""Jobs never fill the disk: few wait, few are kept, and none begins where there is no room."""

from pathlib import Path

import pytest

from bitgridai_agent.jobs import JobDesk, JobError, JobLimits, UnknownJobError
from bitgridai_agent.jobs.models import JobState, VerifyRequest

_REQUEST = VerifyRequest(kind="verify", ledger="house")


def _desk(folder: Path, limits: JobLimits) -> JobDesk:
    """Open a desk whose runner is not started: what is asked for waits."""
    return JobDesk(folder / "jobs", folder / "archive", limits)


def test_only_so_many_jobs_wait(tmp_path: Path) -> None:
    desk = _desk(tmp_path, JobLimits(waiting=2))
    waiting = [desk.submit(_REQUEST, 1) for _ in range(2)]
    with pytest.raises(JobError, match="2 jobs wait already") as refused:
        desk.submit(_REQUEST, 1)
    assert refused.value.code == "too_many_waiting"
    desk.remove(waiting[0].id)
    desk.submit(_REQUEST, 1)
    cancelled = desk.cancel(waiting[1].id)
    desk.submit(_REQUEST, 1)
    with pytest.raises(JobError, match="wait already"):
        desk.resume(cancelled.id)


def test_a_disk_that_is_nearly_full_takes_no_job(tmp_path: Path) -> None:
    desk = _desk(tmp_path, JobLimits(free_bytes=1 << 60))
    with pytest.raises(JobError, match="make room on the disk") as refused:
        desk.submit(_REQUEST, 1)
    assert refused.value.code == "disk_full"
    assert desk.all() == []


def test_the_oldest_ended_jobs_go_first_and_what_waits_stays(tmp_path: Path) -> None:
    desk = _desk(tmp_path, JobLimits(kept=2, waiting=10))
    jobs = [desk.submit(_REQUEST, 1) for _ in range(5)]
    for job in jobs[:4]:
        desk.cancel(job.id)
    assert [job.id for job in desk.all()] == [jobs[4].id, jobs[3].id, jobs[2].id]
    assert sorted(path.name for path in (tmp_path / "jobs").iterdir()) == sorted(job.id for job in jobs[2:])
    with pytest.raises(UnknownJobError):
        desk.get(jobs[0].id)


def test_large_results_push_older_ones_out_but_the_newest_stays(tmp_path: Path) -> None:
    desk = _desk(tmp_path, JobLimits(kept_bytes=10_000))
    jobs = [desk.submit(_REQUEST, 1) for _ in range(3)]
    (tmp_path / "jobs" / jobs[2].id / "log.txt").write_bytes(b"x" * 20_000)
    for job in jobs:
        desk.cancel(job.id)
    assert [job.id for job in desk.all()] == [jobs[2].id]


def test_what_waited_still_waits_after_a_restart_and_what_is_no_job_is_cleared_away(tmp_path: Path) -> None:
    limits = JobLimits()
    first = _desk(tmp_path, limits)
    waiting, spoilt = first.submit(_REQUEST, 7), first.submit(_REQUEST, 7)
    (tmp_path / "jobs" / spoilt.id / "job.json").write_text('{"id": ')
    (tmp_path / "jobs" / f".{waiting.id}.gone").mkdir()
    again = _desk(tmp_path, limits)
    assert [(job.id, job.state, job.last_seq) for job in again.all()] == [(waiting.id, JobState.QUEUED, 7)]
    assert [path.name for path in (tmp_path / "jobs").iterdir()] == [waiting.id]
