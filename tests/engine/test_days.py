"""Days in a small house with weather, slow loads, faults and a person, one decision after another."""

from dataclasses import dataclass, field, replace
from typing import Any

from hypothesis import Phase, given, settings

from custom_components.bitgridai.engine import Memory, Policy, apply_request, decide, verify
from custom_components.bitgridai.engine.document import iso_utc
from custom_components.bitgridai.engine.memory import OVERRIDE_MAX_S, memory_document
from custom_components.bitgridai.engine.rules.r2_autarky import R2Code
from custom_components.bitgridai.engine.step import Decision
from custom_components.bitgridai.engine.vocabulary import REDUCE_ONLY, Action, Rule
from tests.engine.houses import BLOCK_S, NOON, Document
from tests.engine.ledgers import Keeper
from tests.engine.oracle import unsafe
from tests.engine.strategies import Picks, picks, read_policy, read_state

LEVELS_W = {"miner": (0, 800, 1500), "boiler": (0, 2000)}
AUTONOMIES = ("full", "full", "semi", "assisted", "manual")


@dataclass
class House:
    """Two loads that take a while to follow, sun, a household and a battery."""

    p: Picks
    now: int = NOON
    pv_w: float = 4000
    base_w: float = 400
    soc_pct: float = 80
    level: dict[str, int] = field(default_factory=lambda: dict.fromkeys(LEVELS_W, 0))
    power_w: dict[str, float] = field(default_factory=lambda: dict.fromkeys(LEVELS_W, 0.0))
    temp_c: dict[str, float] = field(default_factory=lambda: dict.fromkeys(LEVELS_W, 50.0))

    def wait(self, span_s: int) -> None:
        self.now += span_s
        self.pv_w = max(0, min(7000, self.pv_w + self.p.one(0, 0, 300, -300, 2500, -2500)))
        self.base_w = max(100, min(3000, self.base_w + self.p.one(0, 0, 200, -200, 1500, -1500)))
        for load_id, level in self.level.items():
            goal_w = LEVELS_W[load_id][level]
            self.power_w[load_id] += max(-500, min(500, goal_w - self.power_w[load_id]))
            self.temp_c[load_id] = self.p.one(60, 60, 60, 60, 70, 80, 90) if level else 45
        self.soc_pct = max(5, min(100, self.soc_pct - self.battery_w() * span_s / 3600 / 50))

    def battery_w(self) -> float:
        spare_w = self.pv_w - self.base_w - sum(self.power_w.values())
        return -max(-2000.0, min(2000.0, spare_w)) if 5 < self.soc_pct < 100 else 0.0

    def document(self, trigger: str) -> Document:
        grid_w = self.base_w + sum(self.power_w.values()) - self.pv_w - self.battery_w()
        signals: Document = {
            "grid_power_w": None if self.p.chance(60) else round(grid_w, 3),
            "pv_power_w": {"value": self.pv_w, "age_s": self.p.one(0, 0, 0, 200)},
            "battery_power_w": round(self.battery_w(), 3),
            "battery_soc_pct": round(self.soc_pct, 3),
        }
        loads = {
            load_id: {
                "levels_w": list(levels),
                "level": None if self.p.chance(60) else self.level[load_id],
                "power_w": self.power_w[load_id],
                "chip_temp_c": self.temp_c[load_id],
                "heartbeat_age_s": 90 if self.p.chance(60) else 5,
            }
            for load_id, levels in LEVELS_W.items()
        }
        return {"now": iso_utc(self.now), "trigger": trigger, "signals": signals, "loads": loads}


