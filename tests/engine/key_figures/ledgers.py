"""Ledgers made by hand: the real engine's records of readings that a test sets."""

from dataclasses import dataclass, field
from datetime import datetime
import json
from typing import Any
from zoneinfo import ZoneInfo

from custom_components.bitgridai.engine import Memory, Policy, decide, policy_hash
from custom_components.bitgridai.engine.canonical import canonical_bytes
from custom_components.bitgridai.engine.document import Node, iso_utc
from custom_components.bitgridai.engine.key_figures import (
    KeyFigures,
    figure_value,
    key_figures_document,
    key_figures_from_node,
)
from custom_components.bitgridai.engine.policy import policy_document, policy_from_node
from custom_components.bitgridai.engine.record import decision_record, event_record, linked
from custom_components.bitgridai.engine.state import state_from_node
from custom_components.bitgridai.engine.verify import POLICY_EVENT

type Document = dict[str, Any]

MIDNIGHT = 1_781_481_600
"""2026-06-15T00:00:00Z, a block's first second."""
BLOCK_S = 600
HOUR_S = 3600
SUNNY: Document = {"grid_power_w": -1000, "pv_power_w": 3000}


def miner(power_w: Any = 1500, **values: Any) -> Document:
    return {"levels_w": [0, 1500], "level": 1, "power_w": power_w, "chip_temp_c": 60, **values}


@dataclass
class HandLedger:
    """Writes a record for every reading it is told, and counts nothing."""

    policy: Policy = field(default_factory=Policy)
    zone: str = "UTC"
    capacity_wh: float | None = None
    records: list[Document] = field(default_factory=list)
    memory: Memory = field(default_factory=Memory)

    def __post_init__(self) -> None:
        self.set_policy(self.policy)

    def set_policy(self, policy: Policy, now: int = MIDNIGHT) -> None:
        self.policy = policy
        detail: Document = {"hash": policy_hash(policy), "policy": policy_document(policy)}
        self._add(event_record(self.memory, now, POLICY_EVENT, detail))

    def look(
        self, now: int, signals: Document | None = None, loads: Document | None = None, trigger: str = "BLOCK_TICK"
    ) -> Document:
        """Decide at a moment."""
        state = state_from_node(
            Node(
                "state",
                {
                    "now": iso_utc(now),
                    "trigger": trigger,
                    "local_date": datetime.fromtimestamp(now, ZoneInfo(self.zone)).date().isoformat(),
                    "signals": SUNNY if signals is None else signals,
                    "loads": {"miner": miner()} if loads is None else loads,
                    "battery_capacity_wh": self.capacity_wh,
                },
            )
        )
        before = self.memory
        decision, self.memory = decide(state, before, self.policy)
        return self._add(decision_record(state, before, self.policy, decision))

    def _add(self, record: Document) -> Document:
        self.memory = linked(self.memory, record)
        self.records.append(record)
        return record

    @property
    def figures(self) -> KeyFigures:
        return counted(self.records)

    def value(self, key: str) -> float | None:
        return figure_value(key, self.figures.total)

    def today(self, key: str) -> float | None:
        return figure_value(key, self.figures.today)


def counted(records: list[Document], figures: KeyFigures | None = None) -> KeyFigures:
    figures = figures or KeyFigures()
    for record in records:
        figures = figures.take(record)
    return figures


def restarted(figures: KeyFigures) -> KeyFigures:
    """The figures after they were written to disk and read again."""
    return key_figures_from_node(Node("figures", json.loads(canonical_bytes(key_figures_document(figures)))))


def reread(records: list[Document]) -> list[Document]:
    """The records as a ledger file gives them back."""
    return [json.loads(canonical_bytes(record)) for record in records]


def policy(**sections: Any) -> Policy:
    return policy_from_node(Node("policy", sections))
