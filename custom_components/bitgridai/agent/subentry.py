"""What a household knows of its agent: an address and a token, in a subentry of its own."""

from collections.abc import Callable
from pathlib import Path

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.const import CONF_TOKEN, CONF_URL
from homeassistant.core import HomeAssistant
from homeassistant.helpers.aiohttp_client import async_get_clientsession

from ..const import SUBENTRY_AGENT
from ..ledger import Outbox
from .buffer import TelemetryBuffer
from .client import AgentClient
from .link import AgentLink, LinkStatus


def agent_of(entry: ConfigEntry) -> ConfigSubentry | None:
    """Return the subentry of a household's agent; None where it has none."""
    return next(iter(entry.get_subentries_of_type(SUBENTRY_AGENT)), None)


def link_of(
    hass: HomeAssistant, entry: ConfigEntry, ledger: Path, on_change: Callable[[LinkStatus], None]
) -> AgentLink | None:
    """Build the link to a household's agent; None where it has none."""
    subentry = agent_of(entry)
    if subentry is None:
        return None
    client = AgentClient(async_get_clientsession(hass), subentry.data[CONF_URL], subentry.data[CONF_TOKEN])
    telemetry = TelemetryBuffer(telemetry_path(ledger))
    return AgentLink(client, Outbox(ledger), entry.entry_id, hass.async_add_executor_job, on_change, telemetry)


def forget_telemetry(ledger: Path) -> None:
    """Delete what waits for an agent that is not configured any more. Blocks."""
    telemetry_path(ledger).unlink(missing_ok=True)


def telemetry_path(ledger: Path) -> Path:
    """Return the file in which minutes wait for an agent that is away: it stands beside the ledger."""
    return ledger.with_name(f"{ledger.stem}-telemetry.db")
