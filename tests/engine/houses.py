"""The house most engine tests stand in, as documents, and short ways to change one thing in it."""

from dataclasses import replace
from typing import Any

from custom_components.bitgridai.engine import Decision, Memory, Policy, decide
from custom_components.bitgridai.engine.arbitration import LoadDecision
from custom_components.bitgridai.engine.document import Node, iso_utc
from custom_components.bitgridai.engine.memory import memory_document, memory_from_node
from custom_components.bitgridai.engine.policy import policy_from_node
from custom_components.bitgridai.engine.state import EnergyState, state_from_node
from custom_components.bitgridai.engine.votes import Vote

type Document = dict[str, Any]

NOON = 1_781_524_800
"""2026-06-15T12:00:00Z, the first second of a block."""
BLOCK_S = 600
BLOCK = NOON // BLOCK_S

SUNNY: Document = {
    "grid_power_w": 0,
    "pv_power_w": 4000,
    "battery_power_w": 0,
    "battery_soc_pct": 90,
    "price_ct_kwh": 20,
}
"""A full enough battery and a grid meter at zero; tests set what the meter shows."""


def miner(level: int | None = 0, levels_w: tuple[float, ...] = (0, 800, 1500), **values: Any) -> Document:
    """A miner of two levels, 800 W and 1500 W, cool and in touch, that draws its level's power."""
    return {
        "levels_w": list(levels_w),
        "level": level,
        "power_w": levels_w[level or 0],
        "chip_temp_c": 60,
        "heartbeat_age_s": 5,
        **values,
    }


def rod(target_w: float | None = 0, **values: Any) -> Document:
    """A heating rod that takes any power from 500 W to 3000 W in steps of 100 W."""
    return {
        "range_w": {"min": 500, "max": 3000, "step": 100},
        "level": None if target_w is None else int(target_w > 0),
        "target_w": target_w or 0,
        "power_w": target_w or 0,
        **values,
    }


def state(trigger: str = "BLOCK_TICK", now: int = NOON, loads: Document | None = None, **signals: Any) -> EnergyState:
    """The sunny house with a miner at a moment; ``signals`` replace or add to its readings."""
    document = {
        "now": iso_utc(now),
        "trigger": trigger,
        "signals": {**SUNNY, **signals},
        "loads": {"miner": miner()} if loads is None else loads,
        "battery_capacity_wh": 10_000,
    }
    return state_from_node(Node("state", document))


def without(present: EnergyState, *names: str) -> EnergyState:
    """The same house where these signals are not fitted."""
    return replace(present, signals={name: item for name, item in present.signals.items() if name not in names})


def policy(**sections: Any) -> Policy:
    """The default policy with some values replaced: ``policy(r2={"soc_hard_min_pct": 20})``."""
    return policy_from_node(Node("policy", sections))


def memory(overrides: list[Document] | None = None, **values: Any) -> Memory:
    """A memory in which the last block was decided; keywords are the miner's dwell times and latches."""
    load = {"last_change": "STOP", "blocks_since_change": 50, **values}
    document = {
        "block_id": BLOCK - 1,
        "counted_block": BLOCK,
        "last_now": iso_utc(NOON - 10),
        "local_date": "2026-06-15",
        "loads": {"miner": load},
        "overrides": overrides or [],
    }
    return memory_from_node(Node("memory", document))


def knowing(before: Memory, *base_w: float, usual_w: float = 0, ratio: float = 1) -> Memory:
    """The same memory with days behind it: base load all day, and the usual sun from 6 to 18 o'clock UTC."""
    days = [{"base_w": [power] * 24, "forecast_ratio": ratio, "usual_ratio": ratio} for power in base_w]
    sun = [usual_w if 6 <= hour < 18 else 0 for hour in range(24)]
    learned = {"days": days, "usual_w": sun, "day": NOON // 86_400}
    return memory_from_node(Node("memory", {**memory_document(before), "learned": learned}))


def running_for(blocks: int, **values: Any) -> Memory:
    """A memory of a miner that was started ``blocks`` ago and not changed since."""
    return memory(last_change="START", blocks_since_change=blocks, blocks_since_start=blocks, **values)


def command(kind: str, load: str = "miner", minutes: int = 30, power_w: float | None = None) -> Document:
    """A person's command, given a minute ago."""
    return {
        "id": f"{kind}-{load}",
        "kind": kind,
        "load": load,
        "power_w": power_w,
        "origin": "user",
        "created": iso_utc(NOON - 60),
        "valid_until": iso_utc(NOON + minutes * 60),
    }


def lockout(code: str = "R3_OVERTEMP", minutes_ago: float = 10) -> Document:
    return {"code": code, "since": iso_utc(NOON - round(minutes_ago * 60))}


def forecast(*means: float, start: int = NOON, step_s: int = 900) -> list[list[object]]:
    """Intervals from ``start`` on, a quarter of an hour each."""
    return [[iso_utc(start + index * step_s), mean] for index, mean in enumerate(means)]


def made(
    present: EnergyState, before: Memory | None = None, rules: Policy | None = None, load: str = "miner"
) -> LoadDecision:
    """What is decided about a load."""
    return decided(present, before, rules).load(load)


def decided(present: EnergyState, before: Memory | None = None, rules: Policy | None = None) -> Decision:
    return decide(present, before or memory(), rules or Policy())[0]


def remembered(present: EnergyState, before: Memory | None = None, rules: Policy | None = None) -> Memory:
    """The memory after a decision."""
    return decide(present, before or memory(), rules or Policy())[1]


def reread(after: Memory) -> Memory:
    """The memory as it is after being stored and loaded."""
    return memory_from_node(Node("memory", memory_document(after)))


def wish(present: EnergyState, before: Memory | None = None, rules: Policy | None = None) -> Vote:
    """What R1 says, whoever decides in the end; of a load that has run for long where nothing else is said."""
    return made(present, before or running_for(20), rules).votes[0]
