"""Which test runs which line of the engine, and how long it takes."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
import sys
from types import CodeType

_TOOL = sys.monitoring.COVERAGE_ID


@dataclass(slots=True)
class Seen:
    """What a run of all tests showed."""

    at_import: set[tuple[str, int]] = field(default_factory=set)
    """Lines that run before any test does: breaking them later would change nothing."""
    by_test: dict[str, set[tuple[str, int]]] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    """CPU time."""

    def tests(self, file: str, lines: tuple[int, int], owner: tuple[int, int]) -> list[str]:
        """Return the tests that run these lines, or at least the function they are in."""
        for first, last in (lines, owner):
            wanted = {(file, line) for line in range(first, last + 1)}
            found = [test for test, seen in self.by_test.items() if not wanted.isdisjoint(seen)]
            if found:
                return found
        return []

    def through(self, file: str) -> set[str]:
        """Return the tests that run any line of a file."""
        return {test for test, seen in self.by_test.items() if any(name == file for name, _ in seen)}

    def imported(self, file: str, lines: tuple[int, int]) -> bool:
        """Whether one of these lines runs at import."""
        return any((file, line) in self.at_import for line in range(lines[0], lines[1] + 1))


class Watch:
    """Notes every first run of a line below a folder."""

    def __init__(self, folder: str) -> None:
        """Watch one folder."""
        self._folder = folder
        self._lines: set[tuple[str, int]] = set()

    def _line(self, code: CodeType, line: int) -> object:
        if code.co_filename.startswith(self._folder):
            self._lines.add((code.co_filename, line))
        return sys.monitoring.DISABLE

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Watch within the context."""
        sys.monitoring.use_tool_id(_TOOL, "mutation")
        sys.monitoring.register_callback(_TOOL, sys.monitoring.events.LINE, self._line)
        sys.monitoring.set_events(_TOOL, sys.monitoring.events.LINE)
        try:
            yield
        finally:
            sys.monitoring.set_events(_TOOL, 0)
            sys.monitoring.free_tool_id(_TOOL)

    def take(self) -> set[tuple[str, int]]:
        """Return what ran since the last call."""
        taken, self._lines = self._lines, set()
        sys.monitoring.restart_events()
        return taken
