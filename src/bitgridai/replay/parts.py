"""A sweep in parts: what one worker does at a time, and what is kept of it."""

from collections.abc import Sequence
from dataclasses import dataclass
import json
from pathlib import Path
from typing import Any, Final, NamedTuple

from ..engine.canonical import digest
from ..engine.policy import Policy, policy_hash
from ..engine.version import ENGINE_VERSION
from .figures import Account, Figures, account_of, figures_of
from .lives import Lives, request_key
from .setting import Setting

_PARTS_MAX: Final = 250
"""So many parts at most: progress in steps that can be seen."""
_SIZE_MIN: Final = 4
"""Policies of a part, or handing it over takes as long as computing it."""


@dataclass(frozen=True, slots=True)
class Task:
    """What every part of a sweep is about."""

    setting: Setting
    idle: Account
    """The same house with its loads off."""
    policies: int
    """How many there are in all parts."""


class Part(NamedTuple):
    """Policies that one worker follows in a go."""

    number: int
    policies: tuple[Policy, ...]


class PartResult(NamedTuple):
    """What became of a part, and the engine that says so."""

    number: int
    engine: str
    figures: tuple[Figures, ...]


class Workbench:
    """Computes parts of one task; what all parts need is prepared once."""

    def __init__(self, task: Task) -> None:
        """Prepare."""
        self._task = task
        self._lives = Lives(task.setting, task.policies)

    def compute(self, part: Part) -> PartResult:
        """Follow every policy of a part."""
        figures = []
        for policy in part.policies:
            account = account_of(self._lives.course(policy), self._task.setting)
            figures.append(figures_of(account, self._task.idle, self._task.setting))
        return PartResult(part.number, ENGINE_VERSION, tuple(figures))


def parts_of(policies: Sequence[Policy]) -> list[Part]:
    """Divide policies; the same ones always come in the same parts."""
    size = max(_SIZE_MIN, -(-len(policies) // _PARTS_MAX))
    return [Part(number, tuple(policies[at : at + size])) for number, at in enumerate(range(0, len(policies), size))]


class Shelf:
    """Finished parts on disk, or nowhere."""

    def __init__(self, folder: Path | None, setting: Setting) -> None:
        """Keep parts of sweeps over this setting."""
        self._folder = folder
        self._setting = request_key(setting, ())

    def take(self, part: Part) -> tuple[Figures, ...] | None:
        """Return what is kept of this very part; what cannot be read is done again."""
        if self._folder is None:
            return None
        try:
            document = json.loads(self._file(part).read_text(encoding="utf-8"))
            return tuple(Figures(**figures) for figures in document["figures"])
        except OSError, ValueError, KeyError, TypeError:
            return None

    def keep(self, part: Part, result: PartResult) -> None:
        """Keep a finished part."""
        if self._folder is None:
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        document: dict[str, Any] = {"figures": [figures.document() for figures in result.figures]}
        file = self._file(part)
        temporary = file.with_suffix(".new")
        temporary.write_text(json.dumps(document), encoding="utf-8")
        temporary.replace(file)

    def _file(self, part: Part) -> Path:
        """Name a part after all that it follows from, so that another one is never taken for it."""
        name = digest([self._setting, [policy_hash(policy) for policy in part.policies]])[:32]
        return (self._folder or Path()) / f"part-{name}.json"
