"""Houses, policies, memories and moments as documents, likely and unlikely ones.

Everything is picked from tables by the bytes that hypothesis draws. A pick costs nearly
nothing, shrinks to the first and plainest entry, and values near each other and at
thresholds meet more often than any two values do.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, Final, override

from hypothesis import strategies as st

from custom_components.bitgridai.engine import Memory, Policy
from custom_components.bitgridai.engine.document import Node, iso_utc
from custom_components.bitgridai.engine.memory import memory_from_node
from custom_components.bitgridai.engine.policy import policy_from_node
from custom_components.bitgridai.engine.state import EnergyState, state_from_node
from tests.engine.houses import BLOCK, BLOCK_S, NOON, Document

TRIGGERS: Final = (
    "BLOCK_TICK",
    "BLOCK_TICK",
    "BLOCK_TICK",
    "SAFETY",
    "GUARD",
    "TRIM",
    "OVERRIDE",
    "RECOVERY",
    "CONFIG",
)
KINDS: Final = ("start", "stop", "limit")
LOAD_IDS: Final = ("a", "b", "c")
DAY_S: Final = 86_400
ABSENT: Final = "not fitted"


class Picks:
    """Turns bytes into choices; when they run out, the first entry of each table is taken."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._left = iter(data)

    @override
    def __repr__(self) -> str:
        """What brings the same choices again."""
        return f"Picks(bytes.fromhex({self._data.rstrip(bytes(1)).hex()!r}))"

    def of[T](self, table: Sequence[T]) -> T:
        """One entry of a table."""
        number = next(self._left, 0)
        if len(table) > 256:
            number = number * 256 + next(self._left, 0)
        return table[number % len(table)]

    def one[T](self, *entries: T) -> T:
        """One of these."""
        return self.of(entries)

    def chance(self, count: int) -> bool:
        """Once in ``count`` times; never where that is 0."""
        return count > 0 and self.of(range(count)) == count // 2


def picks(size: int = 256) -> st.SearchStrategy[Picks]:
    """As many choices as a test needs."""
    return st.binary(min_size=size, max_size=size).map(Picks)


WATTS: Final = (0, -0.0, *range(-6000, 6001, 100), 500.001, -799.999, -1499.999, 0.123, -0.123)
SUN: Final = (0, *range(0, 9001, 250))
GRID: Final = (*range(-5000, 0, 100), *range(-2000, 0, 150), *WATTS)
PERCENTS: Final = (*[90] * 20, *range(60, 100, 3), 100, 80, 79.999, 58, 58.001, 50, 50.001, 49, *range(0, 101, 3))
TEMPERATURES: Final = (60, 20, 74.999, 75, 80, 85, 85.001, 95, 95.001, 100, 249)
COOL: Final = (60, 20, 45, 70)
SILENCES: Final = (5, 5, 5, 5, 60, 60.001, 300, 300.001, 9000)
PRICES: Final = (20, 20, 20, 20, -10, 0, 5, 5.001, 25, 25.001, 30, 45)


@cache
def odd(values: tuple[float, ...]) -> tuple[Any, ...]:
    """The same readings old, seldom seen, marked, out of range or missing."""
    marked: list[Any] = [None, None, 1e9, -1e9, {"value": None, "age_s": 5}]
    for value in values[::7]:
        marked += [{"value": value, "age_s": age} for age in (59, 179, 180, 180.001, 181, 300, 300.001, 5000)]
        marked += [{"value": value, "coverage": share} for share in (0, 0.499, 0.5, 0.9)]
        marked += [{"value": value, "quality": quality} for quality in ("ok", "stale", "invalid", "missing")]
    return tuple(marked)


def reading(p: Picks, values: Iterable[float], *, odd_one_in: int, absent_one_in: int = 10) -> Any:
    """One of ``values``, seldom nothing fitted, and now and then an odd one."""
    table = tuple(values)
    if p.chance(absent_one_in):
        return ABSENT
    return p.of(odd(table)) if p.chance(odd_one_in) else p.of(table)


