"""A household that has much to hide, in an archive."""

from collections.abc import Iterator
from dataclasses import replace
import json
from pathlib import Path
from typing import Any

from bitgridai.archive import Archive
from custom_components.bitgridai.engine.canonical import canonical_bytes
from custom_components.bitgridai.engine.document import Json
from custom_components.bitgridai.engine.memory import Memory
from custom_components.bitgridai.engine.policy import policy_document, policy_hash
from custom_components.bitgridai.engine.state import EnergyState
from custom_components.bitgridai.engine.verify import POLICY_EVENT
from tests.engine.houses import BLOCK_S, NOON, forecast, miner, policy, rod, state
from tests.engine.ledgers import Keeper

NAMES = ("omas_heizstab", "Zoë's miner", "aquarium-hall-4711", "+49 171 555", "switch.villa_kunterbunt")
"""Whatever of these leaves the house is a fault."""
DAY_S = 86_400


class Household(Keeper):
    """Decides in assisted mode, is commanded and approved, and has names everywhere."""

    def moments(self, begin: int) -> Iterator[EnergyState]:
        grids = (-5000, -2500, 300, 900, -100, None, -1200.123456, -4000, -1200, -3000, -3000, 50)
        for block, grid_w in enumerate(grids):
            now = begin + block * BLOCK_S
            loads: dict[str, Any] = {
                "omas_heizstab": rod(500 * (block % 2)),
                "Zoë's miner": miner(block % 3, chip_temp_c=60 + 3 * block),
                "aquarium-hall-4711": miner(0, levels_w=(0, 200), priority=0),
            }
            del loads["aquarium-hall-4711"]["power_w"]
            yield state(now=now, grid_power_w=grid_w, loads=loads, pv_forecast=forecast(4000, 3000.5, start=now))
            yield state("SAFETY", now=now + 5, grid_power_w=grid_w, loads=loads)

    def live(self, begin: int) -> None:
        later = state(now=begin)
        for number, present in enumerate(self.moments(begin)):
            self.decide(present)
            later = replace(present, now=present.now + 2)
            if number == 3:
                self.policy = policy(r1={"price_max_ct": None}, autonomy="assisted")
                told: dict[str, Json] = {"hash": policy_hash(self.policy), "policy": policy_document(self.policy)}
                self.note(POLICY_EVENT, told, later.now)
            if number == 7:
                stop: dict[str, Json] = {
                    "kind": "set_override",
                    "override": "stop",
                    "load": "omas_heizstab",
                    "duration_min": 25,
                }
                self.request(later, {**stop, "origin": "+49 171 555"})
                self.request(later, {"kind": "set_override", "override": "start", "load": "switch.villa_kunterbunt"})
                self.note("weather", {"text": "switch.villa_kunterbunt"}, later.now)
                self.note("end", {"stopped": ["omas_heizstab"], "left": ["Zoë's miner"]}, later.now)
            for proposal in [load.proposal for load in self.memory.loads.values() if load.proposal]:
                self.request(later, {"kind": "approve", "id": proposal.id, "origin": "user"})
        self.request(later, {"kind": "emergency_stop", "origin": "+49 171 555"})

    def consent(self, *, given: bool, now: int = NOON + 4 * DAY_S) -> None:
        self.note("research_consent", {"consent": given}, now)


def household(days: int = 2) -> Household:
    """Live some afternoons, then consent."""
    house = Household()
    house.note("start", {"engine": "1.0.0", "loads": [*NAMES[:3]]})
    for day in range(days):
        house.memory = replace(house.memory, emergency_stop=None)
        house.live(NOON + day * DAY_S)
    house.consent(given=True)
    return house


def archived(house: Keeper, folder: Path) -> Path:
    """Put a household's ledger into an archive."""
    with Archive.open(folder) as archive:
        archive.append([canonical_bytes(record) for record in house.records])
        archive.flush()
    return folder


def secrets_of(house: Keeper) -> set[str]:
    """Return every text of a ledger that must not leave: names, hashes, and ids made from names."""
    found = set(NAMES)
    for record in house.records:
        found |= {str(record["hash"]), str(record["prev_hash"])}
        memory: Any = record.get("memory", {"loads": {}})
        found |= {each["proposal"]["id"] for each in memory["loads"].values() if each["proposal"]}
    found.discard(Memory().last_hash)
    return found | {json.dumps(name)[1:-1] for name in NAMES}
