"""The form of a decision's record, compiled: one load with levels, nothing in memory but what time brings.

A record of any other form is not read here, however right it is; the engine reads it.
"""

from typing import Final

import numpy as np

from ...engine.load import _AGE, _LEVELS_MAX, _LEVELS_MIN, _POWER_MAX_W
from ...engine.signals import (
    _AGE_MAX_S,
    BTC_PRICE,
    HASHRATE,
    NETWORK_HASHRATE,
    PERCENT,
    POWER,
    POWER_UP,
    PRICE,
    TEMPERATURE,
)
from ...sweep.compiled import compiled
from ...sweep.rows import Row
from .memory_form import SEQ_MAX, read_memory, same_name
from .reading import (
    NOT,
    Bytes,
    anything,
    count,
    digest,
    ends,
    literal,
    moment,
    number,
    quoted_day,
    stands,
    switched,
    text,
    within,
    word,
)
from .rows import POINTS, Desk

_PRIORITY_MAX: Final = 1000
_CAPACITY_MAX: Final = 1e9
_W, _WUP, _PCT, _CT, _C, _TH, _EH, _BTC, _S = (
    (kind.low, kind.high)
    for kind in (POWER, POWER_UP, PERCENT, PRICE, TEMPERATURE, HASHRATE, NETWORK_HASHRATE, BTC_PRICE, _AGE)
)


def _key(name: str) -> Bytes:
    return word(f'"{name}":')


_OPEN, _CLOSE, _OPEN_LIST, _CLOSE_LIST, _COMMA, _COLON = (word(char) for char in "{}[],:")
_HEAD = word('{"decision":{"block_id":')
_LOADS = word('"loads":{')
_TO_LOADS = word(',"loads":{')
_ACTION, _CODE, _LEVEL = word(':{"action":'), word(',"code":'), word(',"level":')
_PREVIOUS, _RULE, _TARGET, _VOTES = word(',"previous_w":'), word(',"rule":'), word(',"target_w":'), word(',"votes":')
_AFTER_VOTES = word("}}")
_OUTLOOK, _PATHS, _SURPLUS = word(',"outlook":'), word(',"paths":'), word(',"surplus":')
_TRIGGER, _UNUSABLE = word(',"trigger":'), word(',"unusable":')
_ENGINE, _EXPLANATION, _HASH = word('},"engine":'), word(',"explanation":'), word(',"hash":')
_KIND = word(',"kind":"decision","memory":{"block_id":')
_POLICY, _PREV, _SEQ = word('},"policy_hash":'), word(',"prev_hash":'), word(',"seq":')
_STATE, _CAPACITY = word(',"state":{'), _key("battery_capacity_wh")
_AVAILABLE = word(':{"available":true,')
_TEMP, _HASHRATE, _HEARTBEAT = _key("chip_temp_c"), _key("hashrate"), _key("heartbeat_age_s")
_LEVEL_NOW, _LEVELS = word('"level":'), word(',"levels_w":')
_POWER, _PRIORITY = word(',"power_w":'), word(',"priority":')
_DATE = word('}},"local_date":')
_NOW, _SIGNALS = word(',"now":'), word(',"signals":{')
_TICK, _TIME, _TICK_AT_LAST = (
    word('},"trigger":"BLOCK_TICK"},"time":'),
    word(',"time":'),
    word(',"trigger":"BLOCK_TICK"}'),
)
_AGE_S, _COVERAGE, _VALUE = word('"age_s":'), word('"coverage":'), word('"value":')
_NULL = word("null")

_BATTERY_POWER, _SOC, _BTC_PRICE = _key("battery_power_w"), _key("battery_soc_pct"), _key("btc_price_eur")
_EMERGENCY, _FEED_IN = _key("emergency_stop"), _key("feed_in_ct_kwh")
_GRID_HOLD, _GRID, _HOUSE_LOAD = _key("grid_power_hold_w"), _key("grid_power_w"), _key("house_load_w")
_NETWORK, _PRICE, _PRICE_FORECAST = _key("network_hashrate_eh_s"), _key("price_ct_kwh"), _key("price_forecast")
_PV_FORECAST, _PV, _UPS = _key("pv_forecast"), _key("pv_power_w"), _key("ups_on_battery")


@compiled
def read_record(body: Bytes, desk: Desk) -> bool:
    """Read a record whole; False where it has another form."""
    read = desk.read
    at = _decision(body, literal(body, 0, _HEAD), read)
    read.engine_at = at = literal(body, at, _ENGINE)
    read.engine_end = at = text(body, at)
    at = anything(body, literal(body, at, _EXPLANATION))
    read.hash_at = at = literal(body, at, _HASH)
    at = digest(body, at)
    at = read_memory(body, literal(body, at, _KIND), desk)
    read.policy_at = at = literal(body, at, _POLICY)
    at = digest(body, at)
    read.prev_hash_at = at = literal(body, at, _PREV)
    at = digest(body, at)
    at, read.seq = count(body, literal(body, at, _SEQ), SEQ_MAX)
    at = _state(body, literal(body, at, _STATE), desk)
    read.time_at = at = literal(body, at, _TICK)
    at, _ = moment(body, at)
    return literal(body, at, _TICK_AT_LAST) == len(body)


