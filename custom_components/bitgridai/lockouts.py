"""Lockouts that a person has seen. Seeing one ends nothing: it only quiets whoever reports it."""

from homeassistant.core import HomeAssistant

from .engine.document import Json, iso_utc
from .engine.memory import Memory
from .ledger import LedgerStore
from .runtime import Controller

ACKNOWLEDGED_EVENT = "lockout_acknowledged"


class Acknowledgements:
    """Which lockouts were seen. The ledger keeps it; a new lockout of the same load is a new one."""

    def __init__(self, hass: HomeAssistant, controller: Controller, ledger: LedgerStore) -> None:
        """Keep them for one household."""
        self._hass = hass
        self._controller = controller
        self._ledger = ledger
        self._since: dict[str, int] = {}

    async def async_restore(self, memory: Memory) -> None:
        """Read from the ledger which of the lockouts in force were seen; sqlite3.Error where it cannot be read."""
        for load, since in _in_force(memory).items():
            event = await self._hass.async_add_executor_job(self._ledger.last_event, ACKNOWLEDGED_EVENT, load, since)
            if event is not None and event["detail"]["since"] == iso_utc(since):
                self._since[load] = since

    def acknowledge(self, now: int, memory: Memory, load: str, origin: str) -> None:
        """Note that the lockout of a load was seen; KeyError where it has none."""
        lockout = memory.of(load).lockout
        if lockout is None:
            raise KeyError(load)
        detail: dict[str, Json] = {
            "load": load,
            "code": lockout.code,
            "since": iso_utc(lockout.since),
            "origin": origin,
        }
        self._controller.note(now, ACKNOWLEDGED_EVENT, detail)
        self._since[load] = lockout.since

    def seen(self, memory: Memory, load: str) -> bool:
        """Whether the lockout that a load has now was seen."""
        return load in self._since and _in_force(memory).get(load) == self._since[load]


def _in_force(memory: Memory) -> dict[str, int]:
    return {load: item.lockout.since for load, item in memory.loads.items() if item.lockout is not None}
