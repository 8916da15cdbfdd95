"""Letting a recorded house live under several policies: compiled where that is exact, else by the engine itself."""

from collections.abc import Sequence
from dataclasses import asdict
import json
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any, Final

from ..engine.canonical import digest
from ..engine.policy import Policy, policy_hash
from ..engine.version import ENGINE_VERSION
from .course import Course
from .covered import covers_house, covers_policy
from .errors import StoppedError
from .loop import Loop
from .setting import Setting
from .watch import Watch

if TYPE_CHECKING:
    from .compiled import Machine

_COMPILED_FROM: Final = 30_000
"""Decisions from which on loading compiled ones takes less time than it saves."""
_KEEP_EVERY_S: Final = 20
"""Seconds between two times of keeping what is done."""
_LOOK_EVERY_S: Final = 0.1
"""Seconds until somebody who wants an end is heard."""


def request_key(setting: Setting, policies: Sequence[Policy | None]) -> str:
    """Name a piece of work: equal names, equal results."""
    return digest(
        {
            "engine": ENGINE_VERSION,
            "recorded": setting.recorded.digest,
            "given": {name: None if value is None else repr(value) for name, value in asdict(setting.given).items()},
            "policies": [None if policy is None else policy_hash(policy) for policy in policies],
        }
    )


class Lives:
    """Courses of one house, as fast as they come: compiled where that is exact and worth its start."""

    def __init__(self, setting: Setting, policies: int) -> None:
        """Prepare for about so many policies."""
        self._setting = setting
        self._machine = _machine(setting) if setting.recorded.blocks * policies >= _COMPILED_FROM else None

    def covers(self, policy: Policy | None) -> bool:
        """Whether following this policy takes no time worth mentioning."""
        return policy is None or (self._machine is not None and covers_policy(self._setting, policy))

    def course(self, policy: Policy | None) -> Course:
        """Follow one policy to the end; None leaves the loads off."""
        if self._machine is not None and policy is not None and covers_policy(self._setting, policy):
            return self._machine.course(policy)
        loop = Loop(self._setting, policy)
        while not loop.done:
            loop.advance()
        return loop.course


def _machine(setting: Setting) -> Machine | None:
    """Prepare compiled decisions; None where they do not cover the house or are not installed."""
    if not covers_house(setting):
        return None
    try:
        from .compiled import Machine  # noqa: PLC0415  # loads numba
    except ImportError:
        return None
    return Machine(setting)


def live(setting: Setting, policies: Sequence[Policy | None], watch: Watch, speed: float | None = None) -> list[Course]:
    """Follow every policy through the recording, side by side; None is a policy that leaves the loads off.

    ``speed`` is recorded seconds in a second, 1 for as slow as it was; None for as fast as possible.
    Raises StoppedError.
    """
    if speed is None:
        lives = Lives(setting, len(policies))
        if all(map(lives.covers, policies)):
            watch.check()
            courses = [lives.course(policy) for policy in policies]
            watch.progress(1.0)
            return courses
    return _Walk(setting, policies, watch).to_the_end(speed)


class _Walk:
    """Loops that go block by block, and where they stand."""

    def __init__(self, setting: Setting, policies: Sequence[Policy | None], watch: Watch) -> None:
        """Begin, or go on from what is kept of the same work."""
        self._blocks = setting.recorded.blocks
        self._block_s = setting.recorded.block_s
        self._watch = watch
        self._loops = [Loop(setting, policy) for policy in policies]
        self._key = request_key(setting, policies)
        self._file = None if watch.work is None else watch.work / "loops.json"
        for loop, document in zip(self._loops, _kept(self._file, self._key), strict=False):
            loop.restore(document)

    def to_the_end(self, speed: float | None) -> list[Course]:
        """Live through what is left."""
        done = len(self._loops[0].course)
        looked = kept = due = monotonic()
        while done < self._blocks:
            for loop in self._loops:
                loop.advance()
            done += 1
            if speed is not None:
                due += self._block_s / speed
                self._wait(due, done)
            if (now := monotonic()) - looked < _LOOK_EVERY_S:
                continue
            looked = now
            self._look(done)
            if now - kept >= _KEEP_EVERY_S:
                kept = now
                self._keep()
        self._watch.progress(1.0)
        return [loop.course for loop in self._loops]

    def _wait(self, until: float, done: int) -> None:
        while (left_s := until - monotonic()) > 0:
            self._look(done)
            sleep(min(left_s, _LOOK_EVERY_S))

    def _look(self, done: int) -> None:
        self._watch.progress(done / self._blocks)
        try:
            self._watch.check()
        except StoppedError:
            self._keep()
            raise

    def _keep(self) -> None:
        if self._file is not None:
            written = {"key": self._key, "loops": [loop.document() for loop in self._loops]}
            temporary = self._file.with_suffix(".new")
            temporary.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_text(json.dumps(written), encoding="utf-8")
            temporary.replace(self._file)


def _kept(file: Path | None, key: str) -> list[dict[str, Any]]:
    """Return what is kept of this very work; what cannot be read is done again."""
    if file is None:
        return []
    try:
        document = json.loads(file.read_text(encoding="utf-8"))
        return list(document["loops"]) if document["key"] == key else []
    except OSError, ValueError, KeyError, TypeError:
        return []