@compiled
def _decision(body: Bytes, at: int, read: Row) -> int:
    at, _ = number(body, at)
    read.name_at = at = literal(body, at, _TO_LOADS)
    read.name_end = at = text(body, at)
    read.action_at = at = literal(body, at, _ACTION)
    read.action_end = at = text(body, at)
    read.code_at = at = literal(body, at, _CODE)
    read.code_end = at = text(body, at)
    at = anything(body, literal(body, at, _LEVEL))
    at = anything(body, literal(body, at, _PREVIOUS))
    at = text(body, literal(body, at, _RULE))
    at, read.target_w = number(body, literal(body, at, _TARGET))
    at = anything(body, literal(body, at, _VOTES))
    at = literal(body, at, _AFTER_VOTES)
    if stands(body, at, _OUTLOOK):
        at = anything(body, at + len(_OUTLOOK))
    at = anything(body, literal(body, at, _PATHS))
    at = anything(body, literal(body, at, _SURPLUS))
    at = text(body, literal(body, at, _TRIGGER))
    return anything(body, literal(body, at, _UNUSABLE))


@compiled
def _state(body: Bytes, at: int, desk: Desk) -> int:
    read = desk.read
    read.capacity_wh = np.nan
    read.age_s, read.coverage = 0.0, 1.0
    if stands(body, at, _CAPACITY):
        at, read.capacity_wh = within(body, at + len(_CAPACITY), 1, _CAPACITY_MAX)
        at = ends(body, at)
    at = _load(body, literal(body, at, _LOADS), desk)
    at, read.day = quoted_day(body, literal(body, at, _DATE))
    at, read.now = moment(body, literal(body, at, _NOW))
    return _signals(body, literal(body, at, _SIGNALS), desk)


@compiled
def _load(body: Bytes, at: int, desk: Desk) -> int:
    read = desk.read
    at = literal(body, same_name(body, at, read), _AVAILABLE)
    read.temp_c, read.silence_s, read.draw_w = np.nan, 0.0, np.nan
    if stands(body, at, _TEMP):
        at, read.temp_c = _judged(body, at + len(_TEMP), _C, read)
        at = ends(body, at)
    if stands(body, at, _HASHRATE):
        at, _, _, _ = _signal(body, at + len(_HASHRATE), _TH)
        at = ends(body, at)
    if stands(body, at, _HEARTBEAT):
        at, heard_s, age_s, _ = _signal(body, at + len(_HEARTBEAT), _S)
        read.silence_s = heard_s + age_s
        at = ends(body, at)
    at, read.level = count(body, literal(body, at, _LEVEL_NOW), _LEVELS_MAX)
    at = _levels(body, literal(body, at, _LEVELS), desk.house)
    if read.level >= desk.house.levels:
        return NOT
    if stands(body, at, _POWER):
        at, read.draw_w = _judged(body, at + len(_POWER), _WUP, read)
    at, _ = count(body, literal(body, at, _PRIORITY), _PRIORITY_MAX)
    return at


@compiled
def _levels(body: Bytes, at: int, house: Row) -> int:
    at = literal(body, at, _OPEN_LIST)
    house.levels = 0
    while at >= 0 and house.levels < _LEVELS_MAX:
        at, level_w = within(body, at, 0, _POWER_MAX_W)
        rises = level_w > house.levels_w[house.levels - 1] if house.levels else level_w == 0
        if at < 0 or not rises:
            return NOT
        house.levels_w[house.levels] = level_w
        house.levels += 1
        if stands(body, at, _CLOSE_LIST):
            house.lowest_w, house.top_w = house.levels_w[1], level_w
            return at + 1 if house.levels >= _LEVELS_MIN else NOT
        at = literal(body, at, _COMMA)
    return NOT


@compiled
def _signal(body: Bytes, at: int, span: tuple[float, float]) -> tuple[int, float, float, float]:
    """Read a reading of good quality: value, age in s and coverage."""
    low, high = span
    age_s, coverage = 0.0, 1.0
    if not stands(body, at, _OPEN):
        at, value = within(body, at, low, high)
        return at, value, age_s, coverage
    at += 1
    if stands(body, at, _AGE_S):
        at, age_s = within(body, at + len(_AGE_S), 0, _AGE_MAX_S)
        at = ends(body, at)
    if stands(body, at, _COVERAGE):
        at, coverage = within(body, at + len(_COVERAGE), 0, 1)
        at = ends(body, at)
    at, value = within(body, literal(body, at, _VALUE), low, high)
    return literal(body, at, _CLOSE), value, age_s, coverage


