"""The form of a memory in which there is nothing but what time brings, compiled."""

from typing import Final

from ...engine.learned import _COUNT_MAX, _DAY_RANGE, _POWER_MAX, DAYS_MAX, HOURS
from ...engine.memory import _BLOCKS_MAX
from ...engine.state import _ID_MAX
from ...engine.vocabulary import Action
from ...sweep.compiled import compiled
from ...sweep.rows import Row
from ...sweep.situation import ACTIONS
from .reading import (
    NOT,
    Bytes,
    count,
    count_or_null,
    digest,
    literal,
    moment,
    moment_or_null,
    number_or_null,
    quoted_day,
    same,
    stands,
    within,
    word,
)
from .rows import Desk

SEQ_MAX: Final = 10**12
_DAY_LOW, _DAY_HIGH = _DAY_RANGE
_NAME_MIN, _NAME_MAX = 3, _ID_MAX + 2
"""Characters of a load's name and its quotes."""
_STARTED, _STOPPED, _RAISED, _LOWERED = (
    ACTIONS.index(action) for action in (Action.START, Action.STOP, Action.RAISE, Action.LOWER)
)

_CLOSE, _OPEN_LIST, _CLOSE_LIST, _COMMA, _NULL = (word(text) for text in ("}", "[", "]", ",", "null"))
_BLOCK_LENGTH, _COUNTED = word(',"block_length_s":'), word(',"counted_block":')
_LAST_HASH = word(',"emergency_stop":null,"last_hash":')
_LAST_NOW, _LAST_TRIM = word(',"last_now":'), word(',"last_trim":')
_LEARNED, _REMEMBERED = word(',"learned":{"base_w":'), word(',"loads":{')
_SINCE_CHANGE, _SINCE_START = word(':{"blocks_since_change":'), word(',"blocks_since_start":')
_LAST_CHANGE = word(',"last_change":')
_STARTS = word(',"lockout":null,"proposal":null,"starts_today":')
_LOCAL_DATE = word('},"local_date":')
_REQUESTS, _MEMORY_SEQ = word(',"overrides":[],"request_times":['), word(',"seq":')

_BLOCK, _COMING, _DAY, _DAYS = word(',"block":'), word(',"coming_w":'), word(',"day":'), word(',"days":[')
_FORECAST_SUN, _FORECAST, _GIVEN = word(',"forecast_sun_wh":'), word(',"forecast_wh":'), word(',"given_w":')
_LATELY_USUAL, _LATELY = word(',"lately_usual_w":'), word(',"lately_w":')
_RECENT_EXPECTED, _RECENT, _SEEN = word(',"recent_expected_w":'), word(',"recent_w":'), word(',"seen":')
_SUN, _TOLD, _USUAL, _USUAL_WH = word(',"sun_wh":'), word(',"told_w":'), word(',"usual_w":'), word(',"usual_wh":')
_DAY_BASE, _DAY_RATIO, _DAY_USUAL = word('{"base_w":'), word(',"forecast_ratio":'), word(',"usual_ratio":')
_CHANGES = tuple(word(f'"{action.value}"') for action in (Action.START, Action.STOP, Action.RAISE, Action.LOWER))


@compiled
def read_memory(body: Bytes, at: int, desk: Desk) -> int:
    """Read a memory from its first value on, up to its number."""
    read = desk.read
    at, read.block = count_or_null(body, at, _BLOCKS_MAX)
    at, read.block_length_s = count_or_null(body, literal(body, at, _BLOCK_LENGTH), _BLOCKS_MAX)
    at, read.counted = count_or_null(body, literal(body, at, _COUNTED), _BLOCKS_MAX)
    at = digest(body, literal(body, at, _LAST_HASH))
    at, read.last_now = moment_or_null(body, literal(body, at, _LAST_NOW))
    at, _ = moment_or_null(body, literal(body, at, _LAST_TRIM))
    desk.base.ended = desk.base.kept = 0
    if stands(body, at, _LEARNED):
        at = _learned(body, at + len(_LEARNED), desk)
    at = _load_memory(body, literal(body, at, _REMEMBERED), read)
    at = literal(body, at, _LOCAL_DATE)
    if stands(body, at, _NULL):
        at, read.remembered_day = at + len(_NULL), NOT
    else:
        at, read.remembered_day = quoted_day(body, at)
    at = _moments(body, literal(body, at, _REQUESTS))
    at, _ = count(body, literal(body, at, _MEMORY_SEQ), SEQ_MAX)
    return at


@compiled
def _moments(body: Bytes, at: int) -> int:
    """Pass over the rest of a list of moments."""
    if stands(body, at, _CLOSE_LIST):
        return at + 1
    while at >= 0:
        at, _ = moment(body, at)
        if stands(body, at, _CLOSE_LIST):
            return at + 1
        at = literal(body, at, _COMMA)
    return NOT


