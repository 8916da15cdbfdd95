"""Whether what the sensors show now can be true of a house, and what would make it so."""

from collections.abc import Sequence
from dataclasses import dataclass

from homeassistant.core import HomeAssistant

from ..const import CONF_INVERTED, CONF_OPPOSITE_ENTITY, CONF_POWER_ENTITY, CONF_SOC_ENTITY, SUBENTRY_INVERTER
from ..values import CONVERT, Quantity
from .energy_dashboard import Note, ProposedPart

_STANDBY_W = 50.0
"""What inverters draw at night, and what meters differ by."""
_CONNECTION_MAX_W = 100_000.0
"""More than any household's connection carries."""
_HOUSE_MAX_W = 30_000.0
"""More than a household draws, loads included."""
_CHARGE_MAX_PCT = 100
_HOUSE_MIN_W = 15.0
"""No house with sensors in it draws less."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a part shows now, in the engine's sign."""

    part: ProposedPart
    name: str
    power_w: float | None
    soc_pct: float | None
    unit: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """What looks wrong, and the fixes that a form can offer."""

    house_w: float | None
    """What the house draws if all is right as proposed; None while a sensor says nothing."""
    turn: frozenset[str]
    """Keys of parts that probably count the other way."""
    leave_out: frozenset[str]
    """Keys of parts that show what cannot be."""
    findings: tuple[Note, ...]


def show(hass: HomeAssistant, part: ProposedPart) -> Shown:
    """Read a part's sensors."""
    first = _value(hass, part.data.get(CONF_POWER_ENTITY), Quantity.POWER)
    opposite = part.data.get(CONF_OPPOSITE_ENTITY)
    if first is not None and opposite:
        second = _value(hass, opposite, Quantity.POWER)
        first = None if second is None else first - second
    if first is not None and part.data.get(CONF_INVERTED):
        first = -first
    state = hass.states.get(part.entity_id)
    return Shown(
        part=part,
        name=part.entity_id if state is None else state.name,
        power_w=first,
        soc_pct=_value(hass, part.data.get(CONF_SOC_ENTITY), Quantity.PERCENT),
        unit="" if state is None else str(state.attributes.get("unit_of_measurement", "")),
    )


def judge(hass: HomeAssistant, shown: Sequence[Shown]) -> Judgement:
    """Check signs and sizes of what all parts show at this moment."""
    findings: list[Note] = []
    turn: set[str] = set()
    leave_out: set[str] = set()
    for item in shown:
        if item.power_w is not None and abs(item.power_w) > _CONNECTION_MAX_W:
            findings.append(
                Note("finding_too_much", {"name": item.name, "power_w": str(item.power_w), "unit": item.unit})
            )
            leave_out.add(item.part.key)
        elif _turned_solar(item):
            findings.append(Note("finding_solar_negative", {"name": item.name, "power_w": str(item.power_w)}))
            turn.add(item.part.key)
        if item.soc_pct is not None and not 0 <= item.soc_pct <= _CHARGE_MAX_PCT:
            findings.append(Note("finding_charge", {"name": item.name, "soc": f"{item.soc_pct:g}"}))
            leave_out.add(item.part.key)
        findings += _pair(hass, item)
    counted = [item for item in shown if item.part.key not in leave_out]
    house_w = _house_w(counted, turn)
    if house_w is not None:
        findings += _balance(counted, house_w, turn)
    return Judgement(_house_w(counted, turn), frozenset(turn), frozenset(leave_out), tuple(findings))


def _turned_solar(item: Shown) -> bool:
    solar = item.part.kind == SUBENTRY_INVERTER
    return solar and item.part.turnable and item.power_w is not None and item.power_w < -_STANDBY_W


def _pair(hass: HomeAssistant, item: Shown) -> list[Note]:
    """Judge two sensors of which each should count its own direction upwards."""
    opposite = item.part.data.get(CONF_OPPOSITE_ENTITY)
    if not opposite:
        return []
    values = [_value(hass, entity, Quantity.POWER) or 0.0 for entity in (item.part.data[CONF_POWER_ENTITY], opposite)]
    if min(values) < -_STANDBY_W:
        return [Note("finding_pair_negative", {"name": item.name})]
    if min(values) > _STANDBY_W:
        return [Note("finding_pair_both", {"name": item.name})]
    return []


def _balance(shown: Sequence[Shown], house_w: float, turn: set[str]) -> list[Note]:
    """Judge what the house would draw: solar, grid and battery together."""
    names = {"power_w": str(house_w)}
    if house_w < -_STANDBY_W:
        able = [
            item
            for item in shown
            if item.part.turnable
            and item.part.kind != SUBENTRY_INVERTER
            and _HOUSE_MIN_W <= house_w - 2 * (item.power_w or 0.0) <= _HOUSE_MAX_W
        ]
        if len(able) != 1:
            return [Note("finding_balance", names)]
        turn.add(able[0].part.key)
        return [Note("finding_turned", {**names, "name": able[0].name})]
    if house_w > _HOUSE_MAX_W:
        return [Note("finding_balance_high", names)]
    # The powers of a moment come seconds apart: small sums are judged only where all their parts are small too.
    if abs(house_w) < _HOUSE_MIN_W and all(abs(item.power_w or 0.0) < _HOUSE_MIN_W for item in shown):
        return [Note("finding_too_little", names)]
    return []


def _house_w(shown: Sequence[Shown], turn: set[str]) -> float | None:
    total = 0.0
    for item in shown:
        if CONF_POWER_ENTITY not in item.part.data:
            continue
        if item.power_w is None:
            return None
        total += -item.power_w if item.part.key in turn else item.power_w
    # Without a sensor of the sun, export may come from panels that nobody measures.
    sunny = any(item.part.kind == SUBENTRY_INVERTER for item in shown)
    return total if sunny or total >= 0 else None


def _value(hass: HomeAssistant, entity_id: str | None, quantity: Quantity) -> float | None:
    state = hass.states.get(entity_id) if entity_id else None
    return None if state is None else CONVERT[quantity](state)
