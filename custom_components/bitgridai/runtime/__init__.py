"""The controller at work: reads the house, asks the engine, commands loads, writes the ledger."""

from .commands import Command, Fault
from .controller import COMMAND_TIMEOUT_S, Controller
from .gate import Gate
from .health import Cause, Health, HealthLevel
from .snapshot import Basis, Snapshot, Taken

__all__ = [
    "COMMAND_TIMEOUT_S",
    "Basis",
    "Cause",
    "Command",
    "Controller",
    "Fault",
    "Gate",
    "Health",
    "HealthLevel",
    "Snapshot",
    "Taken",
]
