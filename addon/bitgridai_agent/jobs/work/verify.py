"""Would this engine decide these days as they were decided? The gate before an update."""

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import asdict
from itertools import batched, islice
import json
from typing import Final

from bitgridai.archive.archive import bodies_in, events_in
from bitgridai.archive.reading import Span
from bitgridai.engine.verify import POLICY_EVENT
from bitgridai.engine.version import ENGINE_VERSION
from bitgridai.replay import Comparison, Differing, Told, compare, executor, quickest
from bitgridai.replay.comparison import DayCount, Link
from bitgridai.replay.files import save_comparison

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
            task.remember({"after": json.loads(stretch[-1])["seq"], "comparison": comparison.document()})
            task.tell(comparison.records / span.records, f"{comparison.records} of {span.records} records")
    if comparison.records < span.records:
        raise WorkError("days were deleted from the archive while it was read; ask again")
    _keep(task, request, span, comparison)


def _taken_up(task: Task, fresh: Comparison, span: Span) -> tuple[int, Comparison]:
    """Return the last record that is done, and what was found up to it."""
    memory = task.remembered()
    told = {} if memory is None else {name: value for name, value in memory["comparison"].items() if name != "same"}
    if memory is None or told["replayed_by"] != ENGINE_VERSION or "days" not in told:
        return span.first_seq - 1, fresh  # what another version found is no part of what this one finds
    differing = [
        Differing(**each | {"recorded": Told(**each["recorded"]), "replayed": Told(**each["replayed"])})
        for each in told["differing"]
    ]
    days = {day: DayCount(**count) for day, count in told["days"].items()}
    read = {"recorded_by": set(told["recorded_by"]), "differing": differing, "days": days}
    ends = {name: Link(**told[name]) for name in ("first", "last")}
    return memory["after"], Comparison(**told | read | ends)


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
    whole = comparison.same and not span.missing
    about = {"ledger": request.ledger, "span": asdict(span), "same": whole}
    save_comparison(comparison, task.results, request.language, about)[0].rename(task.results / RESULT)
