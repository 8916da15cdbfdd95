"""The policies that an archive's decisions were made with."""

from collections.abc import Iterator
from dataclasses import dataclass
import json
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from .archive import records_in
from .parts import parts_in

_EVENT: Final = "policy"


@dataclass(frozen=True, slots=True)
class RecordedPolicy:
    """A policy, and when it last came into force."""

    hash: str
    since: str
    """Time of the record with which it took the place of another one, or with which the archive begins."""
    policy: dict[str, Any]


def policies_in(folder: Path) -> list[RecordedPolicy]:
    """Return the policies of an archive, the newest first; one that came back counts from then on.

    Every start of the controller writes its policy again; that is no change, so it does not count anew.
    Files that cannot be read are passed over: proving them is another's work.
    """
    found: dict[str, RecordedPolicy] = {}
    in_force: str | None = None
    for body in _events(folder):
        record = json.loads(body)
        if record.get("event") == _EVENT:
            detail = record["detail"]
            if detail["hash"] == in_force:
                continue
            in_force = detail["hash"]
            found.pop(detail["hash"], None)
            found[detail["hash"]] = RecordedPolicy(detail["hash"], record["time"], detail["policy"])
    return list(found.values())[::-1]


def _events(folder: Path) -> Iterator[str | bytes]:
    for part in parts_in(records_in(folder)):
        try:
            table = pq.read_table(part.path, columns=["body"], filters=[("event", "==", _EVENT)], partitioning=None)
        except OSError, pa.ArrowException:
            continue
        yield from table.column("body").to_pylist()
    journal = folder / "journal.jsonl"
    if journal.exists():
        yield from (line for line in journal.read_bytes().split(b"\n")[:-1] if b'"event":"policy"' in line)
