"""What runs in a job's process: ``python -m bitgridai_agent.jobs.worker JOB ARCHIVE [CLUSTER]``."""

from contextlib import suppress
from importlib import import_module
import os
from pathlib import Path
import shutil
import signal
import sys
from threading import Thread
from typing import Final

from bitgridai.archive import ArchiveError
from bitgridai.replay.errors import ReplayError

from .errors import WorkError
from .models import Job
from .task import Task, say

_NICENESS: Final = 15
_FIRST_TO_GO: Final = "800"
"""Where memory runs out, the kernel ends this before it ends Home Assistant."""


def main(folder: Path, archive: Path, cluster: str | None = None) -> int:
    """Do one job; 0 when it is done, 1 after saying why not."""
    _step_back()
    Thread(target=_end_with_the_agent, daemon=True).start()
    job = Job.model_validate_json((folder / "job.json").read_bytes())
    task = Task(job, folder, archive, cluster)
    shutil.rmtree(task.results, ignore_errors=True)
    task.results.mkdir()
    try:
        import_module(f".work.{job.kind}", __package__).run(task)
    except (WorkError, ArchiveError, ReplayError) as err:
        say({"error": str(err)})
        return 1
    except MemoryError:
        say({"error": "there is not enough memory for this; ask for fewer days"})
        return 1
    (folder / "memory.json").unlink(missing_ok=True)
    shutil.rmtree(folder / "work", ignore_errors=True)
    return 0


def _step_back() -> None:
    """Leave the machine to whoever needs it now."""
    os.nice(_NICENESS)
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(_FIRST_TO_GO, encoding="ascii")


def _end_with_the_agent() -> None:
    while os.read(0, 1024):
        pass
    os.killpg(0, signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:]))