@compiled
def _judged(body: Bytes, at: int, span: tuple[float, float], read: Row) -> tuple[int, float]:
    """Read a reading that is judged by its age and coverage."""
    at, value, age_s, coverage = _signal(body, at, span)
    read.age_s, read.coverage = max(read.age_s, age_s), min(read.coverage, coverage)
    return at, value


@compiled
def _off(body: Bytes, at: int, read: Row) -> int:
    """Read a flag that is off."""
    age_s, coverage = 0.0, 1.0
    boxed = stands(body, at, _OPEN)
    if boxed:
        at += 1
        if stands(body, at, _AGE_S):
            at, age_s = within(body, at + len(_AGE_S), 0, _AGE_MAX_S)
            at = ends(body, at)
        if stands(body, at, _COVERAGE):
            at, coverage = within(body, at + len(_COVERAGE), 0, 1)
            at = ends(body, at)
        at = literal(body, at, _VALUE)
    at, on = switched(body, at)
    if boxed:
        at = literal(body, at, _CLOSE)
    read.age_s, read.coverage = max(read.age_s, age_s), min(read.coverage, coverage)
    return NOT if on else at


@compiled
def _signals(body: Bytes, at: int, desk: Desk) -> int:
    read = desk.read
    read.battery_w = read.soc_pct = read.feed_in_ct = read.import_w = read.grid_w = np.nan
    read.house_w = read.price_ct = read.pv_w = np.nan
    read.dearest_ct, read.points, read.market = -np.inf, 0, False
    if stands(body, at, _BATTERY_POWER):
        at, read.battery_w = _judged(body, at + len(_BATTERY_POWER), _W, read)
        at = ends(body, at)
    if stands(body, at, _SOC):
        at, read.soc_pct = _judged(body, at + len(_SOC), _PCT, read)
        at = ends(body, at)
    if stands(body, at, _BTC_PRICE):
        at, _, _, _ = _signal(body, at + len(_BTC_PRICE), _BTC)
        at, read.market = ends(body, at), True
    if stands(body, at, _EMERGENCY):
        at = ends(body, _off(body, at + len(_EMERGENCY), read))
    if stands(body, at, _FEED_IN):
        at, read.feed_in_ct = _judged(body, at + len(_FEED_IN), _CT, read)
        at, read.market = ends(body, at), True
    if stands(body, at, _GRID_HOLD):
        at, read.import_w = _judged(body, at + len(_GRID_HOLD), _W, read)
        at = ends(body, at)
    if stands(body, at, _GRID):
        at, read.grid_w = _judged(body, at + len(_GRID), _W, read)
        at = ends(body, at)
    return _more_signals(body, at, desk)


@compiled
def _more_signals(body: Bytes, at: int, desk: Desk) -> int:
    read = desk.read
    if stands(body, at, _HOUSE_LOAD):
        at, read.house_w = _judged(body, at + len(_HOUSE_LOAD), _WUP, read)
        at = ends(body, at)
    if stands(body, at, _NETWORK):
        at, _, _, _ = _signal(body, at + len(_NETWORK), _EH)
        at, read.market = ends(body, at), True
    if stands(body, at, _PRICE):
        at, read.price_ct = _judged(body, at + len(_PRICE), _CT, read)
        at = ends(body, at)
    if stands(body, at, _PRICE_FORECAST):
        at, count_ = _series(body, at + len(_PRICE_FORECAST), _CT, desk.points)
        for place in range(count_):
            read.dearest_ct = max(read.dearest_ct, desk.points[place].mean_w)
        at = ends(body, at)
    if stands(body, at, _PV_FORECAST):
        at, read.points = _series(body, at + len(_PV_FORECAST), _WUP, desk.points)
        at = ends(body, at)
    if stands(body, at, _PV):
        at, read.pv_w = _judged(body, at + len(_PV), _WUP, read)
        at = ends(body, at)
    if stands(body, at, _UPS):
        at = ends(body, _off(body, at + len(_UPS), read))
    return at


@compiled
def _series(body: Bytes, at: int, span: tuple[float, float], points: Row) -> tuple[int, int]:
    """Read a forecast of at least one interval; return how many there are."""
    low, high = span
    at = literal(body, at, _OPEN_LIST)
    place = 0
    while at >= 0 and place < POINTS:
        point = points[place]
        at, point.start = moment(body, literal(body, at, _OPEN_LIST))
        at, point.mean_w = within(body, literal(body, at, _COMMA), low, high)
        at = literal(body, at, _CLOSE_LIST)
        if at < 0 or (place and point.start <= points[place - 1].start):
            return NOT, 0
        place += 1
        if stands(body, at, _CLOSE_LIST):
            return at + 1, place
        at = literal(body, at, _COMMA)
    return NOT, 0