@compiled
def _load_memory(body: Bytes, at: int, read: Row) -> int:
    read.last_change = read.since_change = read.since_start = NOT
    read.starts_today = 0
    if stands(body, at, _CLOSE):
        return at
    at = same_name(body, at, read)
    at, read.since_change = count_or_null(body, literal(body, at, _SINCE_CHANGE), _BLOCKS_MAX)
    at, read.since_start = count_or_null(body, literal(body, at, _SINCE_START), _BLOCKS_MAX)
    at, read.last_change = _change(body, literal(body, at, _LAST_CHANGE))
    at, read.starts_today = count(body, literal(body, at, _STARTS), _BLOCKS_MAX)
    # As the engine reads what is not known: a change was just now, a start no later than the last change.
    if read.since_change < 0 and read.last_change >= 0:
        read.since_change = 0
    if read.since_start < 0 and read.last_change >= 0 and read.last_change != _STOPPED:
        read.since_start = read.since_change
    return literal(body, at, _CLOSE)


@compiled
def _change(body: Bytes, at: int) -> tuple[int, int]:
    if stands(body, at, _NULL):
        return at + len(_NULL), -1
    if stands(body, at, _CHANGES[0]):
        return at + len(_CHANGES[0]), _STARTED
    if stands(body, at, _CHANGES[1]):
        return at + len(_CHANGES[1]), _STOPPED
    if stands(body, at, _CHANGES[2]):
        return at + len(_CHANGES[2]), _RAISED
    return literal(body, at, _CHANGES[3]), _LOWERED


@compiled
def _learned(body: Bytes, at: int, desk: Desk) -> int:
    sun, base = desk.sun, desk.base
    at = _hourly(body, at, base.today_w)
    at, _ = count_or_null(body, literal(body, at, _BLOCK), _COUNT_MAX)
    at, _ = number_or_null(body, literal(body, at, _COMING), 0, _POWER_MAX)
    at, _ = count_or_null(body, literal(body, at, _DAY), _COUNT_MAX)
    at = _past_days(body, literal(body, at, _DAYS), base)
    at, _ = within(body, literal(body, at, _FORECAST_SUN), 0, _POWER_MAX)
    at, _ = within(body, literal(body, at, _FORECAST), 0, _POWER_MAX)
    at = _hourly(body, literal(body, at, _GIVEN), sun.given_w)
    at, sun.lately_usual_w = within(body, literal(body, at, _LATELY_USUAL), 0, _POWER_MAX)
    at, sun.lately_w = within(body, literal(body, at, _LATELY), 0, _POWER_MAX)
    at, sun.recent_expected_w = within(body, literal(body, at, _RECENT_EXPECTED), 0, _POWER_MAX)
    at, sun.recent_w = within(body, literal(body, at, _RECENT), 0, _POWER_MAX)
    at = _counts(body, literal(body, at, _SEEN))
    at, _ = within(body, literal(body, at, _SUN), 0, _POWER_MAX)
    at = _hourly(body, literal(body, at, _TOLD), sun.told_w)
    at = _hourly_or_null(body, literal(body, at, _USUAL), sun.usual_w)
    at, _ = within(body, literal(body, at, _USUAL_WH), 0, _POWER_MAX)
    return literal(body, at, _CLOSE)


@compiled
def _hourly(body: Bytes, at: int, into: Row) -> int:
    at = literal(body, at, _OPEN_LIST)
    for hour in range(HOURS):
        at, into[hour] = within(body, at, 0, _POWER_MAX)
        at = literal(body, at, _COMMA if hour < HOURS - 1 else _CLOSE_LIST)
    return at


@compiled
def _hourly_or_null(body: Bytes, at: int, into: Row) -> int:
    at = literal(body, at, _OPEN_LIST)
    for hour in range(HOURS):
        at, into[hour] = number_or_null(body, at, 0, _POWER_MAX)
        at = literal(body, at, _COMMA if hour < HOURS - 1 else _CLOSE_LIST)
    return at


@compiled
def _counts(body: Bytes, at: int) -> int:
    at = literal(body, at, _OPEN_LIST)
    for hour in range(HOURS):
        at, _ = count(body, at, _COUNT_MAX)
        at = literal(body, at, _COMMA if hour < HOURS - 1 else _CLOSE_LIST)
    return at


@compiled
def _past_days(body: Bytes, at: int, base: Row) -> int:
    if stands(body, at, _CLOSE_LIST):
        return at + 1
    day = 0
    while at >= 0 and day < DAYS_MAX:
        past_w = base.past_w[day]
        at = _hourly(body, literal(body, at, _DAY_BASE), past_w)
        for hour in range(HOURS):
            past_w[hour + HOURS] = past_w[hour]
        at, base.forecast_ratio[day] = within(body, literal(body, at, _DAY_RATIO), _DAY_LOW, _DAY_HIGH)
        at, base.usual_ratio[day] = within(body, literal(body, at, _DAY_USUAL), _DAY_LOW, _DAY_HIGH)
        at = literal(body, at, _CLOSE)
        day += 1
        base.ended = base.kept = day
        if stands(body, at, _CLOSE_LIST):
            return at + 1
        at = literal(body, at, _COMMA)
    return NOT


@compiled
def same_name(body: Bytes, at: int, read: Row) -> int:
    """Pass over the load's name; it is the one that was decided."""
    length = read.name_end - read.name_at
    named = _NAME_MIN <= length <= _NAME_MAX
    return at + length if at >= 0 and named and same(body, at, read.name_at, length) else NOT
