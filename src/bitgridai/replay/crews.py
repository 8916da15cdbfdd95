"""Who computes the parts of a sweep: this process, or several on this machine. ``cluster`` has the third way."""

from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
import multiprocessing
import signal
from typing import Final

from .errors import ReplayError
from .parts import Part, PartResult, Task, Workbench
from .watch import Watch

_LOOK_EVERY_S: Final = 0.2
"""Seconds until somebody who wants an end is heard."""


def here(task: Task, parts: Sequence[Part], watch: Watch) -> Iterator[PartResult]:
    """Compute one part after the other."""
    bench = Workbench(task)
    for part in parts:
        watch.check()
        yield bench.compute(part)


_bench: Workbench | None = None
"""In a process of a pool: what all its parts need."""


def _open_bench(task: Task) -> None:
    global _bench  # noqa: PLW0603  # an initialiser can leave its work nowhere else
    # Ctrl+C reaches the whole group; who started the pool ends it in good order.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _bench = Workbench(task)


def _at_bench(part: Part) -> PartResult:
    if _bench is None:
        raise RuntimeError("a process of the pool was not prepared")
    return _bench.compute(part)


def by_processes(task: Task, parts: Sequence[Part], watch: Watch, workers: int) -> Iterator[PartResult]:
    """Compute parts side by side on this machine, in the order in which they are done."""
    # Fresh processes: a fork would take threads' locks along.
    pool = ProcessPoolExecutor(
        min(workers, len(parts)),
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_open_bench,
        initargs=(task,),
    )
    try:
        waiting: set[Future[PartResult]] = {pool.submit(_at_bench, part) for part in parts}
        while waiting:
            watch.check()
            done, waiting = wait(waiting, timeout=_LOOK_EVERY_S, return_when=FIRST_COMPLETED)
            for future in done:
                yield future.result()
    except BrokenProcessPool as err:
        raise ReplayError("a process that computed died; perhaps it ran out of memory: use fewer workers") from err
    except BaseException:
        # Whoever wants an end does not want to wait for parts that nobody will ask for.
        pool.terminate_workers()
        raise
    else:
        pool.shutdown()
