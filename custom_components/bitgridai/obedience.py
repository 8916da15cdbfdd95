"""Repairs for loads that do not do what they are told: what was ordered, what was seen, what to look at."""

from homeassistant.const import ATTR_UNIT_OF_MEASUREMENT
from homeassistant.core import CALLBACK_TYPE, callback
from homeassistant.helpers import issue_registry as ir
from homeassistant.util import dt as dt_util

from .const import DOMAIN
from .coordinator import BitGridCoordinator
from .runtime import Fault
from .watch import async_watch


@callback
def async_watch_obedience(coordinator: BitGridCoordinator) -> CALLBACK_TYPE:
    """Raise and withdraw these repairs from now on; returns how to stop, which withdraws them all."""
    return async_watch(coordinator, _Watch(coordinator))


class _Watch:
    """Knows by which order each load has been reported."""

    def __init__(self, coordinator: BitGridCoordinator) -> None:
        self._coordinator = coordinator
        self._raised: dict[str, str] = {}
        """Order by load."""

    @callback
    def look(self) -> None:
        """Raise what is new, and withdraw what was obeyed since."""
        faults = {fault.command.load: fault for fault in self._coordinator.data.faults}
        for load_id in self._raised.keys() - faults.keys():
            self._withdraw(load_id)
        for load_id, fault in faults.items():
            # One order is one report: what it says was seen when the load was given up on.
            if self._raised.get(load_id) != fault.command.id:
                self._raise(fault)
                self._raised[load_id] = fault.command.id

    @callback
    def withdraw_all(self) -> None:
        """Withdraw everything: nobody looks any more, so nothing is known."""
        for load_id in list(self._raised):
            self._withdraw(load_id)

    def _withdraw(self, load_id: str) -> None:
        del self._raised[load_id]
        ir.async_delete_issue(self._coordinator.hass, DOMAIN, _issue_id(load_id))

    def _raise(self, fault: Fault) -> None:
        command, coordinator = fault.command, self._coordinator
        name = coordinator.data.descriptions[command.load].name
        entities = coordinator.household.named.get(command.load, ())
        stops = command.target_w == 0
        at = dt_util.as_local(coordinator.clock.wall(command.sent_at)).strftime("%d.%m. %H:%M")
        ir.async_create_issue(
            coordinator.hass,
            DOMAIN,
            _issue_id(command.load),
            is_fixable=False,
            severity=ir.IssueSeverity.ERROR if stops else ir.IssueSeverity.WARNING,
            translation_key="load_does_not_stop" if stops else "load_does_not_run",
            translation_placeholders={
                "load": name,
                "at": at,
                "attempts": str(command.attempts),
                "entities": ", ".join(entities) or name,
                "seen": ", ".join(self._shown(entity_id) for entity_id in entities) or name,
                **({} if stops else {"power": f"{command.target_w:.0f}"}),
            },
        )

    def _shown(self, entity_id: str) -> str:
        """Tell what an entity shows now, as its owner sees it in the developer tools."""
        state = self._coordinator.hass.states.get(entity_id)
        if state is None:
            return f"{entity_id} = ?"
        unit = state.attributes.get(ATTR_UNIT_OF_MEASUREMENT)
        return f"{entity_id} = {state.state}{f' {unit}' if unit else ''}"


def _issue_id(load_id: str) -> str:
    return f"load_not_obeying_{load_id}"
