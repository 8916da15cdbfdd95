"""The controller at work: reads the house, asks the engine, commands loads, writes the ledger."""

from .controller import Controller
from .health import Cause, Health, HealthLevel
from .snapshot import Snapshot, Taken

__all__ = ["Cause", "Controller", "Health", "HealthLevel", "Snapshot", "Taken"]