@dataclass
class Watch:
    """What a person with a stopwatch and a notebook sees."""

    policy: Policy
    started: dict[str, int] = field(default_factory=dict)
    stopped: dict[str, int] = field(default_factory=dict)
    starts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(LEVELS_W, 0))
    decided: list[int] = field(default_factory=list)

    def look(self, document: Document, decision: Decision, before: Memory, rules: Document) -> None:
        if decision.loads[0].votes[0].code != "R1_NOT_DUE" and decision.trigger == "BLOCK_TICK":
            self.decided.append(decision.block_id)
        for made in decision.loads:
            now_w = LEVELS_W[made.load][document["loads"][made.load]["level"] or 0]
            if unsafe(document, memory_document(before), rules, made.load):
                assert made.target_w == 0
            if decision.trigger in REDUCE_ONLY:
                assert made.target_w <= now_w
            broken = made.rule in (Rule.R3, Rule.OVERRIDE) or made.code is R2Code.SOC_HARD_MIN
            if made.action is Action.START:
                self.start(made.load, decision.block_id, by_command=made.rule is Rule.OVERRIDE)
            if made.action is Action.STOP:
                ran = decision.block_id - self.started.pop(made.load, 0)
                assert broken or ran >= self.policy.r5.min_runtime_blocks
                self.stopped[made.load] = decision.block_id

    def start(self, load_id: str, block: int, *, by_command: bool) -> None:
        self.starts[load_id] += 1
        if not by_command:
            assert block - self.stopped.get(load_id, 0) >= self.policy.r5.min_pause_blocks
            assert self.starts[load_id] <= self.policy.r5.max_starts_per_day
        self.started[load_id] = block


# A day is not worth shrinking: the failing assertion names the load, and the bytes bring the day back.
@settings(max_examples=15, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(picks(1500))
def test_an_afternoon_of_decisions_breaks_no_promise(p: Picks) -> None:
    rules: Document = {"autonomy": p.of(AUTONOMIES)}
    house, keeper, watch = House(p), Keeper(read_policy(rules)), Watch(read_policy(rules))
    for _ in range(30):
        if p.chance(6):
            person(p, house, keeper)
        for trigger, span_s in (("BLOCK_TICK", 0), ("SAFETY", 5), ("GUARD", 25), ("GUARD", 270), ("TRIM", 270)):
            house.wait(span_s)
            look(house, keeper, watch, rules, trigger)
        house.wait(BLOCK_S - (house.now - NOON) % BLOCK_S)
    assert len(watch.decided) == len(set(watch.decided))
    report = verify(keeper.records, keeper.memory.last_hash)
    assert report.verified, report.difference


def person(p: Picks, house: House, keeper: Keeper) -> None:
    """Somebody wants something."""
    wishes: tuple[Document, ...] = (
        {"kind": "set_override", "override": "start", "duration_min": 25},
        {"kind": "set_override", "override": "stop", "duration_min": 5},
        {"kind": "set_override", "override": "limit", "power_w": 1000},
        {"kind": "clear_override"},
        {"kind": "approve"},
    )
    keeper.request(read_state(house.document("OVERRIDE")), p.of(wishes))
    keeper.memory = replace(keeper.memory, request_times=())


def look(house: House, keeper: Keeper, watch: Watch, rules: Document, trigger: str) -> None:
    document, before = house.document(trigger), keeper.memory
    state = read_state(document)
    decision, _ = decide(state, before, keeper.policy)
    watch.look(document, decision, before, rules)
    keeper.decide(state)
    assert all(item.valid_until <= house.now + OVERRIDE_MAX_S for item in keeper.memory.overrides)
    for made in decision.loads:
        if made.action is not Action.HOLD:
            house.level[made.load] = made.level


def test_a_start_by_command_in_manual_mode_always_ends() -> None:
    """However the command ends, nobody has to remember it."""
    manual: Any = read_policy({"autonomy": "manual"})
    for ending in ("runs out", "is cleared", "runs out while another request is answered"):
        house = House(Picks(b""), pv_w=0)
        memory = Memory()
        state = read_state(house.document("OVERRIDE"))
        request: Document = {"kind": "set_override", "override": "start", "load": "miner", "duration_min": 5}
        _, memory = apply_request(state, memory, manual, request)
        decision, memory = decide(state, memory, manual)
        assert decision.load("miner").action is Action.START
        house.level["miner"] = 2
        if ending == "is cleared":
            _, memory = apply_request(state, memory, manual, {"kind": "clear_override"})
        else:
            house.wait(300)
        if "another" in ending:
            now = read_state(house.document("OVERRIDE"))
            _, memory = apply_request(
                now, memory, manual, {"kind": "set_override", "override": "stop", "load": "boiler"}
            )
        decision, memory = decide(read_state(house.document("SAFETY")), memory, manual)
        assert decision.load("miner").action is Action.STOP
