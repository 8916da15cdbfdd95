"""Assisted mode asks a person: in Home Assistant, and where the owner wishes on a phone with two buttons."""

from homeassistant.core import CALLBACK_TYPE, callback

from ..coordinator import BitGridCoordinator
from .ask import Asker

__all__ = ["async_ask_for_approval"]


@callback
def async_ask_for_approval(coordinator: BitGridCoordinator) -> CALLBACK_TYPE:
    """Ask from now on; returns how to stop, which takes back what was asked."""
    return Asker(coordinator).start()
