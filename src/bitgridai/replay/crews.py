"""Who computes the parts of a sweep: this process, several on this machine, or a Dask cluster."""

from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
import multiprocessing
import signal
import socket
from time import sleep
from typing import TYPE_CHECKING, Final

from .errors import ReplayError
from .lives import request_key
from .parts import Part, PartResult, Task, Workbench
from .watch import Watch

if TYPE_CHECKING:
    from distributed import Client

_LOOK_EVERY_S: Final = 0.2
"""Seconds until somebody who wants an end is heard."""
_CONNECT_S: Final = 10
"""Seconds for a cluster to answer."""


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


_benches: dict[str, Workbench] = {}
"""In a worker of a cluster: what all parts of a task need, for the last task only."""


def _in_cluster(task: Task, key: str, part: Part) -> PartResult:
    bench = _benches.get(key)
    if bench is None:
        # Two threads may both prepare; neither takes the other's away while it is used.
        bench = Workbench(task)
        _benches.clear()
        _benches[key] = bench
    return bench.compute(part)


def by_cluster(task: Task, parts: Sequence[Part], watch: Watch, address: str) -> Iterator[PartResult]:
    """Compute parts on a Dask cluster, in the order in which they are done."""
    try:
        from distributed import Client  # noqa: PLC0415  # only a cluster needs it
        from distributed.comm import get_address_host_port  # noqa: PLC0415
    except ImportError as err:
        raise ReplayError("a cluster needs Dask; install it with: pip install 'bitgridai[dask]'") from err
    try:
        # A client that finds nobody complains at length long after; so look first.
        socket.create_connection(get_address_host_port(address), _CONNECT_S).close()
        client = Client(address, timeout=_CONNECT_S, set_as_default=False)
    except (OSError, ValueError) as err:
        raise ReplayError(f"no Dask scheduler answers at {address}; start one, or check the address") from err
    with client:
        if not client.scheduler_info()["workers"]:
            raise ReplayError(f"the Dask scheduler at {address} has no workers; start one: dask worker {address}")
        yield from _from_cluster(client, task, parts, watch)


def _from_cluster(client: Client, task: Task, parts: Sequence[Part], watch: Watch) -> Iterator[PartResult]:
    key = request_key(task.setting, ())
    there = client.scatter(task, broadcast=True)
    waiting = {client.submit(_in_cluster, there, key, part, pure=False) for part in parts}
    try:
        while waiting:
            watch.check()
            done = {future for future in waiting if future.done()}
            waiting -= done
            for future in done:
                yield future.result()
            if not done:
                sleep(_LOOK_EVERY_S)
    finally:
        client.cancel(list(waiting))
