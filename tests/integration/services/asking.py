"""Calling BitGridAI's actions the way automations and people do."""

from typing import Any

from homeassistant.core import Context, HomeAssistant

from custom_components.bitgridai.const import DOMAIN
from custom_components.bitgridai.coordinator import BitGridCoordinator


async def ask(hass: HomeAssistant, service: str, context: Context | None = None, **data: Any) -> dict[str, Any]:
    """Call an action and return its response."""
    answer: Any = await hass.services.async_call(
        DOMAIN, service, data, blocking=True, return_response=True, context=context
    )
    await hass.async_block_till_done()
    return dict(answer)


async def tell(hass: HomeAssistant, service: str, context: Context | None = None, **data: Any) -> None:
    """Call an action without asking for a response."""
    await hass.services.async_call(DOMAIN, service, data, blocking=True, context=context)
    await hass.async_block_till_done()


async def records(coordinator: BitGridCoordinator) -> list[dict[str, Any]]:
    """Return the ledger as it lies on disk."""
    # Under a frozen clock nobody wakes up from waiting for it.
    await coordinator.hass.async_add_executor_job(coordinator.ledger.flush)
    return await coordinator.hass.async_add_executor_job(coordinator.ledger.records)


async def events(coordinator: BitGridCoordinator, name: str) -> list[dict[str, Any]]:
    """Return the details of the ledger's events of one name."""
    return [record["detail"] for record in await records(coordinator) if record.get("event") == name]
