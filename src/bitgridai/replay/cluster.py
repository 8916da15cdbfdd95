"""Parts of a sweep on a Dask cluster. Whatever of it is missing, goes away or is another version is named.

This process talks to the scheduler alone. Both must trust each other: what comes back is unpickled.
"""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
import socket
from time import monotonic, sleep
from typing import TYPE_CHECKING, Final

from ..install import install
from .errors import ReplayError
from .lives import request_key
from .parts import Part, PartResult, Task, Workbench
from .watch import Watch

if TYPE_CHECKING:
    from distributed import Client, Future

_LOOK_EVERY_S: Final = 0.2
"""Seconds until somebody who wants an end is heard."""
_CONNECT_S: Final = 10
"""Seconds for a scheduler to answer at first."""
_ASK_EVERY_S: Final = 2
_ANSWER_S: Final = 20
"""Seconds for it to answer later, when it has much to do."""
_RESULT_S: Final = 60
"""Seconds for a worker to hand over a few figures, while it computes something else."""
_CONNECTION_LOST: Final = "scheduler-connection-lost"
"""Dask's word for it."""
_WITHOUT_WORKERS_S: Final = 30
"""Seconds for a worker that died to be started again."""


def by_cluster(task: Task, parts: Sequence[Part], watch: Watch, address: str) -> Iterator[PartResult]:
    """Compute parts on the cluster of a scheduler, in the order in which they are done. Raises ReplayError."""
    with _connected(address) as client:
        if not _workers(client, address):
            raise ReplayError(f"the Dask scheduler at {address} has no workers; start one: dask worker {address}")
        yield from _Errand(client, address, watch).results(task, parts)


@contextmanager
def _connected(address: str) -> Iterator[Client]:
    try:
        from distributed import Client  # noqa: PLC0415  # only a cluster needs it
    except ImportError as err:
        raise ReplayError(f"a cluster needs Dask; install it with: {install('dask')}") from err
    try:
        asyncio.run(_greet(address))
        client = Client(address, timeout=_CONNECT_S, set_as_default=False, direct_to_workers=False)
    except Exception as err:  # whoever is there may say anything
        raise ReplayError(f"no Dask scheduler answers at {address}; start one, or check the address") from err
    with client:
        yield client


async def _greet(address: str) -> None:
    """Look whether a scheduler is there: a client would wait for ever for one that takes calls and says nothing."""
    from distributed.comm import connect  # noqa: PLC0415  # only a cluster needs it

    async with asyncio.timeout(_CONNECT_S):
        comm = await connect(address, timeout=_CONNECT_S)
        await comm.close()


def _workers(client: Client, address: str) -> int:
    """Count the workers. Raises ReplayError where the scheduler does not answer any more."""
    try:
        return len(client.sync(client.scheduler.ncores, callback_timeout=_ANSWER_S))
    except (OSError, AttributeError) as err:  # a client that lost its scheduler has none to ask
        raise _gone(address) from err


def _gone(address: str) -> ReplayError:
    return ReplayError(f"the Dask scheduler at {address} went away while it computed; start it again, then go on")


def _unable(err: Exception) -> ReplayError:
    told = f"{type(err).__name__}: {' '.join(str(err).split()).partition('. ')[0]}"
    return ReplayError(
        f"the cluster cannot compute this ({told}); install the same version of BitGridAI and of its packages on every "
        "machine of it, the scheduler's too"
    )


@dataclass(slots=True)
class _Errand:
    """Parts that were handed to a cluster, and what has come back."""

    client: Client
    address: str
    watch: Watch
    _asked_at: float = field(default_factory=monotonic)
    _worked_at: float = field(default_factory=monotonic)
    """When there was a worker last."""

    def results(self, task: Task, parts: Sequence[Part]) -> Iterator[PartResult]:
        """Hand parts out and take results in."""
        there = self._brought(task)
        key, code = request_key(task.setting, ()), code_digest()
        waiting = {self.client.submit(_at_worker, there, key, code, part, pure=False) for part in parts}
        try:
            while waiting:
                self.watch.check()
                self._look_after(there)
                done = {future for future in waiting if future.done()}
                waiting -= done
                # What is done is taken in before anything that ends the errand.
                for future in sorted(done, key=lambda each: each.status != "finished"):
                    yield self._result(future)
                if not done:
                    sleep(_LOOK_EVERY_S)
        finally:
            self.client.cancel(list(waiting))

    def _brought(self, task: Task) -> Future:
        """Bring what all parts need to every worker, once."""
        try:
            return self.client.scatter(task, broadcast=True, direct=False)
        except OSError as err:
            raise _gone(self.address) from err
        except Exception as err:  # the scheduler hands on what a worker came to, as it is
            raise _unable(err) from err

    def _look_after(self, there: Future) -> None:
        """Notice what went away, now and then: the cluster itself would wait for it for ever."""
        now = monotonic()
        if now - self._asked_at < _ASK_EVERY_S:
            return
        self._asked_at = now
        if _workers(self.client, self.address):
            self._worked_at = monotonic()
        elif monotonic() - self._worked_at > _WITHOUT_WORKERS_S:
            raise self._lost()
        if there.status == "lost":
            raise self._lost()

    def _lost(self) -> ReplayError:
        return ReplayError(f"the workers of the Dask scheduler at {self.address} went away; start them, then go on")

    def _result(self, future: Future) -> PartResult:
        from distributed import CancelledError, KilledWorker  # noqa: PLC0415  # only a cluster needs it

        try:
            result: PartResult = future.result(timeout=_RESULT_S)
        except ReplayError:
            raise
        except CancelledError as err:  # by others: this process takes nothing back that it waits for
            raise (_gone(self.address) if getattr(err, "reason", "") == _CONNECTION_LOST else self._lost()) from err
        except KilledWorker as err:
            raise ReplayError(
                "several workers of the cluster died of the same part; perhaps they ran out of memory: give them more"
            ) from err
        except OSError as err:
            _workers(self.client, self.address)  # which says so where it is the scheduler
            raise self._lost() from err
        except Exception as err:  # whatever another version of anything may come to
            raise _unable(err) from err
        return result


_benches: dict[str, Workbench] = {}
"""In a worker: what all parts of a task need, for the last task only."""


def _at_worker(task: Task, key: str, code: str, part: Part) -> PartResult:
    if code != code_digest():
        raise ReplayError(
            f"the worker {socket.gethostname()} of the cluster has another version of BitGridAI; install the same"
        )
    bench = _benches.get(key)
    if bench is None:
        # Two threads may both prepare; neither takes the other's away while it is used.
        bench = Workbench(task)
        _benches.clear()
        _benches[key] = bench
    return bench.compute(part)


@cache
def code_digest() -> str:
    """Name this version of BitGridAI after its code: the same name, the same figures."""
    package = Path(__file__).parents[1]
    digest = sha256()
    for file in sorted(package.rglob("*.py", recurse_symlinks=True)):
        digest.update(file.relative_to(package).as_posix().encode() + b"\0")
        digest.update(sha256(file.read_bytes()).digest())
    return digest.hexdigest()
