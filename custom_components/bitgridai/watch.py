"""Looking at the controller with every new picture, and leaving nothing behind."""

from typing import Protocol

from homeassistant.core import CALLBACK_TYPE, callback

from .coordinator import BitGridCoordinator


class Watch(Protocol):
    """Raises repairs and withdraws them."""

    def look(self) -> None:
        """Look at the present picture."""

    def withdraw_all(self) -> None:
        """Withdraw what was raised."""


@callback
def async_watch(coordinator: BitGridCoordinator, watch: Watch) -> CALLBACK_TYPE:
    """Let ``watch`` look from now on; returns how to stop, which withdraws all that it raised."""
    stop = coordinator.async_add_listener(watch.look)

    @callback
    def stop_and_withdraw() -> None:
        stop()
        watch.withdraw_all()

    return stop_and_withdraw
