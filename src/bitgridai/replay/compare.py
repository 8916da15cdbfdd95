"""Would this engine decide recorded situations as they were decided? The gate before an update.

``verify`` proves that a ledger is what its engine wrote and stops at the first difference. Here another
engine decides every recorded situation anew, and each decision that differs is told twice: as it was
recorded, and as it would be now. On the way the chain is proven.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from importlib.util import find_spec
from itertools import batched, chain, islice
import json
import multiprocessing
from typing import Any, Final

from ..engine.document import Node
from ..engine.policy import policy_from_node, policy_hash
from .by_engine import Documents, by_engine
from .comparison import Comparison

_CHUNK: Final = 1000
"""Records that one worker takes at a time."""
_WORTH_IT: Final = 5000
"""Records from which compiled code is worth loading; the engine decides fewer in seconds."""
_THREADS: Final = 2
_AHEAD: Final = 8
"""Chunks that may wait for a worker, so that a year needs no memory."""

type Decider = Callable[[Sequence[bytes], Documents, int], Comparison]
"""Decides a stretch of records; all of them come to the same."""


def compare(
    bodies: Iterable[bytes],
    policies: Iterable[Any] = (),
    *,
    most: int = 100,
    workers: Executor | None = None,
    progress: Callable[[int], None] = lambda _: None,
    decider: Decider | None = None,
) -> Comparison:
    """Decide records again, in the order of their ledger.

    ``bodies`` are records in canonical form, any stretch of a ledger; ``policies`` documents whose event may
    lie before them. ``most`` limits how many findings are kept, not how many are counted. With ``workers``
    stretches are decided side by side, and the result is the same. ``progress`` hears how many records are
    done, after each thousand; what it raises ends the comparison. ``decider`` is :func:`quickest` unless told.
    """
    known = {policy_hash(policy_from_node(Node("policy", document))): document for document in policies}
    result = Comparison(most)
    for part in _parts(bodies, known, most, workers, decider):
        result.add(part)
        progress(result.records)
    return result


def quickest(records: int) -> Decider:
    """Return the quickest way to decide so many records: compiled code, where it is installed and worth loading."""
    if records < _WORTH_IT or find_spec("numba") is None:
        return by_engine
    from .quick import quick  # noqa: PLC0415  # whoever has few records does without

    return quick


def executor(workers: int) -> Executor:
    """Return processes that decide stretches side by side."""
    # Fresh processes: a fork would take threads' locks along.
    return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))


def _parts(
    bodies: Iterable[bytes],
    known: dict[str, Any],
    most: int,
    workers: Executor | None,
    decider: Decider | None,
) -> Iterator[Comparison]:
    rest = iter(bodies)
    if decider is None:
        first = list(islice(rest, _WORTH_IT))
        decider, rest = quickest(len(first)), chain(first, rest)
    if workers is not None:
        yield from _side_by_side(rest, known, most, workers, decider)
    elif decider is by_engine:
        for chunk in batched(rest, _CHUNK, strict=False):
            # A policy is recorded before the first decision made with it: what is known only grows.
            known |= _policies_in(chunk)
            yield by_engine(chunk, known, most)
    else:
        # Compiled code needs no Python, which meanwhile counts another stretch.
        with ThreadPoolExecutor(_THREADS) as threads:
            yield from _side_by_side(rest, known, most, threads, decider)


def _side_by_side(
    bodies: Iterable[bytes], known: dict[str, Any], most: int, workers: Executor, decider: Decider
) -> Iterator[Comparison]:
    waiting: list[Future[Comparison]] = []
    for chunk in batched(bodies, _CHUNK, strict=False):
        known |= _policies_in(chunk)
        waiting.append(workers.submit(decider, chunk, dict(known), most))
        if len(waiting) >= _AHEAD:
            yield waiting.pop(0).result()
    for future in waiting:
        yield future.result()


def _policies_in(chunk: Iterable[bytes]) -> Documents:
    found: dict[str, Any] = {}
    for body in chunk:
        if b'"event":"policy"' not in body:
            continue
        try:
            detail = json.loads(body)["detail"]
            found[detail["hash"]] = detail["policy"]
        except ValueError, KeyError, TypeError:
            continue  # whoever decides it says what it is
    return found
