"""The days of the golden set: which house, which day, and what people do in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from bitgridai.simulation import FaultKind, Household, bundled_households, load_household
from bitgridai.simulation.document import household_from_document

type Document = dict[str, Any]

BERLIN: Final[Document] = {"latitude": 48.1, "longitude": 11.6, "time_zone": "Europe/Berlin"}
MINER: Final[Document] = {
    "id": "miner",
    "name": "Miner",
    "kind": "miner",
    "levels_w": [0, 800, 1500],
    "priority": 1,
    "ramp_s": 180,
    "ambient_c": 22,
    "temp_rise_c": 46,
    "thermal_time_constant_s": 240,
    "standby_w": 8,
}
ROD: Final[Document] = {
    "id": "rod",
    "name": "Heating rod",
    "kind": "heater",
    "range": {"min_w": 500, "max_w": 3000, "step_w": 100},
    "priority": 2,
    "temp_rise_c": 45,
    "thermal_time_constant_s": 1800,
}
STAGES: Final[Document] = {**MINER, "levels_w": [0, 600, 1200, 1800]}


@dataclass(frozen=True, kw_only=True)
class Act:
    """Something that happens at a moment of the day: a request, another policy, a fault that begins or ends."""

    at: str
    """Local time, ``13:20``."""
    request: Document | None = None
    policy: Document | None = None
    fault: tuple[FaultKind, str | None, bool] | None = None


@dataclass(frozen=True, kw_only=True)
class Day:
    """One recorded day."""

    about: str
    household: Household
    begin: str
    """ISO time with offset."""
    hours: int = 24
    policy: Mapping[str, Any] = field(default_factory=dict)
    acts: tuple[Act, ...] = ()
    learned_days: int = 0
    """Days lived through before, of which the memory keeps what it learned and nothing else."""

    @property
    def start(self) -> int:
        """Epoch seconds of the first moment."""
        return round(datetime.fromisoformat(self.begin).timestamp())


def house(*loads: Document, **changes: Any) -> Household:
    """A computed house near Munich with a battery; ``changes`` replace parts of its document."""
    document: Document = {
        "name": "Golden house",
        "location": BERLIN,
        "source": {
            "generator": {
                "seed": 7,
                "cloudiness": changes.pop("cloudiness", 0.15),
                "base_load_wh_per_day": 9500,
                "pv": {"peak_w": changes.pop("peak_w", 9800), "tilt_deg": 32, "azimuth_deg": 190},
            }
        },
        "battery": {"capacity_wh": 8000, "power_w": 4000, "floor_pct": 10, "initial_soc_pct": 62},
        "tariff": {"import_ct_kwh": 24, "feed_in_ct_kwh": 7.9},
        "loads": list(loads or (MINER, ROD)),
        **changes,
    }
    return household_from_document({key: value for key, value in document.items() if value is not None}, Path())


def override(kind: str, **values: Any) -> Document:
    """A person's command."""
    return {"kind": "set_override", "override": kind, "origin": "user", **values}


