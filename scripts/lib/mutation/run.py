"""Trying mutants: one process that has collected all tests, and a fork of it for each."""

import ast
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
import os
from pathlib import Path
import pickle
import sys
from time import process_time
from types import CodeType, ModuleType
from typing import override

# Once, and not in every fork that collects the tests anew: the settings of the tests name a warning of aiohttp's.
import aiohttp.web  # noqa: F401
import hypothesis.strategies  # noqa: F401
import pytest

from .mutants import Mutant, Site, Source
from .results import Results
from .trial import FirstFailure, Verdict, code_of, functions, give, in_a_child, is_recorded, loaded_as, run_items
from .watch import Seen, Watch

SLOW_S = 15.0
"""Tests that take longer are left out."""
PROVES_NOTHING = ("test_3_neither_another_process",)
"""It compares with a process in which nothing is broken."""
ENUMERATIONS = ("tests/engine/test_exhaustive.py", "tests/engine/test_exhaustive_authority.py")
"""They take half a minute for every mutant, and their worlds are among those that properties draw."""
ARGUMENTS = (
    *(f"--ignore={file}" for file in ENUMERATIONS),
    "-q",
    "-s",
    "-p",
    "no:cacheprovider",
    # It collects garbage five times at the end of every run.
    "-p",
    "no:unraisableexception",
    "-W",
    "ignore::DeprecationWarning",
    # What follows belongs to plugins, which the engine's tests do without: loading them takes longer than most tests.
    "-o",
    "addopts=",
    "-W",
    "ignore::pytest.PytestConfigWarning",
    "-W",
    "ignore::pytest.PytestAssertRewriteWarning",
)

type Tell = Callable[[Mutant, Verdict], None]


@dataclass(slots=True)
class House:
    """Where everything is."""

    root: Path
    tests: tuple[str, ...]
    work: Path
    budget_s: float
    results: Results
    sources: dict[str, Source] = field(default_factory=dict)

    @property
    def engine(self) -> Path:
        """The folder that is broken."""
        return self.root / "custom_components/bitgridai/engine"


class _OneEngine(MetaPathFinder, Loader):
    """Lets the command-line tool's engine be the integration's, so that both are broken at once."""

    _ALIAS, _ENGINE = "bitgridai.engine", "custom_components.bitgridai.engine"

    @override
    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname != self._ALIAS and not fullname.startswith(f"{self._ALIAS}."):
            return None
        return ModuleSpec(fullname, self)

    @override
    def create_module(self, spec: ModuleSpec) -> ModuleType:
        module = import_module(spec.name.replace(self._ALIAS, self._ENGINE, 1))
        self._spec = module.__spec__
        return module

    @override
    def exec_module(self, module: ModuleType) -> None:
        module.__spec__ = self._spec


def stand_alone(root: Path) -> None:
    """Let the engine be imported without the integration around it, and so without Home Assistant."""
    package = ModuleType("custom_components.bitgridai")
    package.__path__ = [str(root / "custom_components/bitgridai")]
    sys.modules[package.__name__] = package
    sys.meta_path.insert(0, _OneEngine())


def seen_by_tests(house: House) -> Seen:
    """Run every test once and note what it runs; kept while neither engine nor tests change."""
    engine = "".join(source.path.read_text(encoding="utf-8") for source in house.sources.values())
    key = f"{house.root} {house.results.all_tests} {house.tests} {engine}"
    kept = house.work / "lines.pickle"
    if kept.exists():
        found = pickle.loads(kept.read_bytes())  # noqa: S301  # our own file
        if found[0] == key:
            seen: Seen = found[1]
            return seen
    noted = in_a_child(lambda: _note(house, key, kept))
    if noted.result != "noted":
        raise SystemExit(f"The tests fail without any mutant, or could not be run: {noted.by}")
    return seen_by_tests(house)


def _note(house: House, key: str, kept: Path) -> Verdict:
    watch, seen = Watch(str(house.engine)), Seen()

    class Noting:
        def pytest_collection_finish(self) -> None:
            seen.at_import = watch.take()

        @pytest.hookimpl(wrapper=True)
        def pytest_runtest_protocol(self, item: pytest.Item) -> object:
            watch.take()
            began = process_time()
            result = yield
            seen.seconds[item.nodeid] = process_time() - began
            seen.by_test[item.nodeid] = watch.take()
            return result

    with watch.watching():
        code = pytest.main([*ARGUMENTS, *house.tests], plugins=[Noting()])
    if code:
        return Verdict("failed", f"pytest ended with {int(code)}")
    kept.write_bytes(pickle.dumps((key, seen)))
    return Verdict("noted")


