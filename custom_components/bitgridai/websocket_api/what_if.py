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
from ..engine.state import EnergyState
from ..inquiry import Supposed, suppose
from .picture import voices
from .schema import SCHEMA, WhatIf, WhatIfLoad
from .subscription import LANGUAGE, house, spoken
from .timeline import ERR_NO_HOUSE

_POWER_MAX_W: Final = 100_000
_SIGNALS: Final = {"pv_w": "pv_power_w", "soc_pct": "battery_soc_pct", "price_ct_kwh": "price_ct_kwh"}
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
    """Return what the next block would bring with other readings."""
    coordinator = house(hass)
    if coordinator is None:
        connection.send_error(msg["id"], ERR_NO_HOUSE, "No household is under control; set BitGridAI up first")
        return
    if coordinator.data.preview is None:
        connection.send_error(msg["id"], ERR_NOT_READY, "The first readings have not arrived yet")
        return
    basis = coordinator.controller.basis(coordinator.now)
    try:
        supposed = suppose(basis, {"signals": _signals(basis.state, msg)})
    except DocumentError as err:
        connection.send_error(msg["id"], ERR_INVALID_FORMAT, str(err))
        return
    names = {load_id: item.name for load_id, item in coordinator.data.descriptions.items()}
    connection.send_result(msg["id"], _answer(supposed, names, spoken(msg["language"])))


def _signals(state: EnergyState, asked: Mapping[str, Any]) -> dict[str, Json]:
    """Name what was asked as the engine does: to the card, the house is the house without its loads."""
    signals: dict[str, Json] = {name: asked[key] for key, name in _SIGNALS.items() if key in asked}
    if "house_w" in asked:
        signals["house_load_w"] = asked["house_w"] + state.managed_w
    return signals


def _answer(supposed: Supposed, names: Mapping[str, str], language: str) -> WhatIf:
    loads = {
        made.load: WhatIfLoad(
            action=made.action.value,
            target_w=made.target_w,
            differs=supposed.differs(made.load),
            told=voices(made, language, names.get(made.load, made.load)),
        )
        for made in supposed.decision.loads
    }
    surplus_w = supposed.decision.surplus.surplus_w
    return WhatIf(
        schema=SCHEMA,
        hypothetical=True,
        surplus_w=None if surplus_w is None else round(surplus_w),
        loads=loads,
    )
