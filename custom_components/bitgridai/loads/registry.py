"""Every shape a load can have. A new one is a file beside this one and a line here."""

from collections.abc import Mapping
from types import MappingProxyType

from homeassistant.core import HomeAssistant

from ..const import (
    CONF_LOAD_ID,
    CONF_POWER_ENTITY,
    CONF_SHAPE,
    CONF_TEMPERATURE_ENTITY,
    CONF_TEMPERATURE_WHEN_ON,
)
from ..ports import LoadDescription
from . import number, script, select, switch, switch_number, switch_select, thermostat_mode, thermostat_setpoint
from .entity import EntityLoad, Telemetry
from .fields import CONF_CONFIRM_ENTITY, CONF_CONFIRM_S, CONF_RAMP_S
from .shape import Answers, Shape
from .witness import witness_of

CONFIRM_S = 30
"""How long a device may take to show a setting where its owner has not said anything else."""

SHAPES: Mapping[str, Shape] = MappingProxyType(
    {
        shape.key: shape
        for shape in (
            switch.SHAPE,
            switch_number.SHAPE,
            switch_select.SHAPE,
            number.SHAPE,
            select.SHAPE,
            thermostat_mode.SHAPE,
            thermostat_setpoint.SHAPE,
            script.SHAPE,
        )
    }
)
"""By the name under which they are stored, in the order in which they are offered."""


def build_load(hass: HomeAssistant, name: str, stored: Answers, priority: int) -> EntityLoad:
    """Build a load from what is stored of it."""
    shape = SHAPES[stored[CONF_SHAPE]]
    actuator = shape.build(hass, stored)
    description = LoadDescription(
        id=stored[CONF_LOAD_ID],
        name=name,
        levels_w=actuator.scale.levels_w,
        range_w=actuator.scale.range_w,
        priority=priority,
        confirm_s=int(stored.get(CONF_CONFIRM_S) or CONFIRM_S),
        ramp_s=int(stored.get(CONF_RAMP_S) or 0),
        # Nothing tells that a script was run but what comes of it.
        shows_setting=not shape.needs_witness,
    )
    watched = bool(stored.get(CONF_CONFIRM_ENTITY)) and not shape.needs_witness
    telemetry = Telemetry(
        power_entity=stored.get(CONF_POWER_ENTITY),
        temperature_entity=stored.get(CONF_TEMPERATURE_ENTITY),
        temperature_only_when_on=bool(stored.get(CONF_TEMPERATURE_WHEN_ON)),
        witness=witness_of(hass, stored) if watched else None,
    )
    return EntityLoad(hass, description, actuator, telemetry)
