"""The words shared by all rules, records and explanations."""

from enum import StrEnum


class Trigger(StrEnum):
    """Why the engine was asked."""

    BLOCK_TICK = "BLOCK_TICK"
    """A decision window began: the only moment at which R1 may start or stop."""
    SAFETY = "SAFETY"
    """A safety-relevant reading changed, or the 5 s timer ran: only R3 looks."""
    GUARD = "GUARD"
    """The 30 s timer: R2 and R3 look."""
    TRIM = "TRIM"
    """A continuous load may follow the surplus inside its range."""
    OVERRIDE = "OVERRIDE"
    """A person or an automation commanded, or a command ran out."""
    RECOVERY = "RECOVERY"
    """First look after a restart."""
    CONFIG = "CONFIG"
    """The policy changed."""


REDUCE_ONLY = frozenset({Trigger.SAFETY, Trigger.GUARD, Trigger.RECOVERY, Trigger.CONFIG})
"""Triggers that may lower power but never raise it."""


class Rule(StrEnum):
    """Who may vote, in the order in which votes are listed."""

    R1 = "R1"
    AUTONOMY = "AUTONOMY"
    R5 = "R5"
    R4 = "R4"
    R2 = "R2"
    OVERRIDE = "OVERRIDE"
    R3 = "R3"


class Verdict(StrEnum):
    """What a rule says of a load."""

    PROPOSE = "PROPOSE"
    """R1 only: this is what I would do."""
    ALLOW = "ALLOW"
    """Looked, and has no objection."""
    ABSTAIN = "ABSTAIN"
    """Did not look, or could not."""
    VETO = "VETO"
    """Keeps the load nearer to what it does now than proposed."""
    FORCE = "FORCE"
    """Sets the target whatever was proposed."""


class Action(StrEnum):
    """What happens to a load."""

    START = "START"
    STOP = "STOP"
    RAISE = "RAISE"
    LOWER = "LOWER"
    HOLD = "HOLD"


class Autonomy(StrEnum):
    """How much the engine may do by itself. R3 acts in all of them."""

    MANUAL = "manual"
    """Records and protects; starts and stops only on command."""
    ASSISTED = "assisted"
    """Proposes; a person approves before the next block."""
    SEMI = "semi"
    """Starts by itself; only R3 and the hard battery minimum stop."""
    FULL = "full"


class ControllerHealth(StrEnum):
    """The controller's own condition as seen by whoever runs the engine."""

    OK = "ok"
    WARN = "warn"
    """Something needs a look; decisions go on."""
    DEGRADED = "degraded"
    """R1 and R4 step back: nothing starts, nothing is raised."""
    CRITICAL = "critical"
    """R3 stops every load."""
