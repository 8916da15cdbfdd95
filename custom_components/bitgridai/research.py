"""Consent to research use, and the bundles that were made under it. The ledger keeps both."""

from dataclasses import dataclass
from typing import Any, Final

from homeassistant.core import HomeAssistant

from .agent import Export, Wish
from .engine.document import Json, utc_seconds
from .ledger import LedgerStore
from .runtime import Controller

CONSENT_EVENT: Final = "research_consent"
EXPORT_EVENT: Final = "research_export"


@dataclass(frozen=True, slots=True, kw_only=True)
class LastExport:
    """The bundle that was made last."""

    at: int
    """Epoch seconds on the controller's clock."""
    id: str
    name: str
    scope: str
    bytes: int
    sha256: str
    encrypted: bool
    records: int


class Research:
    """Remembers the last bundle; after a restart as long as the ledger holds its event."""

    def __init__(self, hass: HomeAssistant, controller: Controller, ledger: LedgerStore) -> None:
        """Keep it for one household."""
        self._hass = hass
        self._controller = controller
        self._ledger = ledger
        self.last: LastExport | None = None

    async def async_restore(self) -> None:
        """Read the last bundle from the ledger; sqlite3.Error where it cannot be read."""
        event = await self._hass.async_add_executor_job(self._ledger.newest_event, EXPORT_EVENT)
        self.last = None if event is None else _told(event)

    def made(self, now: int, wish: Wish, export: Export, origin: str) -> None:
        """Note a bundle in the ledger."""
        told: dict[str, Json] = {
            "id": export.id,
            "name": export.name,
            "scope": wish.scope,
            "bytes": export.bytes,
            "sha256": export.sha256,
            "encrypted": export.encrypted,
            "records": export.records,
        }
        period: dict[str, Json] = {
            "from": None if wish.first_day is None else wish.first_day.isoformat(),
            "to": None if wish.last_day is None else wish.last_day.isoformat(),
        }
        self._controller.note(now, EXPORT_EVENT, {**told, **period, "origin": origin})
        self.last = LastExport(
            at=now,
            id=export.id,
            name=export.name,
            scope=wish.scope,
            bytes=export.bytes,
            sha256=export.sha256,
            encrypted=export.encrypted,
            records=export.records,
        )

    def consented(self, now: int, *, consent: bool) -> None:
        """Note a change of consent in the ledger."""
        self._controller.note(now, CONSENT_EVENT, {"consent": consent})


def _told(event: dict[str, Any]) -> LastExport:
    detail = event["detail"]
    return LastExport(
        at=utc_seconds(event["time"]),
        id=detail["id"],
        name=detail["name"],
        scope=detail["scope"],
        bytes=detail["bytes"],
        sha256=detail["sha256"],
        encrypted=detail["encrypted"],
        records=detail["records"],
    )
