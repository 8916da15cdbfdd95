"""What the dashboard shows, card by card. Pure: entities and texts in, Lovelace configuration out."""

from typing import Any, Final

from bitgridai.simulation import SimulatedLoad

from ..house import House
from .entities import Entities
from .words import Words, pace

type Card = dict[str, Any]

_SHOWN_S: Final = 12 * 3600
"""Time of the house that the graphs show."""
_LOGGED_H: Final = 1
"""Time on the wall that the log shows; it knows whole hours only."""
_COMMAND_MIN: Final = 120
_DEVICE: Final = {"type": "device"}
_ENTITY: Final = {"type": "entity"}
"""Parts of an entity's name; mostly the heading says the device already."""


def dashboard(entities: Entities, house: House, words: Words, speed: int) -> Card:
    """Return the configuration of the whole dashboard."""
    loads = house.household.loads
    told_apart = len(loads) > 1
    view = {
        "title": "BitGridAI",
        "path": "house",
        "type": "sections",
        "max_columns": 3,
        "dense_section_placement": True,
        "badges": _badges(entities, words),
        "sections": [
            _section(
                *_now(entities, words),
                *(card for load in loads for card in _load(entities.of_load(load.id), load, words, told_apart)),
                _text(words.override_hint),
            ),
            _section(*_power(entities, words, speed)),
            _section(*_control(entities, words), *_faults(entities, loads, words)),
            {**_section(*_log(entities, loads, words)), "column_span": 3},
        ],
    }
    return {"title": "BitGridAI", "views": [view]}


def _section(*cards: Card | None) -> Card:
    return {"type": "grid", "cards": [card for card in cards if card is not None]}


def _heading(text: str, icon: str) -> Card:
    return {"type": "heading", "heading": text, "heading_style": "title", "icon": icon}


def _tile(entity: str | None, *, columns: int = 6, **more: Any) -> Card | None:
    if entity is None:
        return None
    return {"type": "tile", "entity": entity, "name": [_ENTITY], "grid_options": {"columns": columns}, **more}


def _text(content: str) -> Card:
    return {"type": "markdown", "text_only": True, "content": content}


def _badges(entities: Entities, words: Words) -> list[Card]:
    shown = (
        ("simulated_time", words.clock),
        ("pv_power", words.production),
        ("grid_power", words.grid),
        ("state_of_charge", words.charge),
        ("health", words.health),
    )
    return [
        {"type": "entity", "entity": entity, "name": name, "show_name": True, "time_format": "datetime"}
        for key, name in shown
        if (entity := entities.find("sensor", key))
    ]


def _now(entities: Entities, words: Words) -> list[Card | None]:
    explanation = entities["sensor", "explanation"]
    ahead = entities["sensor", "next_block"]
    story = (
        f"## {{{{ states('{explanation}') }}}}\n\n"
        f"{{{{ state_attr('{explanation}', 'detail') or '' }}}} "
        f"{{{{ state_attr('{explanation}', 'nearest_change') or '' }}}}\n\n"
        f"**{words.next_block}:** {{{{ state_attr('{ahead}', 'explanation') or '–' }}}}"
    )
    return [
        _heading(words.now, "mdi:head-lightbulb"),
        {"type": "markdown", "content": story, "grid_options": {"columns": "full"}},
        _tile(entities["sensor", "decision"]),
        _tile(entities["sensor", "surplus"], color="amber"),
        _tile(entities["sensor", "reason"], columns=12),
        _tile(entities["sensor", "next_decision"], name=words.next_decision),
        _tile(entities["sensor", "health"]),
    ]


def _power(entities: Entities, words: Words, speed: int) -> list[Card | None]:
    hours = _SHOWN_S / speed / 3600
    lines = (
        ("pv_power", words.production, "#f4b400"),
        ("house_load", words.consumption, "#4285f4"),
        ("grid_power", words.grid, "#a142f4"),
        ("surplus", words.surplus, "#0f9d58"),
    )
    found = [
        {"entity": entity, "name": name, "color": color}
        for key, name, color in lines
        if (entity := entities.find("sensor", key))
    ]
    charge = entities.find("sensor", "state_of_charge")
    return [
        _heading(words.power, "mdi:solar-power"),
        {"type": "history-graph", "title": words.power_graph, "hours_to_show": hours, "entities": found},
        None if charge is None else _charge(charge, words, hours),
        _text(pace(words, speed)),
        _heading(words.today, "mdi:calendar-today"),
        _tile(entities.find("sensor", "autarky_today"), columns=12, name=words.autarky),
        _tile(entities.find("sensor", "self_consumption_today"), columns=12, name=words.self_consumption),
        _tile(entities.find("sensor", "surplus_used_today"), columns=12, name=words.surplus_used),
    ]


