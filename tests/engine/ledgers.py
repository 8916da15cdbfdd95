"""A small day in a ledger, made the way the controller makes it."""

from collections.abc import Iterator
from dataclasses import replace

from custom_components.bitgridai.engine import Memory, Policy, apply_request, decide, policy_hash
from custom_components.bitgridai.engine.document import Json
from custom_components.bitgridai.engine.policy import policy_document
from custom_components.bitgridai.engine.record import Record, decision_record, event_record, linked, request_record
from custom_components.bitgridai.engine.requests import answer_document
from custom_components.bitgridai.engine.state import EnergyState
from custom_components.bitgridai.engine.verify import POLICY_EVENT
from tests.engine.houses import BLOCK_S, NOON, forecast, miner, policy, rod, state


class Keeper:
    """Decides and answers, and keeps the records."""

    def __init__(self, rules: Policy | None = None) -> None:
        self.records: list[Record] = []
        self.memory = Memory()
        self.policy = rules or Policy()
        self.note("start", {"engine": "test"})
        self.adopt(self.policy)

    def note(self, name: str, detail: dict[str, Json], now: int = NOON) -> None:
        self._add(event_record(self.memory, now, name, detail), self.memory)

    def adopt(self, rules: Policy) -> None:
        self.policy = rules
        self.note(POLICY_EVENT, {"hash": policy_hash(rules), "policy": policy_document(rules)})

    def decide(self, present: EnergyState) -> None:
        decision, after = decide(present, self.memory, self.policy)
        self._add(decision_record(present, self.memory, self.policy, decision), after)

    def request(self, present: EnergyState, request: dict[str, Json]) -> None:
        answer, after = apply_request(present, self.memory, self.policy, request)
        self._add(request_record(present, self.memory, self.policy, request, answer_document(answer)), after)

    def _add(self, record: Record, after: Memory) -> None:
        self.records.append(record)
        self.memory = linked(after, record)


def moments() -> Iterator[EnergyState]:
    """Two hours with sun, a cloud, heat and a lost meter."""
    grids = (-5000, -2500, 300, 900, -100, None, -1200.123456, -1200, -1200, -3000, -3000, 50)
    for block, grid_w in enumerate(grids):
        loads = {"miner": miner(block % 3, chip_temp_c=60 + 3 * block), "rod": rod(500 * (block % 2))}
        now = NOON + block * BLOCK_S
        yield state(now=now, grid_power_w=grid_w, loads=loads, pv_forecast=forecast(4000, 3000.5, start=now))
        yield state("SAFETY", now=now + 5, grid_power_w=grid_w, loads=loads)


def some_day() -> Keeper:
    keeper = Keeper()
    for number, present in enumerate(moments()):
        keeper.decide(present)
        if number == 7:
            asked = replace(present, now=present.now + 10)
            keeper.request(asked, {"kind": "set_override", "override": "stop", "duration_min": 5.5, "origin": "user"})
            keeper.request(asked, {"kind": "set_override", "override": "start", "load": "nobody"})
            keeper.adopt(policy(r1={"price_max_ct": None}, autonomy="assisted"))
    keeper.note("consent", {"given": False, "by": "Zoë"})
    return keeper
