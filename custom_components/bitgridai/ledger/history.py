"""The past in brief: what was decided and how the house was, without reading whole records."""

from contextlib import closing
from dataclasses import dataclass
import json
from pathlib import Path
import sqlite3
from typing import Any, Final

_MOST: Final = 20_000
"""Decisions read at once at most: many times what a week holds."""

_DECISIONS: Final = """
SELECT seq, time, json_extract(body, '$.trigger', '$.state.signals.pv_power_w', '$.decision.surplus.surplus_w',
                               '$.decision.surplus.managed_w'),
       (SELECT json_group_object(load.key, json_extract(load.value, '$.action', '$.target_w', '$.code', '$.rule'))
        FROM json_each(body, '$.decision.loads') AS load)
FROM records WHERE kind = 'decision' AND time >= ? AND time < ? ORDER BY seq DESC LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class PastLoad:
    """What was decided about one load."""

    action: str
    target_w: float
    code: str
    rule: str


@dataclass(frozen=True, slots=True)
class PastDecision:
    """One decision of the ledger."""

    seq: int
    at: int
    """Epoch seconds on the controller's clock."""
    trigger: str
    pv_w: float | None
    surplus_w: float | None
    managed_w: float | None
    loads: dict[str, PastLoad]


def past_decisions(path: Path, since: int, until: int) -> list[PastDecision]:
    """Return the decisions of a span of time, oldest first. Blocks.

    Reads beside the writer, over a connection of its own. Raises sqlite3.Error where the
    ledger cannot be read.
    """
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as db:
        rows = db.execute(_DECISIONS, (since, until, _MOST)).fetchall()
    return [_decision(*row) for row in reversed(rows)]


def past_record(path: Path, seq: int) -> dict[str, Any] | None:
    """Return one record by its number; None where there is none any more. Blocks; sqlite3.Error."""
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as db:
        row = db.execute("SELECT body FROM records WHERE seq = ?", (seq,)).fetchone()
    record: dict[str, Any] | None = None if row is None else json.loads(row[0])
    return record


def _decision(seq: int, at: int, figures: str, loads: str | None) -> PastDecision:
    trigger, pv, surplus_w, managed_w = json.loads(figures)
    # SQLite hands a JSON value inside another one over as text.
    made = {load_id: PastLoad(*_parsed(item)) for load_id, item in json.loads(loads or "{}").items()}
    return PastDecision(seq, at, trigger, _signal(pv), surplus_w, managed_w, made)


def _parsed(item: Any) -> Any:
    return json.loads(item) if isinstance(item, str) else item


def _signal(document: Any) -> float | None:
    """Return the value of a signal document: a number, or an object with one."""
    value = document.get("value") if isinstance(document, dict) else document
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
