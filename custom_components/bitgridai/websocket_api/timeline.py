"""The last day or week, block by block, and any decision of it in words."""

from functools import partial
import sqlite3
from typing import Any, Final, Literal

from homeassistant.components.websocket_api.connection import ActiveConnection
from homeassistant.components.websocket_api.const import ERR_NOT_FOUND
from homeassistant.components.websocket_api.decorators import async_response, websocket_command
from homeassistant.core import HomeAssistant
import probatio as vol

from ..coordinator import BitGridCoordinator
from ..engine.document import utc_seconds
from ..engine.explanation import Audience
from ..engine.explanation.render import render
from ..engine.vocabulary import Action, Rule, Trigger
from ..ledger import PastDecision, past_decisions, past_record
from .picture import Painter, told_of
from .schema import SCHEMA, Block, BlockLoad, ForecastPoint, Mark, Timeline, ToldRecord, Voices
from .subscription import LANGUAGE, async_names, house, spoken

_HOURS: Final = (24, 168)
_HOUR_S: Final = 3600
_AHEAD_S: Final = 24 * _HOUR_S
ERR_NO_HOUSE: Final = "no_household"
ERR_LEDGER: Final = "ledger_unavailable"

_KINDS: Final[dict[str, Literal["safety", "guard", "override", "restart", "settings"]]] = {
    Trigger.SAFETY: "safety",
    Trigger.GUARD: "guard",
    Trigger.OVERRIDE: "override",
    Trigger.RECOVERY: "restart",
    Trigger.CONFIG: "settings",
}


@websocket_command(
    {
        vol.Required("type"): "bitgridai/timeline",
        vol.Optional("hours", default=24): vol.In(_HOURS),
        vol.Optional("language", default="en"): LANGUAGE,
    }
)
@async_response
async def timeline(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
    """Return the blocks of the last hours, what happened in between, and the forecast."""
    coordinator = house(hass)
    if coordinator is None:
        _no_house(connection, msg)
        return
    until = coordinator.now
    since = until - msg["hours"] * _HOUR_S
    language = spoken(msg["language"])
    try:
        past = await _read(coordinator, partial(past_decisions, coordinator.ledger.path, since, until + 1))
    except sqlite3.Error as err:
        connection.send_error(msg["id"], ERR_LEDGER, str(err))
        return
    painter = Painter(coordinator, language, await async_names(hass, language))
    connection.send_result(msg["id"], _timeline(coordinator, painter, past, since))


@websocket_command(
    {
        vol.Required("type"): "bitgridai/explain_record",
        vol.Required("seq"): vol.All(int, vol.Range(min=1)),
        vol.Optional("language", default="en"): LANGUAGE,
    }
)
@async_response
async def explain_record(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
    """Tell a decision of the past."""
    coordinator = house(hass)
    if coordinator is None:
        _no_house(connection, msg)
        return
    try:
        record = await _read(coordinator, partial(past_record, coordinator.ledger.path, msg["seq"]))
    except sqlite3.Error as err:
        connection.send_error(msg["id"], ERR_LEDGER, str(err))
        return
    if record is None or record["kind"] != "decision":
        connection.send_error(msg["id"], ERR_NOT_FOUND, f"Record {msg['seq']} is no decision")
        return
    connection.send_result(msg["id"], _told(coordinator, record, spoken(msg["language"])))


async def _read[T](coordinator: BitGridCoordinator, read: partial[T]) -> T:
    # What was decided a moment ago may still wait to be written.
    await coordinator.hass.async_add_executor_job(coordinator.ledger.flush)
    return await coordinator.hass.async_add_executor_job(read)


def _no_house(connection: ActiveConnection, msg: dict[str, Any]) -> None:
    connection.send_error(msg["id"], ERR_NO_HOUSE, "No household is under control; set BitGridAI up first")


def _timeline(coordinator: BitGridCoordinator, painter: Painter, past: list[PastDecision], since: int) -> Timeline:
    data = coordinator.data
    blocks = [_block(item) for item in past if item.trigger == Trigger.BLOCK_TICK]
    marks = [mark for item in past if item.trigger in _KINDS for mark in _marks(item, painter)]
    codes = {made.code for item in past for made in item.loads.values()}
    ahead = data.now + _AHEAD_S
    return Timeline(
        schema=SCHEMA,
        since=since,
        until=data.now,
        block_s=coordinator.controller.policy.block.length_s,
        names={load_id: description.name for load_id, description in data.descriptions.items()},
        reasons={code: painter.reason(code) for code in sorted(codes)},
        blocks=blocks,
        marks=marks,
        forecast=[
            ForecastPoint(at=at, pv_w=round(mean_w))
            for at, mean_w in data.house.pv_forecast
            if data.now - _HOUR_S < at < ahead
        ],
    )


def _block(item: PastDecision) -> Block:
    loads = {
        load_id: BlockLoad(action=Action(made.action).value, target_w=made.target_w, code=made.code, rule=made.rule)
        for load_id, made in item.loads.items()
    }
    return Block(
        at=item.at,
        seq=item.seq,
        pv_w=_whole(item.pv_w),
        surplus_w=_whole(item.surplus_w),
        loads_w=_whole(item.managed_w),
        loads=loads,
    )


def _marks(item: PastDecision, painter: Painter) -> list[Mark]:
    """Return what happened to loads between two block ticks; looks that changed nothing are not worth one."""
    found: list[Mark] = []
    for load_id, made in item.loads.items():
        if made.action == Action.HOLD and made.rule != Rule.R3:
            continue
        mark = Mark(
            at=item.at,
            seq=item.seq,
            kind="safety" if made.rule == Rule.R3 else _KINDS[item.trigger],
            load=load_id,
            action=Action(made.action).value,
            reason=painter.reason(made.code),
        )
        found.append(mark)
    return found


def _told(coordinator: BitGridCoordinator, record: dict[str, Any], language: str) -> ToldRecord:
    told: dict[str, Voices] = {}
    for load_id, reason in record["explanation"].items():
        description = coordinator.data.descriptions.get(load_id)
        name = load_id if description is None else description.name
        words = {
            audience: told_of(render(reason["key"], reason["parameters"], language, name, audience))
            for audience in Audience
        }
        told[load_id] = Voices(
            energy=words[Audience.ENERGY], heat=words[Audience.HEAT], technical=words[Audience.TECHNICAL]
        )
    return ToldRecord(schema=SCHEMA, seq=record["seq"], at=utc_seconds(record["time"]), told=told)


def _whole(value: float | None) -> float | None:
    return None if value is None else round(value)