def rare_reading(p: Picks, values: Iterable[float], *, odd_one_in: int) -> Any:
    """A reading that few houses have."""
    return reading(p, values, odd_one_in=odd_one_in) if p.chance(3) else ABSENT


def flag(p: Picks, *, odd_one_in: int) -> Any:
    strange: tuple[Any, ...] = (True, {"value": True, "age_s": 5000}, {"value": False, "age_s": 5000}, None)
    return p.of(strange) if p.chance(odd_one_in) else p.of((ABSENT, False))


def series(p: Picks, values: Sequence[float], now: int) -> Any:
    count = p.one(0, 0, 1, 2, 4, 6)
    begin, step_s = p.one((0, 900), (-1800, 3600), (1800, 900), (3000, 900), (-9000, 900))
    means = [[iso_utc(now + begin + index * step_s), p.of(values)] for index in range(count)]
    return means or ABSENT


def fitted(parts: Document) -> Document:
    return {name: value for name, value in parts.items() if value != ABSENT}


SPECS: Final[tuple[Document, ...]] = (
    {"levels_w": [0, 800, 1500]},
    {"levels_w": [0, 1200]},
    {"levels_w": [0, 300, 301.5, 2000, 2500]},
    {"range_w": {"min": 500, "max": 3000, "step": 100}},
    {"range_w": {"min": 100, "max": 1000}},
    {"range_w": {"min": 333.3, "max": 2222.2, "step": 111.1}},
    {"range_w": {"min": 700, "max": 700, "step": 5}},
)


def load(p: Picks, *, odd_one_in: int) -> Document:
    spec = p.of(SPECS)
    document: Document = {**spec, "priority": p.one(0, 1, 2)}
    nominal: float
    if "levels_w" in spec:
        document["level"] = p.of(range(len(spec["levels_w"])))
        nominal = spec["levels_w"][document["level"]]
    else:
        low, high = spec["range_w"]["min"], spec["range_w"]["max"]
        nominal = p.one(0, low, round((low + high) / 2, 3), round(low + (high - low) * 0.37, 3), high)
        document["level"], document["target_w"] = int(nominal > 0), nominal
    drawn: Any = p.one(nominal, nominal, nominal, round(nominal / 2, 3), nominal + 77, 0, ABSENT)
    hot = TEMPERATURES if p.chance(odd_one_in) else COOL
    silent = SILENCES if p.chance(odd_one_in) else (5,)
    parts: Document = {
        "power_w": p.of(odd((nominal,))) if p.chance(odd_one_in) else drawn,
        "chip_temp_c": reading(p, hot, odd_one_in=odd_one_in),
        "heartbeat_age_s": reading(p, silent, odd_one_in=odd_one_in),
    }
    if p.chance(odd_one_in):
        document["available"] = False
    if p.chance(odd_one_in):
        document["level"] = None
    return document | fitted(parts)


MOMENTS: Final = (NOON, NOON, NOON + BLOCK_S, NOON + 1, NOON + 777, NOON + 2 * BLOCK_S)


