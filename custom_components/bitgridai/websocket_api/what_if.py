"""What would be decided if the sun, the house, the battery or the price were different. Nothing is done about it."""

from collections.abc import Mapping
from typing import Any, Final

from homeassistant.components.websocket_api.connection import ActiveConnection
from homeassistant.components.websocket_api.const import ERR_INVALID_FORMAT
from homeassistant.components.websocket_api.decorators import websocket_command
from homeassistant.core import HomeAssistant, callback
import probatio as vol

from ..engine.document import Json
from ..engine.errors import DocumentError
from ..engine.preview import preview, what_if
from ..engine.signals import HOUSE_SIGNALS
from ..engine.state import EnergyState
from ..engine.step import Decision
from ..engine.surplus import usable
from ..runtime import Basis
from .picture import voices
from .schema import SCHEMA, WhatIf, WhatIfLoad
from .subscription import LANGUAGE, house, spoken
from .timeline import ERR_NO_HOUSE

_POWER_MAX_W: Final = 100_000
ERR_NOT_READY: Final = "not_ready"


@websocket_command(
    {
        vol.Required("type"): "bitgridai/what_if",
        vol.Optional("language", default="en"): LANGUAGE,
        vol.Optional("pv_w"): vol.All(vol.Coerce(float), vol.Range(0, _POWER_MAX_W)),
        vol.Optional("house_w"): vol.All(vol.Coerce(float), vol.Range(0, _POWER_MAX_W)),
        vol.Optional("soc_pct"): vol.All(vol.Coerce(float), vol.Range(0, 100)),
        vol.Optional("price_ct_kwh"): vol.All(vol.Coerce(float), vol.Range(-1000, 1000)),
    }
)
@callback
def what_would_be(hass: HomeAssistant, connection: ActiveConnection, msg: dict[str, Any]) -> None:
    """Return what the next block would bring with other readings.

    More sun or a smaller house shows at the meter: what the loads and the battery draw stays.
    """
    coordinator = house(hass)
    if coordinator is None:
        connection.send_error(msg["id"], ERR_NO_HOUSE, "No household is under control; set BitGridAI up first")
        return
    if coordinator.data.preview is None:
        connection.send_error(msg["id"], ERR_NOT_READY, "The first readings have not arrived yet")
        return
    basis = coordinator.controller.basis(coordinator.now)
    try:
        supposed = what_if(basis.state, basis.memory, basis.policy, {"signals": _signals(basis.state, msg)}).decision
    except DocumentError as err:
        connection.send_error(msg["id"], ERR_INVALID_FORMAT, str(err))
        return
    names = {load_id: item.name for load_id, item in coordinator.data.descriptions.items()}
    connection.send_result(msg["id"], _answer(basis, supposed, names, spoken(msg["language"])))


def _signals(state: EnergyState, asked: Mapping[str, Any]) -> dict[str, Json]:
    """Turn what was asked into readings that could stand together."""
    changed: dict[str, Json] = {}
    for key, name in (("soc_pct", "battery_soc_pct"), ("price_ct_kwh", "price_ct_kwh")):
        if key in asked and name in state.signals:
            changed[name] = asked[key]
    more_w = 0.0
    pv_w = usable(state.signals.get("pv_power_w"))
    if "pv_w" in asked and pv_w is not None:
        changed["pv_power_w"] = asked["pv_w"]
        more_w += asked["pv_w"] - pv_w
    house_w = _house_w(state)
    if "house_w" in asked and house_w is not None:
        more_w -= asked["house_w"] - house_w
        if "house_load_w" in state.signals:
            changed["house_load_w"] = asked["house_w"] + state.managed_w
    for name in ("grid_power_w", "grid_power_hold_w"):
        grid_w = usable(state.signals.get(name))
        if grid_w is not None and more_w:
            kind = HOUSE_SIGNALS[name]
            changed[name] = max(kind.low, min(kind.high, grid_w - more_w))
    return changed


def _house_w(state: EnergyState) -> float | None:
    """Return what the house draws without its managed loads, in the same readings as the surplus."""
    grid_w = usable(state.signals.get("grid_power_w"))
    if grid_w is None:
        total_w = usable(state.signals.get("house_load_w"))
        return None if total_w is None else max(0.0, total_w - state.managed_w)
    sources_w = sum(usable(state.signals.get(name)) or 0.0 for name in ("pv_power_w", "battery_power_w"))
    return max(0.0, grid_w + sources_w - state.managed_w)


def _answer(basis: Basis, supposed: Decision, names: Mapping[str, str], language: str) -> WhatIf:
    expected = preview(basis.state, basis.memory, basis.policy)
    loads = {
        made.load: WhatIfLoad(
            action=made.action.value,
            target_w=made.target_w,
            differs=made.target_w != expected.load(made.load).target_w,
            told=voices(made, language, names.get(made.load, made.load)),
        )
        for made in supposed.loads
    }
    surplus_w = supposed.surplus.surplus_w
    return WhatIf(
        schema=SCHEMA,
        hypothetical=True,
        surplus_w=None if surplus_w is None else round(surplus_w),
        loads=loads,
    )
