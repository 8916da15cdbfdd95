"""The controller's own condition, with every cause by name."""

from dataclasses import dataclass
from enum import StrEnum

from ..engine.vocabulary import ControllerHealth


class HealthLevel(StrEnum):
    """How the controller is."""

    OK = "ok"
    WARN = "warn"
    ERROR = "error"


class Cause(StrEnum):
    """What is not as it should be."""

    WAITING = "waiting_for_readings"
    """Just started: mandatory readings have not arrived yet."""
    NO_READING = "no_reading"
    """A fitted signal has no usable value."""
    NOT_OBEYING = "load_not_obeying"
    LOCKOUT = "lockout"
    EMERGENCY_STOP = "emergency_stop"
    LEDGER = "ledger_not_writable"
    ENGINE = "engine_error"


_ERRORS = frozenset({Cause.LEDGER, Cause.ENGINE, Cause.NOT_OBEYING})


@dataclass(frozen=True, slots=True)
class Health:
    """Level and causes; each cause with the signal or load it is about."""

    causes: tuple[tuple[Cause, str], ...] = ()

    @property
    def level(self) -> HealthLevel:
        """The worst of the causes."""
        if not self.causes:
            return HealthLevel.OK
        worst = any(cause in _ERRORS for cause, _ in self.causes)
        return HealthLevel.ERROR if worst else HealthLevel.WARN

    @property
    def for_engine(self) -> ControllerHealth:
        """What the rules should make of it.

        Without a ledger nothing new begins: it could not be explained afterwards. What the
        engine sees by itself (signals, lockouts) is not told to it twice.
        """
        broken = any(cause is Cause.LEDGER for cause, _ in self.causes)
        return ControllerHealth.DEGRADED if broken else ControllerHealth.OK