def state_document(
    p: Picks, *, faulty: bool = True, triggers: Sequence[str] = TRIGGERS, now: int | None = None
) -> Document:
    """A state; without ``faulty`` all that is fitted works, is cool and in touch."""
    moment = p.of(MOMENTS) if now is None else now
    often = p.one(0, 30, 8) if faulty else 0
    house: Document = {
        "grid_power_w": reading(p, GRID, odd_one_in=often, absent_one_in=often and 20),
        "pv_power_w": reading(p, SUN, odd_one_in=often),
        "battery_power_w": reading(p, WATTS, odd_one_in=often),
        "battery_soc_pct": reading(p, PERCENTS, odd_one_in=often),
        "price_ct_kwh": reading(p, PRICES, odd_one_in=often),
        "ups_on_battery": flag(p, odd_one_in=often),
        "emergency_stop": flag(p, odd_one_in=often),
        "grid_power_hold_w": rare_reading(p, GRID, odd_one_in=often),
        "house_load_w": rare_reading(p, SUN, odd_one_in=often),
        "feed_in_ct_kwh": rare_reading(p, PRICES, odd_one_in=often),
        "pv_forecast": series(p, SUN, moment),
        "price_forecast": series(p, PRICES, moment),
        "controller_health": p.one("warn", "degraded", "critical", "error") if p.chance(often) else "ok",
    }
    return {
        "now": iso_utc(moment),
        "trigger": p.of(triggers),
        "signals": fitted(house),
        "loads": {load_id: load(p, odd_one_in=often) for load_id in LOAD_IDS[: p.one(1, 2, 3)]},
        "battery_capacity_wh": p.one(None, 5000, 10_000),
    }


OFFSETS: Final = (-60, 600, 0, 1, -1, 59, 60, -599, -1800, -1799, 3600, -7200, 80_000, -90_000, 10**7, -(10**7))
TIMES: Final = tuple(iso_utc(NOON + offset) for offset in OFFSETS)
TARGETS: Final = (0, 300, 500, 800, 1499, 1500, 3000, 1e9)
DWELL: Final = (20, 20, 20, None, 0, 1, 2, 3, 5)
BLOCKS: Final = (BLOCK - 1, None, BLOCK, BLOCK + 1, BLOCK - 20, BLOCK + 20, 0, 10**9)


def command(p: Picks, kinds: Sequence[str]) -> Document:
    document: Document = {
        "kind": p.of(kinds),
        "load": p.of(LOAD_IDS),
        "power_w": p.one(None, p.of(TARGETS)),
        "valid_until": p.of(TIMES),
        "origin": "user",
    }
    return document | ({"created": p.of(TIMES)} if p.chance(2) else {})


def load_memory(p: Picks, *, latched: bool) -> Document:
    latch = p.one("R3_OVERTEMP", "R3_COMM_TIMEOUT", "somehow") if latched and p.chance(6) else None
    proposal = {
        "id": "p",
        "target_w": p.of(TARGETS),
        "block_id": p.one(BLOCK, BLOCK + 1),
        "approved": p.chance(2),
    }
    return {
        "last_change": p.one("STOP", None, "START", "RAISE", "LOWER"),
        "blocks_since_change": p.of(DWELL),
        "blocks_since_start": p.of(DWELL),
        "starts_today": p.one(0, 0, 0, 5, 6, 7),
        "lockout": None if latch is None else {"code": latch, "since": p.of(TIMES)},
        "proposal": p.one(None, proposal),
    }


def learned(p: Picks) -> Document:
    """What some days taught: enough of them to look ahead, of any kind."""
    usual_w = p.one([0.0] * 24, [float(max(0, 4000 - 700 * abs(hour - 12))) for hour in range(24)], [3000.0] * 24)
    days = [
        {
            "base_w": [float(p.one(300, 0, 2000, 9000))] * 24,
            "forecast_ratio": p.one(1.0, 0.2, 2.5),
            "usual_ratio": p.one(1.0, 0.2, 2.5),
        }
        for _ in range(p.one(4, 3, 2, 10))
    ]
    recent: Document = {"recent_w": float(p.one(0, 2000, 90)), "recent_expected_w": float(p.one(0, 1500, 9000))}
    return {"days": days, "usual_w": usual_w, "block": p.one(BLOCK, None, 0), "coming_w": p.one(None, 500.0), **recent}