def _charge(entity: str, words: Words, hours: float) -> Card:
    return {
        "type": "history-graph",
        "title": words.battery_graph,
        "hours_to_show": hours,
        "min_y_axis": 0,
        "max_y_axis": 100,
        "entities": [{"entity": entity, "name": words.charge}],
        "grid_options": {"columns": "full", "rows": 4},
    }


def _load(entities: Entities, load: SimulatedLoad, words: Words, told_apart: bool) -> list[Card | None]:  # noqa: FBT001
    temperature = entities.find("sensor", "chip_temperature")
    return [
        _heading(load.name, "mdi:pickaxe" if temperature else "mdi:water-boiler"),
        _text(f"{{{{ states('{entities['sensor', 'explanation']}') }}}}") if told_apart else None,
        _tile(entities["sensor", "state"]),
        _tile(entities["sensor", "power"]),
        _tile(temperature),
        _tile(entities["sensor", "starts_today"], columns=6 if temperature else 12),
        _button(words.start, "mdi:play", _override(load.id, "start")),
        _button(words.stop, "mdi:stop", _override(load.id, "stop")),
        _button(words.automatic, "mdi:autorenew", _action("bitgridai.clear_override", load=load.id)),
    ]


def _action(name: str, **data: Any) -> Card:
    return {"action": "perform-action", "perform_action": name, "data": data}


def _override(load_id: str, kind: str) -> Card:
    return _action("bitgridai.set_override", load=load_id, override=kind, duration=_COMMAND_MIN)


def _button(name: str, icon: str, action: Card, *, columns: int = 4, **more: Any) -> Card:
    return {
        "type": "button",
        "name": name,
        "icon": icon,
        "tap_action": action,
        "show_state": False,
        "grid_options": {"columns": columns, "rows": 2},
        **more,
    }


def _only_if(entity: str, state: str) -> list[Card]:
    return [{"condition": "state", "entity": entity, "state": state}]


def _control(entities: Entities, words: Words) -> list[Card | None]:
    autonomy = entities["select", "autonomy"]
    stopped = entities["binary_sensor", "emergency_stop"]

    def press(key: str) -> Card:
        return _action("button.press", entity_id=entities["button", key])

    stop = {**press("emergency_stop"), "confirmation": {"text": words.emergency_question}}
    proposing = _only_if(autonomy, "assisted")
    return [
        _heading(words.control, "mdi:tune"),
        _tile(autonomy, columns=12, features=[{"type": "select-options"}]),
        _text(words.autonomy_hint),
        _button(words.approve, "mdi:check-bold", press("approve"), visibility=proposing),
        {**_text(words.approve_hint), "visibility": proposing, "grid_options": {"columns": 8}},
        _tile(stopped, vertical=True, grid_options={"columns": 6, "rows": 2}),
        _button(
            words.emergency_stop, "mdi:alert-octagon", stop, columns=6, visibility=_only_if(stopped, "off"), color="red"
        ),
        _button(
            words.release,
            "mdi:lock-open-variant",
            press("release_emergency_stop"),
            columns=6,
            visibility=_only_if(stopped, "on"),
        ),
    ]


def _log(entities: Entities, loads: tuple[SimulatedLoad, ...], words: Words) -> list[Card | None]:
    told = [entities["sensor", "reason"], *(entities.of_load(load.id)["sensor", "state"] for load in loads)]
    return [
        _heading(words.log, "mdi:history"),
        {
            "type": "logbook",
            "target": {"entity_id": told},
            "hours_to_show": _LOGGED_H,
            "grid_options": {"columns": "full", "rows": 6},
        },
    ]


def _faults(entities: Entities, loads: tuple[SimulatedLoad, ...], words: Words) -> list[Card | None]:
    kinds = ("hot", "silent", "stubborn")
    of_loads = [entities.of_load(load.id).find("switch", f"fault_{kind}") for load in loads for kind in kinds]
    of_house = [entities.find("switch", f"fault_{kind}") for kind in ("stale_meter", "price_spike")]
    how: dict[str, Any] = {
        "columns": 12,
        "name": [_DEVICE, _ENTITY] if len(loads) > 1 else [_ENTITY],
        "tap_action": {"action": "toggle"},
        "icon_tap_action": {"action": "toggle"},
    }
    return [
        _heading(words.faults, "mdi:bug"),
        _text(words.faults_hint),
        *(_tile(entity, **how) for entity in (*of_loads, *of_house)),
    ]
