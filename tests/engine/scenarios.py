"""One situation for every reason the engine can give, each decided through the public ``decide``."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from custom_components.bitgridai.engine import Decision, Memory, Policy
from custom_components.bitgridai.engine.arbitration import LoadDecision
from custom_components.bitgridai.engine.state import EnergyState
from tests.engine.houses import (
    Document,
    command,
    decided,
    forecast,
    knowing,
    lockout,
    memory,
    miner,
    policy,
    rod,
    running_for,
    state,
    without,
)


@dataclass(frozen=True)
class Scenario:
    """A situation, and the code that decides it (or, for a rule that only abstains, that it says)."""

    code: str
    state: EnergyState
    memory: Memory
    policy: Policy

    def decide(self) -> Decision:
        return decided(self.state, self.memory, self.policy)


def scenario(code: str, present: EnergyState, before: Memory | None = None, rules: Policy | None = None) -> Scenario:
    return Scenario(code, present, before or memory(), rules or Policy())


def soc_band(soc: float, level: int = 0, **signals: object) -> Scenario:
    names = {49: "RESERVE", 55: "HOLD", 60: "ECO", 82: "STANDARD", 95: "SUPER"}
    rules = policy(r1={"strategy": "soc_band"}, r2={"soc_hard_min_pct": 10, "soc_soft_min_pct": 10})
    loads = {"miner": miner(level, (0, 800, 1500, 2200))}
    readings: Document = {"battery_soc_pct": soc, **signals}
    return scenario(f"R1_SOC_BAND_{names[int(soc)]}", state(loads=loads, **readings), running_for(20), rules)


SUNNY: Document = {"grid_power_w": -5000}
DARK: Document = {"grid_power_w": 450}
RUNNING: Document = {"miner": miner(1)}
UNSEEN = miner(1, available=False)
del UNSEEN["heartbeat_age_s"]
SETTLED = running_for(20)
CHEAP = policy(r1={"opportunity": {"enabled": True}})
WORTH = policy(energy_path={"heat_ct_kwh": 10, "min_margin_ct": 5})

SCENARIOS: tuple[Scenario, ...] = (
    scenario("R1_SURPLUS_OK", state(**SUNNY)),
    scenario("R1_SURPLUS_OK", state(loads=RUNNING | {"miner": miner(2)}), SETTLED),
    scenario("R1_SURPLUS_PARTIAL", state(grid_power_w=-1000)),
    scenario("R1_SURPLUS_PARTIAL", state("TRIM", loads={"miner": rod(900)}), SETTLED, policy(trim={"enabled": True})),
    scenario("R1_SURPLUS_LOW", state(grid_power_w=-100)),
    scenario("R1_SURPLUS_LOW", state(loads=RUNNING, **DARK), SETTLED),
    scenario(
        "R1_SURPLUS_LOW",
        state("TRIM", grid_power_w=450, loads={"miner": rod(600)}),
        SETTLED,
        policy(trim={"enabled": True}),
    ),
    scenario("R1_PRICE_HIGH", state(price_ct_kwh=40, **SUNNY)),
    scenario(
        "R1_BATTERY_CREDIT",
        state(loads=RUNNING, pv_power_w=300, battery_power_w=1000, battery_soc_pct=70),
        knowing(SETTLED, 500, 500, 500, usual_w=4000),
    ),
    scenario("R1_CHEAP_GRID", state(price_ct_kwh=-3), rules=CHEAP),
    scenario("R1_MARGIN_LOW", state(**SUNNY), rules=WORTH),
    soc_band(49.5, 2),
    soc_band(55, 1),
    soc_band(60),
    soc_band(82),
    soc_band(95),
    replace(soc_band(60), code="R1_SOC_BAND_HOLD", state=state(battery_soc_pct=60, pv_power_w=100)),
    replace(soc_band(60), code="R1_SOC_BAND_HOLD", state=without(state(battery_soc_pct=60), "pv_power_w")),
    scenario("R1_DEGRADED", state(pv_power_w=None, **SUNNY)),
    scenario("R1_DEGRADED", state(loads={"miner": miner(None)}), SETTLED),
    scenario("R1_NOT_DUE", state("SAFETY")),
    scenario("R1_NOT_DUE", state("SAFETY", loads={"miner": miner(None)}), SETTLED),
    scenario("R2_SOC_HARD_MIN", state("GUARD", battery_soc_pct=48, loads=RUNNING), SETTLED),
    scenario("R2_SOC_SOFT_MIN", state(battery_soc_pct=52, **SUNNY)),
    scenario("R2_GRID_IMPORT", state("GUARD", grid_power_w=1900, loads=RUNNING), SETTLED),
    scenario("R3_OVERTEMP", state("SAFETY", loads={"miner": miner(1, chip_temp_c=91)}), SETTLED),
    scenario("R3_COMM_TIMEOUT", state("SAFETY", loads={"miner": miner(1, heartbeat_age_s=99)}), SETTLED),
    scenario("R3_COMM_TIMEOUT", state("SAFETY", loads={"miner": UNSEEN}), SETTLED),
    scenario("R3_MISSING_TELEMETRY", state("SAFETY", grid_power_w=None, loads=RUNNING), SETTLED),
    scenario("R3_MISSING_TELEMETRY", without(state("SAFETY", loads=RUNNING), "grid_power_w"), SETTLED),
    scenario("R3_MISSING_TELEMETRY", state("SAFETY", loads={"miner": miner(1, chip_temp_c=999)}), SETTLED),
    scenario("R3_EMERGENCY_STOP", state("SAFETY", emergency_stop=True, loads=RUNNING), SETTLED),
    scenario("R3_UPS_ON_BATTERY", state("SAFETY", ups_on_battery=True, loads=RUNNING), SETTLED),
    scenario("R3_CONTROLLER_HEALTH", state("SAFETY", controller_health="critical", loads=RUNNING), SETTLED),
    scenario("R3_INTERNAL_ERROR", state(loads=RUNNING), SETTLED, replace(policy(), r1=None)),  # type: ignore[arg-type]  # what no validation lets through
    scenario("R3_LOCKOUT", state(**SUNNY), memory(lockout=lockout())),
    scenario("R3_LOCKOUT", state(**SUNNY), memory(lockout=lockout("R3_COMM_TIMEOUT", 1))),
    scenario("R4_SURPLUS_DROP", state(pv_forecast=forecast(900, 900, 900, 900), **SUNNY)),
    scenario("R4_RUN_SHORT", state(battery_soc_pct=100, **SUNNY), knowing(memory(), 500, 500, 500)),
    scenario("R4_WARM_UP", state(**SUNNY), knowing(memory(), 500, 500, 500, usual_w=4000)),
    scenario("R4_PRICE_SPIKE", state(price_forecast=forecast(20, 50), **SUNNY)),
    scenario("R4_NO_FORECAST", state(**SUNNY)),
    scenario("R5_MIN_RUNTIME", state(loads=RUNNING, **DARK), running_for(1)),
    scenario("R5_MIN_PAUSE", state(**SUNNY), memory(blocks_since_change=1)),
    scenario("R5_DEADBAND", state(loads=RUNNING, **SUNNY), memory(last_change="LOWER", blocks_since_change=1)),
    scenario("R5_START_BUDGET", state(**SUNNY), memory(starts_today=6)),
    scenario("OVERRIDE_START", state("OVERRIDE"), memory([command("start")])),
    scenario("OVERRIDE_STOP", state("OVERRIDE", loads=RUNNING), memory([command("stop")])),
    scenario("OVERRIDE_LIMIT", state(**SUNNY), memory([command("limit", power_w=900)])),
    scenario(
        "OVERRIDE_EXPIRED",
        state("SAFETY", loads=RUNNING),
        memory([command("start", minutes=0)], last_change="START"),
        policy(autonomy="manual"),
    ),
    scenario("AUTONOMY_MANUAL", state(**SUNNY), rules=policy(autonomy="manual")),
    scenario("AUTONOMY_ASSISTED", state(**SUNNY), rules=policy(autonomy="assisted")),
    scenario("AUTONOMY_SEMI", state(loads=RUNNING, **DARK), SETTLED, policy(autonomy="semi")),
)

ONLY_SAID = frozenset({"R4_NO_FORECAST"})
"""Codes of votes that never decide: a rule abstained and says why."""


def outcomes() -> Iterator[tuple[Scenario, LoadDecision]]:
    """Every scenario with what was decided about its load."""
    for item in SCENARIOS:
        yield item, item.decide().loads[0]