DAYS: Final[dict[str, Day]] = {
    "sunny": Day(
        about="A clear day in June: both loads run, the rod follows the sun between ticks.",
        household=house(),
        begin="2025-06-20T00:00:00+02:00",
        policy={"trim": {"enabled": True}},
    ),
    "short_dips": Day(
        about="Clouds come and go in May: runs are held, lowered and given up.",
        household=house(cloudiness=0.6),
        begin="2025-05-11T05:00:00+02:00",
        hours=17,
        policy={"r4": {"learned_days": 0}},
    ),
    "winter": Day(
        about="A dull day before Christmas: no surplus, and nothing starts.",
        household=house(cloudiness=0.9, peak_w=5000),
        begin="2025-12-20T06:00:00+01:00",
        hours=12,
    ),
    "faults": Day(
        about="A hot chip, a silent miner, a stubborn one and a meter that repeats itself; then an emergency stop.",
        household=house(),
        begin="2025-07-02T09:00:00+02:00",
        hours=10,
        acts=(
            Act(at="11:00", fault=(FaultKind.HOT, "miner", True)),
            Act(at="11:25", fault=(FaultKind.HOT, "miner", False)),
            Act(at="13:00", fault=(FaultKind.SILENT, "miner", True)),
            Act(at="13:10", fault=(FaultKind.SILENT, "miner", False)),
            Act(at="14:30", fault=(FaultKind.STALE_METER, None, True)),
            Act(at="14:50", fault=(FaultKind.STALE_METER, None, False)),
            Act(at="15:40", fault=(FaultKind.STUBBORN, "miner", True)),
            Act(at="16:00", fault=(FaultKind.STUBBORN, "miner", False)),
            Act(at="16:30", request={"kind": "emergency_stop", "origin": "user"}),
            Act(at="16:40", request=override("start", load="miner")),
            Act(at="17:05", request={"kind": "release_emergency_stop", "origin": "user"}),
        ),
    ),
    "people": Day(
        about="A person starts, limits, stops, clears, asks for the impossible, and changes the autonomy.",
        household=house(),
        begin="2025-06-05T08:00:00+02:00",
        hours=12,
        policy={"autonomy": "assisted"},
        acts=(
            Act(at="09:05", request={"kind": "approve", "origin": "user"}),
            Act(at="09:30", request=override("limit", load="rod", power_w=1200, duration_min=45)),
            Act(at="10:15", request=override("stop", load="miner", duration_min=20)),
            Act(at="10:20", request={"kind": "clear_override", "load": "miner", "origin": "user"}),
            Act(at="10:45", request={"kind": "approve", "origin": "user"}),
            Act(at="11:10", request={"kind": "approve", "load": "miner", "origin": "user"}),
            Act(at="12:00", policy={"autonomy": "manual"}),
            Act(at="12:05", request=override("start", load="miner", power_w=800, duration_min=40)),
            Act(at="12:50", request=override("start", load="cellar")),
            Act(at="12:51", request=override("start", load="rod", power_w=100)),
            Act(at="12:52", request=override("start", duration_min=0.5)),
            Act(at="12:53", request=override("stop", duration_min=4000)),
            Act(at="13:30", request={"kind": "clear_override", "origin": "user"}),
            Act(at="14:00", policy={"autonomy": "semi"}),
            Act(at="17:00", policy={"autonomy": "full", "r5": {"max_starts_per_day": 2}}),
        ),
    ),
    "three_loads": Day(
        about="Two miners and a rod share one roof, by their order.",
        household=house(
            {**MINER, "id": "room"},
            {**MINER, "id": "garage", "levels_w": [0, 1200, 2200, 3200], "ramp_s": 420, "priority": 2},
            {**ROD, "priority": 3},
            peak_w=14000,
            cloudiness=0.4,
        ),
        begin="2025-08-14T06:00:00+02:00",
        hours=15,
        policy={"trim": {"enabled": True}},
    ),
    "no_battery": Day(
        about="Every watt is used now or given away.",
        household=house({**MINER, "levels_w": [0, 450, 900]}, battery=None, peak_w=5200, cloudiness=0.45),
        begin="2025-04-22T07:00:00+02:00",
        hours=13,
    ),
    "prices": Day(
        about="A spike at noon, a dear evening, and cheap hours that may be taken from the grid.",
        household=house(
            tariff={"import_ct_kwh": 22, "feed_in_ct_kwh": 7.5, "hours": {2: 4, 3: 3, 13: 4, 17: 28, 18: 33, 19: 33}}
        ),
        begin="2025-09-09T00:00:00+02:00",
        hours=21,
        policy={"r1": {"opportunity": {"enabled": True}}, "energy_path": {"heat_ct_kwh": 12, "min_margin_ct": 1}},
        acts=(
            Act(at="11:00", fault=(FaultKind.PRICE_SPIKE, None, True)),
            Act(at="12:00", fault=(FaultKind.PRICE_SPIKE, None, False)),
        ),
    ),
    "soc_band": Day(
        about="Levels by the battery's charge instead of by the surplus.",
        household=house(STAGES),
        begin="2025-06-21T07:00:00+02:00",
        hours=15,
        policy={"r1": {"strategy": "soc_band"}},
    ),
    "clock_back": Day(
        about="The night in October that has an hour twice, and the day after it.",
        household=house(cloudiness=0.3),
        begin="2025-10-26T00:00:00+02:00",
        hours=19,
    ),
    "learned": Day(
        about="A recorded week's sixth day: the outlook lends what five days taught it.",
        household=load_household(bundled_households()["real_week"]),
        begin="2024-08-17T00:00:00+00:00",
        learned_days=5,
    ),
}
