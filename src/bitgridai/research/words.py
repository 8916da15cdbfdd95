"""The words that say nothing about a household: those of the engine and of the controller."""

from enum import StrEnum
import re
from typing import Final

from ..engine.memory import OverrideKind
from ..engine.presets import Preset
from ..engine.record import RecordKind
from ..engine.rephrase.flaw import Flaw
from ..engine.requests import AnswerStatus, Refusal, RequestKind
from ..engine.rules import ALL_CODES
from ..engine.rules.r1_surplus import Strategy
from ..engine.signals import HOUSE_SIGNALS, Quality
from ..engine.surplus import ShareReason, SurplusSource
from ..engine.vocabulary import Action, Autonomy, ControllerHealth, Rule, Trigger, Verdict

_KINDS: Final[tuple[type[StrEnum], ...]] = (
    Action,
    AnswerStatus,
    Autonomy,
    ControllerHealth,
    Flaw,
    OverrideKind,
    Preset,
    Quality,
    RecordKind,
    Refusal,
    RequestKind,
    Rule,
    ShareReason,
    Strategy,
    SurplusSource,
    Trigger,
    Verdict,
)
_ORIGINS: Final = frozenset({"user", "automation", "api", "signal"})
_READINGS: Final = frozenset(
    {"power_w", "level", "chip_temp_c", "heartbeat_age_s", "hashrate", "available", "engine", "controller_health"}
)
_SETTINGS: Final = frozenset({"leave", "stop", "file"})
WORDS: Final = (
    frozenset(word.value for kind in _KINDS for word in kind)
    | frozenset(code.value for code in ALL_CODES)
    | frozenset(HOUSE_SIGNALS)
    | _ORIGINS
    | _READINGS
    | _SETTINGS
)
_TIME: Final = re.compile(r"\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}Z)?")
_VERSION: Final = re.compile(r"\d{1,4}\.\d{1,4}\.\d{1,4}")
_ERROR: Final = re.compile(r"[A-Z][A-Za-z]{2,30}Error")


def is_harmless(text: str) -> bool:
    """Whether a text is a word of the engine's, a list of them, a time, a version or the kind of an error."""
    if all(word in WORDS for word in text.split(", ")):
        return True
    return any(pattern.fullmatch(text) is not None for pattern in (_TIME, _VERSION, _ERROR))