def memory_document(p: Picks, *, latched: bool = True, kinds: Sequence[str] = KINDS) -> Document:
    """A memory, with ``latched`` also lockouts and emergency stops; sane or not."""
    sane = not p.chance(3)
    return {
        "block_id": BLOCK - 1 if sane else p.of(BLOCKS),
        "counted_block": BLOCK - 1 if sane else p.of(BLOCKS),
        "block_length_s": BLOCK_S if sane else p.one(None, 60, 3600),
        "last_now": p.one(None, p.of(TIMES)),
        "local_date": p.one("2026-06-15", None, "2026-06-14", "2026-06-16", "9999-12-31"),
        "last_trim": p.one(None, p.of(TIMES)),
        "emergency_stop": {"since": p.of(TIMES), "origin": "user"} if latched and p.chance(16) else None,
        "loads": {load_id: load_memory(p, latched=latched) for load_id in LOAD_IDS},
        "overrides": [command(p, kinds) for _ in range(p.one(0, 0, 1, 2, 4))] if kinds else [],
        "learned": learned(p) if p.chance(3) else None,
    }


LIMITS: Final = (*[(50, 58, 80), (10, 20, 30)] * 3, (50, 50, 50), (0, 0, 0), (20, 30, 30), (99, 100, 100), (60, 70, 95))
BANDS: Final = ((50, 58, 75, 80, 85, 90), (0, 0, 0, 0, 0, 0), (10, 20, 30, 30, 40, 100))
BAND: Final = ("reserve_pct", "eco_pct", "standard_exit_pct", "standard_pct", "super_exit_pct", "super_pct")


def policy_document(p: Picks) -> Document:
    """A policy that validates, with thresholds anywhere in their ranges."""
    if p.chance(3):
        return {"autonomy": p.one("full", "semi", "assisted", "manual"), "trim": {"enabled": p.chance(2)}}
    hard, soft, priority = p.of(LIMITS)
    limit, resume = p.one((85, 75), (85, 75), (95, 94), (95, 60), (30, 10), (60, 20))
    return {
        "autonomy": p.one("full", "full", "semi", "assisted", "manual"),
        "block": {"length_s": p.one(600, 600, 600, 60, 3600)},
        "r1": {
            "strategy": p.one("surplus", "surplus", "surplus", "soc_band"),
            "start_margin_w": p.one(0, 0, -300, 300),
            "stop_margin_w": p.one(200, 0, 1000),
            "price_max_ct": p.one(25, None, 0),
            "opportunity": {"enabled": p.chance(3), "max_import_w": p.one(1500, 0, 4000)},
            "soc_band": dict(zip(BAND, p.of(BANDS), strict=True)),
        },
        "r2": {
            "soc_hard_min_pct": hard,
            "soc_soft_min_pct": soft,
            "battery_priority_soc_pct": priority,
            "max_grid_import_w": p.one(500, 0, 3000),
        },
        "r3": {
            "max_chip_temp_c": limit,
            "resume_chip_temp_c": resume,
            "comm_timeout_s": p.one(60, 5, 300),
            "telemetry_max_age_s": p.one(180, 5, 300),
            "lockout_min": p.one(30, 1, 1440),
        },
        "r4": {
            "min_predicted_surplus_w": p.one(None, None, 0, 1000),
            "price_spike_ct": p.one(30, None, 0),
            "learned_days": p.one(10, 0, 30),
            "load_ct_kwh": p.one(14, 0, 40),
            "import_ct_kwh": p.one(30, 0, 10),
            "start_ct": p.one(3, 0, 1000),
            "reserve_margin_pct": p.one(5, 0, 50),
        },
        "r5": {
            "min_runtime_blocks": p.one(3, 0, 1, 5),
            "min_pause_blocks": p.one(2, 0, 1, 5),
            "deadband_blocks": p.one(2, 0, 1, 5),
            "max_starts_per_day": p.one(6, 1, 8),
        },
        "trim": {"enabled": p.chance(2)},
        "energy_path": {"min_margin_ct": p.one(None, None, -20, 20)},
    }


def read_state(document: Document) -> EnergyState:
    return state_from_node(Node("state", document))


def read_memory(document: Document) -> Memory:
    return memory_from_node(Node("memory", document))


def read_policy(document: Document) -> Policy:
    return policy_from_node(Node("policy", document))
