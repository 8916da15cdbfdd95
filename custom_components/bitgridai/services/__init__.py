"""Actions: one file each, one line here."""

from homeassistant.core import HomeAssistant, callback

from . import (
    acknowledge_lockout,
    approve,
    clear_override,
    emergency_stop,
    explain,
    export_research,
    preview,
    release_emergency_stop,
    reload_policy,
    replay,
    set_override,
    what_if,
)
from .service import Service

SERVICES: tuple[Service, ...] = (
    acknowledge_lockout.SERVICE,
    approve.SERVICE,
    clear_override.SERVICE,
    emergency_stop.SERVICE,
    explain.SERVICE,
    export_research.SERVICE,
    preview.SERVICE,
    release_emergency_stop.SERVICE,
    reload_policy.SERVICE,
    replay.SERVICE,
    set_override.SERVICE,
    what_if.SERVICE,
)


@callback
def async_setup_services(hass: HomeAssistant) -> None:
    """Register the actions."""
    for service in SERVICES:
        service.register(hass)
