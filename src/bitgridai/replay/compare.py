"""Would this engine decide recorded situations as they were decided? The gate before an update.

``verify`` proves that a ledger is what its engine wrote and stops at the first difference. Here another
engine decides every recorded situation anew, and each decision that differs is told twice: as it was
recorded, and as it would be now. On the way the chain is proven.
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from itertools import batched
import json
from typing import Any, Final

from ..engine.document import Node
from ..engine.policy import policy_from_node, policy_hash
from ..engine.verify import POLICY_EVENT
from .by_engine import Documents, by_engine
from .comparison import Comparison

_CHUNK: Final = 1000
"""Records that one worker takes at a time."""
_AHEAD: Final = 8
"""Chunks that may wait for a worker, so that a year needs no memory."""


def compare(
    bodies: Iterable[bytes],
    policies: Iterable[Any] = (),
    *,
    most: int = 100,
    workers: Executor | None = None,
    progress: Callable[[int], None] = lambda _: None,
) -> Comparison:
    """Decide records again, in the order of their ledger.

    ``bodies`` are records in canonical form, any stretch of a ledger; ``policies`` documents whose event may
    lie before them. ``most`` limits how many findings are kept, not how many are counted. With ``workers``
    stretches are decided side by side, and the result is the same. ``progress`` hears how many records are
    done, about once a second; what it raises ends the comparison.
    """
    known = {policy_hash(policy_from_node(Node("policy", document))): document for document in policies}
    result = Comparison(most)
    for part in _parts(bodies, known, most, workers):
        result.add(part)
        progress(result.records)
    return result


def _parts(bodies: Iterable[bytes], known: dict[str, Any], most: int, workers: Executor | None) -> Iterator[Comparison]:
    waiting: list[Future[Comparison]] = []
    for chunk in batched(bodies, _CHUNK, strict=False):
        # A policy is recorded before the first decision made with it: what is known only grows.
        known |= _policies_in(chunk)
        if workers is None:
            yield by_engine(chunk, known, most)
            continue
        waiting.append(workers.submit(by_engine, chunk, dict(known), most))
        if len(waiting) >= _AHEAD:
            yield waiting.pop(0).result()
    for future in waiting:
        yield future.result()


def _policies_in(chunk: Iterable[bytes]) -> Documents:
    found: dict[str, Any] = {}
    for body in chunk:
        if b'"event":"policy"' not in body:
            continue
        record = json.loads(body)
        if record.get("event") == POLICY_EVENT:
            found[record["detail"]["hash"]] = record["detail"]["policy"]
    return found
