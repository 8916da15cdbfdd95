"""From a household's entry to the sensors that measure it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant

from ..const import (
    CONF_BTC_PRICE_ENTITY,
    CONF_CAPACITY_KWH,
    CONF_FEED_IN_CT,
    CONF_FEED_IN_ENTITY,
    CONF_FORECAST_ENTITIES,
    CONF_FORECAST_ENTRIES,
    CONF_HASHRATE_ENTITY,
    CONF_INVERTED,
    CONF_OPPOSITE_ENTITY,
    CONF_POWER_ENTITY,
    CONF_PRICE_ENTITY,
    CONF_SOC_ENTITY,
    SUBENTRY_INVERTER,
    SUBENTRY_METER,
    SUBENTRY_STORAGE,
)
from ..values import Quantity
from .ahead import Ahead
from .entities import EntityHouse, SensorBinding

_POWERS: Mapping[str, tuple[str, bool, bool]] = {
    SUBENTRY_METER: ("grid_power_w", False, False),
    SUBENTRY_INVERTER: ("pv_power_w", True, True),
    SUBENTRY_STORAGE: ("battery_power_w", True, False),
}
"""By kind of part: the signal it measures, whether it is slow, whether it sleeps at night."""
_OUTSIDE: Mapping[str, tuple[str, Quantity]] = {
    CONF_PRICE_ENTITY: ("price_ct_kwh", Quantity.PRICE),
    CONF_FEED_IN_ENTITY: ("feed_in_ct_kwh", Quantity.PRICE),
    CONF_BTC_PRICE_ENTITY: ("btc_price_eur", Quantity.BTC_PRICE),
    CONF_HASHRATE_ENTITY: ("network_hashrate_eh_s", Quantity.HASHRATE),
}
"""By what the entry's data call a sensor of the world outside: its signal and quantity."""


@dataclass(frozen=True, slots=True)
class BoundHouse:
    """A house that can be read."""

    house: EntityHouse
    ahead: Ahead
    signals: frozenset[str]
    """House signals that are fitted, whether or not they have a value now."""
    subentry_of: dict[str, str]
    """The first subentry of each kind of part."""


def bind_house(hass: HomeAssistant, entry: ConfigEntry[Any]) -> BoundHouse:
    """Bind the sensors of all parts; several of one kind count together."""
    bindings: defaultdict[str, list[SensorBinding]] = defaultdict(list)
    subentry_of: dict[str, str] = {}
    capacities_kwh: list[float | None] = []
    for subentry in entry.subentries.values():
        if subentry.subentry_type not in _POWERS:
            continue
        subentry_of.setdefault(subentry.subentry_type, subentry.subentry_id)
        data = subentry.data
        _bind_power(bindings, subentry.subentry_type, data)
        if subentry.subentry_type == SUBENTRY_STORAGE:
            capacities_kwh.append(data.get(CONF_CAPACITY_KWH))
            if soc := data.get(CONF_SOC_ENTITY):
                weight = float(data.get(CONF_CAPACITY_KWH) or 1.0)
                bindings["battery_soc_pct"].append(
                    SensorBinding(entity_id=soc, quantity=Quantity.PERCENT, slow=True, weight=weight)
                )
    for key, (signal, quantity) in _OUTSIDE.items():
        if entity_id := entry.data.get(key):
            bindings[signal].append(SensorBinding(entity_id=entity_id, quantity=quantity, slow=True))
    fixed = _fixed(entry.data)
    ahead = Ahead(
        hass,
        entry.data.get(CONF_FORECAST_ENTRIES, ()),
        entry.data.get(CONF_FORECAST_ENTITIES, ()),
        entry.data.get(CONF_PRICE_ENTITY),
    )
    house = EntityHouse(hass, bindings, fixed, _capacity_wh(capacities_kwh), ahead)
    return BoundHouse(house, ahead, frozenset({*bindings, *fixed}), subentry_of)


def _bind_power(bindings: defaultdict[str, list[SensorBinding]], kind: str, data: Mapping[str, Any]) -> None:
    entity_id = data.get(CONF_POWER_ENTITY)
    if not entity_id:
        return
    signal, slow, asleep_at_night = _POWERS[kind]
    bindings[signal].append(
        SensorBinding(
            entity_id=entity_id,
            quantity=Quantity.POWER,
            opposite=data.get(CONF_OPPOSITE_ENTITY),
            inverted=bool(data.get(CONF_INVERTED)),
            slow=slow,
            asleep_at_night=asleep_at_night,
        )
    )


def _fixed(data: Mapping[str, Any]) -> dict[str, float]:
    """Return what was entered as a number; a sensor of the same counts more."""
    feed_in = data.get(CONF_FEED_IN_CT)
    return {} if feed_in is None or data.get(CONF_FEED_IN_ENTITY) else {"feed_in_ct_kwh": float(feed_in)}


def _capacity_wh(capacities_kwh: list[float | None]) -> float | None:
    """Add capacities; None where one of them is not known, for the rest would be taken for the whole."""
    known = [float(capacity) for capacity in capacities_kwh if capacity]
    return sum(known) * 1000 if known and len(known) == len(capacities_kwh) else None
