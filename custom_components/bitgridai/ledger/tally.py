"""Counting what a ledger tells: decisions by reason and by action, starts by load."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Self

from ..engine.vocabulary import Action


@dataclass(slots=True)
class Tally:
    """What was decided."""

    records: int = 0
    decisions: int = 0
    codes: Counter[str] = field(default_factory=Counter)
    """Reasons, once per load and decision."""
    actions: Counter[str] = field(default_factory=Counter)
    """Actions, once per load and decision."""
    starts: Counter[str] = field(default_factory=Counter)
    """By load; a load that never started is there with 0."""

    @classmethod
    def of(cls, records: Iterable[dict[str, Any]]) -> Self:
        """Count records; whoever wants them proven verifies them."""
        tally = cls()
        for record in records:
            tally.records += 1
            if record["kind"] == "decision":
                tally._take(record["decision"]["loads"])
        return tally

    def _take(self, loads: dict[str, Any]) -> None:
        self.decisions += 1
        for load_id, made in loads.items():
            self.codes[made["code"]] += 1
            self.actions[made["action"]] += 1
            self.starts[load_id] += made["action"] == Action.START

    def document(self, days: float) -> dict[str, Any]:
        """Write it; ``days`` is the time that was counted."""
        total = self.starts.total()
        return {
            "decisions": self.decisions,
            "decisions_by_code": dict(self.codes.most_common()),
            "actions": {action.value: self.actions[action.value] for action in Action},
            "starts": {"total": total, "per_day": round(total / days, 2), "by_load": dict(self.starts)},
            "records": self.records,
        }