class Trials:
    """A pytest plugin that tries mutants instead of running the tests once."""

    def __init__(self, house: House, seen: Seen, mutants: Sequence[Mutant], tell: Tell) -> None:
        """Try these mutants."""
        self._house, self._seen, self._tell = house, seen, tell
        self._wanted = {mutant.name for mutant in mutants}
        self._killers: Counter[tuple[str, str]] = Counter()
        """How often a test noticed a mutant of a module, and of one of its functions."""

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Take the place of pytest's own loop."""
        items = {item.nodeid: item for item in session.items if _counts(item.nodeid, self._seen)}
        known = functions(str(self._house.engine))
        spans = {source.module: _spans(source.path) for source in self._house.sources.values()}
        for source, mutant, site, other in by_lot(self._house, self._wanted):
            try:
                module = source.compile(site, other)
            except (SyntaxError, TypeError, ValueError) as err:
                self._tell(mutant, Verdict("killed", f"does not compile: {err}"))
                continue
            code = code_of(module, mutant.owner)
            targets = known.get((str(source.path), mutant.owner), [])
            tests = self._chosen(mutant, str(source.path), spans[mutant.module][mutant.owner], items)
            self._tell(mutant, self._verdict(mutant, code, targets, tests))
        return True

    def _chosen(
        self, mutant: Mutant, file: str, span: tuple[int, int], items: dict[str, pytest.Item]
    ) -> list[pytest.Item]:
        """The tests that run the changed line, by their time for what they noticed of this function and module."""
        found = [test for test in self._seen.tests(file, mutant.lines, span) if test in items]

        def price(test: str) -> float:
            noticed = 4 * self._killers[_owner(mutant), test] + self._killers[mutant.module, test]
            return self._seen.seconds[test] / (1 + noticed)

        return [items[test] for test in sorted(found, key=lambda test: (is_recorded(test), price(test)))]

    def _verdict(self, mutant: Mutant, code: object, targets: Sequence[object], tests: list[pytest.Item]) -> Verdict:
        if not tests or code is None or not targets:
            return Verdict("survived", "")

        def work() -> Verdict:
            for target in targets:
                target.__code__ = code  # type: ignore[attr-defined]
            return run_items(tests, self._seen.seconds, self._house.budget_s)

        verdict = in_a_child(work)
        if verdict.result == "killed":
            self._killers.update([(mutant.module, verdict.by), (_owner(mutant), verdict.by)])
        return verdict


def try_calls(house: House, seen: Seen, mutants: Sequence[Mutant], tell: Tell) -> None:
    """Try mutants of functions that run when a test calls them."""
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        return
    code = 1
    try:
        code = int(pytest.main([*ARGUMENTS, *house.tests], plugins=[Trials(house, seen, mutants, tell)]))
    finally:
        os._exit(code)


def try_imports(house: House, seen: Seen, mutants: Sequence[Mutant], tell: Tell) -> None:
    """Try mutants of what runs at import."""
    noticed: Counter[tuple[str, str]] = Counter()
    for source, mutant, site, other in by_lot(house, {mutant.name for mutant in mutants}):
        code, price = source.compile(site, other), _price(source, seen, noticed)
        verdict = in_a_child(lambda: _imported(house, seen, source, code, price))  # noqa: B023  # it is over by then
        if "::" in verdict.by:
            noticed.update([(source.module, _file(verdict.by)), ("", _file(verdict.by))])
        tell(mutant, verdict)


def _price(source: Source, seen: Seen, noticed: Counter[tuple[str, str]]) -> Callable[[str], float]:
    """Say what a test costs for what can be hoped of it: where it goes, and what its file noticed so far."""
    near, module, known = seen.through(str(source.path)), source.module, noticed.copy()

    def price(test: str) -> float:
        file = _file(test)
        return seen.seconds.get(test, 0) / (1 + 3 * (test in near) + 4 * known[module, file] + known["", file])

    return price


def by_lot(house: House, wanted: set[str]) -> list[tuple[Source, Mutant, Site, ast.AST]]:
    """Mix the mutants, always in the same way: what a run got to before it was ended is a fair sample."""
    found = [
        (source, mutant, site, other)
        for source in house.sources.values()
        for mutant, site, other in source.mutants()
        if mutant.name in wanted
    ]
    return sorted(found, key=lambda item: sha256(item[1].name.encode()).digest())


def _imported(house: House, seen: Seen, source: Source, code: CodeType, price: Callable[[str], float]) -> Verdict:
    name = source.module.rpartition(".")[2]
    own = [str(path) for test in house.tests for path in Path(test).rglob(f"test_*{name}*.py")]
    for tests in ([own] if own else []) + [list(house.tests)]:
        give(60)
        first = FirstFailure(price, lambda test: _counts(test, seen), house.budget_s)
        with loaded_as(source.path, code):
            ended = pytest.main([*ARGUMENTS, "-x", *tests], plugins=[first])
        if ended not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
            return Verdict("killed", first.failed or "the import")
    return Verdict("survived")


def _file(test: str) -> str:
    return test.partition("::")[0]


def _owner(mutant: Mutant) -> str:
    return f"{mutant.module}:{mutant.owner}"


def _counts(test: str, seen: Seen) -> bool:
    return seen.seconds.get(test, 0) <= SLOW_S and not any(name in test for name in PROVES_NOTHING)


def _spans(path: Path) -> dict[str, tuple[int, int]]:
    """First and last line of every outermost function, by qualified name."""
    found: dict[str, tuple[int, int]] = {}

    def visit(body: Sequence[ast.stmt], prefix: str) -> None:
        for node in body:
            if isinstance(node, ast.ClassDef):
                visit(node.body, f"{prefix}{node.name}.")
            elif isinstance(node, ast.FunctionDef):
                found[f"{prefix}{node.name}"] = (node.lineno, node.end_lineno or node.lineno)

    visit(ast.parse(path.read_text(encoding="utf-8")).body, "")
    return found
