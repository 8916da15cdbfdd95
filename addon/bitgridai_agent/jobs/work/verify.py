"""Would this engine decide these days as they were decided? The gate before an update."""

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import asdict
from itertools import batched, islice
import json
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from bitgridai.archive.archive import bodies_in, events_in
from bitgridai.archive.reading import Span
from bitgridai.engine.explanation import LANGUAGES
from bitgridai.engine.verify import POLICY_EVENT
from bitgridai.replay import Comparison, Differing, Told, compare, executor, quickest
from bitgridai.replay.comparison import Link

from ..errors import WorkError
from ..models import VerifyRequest
from ..results import RESULT
from ..task import Task, crew

_STRETCH: Final = 1000
"""Records per worker after which is noted how far it is."""
_WORTH_IT: Final = 10_000
"""Records from which starting more workers takes less time than it saves."""


def run(task: Task) -> None:
    """Decide the records of the days again, and tell every decision that differs twice."""
    request = task.request(VerifyRequest)
    span = Span.of(task.archive, request.since, request.until, task.job.last_seq)
    if span is None:
        raise WorkError("the archive has none of these days any more; ask for others")
    after, comparison = _taken_up(task, Comparison(request.most), span)
    policies = [json.loads(event)["detail"]["policy"] for event in events_in(task.archive, POLICY_EVENT)]
    left = islice(bodies_in(task.archive, after, span.days), span.records - comparison.records)
    decider = quickest(span.records - comparison.records)
    with _workers(span.records - comparison.records) as (workers, count):
        for stretch in batched(left, _STRETCH * count, strict=False):
            comparison.add(compare(stretch, policies, most=request.most, workers=workers, decider=decider))
            task.remember({"after": json.loads(stretch[-1])["seq"], "comparison": _document(comparison)})
            task.tell(comparison.records / span.records, f"{comparison.records} of {span.records} records")
    if comparison.records < span.records:
        raise WorkError("days were deleted from the archive while it was read; ask again")
    _keep(task, request, span, comparison)


def _taken_up(task: Task, fresh: Comparison, span: Span) -> tuple[int, Comparison]:
    """Return the last record that is done, and what was found up to it."""
    memory = task.remembered()
    if memory is None:
        return span.first_seq - 1, fresh
    told = memory["comparison"]
    differing = [
        Differing(**each | {"recorded": Told(**each["recorded"]), "replayed": Told(**each["replayed"])})
        for each in told["differing"]
    ]
    read = {"recorded_by": set(told["recorded_by"]), "differing": differing}
    ends = {name: Link(**told[name]) for name in ("first", "last")}
    return memory["after"], Comparison(**told | read | ends)


def _document(comparison: Comparison) -> dict[str, Any]:
    return {**asdict(comparison), "recorded_by": sorted(comparison.recorded_by)}


@contextmanager
def _workers(records: int) -> Iterator[tuple[Executor | None, int]]:
    """Offer workers and their number, where they are worth it."""
    count = crew()
    if count == 1 or records < _WORTH_IT:
        yield None, 1
        return
    with executor(count) as pool:
        yield pool, count


def _keep(task: Task, request: VerifyRequest, span: Span, comparison: Comparison) -> None:
    document = {
        "kind": request.kind,
        "ledger": request.ledger,
        "span": asdict(span),
        "same": comparison.same and not span.missing,
        **_document(comparison),
    }
    task.keep(RESULT, document)
    rows = [_row(each) for each in comparison.differing]
    pq.write_table(pa.Table.from_pylist(rows, schema=_ROWS), task.results / "differences.parquet", compression="zstd")


_TOLD: Final = (
    ("action", pa.string()),
    ("target_w", pa.float64()),
    ("rule", pa.string()),
    ("code", pa.string()),
    *((f"text_{language}", pa.string()) for language in LANGUAGES),
)
_ROWS: Final = pa.schema(
    [
        ("seq", pa.int64()),
        ("time", pa.string()),
        ("load", pa.string()),
        *((f"{side}_{name}", kind) for side in ("recorded", "replayed") for name, kind in _TOLD),
    ]
)


def _row(each: Differing) -> dict[str, Any]:
    row: dict[str, Any] = {"seq": each.seq, "time": each.time, "load": each.load}
    for side, told in (("recorded", each.recorded), ("replayed", each.replayed)):
        words = {f"text_{language}": text for language, text in told.text.items()}
        row |= {f"{side}_{name}": value for name, value in (asdict(told) | words).items() if name != "text"}
    return row
