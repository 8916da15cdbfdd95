"""Devices of the Energy dashboard that could be a load: they can be switched, and their power is known."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from homeassistant.const import UnitOfPower
from homeassistant.core import HomeAssistant
from homeassistant.helpers.recorder import get_instance
from homeassistant.util import dt as dt_util

from ..loads.shape import NOMINAL_MAX_W, NOMINAL_MIN_W
from ..sources.energy_dashboard import switches_beside
from ..values import problem_of_entity, watts

_LOOK_BACK = timedelta(days=30)
_ROUND_W = 10


@dataclass(frozen=True, slots=True)
class Candidate:
    """A device that an owner may hand over."""

    name: str
    switch: str
    power: str
    nominal_w: float
    """The most it drew in the last weeks, or draws now."""


async def async_candidates(hass: HomeAssistant, preferences: Mapping[str, Any]) -> tuple[Candidate, ...]:
    """Return what the dashboard's own list of devices offers."""
    found: dict[str, Candidate] = {}
    for power, switch in switches_beside(hass, preferences):
        state = hass.states.get(switch)
        if state is None or switch in found or problem_of_entity(hass, switch) is not None:
            continue
        nominal_w = await _nominal_w(hass, power)
        if NOMINAL_MIN_W <= nominal_w <= NOMINAL_MAX_W:
            found[switch] = Candidate(state.name, switch, power, nominal_w)
    return tuple(found.values())


async def _nominal_w(hass: HomeAssistant, power: str) -> float:
    """Return the most that was measured lately, to 10 W; 0 where nothing is known."""
    state = hass.states.get(power)
    now_w = None if state is None else watts(state)
    return round(max(now_w or 0.0, await _most_w(hass, power)) / _ROUND_W) * float(_ROUND_W)


async def _most_w(hass: HomeAssistant, power: str) -> float:
    if "recorder" not in hass.config.components:
        return 0.0
    # Only where it runs anyway: it brings a database.
    from homeassistant.components.recorder.statistics import statistics_during_period  # noqa: PLC0415

    rows = await get_instance(hass).async_add_executor_job(
        statistics_during_period,
        hass,
        dt_util.utcnow() - _LOOK_BACK,
        None,
        {power},
        "day",
        {"power": UnitOfPower.WATT},
        {"max"},
    )
    return max((row.get("max") or 0.0 for row in rows.get(power, ())), default=0.0)
