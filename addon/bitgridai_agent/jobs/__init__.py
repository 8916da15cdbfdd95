"""Long work in the background: one job at a time, in a process of its own, kept on disk.

``models`` says what may be asked and what a job is, ``store`` keeps jobs in folders, ``desk`` takes
requests and runs what waits, ``child`` holds the process, ``worker`` is what runs in it, and ``work``
has a file per kind.
"""

from .desk import JobDesk
from .errors import JobError, UnknownJobError
from .limits import JobLimits

__all__ = ["JobDesk", "JobError", "JobLimits", "UnknownJobError"]
