"""One mutant against the tests, in a process of its own.

A mutant of a function is put in place of the function after all tests were collected: the new
code slips into the old function object, so that everyone who imported it has it. A mutant of
what runs at import is loaded in the place of its module, and the tests are collected anew.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
import gc
from importlib.machinery import SourceFileLoader
import json
import os
from pathlib import Path
import resource
import signal
from time import process_time
from types import CodeType, FunctionType
from typing import Any

import pytest

MEMORY = 4 << 30
"""Bytes a trial may take: some mutants never stop collecting."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a mutant."""

    result: str
    """``killed``, ``timeout`` or ``survived``."""
    by: str = ""
    """The test that noticed."""


def in_a_child(work: Callable[[], Verdict]) -> Verdict:
    """Run ``work`` in a fork; one that is ended by a signal ran into a limit."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        _silence()
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        code = 1
        try:
            found = work()
            os.write(write, json.dumps([found.result, found.by]).encode())
            code = 0
        finally:
            os._exit(code)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        answer = pipe.read()
    _, status = os.waitpid(child, 0)
    if answer:
        return Verdict(*json.loads(answer))
    return Verdict("timeout", "its time was up" if os.WIFSIGNALED(status) else "the test run ended")


def _silence() -> None:
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)


def give(seconds: float) -> None:
    """Let this process use so much more CPU time, then end it."""
    signal.setitimer(signal.ITIMER_PROF, seconds)


def functions(folder: str) -> dict[tuple[str, str], list[FunctionType]]:
    """Return every function whose code is below a folder, by file and qualified name."""
    found: dict[tuple[str, str], list[FunctionType]] = {}
    for thing in gc.get_objects():
        if isinstance(thing, FunctionType) and thing.__code__.co_filename.startswith(folder):
            found.setdefault((thing.__code__.co_filename, thing.__code__.co_qualname), []).append(thing)
    return found


def code_of(module: CodeType, qualname: str) -> CodeType | None:
    """Find a function's code in its module's."""
    for constant in module.co_consts:
        if isinstance(constant, CodeType):
            found = constant if constant.co_qualname == qualname else code_of(constant, qualname)
            if found is not None:
                return found
    return None


def is_recorded(test: str) -> bool:
    """Whether a test compares with recorded days: it notices nearly everything, and says little about it."""
    return test.startswith("tests/golden/")


def run_items(items: Sequence[pytest.Item], seconds: dict[str, float], budget_s: float) -> Verdict:
    """Run tests until one fails or the time for one mutant is used up; recorded days always."""
    from _pytest.runner import runtestprotocol  # noqa: PLC0415  # pytest's own way to run one item

    began = process_time()
    for item in items:
        if process_time() - began > budget_s and not is_recorded(item.nodeid):
            continue
        give(5 + 10 * seconds.get(item.nodeid, 1))
        if any(report.failed for report in runtestprotocol(item, log=False, nextitem=None)):
            return Verdict("killed", item.nodeid)
    return Verdict("survived")


class FirstFailure:
    """Runs the cheapest tests first and remembers the one that failed."""

    def __init__(self, price: Callable[[str], float], wanted: Callable[[str], bool], budget_s: float) -> None:
        """Run what is ``wanted`` for so many seconds of CPU time."""
        self._price, self._wanted, self._budget_s = price, wanted, budget_s
        self.failed = ""
        self._began = 0.0

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Keep what is wanted; only from here on the time counts."""
        self._began = process_time()
        items[:] = sorted(
            (item for item in items if self._wanted(item.nodeid)),
            key=lambda item: (is_recorded(item.nodeid), self._price(item.nodeid)),
        )

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Remember a failure."""
        if report.failed:
            self.failed = report.nodeid

    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """Give a test its time, or leave it out where the time is used up."""
        give(30)
        if process_time() - self._began > self._budget_s and not is_recorded(item.nodeid):
            pytest.skip("enough")


@contextmanager
def loaded_as(path: Path, code: CodeType) -> Iterator[None]:
    """Load other code for one module."""
    original = SourceFileLoader.get_code

    def get_code(loader: Any, fullname: str) -> CodeType | None:
        return code if Path(loader.path) == path else original(loader, fullname)

    SourceFileLoader.get_code = get_code  # type: ignore[assignment, method-assign]
    try:
        yield
    finally:
        SourceFileLoader.get_code = original  # type: ignore[method-assign]
